//! Feeds and states: what a platform is sent, and what it holds.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_io::{Converter, Loss, Part, Target, WriteOptions};
use ema_model::{Avail, Format, Header, XmlVersion};
use ema_rules::html::{Timeline, TimelineBuilder};
use ema_rules::{AsOf, Feed, Finding, Holdings, Instant, Profile, Severity};

use crate::bar::Bar;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::reading::{Check, Reading};

/// A feed, and how many errors the rules find in it.
pub(crate) struct CheckedFeed<'p> {
    pub(crate) feed: Feed<'p>,
    pub(crate) errors: usize,
}

/// Reads a feed and checks it, a row at a time.
pub(crate) fn check_feed<'p>(
    path: &Path,
    profile: &'p Profile,
    as_of: AsOf,
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

/// Reads a feed of which nobody asks what the rules find.
fn read_feed<'p>(path: &Path, profile: &'p Profile) -> Result<Feed<'p>, Failure> {
    let mut feed = Feed::new(profile).named(name(path));
    read_rows(path, |avail| feed.add(avail))?;
    Ok(feed)
}

fn read_rows(path: &Path, mut rows: impl FnMut(&Avail)) -> Result<(), Failure> {
    Reading::begin("Reading", path, None)?.each(|part| {
        if let Part::Avail(avail) = part {
            rows(avail);
        }
        Ok(())
    })
}

/// Reads the state that feeds have left; a file that is not there is nothing held yet.
pub(crate) fn read_state(path: &Path, profile: &Profile) -> Result<Holdings, Failure> {
    match path.try_exists() {
        Ok(false) => Ok(Holdings::new()),
        _ => read_document(path, profile),
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
///
/// What nobody can understand is no reason to take a title down, so a feed with such rows is refused
/// unless they are to be left out by force.
pub(crate) fn read_holdings(
    path: &Path,
    profile: &Profile,
    force: bool,
) -> Result<Holdings, Failure> {
    let of_feed = |path: &Path, profile: &Profile| feed_as_holdings(path, profile, force);
    read_state_or(path, profile, |holdings| holdings, of_feed)
}

/// The windows of a state or a feed.
pub(crate) fn read_timeline(
    path: &Path,
    profile: &Profile,
    as_of: AsOf,
) -> Result<Timeline, Failure> {
    let of_feed = |path: &Path, profile: &Profile| {
        let mut windows = TimelineBuilder::new(profile, as_of);
        read_rows(path, |avail| windows.add(avail))?;
        Ok(windows.build())
    };
    let of_state = |holdings| Timeline::of_holdings(&holdings, as_of, profile);
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
        return match read_document(path, profile) {
            Ok(holdings) => Ok(of_state(holdings)),
            // Avails can be written as JSON too.
            Err(no_state) => of_feed(path, profile).map_err(|no_avails| no_state.or(&no_avails)),
        };
    }
    of_feed(path, profile)
}

fn feed_as_holdings(path: &Path, profile: &Profile, force: bool) -> Result<Holdings, Failure> {
    let feed = read_feed(path, profile)?;
    let mut holdings = Holdings::new();
    // Before all time nothing has ended, so that every window counts.
    let outcome = holdings.apply(&feed, Instant::MIN);
    let passed_over = outcome.passed_over.iter().map(ToString::to_string);
    let conflicts = outcome.scopes.iter().filter_map(|scope| {
        let conflict = scope.conflict.as_ref()?;
        Some(format!("{}: {conflict}", scope.scope))
    });
    let unclear: Vec<String> = passed_over.chain(conflicts).collect();
    let Some(first) = unclear.first() else {
        return Ok(holdings);
    };
    let more = match unclear.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let path = path.display();
    let failure = Failure::new(match force {
        false => format!(
            "{path}: nobody can tell all that it holds. {first}{more}. `ema validate` shows what is \
             wrong; --force leaves such rows and scopes out"
        ),
        true => format!("{path}: left out: {first}{more}"),
    });
    match force {
        false => Err(failure),
        true => {
            failure.report();
            Ok(holdings)
        }
    }
}

fn read_document(path: &Path, profile: &Profile) -> Result<Holdings, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::new(format!("{} can't be read: {error}", path.display()));
    // Opening a pipe would wait for somebody to write into it.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        let message = format!(
            "{} is no file, so it is no state; give the file that `ema apply` has written",
            path.display()
        );
        return Err(Failure::new(message));
    }
    let file = File::open(path).map_err(unreadable)?;
    let _bar = Bar::without_end("Reading", path);
    let mut deserializer = serde_json::Deserializer::from_reader(BufReader::new(file));
    Holdings::deserialize(profile, &mut deserializer)
        .and_then(|holdings| deserializer.end().map(|()| holdings))
        .map_err(|error| {
            Failure::new(format!(
                "{} can't be used as a state: {error}. Give the file that `ema apply` has written, \
                 or a name that is not there yet to begin with nothing",
                path.display()
            ))
        })
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
        .any(|source| ema_io::is_same_file(source, path))
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
    let mut options = WriteOptions::for_path(path).map_err(Failure::new)?;
    let xml_version = headers.iter().map(|header| {
        let peer = header.version().xml_peer();
        // 2.1 can be read and not written.
        header
            .xml_version()
            .map_or(peer, |own| own.max(XmlVersion::V2_2))
    });
    let target = match (options.format(), xml_version.max()) {
        (Format::Xml, Some(version)) => {
            options = options.xml_version(version);
            Target::Xml(version)
        }
        (Format::Csv | Format::Tsv, _) => Target::OneSheet(version),
        _ => Target::Sheets(version),
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
