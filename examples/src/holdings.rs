//! Feeds and states: what a platform is sent, and what it holds.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_io::{Converter, Loss, Target, WriteOptions};
use ema_model::{Format, Header};
use ema_rules::html::Timeline;
use ema_rules::{Feed, Finding, Holdings, Instant, Profile, Severity};

use crate::bar::Bar;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::reading::Check;

/// A feed, and how many errors the rules find in it.
pub(crate) struct CheckedFeed<'p> {
    pub(crate) feed: Feed<'p>,
    pub(crate) errors: usize,
}

/// Reads a feed and checks it, a row at a time.
pub(crate) fn read_feed<'p>(
    path: &Path,
    profile: &'p Profile,
    as_of: Instant,
) -> Result<CheckedFeed<'p>, Failure> {
    let mut feed = Feed::new(profile).named(name(path));
    let mut errors = 0;
    let check = Check {
        profile,
        as_of,
        held: None,
        version: None,
    };
    let count = |finding: Finding| errors += usize::from(finding.severity == Severity::Error);
    check.file(path, count, |avail| feed.add(avail))?;
    Ok(CheckedFeed { feed, errors })
}

/// Reads the state that feeds have left; a file that is not there is nothing held yet.
pub(crate) fn read_state(path: &Path, profile: &Profile) -> Result<Holdings, Failure> {
    let _bar = Bar::without_end("Reading", path);
    match File::open(path) {
        Ok(file) => deserialize(path, file, profile),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Holdings::new()),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Writes the state, whole or not at all.
pub(crate) fn write_state(path: &Path, holdings: &Holdings) -> Result<(), Failure> {
    let _bar = Bar::without_end("Writing", path);
    output::write(Some(path), |out| {
        serde_json::to_writer(&mut *out, holdings)?;
        writeln!(out)
    })
}

/// What a state or a feed holds: a feed as if a platform had read nothing else.
pub(crate) fn read_holdings(path: &Path, profile: &Profile) -> Result<Holdings, Failure> {
    read_state_or(path, profile, |holdings| holdings, feed_as_holdings)
}

/// The windows of a state or a feed.
pub(crate) fn read_timeline(
    path: &Path,
    profile: &Profile,
    as_of: Instant,
) -> Result<Timeline, Failure> {
    let of_feed = |path: &Path, profile: &Profile| {
        let CheckedFeed { feed, .. } = read_feed(path, profile, as_of)?;
        Ok(Timeline::of(&feed, as_of))
    };
    let of_state = |holdings| Timeline::of_holdings(&holdings, as_of);
    read_state_or(path, profile, of_state, of_feed)
}

/// Reads a state, or a feed where a file is none.
fn read_state_or<T>(
    path: &Path,
    profile: &Profile,
    of_state: impl FnOnce(Holdings) -> T,
    of_feed: impl FnOnce(&Path, &Profile) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("json"))
    {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let bar = Bar::without_end("Reading", path);
        let held = deserialize(path, file, profile);
        drop(bar);
        match held {
            Ok(holdings) => return Ok(of_state(holdings)),
            // Avails can be written as JSON too.
            Err(no_state) => {
                return of_feed(path, profile).map_err(|no_avails| no_state.or(&no_avails));
            }
        }
    }
    of_feed(path, profile)
}

fn feed_as_holdings(path: &Path, profile: &Profile) -> Result<Holdings, Failure> {
    let CheckedFeed { feed, .. } = read_feed(path, profile, Instant::MIN)?;
    let rows = feed.passed_over().len();
    if rows > 0 {
        Failure::new(format!(
            "{}: {rows} rows are passed over, because nobody can tell their scope, entry type or \
             window; `ema validate` says what is wrong with them",
            path.display()
        ))
        .report();
    }
    let mut holdings = Holdings::new();
    // Before all time nothing has ended, so that every window counts.
    holdings.apply(&feed, Instant::MIN);
    Ok(holdings)
}

fn deserialize(path: &Path, file: File, profile: &Profile) -> Result<Holdings, Failure> {
    let mut deserializer = serde_json::Deserializer::from_reader(BufReader::new(file));
    Holdings::deserialize(profile, &mut deserializer)
        .and_then(|holdings| deserializer.end().map(|()| holdings))
        .map_err(|error| {
            Failure::new(format!(
                "{}: it is no state that `ema apply` has written: {error}",
                path.display()
            ))
        })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} can't be read: {error}", path.display()))
}

/// The name of a file without its folders.
pub(crate) fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Writes a feed as a file of one version: the newest of those that its rows came in.
pub(crate) fn write_feed(
    path: &Path,
    sources: &[&PathBuf],
    feed: &ema_rules::Extract,
) -> Result<Outcome, Failure> {
    if sources
        .iter()
        .any(|source| output::is_same_file(source, path))
    {
        return Err(Failure::new(format!(
            "{} would be replaced; give the feed another name",
            path.display()
        )));
    }
    if feed.rows.is_empty() {
        return Err(Failure::new(
            "there is nothing to send: nothing has to change on the platform",
        ));
    }
    let mut headers: Vec<Arc<Header>> = Vec::new();
    let mut numbers = HashMap::new();
    for avail in &feed.rows {
        numbers
            .entry(Arc::as_ptr(avail.header()))
            .or_insert_with(|| {
                headers.push(Arc::clone(avail.header()));
                headers.len() - 1
            });
    }
    let version = headers.iter().map(|header| header.version()).max();
    let options = WriteOptions::for_path(path).map_err(Failure::new)?;
    let target = match (options.format(), version) {
        (Format::Xml, Some(version)) => Target::Xml(version.xml_peer()),
        (Format::Csv | Format::Tsv, version) => Target::OneSheet(version),
        (_, version) => Target::Sheets(version),
    };
    let mut converter = Converter::new(&headers, target);
    let mut lost = 0;
    let mut losses = |loss: Loss| {
        lost += 1;
        Failure::new(loss).report();
    };
    let bar = Bar::without_end("Writing", path);
    let mut writer = options.create_path(path).map_err(Failure::new)?;
    let mut sheets = HashMap::new();
    for avail in &feed.rows {
        let number = numbers[&Arc::as_ptr(avail.header())];
        let (sheet, avail) = converter.convert(number, avail, &mut losses);
        let sheet = match sheets.get(&sheet) {
            Some(begun) => *begun,
            None => {
                let header = &converter.headers()[sheet];
                let begun = writer.sheet(header).map_err(Failure::new)?;
                sheets.insert(sheet, begun);
                begun
            }
        };
        writer
            .avail(sheet, &avail, &mut losses)
            .map_err(Failure::new)?;
    }
    writer.finish().map_err(Failure::new)?;
    drop(bar);
    let rows = output::counted(feed.rows.len(), "row");
    let scopes = output::counted(feed.scopes.len(), "scope");
    output::write(None, |out| {
        writeln!(out, "{}: {rows} for {scopes}", name(path))
    })?;
    Ok(Outcome::Clean)
}
