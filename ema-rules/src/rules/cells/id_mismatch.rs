//! The rule `id-mismatch`.

use ema_model::{Avail, Cell, Column, EmaVersion, WorkType};

use crate::engine::{AppliesTo, Check, Page, Profile, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::errors::holds_value;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "id-mismatch",
    summary: "the IDs of a row's own title differ from each other",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a row has two or more IDs of its own title and they differ. These IDs are \
               ALID, AltID and ContentID on a Movie, ALID, EpisodeAltID and EpisodeContentID on an \
               Episode, and ALID, SeasonAltID and SeasonContentID on a Season. The comparison is \
               case-sensitive. In EMA and the example rows of its templates, these IDs may differ, \
               but the platform requires them to be identical. Version 1.6 has no ALID and is not \
               checked.",
        why: "The platform uses this ID to find the metadata and assets of a title. If the row has \
              two different IDs, its rights may never be matched with the title.",
        example: "ALID `FIRSTDANCE_2012` and ContentID `md:cid:org:rockstar:firstdance` on one row.",
        remedy: "In all of these cells, write the ID under which metadata and assets are \
               delivered. AltID is optional and may be blank.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs: AltID, ALID and \
                 ContentID \"must be identical\"",
    },
    check: Check::Row(check),
};

/// Returns whether `id-mismatch` reports a row. Other rules do not compare the ContentID of such a row.
pub(in crate::rules) fn reports(avail: &Avail, profile: &Profile) -> bool {
    profile.severity(&RULE).is_some() && differ(avail)
}

fn differ(avail: &Avail) -> bool {
    let mut given = given(avail);
    let first = given.next();
    first.is_some_and(|(_, id)| given.any(|(_, cell)| cell.trimmed() != id.trimmed()))
}

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let mut given = given(row.avail);
    let Some((first, id)) = given.next() else {
        return;
    };
    let id = id.trimmed();
    // An empty vector does not allocate, so memory is allocated only for rows with a difference.
    let differing: Vec<(Column, &Cell)> = given.filter(|(_, cell)| cell.trimmed() != id).collect();
    let Some((_, cell)) = differing.first() else {
        return;
    };
    let theirs: Vec<String> = differing
        .iter()
        .map(|(column, cell)| format!("{column} is {}", quoted(cell.trimmed())))
        .collect();
    reporter.report_cell(
        cell,
        format!("{}, but {first} is {}", theirs.join(" and "), quoted(id)),
        "In all of these cells, write the ID under which metadata and assets are delivered.",
    );
}

/// Returns the filled IDs of the row's own title. The result is empty in version 1.6, which has no
/// ALID.
fn given(avail: &Avail) -> impl Iterator<Item = (Column, &Cell)> {
    let columns = own_ids(avail).filter(|_| avail.version() > EmaVersion::V1_6);
    let cells = columns.into_iter().flatten();
    cells
        .filter_map(|column| Some((column, avail.cell(column)?)))
        .filter(|(_, cell)| holds_value(cell))
}

/// Returns the columns that identify the row's own title, not its series or season.
fn own_ids(avail: &Avail) -> Option<[Column; 3]> {
    Some(match avail.work_type().value()? {
        // Prime Video treats shorts as movies.
        WorkType::Movie | WorkType::Short => [Column::Alid, Column::AltId, Column::ContentId],
        WorkType::Episode => [Column::Alid, Column::EpisodeAltId, Column::EpisodeContentId],
        WorkType::Season => [Column::Alid, Column::SeasonAltId, Column::SeasonContentId],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn one_id_in_all_columns_passes() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::movie().with(Column::AltId, ""));
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::ContentId, " FIRSTDANCE "),
        );
        // An episode row contains the IDs of the series and the season in addition to the episode's
        // own ID.
        assert_silent(
            &RULE,
            &Sample::episode().with(Column::SeasonAltId, "DETECTIVES_S1"),
        );
    }

    #[test]
    fn version_1_6_and_ema_keep_the_ids_apart() {
        let sample = Sample::movie().with(Column::ContentId, "md:cid:org:rockstar:1");
        assert_silent(&RULE, &sample.clone().version(EmaVersion::V1_6));
        assert_silent(&RULE, &sample.under_ema());
    }

    #[test]
    fn an_id_that_differs_from_the_alid_is_found() {
        let sample = Sample::movie().with(Column::ContentId, "firstdance");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
O4 ContentID: error
  ContentID is `firstdance`, but ALID is `FIRSTDANCE`
  help: In all of these cells, write the ID under which metadata and assets are delivered.

"#]],
        );
    }

    #[test]
    fn two_ids_that_differ_are_one_finding() {
        let sample = Sample::movie()
            .with(Column::Alid, "md:alid:org:rockstar:1")
            .with(Column::AltId, "F1");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
N4 AltID: error
  AltID is `F1` and ContentID is `FIRSTDANCE`, but ALID is `md:alid:org:rockstar:1`
  help: In all of these cells, write the ID under which metadata and assets are delivered.

"#]],
        );
    }

    #[test]
    fn without_an_alid_the_others_still_have_to_agree() {
        let sample = Sample::episode()
            .with(Column::Alid, "")
            .with(Column::EpisodeContentId, "DETECTIVES_S1E2");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
V4 EpisodeContentID: error
  EpisodeContentID is `DETECTIVES_S1E2`, but EpisodeAltID is `DETECTIVES_S1E1`
  help: In all of these cells, write the ID under which metadata and assets are delivered.

"#]],
        );
    }

    #[test]
    fn a_season_is_judged_by_its_own_columns() {
        let sample = Sample::episode()
            .with(Column::WorkType, "Season")
            .with(Column::Alid, "DETECTIVES_S1")
            .with(Column::SeasonAltId, "DET_1");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
X4 SeasonAltID: error
  SeasonAltID is `DET_1`, but ALID is `DETECTIVES_S1`
  help: In all of these cells, write the ID under which metadata and assets are delivered.

"#]],
        );
    }
}
