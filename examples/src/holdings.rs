//! Reads feeds (avails sent to a platform) and states (avails held by the platform).

use std::path::Path;

use ema_avails::Check;
use ema_io::Part;
use ema_model::{Avail, Text};
use ema_rules::html::{Timeline, TimelineBuilder};
use ema_rules::{AsOf, Feed, Finding, Holdings, Profile, Severity, Timestamp};

use crate::failure::Failure;
use crate::output::list;
use crate::reading::{ReadArgs, Reading, check_file};
use crate::shown::file_name;
use crate::state::{self, read_state};

/// A feed and the number of errors that the rules found in it.
pub(crate) struct CheckedFeed<'p> {
    pub(crate) feed: Feed<'p>,
    pub(crate) errors: usize,
}

/// Reads and checks a feed, one row at a time. A file without avails is rejected or, with `--force`, treated as an
/// empty feed.
pub(crate) fn check_feed<'p>(
    path: &Path,
    profile: &'p Profile,
    as_of: AsOf,
    read: ReadArgs,
    force: bool,
) -> Result<CheckedFeed<'p>, Failure> {
    let mut feed = Feed::new(profile.conventions()).named(file_name(path));
    let mut errors = 0;
    let count = |finding: Finding| errors += usize::from(finding.severity == Severity::Error);
    let check = Check::new(profile, as_of);
    let rows = |avail: &Avail| feed.add(avail);
    let (summary, notes) = check_file("Checking", path, &check, read, count, rows)?;
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

/// Reads the rows in a file. Commands draw conclusions from these rows, so a file that might be incomplete is rejected.
fn read_rows(
    path: &Path,
    read: ReadArgs,
    force: bool,
    mut take: impl FnMut(&Avail),
) -> Result<(), Failure> {
    let mut reading = Reading::begin("Reading", path, read)?;
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

/// The facts about an avails file that determine whether it can be used.
struct Contents<'a> {
    /// The number of sheets with a header.
    sheets: usize,
    /// The number of rows in the sheets that have a header.
    rows: usize,
    /// The sheets that are not empty but have no header.
    without_header: &'a [Text],
    /// Whether hidden sheets were omitted.
    is_hidden: bool,
}

impl Contents<'_> {
    /// Returns an error if a file has no header, no rows, or a sheet without a header.
    ///
    /// A file that cannot be read must not be mistaken for an empty file, which would end everything that is live. With
    /// `--force`, the file is accepted, and the omitted parts are reported.
    fn refuse_absence(&self, path: &Path, force: bool) -> Result<(), Failure> {
        let names = self.without_header.iter();
        let names = names.filter(|name| !is_of_template(name));
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        let (what, left_out) = match (self.sheets, names.len(), self.rows) {
            (0, _, _) if self.is_hidden => (
                "has avails only on hidden sheets, which --visible-only skips".to_owned(),
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
            "{path} {what}, which does not mean that the platform should hold nothing. Check that it is the right \
             file; a header is a row near the top that names Territory, LicenseType and WorkType. With \
             --force {left_out} left out"
        )))
    }
}

/// Returns whether a sheet is one of the additional sheets in templates, or in files that `ema
/// validate` writes with `--annotate` or `--fix`.
fn is_of_template(name: &str) -> bool {
    let name = name.to_lowercase();
    let parts = ["dictionary", "faq", "instructions"];
    parts.iter().any(|part| name.contains(part)) || ["findings", "changes"].contains(&name.as_str())
}

/// Reads the holdings from a state or a feed. A feed is treated as if it were the only feed that the platform has
/// received.
///
/// A row that cannot be interpreted must not cause its title to be taken down, so a feed with such
/// rows is rejected. With `--force`, the rows are omitted.
pub(crate) fn read_holdings(
    path: &Path,
    profile: &Profile,
    read: ReadArgs,
    force: bool,
) -> Result<Holdings, Failure> {
    let of_feed = |path: &Path, profile: &Profile| feed_as_holdings(path, profile, read, force);
    read_state_or(path, profile, |holdings| holdings, of_feed)
}

/// Reads the windows in a state or a feed.
pub(crate) fn read_timeline(
    path: &Path,
    profile: &Profile,
    as_of: AsOf,
    read: ReadArgs,
    force: bool,
) -> Result<Timeline, Failure> {
    let of_feed = |path: &Path, profile: &Profile| {
        let mut windows = TimelineBuilder::new(profile.conventions(), as_of);
        read_rows(path, read, force, |avail| windows.add(avail))?;
        Ok(windows.build())
    };
    let of_state = |holdings| Timeline::of_holdings(&holdings, as_of, profile.conventions());
    read_state_or(path, profile, of_state, of_feed)
}

/// Reads a state, or a feed if the file is not a state.
fn read_state_or<T>(
    path: &Path,
    profile: &Profile,
    of_state: impl FnOnce(Holdings) -> T,
    of_feed: impl FnOnce(&Path, &Profile) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if state::is_ledger(path) {
        return read_state(path, profile).map(of_state);
    }
    if path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("json"))
    {
        return match read_state(path, profile) {
            Ok(holdings) => Ok(of_state(holdings)),
            Err(not_found) if matches!(path.try_exists(), Ok(false)) => Err(not_found),
            // A JSON file can contain avails instead of a state.
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
    let mut feed = Feed::new(profile.conventions()).named(file_name(path));
    read_rows(path, read, force, |avail| feed.add(avail))?;
    let mut holdings = Holdings::new();
    // At the earliest possible instant, no window has ended, so all windows are included.
    let outcome = holdings.apply(&feed, Timestamp::MIN);
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
            "{path}: its holdings are unclear. {first}{more}. `ema validate` shows what is \
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
