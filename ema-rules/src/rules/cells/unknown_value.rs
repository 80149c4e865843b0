//! The rule `unknown-value`.

use std::collections::BTreeSet;

use ema_model::{Column, EmaVersion, Format, Kind, Reason, Word, trim};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::nearest::nearest;
use crate::rules::shared::vocabulary::{allowed, takes, word};
use crate::wording::{listed, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-value",
    summary: "a value is not one that the column accepts",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a column with a fixed list of words has a word that is not on the list. \
               These columns are WorkType, EntryType, LicenseType, FormatProfile, \
               LocalizationType, PriceType, HDR, NGAudio, CaptionExemption, TitleStatus, TPRType, \
               and the columns that accept yes or no. The accepted words are those of the sheet's \
               version. Under the profile `prime-video`, words that Prime Video lists for any \
               version, such as `4K` and `FVOD`, are also accepted. Differences in case and inner \
               spaces do not matter, because `value-case` reports them.",
        why: "The platform does not recognize the value, so it rejects the row or the file.",
        example: "EntryType `Update` for Prime Video, which accepts `Full Extract` and `Full \
                  Delete`; FormatProfile `HFR` in version 1.8, which has a separate column HFR.",
        remedy: "Write one of the words that the message lists.",
        source: "EMA Avails data dictionaries (1.6e2, 1.7.2): the values of fields of type \
                 ENUMERATED; MovieLabs' XML vocabularies for 1.7.3 to 1.9; Prime Video, \"Content \
                 rights\", field list: Accepted Values",
    },
    check: Check::Cell(|kind| kind == Kind::Flag || !kind.words().is_empty(), check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let Some(column) = at.column() else { return };
    if at.kind == Kind::Flag {
        return check_flag(at, column, reporter);
    }
    let Some(text) = at.cell.value().as_word() else {
        return;
    };
    let known = word(at);
    // A version that lacks the column has no words for it. Another rule reports the column.
    if known.is_some_and(|word| takes(at, word)) || allowed(at).is_empty() {
        return;
    }
    let in_xml = at.format == Format::Xml && at.kind == Kind::WorkType;
    if in_xml && ONLY_IN_XML.contains(&text) {
        return;
    }
    let quote = quoted(at.cell.trimmed());
    let several = several(at, text);
    let (message, help) = if let Some(word) = known {
        let message = match word.versions {
            _ if at.kind == Kind::EntryType
                && at.profile.lists(at.kind, word.text) == Some(false) =>
            {
                format!("{} does not accept {quote} as {column}", whose(at))
            }
            None => format!("{quote} is accepted only by some platforms, not by EMA"),
            Some(versions) => {
                let version = at.version();
                format!(
                    "{quote} belongs to {}, not to {version}",
                    in_words(versions)
                )
            }
        };
        (message, format!("{}{}.", moved(at, word), choice(at)))
    } else if several.len() > 1 {
        let message = format!(
            "{quote} names {} values, but a row may have only one",
            several.len()
        );
        let help = format!("Write a row for each of {}.", listed(several, "and"));
        (message, help)
    } else {
        let help = match meant(at, text) {
            Some(word) => format!("If `{word}` is meant, write that. {}.", choice(at)),
            None => format!("{}.", choice(at)),
        };
        (format!("{quote} is not a value of {column}"), help)
    };
    let truth = truth(text).filter(|_| takes_truth(at.kind));
    let fix = truth.map(|truth| if truth { "True" } else { "False" });
    reporter.report_cell(at.cell, message, help).fix = fix.map(Into::into);
}

/// The kinds of work that exist in XML but not in sheets.
const ONLY_IN_XML: [&str; 2] = ["Series", "Promotion"];

fn check_flag(at: &CellAt<'_>, column: Column, reporter: &mut Reporter<'_>) {
    let mut faults = at.cell.faults().iter();
    if !faults.any(|fault| fault.reason == Reason::Flag) {
        return;
    }
    let truth = truth(at.cell.trimmed());
    // The results of the formulas TRUE() and FALSE() in the official templates are stored as 1 and
    // 0.
    if truth.is_some() && at.cell.marks().formula {
        return;
    }
    let (yes, no) = yes_and_no(column);
    let quote = quoted(at.cell.trimmed());
    let finding = reporter.report_cell(
        at.cell,
        format!("{quote} is neither `{yes}` nor `{no}`"),
        format!("Write `{yes}` or `{no}`."),
    );
    finding.fix = truth.map(|truth| if truth { yes } else { no }.into());
}

