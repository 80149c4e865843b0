//! The rule `price-outlier`.

use ema_model::{Avail, Column, Decimal, PriceType, PriceValue, Text};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::collected::interner::Interner;
use crate::rules::collected::rows::{RowRef, Sheets};
use crate::rules::shared::removes;
use crate::wording::{counted, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "price-outlier",
    summary: "a price is many times as high as the prices of similar rows",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "The rule compares the amounts in PriceValue of rows with the same DisplayName, \
               WorkType, LicenseType, FormatProfile, PriceType and currency (or Territory, if \
               there is no currency). It fires for a price that is at least eight times the median \
               of these prices, if there are at least five such rows and at most one in ten is \
               that expensive. Rows that delete are ignored.",
        why: "A misplaced decimal point makes a price ten or a hundred times as high. The platform \
              pays or charges what the row says.",
        example: "PriceValue `99.9` on one row, and `9.99` on eleven others.",
        remedy: "Correct the price. If it is right, ignore this warning. The threshold is our own, \
                 because no document says which prices are usual.",
        source: "Prime Video, \"Content rights\", PriceValue: for `WSP`, the wholesale price",
    },
    check: Check::Group(|| Box::<Prices>::default()),
};

/// A collector that keeps the prices of all rows, as numbers. Each distinct price and kind of row is
/// kept once.
#[derive(Default)]
struct Prices {
    sheets: Sheets,
    texts: Interner<Text>,
    kinds: Interner<Kind>,
    prices: Interner<Price>,
    rows: Vec<Priced>,
}

/// The texts of a row in the columns of [`ALIKE`].
type Kind = [Option<u32>; ALIKE.len()];

/// The columns in which rows must agree for their prices to be compared.
const ALIKE: [Column; 7] = [
    Column::DisplayName,
    Column::WorkType,
    Column::LicenseType,
    Column::FormatProfile,
    Column::PriceType,
    Column::PriceCurrency,
    // A price without a currency is in the currency of the territory.
    Column::Territory,
];

#[derive(PartialEq, Eq, Hash)]
struct Price {
    amount: Decimal,
    text: Text,
}

struct Priced {
    at: RowRef,
    kind: u32,
    price: u32,
}

/// The minimum number of rows whose prices are compared.
const FEWEST: usize = 5;
/// The minimum ratio of an unusual price to the median.
const TIMES: u32 = 8;
/// At most one row in this many may have an unusual price.
const ONE_IN: usize = 10;

impl GroupCheck for Prices {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let avail = row.avail;
        let is_money = avail
            .price_type()
            .value()
            .is_some_and(PriceType::is_monetary);
        let price = avail.price_value();
        let (Some(PriceValue::Amount(money)), Some(cell)) = (price.value(), price.cell()) else {
            return;
        };
        if !is_money || money.amount().is_zero() || removes(avail) {
            return;
        }
        let price = Price {
            amount: money.amount(),
            text: cell.shared_text().clone(),
        };
        let kind = self.kind(avail);
        self.rows.push(Priced {
            at: self.sheets.keep(row, reporter),
            kind: self.kinds.keep(kind),
            price: self.prices.keep(price),
        });
    }

    fn finish(mut self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by_key(|row| (row.kind, self.amount(row)));
        for alike in rows.chunk_by(|a, b| a.kind == b.kind) {
            self.compare(alike, reporter);
        }
    }
}

impl Prices {
    fn kind(&mut self, avail: &Avail) -> Kind {
        let has_currency = avail.cell(Column::PriceCurrency).is_some();
        ALIKE.map(|column| {
            let cell = avail.cell(column)?;
            let counts = column != Column::Territory || !has_currency;
            counts.then(|| match cell.value().as_word() {
                Some(word) => self.texts.keep_text(word),
                None => self.texts.keep_cell(cell),
            })
        })
    }

    fn amount(&self, row: &Priced) -> Decimal {
        self.prices
            .get(row.price)
            .map_or(Decimal::ZERO, |price| price.amount)
    }

    /// Reports the unusual prices among similar rows, which are sorted by price.
    fn compare(&self, rows: &[Priced], reporter: &mut Reporter<'_>) {
        let usual = &rows[rows.len() / 2];
        let (Some(median), Some(limit)) = (
            self.prices.get(usual.price),
            self.amount(usual).checked_mul(TIMES.into()),
        ) else {
            return;
        };
        let first = rows.partition_point(|row| self.amount(row) < limit);
        let unusual = &rows[first..];
        if rows.len() < FEWEST || unusual.len() > (rows.len() / ONE_IN).max(1) {
            return;
        }
        let same = rows.iter().filter(|row| self.amount(row) == median.amount);
        let same_first = same.clone().map(|row| row.at).min();
        let others = same.count() - 1;
        for row in unusual {
            let (Some(price), Some(there)) = (self.prices.get(row.price), same_first) else {
                continue;
            };
            let times = (price.amount / median.amount).round();
            let mut place = self.sheets.in_words(there, row.at);
            if others > 0 {
                place += &format!(" and {}", counted(others, "more row"));
            }
            let message = format!(
                "{} is {times} times the usual price of such rows, {} in {place} ({})",
                quoted(price.text.trim()),
                quoted(median.text.trim()),
                self.in_words(row.kind),
            );
            let is_shifted = [10, 100]
                .map(Decimal::from)
                .contains(&(price.amount / median.amount));
            let help = match is_shifted {
                true => format!(
                    "If the decimal point is misplaced, write {}. If the price is right, ignore this \
                     warning.",
                    quoted(median.text.trim())
                ),
                false => "Correct the price. If it is right, ignore this warning.".to_owned(),
            };
            let cell = (row.at, Column::PriceValue);
            let finding =
                self.sheets
                    .report(reporter, cell, Some(price.text.clone()), message, help);
            finding
                .related
                .push(self.sheets.place(there, Some(Column::PriceValue)));
        }
    }

