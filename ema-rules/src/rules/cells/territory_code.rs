//! The rule `territory-code`.

use std::collections::BTreeMap;

use currency_map::{Territory, TerritoryStatus, UnknownTerritory, default_for};
use ema_model::{Cell, Kind, Reason, TerritoryCode, Text, Value, is_space, trim};

use crate::engine::{
    AppliesTo, CellAt, Check, Difference, Page, Profile, Reporter, Rule, Section, Severity,
};
use crate::rules::shared::items::tell_each;
use crate::wording::{blanks, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "territory-code",
    summary: "a territory is not a country code of ISO 3166-1",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if Territory or TerritoryExclusion has anything other than an assigned \
               two-letter code of ISO 3166-1, such as the name of a country, a withdrawn code, or \
               a code for the whole world. Region codes such as `CA-QC` are accepted only under \
               the profile `ema`.",
        why: "The platform looks up the code. If it does not find the code, the row does not grant \
              rights anywhere, or the platform rejects the file.",
        example: "Territory `UK`. The code of the United Kingdom is `GB`.",
        remedy: "Write the two-letter code of the country.",
        source: "Prime Video, \"Content rights\", fields Territory and TerritoryExcluded: an ISO \
                 3166-1 code; EMA Avails data dictionary, AvailTrans/Territory: an ISO 3166 code; \
                 ISO 3166-1: the list of codes",
    },
    check: Check::Cell(|kind| kind == Kind::Territories, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    if let Value::Territories(territories) = at.cell.value() {
        let profile = at.profile;
        let wrong = territories
            .iter()
            .filter_map(|territory| Some((*territory, not_assigned(*territory, profile)?)));
        let wrong: BTreeMap<TerritoryCode, (String, String)> = wrong.collect();
        let say = |territory| wrong.get(&territory).cloned().unwrap_or_default();
        tell_each(at.cell, wrong.keys().copied(), say, None, reporter);
    }
    let faults = at
        .cell
        .faults()
        .iter()
        .filter(|fault| fault.reason == Reason::Territory);
    let codes: Vec<&str> = faults
        .map(|fault| &at.cell.text()[fault.at.clone()])
        .collect();
    if !codes.is_empty() {
        tell_each(at.cell, codes, unknown, mended(at.cell).as_ref(), reporter);
    }
}

/// Returns whether `territory-code` reports a territory that can be read.
pub(super) fn reports(territory: TerritoryCode, profile: &Profile) -> bool {
    profile.severity(&RULE).is_some() && not_assigned(territory, profile).is_some()
}

/// Returns the message and help for a territory that is in ISO 3166-1 but is not accepted.
fn not_assigned(territory: TerritoryCode, profile: &Profile) -> Option<(String, String)> {
    let platform = profile.platform_name();
    let country = territory.country();
    let name = country.name();
    match country.status() {
        TerritoryStatus::Withdrawn { on, successors } => {
            // Prime Video's "Currency map per territory" includes the withdrawn codes `AN` and
            // `TP`.
            let has_currencies = profile.has(Difference::DefaultCurrencies);
            let listed = match has_currencies && default_for(country).is_some() {
                true => format!(
                    " {platform}'s table of currencies still lists the old code, but that does not \
                     make it a territory."
                ),
                false => String::new(),
            };
            Some((
                format!("`{country}` was the code of {name} until {on}"),
                instead(successors) + &listed,
            ))
        }
        TerritoryStatus::Assigned if territory.region().is_none() => None,
        TerritoryStatus::Assigned if !profile.has(Difference::OnlyCountries) => None,
        TerritoryStatus::Assigned => Some((
            format!("`{territory}` is a region of {name}, not a country"),
            format!(
                "Write a country, because {platform} accepts only whole countries. If the rights \
                 cover all of {name}, write `{country}`."
            ),
        )),
        _ => Some((
            format!("`{country}` ({name}) is not assigned by ISO 3166-1"),
            "Ask the platform which code it accepts for this territory.".to_owned(),
        )),
    }
}

const COUNTRY: &str = "Write the two-letter code of each intended country, such as `US` or `GB`.";

/// Returns the message and help for a value that is not a code.
fn unknown(code: &str) -> (String, String) {
    let quote = quoted(code);
    if let Some(right) = without_blanks(code) {
        let kinds = blanks(code.chars().filter(|c| is_space(*c)));
        let message = format!("{quote} contains {kinds}");
        return (message, format!("Write `{right}` ({}).", right.name()));
    }
    let means = match Territory::parse(code) {
        Err(UnknownTerritory::Reserved { name, .. }) => format!(" ({name})"),
        _ => String::new(),
    };
    let help = match Territory::suggest(code) {
        Some(right) => format!("Write `{right}` ({}).", right.name()),
        None => COUNTRY.to_owned(),
    };
    let message = format!("{quote}{means} is not a country code of ISO 3166-1");
    (message, help)
}

