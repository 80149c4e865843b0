//! The rule `episode-gap`.

use std::collections::BTreeSet;

use ema_model::Column;

use super::SEASONS;
use crate::engine::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::collected::seasons::{Season, SeasonFinding, SeasonFindings, Work};
use crate::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "episode-gap",
    summary: "the episodes of a season have a missing or repeated number, or are too many",
    section: Section::Groups,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "The rule compares a licensor's Episode rows with the same season, territory and \
               rights model. It fires if a number between the lowest and the highest is missing, \
               if two unique IDs have the same number, or if there are more numbers than \
               EpisodeCount allows. If the rows have different EpisodeCounts, the rule uses the \
               highest one. Excess episodes are not checked for gaps. An episode counts as present \
               even if another cell of its row is wrong, such as Territory. If the EpisodeNumber \
               of a row is blank or wrong, its season is not checked for gaps.\n\n\
               A season is identified by SeasonContentID or, if that cell is blank, by \
               SeasonAltID. In version 1.6, SeasonAltID takes precedence. If both cells are blank, \
               the season is identified by the series and SeasonNumber. The number 0 is ignored, \
               because Prime Video uses it for bonus material. `volume-episode-twice` reports a \
               number that is in two volumes.",
        why: "If an episode is missing, customers who buy the season do not get it. If two \
              episodes have the same number, customers may find only one of them.",
        example: "Rows for episodes 1, 2 and 4.",
        remedy: "Add the missing rows, or correct EpisodeNumber or EpisodeCount. If you sent the \
               episodes before, or do not have the rights to them, ignore this notice.",
        source: "EMA Avails data dictionary, EpisodeNumber and EpisodeCount: the number of the \
                 episode, and of all episodes of its season; Prime Video, \"Delivery overview\": \
                 bonus items are episodes numbered 0",
    },
    check: Check::Shared(&SEASONS),
};

pub(super) fn judge(season: &Season<'_>, findings: &mut SeasonFindings) {
    let mut numbered: Vec<(u32, usize)> = season
        .numbered()
        .map(|(row, _, number)| (number.value, row))
        .collect();
    numbered.sort_unstable();
    if numbered.is_empty() {
        return;
    }
    repeats(season, &numbered, findings);
    let mut first_rows = numbered;
    first_rows.dedup_by_key(|(number, _)| *number);
    let counts = season.rows().filter(|(_, part)| part.work != Work::Volume);
    let count = counts.filter_map(|(_, part)| part.count).max();
    let count = count.and_then(|count| usize::try_from(count).ok());
    let expected = match count {
        Some(count) if count < first_rows.len() => {
            too_many(season, &first_rows, count, findings);
            &first_rows[..count]
        }
        _ => &first_rows,
    };
    gaps(season, expected, findings);
}

/// Reports episode numbers with more than one unique ID. `numbered` must be sorted.
fn repeats(season: &Season<'_>, numbered: &[(u32, usize)], findings: &mut SeasonFindings) {
    let volume_of = |row| season.part(row)?.volume.as_ref().map(|volume| volume.value);
    for rows in numbered.chunk_by(|a, b| a.0 == b.0) {
        let mut identified = rows
            .iter()
            .filter_map(|(_, row)| Some((*row, season.id(*row)?)));
        let Some((first, first_id)) = identified.next() else {
            continue;
        };
        let mut known = BTreeSet::from([first_id]);
        for (row, id) in identified {
            if volume_of(row) != volume_of(first) || !known.insert(id) {
                continue;
            }
            let what = format!(
                "episode {} is {} here, but {} in {}",
                rows[0].0,
                quoted(id),
                quoted(first_id),
                season.in_words(first, row),
            );
            let help = "Give each episode its own number, or write the same ID in all rows of the \
                        episode.";
            let others = vec![(first, Column::EpisodeNumber)];
            findings.add(season.territories, finding(season, row, what, help, others));
        }
    }
}

/// Reports that there are more episodes than EpisodeCount says.
fn too_many(
    season: &Season<'_>,
    numbers: &[(u32, usize)],
    count: usize,
    findings: &mut SeasonFindings,
) {
    let what = format!(
        "there are {} episodes, but EpisodeCount is {count}",
        numbers.len()
    );
    let help =
        "Correct EpisodeCount, or the numbers of the episodes. Bonus material is numbered 0.";
    let finding = finding(season, numbers[count].1, what, help, Vec::new());
    findings.add(season.territories, finding);
}

