//! A simple model for testing the rules about clashing rows. The model compares each pair of rows
//! in each territory, and looks up the meaning of cells in lists. It shares no code with the rules,
//! except the code that resolves times.

mod rows;

use std::collections::BTreeSet;

use crate::testing::check_against;
use crate::{Bound, Holdings, Profile, Severity, Timestamp, Window};
use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, FileInfo, Format, Sheet, TerritoryCode, Workbook,
};
use proptest::prelude::*;
use rows::rows;

const RULES: [&str; 6] = [
    "window-reversed",
    "preorder-after-sale",
    "window-duplicate",
    "window-overlap",
    "language-overlap",
    "holdback-split",
];

#[derive(Clone, Debug)]
struct Row {
    id: &'static str,
    territories: Vec<&'static str>,
    deletes: bool,
    license: &'static str,
    format: &'static str,
    hdr: &'static str,
    wcg: &'static str,
    languages: Vec<&'static str>,
    localization: &'static str,
    channel: &'static str,
    price: &'static str,
    holdback: &'static str,
    allowed: &'static str,
    start: String,
    end: String,
}

impl Row {
    fn cells(&self) -> [(Column, String); 16] {
        let text = |column, text: &str| (column, text.to_owned());
        [
            text(Column::DisplayName, "Rockstar Films"),
            text(Column::Alid, self.id),
            text(Column::Territory, &self.territories.join(", ")),
            text(
                Column::EntryType,
                if self.deletes {
                    "Full Delete"
                } else {
                    "Full Extract"
                },
            ),
            text(Column::LicenseType, self.license),
            text(Column::FormatProfile, self.format),
            text(Column::Hdr, self.hdr),
            text(Column::Wcg, self.wcg),
            text(Column::AssetLanguage, &self.languages.join(", ")),
            text(Column::LocalizationType, self.localization),
            text(Column::GroupIdentity, self.channel),
            text(Column::PriceType, self.price),
            text(Column::HoldbackLanguage, self.holdback),
            text(Column::AllowedLanguages, self.allowed),
            text(Column::Start, &self.start),
            text(Column::End, &self.end),
        ]
    }

    fn avail(&self) -> Avail {
        let cells = self.cells();
        let cells = cells.iter().map(|(column, text)| (*column, text.as_str()));
        Avail::from_cells(EmaVersion::V1_7_3, cells)
    }

    fn format(&self, is_prime: bool) -> (&'static str, &'static str) {
        let format = match self.format {
            "4K" if is_prime => "UHD",
            format => format,
        };
        let hdr = match self.hdr {
            "" | "No" | "False" | "0" => "",
            "Yes" | "True" | "1" => "yes",
            other => other,
        };
        (format, hdr)
    }

    fn channel(&self, is_prime: bool) -> &'static str {
        match (self.license, self.channel, is_prime) {
            ("SVOD", "" | "Prime" | "amazon prime" | "PrimeVideo", _) => "",
            ("SVOD", "Pure Flix" | "pureflix" | "PURE FLIX", true) => "pureflix",
            ("SVOD", channel, _) | (_, channel, false) => channel,
            (_, _, true) => "",
        }
    }

    /// Returns pairs of a language and a kind of asset. `any` is a separate kind.
    fn languages(&self) -> BTreeSet<(&'static str, &'static str)> {
        let all = if self.languages.is_empty() {
            vec!["*"]
        } else {
            self.languages.clone()
        };
        let mut pairs = BTreeSet::new();
        for language in all {
            let (tag, kind) = match language.split_once(':') {
                Some((tag, kind)) => (tag, kind),
                None => (language, self.localization),
            };
            let tag = if tag == "FR" { "fr" } else { tag };
            match kind {
                "" | "any" => pairs.insert((tag, "any")),
                "subdub" => pairs.insert((tag, "sub")) | pairs.insert((tag, "dub")),
                kind => pairs.insert((tag, kind)),
            };
        }
        pairs
    }

    fn is_same_but_for_languages(&self, other: &Self, is_prime: bool) -> bool {
        let has_format = !(is_prime && self.license == "SVOD");
        self.license == other.license
            && (!has_format || self.format(is_prime) == other.format(is_prime))
            && (is_prime || (self.wcg == "Yes") == (other.wcg == "Yes"))
            && self.channel(is_prime) == other.channel(is_prime)
            && self.price.starts_with("TPR") == other.price.starts_with("TPR")
    }
}

