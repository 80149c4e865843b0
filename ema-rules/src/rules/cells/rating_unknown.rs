//! The rule `rating-unknown`.

mod further;

use ema_model::{Avail, Cell, Column, EmaVersion, TerritoryCode, Text};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::nearest::nearest;
use crate::ratings::System;
use crate::rules::shared::errors::holds_value;
use crate::rules::shared::items::tell_each;
use crate::wording::{listed, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "rating-unknown",
    summary: "a rating is not in the registry of ratings",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if RatingSystem names a system that is not in the MovieLabs registry of \
               ratings, or that is not used in the row's territory. The rule also fires if \
               RatingValue is not one of the system's values or is no longer assigned, and if an \
               item in RatingReason is not one of the system's reasons. Systems that begin with \
               `Custom:` are accepted. If the registry lists no reasons for a system, as for \
               `MPAA`, any reason is accepted. Territories without systems in the registry are not \
               checked.",
        why: "A rating that the platform can't look up is not shown, and some territories do not \
              allow a title to be sold without a rating. Prime Video takes ratings from the \
              metadata of the title, so under `prime-video` the finding is a notice.",
        example: "RatingSystem `MPAA` with RatingValue `PG13`, which is `PG-13` in the registry; \
                  `MPAA` on a row for Germany, where `FSK` rates films.",
        remedy: "Write the system, the value and the reasons exactly as they appear in the \
                 registry, and separate reasons with commas.",
        source: "MovieLabs Common Metadata Ratings 2.5.1: the systems of each region, with values \
                 and reasons; EMA Avails data dictionary (1.7.2), AvailMetadata/RatingSystem, \
                 RatingValue and RatingReason: ratings of this registry; Prime Video, \"Content \
                 rights\", Avails Metadata vs. Title Metadata: the rating is taken from the title \
                 metadata",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    further::check(row, reporter);
    let Some(cell) = filled(row.avail, Column::RatingSystem) else {
        return;
    };
    if is_custom(cell.trimmed()) {
        return;
    }
    let systems = System::named(cell.trimmed());
    if systems.is_empty() {
        unknown_system(row, cell, reporter);
        return;
    }
    let systems = used(row, cell, systems, reporter);
    if let Some(cell) = filled(row.avail, Column::RatingValue) {
        value(cell, &systems, reporter);
    }
    if let Some(cell) = filled(row.avail, Column::RatingReason) {
        reasons(row.avail, cell, &systems, reporter);
    }
}

/// Returns whether the name has the form `Custom:…`, for systems that partners have agreed on.
fn is_custom(system: &str) -> bool {
    let named = system.split_once(':').map(|(before, _)| before);
    named.is_some_and(|named| named.eq_ignore_ascii_case("Custom"))
}

fn unknown_system(row: &Row<'_>, cell: &Cell, reporter: &mut Reporter<'_>) {
    let text = cell.trimmed();
    let here = of_screen(row.territories());
    let near = nearest(text, here.iter().copied())
        .or_else(|| nearest(text, System::all().iter().map(|system| system.name)));
    let help = match near {
        Some(near) => format!("If you mean `{near}`, write that."),
        None if here.is_empty() => "Write the name that the registry has for the system, such as \
                                    `MPAA` or `FSK`."
            .to_owned(),
        None => format!("For this territory, the registry has {}.", choice(&here)),
    };
    let message = format!("{} is not a rating system of the registry", quoted(text));
    reporter.report_cell(cell, message, help).fix = same_letters(near, text);
}

/// Returns the `systems` that are used in the row's territories. If none of them are used there,
/// returns all `systems` so that the value can still be looked up, and adds a finding if other
/// systems are used there.
fn used(
    row: &Row<'_>,
    cell: &Cell,
    systems: &'static [System],
    reporter: &mut Reporter<'_>,
) -> Vec<&'static System> {
    let territories = row.territories();
    let used: Vec<&System> = systems
        .iter()
        .filter(|system| system.is_used_in(territories))
        .collect();
    if !used.is_empty() {
        return used;
    }
    let others = of_screen(territories);
    if !others.is_empty() {
        let place = match territories {
            [one] => format!("in {one}"),
            _ => "in any of the row's territories".to_owned(),
        };
        reporter.report_cell(
            cell,
            format!("{} is not used {place}", quoted(cell.trimmed())),
            format!("Write a rating of {}.", choice(&others)),
        );
    }
    systems.iter().collect()
}

/// Returns the names of the systems that rate films or TV in the territories.
fn of_screen(territories: &[TerritoryCode]) -> Vec<&'static str> {
    let systems = System::of_screen_in(territories);
    let mut names: Vec<&str> = systems.map(|system| system.name).collect();
    names.dedup();
    names
}

