//! The rule `unlisted-value`.

use ema_model::{Kind, Word};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::vocabulary::{allowed, is_reduction, takes, word};
use crate::wording::{listed, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "unlisted-value",
    summary: "a value in the EMA specification is not on the platform's list",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a word is in the EMA vocabulary of the sheet's version but not in the \
               platform's list for the column. Under `prime-video`, examples are WorkType `Short` \
               or `Collection`, FormatProfile `3D`, PriceType `TPR-WSP` and TitleStatus \
               `Approved`.",
        why: "The platform publishes the values that it accepts. It may reject or ignore other \
              values, unless it has agreed to accept them from you.",
        example: "WorkType `Short` under `prime-video`: Prime Video accepts shorts as `Movie`.",
        remedy: "Write a value that the platform lists, or keep yours if it has been agreed on. \
               Delete a row with a `TPR-` price that has not been agreed on. Do not change its \
               PriceType, because the row would then be a second base price.",
        source: "Prime Video, \"Content rights\", field list: \"Accepted Values lists the \
                 acceptable values\"",
    },
    check: Check::Cell(|kind| !kind.words().is_empty(), check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let (Some(platform), Some(column)) = (at.profile.platform, at.column()) else {
        return;
    };
    let Some(word) = word(at).filter(|word| takes(at, word)) else {
        return;
    };
    let listed_here = at.profile.lists(at.kind, word.text);
    if platform.not_listed.contains(&column) || listed_here != Some(false) {
        return;
    }
    let quote = quoted(at.cell.trimmed());
    let message = format!("{} does not list {quote} as {column}", platform.name);
    let finding = reporter.report_cell(at.cell, message, help(at, word, platform.name));
    // The field list mentions price reductions under SRP: "For TPRs specified in PriceType, SRP
    // should be included."
    if is_reduction(at) {
        finding.with_severity(Severity::Notice);
    }
    if is_short(at, word) {
        finding.fix = Some("Movie".into());
    }
}

/// Returns whether the word is `Short`. According to Prime Video's "Delivery overview", features
/// and shorts are both movies.
fn is_short(at: &CellAt<'_>, word: &Word) -> bool {
    at.kind == Kind::WorkType && word.text == "Short"
}

fn help(at: &CellAt<'_>, word: &Word, platform: &str) -> String {
    // If this row's PriceType were changed to the one for base prices, the window would have two
    // base prices.
    if is_reduction(at) {
        return format!(
            "Keep the row only if you have agreed on the temporary price with {platform}. If not, delete the row. The \
             base price belongs in a separate row."
        );
    }
    if is_short(at, word) {
        return format!("Write `Movie`: {platform} treats shorts as movies.");
    }
    let words = listed(allowed(at), "or");
    format!("Write {words}, unless you have agreed otherwise.")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn what_prime_video_lists_passes() {
        for (column, word) in [
            (Column::WorkType, "season"),
            (Column::FormatProfile, "4K"),
            (Column::LicenseType, "FVOD"),
            (Column::PriceType, "NA"),
            (Column::TitleStatus, "Pending"),
            (Column::Hdr, "false"),
            // Prime Video's list has no values for NGAudio.
            (Column::NgAudio, "Atmos"),
        ] {
            assert_silent(&RULE, &Sample::movie().with(column, word));
        }
    }

    #[test]
    fn what_ema_has_beyond_that_is_named() {
        let sample = Sample::movie()
            .with(Column::WorkType, "Short")
            .with(Column::LicenseType, "Pre-Release")
            .with(Column::FormatProfile, "3D")
            .with(Column::PriceType, "TPR-WSP")
            .with(Column::TitleStatus, "Approved");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
D4 WorkType: warning
  Prime Video does not list `Short` as WorkType
  help: Write `Movie`: Prime Video treats shorts as movies.
  fix: `Movie`
G4 LicenseType: warning
  Prime Video does not list `Pre-Release` as LicenseType
  help: Write `EST`, `VOD`, `SVOD`, `AVOD`, `POEST` or `FVOD`, unless you have agreed otherwise.
H4 FormatProfile: warning
  Prime Video does not list `3D` as FormatProfile
  help: Write `HD`, `SD` or `UHD`, unless you have agreed otherwise.
K4 PriceType: notice
  Prime Video does not list `TPR-WSP` as PriceType
  help: Keep the row only if you have agreed on the temporary price with Prime Video. If not, delete the row. The base price belongs in a separate row.
R4 TitleStatus: warning
  Prime Video does not list `Approved` as TitleStatus
  help: Write `Signed` or `Pending`, unless you have agreed otherwise.

"#]],
        );
        assert_silent(&RULE, &sample.under_ema());
    }

    #[test]
    fn what_no_list_has_is_unknown_and_not_unlisted() {
        let sample = Sample::movie()
            .with(Column::WorkType, "Moovie")
            .with(Column::EntryType, "Update")
            .version(EmaVersion::V1_9);
        assert_silent(&RULE, &sample);
        // Version 1.8 introduced volumes.
        assert_silent(&RULE, &Sample::movie().with(Column::WorkType, "Volume"));
    }

    #[test]
    fn columns_that_prime_video_does_not_use_have_no_list() {
        let sample = Sample::movie()
            .with(Column::RefFormatProfile, "3D")
            .version(EmaVersion::V1_9);
        assert_silent(&RULE, &sample);
    }
}
