//! Defines the annotations that a written workbook shows.

use std::borrow::Cow;

use ema_model::{CellRef, Text};

/// A remark about a cell, a row, a column, a sheet or the file, for an annotated copy of a
/// workbook.
///
/// In the copy, every cell stays in its original place. Each annotated cell gets a note and the color of its most
/// severe [`Level`]. The first sheet, *Findings*, lists all annotations with links to their cells.
///
/// ```
/// use ema_io::{Annotation, Level, Output, Anchor, WriteOptions};
/// use ema_model::Format;
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUSA,Movie,EST,FIRSTDANCE\n";
/// let workbook = ema_io::read_bytes(csv)?;
/// let avail = &workbook.sheets[0].avails[0];
/// let cell = avail.origin(avail.territory().cell().unwrap());
/// let remark = Annotation::new(
///     Anchor::Cell(cell),
///     Level::Error,
///     "territory-unknown",
///     "`USA` is not a territory code",
///     "write US",
/// );
///
/// let mut bytes = Vec::new();
/// let options = WriteOptions::new().annotate([remark]);
/// let mut writer = options.create(Output::stream(Format::Xlsx, &mut bytes))?;
/// let sheet = writer.sheet(&workbook.sheets[0].header)?;
/// writer.avail(sheet, avail, &mut |_| {})?;
/// writer.finish()?;
/// assert_eq!(ema_io::read_bytes(bytes)?.file.passed_over, ["Findings"]);
/// # Ok::<(), ema_io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Annotation {
    /// The place that the annotation refers to.
    pub anchor: Anchor,
    /// How severe the problem is, which determines the color of the cell.
    pub level: Level,
    /// The title, which is the name of a rule.
    pub title: Text,
    /// The message, which describes the problem.
    pub message: Text,
    /// The advice on how to fix the problem, or an empty string.
    pub advice: Text,
    /// The text of the annotated cell, which the list of annotations shows.
    pub value: Option<Text>,
}

impl Annotation {
    /// Creates an annotation.
    #[must_use]
    pub fn new(
        anchor: Anchor,
        level: Level,
        title: impl Into<Text>,
        message: impl Into<Text>,
        advice: impl Into<Text>,
    ) -> Self {
        Self {
            anchor,
            level,
            title: title.into(),
            message: message.into(),
            advice: advice.into(),
            value: None,
        }
    }
}

/// The place of an annotation. Sheets are identified by their names in the source, and rows by their numbers there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Anchor {
    /// The whole file.
    File,
    /// A sheet.
    Sheet(Text),
    /// The header of a column in a sheet.
    Column {
        /// The name of the sheet.
        sheet: Text,
        /// The zero-based column index.
        column: u16,
    },
    /// A row in a sheet.
    Row {
        /// The name of the sheet.
        sheet: Text,
        /// The one-based row number.
        row: u32,
    },
    /// A cell, which can be blank.
    Cell(CellRef),
}

impl Anchor {
    /// Returns the name of the sheet.
    pub(crate) fn sheet(&self) -> Option<&Text> {
        match self {
            Self::File => None,
            Self::Sheet(sheet) | Self::Column { sheet, .. } | Self::Row { sheet, .. } => {
                Some(sheet)
            }
            Self::Cell(cell) => Some(&cell.sheet),
        }
    }

    /// Returns the zero-based column index.
    pub(crate) fn column(&self) -> Option<u16> {
        match self {
            Self::File | Self::Sheet(_) | Self::Row { .. } => None,
            Self::Column { column, .. } => Some(*column),
            Self::Cell(cell) => Some(cell.column),
        }
    }

    /// Returns the sort key within a sheet. The sheet itself sorts before its header and rows, and a row before its
    /// cells.
    pub(crate) fn order(&self) -> (u32, Option<u16>) {
        let row = match self {
            Self::File | Self::Sheet(_) | Self::Column { .. } => 0,
            Self::Row { row, .. } => *row,
            Self::Cell(cell) => cell.row,
        };
        (row, self.column())
    }
}

/// Formats the number of annotations at each level, such as `2 errors, 1 warning`.
pub(crate) fn summary(levels: impl Iterator<Item = Level> + Clone) -> String {
    let counted: Vec<String> = Level::ALL
        .into_iter()
        .map(|level| (level, levels.clone().filter(|it| *it == level).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {}{plural}", level.as_str().to_lowercase())
        })
        .collect();
    match counted.is_empty() {
        true => "Nothing was found".to_owned(),
        false => counted.join(", "),
    }
}

/// The author of added notes. A later copy replaces the notes by this author.
pub(crate) const NOTE_AUTHOR: &str = "EMA findings";

/// Returns the text of the note on a cell with these annotations.
pub(crate) fn note_text(remarks: &[&Annotation]) -> String {
    const MOST: usize = 5;
    const LONGEST: usize = 400;
    let short = |text: &str| match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    };
    let mut parts: Vec<String> = Vec::new();
    for remark in remarks.iter().take(MOST) {
        let Annotation {
            level,
            title,
            message,
            advice,
            ..
        } = remark;
        let mut part = format!(
            "{}: {title}\n{}",
            level.as_str(),
            in_quotes(&short(message))
        );
        if !advice.is_empty() {
            part += &format!("\nWhat to do: {}", in_quotes(&short(advice)));
        }
        parts.push(part);
    }
    if remarks.len() > MOST {
        let more = remarks.len() - MOST;
        parts.push(format!("{more} more: see the sheet Findings."));
    }
    parts.join("\n\n")
}

/// Replaces the backticks around cell contents with quotation marks, which are familiar to spreadsheet users.
pub(crate) fn in_quotes(text: &str) -> Cow<'_, str> {
    if !text.contains('`') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (index, part) in text.split('`').enumerate() {
        match index {
            0 => {}
            index if index % 2 == 1 => out.push('“'),
            _ => out.push('”'),
        }
        out.push_str(part);
    }
    out.into()
}

/// The severity of an annotation. The most severe level is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    /// Something that is worth knowing but is not wrong.
    Notice,
    /// Something that is probably wrong.
    Warning,
    /// Something that is wrong.
    Error,
}

impl Level {
    /// Every level, starting with the most severe.
    pub(crate) const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Notice];

    /// The color of annotated cells, as red, green and blue. Each color differs by one unit from a color that Excel
    /// offers ([`color`](Self::color)). A later copy therefore does not mistake a cell that a user has colored for an
    /// annotated cell.
    pub(crate) const fn cell_color(self) -> u32 {
        match self {
            Self::Error => 0x00FF_C8CE,
            Self::Warning => 0x00FF_EB9B,
            Self::Notice => 0x00DC_EBF7,
        }
    }

    /// The color of this level in the list of annotations, as red, green and blue.
    pub(crate) const fn color(self) -> u32 {
        match self {
            Self::Error => 0x00FF_C7CE,
            Self::Warning => 0x00FF_EB9C,
            Self::Notice => 0x00DD_EBF7,
        }
    }

    /// Returns the name of the level, such as `Error`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Notice => "Notice",
        }
    }
}