/// Returns whether the vocabulary for the column includes true and false.
fn takes_truth(kind: Kind) -> bool {
    matches!(kind, Kind::Hdr | Kind::NgAudio)
}

/// Returns the words that mean yes and no in the column, as the templates and Prime Video write
/// them.
fn yes_and_no(column: Column) -> (&'static str, &'static str) {
    match column {
        Column::Wcg | Column::Hfr | Column::Exclusive | Column::BrandingRights => ("True", "False"),
        _ => ("Yes", "No"),
    }
}

/// Returns the meaning of a word that means yes or no.
fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "yes" | "y" | "t" => Some(true),
        "0" | "no" | "n" | "f" => Some(false),
        _ => None,
    }
}

/// Lists the values accepted in the cell, and says who accepts them.
fn choice(at: &CellAt<'_>) -> String {
    format!("{} accepts {}", whose(at), listed(allowed(at), "or"))
}

fn whose(at: &CellAt<'_>) -> String {
    match at.profile.platform {
        Some(platform) if (platform.words)(at.kind).is_some() => platform.name.to_owned(),
        _ => format!("Version {}", at.version()),
    }
}

fn in_words((first, last): (EmaVersion, EmaVersion)) -> String {
    if first == last {
        format!("version {first} only")
    } else if last == EmaVersion::LATEST {
        format!("version {first} and later ones")
    } else {
        format!("versions {first} to {last}")
    }
}

