//! The rule `season-offer`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use ema_model::{Column, LicenseType, TerritoryCode, Text, WorkType};

use super::{SEASONS, episode_start_far};
use crate::engine::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::collected::seasons::{Part, Season, SeasonFinding, SeasonFindings, Work};
use crate::span::Span;
use crate::time::Timestamp;
use crate::window::WrittenWindow;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "season-offer",
    summary: "a season is offered without its episodes, or they do not start together",
    section: Section::Groups,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a season has a Season row but no Episode row for the same licensor, territory and rights \
               model. The rule also fires if the episodes of a season start at different times and some of them have \
               not started by the moment of the check. Starts are compared within each LicenseType that has a Season \
               row, because rentals may start later than sales. An episode starts at the Start of its earliest window \
               that has not ended. Pre-orders, bonus material (numbered 0) and Full Delete rows are ignored, and so \
               are episodes that `episode-start-far` reports. A season is reported once per LicenseType, on its first \
               row.\n\n\
               The page for `episode-gap` explains how seasons are identified.",
        why: "Prime Video sells a season as a unit when all of its episodes are available. If some \
              episodes start later, the season is a season pass, which is valid but sold only in \
              the Classic marketplaces.",
        example: "A Season row for EST from `2026-01-01`, with episode 1 starting on `2026-01-01` \
                  and episode 2 on `2027-01-08`.",
        remedy: "If this is a season pass, or if you sent the episodes before, ignore this notice. \
               Otherwise, send the episodes with the season and let them start together, or send \
               the Season row after all episodes have started.",
        source: "Prime Video, \"Season passes, season offers and content bundles\": the episodes \
                 of a season offer have the same start date, or start dates in the past",
    },
    check: Check::Shared(&SEASONS),
};

pub(super) fn judge(season: &Season<'_>, findings: &mut SeasonFindings) {
    let Some((row, _)) = season.rows().find(|(_, part)| part.work == Work::Season) else {
        return;
    };
    let is_bonus = |part: &Part| part.number.as_ref().is_some_and(|number| number.value == 0);
    let episodes: Vec<usize> = season
        .rows()
        .filter(|(_, part)| part.work == Work::Episode && !is_bonus(part))
        .map(|(row, _)| row)
        .collect();
    if episodes.is_empty() {
        // An episode whose row has a wrong cell is reported for that cell.
        if season.unread().is_some() {
            return;
        }
        findings.add(
            season.territories,
            SeasonFinding {
                row,
                column: Column::WorkType,
                value: Some(Text::from(WorkType::Season.as_str())),
                what: "there is a row for the season, but none for its episodes".to_owned(),
                help: "Add the rows of the episodes, or make their season and rights match this \
                       row. If you sent them before, ignore this notice.",
                others: Vec::new(),
            },
        );
        return;
    }
    let mut compared: Vec<&LicenseType> = Vec::new();
    let far = episode_start_far::reported(season);
    let seasons = season.rows().filter(|(_, part)| part.work == Work::Season);
    for (row, _) in seasons {
        let Some(license) = season.license(row) else {
            continue;
        };
        if *license != LicenseType::Poest && !compared.contains(&license) {
            compared.push(license);
            let is_sold = |episode: &usize| {
                season.license(*episode) == Some(license) && !far.contains(episode)
            };
            let sold: Vec<usize> = episodes.iter().copied().filter(is_sold).collect();
            starts(season, row, &sold, findings);
        }
    }
}

/// Reports a Season row if the episodes sold with it neither start together nor have all started.
fn starts(season: &Season<'_>, row: usize, sold: &[usize], findings: &mut SeasonFindings) {
    for territories in apart(season, sold) {
        let Some((first, last)) = scattered(season, sold, territories[0]) else {
            continue;
        };
        let start = |row| season.window(row).map(|window| window.start.clone());
        let episode = |episode| {
            format!(
                "{} at {} in {}",
                name(season, episode),
                quoted(&start(episode).unwrap_or_else(|| Text::from(""))),
                season.in_words(episode, row)
            )
        };
        let finding = SeasonFinding {
            row,
            column: Column::Start,
            value: start(row),
            what: format!(
                "the season is offered as a unit{}, but its episodes neither start together nor \
                 have all started: {}, {}",
                season
                    .license(row)
                    .map_or_else(String::new, |license| format!(" ({license})")),
                episode(first),
                episode(last)
            ),
            help: "If this is a season pass, ignore this notice. Otherwise, let all episodes start \
                   together, or send the Season row after all have started.",
            others: vec![(first, Column::Start), (last, Column::Start)],
        };
        findings.add(territories, finding);
    }
}

