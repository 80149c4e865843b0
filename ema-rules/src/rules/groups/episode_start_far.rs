//! The rule `episode-start-far`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ema_model::{Column, LicenseType};

use super::SEASONS;
use crate::engine::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::collected::seasons::{Season, SeasonFinding, SeasonFindings};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "episode-start-far",
    summary: "an episode starts months before or after the other episodes of its season",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "The rule compares the Starts of Episode rows with the same licensor, season, territory and LicenseType. \
               It fires for an episode whose Start is more than 60 days from that of every other episode, if at least \
               three other episodes start within 60 days of one another and at most one in four starts is that far \
               away. Pre-orders, bonus material (numbered 0) and rows that delete are ignored. If the day and month of \
               the date are swapped, `day-month-exchanged` also reports it.\n\n\
               The page for `episode-gap` explains how seasons are identified.",
        why: "The episodes of a season start together, week by week, or in two halves. A Start that is months away \
              usually has a wrong month or year, and the season has a gap until then.",
        example: "Episodes 1 to 3 and 5 start on `2026-01-01`, and episode 4 starts on `2027-01-01`.",
        remedy: "Correct Start. If the episode is meant to start at another time, as a special might, ignore this \
                 warning, because no document forbids it.",
        source: "Prime Video, \"Season passes, season offers and content bundles\": the episodes of a \
                 season offer have the same start date, or start dates in the past",
    },
    check: Check::Shared(&SEASONS),
};

/// The maximum number of days between the start of an episode and the nearest start of another episode.
const DAYS: i64 = 60;
/// The minimum number of starts that are close to one another.
const FEWEST: usize = 3;
/// At most one start in this many may be far away.
const ONE_IN: usize = 4;

/// An episode number that starts on a day.
type Start = (NaiveDate, u32);

pub(super) fn judge(season: &Season<'_>, findings: &mut SeasonFindings) {
    for_each_far(season, |start, nearest, rows, other| {
        if let [row, more @ ..] = rows {
            let others = [&other].into_iter().chain(more);
            let finding = finding(season, *row, other, (start, nearest), others);
            findings.add(season.territories, finding);
        }
    });
}

/// Returns the rows of episodes that `episode-start-far` reports.
pub(super) fn reported(season: &Season<'_>) -> BTreeSet<usize> {
    let mut reported = BTreeSet::new();
    if season.file.profile.severity(&RULE).is_some() {
        for_each_far(season, |_, _, rows, _| reported.extend(rows));
    }
    reported
}

/// Calls `look` with each start that is far from the others, the nearest start of another episode, the rows with the
/// far start, and a row with the nearest start.
fn for_each_far(season: &Season<'_>, mut look: impl FnMut(Start, Start, &[usize], usize)) {
    let mut licenses: BTreeMap<Option<&LicenseType>, BTreeMap<Start, Vec<usize>>> = BTreeMap::new();
    for (row, _, number) in season.numbered() {
        let day = season
            .window(row)
            .and_then(|window| window.written.start_day());
        let license = season.license(row);
        if let Some(day) = day
            && license != Some(&LicenseType::Poest)
        {
            let starts = licenses.entry(license).or_default();
            starts.entry((day, number.value)).or_default().push(row);
        }
    }
    for starts in licenses.values() {
        let far = far(starts.keys().copied());
        if starts.len() - far.len() < FEWEST || far.len() > (starts.len() / ONE_IN).max(1) {
            continue;
        }
        for (start, nearest) in far {
            if let (Some(rows), Some([other, ..])) =
                (starts.get(&start), starts.get(&nearest).map(Vec::as_slice))
            {
                look(start, nearest, rows, *other);
            }
        }
    }
}

/// Returns each start that is far from the starts of all other episodes, with the nearest of these. `starts` must be
/// sorted.
fn far(starts: impl DoubleEndedIterator<Item = Start> + Clone) -> Vec<(Start, Start)> {
    let before = nearest(starts.clone());
    let mut after = nearest(starts.clone().rev());
    after.reverse();
    let near = before.into_iter().zip(after);
    let far = starts.zip(near).filter_map(|(start, near)| {
        let near = [near.0, near.1].into_iter().flatten();
        let nearest = near.min_by_key(|other| (other.0 - start.0).num_days().abs())?;
        ((nearest.0 - start.0).num_days().abs() > DAYS).then_some((start, nearest))
    });
    far.collect()
}

/// Returns, for each start, the last start of another episode before it in the given order.
fn nearest(starts: impl Iterator<Item = Start>) -> Vec<Option<Start>> {
    let (mut last, mut last_other): (Option<Start>, Option<Start>) = (None, None);
    let nearest = starts.map(|start| {
        if last.is_some_and(|last| last.1 != start.1) {
            last_other = last;
        }
        last = Some(start);
        last_other
    });
    nearest.collect()
}

