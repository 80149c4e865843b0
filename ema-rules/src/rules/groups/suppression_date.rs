//! The rule `suppression-date`.

use std::collections::BTreeMap;

use ema_model::{Column, NaiveDate, TerritoryCode};

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::title::Title;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "suppression-date",
    summary: "the date of a sale may be shown only after the sale has started",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if SuppressionLiftDate is after the day on which the sale starts. For a \
               pre-order (POEST), that day is the earliest Start among the file's EST rows with \
               the same licensor, ID and territory. If the file has no such row, that day is the \
               day after the End of the pre-order, provided that End is a date. For any other row, \
               that day is the row's own Start. Days are compared as written.\n\n\
               Rows that delete, and rows whose window has ended, are not checked. If the sale \
               starts before its pre-order, `preorder-after-sale` fires instead.",
        why: "SuppressionLiftDate is the \"date on which we can display the earliest EST start \
              date\". If SuppressionLiftDate is after the start of the sale, the date of the sale \
              stays hidden although customers can already buy the title.",
        example: "A pre-order with SuppressionLiftDate `2027-03-10`, and an EST row that starts on \
                  `2027-03-01`.",
        remedy: "Write a day before the sale starts, or correct the Start of the sale.",
        source: "Prime Video, \"Content rights\", field SuppressionLiftDate: \"Date on which we \
                 can display the earliest EST start date\"",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports each SuppressionLiftDate that is after the start of the title's sale.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    let (offers, rows) = (title.offers, title.rows);
    let lift = |row: &usize| {
        let at = offers.lifts.binary_search_by_key(row, |lift| lift.row);
        at.ok().map(|at| &offers.lifts[at])
    };
    if offers.lifts.is_empty() || rows.iter().all(|row| lift(row).is_none()) {
        return;
    }
    let sales = sales(title);
    for lift in rows.iter().filter_map(lift) {
        let (row, text) = (&offers.rows[lift.row], quoted(ema_model::trim(&lift.text)));
        let Some(written) = offers.window(lift.row).map(|window| window.written) else {
            continue;
        };
        if offers.has_ended(lift.row, title.file) {
            continue;
        }
        let territories = offers.scopes.lists.territories(row.scopes.territories);
        let sale = territories
            .filter_map(|territory| sales.get(&territory).copied())
            .min();
        let message = match (row.is_pre_order, sale) {
            (false, _) => written
                .start_day()
                .filter(|starts| lift.day > *starts)
                .map(|starts| format!("the sale starts on {starts}")),
            // If the sale starts before the pre-order, `preorder-after-sale` reports the pre-order.
            (true, Some(starts)) => written
                .start_day()
                .filter(|ordered| *ordered < starts && starts < lift.day)
                .map(|_| format!("the sale starts on {starts}")),
            (true, None) => written
                .end_day()
                .filter(|ends| ends.succ_opt().is_some_and(|next| next < lift.day))
                .map(|ends| format!("the pre-order ends on {ends}")),
        };
        if let Some(message) = message {
            offers.sheets.report(
                reporter,
                (row.at, Column::SuppressionLiftDate),
                Some(lift.text.clone()),
                format!("SuppressionLiftDate is {text}, but {message}"),
                "Write a day before the sale starts, from which customers may see its date, or \
                 correct the Start of the sale.",
            );
        }
    }
}

/// Returns the earliest day on which a sale of the title starts, for each territory. Sales that
/// have ended are ignored.
fn sales(title: &Title<'_>) -> BTreeMap<TerritoryCode, NaiveDate> {
    let (offers, rows) = (title.offers, title.rows);
    let mut of_list: BTreeMap<u32, NaiveDate> = BTreeMap::new();
    for row in rows.iter().filter(|row| offers.rows[**row].is_sale) {
        let starts = offers.window(*row).and_then(|it| it.written.start_day());
        if let Some(starts) = starts.filter(|_| !offers.has_ended(*row, title.file)) {
            let list = offers.rows[*row].scopes.territories;
            let first = of_list.entry(list).or_insert(starts);
            *first = starts.min(*first);
        }
    }
    let mut sales: BTreeMap<TerritoryCode, NaiveDate> = BTreeMap::new();
    for (list, starts) in of_list {
        for territory in offers.scopes.lists.territories(list) {
            let first = sales.entry(territory).or_insert(starts);
            *first = starts.min(*first);
        }
    }
    sales
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn preorder(lift: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::Start, "2027-02-01")
            .with(Column::End, "ESTStart")
            .with(Column::SuppressionLiftDate, lift)
    }

    fn sold(preorder: Sample, territory: &str, start: &str) -> Sample {
        preorder
            .and()
            .with(Column::LicenseType, "EST")
            .with(Column::Territory, territory)
            .with(Column::Start, start)
            .with(Column::End, "Open")
            .with(Column::SuppressionLiftDate, "")
    }

    #[test]
    fn a_date_that_is_shown_before_the_sale_passes() {
        for lift in ["2027-01-10", "2027-03-01"] {
            assert_silent(&RULE, &sold(preorder(lift), "US", "2027-03-01"));
        }
        // A sale in another territory is ignored.
        assert_silent(&RULE, &sold(preorder("2027-03-10"), "GB", "2027-03-01"));
        let delete = preorder("2030-01-01").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &sold(delete, "US", "2027-03-01"));
        assert_silent(
            &RULE,
            &sold(preorder("2030-01-01"), "US", "2027-03-01").under_ema(),
        );
    }

    #[test]
    fn a_date_that_is_shown_after_the_sale_has_started_is_found() {
        let late = sold(preorder("2027-03-10"), "US", "2027-03-01");
        assert_snapshot(
            fired(&RULE, &late),
            str![[r#"
R4 SuppressionLiftDate: warning
  SuppressionLiftDate is `2027-03-10`, but the sale starts on 2027-03-01
  help: Write a day before the sale starts, from which customers may see its date, or correct the Start of the sale.

"#]],
        );
        let earliest = sold(
            sold(preorder("2027-03-10"), "US", "2027-04-01"),
            "US",
            "2027-03-01",
        );
        fired(&RULE, &earliest);
        fired(
            &RULE,
            &preorder("2027-03-10").with(Column::End, "2027-03-01"),
        );
    }

    #[test]
    fn a_sale_that_has_ended_or_starts_first_says_nothing() {
        let ended =
            sold(preorder("2027-01-10"), "US", "2026-01-01").with(Column::End, "2026-11-19");
        assert_silent(&RULE, &sold(ended, "US", "2027-03-01"));
        let first = sold(preorder("2027-03-10"), "US", "2026-12-01");
        assert_silent(&RULE, &first);
        let taken_down = preorder("2026-12-01")
            .with(Column::Start, "2026-11-18")
            .with(Column::End, "2026-11-19");
        assert_silent(&RULE, &taken_down);
    }

    #[test]
    fn a_sale_with_a_date_of_its_own_is_compared_with_its_start() {
        let sale = Sample::movie().with(Column::SuppressionLiftDate, "2026-02-01");
        assert_snapshot(
            fired(&RULE, &sale),
            str![[r#"
R4 SuppressionLiftDate: warning
  SuppressionLiftDate is `2026-02-01`, but the sale starts on 2026-01-01
  help: Write a day before the sale starts, from which customers may see its date, or correct the Start of the sale.

"#]],
        );
    }
}