/// Returns the groups of territories in which to compare the starts. If the result depends on local
/// time, each territory is a separate group. Otherwise, all territories form one group.
fn apart<'a>(season: &Season<'a>, episodes: &[usize]) -> Vec<&'a [TerritoryCode]> {
    let mut numbers: Vec<u32> = episodes
        .iter()
        .map(|row| season.window_number(*row))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let windows: Vec<WrittenWindow> = numbers
        .into_iter()
        .filter_map(|number| Some(season.window_at(number)?.written))
        .collect();
    let file = season.file;
    let all = |test: &dyn Fn(&WrittenWindow) -> bool| windows.iter().all(test);
    let start_together = all(&|window| window.starts_like(windows[0]));
    let have_started = all(&|window| window.starts_well_before(file.as_of.date()));
    if start_together || have_started {
        Vec::new()
    } else if all(&|window| window.is_in_days_far_from(file.as_of.date()))
        || (!file.as_of.depends_on_clocks()
            && all(&|window| !window.depends_on_clocks(&file.profile.conventions().clocks)))
    {
        vec![season.territories]
    } else {
        season.territories.chunks(1).collect()
    }
}

/// Returns a row for the episode that starts first and a row for the episode that starts last.
/// Returns `None` if all episodes start together or have started.
fn scattered(
    season: &Season<'_>,
    episodes: &[usize],
    territory: TerritoryCode,
) -> Option<(usize, usize)> {
    let as_of = season.file.as_of_in(territory);
    let mut spans: HashMap<u32, Option<Span>> = HashMap::new();
    let mut starts: BTreeMap<Episode<'_>, (Timestamp, usize)> = BTreeMap::new();
    for row in episodes.iter().copied() {
        let number = season.window_number(row);
        let span = *spans.entry(number).or_insert_with(|| {
            let written = season.window_at(number)?.written;
            let clocks = &season.file.profile.conventions().clocks;
            written.in_territory(territory, clocks).span()
        });
        let Some(span) = span.filter(|span| as_of < span.end) else {
            continue;
        };
        let start = starts
            .entry(episode(season, row)?)
            .or_insert((span.start, row));
        *start = (span.start, row).min(*start);
    }
    let first = starts.values().min()?;
    let last = starts
        .values()
        .max_by_key(|(start, row)| (*start, Reverse(*row)))?;
    (first.0 != last.0 && as_of < last.0).then_some((first.1, last.1))
}

/// An episode, identified by its number or, if it has none, by its ID.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Episode<'a> {
    Number(u32),
    Id(Option<&'a str>),
}

fn episode<'a>(season: &Season<'a>, row: usize) -> Option<Episode<'a>> {
    Some(match &season.part(row)?.number {
        Some(number) => Episode::Number(number.value),
        None => Episode::Id(season.id(row)),
    })
}

