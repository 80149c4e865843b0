//! A timeline from the rows of a file, as they go by.

use std::fmt;
use std::sync::Arc;

use ema_model::{Avail, Column, trim};

use super::lane::{Fate, Source};
use super::timeline::Timeline;
use super::titles::{self, DrawnWindow, Part, Titles};
use crate::check::Grants;
use crate::holdings::{Entry, RowPool, title_of};
use crate::profile::Profile;
use crate::time::AsOf;
use crate::window::{Clocks, WrittenWindow};

/// Collects the windows of a file a row at a time, for a [`Timeline`]. It keeps what is drawn, not the
/// rows.
pub struct TimelineBuilder<'p> {
    profile: &'p Profile,
    titles: Titles,
    pool: RowPool,
    grants: Grants,
    passed_over: usize,
}

impl<'p> TimelineBuilder<'p> {
    /// A builder without rows. The profile defines what a time without an offset means, `as_of` the
    /// instant or day at which a window is live.
    #[must_use]
    pub fn new(profile: &'p Profile, as_of: impl Into<AsOf>) -> Self {
        Self {
            profile,
            titles: Titles::new(as_of.into(), Arc::new(Clocks::of(profile))),
            pool: RowPool::default(),
            grants: Grants::default(),
            passed_over: 0,
        }
    }

    /// Adds a row. One is passed over if nobody can tell what it is about, what it does or when it
    /// holds; the timeline says how many those are.
    pub fn add(&mut self, avail: &Avail) {
        let entry = Entry::of(avail, self.profile, &mut self.grants);
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
        let offer = self.pool.offer(avail, self.profile);
        let offer_in_words = offer.as_written(text).to_string();
        let entry = titles::Entry {
            offer,
            offer_in_words,
            words: format!("{from} to {to}").into(),
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

    /// The timeline. A pre-order until `ESTStart` ends where the first EST window of its scope in the
    /// file starts.
    #[must_use]
    pub fn build(self) -> Timeline {
        Timeline::new(self.titles.with_ends_of_pre_orders(), self.passed_over)
    }
}

impl fmt::Debug for TimelineBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimelineBuilder")
            .field("passed_over", &self.passed_over)
            .finish_non_exhaustive()
    }
}
