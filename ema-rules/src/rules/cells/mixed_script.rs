//! The rule `mixed-script`.

use unicode_security::MixedScript;

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::identifiers::{is_compared, may_be_compared};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "mixed-script",
    summary: "an ID or DisplayName mixes letters that look alike",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a word of an ID or of DisplayName has letters of two scripts, such as a \
               Cyrillic `А` among Latin letters, or if full-width letters or digits are among \
               ordinary ones. Scripts that are used together, as in Japanese, are accepted, and so \
               are adjacent words in different scripts.",
        why: "The value looks the same as the intended one but differs from it. The platform \
              compares every byte, so it does not find the title or the licensor.",
        example: "ALID `FERRY_2027` whose `E` is the Greek letter Epsilon.",
        remedy: "Retype the word in one script, in this cell and wherever else the ID is used. If \
               the scripts are intended, ignore this warning.",
        source: "Unicode Technical Standard 39, Mixed-Script Detection: letters of several scripts \
                 in one word; Prime Video, \"Content rights\", Title Matching via Unique IDs: the \
                 IDs \"must be identical\"",
    },
    check: Check::Cell(may_be_compared, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let text = at.cell.trimmed();
    if text.is_ascii() || !is_compared(at) {
        return;
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_ascii()) {
        let is_wide = |c: char| ('\u{ff01}'..='\u{ff5e}').contains(&c);
        let others = || word.chars().filter(|c| !c.is_ascii());
        let (kind, odd) = if word.contains(is_wide) && word.contains(|c: char| c.is_ascii()) {
            (
                "full-width characters among ordinary ones",
                others().find(|c| is_wide(*c)),
            )
        } else if !word.is_single_script() {
            ("letters of more than one script", others().next())
        } else {
            continue;
        };
        let Some(odd) = odd else { continue };
        reporter.report_cell(
            at.cell,
            format!(
                "{} has {kind}: `{odd}` is U+{:04X}",
                quoted(word),
                u32::from(odd)
            ),
            "Retype the word in one script, here and wherever else it is used. The platform \
             compares every byte. If the scripts are intended, ignore this warning.",
        );
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn id(text: &str) -> Sample {
        Sample::movie()
            .with(Column::Alid, text)
            .without(Column::AltId)
            .without(Column::ContentId)
    }

    #[test]
    fn words_of_one_script_pass() {
        for text in [
            "Fähre_2027",
            "паром-2027",
            "映画とフィルム",
            "FERRY_паром",
            "ＦＥＲＲＹ",
        ] {
            assert_silent(&RULE, &id(text));
        }
        let name = Sample::movie().with(Column::DisplayName, "Toho 東宝");
        assert_silent(&RULE, &name);
    }

    #[test]
    fn titles_are_not_looked_at() {
        let title = Sample::movie().with(Column::TitleInternalAlias, "F\u{415}RRY");
        assert_silent(&RULE, &title);
    }

    #[test]
    fn a_letter_of_another_script_is_named() {
        assert_snapshot(
            fired(&RULE, &id("F\u{415}RRY_2027")),
            str![[r#"
N4 ALID: warning
  `FЕRRY` has letters of more than one script: `Е` is U+0415
  help: Retype the word in one script, here and wherever else it is used. The platform compares every byte. If the scripts are intended, ignore this warning.

"#]],
        );
        let name = Sample::movie().with(Column::DisplayName, "R\u{3bf}ckstar Films");
        fired(&RULE, &name.under_ema());
    }

    #[test]
    fn full_width_letters_among_ordinary_ones_are_named() {
        assert_snapshot(
            fired(&RULE, &id("FERRY２027")),
            str![[r#"
N4 ALID: warning
  `FERRY２027` has full-width characters among ordinary ones: `２` is U+FF12
  help: Retype the word in one script, here and wherever else it is used. The platform compares every byte. If the scripts are intended, ignore this warning.

"#]],
        );
    }
}
