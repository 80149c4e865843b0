//! `missing-column`

use ema_model::{Column, Header, Layout, Placement, Requirement};

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
               required on every row, and that the header does not have. Where nothing shows which \
               version a sheet follows, only the columns that every version requires are reported.",
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
    let header = sheet.header;
    let by = match header.version_is_known() {
        true => format!("version {}", header.version()),
        false => "every version".to_owned(),
    };
    for column in header.layout().columns() {
        let Some(placement) = missing(header, *column) else {
            continue;
        };
        found
            .sheet(
                format!(
                    "the column {} is missing, which {by} requires",
                    placement.header
                ),
                format!(
                    "Add a column with `{}` in row 1 and `{}` in row 2, and fill it on every row.",
                    placement.category, placement.header
                ),
            )
            .field = Some(placement.header.into());
    }
}

/// The place in the template of a column that is missing from a header; `None` if it is there, or
/// not required on every row.
pub(in crate::rules) fn missing(header: &Header, column: Column) -> Option<&'static Placement> {
    let required = |layout| {
        let placement = column.placement(layout)?;
        (placement.requirement == Requirement::Required).then_some(placement)
    };
    let placement = required(header.layout())?;
    // Where nobody knows the version, only what every version requires is surely missing.
    let is_sure =
        header.version_is_known() || Layout::all().all(|layout| required(layout).is_some());
    let is_there = header.index_of(column).is_some() || has_other(header, column);
    (is_sure && !is_there).then_some(placement)
}

/// Whether the sheet names the title in the columns of another tab: a single tab of 1.8 and 1.9
/// may hold movies, seasons and episodes, each with its own columns.
fn has_other(header: &Header, column: Column) -> bool {
    const TITLES: [&[Column]; 2] = [
        &[Column::TitleInternalAlias, Column::SeriesTitleInternalAlias],
        &[Column::ContentId, Column::SeriesContentId],
    ];
    TITLES.iter().any(|columns| {
        columns.contains(&column)
            && columns
                .iter()
                .any(|other| header.index_of(*other).is_some())
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
