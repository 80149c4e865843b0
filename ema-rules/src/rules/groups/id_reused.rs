//! The rule `id-reused`.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use ema_model::{Column, TerritoryCode};

use super::{OFFERS, title_conflict};
use crate::engine::{AppliesTo, Check, FileAt, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::offers::{Offered, Offers};
use crate::rules::collected::territory_lists::Matches;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "id-reused",
    summary: "several ALIDs have the same ContentID",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if two rows from the same licensor share a territory and the ContentID of \
               their own title, but have different ALIDs. The title's own ContentID is \
               EpisodeContentID on an Episode row, SeasonContentID on a Season row, \
               VolumeContentID on a Volume row, and ContentID on all other rows. The ContentIDs of \
               a row's series and season are not compared, because many rows share them. A row is \
               reported once, with the first row that differs.\n\n\
               ALIDs may differ between territories, as in EMA's TV template, so rows without a \
               common territory are not compared. Version 1.6 has no ALIDs. Under `prime-video`, a \
               row whose own IDs differ from each other is not compared, because `id-mismatch` \
               reports it. A row whose ContentID differs from that in most rows of its ALID is not \
               compared either, because `title-conflict` reports it.",
        why: "The ContentID identifies the title's metadata. If two titles share it, customers may \
              see the name and artwork of the wrong title.",
        example: "Episodes 4 and 6, both with EpisodeContentID `DETECTIVES_S1E4`, under the ALIDs \
                  `DETECTIVES_S1E4` and `DETECTIVES_S1E6`.",
        remedy: "Give each title its own ContentID. If the rows are about one title, give them the \
               same ALID.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs: AltID, ALID and \
                 ContentID \"must be identical\"; EMA Avails data dictionary, ALID and ContentID: \
                 the IDs of the title and of its metadata",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports rows whose ContentID also belongs to another ALID.
pub(super) fn judge(offers: &Offers, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
    let content_id = |row: &Offered| row.content_id.map(|(id, _)| id);
    let usual = OnceCell::new();
    offers.for_each_shared(content_id, |rows| {
        let id = |row: usize| offers.id(row);
        if rows.iter().all(|row| id(*row) == id(rows[0])) {
            return;
        }
        let usual = usual.get_or_init(|| match file.profile.severity(&title_conflict::RULE) {
            Some(_) => usual_content_ids(offers),
            None => HashMap::new(),
        });
        let is_usual = |row: &usize| {
            let (content_id, column) = offers.rows[*row].content_id?;
            Some(*usual.get(&(id(*row), column))? == content_id)
        };
        let rows = rows.iter().copied();
        let rows: Vec<usize> = rows.filter(|row| is_usual(row) != Some(false)).collect();
        compare_rows(offers, &rows, reporter);
    });
}

/// Returns the ContentID in most rows of each ALID. `title-conflict` reports the other rows.
fn usual_content_ids(offers: &Offers) -> HashMap<(&str, Column), u32> {
    type Rows = (usize, Reverse<usize>);
    let mut rows_of: HashMap<(&str, Column, u32), Rows> = HashMap::new();
    for (row, offered) in offers.rows.iter().enumerate() {
        if let Some((content_id, column)) = offered.content_id {
            let key = (offers.id(row), column, content_id);
            rows_of.entry(key).or_insert((0, Reverse(row))).0 += 1;
        }
    }
    let mut usual: HashMap<(&str, Column), (Rows, u32)> = HashMap::new();
    for ((id, column, content_id), rows) in rows_of {
        let most = usual.entry((id, column)).or_insert((rows, content_id));
        *most = (*most).max((rows, content_id));
    }
    let usual = usual.into_iter();
    usual
        .map(|(key, (_, content_id))| (key, content_id))
        .collect()
}

fn compare_rows(offers: &Offers, rows: &[usize], reporter: &mut Reporter<'_>) {
    let first_in = first_in_each_territory(offers, rows);
    let mut matches_by: HashMap<(u32, &str), Option<Matches>> = HashMap::new();
    for row in rows.iter().copied() {
        let (here, alid) = (&offers.rows[row], offers.id(row));
        let list = here.scopes.territories;
        let row_in = |territory| {
            let first = first_in.get(&territory).copied();
            first.filter(|first| offers.id(*first) != alid)
        };
        let matches = matches_by
            .entry((list, alid))
            .or_insert_with(|| offers.scopes.lists.meet(list, row_in));
        let (Some(matches), Some((content_id, column))) = (matches, here.content_id) else {
            continue;
        };
        let Some(text) = offers.ids.get(content_id) else {
            continue;
        };
        let other = &offers.rows[matches.row];
        let Some((_, other_column)) = other.content_id else {
            continue;
        };
        let of_other = match other_column == column {
            true => "of".to_owned(),
            false => format!("the {other_column} of"),
        };
        let finding = offers.sheets.report(
            reporter,
            (here.at, column),
            Some(text.clone()),
            format!(
                "in {}, {} is the {column} of {} here, but {of_other} {} in {}{}",
                matches.territories,
                quoted(text),
                quoted(alid),
                quoted(offers.id(matches.row)),
                offers.sheets.in_words(other.at, here.at),
                matches.others(),
            ),
            "Give each title its own ID. If the rows are about one title, write the same ALID in \
             all of them.",
        );
        let other = offers.sheets.place(other.at, Some(other_column));
        finding.related.push(other);
    }
}

fn first_in_each_territory(offers: &Offers, rows: &[usize]) -> BTreeMap<TerritoryCode, usize> {
    let mut first_with: BTreeMap<u32, usize> = BTreeMap::new();
    for row in rows.iter().copied() {
        let list = offers.rows[row].scopes.territories;
        first_with.entry(list).or_insert(row);
    }
    let mut first_in = BTreeMap::new();
    for (list, row) in first_with {
        for territory in offers.scopes.lists.territories(list) {
            let first = first_in.entry(territory).or_insert(row);
            *first = row.min(*first);
        }
    }
    first_in
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::rules::cells::id_mismatch;
    use crate::rules::groups::title_conflict;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    /// Returns two movies with the same ContentID.
    fn another() -> Sample {
        Sample::movie()
            .under_ema()
            .and()
            .with(Column::Alid, "LASTDANCE")
            .with(Column::AltId, "LASTDANCE")
    }

    #[test]
    fn titles_with_ids_of_their_own_pass() {
        assert_silent(&RULE, &Sample::movie().and());
        assert_silent(&RULE, &another().with(Column::ContentId, "LASTDANCE"));
        assert_silent(&RULE, &another().with(Column::ContentId, ""));
    }

    #[test]
    fn the_ids_of_series_and_season_are_those_of_many_rows() {
        let sample = Sample::episode()
            .and()
            .with(Column::Alid, "DETECTIVES_S1E2")
            .with(Column::EpisodeContentId, "DETECTIVES_S1E2");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn rows_of_other_territories_licensors_and_entry_types_are_not_compared() {
        for (column, text) in [
            (Column::Territory, "FR"),
            (Column::DisplayName, "Harbor Pictures"),
            (Column::EntryType, "Full Delete"),
        ] {
            assert_silent(&RULE, &another().with(column, text));
        }
    }

    #[test]
    fn version_1_6_has_no_alids() {
        let sample = Sample::movie()
            .version(EmaVersion::V1_6)
            .and()
            .with(Column::AltId, "LASTDANCE");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn what_other_rules_report_is_no_id() {
        let sample = Sample::movie()
            .with(Column::ContentId, "#N/A")
            .and()
            .with(Column::Alid, "LASTDANCE");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn one_content_id_of_two_titles_is_found() {
        assert_snapshot(
            fired(&RULE, &another()),
            str![[r#"
O5 ContentID: error
  in US, `FIRSTDANCE` is the ContentID of `LASTDANCE` here, but of `FIRSTDANCE` in row 4
  help: Give each title its own ID. If the rows are about one title, write the same ALID in all of them.
  see O4

"#]],
        );
    }

    #[test]
    fn what_id_mismatch_reports_is_not_reported_again() {
        let sample = another().under(Profile::prime_video());
        assert_silent(&RULE, &sample);
        let off = Profile::prime_video().with_severity(&id_mismatch::RULE, None);
        fired(&RULE, &sample.under(off));
    }

    #[test]
    fn what_title_conflict_reports_is_not_reported_again() {
        let own = another().with(Column::ContentId, "LASTDANCE");
        let pasted = own.and().and().with(Column::ContentId, "FIRSTDANCE");
        assert_silent(&RULE, &pasted);
        let off = Profile::ema().with_severity(&title_conflict::RULE, None);
        fired(&RULE, &pasted.under(off));
        // The first row of the file is the one with the wrong ContentID.
        let first = Sample::movie()
            .under_ema()
            .with(Column::ContentId, "LASTDANCE")
            .and()
            .with(Column::ContentId, "FIRSTDANCE")
            .and()
            .and()
            .with(Column::Alid, "LASTDANCE")
            .with(Column::ContentId, "LASTDANCE");
        assert_silent(&RULE, &first);
    }

    #[test]
    fn an_episode_with_the_id_of_its_season_is_found() {
        let sample = Sample::episode()
            .under_ema()
            .with(Column::WorkType, "Season")
            .with(Column::EpisodeNumber, "")
            .with(Column::EpisodeContentId, "")
            .with(Column::Alid, "DETECTIVES_S1")
            .and()
            .with(Column::WorkType, "Episode")
            .with(Column::EpisodeNumber, "1")
            .with(Column::EpisodeContentId, "DETECTIVES_S1")
            .with(Column::Alid, "DETECTIVES_S1E1");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
V5 EpisodeContentID: error
  in US, `DETECTIVES_S1` is the EpisodeContentID of `DETECTIVES_S1E1` here, but the SeasonContentID of `DETECTIVES_S1` in row 4
  help: Give each title its own ID. If the rows are about one title, write the same ALID in all of them.
  see U4

"#]],
        );
    }

    #[test]
    fn a_row_is_reported_once_with_all_its_territories() {
        let sample = another()
            .with(Column::Territory, "CA")
            .and()
            .with(Column::Alid, "DANCE")
            .with(Column::Territory, "CA, MX, US");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
O6 ContentID: error
  in CA and US, `FIRSTDANCE` is the ContentID of `DANCE` here, but of `FIRSTDANCE` in row 4 and others
  help: Give each title its own ID. If the rows are about one title, write the same ALID in all of them.
  see O4

"#]],
        );
    }
}
