//! Checks the ratings in an XML file that have no column, such as those for other regions.

use ema_model::{Column, TerritoryCode, Unplaced};

use crate::engine::{Place, Reporter, Row};
use crate::ratings::System;
use crate::rules::shared::element;
use crate::wording::quoted;

use super::{choice, is_custom, meant, merged};
use crate::nearest::nearest;

pub(super) fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    for said in row.unplaced() {
        if said.path.ends_with("Metadata/Ratings/md:Rating") {
            rating(said, reporter);
        } else if said.path.ends_with("Metadata/Ratings/md:Rating/md:Region") {
            let systems = System::named(row.avail.rating_system().text());
            let region = part(&said.content, "md:country");
            used_in(said, systems, region, reporter);
        }
    }
}

/// Checks a rating that is not in any column.
fn rating(said: &Unplaced, reporter: &mut Reporter<'_>) {
    let name = part(&said.content, "md:System").unwrap_or_default();
    if name.is_empty() || is_custom(name) {
        return;
    }
    let systems = System::named(name);
    if systems.is_empty() {
        let message = format!("{} is not a rating system of the registry", quoted(name));
        let help = "Write the name that the registry has for the system, such as `MPAA` or `FSK`.";
        return tell(said, name, &message, help, reporter);
    }
    let systems = used_in(said, systems, part(&said.content, "md:country"), reporter);
    let has = |values: fn(&System) -> &'static [&'static str], word: &str| {
        systems.iter().any(|system| values(system).contains(&word))
    };
    let value = part(&said.content, "md:Value").unwrap_or_default();
    if !has(|system| system.ratings, value) && !has(|system| system.deprecated, value) {
        let known = merged(&systems, |system| system.ratings);
        let message = format!("{} is not a value of `{name}`", quoted(value));
        let near = nearest(value, known.iter().copied());
        tell(said, value, &message, &meant(near, &known), reporter);
    }
    let known = merged(&systems, |system| system.reasons);
    for reason in parts(&said.content, "md:Reason") {
        if !known.is_empty() && !known.contains(&reason) {
            let message = format!("{} is not a reason of `{name}`", quoted(reason));
            let near = nearest(reason, known.iter().copied());
            tell(said, reason, &message, &meant(near, &known), reporter);
        }
    }
}

/// Returns the `systems` that are used in a region. If none of them are used there, adds a finding
/// and returns all `systems`.
fn used_in(
    said: &Unplaced,
    systems: &'static [System],
    region: Option<&str>,
    reporter: &mut Reporter<'_>,
) -> Vec<&'static System> {
    let territory = region.and_then(|region| region.parse::<TerritoryCode>().ok());
    let is_used =
        |system: &&System| territory.is_none_or(|territory| system.is_used_in(&[territory]));
    let used: Vec<&System> = systems.iter().filter(is_used).collect();
    if let (true, Some(system), Some(territory)) = (used.is_empty(), systems.first(), territory) {
        let message = format!("`{}` is not used in {territory}", system.name);
        let here = super::of_screen(&[territory]);
        let help = match here.is_empty() {
            true => "Correct the region or the system.".to_owned(),
            false => format!("Write a rating of {}.", choice(&here)),
        };
        tell(said, system.name, &message, &help, reporter);
        return systems.iter().collect();
    }
    used
}

fn tell(said: &Unplaced, value: &str, message: &str, help: &str, reporter: &mut Reporter<'_>) {
    let place = Place {
        position: Some(said.position),
        ..reporter.place(Some(Column::RatingSystem))
    };
    let finding = reporter.report_place(place, message, help);
    finding.field = Some("Rating".into());
    finding.value = Some(value.into());
}

fn part<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    parts(xml, name).next()
}

