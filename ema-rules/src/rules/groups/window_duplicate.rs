//! `window-duplicate`

use super::offers::Offers;
use crate::check::{FileAt, Found, GroupCheck, Row};
use crate::rule::{Check, Page, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "window-duplicate",
    summary: "two rows of one offer have the same window",
    section: Section::Groups,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires where two rows of one offer have the same window: the same row twice, or twice                with other terms, such as two prices. What an offer is stands on the page of                window-overlap. The rule keeps the window of every row.",
        why: "The platform can't tell which of the two holds, and refuses the rows.",
        example: "Two rows of EST HD in US from `2026-01-01` to `Open`, one for 10.49 and one for                   8.99.",
        mend: "Delete one of the two rows.",
        source: "Prime Video, \"Content rights\", Discrete Windows",
    },
    check: Check::Group(|| Box::<Duplicates>::default()),
};

#[derive(Default)]
struct Duplicates(Offers);

impl GroupCheck for Duplicates {
    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        self.0.keep(row, found);
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, found: &mut Found<'_>) {
        for clash in self.0.clashes(true) {
            let (first, second) = (&clash.first, &clash.second);
            let finding = found.place(
                second.place.clone(),
                format!(
                    "{} {} in {}: the window {} to {} stands in {} as well",
                    clash.id,
                    clash.offer,
                    clash.territories(),
                    second.start,
                    second.end,
                    first.row_in_words(second),
                ),
                "Delete one of the two rows; if they differ in price or terms, keep the right one.",
            );
            finding.field = Some("Start".into());
            finding.value = Some(second.start.clone());
            finding.related.push(first.place.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
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
        insta::assert_snapshot!(fired(&RULE, &Sample::movie().and()));
    }

    #[test]
    fn names_of_the_platforms_own_subscription_make_no_other_offer() {
        let sample = Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .and()
            .with(Column::GroupIdentity, "Prime Video");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }

    #[test]
    fn a_full_delete_has_no_window() {
        let sample = Sample::movie().with(Column::EntryType, "Full Delete").and();
        assert_silent(&RULE, &sample);
    }
}
