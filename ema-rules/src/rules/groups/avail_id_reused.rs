//! The rule `avail-id-reused`.

use ema_model::{Column, TerritoryCode};

use super::OFFERS;
use crate::engine::{AppliesTo, Check, FileAt, Page, Profile, Reporter, Rule, Section, Severity};
use crate::rules::collected::offers::Offers;
use crate::window::{Bound, WrittenWindow};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "avail-id-reused",
    summary: "two windows have the same AvailID",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a row has the same AvailID as an earlier row from the same licensor, but a \
               different unique ID, Start or End. Rows with the same title and window may share an \
               AvailID, even for different formats and territories, as in the EMA templates. Rows \
               that delete, and rows with dates that can't be read, are not compared.",
        why: "The AvailID identifies one window. If two windows share it, a correction or takedown \
              may be applied to the wrong window, or to both.",
        example: "AvailID `HP-0815` on a window from `2026-01-01`, and on another window from \
                  `2026-07-01`.",
        remedy: "Give each window its own AvailID, or leave the column blank.",
        source: "EMA Avails data dictionary, AvailID: unique to the window; Prime Video, \"Content \
                 rights\", field AvailID: \"Unique ID of the avail window/terms\"",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports rows whose AvailID is also in an earlier row with a different ID or window.
pub(super) fn judge(offers: &Offers, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
    offers.for_each_shared(
        |row| row.avail_id,
        |rows| {
            for row in &rows[1..] {
                compare_rows(offers, rows[0], *row, file.profile, reporter);
            }
        },
    );
}

fn compare_rows(
    offers: &Offers,
    first: usize,
    row: usize,
    profile: &Profile,
    reporter: &mut Reporter<'_>,
) {
    let (here, there) = (&offers.rows[row], &offers.rows[first]);
    let (Some(window), Some(first_window), Some(avail_id)) = (
        offers.window(row),
        offers.window(first),
        here.avail_id.and_then(|id| offers.ids.get(id)),
    ) else {
        return;
    };
    let Some(territory) = offers
        .scopes
        .lists
        .territories(here.scopes.territories)
        .next()
    else {
        return;
    };
    let (id, first_id) = (offers.id(row), offers.id(first));
    let other_row = offers.sheets.in_words(there.at, here.at);
    let message = if id != first_id {
        format!(
            "{} is the AvailID of {} here, but of {} in {other_row}",
            quoted(avail_id),
            quoted(id),
            quoted(first_id),
        )
    } else if surely_differ(window.written, first_window.written, territory, profile) {
        format!(
            "{} is the AvailID of the window {} here, but of {} in {other_row}",
            quoted(avail_id),
            window.in_words(),
            first_window.in_words(),
        )
    } else {
        return;
    };
    let finding = offers.sheets.report(
        reporter,
        (here.at, Column::AvailId),
        Some(avail_id.clone()),
        message,
        "Give each window its own AvailID.",
    );
    let other = offers.sheets.place(there.at, Some(Column::AvailId));
    finding.related.push(other);
}

/// Returns whether two windows are known to start or end at different instants in a territory.
fn surely_differ(
    one: WrittenWindow,
    other: WrittenWindow,
    territory: TerritoryCode,
    profile: &Profile,
) -> bool {
    if one == other {
        return false;
    }
    let one = one.in_territory(territory, &profile.conventions().clocks);
    let other = other.in_territory(territory, &profile.conventions().clocks);
    let differ = |a, b| a != b && a != Bound::Unknown && b != Bound::Unknown;
    differ(one.start, other.start) || differ(one.end, other.end)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn twice() -> Sample {
        Sample::movie().with(Column::AvailId, "HP-0815").and()
    }

    #[test]
    fn rows_of_one_window_may_share_an_id() {
        for (column, text) in [
            (Column::FormatProfile, "SD"),
            (Column::Territory, "CA"),
            // Both windows start at the same instant, which is midnight in New York.
            (Column::Start, "2026-01-01T00:00:00-05:00"),
        ] {
            assert_silent(&RULE, &twice().with(column, text));
        }
    }

    #[test]
    fn windows_with_ids_of_their_own_pass() {
        let sample = twice()
            .with(Column::AvailId, "HP-0816")
            .with(Column::Start, "2026-07-01");
        assert_silent(&RULE, &sample);
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::Start, "2026-07-01"),
        );
    }

    #[test]
    fn other_licensors_and_rows_that_delete_are_left_out() {
        let other = twice().with(Column::Start, "2026-07-01");
        let licensor = other.clone().with(Column::DisplayName, "Harbor Pictures");
        assert_silent(&RULE, &licensor);
        assert_silent(&RULE, &other.with(Column::EntryType, "Full Delete"));
    }

    #[test]
    fn what_other_rules_report_is_no_window_and_no_id() {
        assert_silent(&RULE, &twice().with(Column::Start, "soon"));
        let error = Sample::movie()
            .with(Column::AvailId, "#N/A")
            .and()
            .with(Column::Start, "2026-07-01");
        assert_silent(&RULE, &error);
    }

    #[test]
    fn another_window_under_the_same_id_is_found() {
        assert_snapshot(
            fired(&RULE, &twice().with(Column::Start, "2026-07-01")),
            str![[r#"
R5 AvailID: warning
  `HP-0815` is the AvailID of the window `2026-07-01` to `Open` here, but of `2026-01-01` to `Open` in row 4
  help: Give each window its own AvailID.
  see R4

"#]],
        );
    }

    #[test]
    fn another_title_under_the_same_id_is_found() {
        assert_snapshot(
            fired(&RULE, &twice().with(Column::Alid, "LASTDANCE")),
            str![[r#"
R5 AvailID: warning
  `HP-0815` is the AvailID of `LASTDANCE` here, but of `FIRSTDANCE` in row 4
  help: Give each window its own AvailID.
  see R4

"#]],
        );
    }
}
