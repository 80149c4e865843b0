//! The values in columns that distinguish two offers, or two rows of the same offer.

use ema_model::{Avail, Column, EmaVersion, Text, trim};

use super::interner::number;
use crate::offer::Offer;
use crate::wording::{joined, quoted};
use crate::written::WrittenRows;

/// The values of rows in the columns that are compared in findings about two rows.
pub(in crate::rules) struct WrittenOffers(WrittenRows<{ COLUMNS.len() }>);

/// A row's values in the columns of [`WrittenOffers`].
#[derive(Clone, Copy)]
pub(in crate::rules) struct WrittenOffer<'a> {
    rows: &'a WrittenRows<{ COLUMNS.len() }>,
    number: usize,
}

/// Terms that are not part of an offer. Two rows that repeat an offer usually differ in one of
/// these terms.
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
        Self(WrittenRows::new(COLUMNS))
    }
}

impl WrittenOffers {
    /// Keeps a row's values. Rows with the same values get the same number.
    pub(in crate::rules) fn keep(&mut self, avail: &Avail) -> u32 {
        number(self.0.keep(avail))
    }

    pub(in crate::rules) fn get(&self, number: u32) -> WrittenOffer<'_> {
        WrittenOffer {
            rows: &self.0,
            number: number as usize,
        }
    }
}

impl WrittenOffer<'_> {
    pub(in crate::rules) fn version(&self) -> Option<EmaVersion> {
        self.rows.version(self.number)
    }

    /// Returns the text in a column, or `None` if the cell is blank.
    pub(in crate::rules) fn cell(&self, column: Column) -> Option<&Text> {
        self.rows.text(self.number, column)
    }

    /// Returns the text in a column, without surrounding white space.
    pub(in crate::rules) fn text(&self, column: Column) -> &str {
        self.cell(column).map_or("", |text| trim(text))
    }

    /// Lists the differences: `` FormatProfile (`SD` here, `HD` there) and PriceValue (blank here,
    /// `1.99` there)``. Returns `None` if there are none.
    pub(in crate::rules) fn differences(self, other: Self) -> Option<String> {
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
