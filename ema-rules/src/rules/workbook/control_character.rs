//! The rule `control-character`.

use ema_model::{Stored, Text, is_space};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "control-character",
    summary: "a value has a character that XML can't represent",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each cell with a control character other than a tab or line break, or \
               with U+FFFE or U+FFFF, which are not characters.",
        why: "Avails are passed on as XML, which can't represent these characters. Control \
              characters are invisible, and usually come from text that was copied from a \
              presentation or an old database.",
        example: "A title with U+000B between two words, where a presentation had a line break.",
        remedy: "Delete the character, or retype the title.",
        source: "W3C, Extensible Markup Language (XML) 1.0, 2.2 Characters: the characters that a \
                 document may contain",
    },
    check: Check::AnyCell(check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let text = at.cell.text();
    // Most cells have no such character, and checking bytes is faster than checking characters.
    // U+FFFE and U+FFFF start with the byte EF.
    let may_have_one = text.bytes().any(|byte| byte < b' ' || byte == 0xef);
    if !may_have_one || at.cell.stored() == Stored::Error {
        return;
    }
    let mut forbidden = text.chars().zip(1_u32..).filter(|(c, _)| is_forbidden(*c));
    let Some((first, place)) = forbidden.next() else {
        return;
    };
    let message = format!(
        "character {place} of the text is U+{:04X}, which can't be seen{}",
        u32::from(first),
        match forbidden.count() {
            0 => String::new(),
            1 => "; there is 1 more of this kind".to_owned(),
            more => format!("; there are {more} more of this kind"),
        },
    );
    let help = "Delete it, or retype the value, because avails are passed on as XML, which can't \
                represent it.";
    // A character between two words might have replaced a space, so only the ends of the text are
    // fixed.
    let trimmed = text.trim_matches(|c| is_forbidden(c) || is_space(c));
    let fix = (!trimmed.contains(is_forbidden)).then(|| Text::from(trimmed));
    reporter.report_cell(at.cell, message, help).fix = fix;
}

/// Returns whether XML 1.0 forbids a character. XML also forbids surrogates, but a `char` can't be
/// one.
pub(in crate::rules) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::{RULE, is_forbidden};
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn titled(title: &str) -> Sample {
        Sample::movie().with(Column::TitleInternalAlias, title)
    }

    #[test]
    fn what_xml_can_carry_passes() {
        assert_silent(
            &RULE,
            &titled("Première\tdanse\r\n第一支舞 \u{7f}\u{85}\u{1fffe}💃"),
        );
    }

    #[test]
    fn the_character_is_named_with_its_place() {
        assert_snapshot(
            fired(&RULE, &titled("Première\u{b}danse")),
            str![[r#"
F4 TitleInternalAlias: error
  character 9 of the text is U+000B, which can't be seen
  help: Delete it, or retype the value, because avails are passed on as XML, which can't represent it.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &titled("A\u{1}B\u{fffe}C\u{ffff}")),
            str![[r#"
F4 TitleInternalAlias: error
  character 2 of the text is U+0001, which can't be seen; there are 2 more of this kind
  help: Delete it, or retype the value, because avails are passed on as XML, which can't represent it.

"#]],
        );
    }

    #[test]
    fn at_the_ends_it_can_be_taken_away() {
        assert_snapshot(
            fired(&RULE, &titled("\u{1}First Dance, The \u{c}")),
            str![[r#"
F4 TitleInternalAlias: error
  character 1 of the text is U+0001, which can't be seen; there is 1 more of this kind
  help: Delete it, or retype the value, because avails are passed on as XML, which can't represent it.
  fix: `First Dance, The`

"#]],
        );
    }

    #[test]
    fn exactly_the_characters_outside_of_the_production_are_forbidden() {
        // Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
        for c in '\0'..=char::MAX {
            let code = u32::from(c);
            let allowed = [0x9, 0xa, 0xd].contains(&code)
                || (0x20..=0xd7ff).contains(&code)
                || (0xe000..=0xfffd).contains(&code)
                || code >= 0x10000;
            assert_eq!(is_forbidden(c), !allowed, "U+{code:04X}");
        }
    }
}