fn finding<'r>(
    season: &Season<'_>,
    row: usize,
    other: usize,
    (start, nearest): (Start, Start),
    others: impl Iterator<Item = &'r usize>,
) -> SeasonFinding {
    let text = |row| season.window(row).map(|window| window.start.clone());
    let shown = |row| quoted(text(row).as_deref().unwrap_or_default().trim());
    let days = (start.0 - nearest.0).num_days();
    let side = if days < 0 { "before" } else { "after" };
    SeasonFinding {
        row,
        column: Column::Start,
        value: text(row),
        what: format!(
            "episode {} starts at {}, {} days {side} the nearest other episode ({}, at {} in {})",
            start.1,
            shown(row),
            days.abs(),
            nearest.1,
            shown(other),
            season.in_words(other, row),
        ),
        help: "Correct Start. Often, its month or year is wrong. If the episode is meant to start then, ignore this \
               warning.",
        others: others.map(|row| (*row, Column::Start)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns a season whose episodes have the given starts.
    fn season(starts: &[&str]) -> Sample {
        let episode = |sample: Sample, number: usize, start| {
            let id = format!("DETECTIVES_S1E{number}");
            let ids = [Column::Alid, Column::EpisodeAltId, Column::EpisodeContentId];
            let sample = ids
                .into_iter()
                .fold(sample, |sample, column| sample.with(column, &id));
            let sample = sample.with(Column::EpisodeNumber, &number.to_string());
            sample.with(Column::Start, start)
        };
        let first = episode(Sample::episode(), 1, starts[0]);
        let others = (2..).zip(&starts[1..]);
        others.fold(first, |sample, (number, start)| {
            episode(sample.and(), number, start)
        })
    }

    #[test]
    fn usual_seasons_pass() {
        for starts in [
            // Together, week by week, and in two halves.
            &["2026-01-01"; 6][..],
            &[
                "2026-01-01",
                "2026-01-08",
                "2026-01-15",
                "2026-01-22",
                "2026-01-29",
            ],
            &[
                "2026-01-01",
                "2026-01-01",
                "2026-01-01",
                "2026-09-01",
                "2026-09-01",
                "2026-09-01",
            ],
            &["2026-01-01", "2026-01-01", "2026-01-01", "2026-03-02"],
            // Too few to tell.
            &["2026-01-01", "2026-01-01", "2027-01-01"],
            &["2026-01-01", "2027-01-01"],
            &["2026-01-01"],
            // None is usual.
            &[
                "2026-01-01",
                "2026-05-01",
                "2026-09-01",
                "2027-01-01",
                "2027-05-01",
            ],
            &["2026-01-01", "Immediate", "", "soon", "2027-01-01"],
        ] {
            assert_silent(&RULE, &season(starts));
        }
    }

    #[test]
    fn other_seasons_licenses_and_bonus_material_are_not_compared() {
        let last = season(&[
            "2026-01-01",
            "2026-01-01",
            "2026-01-01",
            "2026-01-01",
            "2027-01-01",
        ]);
        for (column, text) in [
            (Column::SeasonContentId, "DETECTIVES_S2"),
            (Column::LicenseType, "VOD"),
            (Column::LicenseType, "POEST"),
            (Column::LicenseType, "SVOD"),
            (Column::Territory, "CA"),
            (Column::EpisodeNumber, "0"),
            (Column::WorkType, "Season"),
            (Column::EntryType, "Full Delete"),
        ] {
            assert_silent(&RULE, &last.clone().with(column, text));
        }
    }

    #[test]
    fn a_start_far_from_the_others_is_found() {
        let of = |start| {
            season(&[
                "2026-01-01",
                "2026-01-01",
                start,
                "2026-01-01",
                "2026-01-08",
            ])
        };
        assert_snapshot(
            fired(&RULE, &of("2027-01-01")),
            str![[r#"
O6 Start: warning
  season 1 of `Detectives, The` (sale and rental) in US: episode 3 starts at `2027-01-01`, 358 days after the nearest other episode (5, at `2026-01-08` in row 8)
  help: Correct Start. Often, its month or year is wrong. If the episode is meant to start then, ignore this warning.
  see O8

"#]],
        );
        assert_snapshot(
            fired(&RULE, &of("2025-01-08")),
            str![[r#"
O6 Start: warning
  season 1 of `Detectives, The` (sale and rental) in US: episode 3 starts at `2025-01-08`, 358 days before the nearest other episode (1, at `2026-01-01` in row 4)
  help: Correct Start. Often, its month or year is wrong. If the episode is meant to start then, ignore this warning.
  see O4

"#]],
        );
        for start in [
            "2026-06-01",
            "2026-03-20",
            "2036-01-01",
            "2025-10-01T00:00:00Z",
        ] {
            fired(&RULE, &of(start));
            fired(&RULE, &of(start).under_ema());
            fired(&RULE, &of(start).in_xml());
        }
        let weekly = [
            "2026-01-01",
            "2026-01-08",
            "2027-01-15",
            "2026-01-22",
            "2026-01-29",
        ];
        fired(&RULE, &season(&weekly));
        // Two rows for the same episode cause only one finding.
        let rows = of("2026-01-01").and().with(Column::Start, "2027-01-01");
        let rows = rows.and().with(Column::FormatProfile, "SD");
        assert_eq!(fired(&RULE, &rows).matches("Start: warning").count(), 1);
    }
}
