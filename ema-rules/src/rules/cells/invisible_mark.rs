//! The rule `invisible-mark`.

use ema_model::{Text, trim};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::marks::{invisible_name, is_invisible};
use crate::rules::shared::errors::is_error;
use crate::rules::shared::identifiers::{is_compared, may_be_compared, without_white_space};
use crate::rules::workbook::control_character::is_forbidden;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "invisible-mark",
    summary: "an ID or DisplayName has an invisible character",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a cell in an ID column or in DisplayName has an invisible character: a \
               direction mark such as U+200E, a zero-width space, a soft hyphen, a control \
               character, or U+FFFD, which replaces a lost character. The rule also fires if the \
               cell has the text of a formula, such as `=\"00123\"`, instead of its result. The \
               message names the character and its position.\n\n\
               `control-character` reports control characters that XML can't represent.",
        why: "IDs and licensors are compared byte by byte. An ID with such a character looks the \
              same but is a different ID, so the platform does not find the title, and overlapping \
              windows are not reported.",
        example: "ALID `FERRY_2027` with U+200E (left-to-right mark) after the last digit, copied \
                  from an e-mail.",
        remedy: "Delete the character. If the cell has the text of a formula, write the ID itself.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs: the IDs \"must be \
                 identical\"; Unicode Standard Annex 44, property Default_Ignorable_Code_Point: \
                 characters that are not displayed",
    },
    check: Check::Cell(may_be_compared, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    if !is_compared(at) {
        return;
    }
    let text = without_white_space(at.cell.text());
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        if text.starts_with('=') {
            report_formula(at, reporter);
        }
        return;
    }
    if text.contains(is_forbidden) || is_error(at.cell) {
        return;
    }
    // Positions are counted from the beginning of the cell, including leading white space.
    let before = at.cell.text().chars().take_while(|c| c.is_whitespace());
    let mut marks = text
        .chars()
        .zip(before.count() + 1..)
        .filter(|(c, _)| is_invisible(*c));
    let Some((mark, place)) = marks.next() else {
        return;
    };
    let more = match marks.count() {
        0 => String::new(),
        more => format!(", and {more} more of this kind"),
    };
    let is_lost = text.contains('\u{fffd}');
    let visible: String = text
        .chars()
        .filter(|c| !is_invisible(*c) || *c == '\u{fffd}')
        .collect();
    let visible = trim(&visible);
    let shown = quoted(visible);
    let message = format!(
        "{shown} has {} as character {place}{more}",
        invisible_name(mark)
    );
    let help = match is_lost {
        true => {
            "A character was lost when the file was written or converted. Write the value again."
                .to_owned()
        }
        false => {
            format!(
                "Delete it so that the value is {shown}, because the platform compares every \
                     byte."
            )
        }
    };
    // Between two words in a name, the character might have replaced a space.
    let is_sure = at.kind.is_identifier() || !trim_marks(text).contains(is_invisible);
    let fix = (is_sure && !is_lost).then(|| Text::from(visible));
    reporter.report_cell(at.cell, message, help).fix = fix;
}

fn trim_marks(text: &str) -> &str {
    text.trim_matches(|c: char| is_invisible(c) || c.is_whitespace())
}

fn report_formula(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    reporter.report_cell(
        at.cell,
        format!(
            "{} is the text of a formula, not a value",
            quoted(at.cell.trimmed())
        ),
        "Write the value itself, and format the column as text.",
    );
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
    fn letters_of_any_script_pass() {
        for text in [
            "FERRY_2027",
            "フェリー",
            "Fähre-1",
            "10.5240/1489-49A2",
            "паром",
        ] {
            assert_silent(&RULE, &id(text));
        }
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::DisplayName, "Harbor Films"),
        );
    }

    #[test]
    fn titles_are_not_compared() {
        let title = Sample::movie().with(Column::TitleInternalAlias, "Ferry\u{200e}");
        assert_silent(&RULE, &title);
    }

    #[test]
    fn what_xml_cannot_carry_is_another_rules() {
        assert_silent(&RULE, &id("FERRY\u{b}2027"));
    }

    #[test]
    fn marks_are_named_with_their_place() {
        assert_snapshot(
            fired(&RULE, &id("FERRY_2027\u{200e}")),
            str![[r#"
N4 ALID: error
  `FERRY_2027` has U+200E (left-to-right mark) as character 11
  help: Delete it so that the value is `FERRY_2027`, because the platform compares every byte.
  fix: `FERRY_2027`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &id("\u{feff}FER\u{ad}RY")),
            str![[r#"
N4 ALID: error
  `FERRY` has U+FEFF (byte order mark) as character 1, and 1 more of this kind
  help: Delete it so that the value is `FERRY`, because the platform compares every byte.
  fix: `FERRY`

"#]],
        );
        let name = Sample::movie().with(Column::DisplayName, "Harbor\u{200b}Films");
        assert_snapshot(
            fired(&RULE, &name),
            str![[r#"
A4 DisplayName: error
  `HarborFilms` has U+200B (zero-width space) as character 7
  help: Delete it so that the value is `HarborFilms`, because the platform compares every byte.

"#]],
        );
        fired(&RULE, &id("FERRY\u{85}2027"));
        fired(&RULE, &id("FERRY\t2027").under_ema());
    }

    #[test]
    fn a_lost_character_cannot_be_restored() {
        assert_snapshot(
            fired(&RULE, &id("F\u{fffd}HRE")),
            str![[r#"
N4 ALID: error
  `F�HRE` has U+FFFD (replacement for a lost character) as character 2
  help: A character was lost when the file was written or converted. Write the value again.

"#]],
        );
    }

    #[test]
    fn the_text_of_a_formula_is_not_an_id() {
        assert_snapshot(
            fired(&RULE, &id("=\"00123\"")),
            str![[r#"
N4 ALID: error
  `="00123"` is the text of a formula, not a value
  help: Write the value itself, and format the column as text.

"#]],
        );
    }
}