fn name(season: &Season<'_>, row: usize) -> String {
    match episode(season, row) {
        Some(Episode::Number(number)) => format!("episode {number}"),
        Some(Episode::Id(Some(id))) => quoted(id),
        _ => "an episode".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns a season with two episodes. The samples are checked as of November 21, 2026.
    fn season(first: &str, second: &str) -> Sample {
        alone()
            .and()
            .with(Column::WorkType, "Episode")
            .with(Column::EpisodeNumber, "1")
            .with(Column::Alid, "DETECTIVES_S1E1")
            .with(Column::Start, first)
            .and()
            .with(Column::EpisodeNumber, "2")
            .with(Column::Alid, "DETECTIVES_S1E2")
            .with(Column::Start, second)
    }

    fn alone() -> Sample {
        Sample::episode()
            .with(Column::WorkType, "Season")
            .with(Column::EpisodeNumber, "")
            .with(Column::Alid, "DETECTIVES_S1")
    }

    #[test]
    fn episodes_that_start_together_or_have_started_pass() {
        assert_silent(&RULE, &season("2027-01-01", "2027-01-01"));
        assert_silent(&RULE, &season("2026-01-01", "2026-11-20"));
        // Both episodes start at the same instant, which is midnight in New York.
        assert_silent(&RULE, &season("2027-01-01", "2027-01-01T05:00:00Z"));
    }

    #[test]
    fn an_episode_that_starts_far_from_the_others_is_not_reported_again() {
        let episode = |sample: Sample, number: &str, start| {
            let id = format!("DETECTIVES_S1E{number}");
            let sample = sample.and().with(Column::WorkType, "Episode");
            let sample = sample.with(Column::EpisodeNumber, number);
            sample.with(Column::Alid, &id).with(Column::Start, start)
        };
        let numbers = ["1", "2", "3", "4"];
        let same = numbers.into_iter().fold(alone(), |sample, number| {
            episode(sample, number, "2027-01-01")
        });
        assert_silent(&RULE, &episode(same.clone(), "5", "2028-01-01"));
        fired(&RULE, &episode(same, "5", "2027-02-01"));
    }

    #[test]
    fn episodes_whose_rows_are_wrong_are_reported_for_that() {
        let episode = alone()
            .and()
            .with(Column::WorkType, "Episode")
            .with(Column::EpisodeNumber, "1")
            .with(Column::Alid, "DETECTIVES_S1E1");
        assert_silent(&RULE, &episode.clone().with(Column::Territory, "UK"));
        assert_silent(&RULE, &episode.with(Column::WorkType, "Episod"));
    }

    #[test]
    fn episodes_without_a_season_may_start_as_they_like() {
        let sample = Sample::episode()
            .and()
            .with(Column::EpisodeNumber, "2")
            .with(Column::Start, "2027-01-01");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn the_earliest_window_that_has_not_ended_counts() {
        let later = season("2027-01-01", "2026-01-01")
            .with(Column::End, "2026-06-30")
            .and()
            .with(Column::Start, "2027-01-01")
            .with(Column::End, "Open");
        assert_silent(&RULE, &later);
        let still_there = season("2027-01-01", "2027-01-01")
            .and()
            .with(Column::Start, "2027-06-01");
        assert_silent(&RULE, &still_there);
    }

    #[test]
    fn pre_orders_bonus_material_and_deletes_are_left_out() {
        let third = |column, text| {
            season("2026-01-01", "2026-01-01")
                .and()
                .with(Column::Start, "2027-01-01")
                .with(Column::EpisodeNumber, "3")
                .with(column, text)
        };
        assert_silent(&RULE, &third(Column::LicenseType, "POEST"));
        assert_silent(&RULE, &third(Column::LicenseType, "VOD"));
        assert_silent(&RULE, &third(Column::EpisodeNumber, "0"));
        assert_silent(&RULE, &third(Column::EntryType, "Full Delete"));
        assert_silent(&RULE, &alone().with(Column::EntryType, "Full Delete"));
    }

    #[test]
    fn ema_has_no_such_rule() {
        assert_silent(&RULE, &alone().under_ema());
    }

    #[test]
    fn a_season_without_episodes_is_found() {
        assert_snapshot(
            fired(&RULE, &alone()),
            str![[r#"
D4 WorkType: notice
  season 1 of `Detectives, The` (sale and rental) in US: there is a row for the season, but none for its episodes
  help: Add the rows of the episodes, or make their season and rights match this row. If you sent them before, ignore this notice.

"#]],
        );
        let elsewhere = season("2026-01-01", "2026-01-01").with(Column::Territory, "CA");
        assert_silent(&RULE, &elsewhere);
    }

    #[test]
    fn a_season_is_missing_its_episodes_where_it_has_none() {
        let sample = alone()
            .with(Column::Territory, "US, CA, MX")
            .and()
            .with(Column::WorkType, "Episode")
            .with(Column::EpisodeNumber, "1")
            .with(Column::Territory, "US");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
D4 WorkType: notice
  season 1 of `Detectives, The` (sale and rental) in CA and MX: there is a row for the season, but none for its episodes
  help: Add the rows of the episodes, or make their season and rights match this row. If you sent them before, ignore this notice.

"#]],
        );
    }

    #[test]
    fn episodes_that_start_one_after_the_other_are_found() {
        assert_snapshot(
            fired(&RULE, &season("2026-01-01", "2027-01-08")),
            str![[r#"
O4 Start: notice
  season 1 of `Detectives, The` (sale and rental) in US: the season is offered as a unit (EST), but its episodes neither start together nor have all started: episode 1 at `2026-01-01` in row 5, episode 2 at `2027-01-08` in row 6
  help: If this is a season pass, ignore this notice. Otherwise, let all episodes start together, or send the Season row after all have started.
  see O5
  see O6

"#]],
        );
    }

    #[test]
    fn what_has_started_in_one_territory_may_start_later_in_another() {
        // The samples are checked as of 2026-11-21T00:00:00Z, when it is already 01:00 in Paris.
        let sample = season("2026-11-20", "2026-11-21");
        let in_both = |sample: Sample| sample.with(Column::Territory, "FR, US");
        let rows = in_both(alone())
            .and()
            .with(Column::WorkType, "Episode")
            .with(Column::EpisodeNumber, "1")
            .with(Column::Start, "2026-11-20")
            .and()
            .with(Column::EpisodeNumber, "2")
            .with(Column::Start, "2026-11-21");
        assert!(fired(&RULE, &sample).contains("in US:"));
        assert_snapshot(
            fired(&RULE, &rows),
            str![[r#"
O4 Start: notice
  season 1 of `Detectives, The` (sale and rental) in US: the season is offered as a unit (EST), but its episodes neither start together nor have all started: episode 1 at `2026-11-20` in row 5, episode 2 at `2026-11-21` in row 6
  help: If this is a season pass, ignore this notice. Otherwise, let all episodes start together, or send the Season row after all have started.
  see O5
  see O6

"#]],
        );
    }
}
