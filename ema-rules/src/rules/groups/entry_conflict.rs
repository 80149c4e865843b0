//! The rule `entry-conflict`.

use std::collections::{BTreeMap, HashMap};

use ema_model::{Column, TerritoryCode};

use super::OFFERS;
use super::full_delete_live;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::territory_lists::Matches;
use crate::rules::collected::title::Title;

pub(crate) static RULE: Rule = Rule {
    name: "entry-conflict",
    summary: "a title has both Full Extract and Full Delete rows in a territory",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a file has Full Extract and Full Delete rows for the same licensor, unique \
               ID, territory and rights model. Each Full Delete row is reported once, with all \
               territories in which a Full Extract row contradicts it. If the window of the Full \
               Extract row is live, `full-delete-live` fires instead.",
        why: "One row grants rights, and the other removes them. It is unclear which of them the \
              platform applies last.",
        example: "For FIRSTDANCE in US, row 4 is a Full Extract for EST, and row 9 is a Full \
                  Delete for VOD. EST and VOD belong to one rights model, sale and rental, so the \
                  two rows contradict each other.",
        remedy: "Delete the Full Delete row, because a Full Extract replaces all earlier entries. \
               To take a live title down, send a Full Extract whose End is the day before you send \
               the file.",
        source: "Prime Video, \"Content rights\", EntryType Rules: a Full Extract replaces the \
                 entries of a scope, and a Full Delete removes them",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports Full Delete rows of a title that also has Full Extract rows. `full-delete-live` reports
/// the territories in which the title is live.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    if title.deletes.is_empty() {
        return;
    }
    let extracts = extracts(title);
    if extracts.is_empty() {
        return;
    }
    let offers = title.offers;
    let profile = title.file.profile;
    let live_is_reported = profile.severity(&full_delete_live::RULE).is_some();
    let mut matches_by: HashMap<u32, Option<Matches>> = HashMap::new();
    for here in title.deletes {
        let list = here.scopes.territories;
        let row_in = |territory| {
            let extract = extracts.get(&territory).copied();
            extract.filter(|_| !live_is_reported || !title.live().contains_key(&territory))
        };
        let matches = matches_by
            .entry(list)
            .or_insert_with(|| offers.scopes.lists.meet(list, row_in));
        let Some(matches) = matches else { continue };
        let extract = offers.rows[matches.row].at;
        let finding = offers.sheets.report(
            reporter,
            (here.at, Column::EntryType),
            Some(here.text.clone()),
            format!(
                "{} in {} is deleted here and extracted in {}{}",
                offers.scopes.in_words(here.scopes.title),
                matches.territories,
                offers.sheets.in_words(extract, here.at),
                matches.others(),
            ),
            "If one of the two rows is about another title, correct its ID. If not, delete this \
             row, because a Full Extract replaces all earlier entries. To take a live title down, \
             send a Full Extract whose End is the day before you send the file.",
        );
        let extract = offers.sheets.place(extract, Some(Column::EntryType));
        finding.related.push(extract);
    }
}

/// Returns, for each territory, the first Full Extract row of the title.
fn extracts(title: &Title<'_>) -> BTreeMap<TerritoryCode, usize> {
    let offers = title.offers;
    let mut first_with: BTreeMap<u32, usize> = BTreeMap::new();
    for row in title.rows.iter().copied() {
        if offers.rows[row].is_extract {
            let list = offers.rows[row].scopes.territories;
            let first = first_with.entry(list).or_insert(row);
            *first = row.min(*first);
        }
    }
    let mut extracts = BTreeMap::new();
    for (list, row) in first_with {
        for territory in offers.scopes.lists.territories(list) {
            let first = extracts.entry(territory).or_insert(row);
            *first = row.min(*first);
        }
    }
    extracts
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns a movie that is not live on November 21, 2026, the as-of day of the samples.
    fn to_come() -> Sample {
        Sample::movie().with(Column::Start, "2026-12-01")
    }

    fn and_a_delete() -> Sample {
        to_come().and().with(Column::EntryType, "Full Delete")
    }

    #[test]
    fn a_delete_of_another_scope_passes() {
        assert_silent(&RULE, &and_a_delete().with(Column::Territory, "CA"));
        assert_silent(&RULE, &and_a_delete().with(Column::LicenseType, "SVOD"));
        assert_silent(
            &RULE,
            &and_a_delete().with(Column::Alid, "FIRSTDANCE_WRONG"),
        );
    }

    #[test]
    fn both_entry_types_of_one_scope_are_found() {
        assert_snapshot(
            fired(&RULE, &and_a_delete().with(Column::LicenseType, "VOD")),
            str![[r#"
E5 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) in US is deleted here and extracted in row 4
  help: If one of the two rows is about another title, correct its ID. If not, delete this row, because a Full Extract replaces all earlier entries. To take a live title down, send a Full Extract whose End is the day before you send the file.
  see E4

"#]],
        );
    }

    #[test]
    fn a_row_is_reported_once_with_all_its_territories() {
        let sample = to_come()
            .with(Column::Territory, "US, CA, FR, DE, MX")
            .and()
            .with(Column::Territory, "GB, AT")
            .and()
            .with(Column::EntryType, "full delete")
            .with(Column::Territory, "CA, DE, FR, MX, BR, AT");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
E6 EntryType: error
  `FIRSTDANCE` of `Rockstar Films` (sale and rental) in AT, CA and 3 more is deleted here and extracted in row 4 and others
  help: If one of the two rows is about another title, correct its ID. If not, delete this row, because a Full Extract replaces all earlier entries. To take a live title down, send a Full Extract whose End is the day before you send the file.
  see E4

"#]],
        );
    }
}
