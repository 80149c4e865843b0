//! Feeds, and states in their place: what a platform is sent, and what it holds.

use std::ops::ControlFlow;
use std::path::Path;

use ema_io::Part;
use ema_model::{Avail, Text};
use ema_rules::html::{Timeline, TimelineBuilder};
use ema_rules::{AsOf, Feed, Finding, Holdings, Instant, Profile, Severity};

use crate::failure::Failure;
use crate::output::list;
use crate::reading::{Check, ReadArgs, Reading, Threads};
use crate::shown::file_name;
use crate::state::read_state;

/// A feed, and how many errors the rules find in it.
pub(crate) struct CheckedFeed<'p> {
    pub(crate) feed: Feed<'p>,
    pub(crate) errors: usize,
}

/// Reads a feed and checks it, a row at a time. A file that says nothing is refused; by force it is a
/// feed without rows.
pub(crate) fn check_feed<'p>(
    path: &Path,
    profile: &'p Profile,
    as_of: AsOf,
    read: ReadArgs,
    force: bool,
) -> Result<CheckedFeed<'p>, Failure> {
    let mut feed = Feed::new(profile).named(file_name(path));
    let mut errors = 0;
    let check = Check {
        profile,
        as_of,
        held: None,
        version: None,
        read,
    };
    let count = |finding: Finding| {
        errors += usize::from(finding.severity == Severity::Error);
        ControlFlow::Continue(())
    };
    let (summary, notes) = check.file(path, Threads::One, count, |avail| feed.add(avail))?;
    notes.report();
    let contents = Contents {
        sheets: summary.sheets.len(),
        rows: summary.sheets.iter().map(|sheet| sheet.rows).sum(),
        without_header: &summary.file.passed_over,
        is_hidden: !summary.file.left_out.is_empty(),
    };
    contents.refuse_absence(path, force)?;
    Ok(CheckedFeed { feed, errors })
}

/// Reads the rows of a file from which conclusions are drawn.
fn read_rows(
    path: &Path,
    read: ReadArgs,
    force: bool,
    mut take: impl FnMut(&Avail),
) -> Result<(), Failure> {
    let mut reading = Reading::begin("Reading", path, None, read)?;
    let (mut sheets, mut rows) = (0, 0);
    reading.each(|part| {
        match part {
            Part::Sheet(_) => sheets += 1,
            Part::Avail(avail) => {
                rows += 1;
                take(avail);
            }
        }
        Ok(())
    })?;
    reading.notes(path).report();
    let contents = Contents {
        sheets,
        rows,
        without_header: &reading.file().passed_over,
        is_hidden: !reading.file().left_out.is_empty(),
    };
    contents.refuse_absence(path, force)
}

/// What a file of avails has, as far as it says something.
struct Contents<'a> {
    /// How many sheets have a header.
    sheets: usize,
    /// How many rows these have.
    rows: usize,
    /// The sheets that are not empty and have no header.
    without_header: &'a [Text],
    /// Hidden sheets are left out.
    is_hidden: bool,
}

impl Contents<'_> {
    /// Refuses a file that has no header, or a sheet without one, or no row.
    ///
    /// What can't be read must not be taken for "nothing is to be held": that would end everything that
    /// is live. By force, what is left out is named.
    fn refuse_absence(&self, path: &Path, force: bool) -> Result<(), Failure> {
        let names = self.without_header.iter();
        let names = names.filter(|name| !is_of_template(name));
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        let (what, left_out) = match (self.sheets, names.len(), self.rows) {
            (0, _, _) if self.is_hidden => (
                "has its avails on hidden sheets only, and --visible-only leaves these out"
                    .to_owned(),
                "it is",
            ),
            (0, _, _) => ("has no header of avails".to_owned(), "it is"),
            (_, 0, 0) => ("has no row of avails under its header".to_owned(), "it is"),
            (_, 0, _) => return Ok(()),
            (_, count, _) => {
                let (sheet, left_out) = match count {
                    1 => ("the sheet", "the sheet is"),
                    _ => ("the sheets", "the sheets are"),
                };
                let names = list(names, "and");
                (
                    format!("has no header of avails in {sheet} {names}"),
                    left_out,
                )
            }
        };
        let path = path.display();
        if force {
            let left_out = format!("{path} {what}; {left_out} left out, because of --force");
            Failure::new(left_out).report();
            return Ok(());
        }
        Err(Failure::new(format!(
            "{path} {what}, which does not mean that nothing is to be held. Check that it is the right \
             file; a header is a row near the top that names Territory, LicenseType and WorkType. With \
             --force {left_out} left out"
        )))
    }
}

/// Whether a sheet is one of those that the templates, `ema validate --annotate` and `--fix` have beside
/// their avails.
fn is_of_template(name: &str) -> bool {
    let name = name.to_lowercase();
    let parts = ["dictionary", "faq", "instructions"];
    parts.iter().any(|part| name.contains(part)) || ["findings", "changes"].contains(&name.as_str())
}

/// What a state or a feed holds: a feed as if a platform had read nothing else.
///
/// What nobody can understand is no reason to take a title down, so a feed with such rows is refused
/// unless they are to be left out by force.
pub(crate) fn read_holdings(
    path: &Path,
    profile: &Profile,
    read: ReadArgs,
    force: bool,
) -> Result<Holdings, Failure> {
    let of_feed = |path: &Path, profile: &Profile| feed_as_holdings(path, profile, read, force);
    read_state_or(path, profile, |holdings| holdings, of_feed)
}

/// The windows of a state or a feed.
pub(crate) fn read_timeline(
    path: &Path,
    profile: &Profile,
    as_of: AsOf,
    read: ReadArgs,
    force: bool,
) -> Result<Timeline, Failure> {
    let of_feed = |path: &Path, profile: &Profile| {
        let mut windows = TimelineBuilder::new(profile, as_of);
        read_rows(path, read, force, |avail| windows.add(avail))?;
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
        return match read_state(path, profile) {
            Ok(holdings) => Ok(of_state(holdings)),
            Err(not_found) if matches!(path.try_exists(), Ok(false)) => Err(not_found),
            // Avails can be written as JSON too.
            Err(no_state) => {
                of_feed(path, profile).map_err(|no_avails| match no_avails.is_of_state() {
                    true => no_state,
                    false => no_avails,
                })
            }
        };
    }
    of_feed(path, profile)
}

fn feed_as_holdings(
    path: &Path,
    profile: &Profile,
    read: ReadArgs,
    force: bool,
) -> Result<Holdings, Failure> {
    let mut feed = Feed::new(profile).named(file_name(path));
    read_rows(path, read, force, |avail| feed.add(avail))?;
    let mut holdings = Holdings::new();
    // Before all time nothing has ended, so that every window counts.
    let outcome = holdings.apply(&feed, Instant::MIN);
    let passed_over = outcome.passed_over.iter().map(ToString::to_string);
    let conflicts = outcome.conflicts();
    let conflicts = conflicts.map(|(scope, conflict)| format!("{scope}: {conflict}"));
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
