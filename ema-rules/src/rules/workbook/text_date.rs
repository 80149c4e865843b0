//! The rule `text-date`.

use ema_model::{AvailEnd, AvailStart, Cell, Moment, Stored, Value};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::once_a_column::Columns;
use crate::wording::rows;

pub(crate) static RULE: Rule = Rule {
    name: "text-date",
    summary: "a date is stored as text",
    section: Section::Workbook,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires once for each column of a workbook in which dates are stored as text, with or \
               without a time of day. The message gives the number of rows. Times with an offset \
               such as `Z` or `-05:00` are not reported, because a spreadsheet can't store them as \
               dates. Text files and columns that the platform does not use are not checked.",
        why: "`ema` reads the text as a date, but the specification requires Excel dates. A \
              spreadsheet program does not sort text by date, and does not notice a day that does \
              not exist.",
        example: "Start `'2026-01-01`, with an apostrophe before the date.",
        remedy: "Format the column as a date and enter the values again.",
        source: "EMA Avails 1.7.2, General Instructions and FAQ: dates must be Excel dates",
    },
    check: Check::Group(|| Box::<TextDates>::default()),
};

#[derive(Default)]
struct TextDates(Columns);

impl GroupCheck for TextDates {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        if !row.format.is_workbook() {
            return;
        }
        let header = row.avail.header();
        let ignored = |cell: &Cell| {
            let column = header.known_at(cell.index());
            column.is_some_and(|column| row.profile.ignores(column))
        };
        for cell in row.avail.cells().iter().filter(|cell| is_text_date(cell)) {
            if !ignored(cell) {
                self.0.add(cell, reporter);
            }
        }
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let message = |column: &str, count| {
            format!(
                "{} a date in {column} that is stored as text; the date is read anyway",
                rows(count, "has", "have")
            )
        };
        self.0.report(
            reporter,
            message,
            "Format the column as a date and enter the values again.",
        );
    }
}

fn is_text_date(cell: &Cell) -> bool {
    let (Value::Start(AvailStart::At(moment))
    | Value::End(AvailEnd::At(moment))
    | Value::Date(moment)) = cell.value()
    else {
        return false;
    };
    cell.stored() == Stored::Text && matches!(moment, Moment::Date(_) | Moment::Local(_))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, fired, shown, str};
    use ema_model::{Column, FileInfo, Format, Marks, Sheet, Stored, Workbook};
    use std::sync::Arc;

    fn text(column: Column, text: &str) -> Sample {
        Sample::movie().stored(column, text, Stored::Text, Marks::default())
    }

    #[test]
    fn dates_of_a_spreadsheet_pass() {
        assert_silent(&RULE, &Sample::movie());
    }

    #[test]
    fn what_can_be_nothing_but_text_passes() {
        for end in [
            "Open",
            "ESTStart",
            "2026-06-30T00:00:00Z",
            "2026-06-30T09:00:00-05:00",
        ] {
            assert_silent(&RULE, &text(Column::End, end));
        }
        // Another rule reports that the text is not a date.
        assert_silent(&RULE, &text(Column::End, "30/06/2026"));
    }

    #[test]
    fn dates_in_text_are_reported() {
        assert_snapshot(
            fired(&RULE, &text(Column::Start, "2026-01-01")),
            str![[r#"
I2 Start: notice
  1 row has a date in Start that is stored as text; the date is read anyway
  help: Format the column as a date and enter the values again.

"#]],
        );
        fired(&RULE, &text(Column::End, "2026-06-30T23:00:00"));
        let released = text(Column::ReleaseHistoryOriginal, "2013-05-14");
        assert_silent(&RULE, &released);
        fired(&RULE, &released.under_ema());
    }

    #[test]
    fn text_files_pass() {
        let avails = text(Column::Start, "2026-01-01").avails();
        let sheet = Sheet::new(Arc::clone(avails[0].header()), avails);
        for (format, silent) in [
            (Format::Csv, true),
            (Format::Tsv, true),
            (Format::Xlsx, false),
            (Format::Xls, false),
            (Format::Xlsb, false),
            (Format::Ods, false),
        ] {
            let workbook = Workbook::new(FileInfo::new(None, format), vec![sheet.clone()]);
            let found = shown(&RULE, &check(&Profile::ema(), &workbook));
            assert_eq!(found.is_empty(), silent, "{format}");
        }
    }
}
