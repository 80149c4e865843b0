//! Formats outcomes and comparisons as text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ema_model::{Column, EntryType, TerritoryCode, Text};
use indexmap::IndexMap;

use super::diff::{Diff, ScopeDiff};
use super::lines::{Line, Part, ids, price, window, write_parts};
use super::outcome::{Change, Outcome, ScopeOutcome};
use super::record::{Record, first_title, short};
use crate::marks::printable;
use crate::time::Timestamp;
use crate::window::Bound;
use crate::wording::counted;
use crate::wording::joined;

/// Formats a feed's effect: the warnings, followed by the windows that begin, change or are lost, title by title.
/// Territories with the same changes are listed together.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let warnings = self.together.iter();
        let warnings: usize = warnings
            .map(|scope| scope.territories.count() * scope.warnings.len())
            .sum();
        self.write_warnings(f)?;
        for (scope, conflict) in self.conflicts() {
            writeln!(f, "rejected: {scope}")?;
            writeln!(f, "  {}", printable(&conflict.to_string()))?;
        }
        for passed in &self.passed_over {
            writeln!(f, "skipped: {passed}")?;
        }
        if !self.in_two_files.is_empty() {
            write_in_two_files(f, &self.in_two_files)?;
        }
        let has_head = warnings > 0
            || self.conflicts().next().is_some()
            || !self.passed_over.is_empty()
            || !self.in_two_files.is_empty();
        if has_head {
            writeln!(f)?;
        }
        let parts = self.together.iter().map(|scope| Part {
            scope: Cow::Borrowed(&scope.scope),
            territories: scope.territories.iter().collect(),
            title: scope.title(),
            what: match scope.entry_type {
                EntryType::FullDelete => "Full Delete",
                _ => "Full Extract",
            },
            lines: match scope.entry_type {
                EntryType::FullDelete => self.deletions(scope),
                _ => self.changes(scope),
            },
        });
        write_parts(f, parts, some)?;
        let mut counts = [0; 5];
        let mut scopes = 0;
        for scope in &self.together {
            let territories = scope.territories.count();
            scopes += territories;
            counts[0] += territories * scope.added.len();
            counts[1] += territories * scope.changed.len();
            counts[2] += territories * self.lost(scope).count();
            counts[3] += territories * (scope.unchanged.len() + scope.history.len());
            counts[4] += territories * scope.left_live.len();
        }
        let [new, changed, lost, as_before, left_live] = counts;
        write!(
            f,
            "{}{SCOPE}; windows: {new} new, {changed} changed, {lost} lost, {as_before} as before; {}",
            counted(scopes, "scope"),
            counted(warnings, "warning"),
        )?;
        match left_live {
            0 => Ok(()),
            _ => write!(f, "; {left_live} deleted and still live"),
        }
    }
}

/// Lists the files with rows for the same scopes, starting with the files that have the most scopes.
fn write_in_two_files(f: &mut fmt::Formatter<'_>, files: &BTreeMap<Text, usize>) -> fmt::Result {
    const SHOWN: usize = 3;
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by_key(|(_, scopes)| Reverse(**scopes));
    let shown = files.iter().take(SHOWN);
    let shown: Vec<String> = shown
        .map(|(file, scopes)| {
            let file = printable(file);
            format!("{} from {file}", counted(**scopes, "scope"))
        })
        .collect();
    let more = match files.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(", and scopes of {}", counted(more, "more file")),
    };
    writeln!(
        f,
        "notice scope-in-two-files: this feed has rows for what another file sent: {}{more}",
        shown.join(", ")
    )
}

impl Outcome {
    /// Writes the warnings. Titles with the same warning are listed together.
    fn write_warnings(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut together: IndexMap<_, Vec<Text>> = IndexMap::new();
        for warned in self.warned() {
            let key = (
                warned.kind,
                warned.message,
                warned.territories,
                warned.licensor,
                warned.model,
            );
            together.entry(key).or_default().push(warned.name);
        }
        for ((kind, message, territories, licensor, model), titles) in together {
            let (titles, territories) = (ids(&titles), some(&territories));
            let licensor = printable(&format!("{licensor} ({model})")).into_owned();
            writeln!(f, "warning {kind}: {titles} of {licensor} in {territories}")?;
            writeln!(f, "  {}", printable(&message))?;
        }
        Ok(())
    }

    fn changes(&self, scope: &ScopeOutcome) -> Vec<Line> {
        let as_of = self.as_of_in(&scope.scope);
        let added = scope.added.iter().map(|it| appears(it, as_of));
        let lost = scope.removed.iter();
        let lost = lost.map(|it| Line::of("is lost  ", it));
        let all = scope.added.iter().chain(&scope.removed);
        let all = all.chain(&scope.unchanged).chain(&scope.history);
        let changes = changes(&scope.changed, all);
        added.chain(changes).chain(lost).collect()
    }

