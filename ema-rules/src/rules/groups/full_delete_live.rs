//! `full-delete-live`

use std::collections::{BTreeMap, HashMap};

use ema_model::{Column, EntryType, TerritoryCode};

use super::offers::{Deleted, OFFERS, Offers};
use super::scopes::{Met, Named};
use super::title_windows::span;
use crate::check::{FileAt, Found, Row};
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::wording::quoted;
use crate::scope::{RightsModel, Scope};

pub(crate) static RULE: Rule = Rule {
    name: "full-delete-live",
    summary: "a Full Delete of a title that is live",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires on a Full Delete row for a licensor, unique ID, territory and rights model of \
               which another row of the file has a window that holds at the moment for which the \
               file is checked; and, where what the platform holds is given, on a row for which \
               that has such a window. A row is reported once, with all territories in which that \
               is so. The rule shares what window-overlap keeps.",
        why: "A Full Delete removes the avails from the books of the platform, but it does not take \
              a live title down: customers go on seeing it, and no avail says so any more.",
        example: "FIRSTDANCE, US: row 4 sells it from `2026-01-01` to `Open`, and row 9 is a Full \
                  Delete. On 21 November 2026 the title is live.",
        mend: "Delete the Full Delete row. To take the title down, send its Full Extract with an End \
               on the day before you send the file. Full Delete is for titles that were entered by \
               mistake and never were live. Of a title on several channels it deletes all of them: \
               send a Full Extract with the rows of all channels, in which that of the unwanted one \
               ends on the day before.",
        source: "Prime Video, \"Content rights\", EntryType Rules; Prime Video, \"Content removal\"",
    },
    check: Check::RowAndShared(check, &OFFERS),
};

/// Reports a Full Delete of what the platform holds live.
fn check(row: &Row<'_>, found: &mut Found<'_>) {
    let deletes = row.avail.entry_type().value() == Some(&EntryType::FullDelete);
    let (true, Some(held), Some(cell)) = (deletes, row.held, row.avail.cell(Column::EntryType))
    else {
        return;
    };
    let mut territories = Named::default();
    let mut first = None;
    for scope in Scope::of(row.avail, row.profile) {
        let as_of = row.as_of_in(scope.territory);
        let mut records = held.held_or_left_live(&scope).iter();
        if let Some(record) = records.find(|record| record.is_live(as_of)) {
            territories.add(&[scope.territory]);
            first = first.or_else(|| Some((scope, record.clone())));
        }
    }
    if let Some((scope, record)) = first {
        let has_channels = scope.rights_model == RightsModel::SvodChannels;
        let channel = match has_channels {
            true => format!("{}: ", quoted(record.text(Column::GroupIdentity))),
            false => String::new(),
        };
        found.cell(
            cell,
            format!(
                "the platform holds {} of {} ({}) live in {territories} ({channel}{} to {}), and a Full \
                 Delete does not take it down",
                quoted(&scope.id),
                quoted(&scope.licensor),
                scope.rights_model,
                quoted(record.text(Column::Start)),
                quoted(record.text(Column::End)),
            ),
            help(has_channels),
        );
    }
}

/// All channels are one scope, and the live one may be another than the row is about.
fn help(has_channels: bool) -> &'static str {
    match has_channels {
        false => {
            "Delete this row. To take the title down, send its Full Extract with an End on the day \
             before you send the file."
        }
        true => {
            "Delete this row: it deletes all channels. To take one down, send a Full Extract with its \
             rows ending on the day before you send the file, and the rows of the others as they are."
        }
    }
}

/// Reports the Full Deletes of a title that rows of the file show to be live.
pub(super) fn compare(
    offers: &Offers,
    deletes: &[&Deleted],
    rows: &[usize],
    file: &FileAt<'_>,
    found: &mut Found<'_>,
) {
    let Some(mut found) = found.under(&RULE) else {
        return;
    };
    let live = live_rows(offers, rows, file);
    if live.is_empty() {
        return;
    }
    let mut met_by: HashMap<u32, Option<Met>> = HashMap::new();
    for here in deletes {
        let list = here.scopes.territories;
        let row_in = |territory| live.get(&territory).copied();
        let met = met_by
            .entry(list)
            .or_insert_with(|| offers.scopes.meet(list, row_in));
        let Some(met) = met else { continue };
        let Some(window) = offers.window(met.row) else {
            continue;
        };
        let other = offers.rows[met.row].at;
        let finding = offers.sheets.report(
            &mut found,
            (here.at, Column::EntryType),
            Some(here.text.clone()),
            format!(
                "{} is live in {} ({}{}: {}), and a Full Delete does not take it down",
                offers.scopes.in_words(here.scopes.title),
                met.territories,
                offers.sheets.in_words(other, here.at),
                met.others(),
                window.in_words(),
            ),
            help(offers.scopes.has_channels(here.scopes.title)),
        );
        let other = offers.sheets.place(other, Some(Column::Start));
        finding.related.push(other);
    }
}

/// The first row of a title that holds in each territory at the moment of the check.
fn live_rows(offers: &Offers, rows: &[usize], file: &FileAt<'_>) -> BTreeMap<TerritoryCode, usize> {
    let sales = offers.sales(rows, file.profile);
    let mut live = BTreeMap::new();
    for row in rows.iter().copied() {
        let Some(window) = offers.window(row) else {
            continue;
        };
        for territory in offers
            .scopes
            .territories(offers.rows[row].scopes.territories)
        {
            let sale = sales.get(&territory).map(|sale| sale.0);
            let holds = || {
                let window = window.written.in_territory(territory, file.profile);
                span(window, sale).is_some_and(|span| span.holds_at(file.as_of_in(territory)))
            };
            if !live.contains_key(&territory) && holds() {
                live.insert(territory, row);
            }
        }
    }
    live
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// The samples are checked on 21 November 2026.
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
    fn a_delete_of_a_live_title_is_found() {
        assert_snapshot(
            fired(&RULE, &and_a_delete("2026-01-01", "Open")),
            str![[r#"
E5 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (TVOD) is live in US (row 4: `2026-01-01` to `Open`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End on the day before you send the file.
  see I4

"#]],
        );
    }

    /// The live channel is not the one that is named.
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
  help: Delete this row: it deletes all channels. To take one down, send a Full Extract with its rows ending on the day before you send the file, and the rows of the others as they are.
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
  `FIRSTDANCE` of `Rockstar Films` (TVOD) is live in US (row 4: `2026-01-01` to `2026-11-20`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End on the day before you send the file.
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
  `FIRSTDANCE` of `Rockstar Films` (TVOD) is live in US (row 5: `2026-10-01` to `ESTStart`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End on the day before you send the file.
  see I5

"#]],
        );
    }

    #[test]
    fn a_row_is_reported_once_with_all_its_territories() {
        let sample = and_a_delete("2026-01-01", "Open")
            .with(Column::Territory, "CA, US, MX")
            .and()
            .with(Column::EntryType, "Create")
            .with(Column::Territory, "MX")
            .with(Column::Start, "2026-02-01")
            .with(Column::End, "Open");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
E5 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (TVOD) is live in MX and US (row 4 and others: `2026-01-01` to `Open`), and a Full Delete does not take it down
  help: Delete this row. To take the title down, send its Full Extract with an End on the day before you send the file.
  see I4

"#]],
        );
    }
}