/// Reports episode numbers that are missing between the lowest and the highest number. `numbers`
/// contains each number with its first row.
fn gaps(season: &Season<'_>, numbers: &[(u32, usize)], findings: &mut SeasonFindings) {
    const NAMED: usize = 3;
    let unread = season.unread();
    if unread.is_some_and(|unread| unread.is_any) {
        return;
    }
    let unread = unread.map_or(&NONE, |unread| &unread.numbers);
    let gaps = || {
        let pairs = numbers.windows(2);
        pairs.flat_map(|pair| missing(pair[0].0, pair[1].0, pair[1].1, unread))
    };
    let Some((from, until, row)) = gaps().next() else {
        return;
    };
    let in_words = |(from, until, _): (u32, u32, usize)| match from == until {
        true => from.to_string(),
        false => format!("{from} to {until}"),
    };
    let more = gaps()
        .skip(NAMED)
        .map(|(from, until, _)| u64::from(until - from) + 1)
        .sum::<u64>();
    let more = (more > 0).then(|| format!("{more} more"));
    let is_one = from == until && gaps().nth(1).is_none();
    let missing = joined(gaps().take(NAMED).map(in_words).chain(more), "and");
    let what = match is_one {
        true => format!("episode {missing} is missing"),
        false => format!("episodes {missing} are missing"),
    };
    let help = "Correct EpisodeNumber, or add the rows for the missing episodes. If you sent them \
                before, ignore this notice.";
    findings.add(
        season.territories,
        finding(season, row, what, help, Vec::new()),
    );
}

/// Returns the ranges of numbers between two numbers, except those in `unread`, each with `row`.
fn missing(
    low: u32,
    high: u32,
    row: usize,
    unread: &BTreeSet<u32>,
) -> impl Iterator<Item = (u32, u32, usize)> {
    let known = unread.range(low + 1..high).copied();
    let ends = known.chain([high]);
    let ranges = ends.scan(low, move |before, end| {
        let from = std::mem::replace(before, end) + 1;
        Some((from, end - 1, row))
    });
    ranges.filter(|(from, until, _)| from <= until)
}

static NONE: BTreeSet<u32> = BTreeSet::new();