    fn deletions(&self, scope: &ScopeOutcome) -> Vec<Line> {
        let lost = self.lost(scope);
        let lost = lost.map(|it| Line::of("is lost  ", it));
        let as_of = self.as_of_in(&scope.scope);
        let history = scope.removed.iter().filter(|it| it.has_ended(as_of));
        let history = history.map(|it| match it.window().is_reversed() {
            true => Line::plain(format!("is deleted  {}", window(it))),
            false => Line::plain(format!("is deleted; it {}", was_on_sale(it))),
        });
        let left_live = scope.left_live.iter();
        let left_live =
            left_live.map(|it| Line::plain(format!("is deleted and still live  {}", window(it))));
        lost.chain(history).chain(left_live).collect()
    }

    /// The windows that customers lose. Windows that had already ended or that a Full Delete leaves live are not
    /// included.
    pub(crate) fn lost<'a>(&self, scope: &'a ScopeOutcome) -> impl Iterator<Item = &'a Record> {
        let deletes = scope.entry_type == EntryType::FullDelete;
        let as_of = self.as_of_in(&scope.scope);
        let is_lost = move |record: &&Record| match deletes {
            true => !record.is_live(as_of) && !record.has_ended(as_of),
            false => true,
        };
        scope.removed.iter().filter(is_lost)
    }
}

/// Describes what a newly held window means for customers.
fn appears(record: &Record, as_of: Timestamp) -> Line {
    if record.window().is_reversed() {
        return Line::of("is never on sale  ", record);
    }
    if record.has_ended(as_of) {
        return Line::plain(was_on_sale(record)).with_row(record);
    }
    match record.has_begun(as_of) {
        true => Line::of("is live  ", record),
        false => Line::of("starts   ", record),
    }
}

/// Formats the window as `was on sale from 2026-01-01 to 2026-02-01: EST HD en`.
fn was_on_sale(record: &Record) -> String {
    format!(
        "was on sale from {} to {}: {}{}",
        record.text(Column::Start),
        record.text(Column::End),
        short(&record.offer_in_words()),
        price(record),
    )
}

/// Formats a comparison. The new, changed and removed windows are listed title by title.
impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.together.iter().map(|scope| Part {
            scope: Cow::Borrowed(&scope.scope),
            territories: scope.territories.iter().collect(),
            title: scope.title(),
            what: scope.in_words(),
            lines: scope.lines(),
        });
        write_parts(f, parts, some)?;
        let count = |is_counted: &dyn Fn(&ScopeDiff) -> bool| -> usize {
            let scopes = self.together.iter().filter(|scope| is_counted(scope));
            scopes.map(|scope| scope.territories.count()).sum()
        };
        let with = |status| count(&|scope| scope.status() == status);
        write!(
            f,
            "{}{SCOPE}: {} new, {} changed, {} not in the new one, {} unchanged",
            counted(count(&|_| true), "scope"),
            with("new"),
            with("changed"),
            with("removed"),
            with("unchanged"),
        )
    }
}

impl ScopeDiff {
    /// A comparison has no as-of moment, so the lines do not say which windows begin or have ended.
    fn lines(&self) -> Vec<Line> {
        let added = self.added.iter();
        let added = added.map(|it| Line::of("is new   ", it));
        let removed = self.removed.iter();
        let gone = match self.is_gone {
            true => "is not in it  ",
            false => "is left out  ",
        };
        let removed = removed.map(|it| Line::of(gone, it));
        let all = self.added.iter().chain(&self.removed);
        let changes = changes(&self.changed, all.chain(&self.unchanged));
        added.chain(changes).chain(removed).collect()
    }

    /// Describes the scope's status and what it means. A platform keeps windows in scopes that no file names, but it
    /// withdraws windows that a Full Extract of their scope omits.
    fn in_words(&self) -> &'static str {
        match self.status() {
            "removed" => "not in the new one; the platform keeps it unless a feed ends it",
            "changed" if !self.removed.is_empty() => {
                "changed; a Full Extract withdraws what it leaves out"
            }
            status => status,
        }
    }

    /// The scope's status: `new`, `changed`, `removed` or `unchanged`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match (self.is_new, self.is_gone, self.is_unchanged()) {
            (true, ..) => "new",
            (_, true, _) => "removed",
            (_, _, false) => "changed",
            (_, _, true) => "unchanged",
        }
    }

    /// The title as people know it, from the first record that has one.
    #[must_use]
    pub fn title(&self) -> String {
        let changed = self.changed.iter().map(|change| &change.to);
        let records = self.added.iter().chain(changed);
        first_title(records.chain(&self.unchanged).chain(&self.removed))
    }
}

