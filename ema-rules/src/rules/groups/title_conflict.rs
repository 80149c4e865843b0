//! `title-conflict`

use std::collections::HashMap;

use ema_model::{Avail, Cell, Column, EmaVersion, Text, Value};

use crate::check::{Found, GroupCheck, Row};
use crate::finding::Place;
use crate::rule::{Check, Page, Rule, Section, Severity};
use crate::scope::unique_id;

pub(crate) static RULE: Rule = Rule {
    name: "title-conflict",
    summary: "rows that share a unique ID disagree on what the title is",
    section: Section::Groups,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires where a row has the unique ID of an earlier row but another WorkType, own \
               ContentID, internal title, season number or episode number. A cell that is blank in \
               one of them is no disagreement, and neither are the ContentIDs of version 1.6, \
               which are EIDRs and differ from edit to edit. The rule keeps these texts once for \
               each unique ID.",
        why: "Rows with one ID are offers of one title. If they name two, one of them carries the \
              wrong ID, and its rights go to the other title.",
        example: "Row 4 is `FIRSTDANCE`, a Movie; row 9 is `FIRSTDANCE`, an Episode.",
        mend: "Give each title an ID of its own, or let the rows of one title say the same.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs",
    },
    check: Check::Group(|| Box::<Titles>::default()),
};

/// What the rows of each unique ID say about the title, and the first row that says it.
#[derive(Default)]
struct Titles(HashMap<Text, Title>);

type Title = [Option<(Text, Place)>; COLUMNS.len()];

/// What rows of one title have to agree on. A row has one of the titles and one of the ContentIDs.
const COLUMNS: [Column; 7] = [
    Column::WorkType,
    Column::TitleInternalAlias,
    Column::EpisodeTitleInternalAlias,
    Column::ContentId,
    Column::EpisodeContentId,
    Column::SeasonNumber,
    Column::EpisodeNumber,
];

impl GroupCheck for Titles {
    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        let Some(id) = unique_id(row.avail) else {
            return;
        };
        if !self.0.contains_key(id) {
            self.0.insert(Text::from(id), Title::default());
        }
        let Some(title) = self.0.get_mut(id) else {
            return;
        };
        for (column, first) in COLUMNS.into_iter().zip(title) {
            let Some((here, cell)) = says(row.avail, column) else {
                continue;
            };
            let (there, place) = match first {
                Some(first) if first.0 != here => first,
                Some(_) => continue,
                None => {
                    *first = Some((here, found.place_of(None)));
                    continue;
                }
            };
            found
                .cell(
                    cell,
                    format!("{id} has {column} `{here}` here and `{there}` in {place}"),
                    "Give each title an ID of its own, or let the rows of one title say the same.",
                )
                .related
                .push(place.clone());
        }
    }
}

/// What a row says in a column: the word of a vocabulary, the number, else the text.
fn says(avail: &Avail, column: Column) -> Option<(Text, &Cell)> {
    // In 1.6 these hold EIDRs, which differ from edit to edit of one title.
    let is_content_id = matches!(column, Column::ContentId | Column::EpisodeContentId);
    if is_content_id && avail.version() == EmaVersion::V1_6 {
        return None;
    }
    let cell = avail
        .cell(column)
        .filter(|cell| !cell.is_blank() && !cell.stored_without_value())?;
    let text = match cell.value() {
        Value::Count(number) => Text::from(number.0.to_string()),
        value => Text::from(value.as_word().unwrap_or_else(|| cell.trimmed())),
    };
    Some((text, cell))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn offers_of_one_title_pass() {
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::FormatProfile, "SD"),
        );
        // The title that customers see is another one in each language.
        let french = Sample::movie()
            .with(Column::TitleDisplayUnlimited, "The First Dance")
            .and()
            .with(Column::TitleDisplayUnlimited, "La première danse");
        assert_silent(&RULE, &french);
        assert_silent(&RULE, &Sample::movie().and().with(Column::ContentId, ""));
        assert_silent(
            &RULE,
            &Sample::movie().and().with(Column::WorkType, "movie"),
        );
    }

    #[test]
    fn another_title_under_the_same_id_is_found() {
        let sample = Sample::episode()
            .and()
            .with(Column::EpisodeNumber, "2")
            .with(Column::EpisodeTitleInternalAlias, "Second Thoughts");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }
}