/// Returns the territory whose code is written with spaces: `US` for `U S`.
fn without_blanks(code: &str) -> Option<Territory> {
    let letters: String = code.chars().filter(|c| !is_space(*c)).collect();
    let territory = Territory::parse(&letters).ok()?;
    (letters.len() < code.len()).then_some(territory)
}

/// Corrects the codes in a cell if each can mean only one territory: `UK`, `U S`, three-letter
/// codes, and names.
fn mended(cell: &Cell) -> Option<Text> {
    let mut mended = String::new();
    let mut rest = 0;
    for fault in cell.faults() {
        let code = cell.text().get(fault.at.clone())?;
        let apart = without_blanks(code);
        let right = apart.or_else(|| Territory::suggest(code))?;
        let reserved = matches!(
            Territory::parse(code),
            Err(UnknownTerritory::Reserved { .. })
        );
        let alpha3 = right
            .alpha3()
            .is_some_and(|alpha3| alpha3.eq_ignore_ascii_case(code));
        if apart.is_none() && !reserved && !alpha3 && !is_name(code) {
            return None;
        }
        mended += cell.text().get(rest..fault.at.start)?;
        mended += right.as_str();
        rest = fault.at.end;
    }
    mended += cell.text().get(rest..)?;
    Some(Text::from(trim(&mended)))
}

/// Returns whether text that suggests a territory is the territory's full name.
///
/// Not every name is certain. Georgia is also a state of the US, Samoa can mean American Samoa, Saint Martin has two
/// parts, Micronesia and Macedonia are also regions, and the other names belong to parts of a territory.
fn is_name(text: &str) -> bool {
    const UNCERTAIN: [&str; 13] = [
        "antigua",
        "bosnia",
        "britain",
        "georgia",
        "great britain",
        "macedonia",
        "micronesia",
        "saint helena",
        "saint kitts",
        "saint martin",
        "saint vincent",
        "samoa",
        "trinidad",
    ];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 3 && !UNCERTAIN.contains(&trim(text).to_lowercase().as_str())
}