    /// Formats what similar rows have in common: `EST HD WSP USD`.
    fn in_words(&self, kind: u32) -> String {
        let texts = self.kinds.get(kind).into_iter().flatten().skip(2).flatten();
        let words = texts.filter_map(|text| self.texts.get(*text));
        let words: Vec<&str> = words.map(Text::as_str).collect();
        quoted(&words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, shown, str};
    use ema_model::{Column, EmaVersion};

    /// Returns rows with the given prices.
    fn priced(prices: &[&str]) -> Sample {
        let mut prices = prices.iter();
        let first = Sample::movie().with(Column::PriceValue, prices.next().unwrap());
        prices.fold(first, |sample, price| {
            sample.and().with(Column::PriceValue, price)
        })
    }

    #[test]
    fn usual_prices_pass() {
        for prices in [
            &["9.99", "9.99", "9.99", "9.99", "9.99"][..],
            &["0.99", "4.99", "9.99", "14.99", "24.99", "2.99"],
            &["9.99", "9.99", "9.99", "9.99", "79.91"],
            // Too few rows to tell which price is usual.
            &["9.99", "9.99", "9.99", "99.9"],
            &["9.99"],
            // The high price is in two of six rows.
            &["9.99", "9.99", "9.99", "9.99", "99.9", "99.9"],
            &["9.99", "0", "0.99", "9.99", "free", "", "9.99"],
        ] {
            assert_silent(&RULE, &priced(prices));
        }
    }

    #[test]
    fn rows_of_other_kinds_are_not_compared() {
        for (column, text) in [
            (Column::DisplayName, "Harbor Pictures"),
            (Column::WorkType, "Season"),
            (Column::LicenseType, "VOD"),
            (Column::FormatProfile, "UHD"),
            (Column::PriceType, "Tier"),
            (Column::PriceType, "TPR-WSP"),
            (Column::PriceCurrency, "JPY"),
            (Column::EntryType, "Full Delete"),
        ] {
            let sample = priced(&["9.99", "9.99", "9.99", "9.99", "9.99", "999"]);
            assert_silent(&RULE, &sample.with(column, text));
        }
        // Version 1.6 has no currencies, so the territories are compared.
        let old = priced(&["9.99", "9.99", "9.99", "9.99", "9.99", "999"]);
        let old = old
            .with(Column::Territory, "JP")
            .without(Column::PriceCurrency);
        assert_silent(&RULE, &old.version(EmaVersion::V1_6));
    }

    #[test]
    fn a_misplaced_decimal_point_is_found() {
        let prices = ["9.99", "9.99", "8.99", "9.99", "99.9", "9.99"];
        assert_snapshot(
            fired(&RULE, &priced(&prices)),
            str![[r#"
L8 PriceValue: warning
  `99.9` is 10 times the usual price of such rows, `9.99` in row 4 and 3 more rows (`EST HD WSP USD`)
  help: If the decimal point is misplaced, write `9.99`. If the price is right, ignore this warning.
  see L4

"#]],
        );
        let prices = ["9.99", "9.99", "8.99", "9.99", "99.9", "9.99"];
        let ema = priced(&prices).under_ema();
        assert_eq!(
            shown(&RULE, &ema.findings()),
            fired(&RULE, &priced(&prices))
        );
        assert_snapshot(
            fired(&RULE, &priced(&["1.99", "1.99", "1.99", "1.99", "18"])),
            str![[r#"
L8 PriceValue: warning
  `18` is 9 times the usual price of such rows, `1.99` in row 4 and 3 more rows (`EST HD WSP USD`)
  help: Correct the price. If it is right, ignore this warning.
  see L4

"#]],
        );
        for price in ["999", "80", "1049", " 99.90 ", "100000"] {
            fired(
                &RULE,
                &priced(&["9.99", "9.99", "8.99", "9.99", price, "9.99"]),
            );
            fired(
                &RULE,
                &priced(&["9.99", price, "8.99", "9.99", "9.99"]).in_xml(),
            );
        }
        let many = priced(&[&["9.99"; 30][..], &["99.9"; 3]].concat());
        assert_eq!(
            fired(&RULE, &many).matches("PriceValue: warning").count(),
            3
        );
        let old = priced(&["9.99", "9.99", "9.99", "9.99", "999"]);
        fired(
            &RULE,
            &old.without(Column::PriceCurrency).version(EmaVersion::V1_6),
        );
    }
}
