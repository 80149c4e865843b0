//! Avails that the specification permits pass the rules of the profile `ema`.
//!
//! The strategies and the rules were written from the same sources apart from each other, so an
//! avail of the one that the other calls wrong shows a fault in one of them.

use ema_model::{FileInfo, Format, Layout, Workbook, arbitrary};
use ema_rules::{Finding, Instant, Profile, Section, Severity};
use proptest::prelude::*;

/// A few cases, for each is a whole sheet; `PROPTEST_CASES` says otherwise.
fn few() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|cases| cases.parse().ok()).unwrap_or(64);
    ProptestConfig::with_cases(cases)
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn legal_sheets_have_no_errors(sheet in arbitrary::sheets(Layout::all())) {
        let file = FileInfo::new(None, Format::Xlsx);
        let layout = sheet.header.layout();
        let workbook = Workbook::new(file, vec![sheet.clone()]);
        let as_of = Instant::from_utc("2026-11-21T00:00:00".parse().unwrap());
        let report = Profile::ema().check(&workbook, as_of);
        // What compares rows sees windows of one title that were drawn apart from each other.
        let is_error = |finding: &&Finding| {
            finding.severity == Severity::Error
                && finding.rule.section() != Section::Groups
                && finding.related.is_empty()
        };
        let errors: Vec<String> = report
            .findings()
            .iter()
            .filter(is_error)
            .map(ToString::to_string)
            .collect();
        prop_assert!(errors.is_empty(), "{layout}: {errors:#?}\n{sheet:#?}");
    }
}
