//! The rule `preorder-without-sale`.

use std::collections::{BTreeMap, BTreeSet};

use ema_model::{Column, TerritoryCode};

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::territory_lists::Named;
use crate::rules::collected::title::Title;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "preorder-without-sale",
    summary: "a pre-order ends when its sale starts, but the file has no sale",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for a pre-order (LicenseType POEST) that ends at `ESTStart` if the file has \
               no EST row for the same licensor, unique ID and territory. Full Delete rows do not \
               count. A row is reported once, with all affected territories.",
        why: "The pre-order has no end. A sale that was sent in an earlier file does not help, \
              because a Full Extract replaces all sales, rentals and pre-orders of the title. This \
              file therefore withdraws that sale.",
        example: "A POEST row from `2027-02-01` to `ESTStart`, and no EST row for the title.",
        remedy: "Add the EST row to the file, or set End to the date on which the pre-order ends.",
        source: "Prime Video, \"Content rights\", field End: a pre-order may end at `ESTStart`; \
                 EntryType Rules: a Full Extract replaces all current and future entries of its \
                 scope",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports pre-orders for a title in territories where the file has no sale of the title.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    let (offers, rows) = (title.offers, title.rows);
    let pre_orders = || {
        rows.iter()
            .copied()
            .filter(|row| offers.is_open_pre_order(*row))
    };
    if pre_orders().next().is_none() {
        return;
    }
    let list_of = |row: usize| offers.rows[row].scopes.territories;
    let sales = rows.iter().copied().filter(|row| offers.rows[*row].is_sale);
    let sold_by: BTreeSet<u32> = sales.map(list_of).collect();
    let sold: BTreeSet<TerritoryCode> = sold_by
        .into_iter()
        .flat_map(|list| offers.scopes.lists.territories(list))
        .collect();
    let mut unsold_of: BTreeMap<u32, Option<Named>> = BTreeMap::new();
    for row in pre_orders() {
        let list = list_of(row);
        let unsold = unsold_of.entry(list).or_insert_with(|| {
            let unsold = offers.scopes.lists.territories(list);
            Named::of(unsold.filter(|territory| !sold.contains(territory)))
        });
        let (Some(territories), Some(window)) = (unsold, offers.window(row)) else {
            continue;
        };
        offers.sheets.report(
            reporter,
            (offers.rows[row].at, Column::End),
            Some(window.end.clone()),
            format!(
                "the pre-order of {} in {territories} ends when its sale starts, but the file has no \
                 EST row for it there",
                quoted(offers.id(row)),
            ),
            "Add the EST row to the file, or write a date in End. A Full Extract replaces all \
             sales, rentals and pre-orders of the title, so a sale that was sent before is \
             withdrawn.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn pre_order(end: &str) -> Sample {
        Sample::movie()
            .with(Column::Territory, "US, CA")
            .with(Column::LicenseType, "POEST")
            .with(Column::SuppressionLiftDate, "2026-12-01")
            .with(Column::Start, "2026-12-01")
            .with(Column::End, end)
    }

    fn and_a_sale(pre_order: Sample) -> Sample {
        pre_order
            .and()
            .with(Column::LicenseType, "EST")
            .with(Column::Start, "2027-01-01")
            .with(Column::End, "Open")
    }

    #[test]
    fn a_pre_order_with_its_sale_passes() {
        assert_silent(&RULE, &and_a_sale(pre_order("ESTStart")));
        // If a sale's Start can't be read, `date-syntax` reports it.
        let unread = and_a_sale(pre_order("ESTStart")).with(Column::Start, "soon");
        assert_silent(&RULE, &unread);
        // Several rows can offer a sale of the title.
        let sale = and_a_sale(pre_order("ESTStart"));
        let split = sale
            .with(Column::Territory, "US")
            .and()
            .with(Column::Territory, "CA");
        assert_silent(&RULE, &split);
    }

    #[test]
    fn a_pre_order_with_an_end_needs_no_sale() {
        assert_silent(&RULE, &pre_order("2026-12-31"));
        assert_silent(&RULE, &pre_order("Open"));
    }

    #[test]
    fn rows_of_another_kind_are_left_out() {
        let delete = pre_order("ESTStart").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &delete);
        // `end-keyword` reports `ESTStart` in a sale's End.
        let sale = pre_order("ESTStart").with(Column::LicenseType, "EST");
        assert_silent(&RULE, &sale);
        assert_silent(&RULE, &pre_order("ESTStart").under_ema());
    }

    #[test]
    fn a_pre_order_without_a_sale_is_found() {
        assert_snapshot(
            fired(&RULE, &pre_order("ESTStart")),
            str![[r#"
J4 End: warning
  the pre-order of `FIRSTDANCE` in CA and US ends when its sale starts, but the file has no EST row for it there
  help: Add the EST row to the file, or write a date in End. A Full Extract replaces all sales, rentals and pre-orders of the title, so a sale that was sent before is withdrawn.

"#]],
        );
        for (column, text) in [
            (Column::Alid, "LASTDANCE"),
            (Column::DisplayName, "Harbor Pictures"),
            (Column::EntryType, "Full Delete"),
            (Column::LicenseType, "VOD"),
        ] {
            fired(&RULE, &and_a_sale(pre_order("ESTStart")).with(column, text));
        }
    }

    #[test]
    fn the_territories_without_a_sale_are_named() {
        let sample = and_a_sale(pre_order("ESTStart")).with(Column::Territory, "US");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
J4 End: warning
  the pre-order of `FIRSTDANCE` in CA ends when its sale starts, but the file has no EST row for it there
  help: Add the EST row to the file, or write a date in End. A Full Extract replaces all sales, rentals and pre-orders of the title, so a sale that was sent before is withdrawn.

"#]],
        );
    }
}