fn value(cell: &Cell, systems: &[&System], reporter: &mut Reporter<'_>) {
    let value = cell.trimmed();
    let has = |values: fn(&System) -> &'static [&'static str]| {
        systems.iter().any(|system| values(system).contains(&value))
    };
    if has(|system| system.ratings) {
        return;
    }
    let ratings = merged(systems, |system| system.ratings);
    let Some(system) = systems.first().map(|system| system.name) else {
        return;
    };
    if has(|system| system.deprecated) {
        reporter.report_cell(
            cell,
            format!(
                "{} is a value of `{system}` that is no longer assigned",
                quoted(value)
            ),
            format!(
                "Write the value that is in use today: {}.",
                choice(&ratings)
            ),
        );
    } else {
        let near = nearest(value, ratings.iter().copied());
        let message = format!("{} is not a value of `{system}`", quoted(value));
        reporter
            .report_cell(cell, message, meant(near, &ratings))
            .fix = same_letters(near, value);
    }
}

fn reasons(avail: &Avail, cell: &Cell, systems: &[&System], reporter: &mut Reporter<'_>) {
    let known = merged(systems, |system| system.reasons);
    let Some(system) = systems.first().map(|system| system.name) else {
        return;
    };
    if known.is_empty() {
        return;
    }
    // The data dictionary for the 1.6 TV tab requires pipes, but all other data dictionaries
    // require commas.
    let pipes = avail.version() == EmaVersion::V1_6 && avail.header().has_tv_columns();
    let separators: &[char] = if pipes { &[',', '|'] } else { &[','] };
    let unknown = cell
        .text()
        .split(separators)
        .map(ema_model::trim)
        .filter(|reason| !reason.is_empty() && !known.contains(reason));
    let say = |reason: &str| {
        let near = nearest(reason, known.iter().copied());
        (
            format!("{} is not a reason of `{system}`", quoted(reason)),
            meant(near, &known),
        )
    };
    tell_each(cell, unknown, say, None, reporter);
}

fn meant(near: Option<&str>, words: &[&str]) -> String {
    match near {
        Some(near) => format!("If you mean `{near}`, write that."),
        None => format!("Write {}.", choice(words)),
    }
}

/// Returns the word as a fix if it differs from `text` only in case.
fn same_letters(near: Option<&str>, text: &str) -> Option<Text> {
    near.filter(|near| near.eq_ignore_ascii_case(text))
        .map(Text::from)
}

/// Lists words to choose from. A long list is cut off and ends with the number of omitted words.
fn choice(words: &[&str]) -> String {
    const SHOWN: usize = 12;
    if words.len() <= SHOWN {
        return listed(words.iter().copied(), "or");
    }
    let (first, rest) = words.split_at(SHOWN);
    let first: Vec<String> = first.iter().map(|word| format!("`{word}`")).collect();
    format!(
        "{} or one of {} more in the registry",
        first.join(", "),
        rest.len()
    )
}

fn merged(systems: &[&System], items: fn(&System) -> &'static [&'static str]) -> Vec<&'static str> {
    let mut merged: Vec<&str> = Vec::new();
    for item in systems.iter().flat_map(|system| items(system)) {
        if !merged.contains(item) {
            merged.push(item);
        }
    }
    merged
}

