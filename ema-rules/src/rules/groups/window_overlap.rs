//! The rule `window-overlap`.

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::clashes::Clash;
use crate::rules::collected::title::Title;

pub(crate) static RULE: Rule = Rule {
    name: "window-overlap",
    summary: "two windows of one offer overlap",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the window of a row overlaps that of an earlier row of the same offer. An \
               offer is what a customer perceives as one product. Its parts are the licensor, the \
               unique ID, the territory, the license type, the format with HDR, the languages with \
               their localization, the channel, and whether the price is reduced. HD and SD are \
               two offers, and so are the base price and its temporary reduction. Offers are \
               compared by meaning: `fr` with LocalizationType `sub` means `fr:sub`, a blank \
               AssetLanguage means every language, and a blank flag means no.\n\n\
               Under `prime-video`, `4K` means `UHD`. GroupIdentity counts only for SVOD, and its \
               case and spaces do not matter. WCG, HFR and NGAudio do not count, because Prime \
               Video does not use them. For SVOD, the format does not count either: \"max \
               resolution should be specified since lower resolutions are displayed based on user \
               setup\". SVOD rows that differ only in FormatProfile or HDR cause only a warning, \
               unless the profile sets another severity.\n\n\
               Prime Video's own key is broader: \"We don't accept duplicate or overlapping \
               windows for the same Licensor-ALID-Territory-LicenseType.\" The key of this rule is \
               narrower, because the same page requires some rows with the same key to overlap: \
               for a title in two channels, \"you must include details for both titles\", and for \
               offers that differ by localization type, \"separate rows must be used\". Sales and \
               rentals are priced by format.\n\n\
               A window includes its Start but not its End, so a window that ends on June 30 at \
               23:59:59 and one that starts on July 1 do not overlap. Full Delete rows have no \
               window, because their dates are placeholders. A window that depends on an event \
               such as `Theatrical` can't be compared. `window-duplicate` reports equal windows. A \
               row that overlaps several others is reported once, with one of them and all \
               territories.",
        why: "It is unclear which price and terms apply, and the platform rejects the rows.",
        example: "EST HD in US from `2026-01-01` to `Open`, and another row of the same offer from \
                  `2026-03-01` to `2026-06-30`.",
        remedy: "End one window before the other starts, or delete the outdated row.",
        source: "Prime Video, \"Content rights\", Discrete Windows: duplicate or overlapping \
                 windows are not accepted; EntryType Rules: the parts of a scope; fields \
                 FormatProfile, LocalizationType and GroupIdentity: the sentences quoted above",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports rows whose window overlaps that of an earlier row for the same offer.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    for clashing in title.overlaps().of(Clash::Overlap, title.offers) {
        let help = match clashing.same_format {
            true => {
                "Change Start or End so that one window ends before the other starts, or delete \
                 the outdated row."
            }
            false => {
                "Keep the rows with the highest format, or end one window before the other starts. \
                 The platform shows lower formats as the customer's setup allows."
            }
        };
        let message = format!(
            "{}: the window {} overlaps {} in {}; {}",
            clashing.offer,
            clashing.window,
            clashing.other_window,
            clashing.other_row,
            clashing.comparison
        );
        clashing.report(title.offers, reporter, message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn two(start: &str, end: &str, next_start: &str, next_end: &str) -> Sample {
        Sample::movie()
            .with(Column::Start, start)
            .with(Column::End, end)
            .and()
            .with(Column::Start, next_start)
            .with(Column::End, next_end)
    }

    #[test]
    fn windows_that_follow_each_other_pass() {
        assert_silent(
            &RULE,
            &two("2026-01-01", "2026-06-30", "2026-07-01", "Open"),
        );
        // One window ends when the next window starts, so the windows do not overlap.
        let touching = two(
            "2026-01-01T00:00:00Z",
            "2026-07-01T00:00:00Z",
            "2026-07-01T00:00:00Z",
            "Open",
        );
        assert_silent(&RULE, &touching);
    }

    #[test]
    fn other_offers_pass() {
        for (column, text) in [
            (Column::FormatProfile, "SD"),
            (Column::LicenseType, "VOD"),
            (Column::Territory, "CA"),
            (Column::AssetLanguage, "fr"),
            (Column::PriceType, "TPR-WSP"),
            (Column::Alid, "FIRSTDANCE_2"),
            (Column::Hdr, "HDR10"),
        ] {
            let sample = two("2026-01-01", "Open", "2026-03-01", "2026-06-30").with(column, text);
            assert_silent(&RULE, &sample);
        }
    }

    #[test]
    fn a_window_inside_another_is_found() {
        let sample = two("2026-01-01", "Open", "2026-03-01", "2026-06-30");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-03-01` to `2026-06-30` overlaps `2026-01-01` to `Open` in row 4; price and languages are those of row 4
  help: Change Start or End so that one window ends before the other starts, or delete the outdated row.
  see I4

"#]],
        );
    }

    #[test]
    fn under_svod_another_format_is_a_warning() {
        let sample = Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .with(Column::Hdr, "DV")
            .and()
            .with(Column::Hdr, "No")
            .with(Column::Start, "2026-03-01");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I5 Start: warning
  `FIRSTDANCE` as `SVOD en` in US: the window `2026-03-01` to `Open` overlaps `2026-01-01` to `Open` in row 4; the row differs from row 4 in HDR (`No` here, `DV` there), which does not make it a second offer
  help: Keep the rows with the highest format, or end one window before the other starts. The platform shows lower formats as the customer's setup allows.
  see I4

"#]],
        );
    }

    #[test]
    fn rows_of_an_xml_file_are_known_by_their_lines() {
        let sample = two("2026-01-01", "Open", "2026-03-01", "2026-06-30").in_xml();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 200 Start: error
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-03-01` to `2026-06-30` overlaps `2026-01-01` to `Open` in line 100; price and languages are those of line 100
  help: Change Start or End so that one window ends before the other starts, or delete the outdated row.
  see line 100

"#]],
        );
    }

    #[test]
    fn territories_that_two_lists_share_are_named_together() {
        let sample = Sample::movie()
            .with(Column::Territory, "US, CA, MX")
            .and()
            .with(Column::Territory, "MX, US")
            .with(Column::Start, "2026-03-01");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I5 Start: error
  `FIRSTDANCE` as `EST HD en` in MX and US: the window `2026-03-01` to `Open` overlaps `2026-01-01` to `Open` in row 4; price and languages are those of row 4
  help: Change Start or End so that one window ends before the other starts, or delete the outdated row.
  see I4

"#]],
        );
    }

    #[test]
    fn a_pre_order_ends_when_the_sale_starts() {
        let sample = Sample::movie()
            .with(Column::Start, "2026-06-01")
            .and()
            .with(Column::LicenseType, "POEST")
            .with(Column::Start, "2026-01-01")
            .with(Column::End, "ESTStart")
            .and()
            .with(Column::Start, "2026-07-01")
            .with(Column::End, "2026-08-01");
        assert_silent(&RULE, &sample);
    }
}
