//! Tests the effects of feeds that are sent one after another.

use ema_model::{Column, Workbook};
use ema_rules::{AsOf, Feed, Holdings, Profile, Record, Scope, ScopeOutcome};

use crate::case::{Case, MOVIES, Row, Template};

/// A series of feeds to a platform that initially holds nothing.
pub(crate) struct Story<'a> {
    pub(crate) name: &'a str,
    pub(crate) feeds: &'a [Sent<'a>],
    /// The offers that customers see on the day of the last feed, after it has been applied, such as `FERRY US EST HD`.
    pub(crate) live: &'a [&'a str],
}

/// A feed, the moment at which it is sent, and its effects.
pub(crate) struct Sent<'a> {
    as_of: &'a str,
    sheet: Template,
    rows: &'a [Row<'a>],
    /// A line for each scope in the feed, with the numbers of windows and the warnings, such as `FERRY US sale and rental: 1
    /// changed, 1 history; taken-down`.
    does: &'a [&'a str],
}

/// A feed of movies.
pub(crate) fn sent<'a>(as_of: &'a str, rows: &'a [Row<'a>], does: &'a [&'a str]) -> Sent<'a> {
    Sent {
        as_of,
        sheet: MOVIES,
        rows,
        does,
    }
}

impl Sent<'_> {
    /// Returns the same rows in the columns of another template.
    pub(crate) fn under(self, sheet: Template) -> Self {
        Self { sheet, ..self }
    }
}

/// Returns a file with these rows.
pub(crate) fn file(sheet: Template, rows: &[Row<'_>]) -> Workbook {
    let case = Case {
        name: "",
        sheet,
        rows,
        finds: &[],
    };
    case.file()
}

/// Formats a feed's effect on a scope in one line.
pub(crate) fn summary(outcome: &ScopeOutcome) -> String {
    let windows = [
        (outcome.added.len(), "added"),
        (outcome.changed.len(), "changed"),
        (outcome.unchanged.len(), "unchanged"),
        (outcome.removed.len(), "removed"),
        (outcome.history.len(), "history"),
        (outcome.left_live.len(), "left live"),
        (outcome.conflict.iter().count(), "conflict"),
    ];
    let windows = windows.iter().filter(|(number, _)| *number > 0);
    let windows: Vec<String> = windows
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let warnings = outcome.warnings.iter();
    let mut warnings: Vec<String> = warnings.map(|warning| warning.kind.to_string()).collect();
    warnings.sort();
    warnings.dedup();
    let mut line = format!("{}: {}", named(&outcome.scope), windows.join(", "));
    if !warnings.is_empty() {
        line += &format!("; {}", warnings.join(", "));
    }
    line
}

fn named(scope: &Scope) -> String {
    format!("{} {} {}", scope.id, scope.territory, scope.rights_model)
}

fn live(scope: &Scope, record: &Record) -> String {
    let license = record.text(Column::LicenseType);
    let format = record.text(Column::FormatProfile);
    format!("{} {} {license} {format}", scope.id, scope.territory)
}

/// Sends the feeds of each story, and fails with a list of all differences.
#[track_caller]
pub(crate) fn check(stories: &[Story<'_>]) {
    let profile = Profile::prime_video();
    let mut differences = String::new();
    for story in stories {
        let mut holdings = Holdings::new();
        let mut differs = |feed: &str, expected: &[&str], found: &[String]| {
            if found != expected {
                differences += &format!(
                    "{}, {feed}\n  expected {expected:?}\n  found    {found:?}\n",
                    story.name
                );
            }
        };
        let mut seen = Vec::new();
        for (number, feed) in (1..).zip(story.feeds) {
            let file = file(feed.sheet, feed.rows);
            let as_of: AsOf = feed.as_of.parse().unwrap();
            let outcome = holdings.apply(&Feed::of(&file, profile.conventions()), as_of);
            let found: Vec<String> = outcome.scopes().map(|scope| summary(&scope)).collect();
            differs(&format!("feed {number}"), feed.does, &found);
            let now = holdings.live(as_of, profile.conventions());
            seen = now.map(|(scope, record)| live(&scope, &record)).collect();
        }
        differs("live", story.live, &seen);
    }
    assert!(differences.is_empty(), "\n{differences}");
}
