//! The rule `price-pairing`.

use ema_model::{Column, Field, LicenseType, PriceType, PriceValue};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::nearest::nearest;
use crate::rules::shared::price::price_word;
use crate::rules::shared::removes;
use crate::wording::{listed, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "price-pairing",
    summary: "PriceValue does not match PriceType",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for a sale, rental or pre-order if PriceType is `Category` and PriceValue is \
               neither `Library` nor `New Release`. The rule also fires if only one of PriceType \
               and PriceValue is `NA`, or if PriceType requires an amount, as `WSP` does, and \
               PriceValue is blank.\n\n\
               Other rules report other mistakes in prices: `money` reports a PriceValue under \
               `WSP` that is not an amount, `required-field` reports blank cells of a sale, \
               `svod-price` reports prices of subscriptions, and `price-not-wanted` reports prices \
               of free titles.",
        why: "PriceType determines how PriceValue is read. Under `prime-video`, PriceValue is an \
              amount for `WSP` and one of two words for `Category`. With any other value, the row \
              has no price, and the platform rejects it.",
        example: "PriceType `Category` with PriceValue `Early VOD`, `NR` or `4.99`.",
        remedy: "For revenue-share terms, write `Category` with `Library` or `New Release`. For \
               wholesale terms, write `WSP` with the amount.",
        source: "Prime Video, \"Content rights\", PriceType and PriceValue: under `WSP`, \
                 PriceValue must be a monetary value, and under `Category`, `Library` or `New \
                 Release`; EMA Avails data dictionary (1.7.2), AvailTrans/PriceValue: `NA` only \
                 with the PriceType `NA`",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let license = avail.license_type().value();
    let own_rule = matches!(license, Some(LicenseType::Svod | LicenseType::Fvod));
    let Some(price_type) = avail.price_type().value() else {
        return;
    };
    // `unknown-value` reports a value that is not a PriceType.
    if removes(avail) || own_rule || price_type.word().is_none() {
        return;
    }
    let is_sale = license.is_some_and(LicenseType::is_transactional);
    let (price, cell) = match avail.price_value() {
        Field::Value { value, cell } => (value, cell),
        Field::Absent if price_type.is_monetary() && !is_sale => {
            let quote = quoted(price_type.as_str());
            reporter.report_blank(
                Column::PriceValue,
                format!("{quote} means an amount of money, but PriceValue is blank"),
                "Write the amount, or leave PriceType blank if there is no price.",
            );
            return;
        }
        _ => return,
    };
    if price_type.is_monetary() || price_word(row).is_some() {
        return;
    }
    let quote = quoted(cell.trimmed());
    let says_none = says_none(price);
    let categories = match (price_type, license, row.profile.platform) {
        (PriceType::Category, Some(license), Some(platform)) if is_sale => {
            (platform.categories)(license)
        }
        _ => &[],
    };
    if *price_type == PriceType::Na {
        let fix = says_none.then_some("NA");
        let finding = reporter.report_cell(
            cell,
            format!("PriceType is `NA`, which means no price, but PriceValue is {quote}"),
            match fix {
                Some(_) => "Write `NA`.",
                None => {
                    "Also write `NA` in PriceValue. If there is a price, write its kind in \
                     PriceType instead, such as `WSP`."
                }
            },
        );
        finding.fix = fix.map(Into::into);
    } else if says_none {
        reporter.report_cell(
            cell,
            format!("PriceValue is {quote}, which means no price, but PriceType is `{price_type}`"),
            "Write the price in PriceValue, or, if you have agreed that there is none, write `NA` \
             in PriceType.",
        );
    } else if !categories.is_empty() {
        let platform = row.profile.platform_name();
        let words = listed(categories.iter().copied(), "or");
        let help = match (price, nearest(cell.trimmed(), categories.iter().copied())) {
            (PriceValue::Amount(_), _) => format!(
                "If it is an amount of money, write `WSP` in PriceType. If not, write {words} in \
                 PriceValue."
            ),
            (_, Some(word)) => format!("If `{word}` is meant, write that."),
            _ => format!("Write {words}, as agreed with {platform}."),
        };
        reporter.report_cell(
            cell,
            format!(
                "{quote} is not a category of {platform}, which accepts {words} under `Category`"
            ),
            help,
        );
    }
}

