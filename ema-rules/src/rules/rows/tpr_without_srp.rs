//! The rule `tpr-without-srp`.

use ema_model::{Cell, Column};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;

pub(crate) static RULE: Rule = Rule {
    name: "tpr-without-srp",
    summary: "a temporary price comes without a suggested retail price",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if PriceType is a temporary price reduction (`TPR-…`) and SRP is blank. Rows \
               that delete are not checked.",
        why: "The platform requires a suggested retail price along with a temporary price \
              reduction. Without it, the price may not be shown as reduced.",
        example: "PriceType `TPR-WSP` with PriceValue `8.49` and a blank SRP.",
        remedy: "Write the suggested retail price, such as `12.99`, in SRP.",
        source: "Prime Video, \"Content rights\", field SRP: \"For TPRs specified in PriceType, \
                 SRP should be included\"",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let price_type = avail.price_type();
    if let Some(price) = price_type.value()
        && price.is_temporary_reduction()
        && avail.cell(Column::Srp).is_none_or(Cell::is_blank)
        && !removes(avail)
    {
        reporter.report_blank(
            Column::Srp,
            format!("SRP is blank, but PriceType is `{price}`, a temporary price reduction"),
            format!(
                "Write the suggested retail price, such as `12.99`, which {} requires with a \
                 temporary price.",
                row.profile.platform_name()
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn reduced() -> Sample {
        Sample::movie()
            .with(Column::PriceType, "TPR-WSP")
            .with(Column::Srp, "")
    }

    #[test]
    fn base_prices_need_none() {
        assert_silent(&RULE, &reduced().with(Column::PriceType, "WSP"));
        assert_silent(&RULE, &reduced().with(Column::Srp, "12.99"));
        assert_silent(&RULE, &reduced().under_ema());
        assert_silent(&RULE, &reduced().with(Column::EntryType, "Full Delete"));
    }

    #[test]
    fn a_reduction_from_no_price_is_found() {
        assert_snapshot(
            fired(&RULE, &reduced()),
            str![[r#"
R4 SRP: warning
  SRP is blank, but PriceType is `TPR-WSP`, a temporary price reduction
  help: Write the suggested retail price, such as `12.99`, which Prime Video requires with a temporary price.

"#]],
        );
        fired(&RULE, &reduced().without(Column::Srp));
    }
}
