//! The texts of the columns that distinguish two offers, or two rows of one offer.

use ema_model::{Avail, Column, EmaVersion, Text, trim};

use super::kept::Kept;
use crate::offer::Offer;
use crate::rules::wording::{joined, quoted};

/// The texts that rows have in the columns which a finding about two rows compares: each combination
/// once, and each text once.
///
/// Most cells share their text with the same column of the row before, so a row costs 16 comparisons of
/// addresses and one hash of 16 numbers. A text of 32,000 characters is hashed and kept once, even if
/// every row combines it with another price.
pub(super) struct WrittenOffers {
    texts: Kept<Text>,
    offers: Kept<Key>,
    /// The texts of the row before, with their numbers.
    last: [(Text, u32); COLUMNS.len()],
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    version: EmaVersion,
    /// Whether the row is in the TV tab, which separates languages with another character in 1.6.
    is_tv: bool,
    texts: [u32; COLUMNS.len()],
}

/// The texts of a row in these columns.
#[derive(Clone, Copy)]
pub(super) struct WrittenOffer<'a> {
    texts: &'a Kept<Text>,
    key: &'a Key,
}

/// The terms that do not belong to an offer, but explain most pairs of rows that repeat one.
const TERMS: [Column; 5] = [
    Column::PriceValue,
    Column::PriceCurrency,
    Column::HoldbackLanguage,
    Column::AllowedLanguages,
    Column::HoldbackExclusionLanguage,
];

const COLUMNS: [Column; Offer::COLUMNS.len() + TERMS.len()] = {
    let mut columns = [Column::LicenseType; Offer::COLUMNS.len() + TERMS.len()];
    let mut at = 0;
    while at < columns.len() {
        columns[at] = match at < Offer::COLUMNS.len() {
            true => Offer::COLUMNS[at],
            false => TERMS[at - Offer::COLUMNS.len()],
        };
        at += 1;
    }
    columns
};

impl Default for WrittenOffers {
    fn default() -> Self {
        let mut texts = Kept::default();
        let blank = (Text::default(), texts.keep(Text::default()));
        Self {
            texts,
            offers: Kept::default(),
            last: std::array::from_fn(|_| blank.clone()),
        }
    }
}

impl WrittenOffers {
    /// Keeps the texts of a row. Rows with the same texts get the same number.
    pub(super) fn keep(&mut self, avail: &Avail) -> u32 {
        let mut texts = [0; COLUMNS.len()];
        for ((column, last), number) in COLUMNS.iter().zip(&mut self.last).zip(&mut texts) {
            let text = avail.cell(*column).map(|cell| cell.shared_text());
            let is_known = match text {
                Some(text) => std::ptr::eq(text.as_str(), last.0.as_str()),
                None => last.0.is_empty(),
            };
            if !is_known {
                let text = text.cloned().unwrap_or_default();
                *last = (text.clone(), self.texts.keep(text));
            }
            *number = last.1;
        }
        self.offers.keep(Key {
            version: avail.version(),
            is_tv: avail.header().has_tv_columns(),
            texts,
        })
    }

    pub(super) fn get(&self, number: u32) -> Option<WrittenOffer<'_>> {
        let key = self.offers.get(number)?;
        let texts = &self.texts;
        Some(WrittenOffer { texts, key })
    }
}

impl WrittenOffer<'_> {
    pub(super) fn version(&self) -> EmaVersion {
        self.key.version
    }

    /// The cell of one of the columns; `None` if it is blank.
    pub(super) fn cell(&self, column: Column) -> Option<&Text> {
        let place = COLUMNS.iter().position(|other| *other == column)?;
        let text = self.texts.get(self.key.texts[place])?;
        (!text.is_empty()).then_some(text)
    }

    /// The same without the blanks around it.
    pub(super) fn text(&self, column: Column) -> &str {
        self.cell(column).map_or("", |text| trim(text))
    }

    /// What two rows write differently: `` FormatProfile (`SD` here, `HD` there) and PriceValue (blank
    /// here, `1.99` there)``; `None` if they write the same.
    pub(super) fn differences(&self, other: &Self) -> Option<String> {
        const NAMED: usize = 3;
        let texts = |column| (column, self.text(column), other.text(column));
        let texts = COLUMNS.into_iter().map(texts);
        let differing = texts.filter(|(_, here, there)| here != there);
        let mut differing: Vec<String> = differing
            .map(|(column, here, there)| {
                format!("{column} ({} here, {} there)", shown(here), shown(there))
            })
            .collect();
        if differing.is_empty() {
            return None;
        }
        if differing.len() > NAMED + 1 {
            let more = format!("{} more columns", differing.len() - NAMED);
            differing.truncate(NAMED);
            differing.push(more);
        }
        Some(joined(differing, "and"))
    }
}

fn shown(text: &str) -> String {
    match text {
        "" => "blank".to_owned(),
        text => quoted(text),
    }
}
