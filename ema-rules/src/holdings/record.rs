//! An offer's window in a scope.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use ema_model::{Avail, AvailEnd, Column, Keyword, TerritoryCode, Text, WorkType};

use super::row::HeldRow;
use super::territories::Territories;
use crate::conventions::Clocks;
use crate::offer::Offer;
use crate::span::Span;
use crate::time::Timestamp;
#[cfg(feature = "html")]
use crate::window::WrittenWindow;
use crate::window::{Bound, Window};

/// A row as held in one of its scopes, with its window in that scope and all of its cells.
///
/// Two records are equal if they have the same offer, window and terms. The terms are all cells except those that
/// contain the territories, the entry type and the window.
///
/// ```
/// use ema_model::Column;
/// use ema_rules::{Conventions, Feed, Holdings, Timestamp};
///
/// # let movie = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tutorial/movie.csv");
/// let conventions = Conventions::prime_video();
/// let now = Timestamp::from_utc("2026-11-22T17:00:00".parse()?);
/// let mut held = Holdings::new();
/// held.apply(&Feed::of(&ema_io::read_path(movie)?, &conventions), now);
///
/// for (scope, record) in held.live(now, &conventions) {
///     println!("{} in {}: {}", record.title(), scope.territory, record.offer_in_words());
///     assert_eq!(record.text(Column::PriceValue), "9.99");
/// }
/// # assert_eq!(held.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Record {
    pub(super) row: Arc<HeldRow>,
    window: Window,
}

impl Record {
    pub(super) fn new(row: Arc<HeldRow>, window: Window) -> Self {
        Self { row, window }
    }

    /// The window in the territory of the record's scope. A window with an End of `ESTStart` ends at the start of the
    /// sale, if that start is known.
    #[must_use]
    pub fn window(&self) -> Window {
        #[cfg(test)]
        ema_testing::visited(1);
        self.window
    }

    /// What customers can buy or watch during the window.
    #[must_use]
    pub fn offer(&self) -> &Offer {
        #[cfg(test)]
        ema_testing::visited(1);
        &self.row.offer
    }

    /// The offer in words, with the format and the channel as spelled in the row: `SVOD UHD en`.
    #[must_use]
    pub fn offer_in_words(&self) -> String {
        let written = self.row.offer.as_written(|column| self.text(column));
        written.to_string()
    }

    #[cfg(feature = "html")]
    pub(crate) fn written(&self) -> WrittenWindow {
        self.row.written
    }

    #[cfg(feature = "html")]
    pub(crate) fn shared_offer(&self) -> Arc<Offer> {
        Arc::clone(&self.row.offer)
    }

    /// The row number in the sheet, counted from 1.
    #[must_use]
    pub fn row(&self) -> u32 {
        self.row.row
    }

    /// The sheet's name.
    #[must_use]
    pub fn sheet(&self) -> &Text {
        self.row.header.sheet()
    }

