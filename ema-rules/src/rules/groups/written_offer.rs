//! What rows say in the columns that tell two offers, or two rows of one offer, apart.

use ema_model::{Avail, Column, EmaVersion, Text, trim};

use crate::offer::Offer;
use crate::rules::wording::{joined, quoted};

/// The cells of a row that a finding about two rows compares, as they are written. What they mean is
/// looked up once for rows that write the same.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct WrittenOffer {
    version: EmaVersion,
    /// Whether it stands in the TV tab, which has its own mark between languages in 1.6.
    is_tv: bool,
    texts: [Text; COLUMNS.len()],
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

impl WrittenOffer {
    pub(super) fn of(avail: &Avail, blank: &Text) -> Self {
        let text = |column| match avail.cell(column) {
            Some(cell) => cell.shared_text().clone(),
            None => blank.clone(),
        };
        Self {
            version: avail.version(),
            is_tv: avail.header().has_tv_columns(),
            texts: COLUMNS.map(text),
        }
    }

    pub(super) fn version(&self) -> EmaVersion {
        self.version
    }

    /// What is written in one of the columns; the first text where it is none of them.
    pub(super) fn cell(&self, column: Column) -> &Text {
        let place = COLUMNS.iter().position(|other| *other == column);
        &self.texts[place.unwrap_or_default()]
    }

    /// The same without the blanks around it.
    pub(super) fn text(&self, column: Column) -> &str {
        trim(self.cell(column))
    }

    /// What two rows write differently: `` FormatProfile (`SD` here, `HD` there) and PriceValue (blank
    /// here, `1.99` there)``; `None` if they write the same.
    pub(super) fn differences(&self, other: &Self) -> Option<String> {
        const NAMED: usize = 3;
        let texts = self.texts.iter().zip(&other.texts);
        let pairs = COLUMNS.into_iter().zip(texts);
        let differing = pairs.filter(|(_, (here, there))| trim(here) != trim(there));
        let mut differing: Vec<String> = differing
            .map(|(column, (here, there))| {
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
    match trim(text) {
        "" => "blank".to_owned(),
        text => quoted(text),
    }
}
