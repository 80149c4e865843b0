//! The rule `value-case`.

use std::borrow::Cow;

use ema_model::{AvailEnd, AvailStart, Kind, Text, Value, is_space};

use super::territory_code;
use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::price::price_word;
use crate::rules::shared::vocabulary::{takes, takes_keyword, word};
use crate::wording::{blanks, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "value-case",
    summary: "a value is correct except for case or spaces",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a value differs from the specification in case or inner spaces. The rule \
               checks the words of fixed lists, words in Start and End such as `Open` and \
               `ESTStart`, currency and territory codes, and, in PriceValue, `NA` and the \
               categories that the platform accepts. Yes and no, true and false, and language tags \
               may have any case. `stray-space` reports spaces around a value.",
        why: "Prime Video's page says only of BrandingRights that case does not matter. In other \
              columns, a platform may compare values letter by letter and reject this one.",
        example: "WorkType `movie`, EntryType `FullExtract`, End `open`, Territory `us`.",
        remedy: "Write the value exactly as it is spelled in the specification.",
        source: "EMA Avails data dictionaries (1.6e2, 1.7.2): the values of fields of type \
                 ENUMERATED; ISO 3166-1 and ISO 4217: codes in capital letters; RFC 5646, section \
                 2.1.1: language tags are not case sensitive",
    },
    check: Check::Cell(
        |kind| {
            let coded = [
                Kind::Start,
                Kind::End,
                Kind::Currency,
                Kind::Territories,
                Kind::PriceValue,
            ];
            coded.contains(&kind) || !kind.words().is_empty()
        },
        check,
    ),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let text = at.cell.trimmed();
    let Some(right) = spelt(at, text).filter(|right| right != text) else {
        return;
    };
    // The message names white space that looks like an ordinary space or is invisible.
    let mut disguised = text
        .chars()
        .filter(|c| is_space(*c) && *c != ' ')
        .peekable();
    let message = if disguised.peek().is_none() {
        format!("{} is spelled {}", quoted(text), quoted(&right))
    } else {
        format!("{} has {} in it", quoted(text), blanks(disguised))
    };
    let help = format!("Write {}.", quoted(&right));
    let finding = reporter.report_cell(at.cell, message, help);
    finding.fix = Some(Text::from(&*right));
    // Prime Video's page mentions `sub` only in a sentence, not in its list of accepted values.
    if right == "sub" && at.kind == Kind::PriceValue {
        finding.with_severity(Severity::Notice);
    }
}

