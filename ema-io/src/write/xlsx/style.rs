//! Creates the formats and drop-down lists for cells.

use ema_model::{EmaVersion, HeaderColumn, Kind};
use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, FormatPattern, IgnoreError, Note,
    Worksheet, XlsxError,
};

use super::form::NumberFormat;
use crate::write::head::HeadPart;
use crate::write::{CellChange, Level, NOTE_AUTHOR, Template};

/// The formats for the cells below a header: each number format without a color, and in each color of annotated and
/// changed cells.
pub(super) struct Formats {
    plain: Vec<Format>,
    colored: Vec<(u32, Vec<Format>)>,
}

impl Formats {
    pub(super) fn new() -> Self {
        let plain = NumberFormat::all().map(|format| Format::new().set_num_format(format.code()));
        let plain: Vec<Format> = plain.collect();
        let colored = |color| {
            let colored = |format: &Format| format.clone().set_background_color(Color::RGB(color));
            (color, plain.iter().map(colored).collect())
        };
        let levels = Level::ALL.map(Level::cell_color).into_iter();
        Self {
            colored: levels.chain([CellChange::COLOR]).map(colored).collect(),
            plain,
        }
    }

    pub(super) fn get(&self, format: NumberFormat, color: Option<u32>) -> &Format {
        let colored = self.colored.iter().find(|(known, _)| Some(*known) == color);
        let formats = colored.map_or(&self.plain, |(_, formats)| formats);
        &formats[format.index()]
    }
}

/// The muted colors that a workbook uses.
pub(super) struct Colors;

impl Colors {
    pub(super) const BLUE: Color = Color::RGB(0x00DC_E6F1);
    pub(super) const PALE: Color = Color::RGB(0x00F2_F5F9);
    pub(super) const GREY: Color = Color::RGB(0x0059_5959);

    pub(super) fn of(level: Level) -> Color {
        Color::RGB(level.color())
    }
}

/// Returns the format for a header row.
pub(super) fn head_format(part: HeadPart) -> Format {
    let format = Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::Left);
    match part {
        HeadPart::Names => format
            .set_bold()
            .set_background_color(Colors::BLUE)
            .set_border_bottom(FormatBorder::Thin),
        HeadPart::Categories | HeadPart::Flags => format
            .set_font_color(Colors::GREY)
            .set_background_color(Colors::PALE),
    }
}

/// Returns the format for an annotated name in the header. The second color of the fill, which a solid fill does not
/// show, is the original color, so that a later copy can restore it.
pub(super) fn marked_head_format(level: Level) -> Format {
    head_format(HeadPart::Names)
        .set_pattern(FormatPattern::Solid)
        .set_background_color(Color::RGB(level.cell_color()))
        .set_foreground_color(Colors::BLUE)
}

/// Returns the format for a cell in an example row.
pub(super) fn example_format(format: NumberFormat) -> Format {
    Format::new()
        .set_num_format(format.code())
        .set_italic()
        .set_font_color(Colors::GREY)
}

/// A range of zero-based row indices in a sheet.
#[derive(Clone, Copy)]
pub(super) struct Below {
    pub(super) first: u32,
    pub(super) last: u32,
}

/// Sets a column's width, the format of its blank cells, and its drop-down list.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    column: &HeaderColumn,
    version: EmaVersion,
    below: Below,
    (formats, template): (&Formats, Option<&Template>),
) -> Result<(), XlsxError> {
    let index = column.index;
    let kind = column.column.map(|known| known.kind(version));
    sheet.set_column_width(index, width(column, kind))?;
    let format = NumberFormat::of_column(kind);
    if format != NumberFormat::General {
        sheet.set_column_format(index, formats.get(format, None))?;
    }
    if format == NumberFormat::Text {
        // Otherwise, Excel would show a green corner on each cell whose ID has only digits.
        sheet.ignore_error_range(
            below.first,
            index,
            below.last,
            index,
            IgnoreError::NumberStoredAsText,
        )?;
    }
    let own = template.and_then(|template| template.of(column.column));
    let words = match own {
        Some(own) if !own.words.is_empty() => own.words.clone(),
        _ => words(kind, version),
    };
    if !words.is_empty() {
        // The cells also accept words that are not in the list, because partners have their own words.
        let menu = DataValidation::new()
            .allow_list_strings(&words)?
            .show_error_message(false)
            .show_input_message(false);
        sheet.add_data_validation(below.first, index, below.last, index, &menu)?;
    }
    Ok(())
}

/// Returns the words that a version allows in a column, or an empty list if the column has no closed vocabulary.
fn words(kind: Option<Kind>, version: EmaVersion) -> Vec<&'static str> {
    match kind {
        Some(Kind::Flag) => vec!["Yes", "No"],
        Some(kind) => {
            let words = kind.words().iter().filter(|word| word.is_in(version));
            words.map(|word| word.text).collect()
        }
        None => Vec::new(),
    }
}

/// Returns a column width, in characters, that fits both values of this kind and the header with its filter button.
fn width(column: &HeaderColumn, kind: Option<Kind>) -> f64 {
    const BUTTON: usize = 3;
    let values = match kind {
        Some(Kind::Text) | None => 20,
        Some(Kind::Id | Kind::Alid | Kind::AltId | Kind::Eidr) => 26,
        Some(Kind::Alids) => 34,
        Some(Kind::Start | Kind::End) => 19,
        Some(Kind::Date | Kind::EntryType) => 13,
        _ => 9,
    };
    let header = column.name.chars().count() + BUTTON;
    values.max(header).min(40) as f64
}

/// Returns a note that shows annotations.
pub(super) fn annotation_note(text: &str) -> Note {
    note(text).set_author(NOTE_AUTHOR)
}

/// Returns a note whose size fits its text.
pub(super) fn note(text: &str) -> Note {
    const WIDTH: u32 = 320;
    const CHARACTERS_A_LINE: usize = 48;
    const LINE_HEIGHT: usize = 15;
    let lines: usize = text
        .lines()
        .map(|line| line.chars().count() / CHARACTERS_A_LINE + 1)
        .sum();
    let height = (lines + 1) * LINE_HEIGHT;
    Note::new(text)
        .add_author_prefix(false)
        .set_font_size(9)
        .set_width(WIDTH)
        .set_height(u32::try_from(height.min(600)).unwrap_or(600))
}
