//! A timeline from the rows of a file, as they go by.

use std::fmt;

use ema_model::{Avail, Column, trim};

use super::lane::{Fate, Source};
use super::timeline::Timeline;
use super::titles::{self, Part, Titles};
use crate::holdings::{Entry, Offers, title};
use crate::offer::Offer;
use crate::profile::Profile;
use crate::time::AsOf;
use crate::window::WrittenWindow;

/// Collects the windows of a file a row at a time, for a [`Timeline`]. It keeps what is drawn, not the
/// rows.
pub struct TimelineBuilder<'p> {
    profile: &'p Profile,
    titles: Titles,
    offers: Offers,
    passed_over: usize,
}

impl<'p> TimelineBuilder<'p> {
    /// A builder without rows. The profile defines what a time without an offset means, `as_of` the
    /// instant or day at which a window is live.
    #[must_use]
    pub fn new(profile: &'p Profile, as_of: impl Into<AsOf>) -> Self {
        Self {
            profile,
            titles: Titles::new(as_of.into(), &profile.zones),
            offers: Offers::default(),
            passed_over: 0,
        }
    }

    /// Adds a row. One is passed over if nobody can tell what it is about, what it does or when it
    /// holds; the timeline says how many those are.
    pub fn add(&mut self, avail: &Avail) {
        let Ok(Entry { deletes, scopes }) = Entry::of(avail, self.profile) else {
            self.passed_over += 1;
            return;
        };
        let text = |column| avail.cell(column).map_or("", |cell| trim(cell.text()));
        let (from, to) = (text(Column::Start), text(Column::End));
        let line = avail.position().map(|position| position.line);
        let offer = self.offers.share(Offer::of(avail, self.profile));
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
        let written = WrittenWindow::of(avail);
        for scope in scopes {
            let window = written.in_territory(scope.territory, self.profile);
            self.titles.add(&scope, window, &entry, || title(text));
        }
    }

    /// The timeline. A pre-order until `ESTStart` ends where the first EST window of its scope in the
    /// file starts.
    #[must_use]
    pub fn build(mut self) -> Timeline {
        self.titles.end_pre_orders();
        Timeline::new(self.titles, self.passed_over)
    }
}

impl fmt::Debug for TimelineBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimelineBuilder")
            .field("passed_over", &self.passed_over)
            .finish_non_exhaustive()
    }
}
