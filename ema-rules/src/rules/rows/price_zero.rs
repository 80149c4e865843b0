//! The rule `price-zero`.

use ema_model::{Column, PriceType, PriceValue};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "price-zero",
    summary: "a title is sold or rented for nothing",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if PriceValue is an amount of 0 on a sale, rental or pre-order (EST, VOD or \
               POEST). Rows that delete are not reported.",
        why: "With a wholesale price of 0, the platform pays nothing for a sale. Trailers are sent \
              this way, but on a feature, a price of 0 usually means that the price is missing.",
        example: "LicenseType `EST`, PriceType `WSP`, PriceValue `0.00`.",
        remedy: "Write the price. If the title is a trailer or another free title, ignore this \
                 notice. No document forbids a price of 0.",
        source: "Prime Video, \"Content rights\", PriceValue: for `WSP`, the wholesale price",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let is_sold = avail
        .license_type()
        .value()
        .is_some_and(|it| it.is_transactional());
    let is_money = avail
        .price_type()
        .value()
        .is_some_and(PriceType::is_monetary);
    let price = avail.price_value();
    let is_zero =
        matches!(price.value(), Some(PriceValue::Amount(money)) if money.amount().is_zero());
    if let (true, Some(cell)) = (
        is_sold && is_money && is_zero && !removes(avail),
        price.cell(),
    ) {
        let license = avail
            .cell(Column::LicenseType)
            .map_or("", |cell| cell.trimmed());
        reporter.report_cell(
            cell,
            format!(
                "the price of this {} row is {}",
                quoted(license),
                quoted(cell.trimmed())
            ),
            "Write the price. If the title is free, such as a trailer, ignore this notice.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn sold(license: &str, price_type: &str, price: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, license)
            .with(Column::PriceType, price_type)
            .with(Column::PriceValue, price)
    }

    #[test]
    fn prices_and_rows_without_a_sale_pass() {
        for (license, price_type, price) in [
            ("EST", "WSP", "0.01"),
            ("EST", "WSP", "10"),
            ("EST", "WSP", "free"),
            ("EST", "WSP", ""),
            ("EST", "Tier", "0"),
            ("EST", "Category", "0"),
            ("EST", "", "0"),
            ("SVOD", "WSP", "0"),
            ("AVOD", "WSP", "0"),
            ("FVOD", "WSP", "0"),
        ] {
            assert_silent(&RULE, &sold(license, price_type, price));
        }
        let deleted = sold("EST", "WSP", "0").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn a_sale_for_nothing_is_found() {
        assert_snapshot(
            fired(&RULE, &sold("EST", "WSP", "0.00")),
            str![[r#"
L4 PriceValue: notice
  the price of this `EST` row is `0.00`
  help: Write the price. If the title is free, such as a trailer, ignore this notice.

"#]],
        );
        for license in ["EST", "VOD", "POEST", "est"] {
            for price in ["0", "0.0", " 0.00 "] {
                fired(&RULE, &sold(license, "WSP", price));
            }
        }
        fired(&RULE, &sold("VOD", "TPR-WSP", "0"));
        fired(&RULE, &sold("EST", "WSP", "0").under_ema());
        fired(&RULE, &sold("EST", "WSP", "0").in_xml());
    }
}
