//! The rule `window-duplicate`.

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::clashes::Clash;
use crate::rules::collected::title::Title;

pub(crate) static RULE: Rule = Rule {
    name: "window-duplicate",
    summary: "two rows of one offer have the same window",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a row has the same window as an earlier row of the same offer. The two \
               rows may be identical, or may differ in terms such as the price. The page for \
               `window-overlap` explains what an offer is and which rows are compared. A row is \
               reported once, with the first row that it repeats.\n\n\
               For SVOD, Prime Video requires only the highest format. SVOD rows that differ only \
               in FormatProfile or HDR cause only a warning, unless the profile sets another \
               severity.",
        why: "It is unclear which of the two rows applies, and the platform rejects them.",
        example: "Two rows of EST HD in US from `2026-01-01` to `Open`, one for 10.49 and one for \
                  8.99.",
        remedy: "Delete one of the two rows.",
        source: "Prime Video, \"Content rights\", Discrete Windows: duplicate or overlapping \
                 windows are not accepted; field FormatProfile: for SVOD, only the maximum \
                 resolution",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports rows that repeat the window of an earlier row for the same offer.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    for clashing in title.overlaps().of(Clash::Same, title.offers) {
        let help = match clashing.same_format {
            true => {
                "Delete one of the two rows. If they differ in price or terms, keep the right one."
            }
            false => {
                "Keep one row, with the highest format. The platform shows lower formats as the \
                 customer's setup allows."
            }
        };
        let message = format!(
            "{}: the window {} is also in {}; {}",
            clashing.offer, clashing.window, clashing.other_row, clashing.comparison
        );
        clashing.report(title.offers, reporter, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use crate::{Profile, Severity};
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
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-01-01` to `Open` is also in row 4; price and languages are those of row 4
  help: Delete one of the two rows. If they differ in price or terms, keep the right one.
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
  `FIRSTDANCE` as `SVOD HD en` in US: the window `2026-01-01` to `Open` is also in row 4; the row differs from row 4 in GroupIdentity (`Prime Video` here, blank there), which does not make it a second offer
  help: Delete one of the two rows. If they differ in price or terms, keep the right one.
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
  `FIRSTDANCE` as `EST HD en` in CA: the window `2026-01-01` to `Open` is also in row 4; price and languages are those of row 4
  help: Delete one of the two rows. If they differ in price or terms, keep the right one.
  see I4
I6 Start: error
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-01-01` to `Open` is also in row 4; price and languages are those of row 4
  help: Delete one of the two rows. If they differ in price or terms, keep the right one.
  see I4

"#]],
        );
    }

    #[test]
    fn one_offer_in_two_ways_is_found() {
        let written = |one: &[(Column, &str)], other: &[(Column, &str)]| {
            let set = |sample: Sample, cells: &[(Column, &str)]| {
                let set =
                    |sample: Sample, (column, text): &(Column, &str)| sample.with(*column, text);
                cells.iter().fold(sample, set)
            };
            set(set(Sample::movie(), one).and(), other)
        };
        use Column::{
            AssetLanguage, FormatProfile, GroupIdentity, Hdr, LicenseType, LocalizationType, Wcg,
        };
        let languages = written(
            &[(AssetLanguage, "fr"), (LocalizationType, "sub")],
            &[(AssetLanguage, "fr:sub"), (LocalizationType, "")],
        );
        assert_snapshot(
            fired(&RULE, &languages),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `EST HD fr:sub` in US: the window `2026-01-01` to `Open` is also in row 4; the row differs from row 4 in LocalizationType (blank here, `sub` there) and AssetLanguage (`fr:sub` here, `fr` there), which does not make it a second offer
  help: Delete one of the two rows. If they differ in price or terms, keep the right one.
  see I4

"#]],
        );
        let flags = written(
            &[(FormatProfile, "4K"), (Wcg, "Yes"), (Hdr, "True")],
            &[(FormatProfile, "UHD"), (Wcg, "No"), (Hdr, "1")],
        );
        assert_snapshot(
            fired(&RULE, &flags),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `EST UHD HDR en` in US: the window `2026-01-01` to `Open` is also in row 4; the row differs from row 4 in FormatProfile (`UHD` here, `4K` there), HDR (`1` here, `True` there) and WCG (`No` here, `Yes` there), which does not make it a second offer
  help: Delete one of the two rows. If they differ in price or terms, keep the right one.
  see I4

"#]],
        );
        assert_silent(&RULE, &flags.under_ema());
        let channels = written(
            &[(LicenseType, "SVOD"), (GroupIdentity, "pureflix")],
            &[(GroupIdentity, "Pure Flix")],
        );
        assert_snapshot(
            fired(&RULE, &channels),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `SVOD HD Pure Flix en` in US: the window `2026-01-01` to `Open` is also in row 4; the row differs from row 4 in GroupIdentity (`Pure Flix` here, `pureflix` there), which does not make it a second offer
  help: Delete one of the two rows. If they differ in price or terms, keep the right one.
  see I4

"#]],
        );
        assert_silent(&RULE, &channels.under_ema());
        for (one, other) in [
            ("fr", "fr:any"),
            ("FR", "fr"),
            ("fr:subdub", "fr:dub, fr:sub"),
        ] {
            fired(
                &RULE,
                &written(&[(AssetLanguage, one)], &[(AssetLanguage, other)]),
            );
        }
    }

    #[test]
    fn under_svod_another_format_is_a_warning() {
        let sample = Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .with(Column::FormatProfile, "HD")
            .and()
            .with(Column::FormatProfile, "SD");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I5 Start: warning
  `FIRSTDANCE` as `SVOD en` in US: the window `2026-01-01` to `Open` is also in row 4; the row differs from row 4 in FormatProfile (`SD` here, `HD` there), which does not make it a second offer
  help: Keep one row, with the highest format. The platform shows lower formats as the customer's setup allows.
  see I4

"#]],
        );
        assert_silent(&RULE, &sample.clone().under_ema());
        // If the profile sets a severity, this severity applies to all findings.
        for severity in [Severity::Notice, Severity::Warning] {
            let profile = Profile::prime_video().with_severity(&RULE, Some(severity));
            let found = fired(&RULE, &sample.clone().under(profile));
            assert!(
                found.starts_with(&format!("I5 Start: {severity}\n")),
                "{found}"
            );
        }
        // The last row clashes with an earlier row in the same format, which is an error, and with
        // a row in another format, which is only a warning.
        let thrice = sample.and();
        assert!(fired(&RULE, &thrice).contains("I6 Start: error"));
    }

    #[test]
    fn a_full_delete_has_no_window() {
        let sample = Sample::movie().with(Column::EntryType, "Full Delete").and();
        assert_silent(&RULE, &sample);
    }
}
