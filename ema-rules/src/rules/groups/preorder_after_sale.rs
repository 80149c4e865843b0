//! The rule `preorder-after-sale`.

use ema_model::Column;

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::territory_lists::Named;
use crate::rules::collected::title::Title;
use crate::window::Bound;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "preorder-after-sale",
    summary: "a pre-order does not start before its sale",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for a pre-order (LicenseType POEST) that ends at `ESTStart` but starts no \
               earlier than its sale. The sale starts at the earliest Start among the file's EST \
               rows with the same licensor, unique ID and territory. A row is reported once, with \
               all affected territories.",
        why: "The window ends before it starts, so the title can't be ordered.",
        example: "A POEST row from `2026-06-01` to `ESTStart`, and an EST row from `2026-05-01`.",
        remedy: "Correct the Start of the pre-order or of the sale, or delete the pre-order.",
        source: "Prime Video, \"Content rights\", field End: a pre-order may end at `ESTStart`; \
                 EMA Avails data dictionary, EntryType: Start is before End",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports a title's pre-orders that do not start before its sale.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    let offers = title.offers;
    for row in title
        .rows
        .iter()
        .copied()
        .filter(|row| offers.is_open_pre_order(*row))
    {
        let Some(window) = offers.window(row) else {
            continue;
        };
        let here = &offers.rows[row];
        let mut territories = Named::default();
        let mut first_sale = None;
        for territory in offers.scopes.lists.territories(here.scopes.territories) {
            let start = window
                .written
                .in_territory(territory, &title.file.profile.conventions().clocks)
                .start;
            if let (Bound::At(start), Some(sale)) = (start, title.sales().first(&territory))
                && sale.0 <= start
            {
                territories.add(&[territory]);
                first_sale.get_or_insert(sale.1);
            }
        }
        let Some(sale) = first_sale else {
            continue;
        };
        let sale_start = offers.window(sale).map_or("", |window| &window.start);
        let sale = offers.rows[sale].at;
        let finding = offers.sheets.report(
            reporter,
            (here.at, Column::End),
            Some(window.end.clone()),
            format!(
                "the pre-order of {} in {territories} starts at {}, no earlier than the sale, which \
                 starts at {} in {}",
                quoted(offers.id(row)),
                quoted(&window.start),
                quoted(sale_start),
                offers.sheets.in_words(sale, here.at),
            ),
            "A pre-order until `ESTStart` has to start before the sale. Correct Start here or in \
             the sale's row, or delete this row.",
        );
        let sale = offers.sheets.place(sale, Some(Column::Start));
        finding.related.push(sale);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn a_pre_order_has_to_start_before_the_sale() {
        let sale = Sample::movie()
            .with(Column::Territory, "US, CA")
            .with(Column::Start, "2026-06-01")
            .and()
            .with(Column::FormatProfile, "SD")
            .with(Column::Start, "2026-05-01")
            .and()
            .with(Column::LicenseType, "POEST")
            .with(Column::End, "ESTStart");
        assert_silent(&RULE, &sale.clone().with(Column::Start, "2026-04-30"));
        assert_silent(&RULE, &sale.clone().with(Column::Territory, "FR"));
        assert_snapshot(
            fired(&RULE, &sale),
            str![[r#"
J6 End: error
  the pre-order of `FIRSTDANCE` in CA and US starts at `2026-05-01`, no earlier than the sale, which starts at `2026-05-01` in row 5
  help: A pre-order until `ESTStart` has to start before the sale. Correct Start here or in the sale's row, or delete this row.
  see I5

"#]],
        );
    }
}