/// Returns the text in each element with this name.
fn parts<'a>(xml: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let tag = format!("<{name}");
    let starts: Vec<usize> = xml.match_indices(&tag).map(|(at, _)| at).collect();
    starts.into_iter().map(|at| element::text(&xml[at..]))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::ops::ControlFlow;

    use super::super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use crate::{AsOf, Checker, Profile};
    use ema_model::{
        Avail, AvailBuilder, Column, EmaVersion, Format, Position, SharedUnplaced, Unplaced,
        XmlVersion,
    };
    use ema_testing::assert_in_proportion;

    fn further(region: &str, system: &str, value: &str, reason: &str) -> Sample {
        let rating = format!(
            "<md:Rating><md:Region><md:country>{region}</md:country></md:Region>\
             <md:System>{system}</md:System><md:Value>{value}</md:Value>\
             <md:Reason>{reason}</md:Reason></md:Rating>"
        );
        Sample::movie()
            .in_xml()
            .with_unplaced("Asset/Metadata/Ratings/md:Rating", &rating)
    }

    #[test]
    fn ratings_of_other_regions_that_are_right_pass() {
        assert_silent(&RULE, &further("US", "TVPG", "TV-14", "D"));
        assert_silent(&RULE, &further("DE", "FSK", "12", "anything"));
        assert_silent(&RULE, &further("DE", "Custom:us", "7", "x"));
    }

    #[test]
    fn systems_values_and_reasons_are_looked_up() {
        assert_snapshot(
            fired(&RULE, &further("US", "TVPG", "TV-14", "Sex")),
            str![[r#"
line 100 Rating: notice
  `Sex` is not a reason of `TVPG`
  help: Write `D`, `L`, `S`, `V` or `FV`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &further("DE", "FSK", "13", "x")),
            str![[r#"
line 100 Rating: notice
  `13` is not a value of `FSK`
  help: Write `0`, `6`, `12`, `16` or `18`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &further("DE", "FSQ", "12", "x")),
            str![[r#"
line 100 Rating: notice
  `FSQ` is not a rating system of the registry
  help: Write the name that the registry has for the system, such as `MPAA` or `FSK`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &further("DE", "MPAA", "PG", "x")),
            str![[r#"
line 100 Rating: notice
  `MPAA` is not used in DE
  help: Write a rating of `FSF` or `FSK`.

"#]],
        );
    }

    /// Each Transaction becomes a row with all ratings of the Asset. Each row has a different
    /// rating in its columns.
    #[test]
    fn ratings_of_an_asset_are_checked_once() {
        let profile = Profile::prime_video();
        let as_of: AsOf = "2026-11-21".parse().unwrap();
        let header = Avail::from_cells(EmaVersion::V1_9, [(Column::Territory, "")]);
        let header = std::sync::Arc::new(header.header().as_xml(XmlVersion::V2_5));
        let at = Position { line: 1, column: 1 };
        assert_in_proportion(20, |number| {
            let ratings = (0..number).map(|number| {
                let rating = format!("<md:Rating><md:System>S{number}</md:System></md:Rating>");
                Unplaced::new("Asset/Metadata/Ratings/md:Rating", rating, at)
            });
            let list: std::sync::Arc<[Unplaced]> = ratings.collect();
            let found = Cell::new(0);
            let mut checker = Checker::new(&profile, Format::Xml, as_of, |finding| {
                found.set(found.get() + usize::from(finding.rule.name == RULE.name));
                ControlFlow::Continue(())
            });
            let mut builder = AvailBuilder::new(header.clone());
            for row in 0..number {
                builder.share_unplaced(SharedUnplaced {
                    list: list.clone(),
                    except: Some(row),
                });
                let _ = checker.avail(&builder.build_at(row as u32 + 1, at));
            }
            drop(checker);
            // The first rating is not counted, because it is in the columns of the first row.
            found.get() + 1
        });
    }

    #[test]
    fn the_region_of_the_rows_own_rating_counts() {
        let region = "<md:Region><md:country>DE</md:country></md:Region>";
        let path = "Asset/Metadata/Ratings/md:Rating/md:Region";
        let rated = Sample::movie()
            .with(Column::RatingSystem, "MPAA")
            .with(Column::RatingValue, "PG")
            .in_xml();
        assert_silent(&RULE, &rated);
        assert_snapshot(
            fired(&RULE, &rated.with_unplaced(path, region)),
            str![[r#"
line 100 Rating: notice
  `MPAA` is not used in DE
  help: Write a rating of `FSF` or `FSK`.

"#]],
        );
    }
}
