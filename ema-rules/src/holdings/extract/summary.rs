//! Formats a feed and the reasons for its rows as readable text.

use std::borrow::Cow;
use std::fmt;

use ema_model::EntryType;

use super::{Extract, SendReason, SentChange, SentRow, SentScope};
use crate::holdings::plan::{Part, all, window, write_parts};
use crate::holdings::record::first_title;
use crate::window::Bound;
use crate::wording::counted;

/// Formats, title by title, what is written, what was assumed, and why. Territories that have the same rows are listed
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
            "{} for {}",
            counted(rows, "row"),
            counted(scopes, "scope")
        )
    }
}

impl SendReason {
    const fn in_words(self) -> &'static str {
        match self {
            Self::Holds => "Full Extract",
            Self::Started => {
                "Full Extract: a window has started, and a Full Delete would not take it down"
            }
            Self::AssumedDelivered => {
                "Full Extract: nothing has started, but assets or metadata are assumed to have been \
                 delivered, and then a Full Delete leads to errors"
            }
            Self::NeverDelivered => {
                "Full Delete: nothing has started, and nothing has been delivered"
            }
        }
    }
}

impl SentScope {
    /// The readable title, from the first record that has a title.
    #[must_use]
    pub fn title(&self) -> String {
        first_title(self.rows.iter().map(|row| &row.record))
    }

    fn lines(&self) -> Vec<String> {
        let kept = self.rows.iter();
        let kept = kept.filter(|row| matches!(row.does, SentChange::Keep | SentChange::Until(_)));
        let kept = match kept.count() {
            0 => None,
            kept => Some(format!("holds       {}", counted(kept, "window"))),
        };
        let others = self.rows.iter().filter_map(SentRow::line);
        let label = match self.entry_type {
            EntryType::FullDelete => "deletes    ",
            _ => "leaves out ",
        };
        let left_out = self.left_out.iter();
        let left_out = left_out.map(|record| format!("{label} {}", window(record)));
        kept.into_iter().chain(others).chain(left_out).collect()
    }
}

impl SentRow {
    fn line(&self) -> Option<String> {
        let window = window(&self.record);
        Some(match self.does {
            // Kept windows are counted elsewhere, and deleted windows are listed among the windows that the scope
            // loses.
            SentChange::Keep | SentChange::Delete => return None,
            SentChange::Until(end) => {
                let end = match end {
                    Bound::At(end) => end.to_string(),
                    _ => "Open".to_owned(),
                };
                format!(
                    "including   {window}: End {end}, because on the platform ESTStart would be the \
                     Start of an earlier sale"
                )
            }
            SentChange::EndOn(end) => format!("ends        {window}: End {end}"),
            SentChange::Past(start, end) => {
                let why = match self.is_live {
                    true => "Start had to move, because an End on the day before is not after it",
                    false => "both in the past, because it has not started",
                };
                format!("ends        {window}: Start {start} and End {end}; {why}")
            }
        })
    }
}
