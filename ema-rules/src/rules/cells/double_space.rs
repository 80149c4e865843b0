//! The rule `double-space`.

use ema_model::{Column, Kind, Text, is_space};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::errors::is_error;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "double-space",
    summary: "there are two spaces inside a title",
    section: Section::Cells,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a title has two or more spaces between two words. The title columns are those with \
               InternalAlias or DisplayUnlimited in their names, except those for volumes. `stray-space` reports white \
               space around a title.",
        why: "The second space is hard to see. A search for the title does not find the row, and a \
              spreadsheet that counts titles counts two instead of one.",
        example: "`First Dance` with two spaces in the middle. Correct: one space.",
        remedy: "Delete all but one of the spaces.",
        source: "The Unicode Standard, property White_Space: the characters that count as white \
                 space. No document forbids two spaces, so this is only a notice.",
    },
    check: Check::Cell(|kind| kind == Kind::Text, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let text = at.cell.trimmed();
    let mut pairs = text.chars().zip(text.chars().skip(1));
    if !pairs.any(|(first, second)| is_space(first) && is_space(second))
        || !at.column().is_some_and(is_title)
        || is_error(at.cell)
    {
        return;
    }
    let words = text.split(is_space).filter(|word| !word.is_empty());
    let single = words.collect::<Vec<_>>().join(" ");
    let finding = reporter.report_cell(
        at.cell,
        format!(
            "there are two or more spaces between words in the title {}",
            quoted(&single)
        ),
        "Write only one space between words, so that a search finds the title.",
    );
    finding.fix = Some(Text::from(single));
}

fn is_title(column: Column) -> bool {
    let name = column.name();
    let is_title = name.ends_with("InternalAlias") || name.ends_with("DisplayUnlimited");
    // The official template for volumes has titles with two spaces in a row.
    is_title && !name.starts_with("Volume")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn single_spaces_and_other_columns_pass() {
        for title in [
            "",
            "First Dance, The",
            "  First Dance ",
            "First\u{a0}Dance",
            "First Dance\n",
            "Dance 2: The  ".trim_end(),
            "第一支舞\u{3000}続",
        ] {
            assert_silent(
                &RULE,
                &Sample::movie().with(Column::TitleInternalAlias, title),
            );
        }
        for column in [
            Column::OtherTerms,
            Column::DisplayName,
            Column::AvailId,
            Column::Metadata,
        ] {
            assert_silent(&RULE, &Sample::movie().with(column, "two  spaces"));
        }
    }

    #[test]
    fn two_spaces_are_found_and_fixed() {
        let title = |text| Sample::movie().with(Column::TitleInternalAlias, text);
        assert_snapshot(
            fired(&RULE, &title(" First   Dance,  The ")),
            str![[r#"
F4 TitleInternalAlias: notice
  there are two or more spaces between words in the title `First Dance, The`
  help: Write only one space between words, so that a search finds the title.
  fix: `First Dance, The`

"#]],
        );
        for text in [
            "A  B",
            "A \u{a0}B",
            "A\n\nB",
            "A\t B",
            "A \u{200b}B",
            "第一\u{3000}\u{3000}舞",
        ] {
            fired(&RULE, &title(text));
            fired(&RULE, &title(text).under_ema());
        }
        for column in [
            Column::TitleDisplayUnlimited,
            Column::SeriesTitleInternalAlias,
            Column::SeriesTitleDisplayUnlimited,
            Column::SeasonTitleInternalAlias,
            Column::EpisodeTitleInternalAlias,
            Column::EpisodeTitleDisplayUnlimited,
        ] {
            fired(&RULE, &Sample::episode().with(column, "Time  and Place"));
        }
    }
}