/// The lines about changed windows. `others` contains the scope's other records, before and after the change.
fn changes<'a>(
    changed: &'a [Change],
    others: impl Iterator<Item = &'a Record>,
) -> impl Iterator<Item = Line> {
    let both = changed.iter().flat_map(|it| [&it.from, &it.to]);
    let sales: Vec<&Record> = both.chain(others).filter(|it| it.is_sale()).collect();
    changed.iter().map(move |change| {
        let (from, to) = (&change.from, &change.to);
        Line {
            after: format!(": {}", what_changes(from, to, &sales)),
            ..Line::of("changes  ", to)
        }
    })
}

/// Formats the changes as `End was Open; PriceValue 3.99, was 4.99`. `sales` contains the sales in the scope before and
/// after the change.
pub(super) fn what_changes(from: &Record, to: &Record, sales: &[&Record]) -> String {
    /// The maximum number of changes in a line. Longer lines are hard to read.
    const SHOWN: usize = 4;
    let mut changes = moved(from, to, sales);
    for column in Column::ALL {
        let (old, new) = (from.text(*column), to.text(*column));
        let concerns = ![
            Column::Territory,
            Column::TerritoryExclusion,
            Column::EntryType,
        ]
        .contains(column);
        if old == new || !concerns {
            continue;
        }
        let old = if old.is_empty() { "blank" } else { old };
        let (old, new) = (short(old), short(new));
        changes.push(match (column, &*new) {
            (Column::Start | Column::End, _) => format!("{column} was {old}"),
            (_, "") => format!("{column} blank, was {old}"),
            _ => format!("{column} {new}, was {old}"),
        });
    }
    let (old, new) = (from.row.unknown_columns(), to.row.unknown_columns());
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    for name in names {
        let text = |texts: &BTreeMap<&str, Vec<&str>>| match texts.get(name) {
            Some(texts) => texts.join(", "),
            None => "blank".to_owned(),
        };
        if old.get(name) != new.get(name) {
            let (old, new) = (text(&old), text(&new));
            let (old, new, name) = (short(&old), short(&new), short(name));
            changes.push(format!("the unknown column {name} is now {new}, was {old}"));
        }
    }
    let more = changes.len().saturating_sub(SHOWN);
    changes.truncate(SHOWN);
    let more = match more {
        0 => String::new(),
        more => format!("; {more} more"),
    };
    format!("{}{more}", changes.join("; "))
}

/// Describes how a window changed although its cells are the same: the sale that ends a pre-order has moved, or the
/// cells are interpreted in a different time zone.
fn moved(from: &Record, to: &Record, sales: &[&Record]) -> Vec<String> {
    let mut moved = Vec::new();
    let (old, new) = (from.window(), to.window());
    for (column, old, new) in [
        (Column::Start, old.start, new.start),
        (Column::End, old.end, new.end),
    ] {
        if old == new || from.text(column) != to.text(column) {
            continue;
        }
        let is_sale = column == Column::End && to.ends_at_sale();
        let name = if is_sale { "ESTStart" } else { column.name() };
        let starts = [old, new].map(|bound| start_of_sale(bound, sales));
        moved.push(match starts {
            [old, new] if is_sale && old != new => format!("{name} is now {new}, was {old}"),
            _ => {
                let [old, new] = [old, new].map(|bound| match bound {
                    Bound::At(instant) => instant.to_string(),
                    _ => "unknown".to_owned(),
                });
                format!("{name} is now {new}, was {old} in another time zone")
            }
        });
    }
    moved
}

/// The Start of the sale to which `ESTStart` was resolved, as written in the sale's row.
fn start_of_sale(bound: Bound, sales: &[&Record]) -> String {
    let Bound::At(start) = bound else {
        return "unknown".to_owned();
    };
    let sale = sales.iter().find(|it| it.window().start == bound);
    sale.map_or_else(
        || start.to_string(),
        |sale| sale.text(Column::Start).to_owned(),
    )
}

/// What a scope is, for people who see the word for the first time.
pub(super) const SCOPE: &str = " (licensor, ID, territory and rights model)";

/// Lists all of the territories, which must be sorted.
pub(super) fn all(territories: &[TerritoryCode]) -> String {
    joined(territories.iter().map(TerritoryCode::to_string), "and")
}

/// Lists the first few of the territories, which must be sorted, and the number of the remaining ones.
pub(crate) fn some(territories: &[TerritoryCode]) -> String {
    const SHOWN: usize = 12;
    let more = territories.len().saturating_sub(SHOWN);
    let shown = territories.iter().take(SHOWN);
    let shown: Vec<String> = shown.map(TerritoryCode::to_string).collect();
    match more {
        0 => joined(shown, "and"),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
