//! The rule `header-layout`.

use ema_model::HeaderRows;

use crate::engine::{
    AppliesTo, Check, GroupCheck, Page, Reporter, Row, Rule, Section, Severity, SheetAt,
};

pub(crate) static RULE: Rule = Rule {
    name: "header-layout",
    summary: "the header is not in rows 1 to 3",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires once per sheet if the categories are not in row 1, the column names are not \
               in row 2, the flags are not in row 3, or one of these rows holds an avail. Row 3 \
               may be blank, and comments may follow it. The sheet is read anyway.",
        why: "A platform treats the first three rows as the header, regardless of their content. \
              If the header is elsewhere, the platform does not find the columns, or it loses the \
              first avails.",
        example: "A sheet with the column names in row 1 and the first avail in row 2.",
        remedy: "Insert or delete rows at the top until the categories are in row 1, the names in \
               row 2, and the first avail in row 4.",
        source: "EMA Avails templates, rows 1 to 3: categories, names and requirements; EMA Avails \
                 1.7.2, General Instructions and FAQ: rows 1 to 3 must be present, and avails \
                 start on row 4",
    },
    check: Check::Group(|| Box::<Layout>::default()),
};

/// A collector. `awaits_first` is true if the header of the current sheet is correct and no avail
/// has been read from the sheet yet.
#[derive(Default)]
struct Layout {
    awaits_first: bool,
}

impl GroupCheck for Layout {
    fn sheet(&mut self, sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
        let fault = fault(sheet.header.rows());
        self.awaits_first = fault.is_none();
        if let Some(fault) = fault {
            reporter.report_sheet(fault, HELP);
        }
    }

    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        if std::mem::take(&mut self.awaits_first) && row.avail.row() < FIRST {
            reporter.report_place(
                reporter.place(None),
                "an avail is in the row of the flags, and a platform skips it",
                HELP,
            );
        }
    }
}

/// The row of the first avail in the templates. In the template for 1.6, this row contains a
/// comment.
const FIRST: u32 = 4;

const HELP: &str = "Insert or delete rows at the top until row 1 holds the categories (`Avail`, \
                    `AvailTrans` …), row 2 the names, row 3 the flags or nothing, and row 4 the \
                    first avail.";

fn fault(rows: HeaderRows) -> Option<String> {
    let template = HeaderRows::TEMPLATE;
    let flags_are_elsewhere = rows.flags.is_some() && rows.flags != template.flags;
    if rows.names != template.names {
        Some(format!(
            "the names of the columns are in row {}, not in row 2",
            rows.names
        ))
    } else if rows.categories != template.categories {
        Some("row 1 does not hold the categories of the columns".to_owned())
    } else if flags_are_elsewhere {
        Some("a blank row is between the names of the columns and their flags".to_owned())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::HeaderRows;

    fn sample(categories: Option<u32>, names: u32, flags: Option<u32>, first: u32) -> Sample {
        Sample::movie().headed(|head| {
            head.rows = HeaderRows::names_in(names);
            (head.rows.categories, head.rows.flags, head.first) = (categories, flags, first);
        })
    }

    #[test]
    fn the_layout_of_the_templates_passes() {
        assert_silent(&RULE, &sample(Some(1), 2, Some(3), 4));
        // Row 3 is blank.
        assert_silent(&RULE, &sample(Some(1), 2, None, 4));
        // Row 4 has a comment, as in the template for 1.6.
        assert_silent(&RULE, &sample(Some(1), 2, Some(3), 5));
    }

    #[test]
    fn a_single_row_of_names_is_found() {
        assert_snapshot(
            fired(&RULE, &sample(None, 1, None, 2)),
            str![[r#"
Avails -: warning
  the names of the columns are in row 1, not in row 2
  help: Insert or delete rows at the top until row 1 holds the categories (`Avail`, `AvailTrans` …), row 2 the names, row 3 the flags or nothing, and row 4 the first avail.

"#]],
        );
    }

    #[test]
    fn a_title_above_the_header_is_found() {
        assert_snapshot(
            fired(&RULE, &sample(Some(2), 3, Some(4), 5).under_ema()),
            str![[r#"
Avails -: warning
  the names of the columns are in row 3, not in row 2
  help: Insert or delete rows at the top until row 1 holds the categories (`Avail`, `AvailTrans` …), row 2 the names, row 3 the flags or nothing, and row 4 the first avail.

"#]],
        );
    }

    #[test]
    fn a_missing_row_of_categories_is_found() {
        assert_snapshot(
            fired(&RULE, &sample(None, 2, Some(3), 4)),
            str![[r#"
Avails -: warning
  row 1 does not hold the categories of the columns
  help: Insert or delete rows at the top until row 1 holds the categories (`Avail`, `AvailTrans` …), row 2 the names, row 3 the flags or nothing, and row 4 the first avail.

"#]],
        );
    }

    #[test]
    fn a_blank_row_above_the_flags_is_found() {
        assert_snapshot(
            fired(&RULE, &sample(Some(1), 2, Some(4), 5)),
            str![[r#"
Avails -: warning
  a blank row is between the names of the columns and their flags
  help: Insert or delete rows at the top until row 1 holds the categories (`Avail`, `AvailTrans` …), row 2 the names, row 3 the flags or nothing, and row 4 the first avail.

"#]],
        );
    }

    #[test]
    fn a_missing_row_of_flags_is_found() {
        assert_snapshot(
            fired(&RULE, &sample(Some(1), 2, None, 3).and()),
            str![[r#"
row 3 -: warning
  an avail is in the row of the flags, and a platform skips it
  help: Insert or delete rows at the top until row 1 holds the categories (`Avail`, `AvailTrans` …), row 2 the names, row 3 the flags or nothing, and row 4 the first avail.

"#]],
        );
    }
}
