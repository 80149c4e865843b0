//! The languages that a row holds back.

use std::collections::BTreeMap;

use ema_model::{Avail, Column, Field, LanguageSuffix, LanguageTag, Registration, Text};

use crate::wording::{joined, quoted};

/// The languages that a row holds back, normalized. The map is empty if the cell is blank.
#[derive(PartialEq, Eq, Hash)]
pub(in crate::rules) struct Holdback(BTreeMap<Text, Kinds>);

/// The kinds of assets that are held back.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Kinds {
    sub: bool,
    dub: bool,
}

impl Holdback {
    /// Returns the languages that a row holds back, or `None` if the languages can't be compared.
    pub(in crate::rules) fn of(avail: &Avail) -> Option<Self> {
        let names_allowed = |column| matches!(avail.cell(column), Some(cell) if !cell.is_blank());
        let allowed = [Column::AllowedLanguages, Column::HoldbackExclusionLanguage];
        match avail.holdback_language() {
            Field::Value { value, .. } => Some(Self::of_list(value)),
            Field::Absent if allowed.into_iter().any(names_allowed) => None,
            Field::Absent => Some(Self::of_list(&[])),
            Field::Invalid { .. } => None,
        }
    }

    fn of_list(list: &[LanguageTag]) -> Self {
        let mut languages: BTreeMap<Text, Kinds> = BTreeMap::new();
        for tag in list {
            let name = match tag.registration() {
                Registration::Deprecated {
                    preferred: Some(preferred),
                    ..
                } => Text::from(preferred.tag()),
                _ => Text::from(tag.tag()),
            };
            let held = languages.entry(name).or_default();
            held.sub |= tag.suffix() != Some(LanguageSuffix::Dub);
            held.dub |= tag.suffix() != Some(LanguageSuffix::Sub);
        }
        Self(languages)
    }

    /// Lists the languages that only `self` holds back, followed by a verb: `` `fr` and `de:sub` are ``.
    pub(in crate::rules) fn beyond(&self, other: &Self) -> Option<String> {
        const NAMED: usize = 3;
        let mut names = self.0.iter().filter_map(|(language, held)| {
            let there = other.0.get(language).copied().unwrap_or_default();
            let suffix = match (held.sub && !there.sub, held.dub && !there.dub) {
                (true, true) => "",
                (true, false) => ":sub",
                (false, true) => ":dub",
                (false, false) => return None,
            };
            Some(quoted(&format!("{language}{suffix}")))
        });
        let mut named: Vec<String> = names.by_ref().take(NAMED).collect();
        let more = names.count();
        if more > 0 {
            named.push(format!("{more} more"));
        }
        let verb = if named.len() == 1 { "is" } else { "are" };
        (!named.is_empty()).then(|| format!("{} {verb}", joined(named, "and")))
    }
}
