//! Parses the territories given on the command line.

use currency_map::{Currency, Territory, TerritoryStatus, UnknownTerritory};

use ema_model::TerritoryCode;

use crate::failure::Failure;
use crate::output::list;

/// Parses territories. Returns a message with the probable meaning of each string that is not a territory.
pub(crate) fn read_territories(texts: &[String]) -> (Vec<Territory>, Vec<Failure>) {
    let mut territories = Vec::new();
    let mut failures = Vec::new();
    for text in texts {
        let text = text.trim();
        match parse(text) {
            Ok(territory) => territories.push(territory),
            Err(hint) => failures.push(Failure::new(hint)),
        }
    }
    (territories, failures)
}

/// Parses a territory. The error suggests what the string probably means.
pub(crate) fn parse(text: &str) -> Result<Territory, String> {
    let text = text.trim();
    Territory::parse(text).map_err(|error| unknown(text, error))
}

/// Parses a territory, or a region of a territory, such as CA-QC.
pub(crate) fn parse_code(text: &str) -> Result<TerritoryCode, String> {
    let text = text.trim();
    match text.parse() {
        Ok(code) => Ok(code),
        // If the string has the form of a region, either its country is unknown or the region is
        // invalid.
        Err(_) => match text.split_once('-').map(|(country, _)| parse(country)) {
            Some(Ok(country)) => Err(format!(
                "\"{}\" is not a region of {}; write it like CA-QC, or only the territory",
                shortened(text),
                named(country)
            )),
            Some(Err(hint)) => Err(hint),
            None => parse(text).map(TerritoryCode::from),
        },
    }
}

/// Returns a message about a code that is not assigned.
pub(crate) fn note(territory: Territory) -> Option<String> {
    match territory.status() {
        TerritoryStatus::Withdrawn { on, successors } => Some(format!(
            "the territory {territory} was withdrawn on {on}, and became {}",
            list(successors.iter().map(|successor| successor.as_str()), "and")
        )),
        TerritoryStatus::UserAssigned => Some(format!(
            "{territory} is not a code of ISO 3166-1, but is in general use for {}",
            territory.name()
        )),
        _ => None,
    }
}

/// Formats a territory with its code and its name: `GB (United Kingdom)`.
fn named(territory: Territory) -> String {
    format!("{territory} ({})", territory.name())
}

fn unknown(text: &str, error: UnknownTerritory) -> String {
    let shown = shortened(text);
    if let Some(meant) = Territory::suggest(text) {
        return format!(
            "\"{shown}\" is not the code of a territory; write {}",
            named(meant)
        );
    }
    if let Ok(currency) = Currency::parse(text) {
        return format!(
            "\"{shown}\" is a currency ({}); write the code of a territory, such as US",
            currency.name()
        );
    }
    if let UnknownTerritory::Reserved { .. } = error {
        // The error itself explains that there is no single correct code.
        return format!("\"{shown}\" is not a territory: {error}");
    }
    let nearest: Vec<_> = nearest(text).into_iter().map(named).collect();
    match nearest.as_slice() {
        [] => format!("\"{shown}\" is not the code of a territory: {error}"),
        [one] => format!("\"{shown}\" is not the code of a territory; the nearest is {one}"),
        several => format!(
            "\"{shown}\" is not the code of a territory; the nearest are {}",
            list(several.iter().map(String::as_str), "and")
        ),
    }
}

/// Returns up to three territories that a string might mean. These are the territories whose names contain the string,
/// such as North Korea and South Korea for `Korea`. If there are none or more than three, these are the territories
/// with the most similar codes or names.
fn nearest(text: &str) -> Vec<Territory> {
    let text = text.to_lowercase();
    let length = text.chars().count();
    let current = || {
        Territory::all()
            .iter()
            .copied()
            .filter(|territory| !matches!(territory.status(), TerritoryStatus::Withdrawn { .. }))
            .map(|territory| (territory, territory.name().to_lowercase()))
    };
    if length > 3 {
        let having: Vec<_> = current()
            .filter(|(_, name)| name.contains(&text))
            .map(|(territory, _)| territory)
            .collect();
        if (1..=3).contains(&having.len()) {
            return having;
        }
    }
    let mut measured: Vec<_> = current()
        .filter_map(|(territory, name)| {
            let word = match length {
                2 => territory.as_str().to_lowercase(),
                3 => territory.alpha3()?.to_lowercase(),
                _ => name,
            };
            let other_length = word.chars().count();
            // A string of thirty thousand letters is not similar to any name, but comparing it with
            // every name would take a long time.
            if length.abs_diff(other_length) > other_length / 3 {
                return None;
            }
            let distance = strsim::osa_distance(&text, &word);
            (distance <= (other_length / 3).max(1))
                .then(|| ((distance, likeness(&text, &word)), territory))
        })
        .collect();
    measured.sort();
    let best = measured.first().map(|((distance, _), _)| *distance);
    measured
        .into_iter()
        .filter(|((distance, _), _)| Some(*distance) == best)
        .map(|(_, territory)| territory)
        .take(3)
        .collect()
}

/// Ranks a word among equally similar words: first by whether the first letters are the same, and then by how close the
/// last letters are in the alphabet.
fn likeness(text: &str, word: &str) -> (bool, u32) {
    let last = |text: &str| text.chars().next_back().map_or(0, u32::from);
    (
        text.chars().next() != word.chars().next(),
        last(text).abs_diff(last(word)),
    )
}

/// Shortens text to one line for a message.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let mut shown = String::new();
    for letter in text.chars().take(MOST) {
        match letter {
            // Inside double quotes, an apostrophe does not have to be escaped.
            '\'' => shown.push(letter),
            _ => shown.extend(letter.escape_debug()),
        }
    }
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}
