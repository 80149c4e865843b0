//! Builds a timeline from a file's rows, one at a time.

use std::fmt;
use std::sync::Arc;

use ema_model::{Avail, Column, Workbook, trim};

use super::lane::{Fate, Source};
use super::timeline::Timeline;
use super::titles::{self, DrawnWindow, Part, Titles};
use crate::conventions::Conventions;
use crate::granted::Grants;
use crate::holdings::{Entry, RowPool, title_of};
use crate::time::AsOf;
use crate::window::WrittenWindow;

/// Collects a file's windows for a [`Timeline`], one row at a time. Only the data that is drawn is kept.
pub struct TimelineBuilder<'c> {
    conventions: &'c Conventions,
    titles: Titles,
    pool: RowPool,
    grants: Grants,
    passed_over: usize,
}

impl<'c> TimelineBuilder<'c> {
    /// Creates an empty builder. The conventions determine the zone of times without an offset, and the instant or day
    /// `as_of` determines which windows are live.
    #[must_use]
    pub fn new(conventions: &'c Conventions, as_of: impl Into<AsOf>) -> Self {
        Self {
            conventions,
            titles: Titles::new(as_of.into(), Arc::clone(&conventions.clocks)),
            pool: RowPool::default(),
            grants: Grants::default(),
            passed_over: 0,
        }
    }

    /// Adds a row. A row is skipped if its scope, its entry type or its window is unclear, and the timeline shows how
    /// many rows were skipped.
    pub fn add(&mut self, avail: &Avail) {
        let entry = Entry::of(avail, self.conventions, &mut self.grants);
        let Ok(Entry {
            deletes,
            title,
            territories,
        }) = entry
        else {
            self.passed_over += 1;
            return;
        };
        let text = |column| avail.cell(column).map_or("", |cell| trim(cell.text()));
        let (from, to) = (text(Column::Start), text(Column::End));
        let line = avail.position().map(|position| position.line);
        let offer = self.pool.offer(avail, self.conventions);
        let offer_in_words = offer.as_written(text).to_string();
        let entry = titles::Entry {
            offer,
            offer_in_words,
            words: format!("{from} to {to}"),
            source: Source {
                file: None,
                in_lines: line.is_some(),
                row: line.unwrap_or(avail.row()),
            },
            part: if deletes { Part::Deletes } else { Part::Now },
            fate: Fate::None,
        };
        let window = DrawnWindow::Written(WrittenWindow::of(avail));
        self.titles
            .add(&title, territories, window, &entry, || title_of(text));
    }

    /// Builds the timeline. A pre-order whose End is `ESTStart` ends at the start of the first EST window for the same
    /// scope in the file.
    #[must_use]
    pub fn build(self) -> Timeline {
        Timeline::new(self.titles.with_ends_of_pre_orders(), self.passed_over)
    }
}

impl Timeline {
    /// Creates a timeline from a file in memory. For a file that is not in memory, use a [`TimelineBuilder`].
    #[must_use]
    pub fn of(workbook: &Workbook, conventions: &Conventions, as_of: impl Into<AsOf>) -> Self {
        let mut builder = TimelineBuilder::new(conventions, as_of);
        for avail in workbook.avails() {
            builder.add(avail);
        }
        builder.build()
    }
}

impl fmt::Debug for TimelineBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimelineBuilder")
            .field("passed_over", &self.passed_over)
            .finish_non_exhaustive()
    }
}
