//! `window-overlap`

use ema_model::Column;

use super::offers::OFFERS;
use super::overlaps::Clashing;
use super::rows::Sheets;
use crate::check::Found;
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "window-overlap",
    summary: "two windows of one offer overlap",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires where a row holds at the same time as an earlier row of the same offer. An \
               offer is what a customer sees as one thing: licensor, unique ID, territory, license \
               type, format, languages, channel, and whether the price is reduced. HD and SD are \
               two offers, and so are the base price and its temporary reduction.\n\n\
               A window holds from its Start until before its End: one that ends on 30 June at \
               23:59:59 and one that starts on 1 July are discrete. Full Delete rows are left out, \
               because their dates are dummies. A window that hangs on an event such as \
               `Theatrical` can't be compared. Equal windows are reported as window-duplicate.\n\n\
               A row is reported once, however many others it meets: with one of them, all \
               territories together. The rule keeps some numbers for each row, and each ID, offer, \
               window and list of territories once.",
        why: "The platform can't tell which price and terms hold, and refuses the rows.",
        example: "EST HD in US from `2026-01-01` to `Open`, and again from `2026-03-01` to \
                  `2026-06-30`.",
        mend: "Let one window end before the other starts, or delete the row that no longer holds.",
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
            "{}: the window {} overlaps {} in {}",
            clashing.offer, clashing.window, clashing.other_window, clashing.other_row
        ),
        "Change Start or End so that one window ends before the other starts, or delete the row \
         that no longer holds.",
    );
    let other = sheets.place(clashing.other, Some(Column::Start));
    finding.related.push(other);
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
        // The end of one is the start of the next: no moment is in both.
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
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-03-01` to `2026-06-30` overlaps `2026-01-01` to `Open` in row 4
  help: Change Start or End so that one window ends before the other starts, or delete the row that no longer holds.
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
  `FIRSTDANCE` as `EST HD en` in US: the window `2026-03-01` to `2026-06-30` overlaps `2026-01-01` to `Open` in line 100
  help: Change Start or End so that one window ends before the other starts, or delete the row that no longer holds.
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
  `FIRSTDANCE` as `EST HD en` in MX and US: the window `2026-03-01` to `Open` overlaps `2026-01-01` to `Open` in row 4
  help: Change Start or End so that one window ends before the other starts, or delete the row that no longer holds.
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
