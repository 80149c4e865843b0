//! The rule `hidden-sheet`.

use ema_model::Visibility;

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Place, Reporter, Rule, Section, Severity, SheetAt,
};
use crate::wording::rows;

pub(crate) static RULE: Rule = Rule {
    name: "hidden-sheet",
    summary: "a hidden sheet holds avails",
    section: Section::Workbook,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires once for each hidden sheet with rows of avails. Either a person or a program \
               can hide a sheet. No menu in Excel lists a sheet that a program has made \"very \
               hidden\".",
        why: "The rows count like those of any other sheet, but people who look at the workbook do \
              not see them. Often, they are an older version of the avails.",
        example: "A workbook with last year's avails on a hidden sheet `Avails old`.",
        remedy: "To show the sheet, right-click a tab and choose Unhide. Delete the sheet if it \
               should not be sent. To show a very hidden sheet, use the macro editor (Alt+F11, \
               property Visible). `--visible-only` reads a file without its hidden sheets.",
        source: "Office Open XML (ECMA-376 part 1), 18.18.68 ST_SheetState: visible, hidden, \
                 veryHidden",
    },
    check: Check::Group(|| Box::<HiddenSheets>::default()),
};

#[derive(Default)]
struct HiddenSheets {
    /// Each sheet's place and visibility, in file order.
    sheets: Vec<(Place, Visibility)>,
}

impl GroupCheck for HiddenSheets {
    fn sheet(&mut self, sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
        let visibility = sheet.header.visibility();
        self.sheets.push((reporter.place(None), visibility));
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        for ((place, visibility), sheet) in self.sheets.into_iter().zip(file.sheets) {
            let help = match visibility {
                Visibility::Visible => continue,
                Visibility::Hidden => {
                    "If it should not be sent, right-click a tab, choose Unhide, and delete it. \
                     `--visible-only` skips it."
                }
                Visibility::VeryHidden => {
                    "If it should not be sent, copy the other sheets into a new workbook: no menu \
                     in Excel shows this one. `--visible-only` skips it."
                }
            };
            if sheet.rows > 0 {
                let rows = rows(sheet.rows, "counts", "count");
                let message = format!("the sheet is {visibility}, but {rows}");
                reporter.report_place(place, message, help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, shown, str};
    use ema_model::{AvailBuilder, FileInfo, Format, Header, Sheet, Visibility, Workbook};
    use std::sync::Arc;

    fn sheet(name: &'static str, visibility: Visibility, rows: u32) -> Sheet {
        let avail = &Sample::movie().avails()[0];
        let header = Header::clone(avail.header()).named(name);
        let header = Arc::new(header.with_visibility(visibility));
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        let avails = (4..4 + rows).map(|row| {
            for cell in avail.cells() {
                builder.push(cell.index(), cell.text(), cell.stored(), cell.marks());
            }
            builder.build(row)
        });
        Sheet::new(header, avails.collect())
    }

    fn found(sheets: Vec<Sheet>) -> String {
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), sheets);
        shown(&RULE, &check(&Profile::ema(), &workbook))
    }

    #[test]
    fn sheets_in_sight_pass() {
        assert_silent(&RULE, &Sample::movie());
        let empty = sheet("Lists", Visibility::Hidden, 0);
        assert_eq!(
            found(vec![sheet("Avails", Visibility::Visible, 1), empty]),
            ""
        );
    }

    #[test]
    fn hidden_sheets_are_named_with_their_rows() {
        let sheets = vec![
            sheet("Avails", Visibility::Visible, 1),
            sheet("Old", Visibility::Hidden, 2),
            sheet("Older", Visibility::VeryHidden, 1),
        ];
        assert_snapshot(
            found(sheets),
            str![[r#"
Old -: notice
  the sheet is hidden, but 2 rows count
  help: If it should not be sent, right-click a tab, choose Unhide, and delete it. `--visible-only` skips it.
Older -: notice
  the sheet is very hidden, but 1 row counts
  help: If it should not be sent, copy the other sheets into a new workbook: no menu in Excel shows this one. `--visible-only` skips it.

"#]],
        );
    }
}
