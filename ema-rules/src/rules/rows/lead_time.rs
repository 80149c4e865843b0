//! The rule `lead-time`.

use ema_model::{Avail, Column, FormatProfile, Hdr, LicenseType, PriceType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "lead-time",
    summary: "the window starts too soon for the platform to prepare the title",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if Start is in the future, as of the moment of the check, but sooner than the \
               platform's lead time allows. Under `prime-video`, the lead time is 30 days for most \
               titles, and 7 days for pre-orders. A title with `DAB` (day after broadcast) in \
               LicenseRightsDescription needs 48 hours, or 72 hours in UHD or HDR. Titles with \
               `JAB` (just after broadcast) or `STAB` (same time as broadcast) have no lead time. \
               Temporary price reductions and rows that delete are not checked.",
        why: "A title whose avail arrives too late may be published late. A contract may specify \
              other lead times, which take precedence.",
        example: "Start `2026-12-01` in a file that is checked as of 2026-11-21.",
        remedy: "Send new titles earlier, or move Start. If the platform already has the title, \
               ignore this notice.",
        source: "Prime Video, delivery times: the column Avails has the lead times; \"Content \
                 rights\", field LicenseRightsDescription: `DAB` for titles on the DAB delivery \
                 schedule",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let price = avail.price_type().value();
    if removes(avail) || price.is_some_and(PriceType::is_temporary_reduction) {
        return;
    }
    let (Some(lead), Some(cell)) = (lead(avail), avail.cell(Column::Start)) else {
        return;
    };
    let by = row.as_of.later(lead);
    let mut is_late = false;
    for (window, [as_of, by]) in row.windows([row.as_of, by]) {
        match window.start.instant() {
            Some(start) if start <= as_of => return,
            Some(start) => is_late |= start < by,
            None => {}
        }
    }
    if is_late {
        let platform = row.profile.platform_name();
        reporter.report_cell(
            cell,
            format!(
                "the window starts on {}; {platform} requires avails {} before the start",
                quoted(cell.trimmed()),
                in_words(lead)
            ),
            format!(
                "For a title that is new to {platform}, move Start, or see whether your contract \
                 allows less time. If {platform} already has the title, ignore this notice."
            ),
        );
    }
}

/// Returns the lead time that Prime Video requires before Start, in hours, or `None` if there is no
/// lead time.
fn lead(avail: &Avail) -> Option<i64> {
    let description = avail.license_rights_description().value().unwrap_or("");
    let is = |word: &str| description.eq_ignore_ascii_case(word);
    if is("JAB") || is("STAB") {
        None
    } else if is("DAB") {
        Some(if is_high_end(avail) { 72 } else { 48 })
    } else if avail.license_type().value() == Some(&LicenseType::Poest) {
        Some(7 * 24)
    } else {
        Some(30 * 24)
    }
}

fn is_high_end(avail: &Avail) -> bool {
    let format = avail.format_profile().value();
    let hdr = avail.hdr().value().is_some_and(|hdr| *hdr != Hdr::False);
    hdr || matches!(format, Some(FormatProfile::Uhd | FormatProfile::FourK))
}

/// Formats a lead time in hours, or in days if it is longer than 72 hours.
fn in_words(hours: i64) -> String {
    match hours {
        0..=72 => format!("{hours} hours"),
        _ => format!("{} days", hours / 24),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns a movie with this Start. The samples are checked as of 2026-11-21T00:00:00Z.
    fn from(start: &str) -> Sample {
        Sample::movie().with(Column::Start, start)
    }

    fn dab(start: &str) -> Sample {
        from(start).with(Column::LicenseRightsDescription, "DAB")
    }

    #[test]
    fn what_has_begun_or_is_far_off_passes() {
        for start in [
            "2026-01-01",
            "2026-11-21T00:00:00Z",
            "2026-12-21T00:00:00Z",
            "soon",
        ] {
            assert_silent(&RULE, &from(start));
        }
        assert_silent(&RULE, &from("2026-12-01").under_ema());
        assert_silent(&RULE, &from("2026-12-01").with(Column::Territory, "UK"));
        // The window has begun in one of the territories, so Prime Video already has the title.
        let several = from("2026-11-21").with(Column::Territory, "NZ, US");
        assert_silent(&RULE, &several);
    }

    #[test]
    fn what_is_no_new_delivery_passes() {
        let reduced = from("2026-12-01").with(Column::PriceType, "TPR-WSP");
        assert_silent(&RULE, &reduced);
        let deleted = from("2026-12-01").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn what_starts_within_thirty_days_is_told() {
        assert_snapshot(
            fired(&RULE, &from("2026-12-01")),
            str![[r#"
I4 Start: notice
  the window starts on `2026-12-01`; Prime Video requires avails 30 days before the start
  help: For a title that is new to Prime Video, move Start, or see whether your contract allows less time. If Prime Video already has the title, ignore this notice.

"#]],
        );
        fired(&RULE, &from("2026-11-21T00:00:01Z"));
        fired(&RULE, &from("2026-12-20T23:59:59Z"));
    }

    #[test]
    fn pre_orders_have_seven_days() {
        let pre_order = |start| from(start).with(Column::LicenseType, "POEST");
        assert_silent(&RULE, &pre_order("2026-11-28T00:00:00Z"));
        assert_snapshot(
            fired(&RULE, &pre_order("2026-11-27T23:00:00Z")),
            str![[r#"
I4 Start: notice
  the window starts on `2026-11-27T23:00:00Z`; Prime Video requires avails 7 days before the start
  help: For a title that is new to Prime Video, move Start, or see whether your contract allows less time. If Prime Video already has the title, ignore this notice.

"#]],
        );
    }

    #[test]
    fn what_is_delivered_after_its_broadcast_has_hours() {
        assert_silent(&RULE, &dab("2026-11-23T00:00:00Z"));
        assert_snapshot(
            fired(&RULE, &dab("2026-11-22T23:59:59Z")),
            str![[r#"
I4 Start: notice
  the window starts on `2026-11-22T23:59:59Z`; Prime Video requires avails 48 hours before the start
  help: For a title that is new to Prime Video, move Start, or see whether your contract allows less time. If Prime Video already has the title, ignore this notice.

"#]],
        );
        for (column, text) in [(Column::FormatProfile, "UHD"), (Column::Hdr, "DV")] {
            assert_silent(&RULE, &dab("2026-11-24T00:00:00Z").with(column, text));
            fired(&RULE, &dab("2026-11-23T00:00:00Z").with(column, text));
        }
        for word in ["jab", "STAB"] {
            let now = from("2026-11-21T01:00:00Z").with(Column::LicenseRightsDescription, word);
            assert_silent(&RULE, &now);
        }
    }
}
