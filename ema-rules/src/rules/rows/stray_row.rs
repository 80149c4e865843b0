//! The rule `stray-row`.

use ema_model::column_letters;

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "stray-row",
    summary: "a row is a remark, not an avail",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires if only one or two cells of a row are filled in, and at least five of the columns that every \
               avail needs, such as Territory, LicenseType and Start, are blank. The other rules skip such a row, so \
               it has only one finding.\n\n\
               A row whose first cell begins with `//` is a comment and is not checked. Rows in XML are not remarks.",
        why: "A platform reads each row under the header as an avail. It rejects a row that has no \
              territory, license and window, and may reject the file.",
        example: "Under the table, a row has only `Total: 74 titles` in column A.",
        remedy: "Delete the row, or move its text to another tab. If the row should be an avail, \
                 fill in its other cells.",
        source: "Prime Video, \"Content rights\", field list: the column Prime Video Usage states \
                 which fields every avail needs; EMA Avails templates: comments begin with `//`",
    },
    check: Check::Remark(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let filled = row.avail.cells().iter().filter(|cell| !cell.is_blank());
    let mut filled = filled.peekable();
    let Some(first) = filled.peek().copied() else {
        return;
    };
    let columns = filled.map(|cell| column_letters(cell.index()).to_string());
    let columns: Vec<String> = columns.collect();
    let (only, there) = match &columns[..] {
        [_] => ("column", quoted(first.trimmed())),
        _ => (
            "the columns",
            format!("{} and more", quoted(first.trimmed())),
        ),
    };
    let are = if columns.len() == 1 { "is" } else { "are" };
    reporter.report_cell(
        first,
        format!(
            "only {only} {} {are} filled in, with {there}, so the row is not an avail",
            joined(columns, "and")
        ),
        "Delete the row, or move its text to another tab, because a platform reads each row under \
         the header as an avail. If the row should be one, fill in its other cells.",
    );
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, shown, str};
    use ema_model::Column;

    /// Returns a movie, followed by a row in which only some cells are filled.
    fn remark(cells: &[(Column, &str)]) -> Sample {
        let columns = Sample::movie().avails()[0].header().columns().to_vec();
        let known = columns.iter().filter_map(|column| column.column);
        let blank = known.fold(Sample::movie().and(), |sample, column| {
            sample.with(column, "")
        });
        let fill = |sample: Sample, (column, text): &(Column, &str)| sample.with(*column, text);
        cells.iter().fold(blank, fill)
    }

    #[test]
    fn a_remark_under_the_table_is_one_finding() {
        let total = remark(&[(Column::DisplayName, "Total: 74 titles ")]);
        assert_eq!(total.findings().len(), 1);
        assert_snapshot(
            fired(&RULE, &total),
            str![[r#"
A5 DisplayName: error
  only column A is filled in, with `Total: 74 titles`, so the row is not an avail
  help: Delete the row, or move its text to another tab, because a platform reads each row under the header as an avail. If the row should be one, fill in its other cells.

"#]],
        );
        for cells in [
            // The text would be an invalid value in these columns.
            &[(Column::Territory, "see the other tab")][..],
            &[(Column::WorkType, "end of file")],
            &[(Column::Start, "12 rows"), (Column::End, "checked by Ann")],
            &[(Column::PriceValue, "=SUM")],
            &[(Column::AltId, "NOTE 1"), (Column::ContentId, "\u{200b}x")],
        ] {
            let sample = remark(cells);
            assert_eq!(shown(&RULE, &sample.findings()), fired(&RULE, &sample));
            assert_eq!(sample.findings().len(), 1, "{cells:?}");
        }
        let two = remark(&[
            (Column::DisplayName, "Total"),
            (Column::PriceValue, "74.00"),
        ]);
        assert_snapshot(
            fired(&RULE, &two),
            str![[r#"
A5 DisplayName: error
  only the columns A and L are filled in, with `Total` and more, so the row is not an avail
  help: Delete the row, or move its text to another tab, because a platform reads each row under the header as an avail. If the row should be one, fill in its other cells.

"#]],
        );
    }

    #[test]
    fn rows_with_more_cells_and_narrow_sheets_are_avails() {
        let three = [
            (Column::DisplayName, "Rockstar Films"),
            (Column::Territory, "US"),
            (Column::WorkType, "Movie"),
        ];
        assert_silent(&RULE, &remark(&three));
        assert!(remark(&three).findings().len() > 5);
        // Without the columns, `missing-column` reports the sheet.
        let needed = [
            Column::EntryType,
            Column::LicenseType,
            Column::FormatProfile,
            Column::Start,
            Column::End,
            Column::Alid,
        ];
        let narrow = needed
            .into_iter()
            .fold(remark(&[(Column::Territory, "US")]), |sample, column| {
                sample.without(column)
            });
        assert_silent(&RULE, &narrow);
        assert_silent(&RULE, &remark(&[(Column::Territory, "US")]).in_xml());
    }
}
