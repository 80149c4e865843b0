//! `window-duplicate`

use ema_model::Column;

use super::offers::OFFERS;
use super::overlaps::Clashing;
use super::rows::Sheets;
use crate::check::Found;
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "window-duplicate",
    summary: "two rows of one offer have the same window",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires where a row has the window of an earlier row of the same offer: the same row \
               twice, or twice with other terms, such as two prices. What an offer is, and what is \
               kept of the rows, stands on the page of window-overlap. A row is reported once, with \
               the first row that it repeats.",
        why: "The platform can't tell which of the two holds, and refuses the rows.",
        example: "Two rows of EST HD in US from `2026-01-01` to `Open`, one for 10.49 and one for \
                  8.99.",
        mend: "Delete one of the two rows.",
        source: "Prime Video, \"Content rights\", Discrete Windows",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports it, if the profile has the rule on.
pub(super) fn report(sheets: &Sheets, clashing: &Clashing, found: &mut Found<'_>) {
    let Some(mut found) = found.under(&RULE) else {
        return;
    };
    let finding = sheets.report(
        &mut found,
        (clashing.row, Column::Start),
        Some(clashing.start.clone()),
        format!(
            "{}: the window {} stands in {} as well",
            clashing.offer, clashing.window, clashing.other_row
        ),
        "Delete one of the two rows; if they differ in price or terms, keep the right one.",
    );
    let other = sheets.place(clashing.other, Some(Column::Start));
    finding.related.push(other);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn one_row_for_each_offer_passes() {
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::FormatProfile, "SD"),
        );
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::Start, "2026-02-01"),
        );
    }

    #[test]
    fn the_same_row_twice_is_found() {
        assert_snapshot(
            fired(&RULE, &Sample::movie().and()),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-01-01` to `Open` stands in row 4 as well
  help: Delete one of the two rows; if they differ in price or terms, keep the right one.
  see I4

"#]],
        );
    }

    #[test]
    fn names_of_the_platforms_own_subscription_make_no_other_offer() {
        let sample = Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .and()
            .with(Column::GroupIdentity, "Prime Video");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `SVOD HD en` in US: the window `2026-01-01` to `Open` stands in row 4 as well
  help: Delete one of the two rows; if they differ in price or terms, keep the right one.
  see I4

"#]],
        );
    }

    #[test]
    fn rows_are_compared_where_they_exclude_nothing() {
        let sample = Sample::movie()
            .with(Column::Territory, "US, CA")
            .and()
            .with(Column::TerritoryExclusion, "US")
            .and()
            .with(Column::TerritoryExclusion, "CA");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `EST HD en` in CA: the window `2026-01-01` to `Open` stands in row 4 as well
  help: Delete one of the two rows; if they differ in price or terms, keep the right one.
  see I4
I6 Start: error
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-01-01` to `Open` stands in row 4 as well
  help: Delete one of the two rows; if they differ in price or terms, keep the right one.
  see I4

"#]],
        );
    }

    #[test]
    fn a_full_delete_has_no_window() {
        let sample = Sample::movie().with(Column::EntryType, "Full Delete").and();
        assert_silent(&RULE, &sample);
    }
}