/// Says which word or column replaces a word from another version. The result ends with a space.
///
/// No document lists the replacements. They follow from the names of the formats and columns.
fn moved(at: &CellAt<'_>, word: &Word) -> &'static str {
    let format = |now: &str, help| if allowed(at).contains(&now) { help } else { "" };
    match word.text {
        "4K" => format("UHD", "From 1.7 on, it is called `UHD`. "),
        "3D4K" => format("3DUHD", "From 1.7 on, it is called `3DUHD`. "),
        "UHD" => format("4K", "In 1.6, it is called `4K`. "),
        "3DUHD" => format("3D4K", "In 1.6, it is called `3D4K`. "),
        "HFR" | "3DHFR" => "From 1.7 on, a high frame rate is in the column HFR. ",
        "SRP" => "From 1.7 on, the suggested retail price is in the column SRP. ",
        "Create" | "Update" | "Delete" => {
            "Send all current and future windows of the title as `Full Extract`. "
        }
        _ => "",
    }
}

/// Returns the distinct words in a cell that contains only accepted words.
fn several(at: &CellAt<'_>, text: &str) -> BTreeSet<&'static str> {
    let items = text.split([',', ';', '/', '|', '&', '+']).map(trim);
    let words = items.map(|item| {
        let mut words = at.kind.words().iter();
        words.find(|word| word.text.eq_ignore_ascii_case(item) && takes(at, word))
    });
    let words: Option<BTreeSet<&str>> = words.map(|word| word.map(|word| word.text)).collect();
    words.unwrap_or_default()
}

/// Returns the word that the sender probably meant.
fn meant(at: &CellAt<'_>, text: &str) -> Option<&'static str> {
    if let Some(truth) = truth(text).filter(|_| takes_truth(at.kind)) {
        return Some(if truth { "True" } else { "False" });
    }
    nearest(text, allowed(at))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion, Marks, Stored};

    #[test]
    fn words_of_the_version_pass_whatever_their_case() {
        for (column, word) in [
            (Column::WorkType, "Collection"),
            (Column::WorkType, "mOVIE"),
            (Column::EntryType, "FullDelete"),
            (Column::FormatProfile, "UHD"),
            (Column::PriceType, "TPR-WSP"),
            (Column::CaptionExemption, "6"),
            (Column::Hdr, "TRUE"),
            (Column::Hdr, "dv"),
            (Column::NgAudio, "DTS:X"),
            (Column::Exclusive, "FALSE"),
            (Column::BrandingRights, "y"),
        ] {
            assert_silent(&RULE, &Sample::movie().with(column, word));
            assert_silent(&RULE, &Sample::movie().with(column, word).under_ema());
        }
        let supplemental = Sample::movie().with(Column::WorkType, "Supplemental");
        assert_silent(&RULE, &supplemental.clone().version(EmaVersion::V1_8));
        let update = Sample::movie().with(Column::EntryType, "Update");
        assert_silent(&RULE, &update.version(EmaVersion::V1_9).under_ema());
    }

    #[test]
    fn xml_has_more_kinds_of_work_than_sheets() {
        for word in ["Volume", "Supplemental", "Series", "Promotion"] {
            let sample = Sample::movie().with(Column::WorkType, word);
            assert_silent(&RULE, &sample.clone().in_xml().under_ema());
            fired(&RULE, &sample.under_ema());
        }
        let unknown = Sample::movie().with(Column::WorkType, "Documentary");
        fired(&RULE, &unknown.in_xml());
    }

    #[test]
    fn words_that_prime_video_lists_pass_there_in_every_version() {
        for (column, word) in [
            (Column::FormatProfile, "4K"),
            (Column::LicenseType, "FVOD"),
            (Column::PriceType, "SRP"),
            (Column::TitleStatus, "Signed"),
        ] {
            let sample = Sample::movie().with(column, word).version(EmaVersion::V1_8);
            assert_silent(&RULE, &sample);
            fired(&RULE, &sample.under_ema());
        }
        let sample = Sample::movie().with(Column::FormatProfile, "UHD");
        assert_silent(&RULE, &sample.version(EmaVersion::V1_6));
        // `HFR` belongs to another version, and the platform does not list it.
        let sample = Sample::movie().with(Column::FormatProfile, "HFR");
        assert_snapshot(
            fired(&RULE, &sample.version(EmaVersion::V1_8)),
            str![[r#"
H4 FormatProfile: error
  `HFR` belongs to version 1.6 only, not to 1.8
  help: From 1.7 on, a high frame rate is in the column HFR. Prime Video accepts `HD`, `SD` or `UHD`.

"#]],
        );
    }

    #[test]
    fn misspelt_words_are_named_with_the_nearest_and_all_that_are_taken() {
        let sample = Sample::movie()
            .with(Column::WorkType, "Moovie")
            .with(Column::EntryType, "Fullz Extract")
            .with(Column::LicenseType, "ESTT")
            .with(Column::FormatProfile, "8K")
            .with(Column::CaptionExemption, "7")
            .with(Column::Hdr, "Yes");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
D4 WorkType: error
  `Moovie` is not a value of WorkType
  help: If `Movie` is meant, write that. Prime Video accepts `Movie`, `Season` or `Episode`.
E4 EntryType: error
  `Fullz Extract` is not a value of EntryType
  help: If `Full Extract` is meant, write that. Prime Video accepts `Full Extract` or `Full Delete`.
G4 LicenseType: error
  `ESTT` is not a value of LicenseType
  help: If `EST` is meant, write that. Prime Video accepts `EST`, `VOD`, `SVOD`, `AVOD`, `POEST` or `FVOD`.
H4 FormatProfile: error
  `8K` is not a value of FormatProfile
  help: Prime Video accepts `HD`, `SD` or `UHD`.
R4 CaptionExemption: error
  `7` is not a value of CaptionExemption
  help: Prime Video accepts `1`, `2`, `3`, `4`, `5` or `6`.

"#]],
        );
    }

    #[test]
    fn the_version_says_what_it_takes_where_no_platform_does() {
        let sample = Sample::movie()
            .with(Column::WorkType, "Volume")
            .with(Column::FormatProfile, "4K")
            .with(Column::LicenseType, "FVOD")
            .with(Column::PriceType, "SRP")
            .with(Column::LocalizationType, "subbed")
            .with(Column::NgAudio, "Dolby")
            .under_ema();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
D4 WorkType: error
  `Volume` belongs to version 1.8 and later ones, not to 1.7.3
  help: Version 1.7.3 accepts `Movie`, `Short`, `Season`, `Episode` or `Collection`.
G4 LicenseType: error
  `FVOD` is accepted only by some platforms, not by EMA
  help: Version 1.7.3 accepts `EST`, `VOD`, `SVOD`, `POEST`, `AVOD`, `Pre-Release` or `Library`.
H4 FormatProfile: error
  `4K` belongs to version 1.6 only, not to 1.7.3
  help: From 1.7 on, it is called `UHD`. Version 1.7.3 accepts `HD`, `SD`, `3D`, `3DHD`, `3DSD`, `UHD` or `3DUHD`.
K4 PriceType: error
  `SRP` belongs to version 1.6 only, not to 1.7.3
  help: From 1.7 on, the suggested retail price is in the column SRP. Version 1.7.3 accepts `Tier`, `WSP`, `Category`, `DMRP`, `SMRP`, `LicenseFee`, `NA`, `TPR-Tier`, `TPR-WSP`, `TPR-DMRP`, `TPR-SMRP`, `TPR-Category` or `TPR-LicenseFee`.
R4 LocalizationType: error
  `subbed` is not a value of LocalizationType
  help: Version 1.7.3 accepts `sub`, `dub`, `subdub` or `any`.
S4 NGAudio: error
  `Dolby` is not a value of NGAudio
  help: Version 1.7.3 accepts `True`, `False`, `Atmos`, `DTS:X` or `Auro3D`.

"#]],
        );
    }

    #[test]
    fn prime_video_takes_two_entry_types_in_every_version() {
        let sample = Sample::movie().with(Column::EntryType, "Update");
        assert_snapshot(
            fired(&RULE, &sample.clone().version(EmaVersion::V1_9)),
            str![[r#"
E4 EntryType: error
  Prime Video does not accept `Update` as EntryType
  help: Send all current and future windows of the title as `Full Extract`. Prime Video accepts `Full Extract` or `Full Delete`.

"#]],
        );
        fired(&RULE, &sample);
    }

    #[test]
    fn several_words_in_a_cell_are_several_rows() {
        let sample = Sample::movie()
            .with(Column::LicenseType, "EST, vod")
            .with(Column::FormatProfile, "SD/HD/UHD");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
G4 LicenseType: error
  `EST, vod` names 2 values, but a row may have only one
  help: Write a row for each of `EST` and `VOD`.
H4 FormatProfile: error
  `SD/HD/UHD` names 3 values, but a row may have only one
  help: Write a row for each of `HD`, `SD` and `UHD`.

"#]],
        );
    }

    #[test]
    fn yes_or_no_is_asked_for_as_the_column_writes_it() {
        let sample = Sample::movie()
            .with(Column::CaptionIncluded, "Maybe")
            .with(Column::Download, "0")
            .with(Column::BrandingRights, "1");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
Q4 CaptionIncluded: error
  `Maybe` is neither `Yes` nor `No`
  help: Write `Yes` or `No`.
R4 Download: error
  `0` is neither `Yes` nor `No`
  help: Write `Yes` or `No`.
  fix: `No`
S4 BrandingRights: error
  `1` is neither `True` nor `False`
  help: Write `True` or `False`.
  fix: `True`

"#]],
        );
    }

    #[test]
    fn the_stored_result_of_true_is_the_formulas_own_fault() {
        let mut formula = Marks::default();
        formula.formula = true;
        let sample = Sample::movie().stored(Column::Exclusive, "1", Stored::Number, formula);
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn a_column_that_the_version_does_not_have_takes_no_blame() {
        let sample = Sample::movie().with(Column::TprType, "Whatever");
        assert_silent(&RULE, &sample);
        fired(&RULE, &sample.version(EmaVersion::V1_9));
    }

    #[test]
    fn a_cell_without_a_value_is_another_rules() {
        let stored = |stored| {
            let cell = Sample::movie();
            cell.stored(Column::WorkType, "#REF!", stored, Marks::default())
                .stored(Column::CaptionIncluded, "#REF!", stored, Marks::default())
        };
        assert_silent(&RULE, &stored(Stored::Error));
        assert_silent(&RULE, &stored(Stored::NoResult));
    }

    #[test]
    fn a_mark_that_nobody_sees_is_named() {
        let sample = Sample::movie().with(Column::LicenseType, "EST\u{200e}");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
G4 LicenseType: error
  `EST\u{200e}` is not a value of LicenseType; character 4 is U+200E (left-to-right mark)
  help: If `EST` is meant, write that. Prime Video accepts `EST`, `VOD`, `SVOD`, `AVOD`, `POEST` or `FVOD`.

"#]],
        );
    }
}
