//! The sheet that lists the remarks.

use ema_model::column_letters;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use super::marks::{Mark, Marks, Notes};
use super::style::Colors;
use super::text::write_text;
use crate::write::rows::MOST_ROWS;
use crate::write::{Level, Place, summary};

/// The columns and their widths, in characters.
const COLUMNS: [(&str, f64); 8] = [
    ("Severity", 11.0),
    ("Rule", 26.0),
    ("Sheet", 14.0),
    ("Cell", 9.0),
    ("Field", 24.0),
    ("Value", 28.0),
    ("Message", 70.0),
    ("What to do", 50.0),
];

/// The row of the names, from 0.
const NAMES: u32 = 2;

/// The rows that are left for the list.
const MOST: usize = (MOST_ROWS - NAMES - 1) as usize;

/// Writes the list. `names` are those of the sheets that were written.
pub(super) fn write(
    sheet: &mut Worksheet,
    marks: &Marks,
    notes: &Notes,
    names: &[String],
) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    let remark = Format::new().set_italic().set_font_color(Colors::GREY);
    let head = Format::new()
        .set_bold()
        .set_background_color(Colors::BLUE)
        .set_border_bottom(FormatBorder::Thin);
    sheet.write_string_with_format(
        0,
        0,
        summary(marks.iter().map(|mark| mark.annotation.level)),
        &title,
    )?;
    sheet.write_string_with_format(1, 0, remarks(marks, notes), &remark)?;
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(NAMES, column, name, &head)?;
    }
    sheet.set_freeze_panes(NAMES + 1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(NAMES, NAMES)?;
    let plain = Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::Top);
    let wrapped = plain.clone().set_text_wrap();
    let link = plain
        .clone()
        .set_num_format("General")
        .set_font_color(Colors::LINK)
        .set_underline(rust_xlsxwriter::FormatUnderline::Single);
    let levels = Level::ALL.map(|level| plain.clone().set_background_color(Colors::of(level)));
    let mut row = NAMES;
    for mark in marks.iter().take(MOST) {
        row += 1;
        let annotation = &mark.annotation;
        sheet.set_row_height(row, height(mark))?;
        let level = Level::ALL
            .iter()
            .position(|level| *level == annotation.level);
        let level = level.map_or(&plain, |index| &levels[index]);
        sheet.write_string_with_format(row, 0, annotation.level.as_str(), level)?;
        let mut text =
            |column, text: &str, format| write_text(sheet, (row, column), text, Some(format));
        text(1, &annotation.title, &plain)?;
        text(2, mark.sheet().map_or("", |sheet| sheet), &plain)?;
        text(4, mark.field.as_deref().unwrap_or_default(), &plain)?;
        text(5, mark.value.as_deref().unwrap_or_default(), &wrapped)?;
        text(6, &annotation.message, &wrapped)?;
        text(7, &annotation.advice, &wrapped)?;
        match place(mark, names) {
            (name, Some(target)) => {
                // Excel allows 65,530 hyperlinks of its own on a sheet, and any number of formulas.
                let formula = format!("HYPERLINK({},{})", quoted(&target), quoted(&name));
                let formula = Formula::new(formula).set_result(name);
                sheet.write_formula_with_format(row, 3, formula, &link)?;
            }
            (name, None) => {
                sheet.write_string_with_format(row, 3, name, &plain)?;
            }
        }
    }
    let last = u16::try_from(COLUMNS.len() - 1).unwrap_or_default();
    sheet.autofilter(NAMES, 0, row.max(NAMES + 1), last)?;
    Ok(())
}

/// The height that the wrapped texts of a line need, in points: not every program finds it out.
fn height(mark: &Mark) -> f64 {
    const LINE: usize = 15;
    /// The highest row that Excel shows.
    const MOST: usize = 409;
    let texts = [
        (COLUMNS[5].1, mark.value.as_deref().unwrap_or_default()),
        (COLUMNS[6].1, &*mark.annotation.message),
        (COLUMNS[7].1, &*mark.annotation.advice),
    ];
    let lines = texts.map(|(width, text)| {
        // Words are not broken, so a line is seldom full.
        let full = width * 0.95;
        let lines = text
            .split('\n')
            .map(|line| (line.chars().count() as f64 / full) as usize + 1);
        lines.sum::<usize>()
    });
    let most = lines.into_iter().max().unwrap_or(1);
    (most * LINE).min(MOST) as f64
}

/// What is not shown, and where.
fn remarks(marks: &Marks, notes: &Notes) -> String {
    let mut told = Vec::new();
    if notes.missing > 0 {
        told.push(format!(
            "Notes stand on the first 10,000 cells; {} more cells are colored and listed here, without a note.",
            notes.missing
        ));
    }
    if marks.len() > MOST {
        told.push(format!(
            "{} more are not listed: a sheet has no more rows.",
            marks.len() - MOST
        ));
    }
    if told.is_empty() {
        told.push(
            "Each line leads to its cell. Colored cells have a note with the same text.".to_owned(),
        );
    }
    told.join(" ")
}

/// The name of the cell, and where the link leads if that has been written.
fn place(mark: &Mark, names: &[String]) -> (String, Option<String>) {
    let cell = |row: u32, column: u16| format!("{}{row}", column_letters(column));
    let name = match &mark.annotation.place {
        Place::File | Place::Sheet(_) => String::new(),
        Place::Column { column, .. } => column_letters(*column),
        Place::Row { row, .. } => format!("row {row}"),
        Place::Cell(at) => cell(at.row, at.column),
    };
    let Some((sheet, row, column)) = mark.target else {
        return (name, None);
    };
    let Some(sheet) = names.get(sheet) else {
        return (name, None);
    };
    let target = cell(row + 1, column);
    let link = format!("#'{}'!{target}", sheet.replace('\'', "''"));
    let name = if name.is_empty() { target } else { name };
    (name, Some(link))
}

/// A text in a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
