//! Formats a feed as text, with the reasons for its rows.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ema_model::{EntryType, NaiveDate, TerritoryCode};

use super::{Extract, SendReason, SentChange, SentRow, SentScope};
use crate::holdings::lines::{Line, Part, window, write_parts};
use crate::holdings::plan::{SCOPE, all, some, what_changes};
use crate::holdings::record::{Record, first_title};
use crate::window::Bound;
use crate::wording::{counted, joined};

/// Formats the rows, the assumptions and the reasons, title by title. Territories with the same rows are listed
/// together.
impl fmt::Display for Extract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.together.is_empty() {
            return f.write_str("nothing to send: nothing has to change on the platform");
        }
        let parts = self.together.iter().map(|scope| Part {
            scope: Cow::Borrowed(&scope.scope),
            territories: scope.territories.iter().collect(),
            title: scope.title(),
            what: scope.reason.in_words(),
            lines: scope.lines(),
        });
        write_parts(f, parts, all)?;
        let scopes = self.together.iter();
        let scopes: usize = scopes.map(|scope| scope.territories.count()).sum();
        let rows = self.rows.len();
        write!(
            f,
            "{} for {}{SCOPE}",
            counted(rows, "row"),
            counted(scopes, "scope")
        )?;
        match self.days_in_words() {
            Some(days) => write!(f, "\n{days}"),
            None => Ok(()),
        }
    }
}

impl SendReason {
    const fn in_words(self) -> &'static str {
        match self {
            Self::Holds => {
                "Full Extract with every window that is to be held, because it withdraws what it leaves out"
            }
            Self::Started => {
                "Full Extract: a window has started, and a Full Delete would not take it down"
            }
            Self::AssumedDelivered => {
                "Full Extract: nothing has started, but assets or metadata are assumed to have been \
                 delivered, in which case a Full Delete leads to errors"
            }
            Self::NeverDelivered => {
                "Full Delete: nothing has started, and nothing has been delivered"
            }
        }
    }
}

impl SentScope {
    /// The title as people know it, from the first record that has one.
    #[must_use]
    pub fn title(&self) -> String {
        first_title(self.rows.iter().map(|row| &row.record))
    }

    /// The lines for the rows, grouped by label, followed by the windows that the feed omits. Only the first few lines
    /// of each label are included, because many similar lines would hide the others.
    fn lines(&self) -> Vec<Line> {
        let records = self
            .rows
            .iter()
            .flat_map(|row| [Some(&row.record), row.was.as_ref()]);
        let sales: Vec<&Record> = records.flatten().filter(|it| it.is_sale()).collect();
        let mut by_label: Vec<(&str, Vec<Line>)> = Vec::new();
        let lines = self.rows.iter().filter_map(|row| row.line(&sales));
        let lines = lines.map(|(label, line)| (label, Line::plain(line)));
        let label = match self.entry_type {
            EntryType::FullDelete => "deletes",
            _ => "leaves out",
        };
        let left_out = self.left_out.iter();
        let left_out = left_out.map(|it| (label, Line::of("", it)));
        // A deleted window is listed among the omitted ones, so its row has no line.
        for (label, line) in lines.chain(left_out) {
            match by_label.iter_mut().find(|(known, _)| *known == label) {
                Some((_, lines)) => lines.push(line),
                None => by_label.push((label, vec![line])),
            }
        }
        let lines = by_label.into_iter().flat_map(|(label, lines)| {
            let more = lines.len().saturating_sub(SHOWN);
            let more = (more > 0).then(|| format!("and {}", counted(more, "more window")));
            let shown = lines.into_iter().take(SHOWN);
            let shown = shown.chain(more.map(Line::plain));
            shown.map(move |line| Line {
                before: format!("{label:<10}  {}", line.before),
                ..line
            })
        });
        lines.collect()
    }
}

/// The maximum number of windows listed for a scope under one label, such as `keeps`.
const SHOWN: usize = 12;

impl SentRow {
    /// The label for the row's effect, and the window in words. Returns `None` for a deletion.
    fn line(&self, sales: &[&Record]) -> Option<(&'static str, String)> {
        let window = window(&self.record);
        let (label, change) = match &self.was {
            None => ("adds", String::new()),
            Some(was) if *was == self.record => ("keeps", String::new()),
            Some(was) => {
                let change = what_changes(was, &self.record, sales);
                ("changes", format!(": {change}"))
            }
        };
        Some(match self.does {
            SentChange::Keep => (label, format!("{window}{change}")),
            SentChange::Delete => return None,
            SentChange::Until(end) => {
                let end = match end {
                    Bound::At(end) => end.to_string(),
                    _ => "Open".to_owned(),
                };
                let why = "because on the platform ESTStart would be the Start of an earlier sale";
                (label, format!("{window}: End {end}, {why}"))
            }
            SentChange::EndOn(end) => ("ends", format!("{window}: End {end}")),
            SentChange::Past(start, end) => {
                let why = match self.is_live {
                    true => "Start had to move, because it is not before an End on the day before",
                    false => "both in the past, because the window has not started",
                };
                let line = format!("{window}: Start {start} and End {end}; {why}");
                ("ends", line)
            }
        })
    }

    /// The day on which the window ends according to the row's new End.
    fn ends_on(&self) -> Option<NaiveDate> {
        match self.does {
            SentChange::EndOn(end) | SentChange::Past(_, end) => Some(end),
            SentChange::Keep | SentChange::Until(_) | SentChange::Delete => None,
        }
    }
}

impl Extract {
    /// Explains why windows end on different days, or returns `None` if all of them end on the same day.
    fn days_in_words(&self) -> Option<String> {
        let mut days: BTreeMap<NaiveDate, BTreeSet<TerritoryCode>> = BTreeMap::new();
        for scope in &self.together {
            for day in scope.rows.iter().filter_map(SentRow::ends_on) {
                days.entry(day)
                    .or_default()
                    .extend(scope.territories.iter());
            }
        }
        let days_in_words = days.iter().map(|(day, territories)| {
            let territories: Vec<TerritoryCode> = territories.iter().copied().collect();
            format!("{day} in {}", some(&territories))
        });
        let in_words = joined(days_in_words, "and");
        (days.len() > 1).then(|| {
            format!(
                "The End is the day before the feed is sent, in the local time of each territory. At the moment \
                 of sending, that day is {in_words}."
            )
        })
    }
}