fn instead(successors: &[Territory]) -> String {
    let names: Vec<String> = successors
        .iter()
        .map(|territory| format!("`{territory}` ({})", territory.name()))
        .collect();
    match &names[..] {
        [] => "Write the code that is in use today.".to_owned(),
        [one] => format!("Write {one}."),
        several => format!("Write the intended code: {}.", several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn assigned_codes_pass() {
        for code in ["US", "GB", "DE", "us", "US, CA"] {
            assert_silent(&RULE, &Sample::movie().with(Column::Territory, code));
        }
    }

    #[test]
    fn other_spellings_are_named_with_the_code_that_is_meant() {
        let named = |text| fired(&RULE, &Sample::movie().with(Column::Territory, text));
        assert_snapshot(
            named("UK"),
            str![[r#"
C4 Territory: error
  `UK` (United Kingdom) is not a country code of ISO 3166-1
  help: Write `GB` (United Kingdom).
  fix: `GB`

"#]],
        );
        assert_snapshot(
            named(" usa, CA,uk "),
            str![[r#"
C4 Territory: error
  `usa` is not a country code of ISO 3166-1
  help: Write `US` (United States).
  fix: `US, CA,GB`
C4 Territory: error
  `uk` (United Kingdom) is not a country code of ISO 3166-1
  help: Write `GB` (United Kingdom).
  fix: `US, CA,GB`

"#]],
        );
        // The European Union uses `EL` for Greece.
        assert_snapshot(
            named("EL"),
            str![[r#"
C4 Territory: error
  `EL` is not a country code of ISO 3166-1
  help: Write `GR` (Greece).

"#]],
        );
        // Georgia can also mean the US state.
        assert_snapshot(
            named("UK, Georgia"),
            str![[r#"
C4 Territory: error
  `UK` (United Kingdom) is not a country code of ISO 3166-1
  help: Write `GB` (United Kingdom).
C4 Territory: error
  `Georgia` is not a country code of ISO 3166-1
  help: Write `GE` (Georgia).

"#]],
        );
    }

    #[test]
    fn names_are_fixed_if_they_are_certain() {
        let named = |text| fired(&RULE, &Sample::movie().with(Column::Territory, text));
        assert_snapshot(
            named("Austria, czech republic"),
            str![[r#"
C4 Territory: error
  `Austria` is not a country code of ISO 3166-1
  help: Write `AT` (Austria).
  fix: `AT, CZ`
C4 Territory: error
  `czech republic` is not a country code of ISO 3166-1
  help: Write `CZ` (Czechia).
  fix: `AT, CZ`

"#]],
        );
        for name in ["Germany", "United States of America", "Côte d'Ivoire"] {
            assert!(named(name).contains("fix: "), "{name}");
        }
        for name in [
            "Georgia", "Samoa", "Bosnia", "Britain", "Korea", "England", "Europe", "World",
        ] {
            assert!(!named(name).contains("fix: "), "{name}");
        }
    }

    #[test]
    fn blanks_in_a_code_are_named() {
        let named = |text| fired(&RULE, &Sample::movie().with(Column::Territory, text));
        assert_snapshot(
            named("U\u{a0}S, C\u{200b}A, USA"),
            str![[r#"
C4 Territory: error
  `U\u{a0}S` contains a no-break space; in the cell, character 7 is U+200B (zero-width space)
  help: Write `US` (United States).
  fix: `US, CA, US`
C4 Territory: error
  `C\u{200b}A` contains a zero-width space; in the cell, character 7 is U+200B (zero-width space)
  help: Write `CA` (Canada).
  fix: `US, CA, US`
C4 Territory: error
  `USA` is not a country code of ISO 3166-1; in the cell, character 7 is U+200B (zero-width space)
  help: Write `US` (United States).
  fix: `US, CA, US`

"#]],
        );
        assert_snapshot(
            named("US CA"),
            str![[r#"
C4 Territory: error
  `US CA` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.

"#]],
        );
    }

    #[test]
    fn a_cell_full_of_wrong_codes_is_told_in_a_few_findings() {
        let codes: Vec<String> = (0..10_000).map(|number| format!("X{number}")).collect();
        let sample = Sample::movie().with(Column::Territory, &codes.join(","));
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
C4 Territory: error
  `X0` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  `X1` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  `X2` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  `X3` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  `X4` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  `X5` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  `X6` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  `X7` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.
C4 Territory: error
  the same applies to 9992 more items of the cell
  help: Look at them one by one.

"#]],
        );
        let same = Sample::movie().with(Column::Territory, &["XX"; 10_000].join(","));
        assert_snapshot(
            fired(&RULE, &same),
            str![[r#"
C4 Territory: error
  `XX` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.

"#]],
        );
    }

    #[test]
    fn withdrawn_codes_are_named_with_their_successors() {
        let named = |text| fired(&RULE, &Sample::movie().with(Column::Territory, text));
        assert_snapshot(
            named("AN"),
            str![[r#"
C4 Territory: error
  `AN` was the code of Netherlands Antilles until 2010-12-15
  help: Write the intended code: `BQ` (Bonaire, Sint Eustatius and Saba), `CW` (Curaçao), `SX` (Sint Maarten). Prime Video's table of currencies still lists the old code, but that does not make it a territory.

"#]],
        );
        assert_snapshot(
            named("TP"),
            str![[r#"
C4 Territory: error
  `TP` was the code of East Timor until 2002-05-20
  help: Write `TL` (Timor-Leste). Prime Video's table of currencies still lists the old code, but that does not make it a territory.

"#]],
        );
    }

    #[test]
    fn what_means_no_country_is_named() {
        let named = |text| fired(&RULE, &Sample::movie().with(Column::Territory, text));
        assert_snapshot(
            named("US, Worldwide"),
            str![[r#"
C4 Territory: error
  `Worldwide` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.

"#]],
        );
        assert_snapshot(
            named("EU"),
            str![[r#"
C4 Territory: error
  `EU` (European Union) is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.

"#]],
        );
        assert_snapshot(
            named("ZZ"),
            str![[r#"
C4 Territory: error
  `ZZ` is not a country code of ISO 3166-1
  help: Write the two-letter code of each intended country, such as `US` or `GB`.

"#]],
        );
        assert_snapshot(
            named("XK"),
            str![[r#"
C4 Territory: error
  `XK` (Kosovo) is not assigned by ISO 3166-1
  help: Ask the platform which code it accepts for this territory.

"#]],
        );
    }

    #[test]
    fn exclusions_are_territories_too() {
        fired(
            &RULE,
            &Sample::movie().with(Column::TerritoryExclusion, "UK"),
        );
    }

    #[test]
    fn regions_are_for_ema_alone() {
        let sample = Sample::movie().with(Column::Territory, "CA-QC");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
C4 Territory: error
  `CA-QC` is a region of Canada, not a country
  help: Write a country, because Prime Video accepts only whole countries. If the rights cover all of Canada, write `CA`.

"#]],
        );
        assert_silent(&RULE, &sample.under_ema());
    }
}
