//! The rule `full-delete-live`.

use std::collections::HashMap;

use ema_model::Column;

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::offers::{Deleted, Offers};
use crate::rules::collected::scopes::ScopesOf;
use crate::rules::collected::territory_lists::{Matches, Named};
use crate::rules::collected::title::Title;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "full-delete-live",
    summary: "a title is live, but has a Full Delete row",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for a Full Delete row if the file also has a Full Extract row for the same \
               licensor, unique ID, territory and rights model, and that row is live as of the \
               moment of the check. In this case, `entry-conflict` does not fire. If the file is \
               checked against what the platform holds, the rule also fires for a Full Delete of a \
               title that is live on the platform. Such a finding is a warning, because the \
               platform accepts the file. The dates in the Full Delete row itself do not matter. A \
               row is reported once, with all affected territories.",
        why: "A Full Delete removes the avails from the platform's records but does not take down \
              a live title. Customers still see the title, although the platform no longer has an \
              avail for it.",
        example: "For FIRSTDANCE in US, row 4 is a sale from `2026-01-01` to `Open`, and row 9 is \
                  a Full Delete. On November 21, 2026, the title is live.",
        remedy: "Delete the Full Delete row. To take the title down, send its Full Extract with an \
               End of the day before you send the file. Full Delete is for titles that were \
               entered by mistake and were never live. If the title is on several channels, a Full \
               Delete removes it from all of them. To take it down on one channel, send a Full \
               Extract with the rows of all channels, and end the window of that channel on the \
               day before you send the file.",
        source: "Prime Video, \"Content rights\", EntryType Rules: if the content is in-window, a \
                 Full Delete is not sufficient to expire it; \"Content removal\": a Full Delete \
                 has no effect on live titles",
    },
    check: Check::Shared(&OFFERS),
};

/// Returns the help text. All channels belong to a single scope, so the live channel can differ
/// from the channel in the row.
fn help(has_channels: bool) -> &'static str {
    match has_channels {
        false => {
            "Delete this row. To take the title down, send its Full Extract with an End of the day \
             before you send the file."
        }
        true => {
            "Delete this row, because it deletes all channels. To take one channel down, send a \
             Full Extract in which its rows end on the day before you send the file, with the rows \
             of the other channels unchanged."
        }
    }
}

/// Reports Full Delete rows for a title that is live in the file or on the platform.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    let offers = title.offers;
    let mut matches_by: HashMap<u32, Option<Matches>> = HashMap::new();
    for here in title.deletes {
        let list = here.scopes.territories;
        let row_in = |territory| title.live().get(&territory).copied();
        let matches = matches_by
            .entry(list)
            .or_insert_with(|| offers.scopes.lists.meet(list, row_in));
        if let Some(matches) = matches {
            report_extracted(offers, here, matches, reporter);
        }
        report_held(title, here, reporter);
    }
}

fn report_extracted(
    offers: &Offers,
    here: &Deleted,
    matches: &Matches,
    reporter: &mut Reporter<'_>,
) {
    let Some(window) = offers.window(matches.row) else {
        return;
    };
    let other = offers.rows[matches.row].at;
    let finding = offers.sheets.report(
        reporter,
        (here.at, Column::EntryType),
        Some(here.text.clone()),
        format!(
            "{} is live in {} ({}{}: {}), and a Full Delete does not take it down",
            offers.scopes.in_words(here.scopes.title),
            matches.territories,
            offers.sheets.in_words(other, here.at),
            matches.others(),
            window.in_words(),
        ),
        help(offers.scopes.has_channels(here.scopes.title)),
    );
    let other = offers.sheets.place(other, Some(Column::Start));
    finding.related.push(other);
}

