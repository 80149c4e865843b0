//! The rule `volume-episode-twice`.

use std::collections::{BTreeMap, HashMap};

use ema_model::Column;

use super::SEASONS;
use crate::engine::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::collected::seasons::{Season, SeasonFinding, SeasonFindings, Work};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "volume-episode-twice",
    summary: "two volumes of a season hold the same episode",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if two volumes of one season contain the same episode. In a sheet, Episode \
               rows name their volume in VolumeNumber and VolumeContentID. The rule fires if an \
               earlier row has the episode in another volume, or if VolumeContentID belongs to a \
               Volume row with a different VolumeNumber. In an XML file, volumes give a range of \
               episodes in VolumeFirstEpisodeNumber and VolumeNumberOfEpisodes, and the rule fires \
               if these ranges share an episode. Sheets have no columns for these ranges.\n\n\
               The page for `episode-gap` explains how seasons are identified.",
        why: "A customer who buys both volumes pays twice for the episode, and it is unclear to \
              which volume it belongs.",
        example: "Volume 1 contains episodes 1 to 4, and volume 2 contains episodes 4 to 6.",
        remedy: "Assign each episode to only one volume. Correct VolumeNumber and VolumeContentID \
               on the rows of the episode, or, in XML, the first episode and the number of \
               episodes of the volume.",
        source: "EMA Avails 1.8, volume columns: the number and the ContentID of a volume; \
                 MovieLabs, schema of XML Avails 2.4, VolumeMetadata: the first episode and the \
                 number of episodes",
    },
    check: Check::Shared(&SEASONS),
};

/// A range of episodes that a volume contains.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Claim {
    first: u32,
    last: u32,
    volume: u32,
}

pub(super) fn judge(season: &Season<'_>, findings: &mut SeasonFindings) {
    ranges(season, findings);
    content_ids(season, findings);
}

/// Reports episode numbers that two volumes claim to contain.
fn ranges(season: &Season<'_>, findings: &mut SeasonFindings) {
    let mut claims: BTreeMap<Claim, Vec<usize>> = BTreeMap::new();
    let episodes = season.numbered().filter_map(|(row, part, number)| {
        let volume = part.volume.as_ref()?.value;
        Some((row, (number.value, number.value), volume))
    });
    let volumes = season
        .rows()
        .filter(|(_, part)| part.work == Work::Volume)
        .filter_map(|(row, part)| Some((row, part.holds?, part.volume.as_ref()?.value)));
    for (row, (first, last), volume) in episodes.chain(volumes) {
        let claim = Claim {
            first,
            last,
            volume,
        };
        claims.entry(claim).or_default().push(row);
    }
    let sorted: Vec<Claim> = claims.keys().copied().collect();
    for (one, other) in disputes(&sorted) {
        // The later claim is reported.
        let (one, other) = match claims[&one][0] < claims[&other][0] {
            true => (other, one),
            false => (one, other),
        };
        let there = claims[&other][0];
        for row in claims[&one].iter().copied() {
            let other_row = season.in_words(there, row);
            let of_other = match one.is_episode() && other.is_episode() {
                true => format!("in volume {}", other.volume),
                false => in_words(other),
            };
            let what = format!("{} here, but {of_other} in {other_row}", in_words(one));
            let volume = season.part(row).and_then(|part| part.volume.as_ref());
            let finding = SeasonFinding {
                row,
                column: Column::VolumeNumber,
                value: volume.map(|volume| volume.text.clone()),
                what,
                help: "Assign each episode to only one volume.",
                others: vec![(there, Column::VolumeNumber)],
            };
            findings.add(season.territories, finding);
        }
    }
}

impl Claim {
    fn is_episode(self) -> bool {
        self.first == self.last
    }
}

fn in_words(claim: Claim) -> String {
    let Claim {
        first,
        last,
        volume,
    } = claim;
    match claim.is_episode() {
        true => format!("episode {first} is in volume {volume}"),
        false => format!("volume {volume} contains episodes {first} to {last}"),
    }
}

