//! The rule `pre-order-term`.

use ema_model::{Column, LicenseType};

use crate::engine::{AppliesTo, Check, Page, Place, Reporter, Row, Rule, Section, Severity};
use crate::rules::rows::preorder_fields::misplaced_date;
use crate::rules::shared::element::attribute;
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "pre-order-term",
    summary: "a pre-order does not have exactly one SuppressionLiftDate, or another title has a \
              pre-order date",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if a Transaction with the LicenseType `POEST` has no Term \
               `SuppressionLiftDate` or more than one. The rule also fires if a Transaction with \
               another LicenseType has a Term `PreOrderFulfillDate`. `required-field` and \
               `preorder-fields` check the corresponding columns of sheets.",
        why: "SuppressionLiftDate is the date from which customers may see when the sale starts. \
              Without it, a pre-order can't be shown. If a pre-order has two, it is unclear which \
              one applies. A fulfillment date has no meaning in a Transaction that does not take \
              pre-orders.",
        example: "`<LicenseType>POEST</LicenseType>` without `<Term termName=\"SuppressionLiftDate\">`.",
        remedy: "Give each pre-order one SuppressionLiftDate, and remove PreOrderFulfillDate from \
               all other Transactions.",
        source: "MovieLabs, structure rules of XML Avails 2.2 to 2.7: a POEST Transaction has one \
                 SuppressionLiftDate, and only POEST has PreOrderFulfillDate",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let uses = !row.profile.ignores(Column::SpecialPreOrderFulfillDate);
    if let Some(cell) = misplaced_date(avail).filter(|_| uses) {
        let license = avail.license_type().text();
        reporter.report_cell(
            cell,
            format!(
                "{} is a day on which pre-orders are fulfilled, but the LicenseType is {}",
                quoted(cell.trimmed()),
                quoted(ema_model::trim(license))
            ),
            "Remove the Term PreOrderFulfillDate. If the Transaction is a pre-order, write the \
             LicenseType POEST.",
        );
    }
    if avail.license_type().value() != Some(&LicenseType::Poest) || removes(avail) {
        return;
    }
    let lift = Column::SuppressionLiftDate;
    if avail.cell(lift).is_none_or(ema_model::Cell::is_blank) {
        reporter.report_blank(
            lift,
            "the Transaction is a pre-order (POEST), but has no Term SuppressionLiftDate",
            "Add the Term, with the first day on which customers may see the date of the sale.",
        );
    }
    let further = avail.own_unplaced().iter().filter(|said| {
        let is_term = said.path == "Transaction/Term";
        let name = attribute(&said.content, "termName");
        is_term && name.is_some_and(|name| name.eq_ignore_ascii_case(lift.name()))
    });
    for said in further {
        let place = Place {
            position: Some(said.position),
            ..reporter.place(Some(lift))
        };
        let finding = reporter.report_place(
            place,
            "the Transaction has more than one Term SuppressionLiftDate; the first one is used",
            "Keep the correct one.",
        );
        finding.field = Some(lift.name().into());
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    const LIFT: &str = "<avails:Term termName=\"SuppressionLiftDate\"><avails:Event>2026-12-02\
                        </avails:Event></avails:Term>";

    fn pre_order() -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::End, "ESTStart")
            .with(Column::SuppressionLiftDate, "2026-12-01")
            .in_xml()
    }

    /// Returns the names of the rules that report something under `ema`.
    fn rules(sample: &Sample) -> Vec<&'static str> {
        let findings = sample.clone().under_ema().findings();
        findings.iter().map(|finding| finding.rule.name()).collect()
    }

    #[test]
    fn pre_orders_with_one_date_and_sales_without_pass() {
        assert_silent(&RULE, &pre_order());
        let other = "<avails:Term termName=\"SRP\"/>";
        assert_silent(&RULE, &pre_order().with_unplaced("Transaction/Term", other));
        let sale = Sample::movie().in_xml();
        assert_silent(&RULE, &sale.with_unplaced("Transaction/Term", LIFT));
        let deleted = pre_order()
            .with(Column::SuppressionLiftDate, "")
            .with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn a_pre_order_without_its_date_is_found_by_one_rule() {
        let sample = pre_order().with(Column::SuppressionLiftDate, "");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 100 SuppressionLiftDate: error
  the Transaction is a pre-order (POEST), but has no Term SuppressionLiftDate
  help: Add the Term, with the first day on which customers may see the date of the sale.

"#]],
        );
        assert_eq!(rules(&sample), [RULE.name()]);
    }

    #[test]
    fn a_second_date_is_found() {
        let sample = pre_order().with_unplaced("Transaction/Term", LIFT);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 100 SuppressionLiftDate: error
  the Transaction has more than one Term SuppressionLiftDate; the first one is used
  help: Keep the correct one.

"#]],
        );
    }

    #[test]
    fn a_date_of_pre_orders_elsewhere_is_found_by_one_rule() {
        let sample = Sample::movie()
            .with(Column::SpecialPreOrderFulfillDate, "2026-12-20")
            .in_xml()
            .under_ema();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 118 SpecialPreOrderFulfillDate: error
  `2026-12-20` is a day on which pre-orders are fulfilled, but the LicenseType is `EST`
  help: Remove the Term PreOrderFulfillDate. If the Transaction is a pre-order, write the LicenseType POEST.

"#]],
        );
        assert_eq!(rules(&sample), [RULE.name()]);
    }
}
