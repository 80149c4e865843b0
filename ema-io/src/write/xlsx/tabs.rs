//! Writes the tabs that list the annotations and the changes.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Formula};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::changes::Change;
use super::marks::{Marks, Notes};
use super::text::write_text;
use crate::write::tab::{
    CHANGES, FINDINGS, Look, Looks, Tab, TabCell, TabHead, Target, WithoutNote, change_line,
    finding_line, link_formula,
};

/// Writes the list of annotations. `names` contains the names of the written sheets.
pub(super) fn write_findings(
    sheet: &mut Worksheet,
    marks: &Marks,
    notes: &Notes,
    names: &[String],
) -> Result<(), XlsxError> {
    let head = TabHead::of_findings(
        marks.iter().map(|mark| mark.annotation.level),
        WithoutNote {
            too_many: notes.missing,
            conversations: 0,
        },
    );
    let mut tab = TabWriter::new(sheet, &FINDINGS, head)?;
    for mark in marks.iter().take(Tab::MOST_LINES) {
        let target = mark.target.and_then(|(sheet, row, column)| {
            Some(Target {
                sheet: names.get(sheet)?,
                row: row + 1,
                column,
            })
        });
        let (field, value) = (mark.field.as_ref(), mark.value.as_ref());
        tab.line(&finding_line(&mark.annotation, field, value, target))?;
    }
    tab.finish()
}

/// Writes the list of changes. `names` contains the names of the written sheets.
pub(super) fn write_changes(
    sheet: &mut Worksheet,
    changes: &[Change],
    names: &[String],
) -> Result<(), XlsxError> {
    let head = TabHead::of_changes(changes.len(), false);
    let mut tab = TabWriter::new(sheet, &CHANGES, head)?;
    for Change { change, target } in changes.iter().take(Tab::MOST_LINES) {
        let target = target.and_then(|(sheet, row)| {
            Some(Target {
                sheet: names.get(sheet)?,
                row: row + 1,
                column: change.cell.column,
            })
        });
        tab.line(&change_line(change, target))?;
    }
    tab.finish()
}

/// Writes the lines of a tab.
struct TabWriter<'s> {
    sheet: &'s mut Worksheet,
    tab: &'static Tab,
    looks: Looks<Format>,
    row: u32,
}

impl<'s> TabWriter<'s> {
    /// Writes the text above the lines.
    fn new(sheet: &'s mut Worksheet, tab: &'static Tab, head: TabHead) -> Result<Self, XlsxError> {
        let looks = Looks::new(format);
        sheet.set_tab_color(Color::RGB(tab.color));
        sheet.write_string_with_format(0, 0, head.title, looks.get(Look::Title))?;
        sheet.write_string_with_format(1, 0, head.remark, looks.get(Look::Remark))?;
        let row = Tab::NAMES_ROW - 1;
        for (column, (name, width)) in (0..).zip(tab.columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(row, column, *name, looks.get(Look::ColumnName))?;
        }
        sheet.set_freeze_panes(row + 1, 0)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(row, row)?;
        Ok(Self {
            sheet,
            tab,
            looks,
            row,
        })
    }

    fn line(&mut self, line: &[TabCell<'_>]) -> Result<(), XlsxError> {
        self.row += 1;
        let (row, looks) = (self.row, &self.looks);
        self.sheet
            .set_row_height(row, self.tab.height(line) as f64)?;
        for (column, cell) in (0..).zip(line) {
            match cell {
                TabCell::Text(text, look) => {
                    write_text(self.sheet, (row, column), text, Some(looks.get(*look)))?;
                }
                TabCell::Link { name, target } => {
                    let formula = Formula::new(link_formula(target, name)).set_result(name);
                    let look = looks.get(Look::Link);
                    self.sheet
                        .write_formula_with_format(row, column, formula, look)?;
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.tab.columns.len() - 1).unwrap_or_default();
        let last_row = self.row.max(Tab::NAMES_ROW);
        self.sheet
            .autofilter(Tab::NAMES_ROW - 1, 0, last_row, last)?;
        Ok(())
    }
}

fn format(look: Look) -> Format {
    let style = look.style();
    let mut format = Format::new().set_align(FormatAlign::Top);
    if style.is_bold {
        format = format.set_bold();
    }
    if style.is_italic {
        format = format.set_italic();
    }
    if style.is_underlined {
        format = format.set_underline(FormatUnderline::Single);
    }
    if let Some(size) = style.size {
        format = format.set_font_size(size);
    }
    if let Some(color) = style.color {
        format = format.set_font_color(Color::RGB(color));
    }
    if let Some(fill) = style.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    if style.has_line_below {
        format = format.set_border_bottom(FormatBorder::Thin);
    }
    if style.is_text {
        format = format.set_num_format("@");
    }
    if style.wraps {
        format = format.set_text_wrap();
    }
    format
}