/// Reports a Full Delete row if a window is live on the platform in a territory where the file has
/// no live row.
fn report_held(of: &Title<'_>, here: &Deleted, reporter: &mut Reporter<'_>) {
    let (offers, file) = (of.offers, of.file);
    let Some(held) = file.held else { return };
    let ScopesOf { title, territories } = here.scopes;
    let mut named = Named::default();
    let mut first = None;
    for territory in offers.scopes.lists.territories(territories) {
        let Some(scope) = offers.scopes.scope(title, territory) else {
            continue;
        };
        let as_of = file.as_of_in(territory);
        let records = held.scope(&scope).records;
        let mut records = records.iter();
        if let Some(record) = records.find(|record| record.is_live(as_of))
            && !of.live().contains_key(&territory)
        {
            named.add(&[territory]);
            first.get_or_insert_with(|| record.clone());
        }
    }
    let Some(record) = first else { return };
    let finding = offers.sheets.report(
        reporter,
        (here.at, Column::EntryType),
        Some(here.text.clone()),
        format!(
            "{} is live in {named}, where the platform holds {} from {} to {}, and a Full Delete does \
             not take it down",
            offers.scopes.in_words(title),
            quoted(&record.offer_in_words()),
            quoted(record.text(Column::Start)),
            quoted(record.text(Column::End)),
        ),
        help(offers.scopes.has_channels(title)),
    );
    finding.with_severity(Severity::Warning);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{
        Sample, assert_silent, assert_snapshot, check_against, fired, shown, str,
    };
    use crate::{AsOf, Feed, Holdings, Profile, Timestamp};
    use ema_model::Column;

    /// Adds a Full Delete row. The samples are checked as of November 21, 2026.
    fn and_a_delete(start: &str, end: &str) -> Sample {
        Sample::movie()
            .with(Column::Start, start)
            .with(Column::End, end)
            .and()
            .with(Column::EntryType, "Full Delete")
            .with(Column::Start, "1999-12-31")
            .with(Column::End, "2000-01-01")
    }

    #[test]
    fn a_delete_of_a_title_that_is_not_live_passes() {
        assert_silent(&RULE, &and_a_delete("2026-12-01", "Open"));
        assert_silent(&RULE, &and_a_delete("2026-01-01", "2026-11-19"));
        assert_silent(&RULE, &and_a_delete("2026-01-01", "ESTStart"));
    }

    #[test]
    fn a_live_window_of_another_scope_is_another_matter() {
        for (column, text) in [
            (Column::Territory, "CA"),
            (Column::LicenseType, "SVOD"),
            (Column::Alid, "FIRSTDANCE_WRONG"),
        ] {
            let sample = and_a_delete("2026-01-01", "Open").with(column, text);
            assert_silent(&RULE, &sample);
        }
    }

    #[test]
    fn ema_has_no_such_rule() {
        assert_silent(&RULE, &and_a_delete("2026-01-01", "Open").under_ema());
    }

    #[test]
    fn the_conflict_of_entry_types_is_not_reported_again() {
        let rules = |sample: &Sample| {
            let findings = sample.findings();
            let rules = findings.iter().map(|finding| finding.rule.name());
            let of_entry = ["full-delete-live", "entry-conflict"];
            let rules = rules.filter(|rule| of_entry.contains(rule));
            rules.collect::<Vec<_>>().join(", ")
        };
        let live = and_a_delete("2026-01-01", "Open");
        assert_eq!(rules(&live), "full-delete-live");
        assert_eq!(rules(&live.clone().under_ema()), "entry-conflict");
        let off = Profile::prime_video().with_severity(&RULE, None);
        assert_eq!(rules(&live.under(off)), "entry-conflict");
        assert_eq!(rules(&and_a_delete("2026-12-01", "Open")), "entry-conflict");
        let elsewhere = and_a_delete("2026-01-01", "Open")
            .with(Column::Territory, "US, CA")
            .and()
            .with(Column::EntryType, "Full Extract")
            .with(Column::Territory, "CA")
            .with(Column::Start, "2026-12-01")
            .with(Column::End, "Open");
        assert_eq!(rules(&elsewhere), "full-delete-live, entry-conflict");
    }

    #[test]
    fn a_delete_of_what_the_platform_holds_live_is_a_warning() {
        let profile = Profile::prime_video();
        let as_of = AsOf::Timestamp(Timestamp::from_utc("2026-11-21T00:00:00".parse().unwrap()));
        let held_until = |end| {
            let mut held = Holdings::new();
            let mut feed = Feed::new(profile.conventions());
            let rows = Sample::movie()
                .with(Column::Territory, "US, CA, MX")
                .with(Column::End, end);
            rows.avails().iter().for_each(|avail| feed.add(avail));
            held.apply(&feed, as_of);
            held
        };
        let found = |held: &Holdings, sample: &Sample| {
            shown(
                &RULE,
                &check_against(&profile, held, &sample.workbook(), as_of),
            )
        };
        let delete = Sample::movie()
            .with(Column::Territory, "CA, US, DE")
            .with(Column::EntryType, "Full Delete")
            .with(Column::Start, "1999-12-31")
            .with(Column::End, "2000-01-01");
        assert_eq!(found(&held_until("2026-11-01"), &delete), "");
        let held = held_until("Open");
        assert_snapshot(
            found(&held, &delete),
            str![[r#"
E4 EntryType: warning
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) is live in CA and US, where the platform holds `EST HD en` from `2026-01-01` to `Open`, and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End of the day before you send the file.

"#]],
        );
        // The file itself shows that the title is live in one territory.
        let sample = delete
            .and()
            .with(Column::Territory, "US")
            .with(Column::EntryType, "Full Extract")
            .with(Column::Start, "2026-02-01")
            .with(Column::End, "Open");
        assert_snapshot(
            found(&held, &sample),
            str![[r#"
E4 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) is live in US (row 5: `2026-02-01` to `Open`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End of the day before you send the file.
  see I5
E4 EntryType: warning
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) is live in CA, where the platform holds `EST HD en` from `2026-01-01` to `Open`, and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End of the day before you send the file.

"#]],
        );
    }

    #[test]
    fn a_delete_of_a_live_title_is_found() {
        assert_snapshot(
            fired(&RULE, &and_a_delete("2026-01-01", "Open")),
            str![[r#"
E5 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) is live in US (row 4: `2026-01-01` to `Open`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End of the day before you send the file.
  see I4

"#]],
        );
    }

    /// The live channel is different from the one that the Full Delete row names.
    #[test]
    fn the_advice_ends_no_channel_that_is_not_named() {
        let sample = Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .with(Column::GroupIdentity, "pureflix")
            .and()
            .with(Column::EntryType, "Full Delete")
            .with(Column::GroupIdentity, "crimeflix");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
E5 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (SVOD channels) is live in US (row 4: `2026-01-01` to `Open`), and a Full Delete does not take it down
  help: Delete this row, because it deletes all channels. To take one channel down, send a Full Extract in which its rows end on the day before you send the file, with the rows of the other channels unchanged.
  see I4

"#]],
        );
    }

    #[test]
    fn a_window_that_ends_today_is_live_until_midnight() {
        let sample = and_a_delete("2026-01-01", "2026-11-20");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
E5 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) is live in US (row 4: `2026-01-01` to `2026-11-20`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End of the day before you send the file.
  see I4

"#]],
        );
    }

    #[test]
    fn a_pre_order_is_live_until_its_sale_starts() {
        let sale = |start| {
            Sample::movie()
                .with(Column::Start, start)
                .and()
                .with(Column::LicenseType, "POEST")
                .with(Column::SuppressionLiftDate, "2026-01-01")
                .with(Column::Start, "2026-10-01")
                .with(Column::End, "ESTStart")
                .and()
                .with(Column::EntryType, "Full Delete")
        };
        assert_silent(&RULE, &sale("2026-10-15").with(Column::LicenseType, "SVOD"));
        assert_snapshot(
            fired(&RULE, &sale("2026-12-24")),
            str![[r#"
E6 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) is live in US (row 5: `2026-10-01` to `ESTStart`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End of the day before you send the file.
  see I5

"#]],
        );
    }

    #[test]
    fn a_row_is_reported_once_with_all_its_territories() {
        let sample = and_a_delete("2026-01-01", "Open")
            .with(Column::Territory, "CA, US, MX")
            .and()
            .with(Column::EntryType, "Full Extract")
            .with(Column::Territory, "MX")
            .with(Column::Start, "2026-02-01")
            .with(Column::End, "Open");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
E5 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) is live in MX and US (row 4 and others: `2026-01-01` to `Open`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End of the day before you send the file.
  see I4

"#]],
        );
    }
}