    /// The row's line in an XML file, counted from 1, or `None` for other formats.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.row.line()
    }

    /// The row's origin: `a.xlsx, Movies, row 4`, `a.csv, row 4` or `a.xml, line 17`.
    pub(super) fn origin(&self) -> String {
        let place = match self.line() {
            Some(line) => format!("line {line}"),
            None => format!("row {}", self.row()),
        };
        match self.source() {
            source if source.is_empty() => place,
            source => format!("{source}, {place}"),
        }
    }

    /// The file and the sheet of the row: `a.xlsx, Movies`, `a.csv`, `a.xml`.
    pub(super) fn source(&self) -> String {
        let file = self.file();
        let sheet = Some(self.sheet()).filter(|sheet| {
            // The sheet of a text file is named after the file.
            let ending = file.and_then(|file| file.strip_prefix(sheet.as_str()));
            let is_file = ending.is_some_and(|it| it.starts_with('.') && !it.starts_with(".xls"));
            self.line().is_none() && !sheet.is_empty() && !is_file
        });
        let parts = file.into_iter().chain(sheet).map(|part| &**part);
        parts.collect::<Vec<_>>().join(", ")
    }

    /// The file's name, if known.
    #[must_use]
    pub fn file(&self) -> Option<&Text> {
        self.row.file.as_ref()
    }

    /// The row's text in a column, without surrounding white space. The text is empty if the cell is blank.
    #[must_use]
    pub fn text(&self, column: Column) -> &str {
        self.row.text(column)
    }

    /// The original row, with every cell.
    #[must_use]
    pub fn avail(&self) -> Avail {
        self.row.avail(self.row.row, &[])
    }

    /// The title as people know it: the title of the movie, or of the series with season and episode. Each run of white
    /// space becomes one space, because titles in XML can contain line breaks. Titles are truncated to 200 characters.
    #[must_use]
    pub fn title(&self) -> String {
        title(|column| self.text(column))
    }

    /// Whether the window has begun and has not ended: `start <= at < end`. A window that begins with an event is
    /// never live, because the date of the event is unknown.
    #[must_use]
    pub fn is_live(&self, at: Timestamp) -> bool {
        self.has_begun(at) && !self.has_ended(at)
    }

    /// Whether the window has ended: `end <= at`.
    #[must_use]
    pub fn has_ended(&self, at: Timestamp) -> bool {
        #[cfg(test)]
        ema_testing::visited(1);
        self.window.has_ended(at)
    }

    /// Whether the window has begun: `start <= at`.
    #[must_use]
    pub fn has_begun(&self, at: Timestamp) -> bool {
        #[cfg(test)]
        ema_testing::visited(1);
        self.window.has_begun(at)
    }

    /// Whether the record is a pre-order, which can end at `ESTStart`.
    pub(super) fn is_pre_order(&self) -> bool {
        self.offer().is_pre_order()
    }

    /// Whether the record is a sale, which `ESTStart` can refer to.
    pub(super) fn is_sale(&self) -> bool {
        self.offer().is_sale()
    }

    /// Whether the row is a pre-order whose End is `ESTStart`, even if `ESTStart` has been resolved.
    pub(super) fn ends_at_sale(&self) -> bool {
        let end = || self.text(Column::End).parse::<AvailEnd>().ok();
        self.is_pre_order() && end() == Some(AvailEnd::Keyword(Keyword::EstStart))
    }

    /// Returns the same row in a territory, with the window resolved there.
    pub(super) fn read_by(&self, clocks: &Clocks, territory: TerritoryCode) -> Self {
        let window = self.row.written.in_territory(territory, clocks);
        Self::new(Arc::clone(&self.row), window)
    }

    /// Converts a record shared by `territories` into a record for one of them. The window of a shared record is the
    /// one in the first territory.
    pub(crate) fn there(
        &self,
        territory: TerritoryCode,
        territories: &Territories,
        clocks: &Clocks,
    ) -> Self {
        match territories {
            Territories::Many(_) => self.read_by(clocks, territory),
            Territories::One(_) => self.clone(),
        }
    }

    /// Whether two records differ at most in their windows.
    pub(super) fn has_offer_and_terms_of(&self, other: &Self) -> bool {
        self.row.offer == other.row.offer && self.has_terms_of(other)
    }

    fn has_terms_of(&self, other: &Self) -> bool {
        #[cfg(test)]
        ema_testing::visited(1);
        Arc::ptr_eq(&self.row, &other.row) || self.row.has_terms_of(&other.row)
    }

    /// Orders the records in a scope by offer, window and terms, then by row.
    pub(super) fn in_order(&self, other: &Self) -> Ordering {
        let by_row = || self.row.row.cmp(&other.row.row);
        self.in_order_but_for_row(other).then_with(by_row)
    }

    /// Orders records by offer, window and terms. Records that differ only in their rows compare as equal.
    pub(super) fn in_order_but_for_row(&self, other: &Self) -> Ordering {
        #[cfg(test)]
        ema_testing::visited(1);
        let key = |record: &Self| (record.span(), record.terms());
        let by_offer = self.row.offer.cmp(&other.row.offer);
        by_offer.then_with(|| key(self).cmp(&key(other)))
    }

    /// A hash of the terms.
    pub(super) fn terms(&self) -> u64 {
        #[cfg(test)]
        ema_testing::visited(1);
        self.row.terms_hash
    }

    /// The window's span. A start or end without an instant becomes the latest possible instant.
    pub(super) fn span(&self) -> Span {
        #[cfg(test)]
        ema_testing::visited(1);
        let instant = |bound: Bound| bound.instant().unwrap_or(Timestamp::MAX);
        Span {
            start: instant(self.window.start),
            end: instant(self.window.end),
        }
    }
}

