//! Tests that the values recommended in messages are accepted by the same profile and version.

use std::collections::BTreeSet;

use ema_model::{Column, EmaVersion, Kind, Layout, SheetKind};

use crate::testing::Sample;
use crate::{Finding, Profile, Section};

/// Texts that are wrong in most columns.
const WRONG: &[&str] = &[
    "8K",
    "3D4K",
    "Full Extrakt",
    "Update",
    "Delete",
    "Documentary",
    "Film",
    "TVOD",
    "Rental",
    "Sell-through",
    "subtitles",
    "Wholesale",
    "TPR-SRP",
    "price",
    "maybe",
    "1",
    "0",
    "t",
    "UK",
    "USA",
    "AN",
    "CS",
    "EL",
    "Germany",
    "Austria, Georgia",
    "World",
    "U S",
    "CA-QC",
    "CA-QQ",
    "German",
    "Portuguese (Brazil)",
    "pt_BR",
    "en-UK",
    "iw",
    "qqq",
    "en:audio",
    "en : sub",
    "German : sub",
    "es-LA",
    "en;fr",
    "01/02/2026",
    "2026-13-01",
    "1/2/26",
    "20260101",
    "soon",
    "ESTStart",
    "Immediate",
    "Open",
    "48h",
    "P30D",
    "30 days",
    "56:20",
    "1,5",
    "9,99",
    "$9.99",
    "9.999",
    "1.000,00",
    "Library",
    "NR",
    "HRK",
    "Euro",
    "US$",
    "10.5240/1489-49A2-3956-4B2D-FE16-6",
    "10.5240:1489-49A2-3956-4B2D-FE16-5",
    "PG13",
    "FSK 12",
    "HDR",
    "Dolby Vision",
    "Atmos",
];

/// The words in backticks that a finding recommends.
fn recommended(finding: &Finding) -> impl Iterator<Item = String> {
    let parts = finding.help.split('`').skip(1).step_by(2);
    // Patterns, prefixes, punctuation, and the words to write in other columns are not values of the column.
    let is_value = |word: &&str| {
        let is_form = word.contains("YYYY") || word.contains("XXXX") || word.ends_with('/');
        let is_elsewhere = finding.help.contains(&format!("write `{word}` in "));
        // These words are categories, which belong in PriceValue.
        let is_category = finding.field.as_deref() == Some("PriceType")
            && ["Library", "New Release"].contains(word);
        let is_form = is_form || !word.chars().any(char::is_alphanumeric);
        !is_form && !is_elsewhere && !is_category
    };
    let words = parts.filter(is_value);
    let words = words.map(|word| match word.strip_prefix(':') {
        Some(suffix) => format!("en:{suffix}"),
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().into_iter()
}

/// Rules that compare the value with other cells, or that are about the platform's use of the column.
const OTHERS: [&str; 3] = ["unused-field", "id-mismatch", "currency-unusual"];

/// The findings about the values in a column.
fn found(column: Column, texts: &BTreeSet<String>, base: &Sample) -> Vec<Finding> {
    let mut texts = texts.iter();
    let Some(first) = texts.next() else {
        return Vec::new();
    };
    let sample = base.clone().with(column, first);
    let sample = texts.fold(sample, |sample, text| sample.and().with(column, text));
    let mut findings = sample.findings();
    findings.retain(|it| {
        let name = it.rule.name();
        let is_cell = it.rule.section() == Section::Cells || name == "price-by-arrangement";
        is_cell
            && !OTHERS.contains(&name)
            && it.field.as_deref() == Some(column.name())
            && it.value.is_some()
    });
    findings
}

#[test]
fn a_recommended_value_is_accepted() {
    let mut faults = BTreeSet::new();
    let mut checked = 0;
    for version in EmaVersion::ALL.iter().copied() {
        for profile in [Profile::prime_video(), Profile::ema()] {
            for (base, sheet) in [
                (Sample::movie(), SheetKind::Movies),
                (Sample::episode(), SheetKind::Tv),
            ] {
                let sheet = if version >= EmaVersion::V1_8 {
                    SheetKind::Avails
                } else {
                    sheet
                };
                let base = base.version(version).under(profile.clone());
                let mut kinds = BTreeSet::<Kind>::new();
                for column in (Layout { version, sheet }).columns().iter().copied() {
                    let kind = column.kind(version);
                    if !kinds.insert(kind) {
                        continue;
                    }
                    let words = kind.words().iter().map(|word| word.text);
                    let wrong = WRONG
                        .iter()
                        .copied()
                        .chain(words)
                        .map(str::to_owned)
                        .collect();
                    let advice = found(column, &wrong, &base);
                    let listed = profile.words(kind, version).into_iter().map(str::to_owned);
                    let advised = advice.iter().flat_map(recommended).chain(listed);
                    let advised: BTreeSet<String> = advised.collect();
                    checked += advised.len();
                    for finding in found(column, &advised, &base) {
                        let from = advice.iter().find(|it| {
                            recommended(it).any(|word| Some(&*word) == finding.value.as_deref())
                        });
                        faults.insert(format!(
                            "{} {version} {column}: {finding}\n    recommended by: {} → {}",
                            profile.name(),
                            from.map_or("", |it| it.message.as_str()),
                            from.map_or("", |it| it.help.as_str()),
                        ));
                    }
                }
            }
        }
    }
    assert!(checked > 1_000, "{checked}");
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
