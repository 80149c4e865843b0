//! The rule `svod-price`.

use ema_model::{Column, LicenseType, PriceType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::price::price_word;
use crate::rules::shared::price::stated;
use crate::rules::shared::removes;

pub(crate) static RULE: Rule = Rule {
    name: "svod-price",
    summary: "a subscription title has a price other than `Category` with `sub`",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for an SVOD row that has a price other than PriceType `Category` with \
               PriceValue `sub`, or with a value in only one of the two columns. Rows for channels \
               and rows with a cost per hour are also SVOD rows.",
        why: "A title in a subscription has no price of its own. Either the price is left over \
              from another row, or the row is meant to sell the title.",
        example: "LicenseType `SVOD` with PriceType `WSP` and PriceValue `4.99`.",
        remedy: "Leave PriceType and PriceValue blank, or write `Category` and `sub`.",
        source: "Prime Video, \"Content rights\", PriceType and PriceValue: for SVOD, these fields \
                 are optional, and may be `Category` and `sub`",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let is_subscription = avail.license_type().value() == Some(&LicenseType::Svod);
    if !is_subscription || removes(avail) || price_word(row) == Some("sub") {
        return;
    }
    let columns = [Column::PriceType, Column::PriceValue];
    let Some((first, price)) = stated(avail, &columns) else {
        return;
    };
    // If PriceType is `Category`, the error is in PriceValue.
    let is_category = avail.price_type().value() == Some(&PriceType::Category);
    let value = avail.price_value().cell().filter(|_| is_category);
    reporter.report_cell(
        value.unwrap_or(first),
        format!("a subscription row (SVOD) has no price of its own, but gives one: {price}"),
        "Leave PriceType and PriceValue blank, or write `Category` and `sub`. If the title should \
         be sold or rented, correct LicenseType.",
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn priced(price_type: &str, price: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .with(Column::PriceType, price_type)
            .with(Column::PriceValue, price)
    }

    #[test]
    fn no_price_and_the_one_that_is_taken_pass() {
        for (price_type, price) in [("", ""), ("Category", "sub"), ("category", " Sub ")] {
            assert_silent(&RULE, &priced(price_type, price));
        }
        assert_silent(&RULE, &priced("WSP", "4.99").under_ema());
        let deleted = priced("WSP", "4.99").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
        assert_silent(&RULE, &Sample::movie());
    }

    #[test]
    fn any_other_price_is_told_once() {
        let shown = [
            ("WSP", "4.99"),
            ("Category", "Library"),
            ("Category", ""),
            ("", "sub"),
            ("NA", "NA"),
        ]
        .map(|(price_type, price)| fired(&RULE, &priced(price_type, price)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
K4 PriceType: warning
  a subscription row (SVOD) has no price of its own, but gives one: PriceType `WSP` and PriceValue `4.99`
  help: Leave PriceType and PriceValue blank, or write `Category` and `sub`. If the title should be sold or rented, correct LicenseType.
L4 PriceValue: warning
  a subscription row (SVOD) has no price of its own, but gives one: PriceType `Category` and PriceValue `Library`
  help: Leave PriceType and PriceValue blank, or write `Category` and `sub`. If the title should be sold or rented, correct LicenseType.
K4 PriceType: warning
  a subscription row (SVOD) has no price of its own, but gives one: PriceType `Category`
  help: Leave PriceType and PriceValue blank, or write `Category` and `sub`. If the title should be sold or rented, correct LicenseType.
L4 PriceValue: warning
  a subscription row (SVOD) has no price of its own, but gives one: PriceValue `sub`
  help: Leave PriceType and PriceValue blank, or write `Category` and `sub`. If the title should be sold or rented, correct LicenseType.
K4 PriceType: warning
  a subscription row (SVOD) has no price of its own, but gives one: PriceType `NA` and PriceValue `NA`
  help: Leave PriceType and PriceValue blank, or write `Category` and `sub`. If the title should be sold or rented, correct LicenseType.

"#]],
        );
    }
}
