//! The rule `price-not-wanted`.

use ema_model::{Column, LicenseType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::price::stated;
use crate::rules::shared::removes;

pub(crate) static RULE: Rule = Rule {
    name: "price-not-wanted",
    summary: "a free title has a price",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for an FVOD row with a value in PriceType, PriceValue or SRP.",
        why: "FVOD (free video on demand) has no price. Either the price is left over from another \
              row, or the row is meant to sell the title.",
        example: "LicenseType `FVOD` with PriceType `WSP` and PriceValue `0`.",
        remedy: "Leave the price cells blank, or correct LicenseType.",
        source: "Prime Video, \"Free video on demand\": the cells PriceType and PriceValue are \
                 empty",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let is_free = row.avail.license_type().value() == Some(&LicenseType::Fvod);
    if !is_free || removes(row.avail) {
        return;
    }
    let columns = [Column::PriceType, Column::PriceValue, Column::Srp];
    if let Some((cell, price)) = stated(row.avail, &columns) {
        reporter.report_cell(
            cell,
            format!("the row offers the title free (FVOD), but gives a price: {price}"),
            "Leave the price cells blank. If the title should be sold or rented, correct \
             LicenseType.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn free() -> Sample {
        Sample::movie().with(Column::LicenseType, "FVOD")
    }

    fn unpriced() -> Sample {
        free()
            .with(Column::PriceType, "")
            .with(Column::PriceValue, " ")
    }

    #[test]
    fn free_titles_without_a_price_pass() {
        assert_silent(&RULE, &unpriced());
        assert_silent(&RULE, &unpriced().with(Column::PriceCurrency, "USD"));
        assert_silent(&RULE, &free().with(Column::EntryType, "Full Delete"));
        assert_silent(&RULE, &Sample::movie());
    }

    #[test]
    fn a_price_is_told_once() {
        assert_snapshot(
            fired(&RULE, &free()),
            str![[r#"
K4 PriceType: warning
  the row offers the title free (FVOD), but gives a price: PriceType `WSP` and PriceValue `10.49`
  help: Leave the price cells blank. If the title should be sold or rented, correct LicenseType.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &unpriced().with(Column::Srp, "9.99")),
            str![[r#"
R4 SRP: warning
  the row offers the title free (FVOD), but gives a price: SRP `9.99`
  help: Leave the price cells blank. If the title should be sold or rented, correct LicenseType.

"#]],
        );
    }
}