/// Comparisons between overlapping rows.
impl Row {
    fn is_same_offer(&self, other: &Self, is_prime: bool) -> bool {
        self.is_same_but_for_languages(other, is_prime) && self.languages() == other.languages()
    }

    fn grants_a_language_of(&self, other: &Self) -> bool {
        let (here, there) = (self.languages(), other.languages());
        here.iter().any(|(tag, kind)| {
            there.iter().any(|(other_tag, other_kind)| {
                (tag == other_tag || *tag == "*" || *other_tag == "*")
                    && (kind == other_kind || *kind == "any" || *other_kind == "any")
            })
        })
    }

    /// Returns the languages and kinds of assets that the row holds back, or `None` if the row is
    /// not compared.
    fn holdback(&self) -> Option<&'static [&'static str]> {
        match (self.holdback, self.allowed) {
            ("", "") => Some(&[]),
            ("", _) => None,
            ("fr" | "fr:any" | "FR:subdub" | "fr:dub, fr:sub", _) => Some(&["fr:sub", "fr:dub"]),
            ("fr:sub", _) => Some(&["fr:sub"]),
            ("de, fr" | "fr, de", _) => Some(&["fr:sub", "fr:dub", "de:sub", "de:dub"]),
            (other, _) => panic!("no row holds back {other}"),
        }
    }

    fn has_terms_of(&self, other: &Self, is_prime: bool) -> bool {
        self.license == other.license
            && self.format(is_prime).0 == other.format(is_prime).0
            && self.channel(is_prime) == other.channel(is_prime)
    }
}

/// Returns a row's window in a territory, or `None` if the window is unknown.
fn window(
    rows: &[Row],
    row: &Row,
    territory: &str,
    profile: &Profile,
) -> Option<(Timestamp, Timestamp)> {
    let code = territory.parse::<TerritoryCode>().unwrap();
    let resolved = |row: &Row| Window::of(&row.avail(), code, profile.conventions());
    let start = resolved(row).start.instant()?;
    let is_its_sale = |other: &&Row| {
        let is_of_title = other.id == row.id && other.territories.contains(&territory);
        is_of_title && other.license == "EST" && !other.deletes
    };
    let sales = rows.iter().filter(is_its_sale);
    let end = match resolved(row).end {
        Bound::At(end) => end,
        Bound::EstStart if row.license != "POEST" => return None,
        Bound::EstStart => {
            let starts = sales.filter_map(|sale| resolved(sale).start.instant());
            starts.min().unwrap_or(Timestamp::MAX)
        }
        _ => Timestamp::MAX,
    };
    Some((start, end))
}