fn finding(
    season: &Season<'_>,
    row: usize,
    what: String,
    help: &'static str,
    others: Vec<(usize, Column)>,
) -> SeasonFinding {
    let number = season.part(row).and_then(|part| part.number.as_ref());
    SeasonFinding {
        row,
        column: Column::EpisodeNumber,
        value: number.map(|number| number.text.clone()),
        what,
        help,
        others,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};
    use proptest::prelude::*;

    /// Returns a season with eight episodes and one row per episode.
    fn season(numbers: &[u32]) -> Sample {
        let mut numbers = numbers.iter();
        let first = numbers.next().unwrap();
        let sample = episode(Sample::episode(), *first);
        numbers.fold(sample, |sample, number| episode(sample.and(), *number))
    }

    fn episode(sample: Sample, number: u32) -> Sample {
        let id = format!("DETECTIVES_S1E{number}");
        [Column::Alid, Column::EpisodeAltId, Column::EpisodeContentId]
            .into_iter()
            .fold(sample, |sample, column| sample.with(column, &id))
            .with(Column::EpisodeNumber, &number.to_string())
    }

    #[test]
    fn numbers_one_after_the_other_pass() {
        assert_silent(&RULE, &season(&[1, 2, 3, 4, 5, 6, 7, 8]));
        assert_silent(&RULE, &season(&[6, 5, 4]));
        assert_silent(&RULE, &season(&[101, 102, 103, 104, 105, 106, 107, 108]));
    }

    #[test]
    fn offers_of_one_episode_and_bonus_material_pass() {
        let sample = season(&[1, 2, 2, 3]).with(Column::FormatProfile, "SD");
        assert_silent(&RULE, &sample);
        let bonus = |sample| episode(sample, 0).with(Column::Alid, "DETECTIVES_BONUS");
        assert_silent(&RULE, &bonus(season(&[1, 2, 0]).and()));
    }

    #[test]
    fn other_seasons_territories_and_models_are_not_compared() {
        for (column, text) in [
            (Column::SeasonContentId, "DETECTIVES_S2"),
            (Column::Territory, "CA"),
            (Column::LicenseType, "SVOD"),
            (Column::DisplayName, "Harbor Pictures"),
            (Column::EntryType, "Full Delete"),
            (Column::WorkType, "Season"),
        ] {
            assert_silent(&RULE, &season(&[1, 2, 4]).with(column, text));
        }
    }

    #[test]
    fn a_season_without_ids_is_known_by_its_series_and_number() {
        let without = |sample: Sample| sample.with(Column::SeasonContentId, "");
        let sample = without(episode(without(Sample::episode()).and(), 3));
        assert_silent(&RULE, &sample.clone().with(Column::SeasonNumber, "2"));
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H5 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in US: episode 2 is missing
  help: Correct EpisodeNumber, or add the rows for the missing episodes. If you sent them before, ignore this notice.

"#]],
        );
    }

    #[test]
    fn version_1_6_has_an_id_of_its_own_for_the_season() {
        let sample = Sample::episode()
            .version(EmaVersion::V1_6)
            .with(Column::SeasonAltId, "DETECTIVES_S1");
        let sample = episode(sample.and(), 3).with(Column::SeasonContentId, "another");
        assert_silent(
            &RULE,
            &sample.clone().with(Column::SeasonAltId, "DETECTIVES_S2"),
        );
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H5 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in US: episode 2 is missing
  help: Correct EpisodeNumber, or add the rows for the missing episodes. If you sent them before, ignore this notice.

"#]],
        );
    }

    #[test]
    fn an_episode_whose_row_is_wrong_is_not_missing() {
        let wrong = |column, text, right, last| {
            let third = episode(season(&[1, 2]).and(), 3).with(column, text);
            episode(third.and().with(column, right), last)
        };
        for (column, text, right) in [
            (Column::Territory, "UK", "US"),
            (Column::Territory, "", "US"),
            (Column::WorkType, "Episod", "Episode"),
            (Column::LicenseType, "", "EST"),
            (Column::EpisodeNumber, "", "4"),
            (Column::EpisodeNumber, "III", "4"),
        ] {
            assert_silent(&RULE, &wrong(column, text, right, 4));
        }
        // Other episodes are still missing.
        let sample = wrong(Column::Territory, "UK", "US", 6);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H7 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in US: episodes 4 to 5 are missing
  help: Correct EpisodeNumber, or add the rows for the missing episodes. If you sent them before, ignore this notice.

"#]],
        );
    }

    #[test]
    fn a_missing_episode_is_found() {
        assert_snapshot(
            fired(&RULE, &season(&[1, 2, 4])),
            str![[r#"
H6 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in US: episode 3 is missing
  help: Correct EpisodeNumber, or add the rows for the missing episodes. If you sent them before, ignore this notice.

"#]],
        );
    }

    #[test]
    fn a_gap_is_found_in_the_territories_that_have_it() {
        let sample = season(&[1, 2, 3])
            .with(Column::Territory, "CA, US, MX")
            .and()
            .with(Column::Territory, "MX, CA");
        let sample = episode(episode(sample, 1).and(), 2).with(Column::Territory, "MX");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H6 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in CA: episode 2 is missing
  help: Correct EpisodeNumber, or add the rows for the missing episodes. If you sent them before, ignore this notice.

"#]],
        );
    }

    #[test]
    fn many_gaps_are_named_in_part() {
        let sample = season(&[1, 3, 7, 9, 11, 400]);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H5 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in US: episodes 2, 4 to 6, 8 and 389 more are missing
  help: Correct EpisodeNumber, or add the rows for the missing episodes. If you sent them before, ignore this notice.

"#]],
        );
    }

    #[test]
    fn more_episodes_than_there_are_is_found() {
        let sample = season(&[1, 2, 3, 4, 5, 6, 7, 8, 101]);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H12 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in US: there are 9 episodes, but EpisodeCount is 8
  help: Correct EpisodeCount, or the numbers of the episodes. Bonus material is numbered 0.

"#]],
        );
    }

    #[test]
    fn one_number_on_two_episodes_is_found() {
        let sample = season(&[1, 2, 3]).with(Column::EpisodeNumber, "2");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
H6 EpisodeNumber: notice
  season 1 of `Detectives, The` (sale and rental) in US: episode 2 is `DETECTIVES_S1E3` here, but `DETECTIVES_S1E2` in row 5
  help: Give each episode its own number, or write the same ID in all rows of the episode.
  see H5

"#]],
        );
    }

    proptest! {
        #[test]
        fn each_number_between_the_lowest_and_the_highest_is_there_or_missing(
            numbers in prop::collection::btree_set(1_u32..12, 1..8)
        ) {
            let list: Vec<u32> = numbers.iter().copied().collect();
            let findings = season(&list).findings();
            let mut messages = findings
                .iter()
                .filter(|finding| finding.rule.name() == RULE.name())
                .map(|finding| finding.message.to_string());
            let missing: BTreeSet<u32> =
                (list[0]..=list[list.len() - 1]).filter(|number| !numbers.contains(number)).collect();
            let message = messages.next();
            prop_assert_eq!(message.is_some(), !missing.is_empty());
            if let Some((message, first)) = message.zip(missing.first()) {
                let (_, said) = message.split_once(": ").unwrap();
                let mut said = said.split([' ', ',']).filter_map(|word| word.parse::<u32>().ok());
                prop_assert_eq!(said.next(), Some(*first), "{}", message);
            }
            prop_assert_eq!(messages.next(), None);
        }
    }
}