/// Returns the claims that share an episode with an earlier claim by another volume, each with that
/// earlier claim.
fn disputes(sorted: &[Claim]) -> Vec<(Claim, Claim)> {
    let mut disputes = Vec::new();
    // The claim with the highest last episode so far, and the one with the highest last episode
    // among the claims by other volumes.
    let mut furthest: Option<Claim> = None;
    let mut furthest_other: Option<Claim> = None;
    for claim in sorted.iter().copied() {
        let of_other = |other: &Claim| other.volume != claim.volume;
        let met = furthest
            .filter(of_other)
            .or(furthest_other.filter(of_other));
        if let Some(met) = met.filter(|met| met.last >= claim.first) {
            disputes.push((claim, met));
        }
        match furthest {
            Some(top) if top.volume == claim.volume => {
                furthest = Some(if claim.last > top.last { claim } else { top });
            }
            Some(top) if claim.last > top.last => {
                furthest_other = Some(top);
                furthest = Some(claim);
            }
            Some(_) => {
                let is_further = furthest_other.is_none_or(|other| claim.last > other.last);
                furthest_other = if is_further {
                    Some(claim)
                } else {
                    furthest_other
                };
            }
            None => furthest = Some(claim),
        }
    }
    disputes
}

/// Reports Episode rows whose VolumeContentID and VolumeNumber belong to different volumes.
fn content_ids(season: &Season<'_>, findings: &mut SeasonFindings) {
    let mut volume_of: HashMap<&str, (u32, usize)> = HashMap::new();
    for (row, part) in season.rows().filter(|(_, part)| part.work == Work::Volume) {
        if let (Some(id), Some(volume)) = (&part.volume_id, &part.volume) {
            volume_of.entry(id).or_insert((volume.value, row));
        }
    }
    for (row, part, number) in season.numbered() {
        let (Some(id), Some(volume)) = (&part.volume_id, &part.volume) else {
            continue;
        };
        let Some((other, there)) = volume_of.get(id.as_str()).copied() else {
            continue;
        };
        if other == volume.value {
            continue;
        }
        let finding = SeasonFinding {
            row,
            column: Column::VolumeContentId,
            value: Some(id.clone()),
            what: format!(
                "episode {} is in volume {}, but the VolumeContentID {} is that of volume {other} in \
                 {}",
                number.value,
                volume.value,
                quoted(id),
                season.in_words(there, row),
            ),
            help: "Correct VolumeContentID or VolumeNumber, because both name the episode's volume.",
            others: vec![(there, Column::VolumeContentId)],
        };
        findings.add(season.territories, finding);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::{Claim, RULE, disputes};
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, fired, shown, str};
    use ema_model::{
        AvailBuilder, Column, EmaVersion, FileInfo, Format, Header, Position, Sheet, Unplaced,
        Workbook, XmlVersion,
    };
    use proptest::prelude::*;

    fn episode(number: &str, volume: &str) -> Sample {
        Sample::episode()
            .version(EmaVersion::V1_8)
            .with(Column::EpisodeNumber, number)
            .with(Column::VolumeNumber, volume)
    }

    /// Returns the findings in an XML file with two volumes, given the first episode and the number
    /// of episodes in each volume.
    fn volumes(one: (&str, &str), other: (&str, &str)) -> String {
        let header = Arc::new(Header::xml(XmlVersion::V2_4));
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        let at = |line| Position { line, column: 9 };
        let avails = [(1, one), (2, other)]
            .into_iter()
            .map(|(number, (first, count))| {
                let place = at(number * 100);
                for (column, text) in [
                    (Column::DisplayName, "Rockstar Films"),
                    (Column::Territory, "US"),
                    (Column::LicenseType, "EST"),
                    (Column::WorkType, "Volume"),
                    (Column::SeasonContentId, "DETECTIVES_S1"),
                    (Column::VolumeNumber, &number.to_string()),
                ] {
                    builder.set_at(column, text, place).unwrap();
                }
                for (name, text) in [
                    ("VolumeFirstEpisodeNumber", first),
                    ("VolumeNumberOfEpisodes", count),
                ] {
                    builder.add_unplaced(Unplaced::new(
                        format!("Asset/VolumeMetadata/{name}"),
                        format!("<avails:{name}>{text}</avails:{name}>"),
                        place,
                    ));
                }
                builder.build_at(number, place)
            })
            .collect();
        let file = FileInfo::new(None, Format::Xml);
        let workbook = Workbook::new(file, vec![Sheet::new(header, avails)]);
        shown(&RULE, &check(&Profile::prime_video(), &workbook))
    }

    #[test]
    fn volumes_with_episodes_of_their_own_pass() {
        assert_silent(
            &RULE,
            &episode("1", "1").and().with(Column::FormatProfile, "SD"),
        );
        let other = episode("1", "1").and().with(Column::VolumeNumber, "2");
        assert_silent(&RULE, &other.clone().with(Column::EpisodeNumber, "2"));
        assert_silent(&RULE, &other.clone().with(Column::VolumeNumber, ""));
        assert_silent(&RULE, &other.clone().with(Column::Territory, "CA"));
        assert_silent(&RULE, &other.with(Column::SeasonContentId, "DETECTIVES_S2"));
        let bonus = episode("0", "1").and().with(Column::VolumeNumber, "2");
        assert_silent(&RULE, &bonus);
    }

    #[test]
    fn an_episode_in_two_volumes_is_found() {
        let sample = episode("4", "1")
            .and()
            .with(Column::VolumeNumber, "2")
            .and()
            .with(Column::FormatProfile, "SD");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
X5 VolumeNumber: error
  season 1 of `Detectives, The` (sale and rental) in US: episode 4 is in volume 2 here, but in volume 1 in row 4
  help: Assign each episode to only one volume.
  see X4
X6 VolumeNumber: error
  season 1 of `Detectives, The` (sale and rental) in US: episode 4 is in volume 2 here, but in volume 1 in row 4
  help: Assign each episode to only one volume.
  see X4

"#]],
        );
    }

    #[test]
    fn the_content_id_of_another_volume_is_found() {
        let sample = episode("", "1")
            .with(Column::WorkType, "Volume")
            .with(Column::VolumeContentId, "DETECTIVES_S1V1")
            .and()
            .with(Column::WorkType, "Episode")
            .with(Column::EpisodeNumber, "4");
        assert_silent(&RULE, &sample);
        assert_snapshot(
            fired(&RULE, &sample.with(Column::VolumeNumber, "2")),
            str![[r#"
Y5 VolumeContentID: error
  season 1 of `Detectives, The` (sale and rental) in US: episode 4 is in volume 2, but the VolumeContentID `DETECTIVES_S1V1` is that of volume 1 in row 4
  help: Correct VolumeContentID or VolumeNumber, because both name the episode's volume.
  see Y4

"#]],
        );
    }

    #[test]
    fn volumes_of_an_xml_file_that_follow_each_other_pass() {
        assert_eq!(volumes(("1", "4"), ("5", "2")), "");
        // Other rules report values that can't be read.
        for other in [("4", ""), ("four", "2"), ("4", "0"), ("4", "-1")] {
            assert_eq!(volumes(("1", "4"), other), "");
        }
        let beyond = "4294967295";
        assert_eq!(volumes((beyond, beyond), ("1", "4294967296")), "");
    }

    #[test]
    fn volumes_of_an_xml_file_that_overlap_are_found() {
        assert_snapshot(
            volumes(("1", "4"), ("4", "3")),
            str![[r#"
line 200 VolumeNumber: error
  season `DETECTIVES_S1` (sale and rental) in US: volume 2 contains episodes 4 to 6 here, but volume 1 contains episodes 1 to 4 in line 100
  help: Assign each episode to only one volume.
  see line 100

"#]],
        );
    }

    proptest! {
        /// Compares the result, pair by pair, with the definition of a dispute.
        #[test]
        fn a_claim_is_disputed_if_one_before_it_shares_an_episode(
            claims in prop::collection::btree_set((1_u32..9, 0_u32..5, 1_u32..4), 0..12)
        ) {
            let sorted: BTreeSet<Claim> = claims
                .into_iter()
                .map(|(first, more, volume)| Claim { first, last: first + more, volume })
                .collect();
            let sorted: Vec<Claim> = sorted.into_iter().collect();
            let share = |a: &Claim, b: &Claim| {
                a.volume != b.volume
                    && (a.first..=a.last).any(|episode| (b.first..=b.last).contains(&episode))
            };
            let disputed: Vec<Claim> = (0..sorted.len())
                .filter(|here| sorted[..*here].iter().any(|before| share(before, &sorted[*here])))
                .map(|here| sorted[here])
                .collect();
            let found = disputes(&sorted);
            prop_assert!(found.iter().all(|(claim, met)| share(claim, met)));
            let found: Vec<Claim> = found.into_iter().map(|(claim, _)| claim).collect();
            prop_assert_eq!(found, disputed);
        }
    }
}