/// Returns the findings about a row in a territory, according to the definitions of the rules.
fn wrong(
    rows: &[Row],
    here: usize,
    territory: &str,
    profile: &Profile,
) -> BTreeSet<(&'static str, Severity)> {
    let is_prime = profile.name() == "prime-video";
    let mut wrong = BTreeSet::new();
    let row = &rows[here];
    let Some((start, end)) = window(rows, row, territory, profile) else {
        return wrong;
    };
    if end <= start {
        wrong.extend(match (row.end.as_str(), row.deletes) {
            ("ESTStart", true) => None,
            ("ESTStart", false) => Some(("preorder-after-sale", Severity::Error)),
            _ => Some(("window-reversed", Severity::Error)),
        });
        return wrong;
    }
    // A row that has ended in all of its territories no longer grants or holds back anything.
    let is_current = |row: &Row| {
        let mut windows = row.territories.iter();
        windows.any(|it| window(rows, row, it, profile).is_none_or(|(_, end)| as_of() < end))
    };
    let are_current = |other: &Row| is_current(row) && is_current(other);
    let mut met = Vec::new();
    let (mut shares_language, mut splits_holdback) = (false, false);
    for other in rows[..here]
        .iter()
        .filter(|other| !other.deletes && !row.deletes)
    {
        let is_of_title = other.id == row.id && other.territories.contains(&territory);
        let Some((other_start, other_end)) = window(rows, other, territory, profile) else {
            continue;
        };
        let meets = other_start < other_end && other_start < end && start < other_end;
        if !is_of_title || !meets {
            continue;
        }
        if row.is_same_offer(other, is_prime) {
            let same_format = row.format(is_prime) == other.format(is_prime);
            let rule = match (other_start, other_end) == (start, end) {
                true => "window-duplicate",
                false => "window-overlap",
            };
            met.push((!same_format, rule));
        } else if row.is_same_but_for_languages(other, is_prime) && are_current(other) {
            shares_language |= row.grants_a_language_of(other);
        }
        if let (Some(held), Some(other_held)) = (row.holdback(), other.holdback()) {
            let split = row.has_terms_of(other, is_prime) && held != other_held;
            splits_holdback |= split && are_current(other);
        }
    }
    if let Some((other_format, rule)) = met.iter().min() {
        let severity = match other_format {
            true => Severity::Warning,
            false => Severity::Error,
        };
        wrong.insert((*rule, severity));
    } else if splits_holdback {
        wrong.insert(("holdback-split", Severity::Warning));
    }
    if shares_language && is_prime {
        wrong.insert(("language-overlap", Severity::Warning));
    }
    wrong
}

/// The moment of the check, which is between the dates in the rows.
fn as_of() -> Timestamp {
    Timestamp::from_utc("2026-03-20T00:00:00".parse().unwrap())
}

fn expected(rows: &[Row], profile: &Profile) -> BTreeSet<(&'static str, Severity, usize)> {
    let mut expected = BTreeSet::new();
    for (here, row) in rows.iter().enumerate() {
        for territory in &row.territories {
            let wrong = wrong(rows, here, territory, profile);
            let wrong = wrong.into_iter();
            expected.extend(wrong.map(|(rule, severity)| (rule, severity, here)));
        }
    }
    expected
}

fn workbook(rows: &[Row]) -> Workbook {
    let header = match rows.first() {
        Some(row) => row.avail().header().clone(),
        None => Avail::from_cells(EmaVersion::V1_7_3, []).header().clone(),
    };
    let mut builder = AvailBuilder::new(header.clone());
    let avails = (4..).zip(rows).map(|(number, row)| {
        for (column, text) in row.cells() {
            builder.set(column, text.as_str()).unwrap();
        }
        builder.build(number)
    });
    let sheet = Sheet::new(header.clone(), avails.collect());
    Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet])
}

proptest! {
    #[test]
    fn what_clashes_by_definition_is_reported_once(rows in rows()) {
        for profile in [Profile::prime_video(), Profile::ema()] {
            let others = crate::rules().filter(|rule| !RULES.contains(&rule.name()));
            let expected = expected(&rows, &profile);
            let profile = others.fold(profile, |profile, rule| profile.with_severity(rule, None));
            let findings = check_against(&profile, &Holdings::new(), &workbook(&rows), as_of());
            let found: Vec<(&str, Severity, usize)> = findings
                .iter()
                .map(|finding| {
                    let row = finding.place.row.unwrap() as usize - 4;
                    (finding.rule.name(), finding.severity, row)
                })
                .collect();
            let different: BTreeSet<(&str, Severity, usize)> = found.iter().copied().collect();
            prop_assert_eq!(found.len(), different.len());
            prop_assert_eq!(different, expected);
        }
    }
}