/// Returns the value as the specification spells it. Returns `None` if no spelling is specified, or
/// if `text` is not a valid value.
fn spelt<'a>(at: &CellAt<'a>, text: &'a str) -> Option<Cow<'a, str>> {
    let right = match at.cell.value() {
        Value::Start(AvailStart::Keyword(word)) | Value::End(AvailEnd::Keyword(word)) => {
            // `date-syntax` reports a word that is not accepted.
            Some(word)
                .filter(|word| takes_keyword(at.profile, at.version(), at.kind, **word))?
                .as_str()
        }
        Value::Currency(currency) => currency.as_str(),
        Value::PriceValue(_) => price_word(at.row())?,
        // Country codes, region codes and separators are all ASCII.
        Value::Territories(list) if text.bytes().any(|byte| byte.is_ascii_lowercase()) => {
            let reports = |territory| territory_code::reports(territory, at.profile);
            if list.iter().copied().any(reports) {
                return None;
            }
            return Some(text.to_ascii_uppercase().into());
        }
        _ => word(at).filter(|word| takes(at, word))?.text,
    };
    let either = match right {
        // A Boolean may be written as `Yes`, `1` or `TRUE`, for example.
        "True" | "False" => true,
        // The data dictionary for 1.7.2 contains the spelling `Pre-release`, but MovieLabs' XML
        // vocabulary contains the correct spelling.
        "Pre-Release" => text == "Pre-release",
        _ => false,
    };
    (!either).then_some(right.into())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn either_case_is_right_where_no_document_says_otherwise() {
        for (column, text) in [
            (Column::Hdr, "TRUE"),
            (Column::NgAudio, "false"),
            (Column::CaptionIncluded, "YES"),
            (Column::BrandingRights, "true"),
            (Column::AssetLanguage, "EN-us"),
            (Column::LicenseType, "Pre-release"),
            (Column::LicenseType, "Pre-Release"),
            (Column::Territory, "US, CA"),
            // `territory-code` reports these territories.
            (Column::Territory, "ca-qc"),
            (Column::Territory, "us, an"),
        ] {
            assert_silent(&RULE, &Sample::movie().with(column, text));
        }
    }

    #[test]
    fn other_spellings_are_mended() {
        let sample = Sample::movie()
            .with(Column::WorkType, "moVie")
            .with(Column::EntryType, " FuLl  extract ")
            .with(Column::LicenseType, "est")
            .with(Column::LocalizationType, "DUB")
            .with(Column::PriceType, "tpr-wsp")
            .with(Column::PriceCurrency, "usd")
            .with(Column::Territory, "us, Ca")
            .with(Column::End, "EST Start")
            .with(Column::NgAudio, "atmos");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
C4 Territory: warning
  `us, Ca` is spelled `US, CA`
  help: Write `US, CA`.
  fix: `US, CA`
D4 WorkType: warning
  `moVie` is spelled `Movie`
  help: Write `Movie`.
  fix: `Movie`
E4 EntryType: warning
  `FuLl  extract` is spelled `Full Extract`
  help: Write `Full Extract`.
  fix: `Full Extract`
G4 LicenseType: warning
  `est` is spelled `EST`
  help: Write `EST`.
  fix: `EST`
J4 End: warning
  `EST Start` is spelled `ESTStart`
  help: Write `ESTStart`.
  fix: `ESTStart`
K4 PriceType: warning
  `tpr-wsp` is spelled `TPR-WSP`
  help: Write `TPR-WSP`.
  fix: `TPR-WSP`
M4 PriceCurrency: warning
  `usd` is spelled `USD`
  help: Write `USD`.
  fix: `USD`
R4 LocalizationType: warning
  `DUB` is spelled `dub`
  help: Write `dub`.
  fix: `dub`

"#]],
        );
    }

    #[test]
    fn categories_are_words_where_the_platform_lists_them() {
        let category = |license, text| {
            Sample::movie()
                .with(Column::LicenseType, license)
                .with(Column::PriceType, "Category")
                .with(Column::PriceValue, text)
        };
        assert_silent(&RULE, &category("VOD", "New Release"));
        assert_silent(&RULE, &category("VOD", "Sub"));
        assert_silent(&RULE, &category("AVOD", "new release"));
        assert_snapshot(
            fired(&RULE, &category("VOD", "NEW RELEASE")),
            str![[r#"
L4 PriceValue: warning
  `NEW RELEASE` is spelled `New Release`
  help: Write `New Release`.
  fix: `New Release`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &category("SVOD", "Sub")),
            str![[r#"
L4 PriceValue: notice
  `Sub` is spelled `sub`
  help: Write `sub`.
  fix: `sub`

"#]],
        );
        assert_silent(&RULE, &category("SVOD", "Sub").under_ema());
        let none = category("AVOD", "na").with(Column::PriceType, "NA");
        assert_snapshot(
            fired(&RULE, &none),
            str![[r#"
L4 PriceValue: warning
  `na` is spelled `NA`
  help: Write `NA`.
  fix: `NA`

"#]],
        );
        // Under `WSP`, PriceValue contains an amount, so no word is expected.
        assert_silent(&RULE, &category("VOD", "na").with(Column::PriceType, "WSP"));
    }

    #[test]
    fn what_only_looks_like_a_space_or_like_nothing_is_named() {
        let named = |column, text| fired(&RULE, &Sample::movie().with(column, text));
        assert_snapshot(
            named(Column::EntryType, "Full\u{a0}Extract"),
            str![[r#"
E4 EntryType: warning
  `Full\u{a0}Extract` has a no-break space in it
  help: Write `Full Extract`.
  fix: `Full Extract`

"#]],
        );
        assert_snapshot(
            named(Column::EntryType, "full\r\nextract"),
            str![[r#"
E4 EntryType: warning
  `full  extract` has a line break in it
  help: Write `Full Extract`.
  fix: `Full Extract`

"#]],
        );
        assert_snapshot(
            named(Column::LicenseType, "E\u{200b}ST"),
            str![[r#"
G4 LicenseType: warning
  `E\u{200b}ST` has a zero-width space in it; character 2 is U+200B (zero-width space)
  help: Write `EST`.
  fix: `EST`

"#]],
        );
    }

    #[test]
    fn the_words_of_start_are_those_of_the_version() {
        let start = |text| Sample::movie().with(Column::Start, text);
        assert_snapshot(
            fired(&RULE, &start("theatrical").under_ema()),
            str![[r#"
I4 Start: warning
  `theatrical` is spelled `Theatrical`
  help: Write `Theatrical`.
  fix: `Theatrical`

"#]],
        );
        // `date-syntax` reports a word that is not accepted at all.
        assert_silent(&RULE, &start("immediate"));
        let old = start("immediate").version(EmaVersion::V1_6);
        assert_silent(&RULE, &old.under_ema());
        assert_silent(&RULE, &Sample::movie().with(Column::End, "completed"));
    }

    #[test]
    fn spaces_around_a_value_are_another_rules() {
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::WorkType, " Movie\u{a0}"),
        );
    }

    #[test]
    fn words_that_are_not_taken_are_another_rules() {
        let sample = Sample::movie().with(Column::EntryType, "update");
        assert_silent(&RULE, &sample.version(EmaVersion::V1_9));
        let sample = Sample::movie().with(Column::FormatProfile, "4k");
        assert_silent(&RULE, &sample.under_ema());
    }
}
