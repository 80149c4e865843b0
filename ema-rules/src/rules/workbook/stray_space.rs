//! The rule `stray-space`.

use ema_model::{Requirement, Stored, Text, is_space};

use super::control_character::is_forbidden;
use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::cells::invisible_mark;
use crate::rules::shared::identifiers::is_compared;
use crate::wording::blanks;

pub(crate) static RULE: Rule = Rule {
    name: "stray-space",
    summary: "there is white space around a value",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each cell whose text starts or ends with white space: spaces, no-break \
               spaces, tabs, line breaks, and zero-width characters that are copied with text from \
               web pages. The rule also fires for cells with only white space, except in required \
               columns, where `required-field` reports them. The value is read without the white \
               space.",
        why: "White space is invisible, but a platform that compares values exactly treats `US ` \
              and `US` as different values, and an ID with a trailing space as a different ID.",
        example: "`EST` followed by a no-break space, copied from an e-mail.",
        remedy: "Delete the white space.",
        source: "The Unicode Standard, property White_Space: the characters that count as white \
                 space; Prime Video, \"Content rights\", Title Matching via Unique IDs: the IDs \
                 must be identical",
    },
    check: Check::Cell(|_| true, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let cell = at.cell;
    let text = cell.text();
    let value = cell.trimmed();
    if text.len() == value.len() || matches!(cell.stored(), Stored::Error | Stored::NoResult) {
        return;
    }
    let start = text.len() - text.trim_start_matches(is_space).len();
    let (before, after) = (
        &text[..start],
        &text[(start + value.len()).min(text.len())..],
    );
    // `invisible-mark` reports the whole cell.
    let is_mark = |part: &str| !part.trim().is_empty();
    let reported = at.profile.severity(&invisible_mark::RULE).is_some();
    if reported && is_compared(at) && (is_mark(before) || is_mark(after)) {
        return;
    }
    let kinds = kinds(before, after);
    if kinds.is_empty() || (value.is_empty() && has_to_be_filled(at)) {
        return;
    }
    let kinds = in_words(&kinds);
    let fix = Some(Text::from(value));
    if value.is_empty() {
        let message = format!("the cell has only white space{kinds}");
        let help = "Clear the cell, because a platform may not treat it as blank.";
        reporter.report_cell(cell, message, help).fix = fix;
        return;
    }
    let place = match (before.is_empty(), after.is_empty()) {
        (false, false) => "around",
        (false, true) => "before",
        _ => "after",
    };
    let message = format!("there is white space {place} the value{kinds}");
    let help = "Delete it, because a platform may treat the value as a different one.";
    reporter.report_cell(cell, message, help).fix = fix;
}

/// Returns whether another rule reports a blank cell in the column.
fn has_to_be_filled(at: &CellAt<'_>) -> bool {
    let layout = at.layout();
    let placement = at.column().and_then(|column| column.placement(layout));
    placement.is_some_and(|placement| placement.requirement != Requirement::Optional)
}

/// Returns the distinct white-space characters, except control characters, which
/// `control-character` reports.
fn kinds(before: &str, after: &str) -> Vec<char> {
    let mut kinds = Vec::new();
    for c in before
        .chars()
        .chain(after.chars())
        .filter(|c| !is_forbidden(*c))
    {
        if !kinds.contains(&c) {
            kinds.push(c);
        }
    }
    kinds
}

/// Names the white-space characters. The result is empty if the only such character is an ordinary
/// space.
fn in_words(kinds: &[char]) -> String {
    if kinds == [' '] {
        return String::new();
    }
    format!(": {}", blanks(kinds.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Marks, Stored};

    fn titled(title: &str) -> Sample {
        Sample::movie().with(Column::TitleInternalAlias, title)
    }

    #[test]
    fn space_within_a_value_passes() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &titled("First\u{a0}Dance,  The"));
    }

    #[test]
    fn ordinary_spaces_are_reported_with_their_side() {
        assert_snapshot(
            fired(&RULE, &titled("First Dance, The ")),
            str![[r#"
F4 TitleInternalAlias: warning
  there is white space after the value
  help: Delete it, because a platform may treat the value as a different one.
  fix: `First Dance, The`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &titled("  First Dance, The")),
            str![[r#"
F4 TitleInternalAlias: warning
  there is white space before the value
  help: Delete it, because a platform may treat the value as a different one.
  fix: `First Dance, The`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &titled(" First Dance, The ")),
            str![[r#"
F4 TitleInternalAlias: warning
  there is white space around the value
  help: Delete it, because a platform may treat the value as a different one.
  fix: `First Dance, The`

"#]],
        );
    }

    #[test]
    fn other_kinds_are_named() {
        assert_snapshot(
            fired(&RULE, &titled("First Dance, The\u{a0}")),
            str![[r#"
F4 TitleInternalAlias: warning
  there is white space after the value: a no-break space
  help: Delete it, because a platform may treat the value as a different one.
  fix: `First Dance, The`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &titled("\t\u{feff}First Dance, The \r\n\u{2003}")),
            str![[r#"
F4 TitleInternalAlias: warning
  there is white space around the value: a tab, an invisible mark (U+FEFF), a space, a line break and another kind of space (U+2003)
  help: Delete it, because a platform may treat the value as a different one.
  fix: `First Dance, The`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &titled("\u{200b}First Dance, The")),
            str![[r#"
F4 TitleInternalAlias: warning
  there is white space before the value: a zero-width space
  help: Delete it, because a platform may treat the value as a different one.
  fix: `First Dance, The`

"#]],
        );
    }

    #[test]
    fn columns_that_nobody_knows_are_looked_at_too() {
        let sample = Sample::movie().with_unknown_text("Notes", "Gold ");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 Notes: warning
  there is white space after the value
  help: Delete it, because a platform may treat the value as a different one.
  fix: `Gold`

"#]],
        );
    }

    #[test]
    fn a_cell_of_nothing_but_space_is_reported_where_it_may_be_blank() {
        assert_snapshot(
            fired(&RULE, &Sample::movie().with(Column::ContractId, " \u{a0}")),
            str![[r#"
R4 ContractID: warning
  the cell has only white space: a space and a no-break space
  help: Clear the cell, because a platform may not treat it as blank.
  fix: ``

"#]],
        );
        // `required-field` reports that these cells are blank.
        assert_silent(&RULE, &Sample::movie().with(Column::Alid, " "));
        assert_silent(&RULE, &Sample::movie().with(Column::PriceValue, " "));
    }

    #[test]
    fn control_characters_and_errors_are_other_faults() {
        assert_silent(&RULE, &titled("First Dance, The\u{b}"));
        let error = Sample::movie().stored(Column::Alid, "#REF! ", Stored::Error, Marks::default());
        assert_silent(&RULE, &error);
    }
}
