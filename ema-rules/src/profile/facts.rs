//! Tests that the facts about platforms have an effect.

use std::sync::Arc;

use ema_model::{Column, EmaVersion, FileInfo, Format, LicenseType, Sheet, TextEncoding, Workbook};

use super::{PLATFORMS, prime_video};
use crate::Profile;
use crate::engine::{Difference, Platform, RequiredBy};
use crate::testing::{Sample, check};

/// Returns the findings in a file under `prime-video`, after a change to the facts.
fn found(workbook: &Workbook, change: impl FnOnce(&mut Platform)) -> Vec<String> {
    let mut platform = prime_video::PLATFORM;
    change(&mut platform);
    let mut profile = Profile::prime_video();
    profile.platform = Some(Box::leak(Box::new(platform)));
    let findings = check(&profile, workbook);
    findings.iter().map(ToString::to_string).collect()
}

/// Asserts that a rule reads the fact: the findings in the file depend on it.
#[track_caller]
fn assert_read(fact: &str, workbook: &Workbook, change: impl FnOnce(&mut Platform)) {
    let unchanged = found(workbook, |_| {});
    assert_ne!(unchanged, found(workbook, change), "no rule reads {fact}");
}

/// Returns a file whose findings depend on the difference. A new difference needs a file here, so it needs a rule.
fn example(difference: Difference) -> Workbook {
    let movie = |column, text| Sample::movie().with(column, text);
    let sample = match difference {
        Difference::OnlyCountries => movie(Column::Territory, "US-CA"),
        Difference::TerritoryLists => movie(Column::Territory, "US, CA"),
        Difference::AnySuffix => movie(Column::AssetLanguage, "en:any"),
        Difference::OnlyCommas => Sample::episode()
            .with(Column::HoldbackLanguage, "ES|DE")
            .version(EmaVersion::V1_6),
        Difference::TimesOfDay => {
            movie(Column::Start, "2026-01-01T09:00:00").version(EmaVersion::V1_6)
        }
        Difference::KnownPrices => movie(Column::PriceValue, "TBD").version(EmaVersion::V1_6),
        Difference::DistributionNumbers => {
            Sample::episode().with(Column::DistributionNumber, "one")
        }
        Difference::LiftDates => movie(Column::LicenseType, "POEST")
            .with(Column::SuppressionLiftDate, "N/A")
            .version(EmaVersion::V1_7),
        // The default currency in Japan has no decimals.
        Difference::DefaultCurrencies => movie(Column::Territory, "JP")
            .with(Column::PriceValue, "500.50")
            .with(Column::PriceCurrency, ""),
        Difference::OnlyUtf8 => {
            let mut workbook = Sample::movie().workbook();
            workbook.file = FileInfo::new(None, Format::Csv);
            workbook.file.encoding = Some(TextEncoding::new("UTF-16LE", false));
            return workbook;
        }
        Difference::OneSheetOfAKind => {
            let sheet = || {
                let avails = Sample::movie().avails();
                Sheet::new(Arc::clone(avails[0].header()), avails)
            };
            return Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet(), sheet()]);
        }
    };
    sample.workbook()
}

#[test]
fn rules_read_each_difference() {
    for difference in prime_video::PLATFORM.differences {
        let others = prime_video::PLATFORM.differences.iter().copied();
        let others: Vec<_> = others.filter(|other| other != difference).collect();
        assert_read(&format!("{difference:?}"), &example(*difference), |it| {
            it.differences = others.leak();
        });
    }
}

#[test]
fn rules_read_each_other_fact() {
    // A new fact doesn't compile until it is listed here.
    let Platform {
        name: _,
        versions: _,
        words: _,
        categories: _,
        not_used: _,
        not_listed: _,
        required_by: _,
        differences: _,
        conventions: _,
        rules: _,
        severities: _,
    } = prime_video::PLATFORM;
    let movie = |column, text| Sample::movie().with(column, text).workbook();
    let short = movie(Column::WorkType, "Short");
    assert_read("name", &short, |it| it.name = "Example TV");
    assert_read("versions", &Sample::movie().workbook(), |it| {
        it.versions = EmaVersion::V1_8..=EmaVersion::V1_9;
    });
    assert_read("words", &short, |it| it.words = |_| None);
    let early = Sample::movie()
        .with(Column::PriceType, "Category")
        .with(Column::PriceValue, "Early VOD");
    assert_read("categories", &early.workbook(), |it| {
        it.categories = |_| &[];
    });
    let director = movie(Column::Director, "Jane Doe");
    assert_read("not_used", &director, |it| it.not_used = &[]);
    let campaign = movie(Column::CampaignId, "17");
    assert_read("not_listed", &campaign, |it| it.not_listed = &[]);
    let unnamed = movie(Column::ContentId, "");
    assert_read("required_by", &unnamed, |it| {
        it.required_by = RequiredBy::Ema;
    });
}

/// Some facts have an effect only together with a rule that the platform has to name.
#[test]
fn each_platform_has_the_rules_for_its_facts() {
    for (profile, platform) in PLATFORMS {
        let lists_words = Column::ALL.iter().any(|column| {
            let mut kinds = EmaVersion::ALL.iter().map(|version| column.kind(*version));
            kinds.any(|kind| (platform.words)(kind).is_some())
        });
        let ignores_columns = !platform.not_used.is_empty() || !platform.not_listed.is_empty();
        let mut licenses = [LicenseType::Est, LicenseType::Vod, LicenseType::Poest].iter();
        let has_categories = licenses.any(|license| !(platform.categories)(license).is_empty());
        let has_limit = (platform.conventions)().row_limit.is_some();
        let has_currencies = platform
            .differences
            .contains(&Difference::DefaultCurrencies);
        for (has_fact, rule) in [
            (lists_words, "unlisted-value"),
            (ignores_columns, "unused-field"),
            (has_categories, "price-pairing"),
            (has_limit, "row-limit"),
            (has_currencies, "currency-default"),
        ] {
            let has_rule = platform.rules.contains(&rule);
            assert!(has_rule || !has_fact, "{profile}: {rule}");
        }
    }
}