/// Returns a row's title from its cells: see [`Record::title`].
pub(crate) fn title<'a>(text: impl Fn(Column) -> &'a str) -> String {
    let title = written_title(|column| beginning(text(column)).0);
    let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
    short(&words).into_owned()
}

/// The maximum number of characters of a string that are displayed. Longer strings are truncated, because a long string
/// could be repeated in a million cells.
const LONGEST: usize = 200;

/// Truncates a long string for display and adds an ellipsis.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    match beginning(text) {
        (text, false) => Cow::Borrowed(text),
        (text, true) => {
            let end = text
                .char_indices()
                .nth(LONGEST)
                .map_or(text.len(), |(end, _)| end);
            Cow::Owned(format!("{}…", &text[..end]))
        }
    }
}

/// Returns the string and `false`. If the string has more than [`LONGEST`] characters, returns only its beginning, and
/// `true`. The beginning has one character more than `LONGEST`, so [`short`] still recognizes it as too long.
fn beginning(text: &str) -> (&str, bool) {
    let mut ends = text.char_indices().skip(LONGEST).map(|(end, _)| end);
    match (ends.next(), ends.next()) {
        (None, _) => (text, false),
        (Some(_), None) => (text, true),
        (Some(_), Some(end)) => (&text[..end], true),
    }
}

fn written_title<'a>(text: impl Fn(Column) -> &'a str) -> String {
    let work_type = WorkType::from(text(Column::WorkType));
    let series = text(Column::SeriesTitleInternalAlias);
    let season = text(Column::SeasonNumber);
    match work_type {
        WorkType::Episode if !series.is_empty() => {
            let episode = text(Column::EpisodeNumber);
            format!("{series}, season {season}, episode {episode}")
        }
        WorkType::Season if !series.is_empty() => format!("{series}, season {season}"),
        _ => {
            let titles = [
                Column::TitleInternalAlias,
                Column::TitleDisplayUnlimited,
                Column::VolumeTitleInternalAlias,
                Column::SeriesTitleInternalAlias,
            ];
            let titles = titles.map(text);
            let title = titles.into_iter().find(|title| !title.is_empty());
            title.unwrap_or_default().to_owned()
        }
    }
}

/// Returns the title of the first record that has one.
pub(super) fn first_title<'a>(records: impl Iterator<Item = &'a Record>) -> String {
    let mut titles = records.map(Record::title);
    titles.find(|title| !title.is_empty()).unwrap_or_default()
}

/// Returns the start of the first EST window among the records. A pre-order with an End of `ESTStart` ends then.
pub(super) fn sale_start<'a>(records: impl IntoIterator<Item = &'a Record>) -> Option<Timestamp> {
    let sales = records.into_iter().filter(|it| it.is_sale());
    sales.filter_map(|it| it.window().start.instant()).min()
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.window == other.window && self.has_offer_and_terms_of(other)
    }
}

impl Eq for Record {}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} from {} to {} (row {})",
            self.offer_in_words(),
            self.text(Column::Start),
            self.text(Column::End),
            self.row.row
        )
    }
}
