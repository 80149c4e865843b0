//! Formats explanations for people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ema_model::{Column, Fault, TerritoryCode};

use super::{Explanation, ResolvedBound, RuleResult};
use crate::holdings::{HeldScope, Record};
use crate::marks::printable;
use crate::window::Bound;
use crate::wording::quoted;

impl Explanation {
    /// The cell and its column, as in `Avails!T36 Start: The start of the window.`
    #[must_use]
    pub fn heading(&self) -> String {
        let (place, field) = (&self.place, &self.field);
        let cell = match (&place.sheet, place.position) {
            (Some(sheet), None) => format!("{sheet}!{place} {field}"),
            _ => format!("{field} {place}"),
        };
        match self.column().map(Column::meaning) {
            Some(meaning) => format!("{cell}: {meaning}"),
            None => cell,
        }
    }

    /// Everything that is known about the cell, as labels with texts, for display. A label can occur several times.
    /// Facts that are the same in several territories are combined.
    ///
    /// | label | text |
    /// |---|---|
    /// | `text` | the text of the cell, and how the file stores it |
    /// | `value` | the value, or the reason why the text is not valid |
    /// | `instant` | the instants of a Start or End, with the clocks and zone on which they are based |
    /// | `title`, `offer`, `scope` | what the row is about |
    /// | `held there` | the records in the row's scopes, if the file is compared with holdings |
    /// | `found` | the findings, each with its rule |
    /// | `passes` | the rules that have checked the cell and found nothing |
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let offer = self.offer_in_words();
        let offer = offer.unwrap_or_else(|| "not known, because LicenseType is blank".to_owned());
        let instants = self.instants.iter().map(|it| (it.territory, instant(it)));
        let mut found: Vec<String> = self.rules.iter().flat_map(findings).collect();
        if found.is_empty() {
            found.push("nothing".to_owned());
        }
        let silent = self.rules.iter().filter(|it| it.findings.is_empty());
        let silent: Vec<&str> = silent.map(|it| it.rule.name()).collect();
        let groups = [
            ("text", vec![self.text_in_words()]),
            ("value", vec![self.value_in_words()]),
            ("instant", by_territory(instants)),
            ("title", vec![self.title()]),
            ("offer", vec![offer]),
            ("scope", vec![self.scopes_in_words()]),
            (
                "held there",
                self.held.as_deref().map_or_else(Vec::new, held),
            ),
            ("found", found),
            ("passes", vec![silent.join(", ")]),
        ];
        let facts = groups
            .into_iter()
            .flat_map(|(label, texts)| texts.into_iter().map(move |text| (label, text)));
        facts.filter(|(_, text)| !text.is_empty()).collect()
    }

    fn text_in_words(&self) -> String {
        match self.cell() {
            Some(cell) => format!(
                "{}, stored as {}",
                quoted(cell.text()),
                cell.stored().as_str()
            ),
            None => "none".to_owned(),
        }
    }

    fn value_in_words(&self) -> String {
        let faults = self.cell().map_or(&[][..], |cell| cell.faults());
        let reason = |fault: &Fault| {
            let cell = self.cell()?;
            let part = Some(cell.text().get(fault.at.clone())?).filter(|part| *part != cell.text());
            let part = part.map_or_else(String::new, |part| format!("{}: ", quoted(part)));
            Some(format!("{part}{}", fault.reason))
        };
        match self.value() {
            Some(value) => value,
            None if faults.is_empty() => "blank".to_owned(),
            None => {
                let reasons: Vec<String> = faults.iter().filter_map(reason).collect();
                format!("not valid: {}", reasons.join("; "))
            }
        }
    }

    /// The scopes, which differ only in their territories.
    fn scopes_in_words(&self) -> String {
        let Some(first) = self.scopes.first() else {
            return "not known, because the licensor, the ID, the license type or a territory is blank or not valid"
                .to_owned();
        };
        let territories = self.scopes.iter().map(|it| it.territory.to_string());
        let territories = territories.collect::<Vec<_>>().join(", ");
        let (licensor, id, model) = (&first.licensor, &first.id, &first.rights_model);
        format!(
            "{id} of {licensor} in {territories} ({model}): everything that a Full Extract with this row replaces"
        )
    }
}

fn instant(bound: &ResolvedBound) -> String {
    match (bound.bound, bound.resolved) {
        (Bound::At(instant), Some(at)) => format!("{instant} ({} in {})", at.local, at.zone),
        (Bound::At(instant), None) => instant.to_string(),
        (Bound::Never, _) => "no end".to_owned(),
        (Bound::EstStart, _) => "the start of the sale".to_owned(),
        (Bound::Unknown, _) => "not known".to_owned(),
    }
}

fn held(scopes: &[HeldScope]) -> Vec<String> {
    let windows = scopes.iter().flat_map(|it| {
        let window = |record: &Record| match it.is_deleted {
            true => format!("{record}, deleted and still live"),
            false => record.to_string(),
        };
        let nothing = it.records.is_empty().then(|| "nothing".to_owned());
        let windows: Vec<String> = it.records.iter().map(window).chain(nothing).collect();
        windows.into_iter().map(|text| (it.scope.territory, text))
    });
    by_territory(windows)
}

fn findings(result: &RuleResult) -> impl Iterator<Item = String> {
    let rule = result.rule.name();
    let findings = result.findings.iter();
    findings.map(move |it| format!("{} {rule}: {}. {}", it.severity, it.message, it.help))
}

/// Formats each text once, after the territories that it is about.
fn by_territory(texts: impl Iterator<Item = (TerritoryCode, String)>) -> Vec<String> {
    let mut territories = BTreeMap::<String, BTreeSet<TerritoryCode>>::new();
    for (territory, text) in texts {
        territories.entry(text).or_default().insert(territory);
    }
    let mut groups: Vec<_> = territories.into_iter().collect();
    groups.sort_by(|(_, one), (_, other)| one.cmp(other));
    let line = |(text, territories): (String, BTreeSet<TerritoryCode>)| {
        let territories = territories.iter().map(ToString::to_string);
        format!("{}: {text}", territories.collect::<Vec<_>>().join(", "))
    };
    groups.into_iter().map(line).collect()
}

impl fmt::Display for Explanation {
    /// Formats the heading and the facts, each in a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", printable(&self.heading()))?;
        for (label, text) in self.facts() {
            writeln!(f, "{label:<12}{}", printable(&text))?;
        }
        Ok(())
    }
}
