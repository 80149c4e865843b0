//! `missing-column`

use ema_model::{Column, Requirement};

use crate::check::{Found, SheetAt};
use crate::rule::{Check, Page, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "missing-column",
    summary: "a column that the version requires is not in the header",
    section: Section::Workbook,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires once for each column that the template of the sheet's version marks as \
               required on every row, and that the header does not have.",
        why: "Readers find columns by their names. Without the column, every row lacks the value, \
              and the platform refuses the file.",
        example: "A sheet of version 1.7.3 has the columns Territory and Start, but none named `End`.",
        mend: "Add the column, with its name spelt as in the template, or correct the name of the \
               column that holds the values.",
        source: "EMA Avails templates, row 3 (`//REQ`)",
    },
    check: Check::Sheet(check),
};

fn check(sheet: &SheetAt<'_>, found: &mut Found<'_>) {
    let layout = sheet.header.layout();
    for column in layout.columns() {
        let Some(placement) = column.placement(layout) else {
            continue;
        };
        let required = placement.requirement == Requirement::Required;
        if !required || sheet.header.index_of(*column).is_some() || has_other(sheet, *column) {
            continue;
        }
        found
            .sheet(
                format!(
                    "the column {column} is missing, which version {} requires",
                    layout.version
                ),
                format!(
                    "Add a column with `{}` in row 1 and `{}` in row 2, and fill it on every row.",
                    placement.category, placement.header
                ),
            )
            .field = Some(column.name().into());
    }
}

/// Whether the sheet names the title in the columns of another tab: a single tab of 1.8 and 1.9
/// may hold movies, seasons and episodes, each with its own columns.
fn has_other(sheet: &SheetAt<'_>, column: Column) -> bool {
    const TITLES: [&[Column]; 2] = [
        &[Column::TitleInternalAlias, Column::SeriesTitleInternalAlias],
        &[Column::ContentId, Column::SeriesContentId],
    ];
    TITLES.iter().any(|columns| {
        columns.contains(&column)
            && columns
                .iter()
                .any(|other| sheet.header.index_of(*other).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
    use ema_model::Column;

    #[test]
    fn a_whole_header_passes() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::episode());
    }

    #[test]
    fn a_missing_column_is_named_with_its_category() {
        insta::assert_snapshot!(fired(&RULE, &Sample::movie().without(Column::End)));
    }
}