/// Returns whether a PriceValue, such as `NA` or `n/a`, means that there is no price.
fn says_none(price: &PriceValue) -> bool {
    let PriceValue::Label(text) = price else {
        return false;
    };
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).eq("na".chars())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn priced(license: &str, price_type: &str, price: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, license)
            .with(Column::PriceType, price_type)
            .with(Column::PriceValue, price)
    }

    #[test]
    fn pairs_that_belong_together_pass() {
        for (license, price_type, price) in [
            ("EST", "WSP", "10.49"),
            ("VOD", "Category", "Library"),
            ("POEST", "category", "new release"),
            ("EST", "Tier", "4"),
            ("EST", "NA", "NA"),
            ("AVOD", "Category", "Anything"),
            ("AVOD", "", ""),
            ("EST", "TPR-Category", "Early VOD"),
        ] {
            assert_silent(&RULE, &priced(license, price_type, price));
        }
        assert_silent(&RULE, &priced("VOD", "Category", "Early VOD").under_ema());
    }

    #[test]
    fn what_other_rules_say_is_left_to_them() {
        for (license, price_type, price) in [
            ("EST", "WSP", "New Release"),
            ("EST", "WSP", "NA"),
            ("EST", "WSP", ""),
            ("EST", "Category", ""),
            ("EST", "", "NA"),
            ("EST", "Price", "NA"),
            ("SVOD", "Category", "Library"),
            ("FVOD", "NA", "0"),
        ] {
            assert_silent(&RULE, &priced(license, price_type, price));
        }
        let deleted = priced("EST", "Category", "4.99").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn categories_of_other_platforms_are_named() {
        let shown = ["Early VOD", "Libary", "4.99", "N/A"]
            .map(|price| fired(&RULE, &priced("VOD", "Category", price)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
L4 PriceValue: error
  `Early VOD` is not a category of Prime Video, which accepts `Library` or `New Release` under `Category`
  help: Write `Library` or `New Release`, as agreed with Prime Video.
L4 PriceValue: error
  `Libary` is not a category of Prime Video, which accepts `Library` or `New Release` under `Category`
  help: If `Library` is meant, write that.
L4 PriceValue: error
  `4.99` is not a category of Prime Video, which accepts `Library` or `New Release` under `Category`
  help: If it is an amount of money, write `WSP` in PriceType. If not, write `Library` or `New Release` in PriceValue.
L4 PriceValue: error
  PriceValue is `N/A`, which means no price, but PriceType is `Category`
  help: Write the price in PriceValue, or, if you have agreed that there is none, write `NA` in PriceType.

"#]],
        );
    }

    #[test]
    fn no_price_is_said_on_both_sides() {
        assert_snapshot(
            fired(&RULE, &priced("EST", "NA", "4.99")),
            str![[r#"
L4 PriceValue: error
  PriceType is `NA`, which means no price, but PriceValue is `4.99`
  help: Also write `NA` in PriceValue. If there is a price, write its kind in PriceType instead, such as `WSP`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &priced("EST", "NA", "n/a")),
            str![[r#"
L4 PriceValue: error
  PriceType is `NA`, which means no price, but PriceValue is `n/a`
  help: Write `NA`.
  fix: `NA`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &priced("EST", "Tier", "NA")),
            str![[r#"
L4 PriceValue: error
  PriceValue is `NA`, which means no price, but PriceType is `Tier`
  help: Write the price in PriceValue, or, if you have agreed that there is none, write `NA` in PriceType.

"#]],
        );
    }

    #[test]
    fn money_needs_an_amount_even_where_no_price_is_required() {
        assert_snapshot(
            fired(&RULE, &priced("AVOD", "WSP", "")),
            str![[r#"
L4 PriceValue: error
  `WSP` means an amount of money, but PriceValue is blank
  help: Write the amount, or leave PriceType blank if there is no price.

"#]],
        );
    }
}