fn filled(avail: &Avail, column: Column) -> Option<&Cell> {
    avail.cell(column).filter(|cell| holds_value(cell))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn rated(territory: &str, system: &str, value: &str) -> Sample {
        Sample::movie()
            .under_ema()
            .with(Column::Territory, territory)
            .with(Column::RatingSystem, system)
            .with(Column::RatingValue, value)
    }

    #[test]
    fn the_ratings_of_the_templates_pass() {
        for (territory, system, value) in [
            ("US", "MPAA", "PG"),
            ("CA", "CHVRS", "PG"),
            ("US", "TVPG", "TV-14"),
            ("FR", "CSA", "10"),
        ] {
            assert_silent(&RULE, &rated(territory, system, value));
        }
    }

    #[test]
    fn systems_of_ones_own_pass() {
        assert_silent(&RULE, &rated("US", "Custom:Rockstar", "mild"));
        assert_silent(&RULE, &rated("DE", "custom: x", "1"));
    }

    #[test]
    fn a_value_without_a_system_can_not_be_looked_up() {
        assert_silent(&RULE, &rated("US", "", "PG"));
    }

    #[test]
    fn unknown_systems_are_named_with_the_nearest_or_those_of_the_territory() {
        assert_snapshot(
            fired(&RULE, &rated("US", "MPA", "PG")),
            str![[r#"
R4 RatingSystem: warning
  `MPA` is not a rating system of the registry
  help: If you mean `MPAA`, write that.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &rated("US", "mpaa", "pg")),
            str![[r#"
R4 RatingSystem: warning
  `mpaa` is not a rating system of the registry
  help: If you mean `MPAA`, write that.
  fix: `MPAA`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &rated("DE", "BPjM", "16")),
            str![[r#"
R4 RatingSystem: warning
  `BPjM` is not a rating system of the registry
  help: For this territory, the registry has `FSF` or `FSK`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &rated("AQ", "Penguins", "G")),
            str![[r#"
R4 RatingSystem: warning
  `Penguins` is not a rating system of the registry
  help: Write the name that the registry has for the system, such as `MPAA` or `FSK`.

"#]],
        );
    }

    #[test]
    fn a_system_of_another_territory_is_named_with_those_of_this_one() {
        assert_snapshot(
            fired(&RULE, &rated("DE", "MPAA", "PG")),
            str![[r#"
R4 RatingSystem: warning
  `MPAA` is not used in DE
  help: Write a rating of `FSF` or `FSK`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &rated("DE, FR", "MPAA", "PG")),
            str![[r#"
R4 RatingSystem: warning
  `MPAA` is not used in any of the row's territories
  help: Write a rating of `CNC`, `CSA`, `FSF` or `FSK`.

"#]],
        );
    }

    #[test]
    fn one_territory_that_uses_the_system_is_enough() {
        assert_silent(&RULE, &rated("DE, US", "MPAA", "PG"));
        // The registry has no system for Puerto Rico, so the value is not reported.
        assert_silent(&RULE, &rated("PR", "MPAA", "PG"));
        assert_silent(&RULE, &rated("JP", "UNRATED", "UNRATED"));
    }

    #[test]
    fn a_name_has_the_values_of_the_territorys_own_system() {
        assert_silent(&RULE, &rated("CZ", "Film", "15"));
        assert_snapshot(
            fired(&RULE, &rated("CZ", "Film", "K-15")),
            str![[r#"
S4 RatingValue: warning
  `K-15` is not a value of `Film`
  help: Write `U`, `12`, `15` or `18`.

"#]],
        );
    }

    #[test]
    fn values_are_named_with_the_nearest_or_all() {
        assert_snapshot(
            fired(&RULE, &rated("US", "MPAA", "PG13")),
            str![[r#"
S4 RatingValue: warning
  `PG13` is not a value of `MPAA`
  help: If you mean `PG-13`, write that.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &rated("US", "TVPG", "tv-14")),
            str![[r#"
S4 RatingValue: warning
  `tv-14` is not a value of `TVPG`
  help: If you mean `TV-14`, write that.
  fix: `TV-14`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &rated("US", "MPAA", "NR")),
            str![[r#"
S4 RatingValue: warning
  `NR` is not a value of `MPAA`
  help: Write `G`, `PG`, `PG-13`, `R` or `NC-17`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &rated("BR", "DJCTQ", "Livre")),
            str![[r#"
S4 RatingValue: warning
  `Livre` is not a value of `DJCTQ`
  help: Write `AL`, `L`, `A10`, `10`, `A12`, `12`, `14`, `A14`, `16`, `A16`, `18` or `A18`.

"#]],
        );
    }

    #[test]
    fn values_that_are_no_longer_given_are_named() {
        assert_snapshot(
            fired(&RULE, &rated("US", "MPAA", "GP")),
            str![[r#"
S4 RatingValue: warning
  `GP` is a value of `MPAA` that is no longer assigned
  help: Write the value that is in use today: `G`, `PG`, `PG-13`, `R` or `NC-17`.

"#]],
        );
    }

    #[test]
    fn reasons_are_looked_up_one_by_one() {
        let reasons = |text| rated("US", "TVPG", "TV-14").with(Column::RatingReason, text);
        assert_silent(&RULE, &reasons("D, L,S,V"));
        assert_snapshot(
            fired(&RULE, &reasons("D, Violence, fv")),
            str![[r#"
T4 RatingReason: warning
  `Violence` is not a reason of `TVPG`
  help: Write `D`, `L`, `S`, `V` or `FV`.
T4 RatingReason: warning
  `fv` is not a reason of `TVPG`
  help: If you mean `FV`, write that.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &reasons("L|S")),
            str![[r#"
T4 RatingReason: warning
  `L|S` is not a reason of `TVPG`
  help: Write `D`, `L`, `S`, `V` or `FV`.

"#]],
        );
    }

    #[test]
    fn reasons_of_a_system_without_any_are_free() {
        let sample = rated("US", "MPAA", "PG").with(Column::RatingReason, "some scary moments");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn pipes_separate_reasons_in_the_tv_tab_of_1_6() {
        let sample = Sample::episode()
            .version(EmaVersion::V1_6)
            .with(Column::RatingSystem, "TVPG")
            .with(Column::RatingReason, "L|S|V");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn prime_video_only_wants_it_known() {
        let sample = Sample::movie()
            .with(Column::RatingSystem, "TVPG")
            .with(Column::RatingValue, "TV-13");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
S4 RatingValue: notice
  `TV-13` is not a value of `TVPG`
  help: If you mean `TV-14`, write that.

"#]],
        );
    }
}
