//! Tests that avails permitted by the specification pass the rules of the profile `ema`.
//!
//! The strategies and the rules were written independently from the same sources, so if a rule reports a generated
//! avail, one of the two is wrong.

use ema_io::{Converter, Target};
use ema_model::{EmaVersion, FileInfo, Format, Layout, NaiveDateTime, Sheet, Workbook, arbitrary};
use ema_rules::{Finding, Profile, Section, Severity, Timestamp};
use proptest::prelude::*;

/// Runs only a few cases, because each case is a whole sheet. `PROPTEST_CASES` overrides the number.
fn few() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|cases| cases.parse().ok()).unwrap_or(64);
    ProptestConfig::with_cases(cases)
}

/// Returns the errors in a sheet under the profile `ema`. Errors from rules that compare rows are not included, because
/// the windows for a title are generated independently.
fn errors(sheet: Sheet) -> Vec<Finding> {
    let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
    let as_of = Timestamp::from_utc(NaiveDateTime::default());
    let report = Profile::ema().check(&workbook, as_of);
    let findings = report.findings().iter();
    let mut errors: Vec<Finding> = findings.map(|it| it.first.clone()).collect();
    errors.retain(|finding| {
        finding.severity == Severity::Error
            && finding.rule.section() != Section::Groups
            && finding.related.is_empty()
    });
    errors
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn legal_sheets_have_no_errors(sheet in arbitrary::sheets(Layout::all())) {
        let layout = sheet.header.layout();
        let errors: Vec<String> = errors(sheet.clone()).iter().map(ToString::to_string).collect();
        prop_assert!(errors.is_empty(), "{layout}: {errors:#?}\n{sheet:#?}");
    }

    /// A conversion reports each value that the other version lacks.
    #[test]
    fn what_another_version_does_not_know_is_told(sheet in arbitrary::sheets(Layout::all())) {
        for &to in EmaVersion::ALL {
            let target = Target::Sheets(Some(to));
            let mut converter = Converter::new(std::slice::from_ref(&sheet.header), target);
            for avail in &sheet.avails {
                let mut losses = Vec::new();
                let (_, converted) = converter.convert(0, avail, &mut |loss| losses.push(loss));
                let header = converted.header().clone();
                for error in errors(Sheet::new(header, vec![converted])) {
                    // The other version can require cells that are not in the row.
                    let Some(value) = &error.value else { continue };
                    // The 1.6 TV tab separates the items in a list with pipes.
                    let plain = value.replace('|', ",");
                    let told = losses.iter().any(|loss| loss.text.replace('|', ",") == plain);
                    prop_assert!(told, "{to}: {error}\n{losses:#?}\n{avail:#?}");
                }
            }
        }
    }
}
