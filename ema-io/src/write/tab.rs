//! Defines the content and appearance of the tabs that list findings and changes.
//!
//! The tabs look the same in a new workbook and in a copy, but each of the two writers stores the lines in its own way.

use std::borrow::Cow;

use ema_model::{CellRef, Text, column_letters};

use super::annotate::{Anchor, Annotation, Level, in_quotes, summary};
use super::change::CellChange;
use super::rows::MOST_ROWS;

/// A tab that lists findings or changes.
pub(crate) struct Tab {
    /// The name of the tab, unless that name is taken.
    pub(crate) name: &'static str,
    /// The color of the tab, as red, green and blue.
    pub(crate) color: u32,
    /// The name of each column and its width in characters.
    pub(crate) columns: &'static [(&'static str, f64)],
}

pub(crate) const FINDINGS: Tab = Tab {
    name: "Findings",
    color: 0x00C0_0000,
    columns: &[
        ("Severity", 11.0),
        ("Rule", 26.0),
        ("Sheet", 14.0),
        ("Cell", 9.0),
        ("Field", 24.0),
        ("Value", 28.0),
        ("Message", 70.0),
        ("What to do", 50.0),
        ("Done", 8.0),
    ],
};

pub(crate) const CHANGES: Tab = Tab {
    name: "Changes",
    color: 0x002F_75B5,
    columns: &[
        ("Rule", 26.0),
        ("Sheet", 14.0),
        ("Cell", 9.0),
        ("Field", 24.0),
        ("Before", 34.0),
        ("After", 34.0),
        ("Why", 70.0),
    ],
};

impl Tab {
    /// The one-based number of the row with the column names, which is below the title and a remark.
    pub(crate) const NAMES_ROW: u32 = 3;

    /// The maximum number of lines that a tab can list.
    pub(crate) const MOST_LINES: usize = (MOST_ROWS - Self::NAMES_ROW) as usize;

    /// Returns whether the strings are the column names of this tab. They identify a tab from an earlier copy, even if
    /// another program has saved that copy.
    pub(crate) fn has_names<'t>(&self, texts: impl Iterator<Item = &'t str>) -> bool {
        texts.eq(self.columns.iter().map(|(name, _)| *name))
    }

    /// Returns the height of a line in points. The height is stored because not every program computes the height of
    /// wrapped text.
    pub(crate) fn height(&self, line: &[TabCell<'_>]) -> usize {
        const LINE: usize = 15;
        /// The maximum height of a row in Excel.
        const MOST: usize = 409;
        let heights = line.iter().zip(self.columns).map(|(cell, (_, width))| {
            let TabCell::Text(text, Look::Wrapped) = cell else {
                return 1;
            };
            // Programs wrap text between words, so a wrapped line is rarely full.
            let full = width * 0.95;
            let lines = text
                .split('\n')
                .map(|line| (line.chars().count() as f64 / full) as usize + 1);
            lines.sum::<usize>()
        });
        (heights.max().unwrap_or(1) * LINE).min(MOST)
    }
}

/// A cell in a line.
pub(crate) enum TabCell<'l> {
    Text(Cow<'l, str>, Look),
    /// A link whose text is the address of the linked cell.
    Link {
        name: String,
        /// The target of the link, such as `#'Movies'!A2`.
        target: String,
    },
}

impl<'l> TabCell<'l> {
    fn plain(text: &'l str) -> Self {
        Self::Text(beginning(text).into(), Look::Plain)
    }

    fn wrapped(text: &'l str) -> Self {
        Self::Text(beginning(text).into(), Look::Wrapped)
    }

    /// A message, with quotation marks instead of backticks around cell contents.
    fn quoting(text: &'l str) -> Self {
        Self::Text(in_quotes(beginning(text)), Look::Wrapped)
    }

    fn link(name: String, target: &Target<'_>) -> Self {
        let sheet = target.sheet.replace('\'', "''");
        Self::Link {
            name,
            target: format!("#'{sheet}'!{}", target.address()),
        }
    }
}

/// Shortens text to fit into a cell, which holds at most 32,767 UTF-16 code units.
fn beginning(text: &str) -> &str {
    const MOST: usize = 16_000;
    if text.len() <= MOST {
        return text;
    }
    let end = text.char_indices().nth(MOST);
    end.map_or(text, |(end, _)| &text[..end])
}

/// Returns the formula for a link. Links are formulas, because an Excel sheet can have only 65,530 hyperlinks.
pub(crate) fn link_formula(target: &str, name: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    format!("HYPERLINK({},{})", quoted(target), quoted(name))
}

/// The cell that a line links to.
pub(crate) struct Target<'l> {
    pub(crate) sheet: &'l str,
    /// The one-based row number.
    pub(crate) row: u32,
    /// The zero-based column index.
    pub(crate) column: u16,
}

impl<'l> Target<'l> {
    pub(crate) fn of(cell: &'l CellRef) -> Self {
        Self {
            sheet: &cell.sheet,
            row: cell.row,
            column: cell.column,
        }
    }

    fn address(&self) -> String {
        format!("{}{}", column_letters(self.column), self.row)
    }
}

/// The appearance of a cell on a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Title,
    Remark,
    ColumnName,
    Plain,
    Wrapped,
    Link,
    Level(Level),
}

/// The properties of a look. In every look, text is aligned to the top of the cell.
#[derive(Default)]
pub(crate) struct Style {
    pub(crate) is_bold: bool,
    pub(crate) is_italic: bool,
    pub(crate) is_underlined: bool,
    /// The font size in points.
    pub(crate) size: Option<u32>,
    pub(crate) color: Option<u32>,
    pub(crate) fill: Option<u32>,
    pub(crate) has_line_below: bool,
    /// Whether anything that a user types is stored as text.
    pub(crate) is_text: bool,
    pub(crate) wraps: bool,
}

impl Look {
    pub(crate) const ALL: [Self; 9] = [
        Self::Title,
        Self::Remark,
        Self::ColumnName,
        Self::Plain,
        Self::Wrapped,
        Self::Link,
        Self::Level(Level::Error),
        Self::Level(Level::Warning),
        Self::Level(Level::Notice),
    ];

    pub(crate) fn style(self) -> Style {
        let plain = Style {
            is_text: true,
            ..Style::default()
        };
        match self {
            Self::Title => Style {
                is_bold: true,
                size: Some(14),
                ..Style::default()
            },
            Self::Remark => Style {
                is_italic: true,
                color: Some(0x0059_5959),
                ..Style::default()
            },
            Self::ColumnName => Style {
                is_bold: true,
                fill: Some(0x00DC_E6F1),
                has_line_below: true,
                ..Style::default()
            },
            Self::Plain => plain,
            Self::Wrapped => Style {
                wraps: true,
                ..plain
            },
            Self::Link => Style {
                is_underlined: true,
                color: Some(0x0005_63C1),
                ..Style::default()
            },
            Self::Level(level) => Style {
                fill: Some(level.color()),
                ..plain
            },
        }
    }
}

/// The format that a file uses for each look, in the same order as [`Look::ALL`].
#[derive(Debug)]
pub(crate) struct Looks<T>([T; 9]);

impl<T> Looks<T> {
    pub(crate) fn new(make: impl FnMut(Look) -> T) -> Self {
        Self(Look::ALL.map(make))
    }

    pub(crate) fn get(&self, look: Look) -> &T {
        let place = Look::ALL.iter().position(|known| *known == look);
        // `Look::ALL` contains every look, so the default is never used.
        &self.0[place.unwrap_or_default()]
    }
}

/// Returns the line for an annotation.
pub(crate) fn finding_line<'l>(
    annotation: &'l Annotation,
    field: Option<&'l Text>,
    value: Option<&'l Text>,
    target: Option<Target<'_>>,
) -> [TabCell<'l>; 9] {
    let Annotation {
        anchor,
        level,
        title,
        message,
        advice,
        ..
    } = annotation;
    // The name shows the row number in the checked workbook, which can differ from the row number in the copy.
    let name = match anchor {
        Anchor::File => String::new(),
        Anchor::Sheet(_) => target.as_ref().map_or_else(String::new, Target::address),
        Anchor::Column { column, .. } => column_letters(*column),
        Anchor::Row { row, .. } => format!("row {row}"),
        Anchor::Cell(at) => format!("{}{}", column_letters(at.column), at.row),
    };
    let cell = match target {
        Some(target) => TabCell::link(name, &target),
        None => TabCell::Text(name.into(), Look::Plain),
    };
    [
        TabCell::Text(level.as_str().into(), Look::Level(*level)),
        TabCell::plain(title),
        TabCell::plain(anchor.sheet().map_or("", |sheet| sheet)),
        cell,
        TabCell::plain(field.map_or("", |field| field)),
        TabCell::wrapped(value.map_or("", |value| value)),
        TabCell::quoting(message),
        TabCell::quoting(advice),
        TabCell::plain(""),
    ]
}

/// Returns the line for a change.
pub(crate) fn change_line<'l>(
    change: &'l CellChange,
    target: Option<Target<'_>>,
) -> [TabCell<'l>; 7] {
    // The name is the address in the source.
    let name = Target::of(&change.cell).address();
    let cell = match target {
        Some(target) => TabCell::link(name, &target),
        None => TabCell::Text(name.into(), Look::Plain),
    };
    [
        TabCell::plain(&change.title),
        TabCell::plain(&change.cell.sheet),
        cell,
        TabCell::plain(&change.field),
        TabCell::wrapped(&change.before),
        TabCell::wrapped(&change.text),
        TabCell::quoting(&change.reason),
    ]
}

/// The title and the remark above the column names. The remark is, for example, about entries that the list omits.
#[derive(Debug)]
pub(crate) struct TabHead {
    pub(crate) title: String,
    pub(crate) remark: String,
}

/// How many annotated cells have no note, by reason.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WithoutNote {
    /// The number of cells that have no note because the workbook would otherwise have too many.
    pub(crate) too_many: usize,
    /// The number of cells that have no note because they already have a conversation.
    pub(crate) conversations: usize,
}

/// The maximum number of notes in a workbook. Excel draws each note as a shape, and takes minutes to open a file with a
/// few hundred thousand notes, or can't open it at all.
pub(crate) const MOST_NOTES: usize = 10_000;

impl TabHead {
    pub(crate) fn of_findings(
        levels: impl ExactSizeIterator<Item = Level> + Clone,
        without_note: WithoutNote,
    ) -> Self {
        let mut remarks = Vec::new();
        match without_note.too_many {
            0 => {}
            1 => remarks.push(
                "The first 10,000 cells have a note; 1 more cell is colored and listed here, without a note."
                    .to_owned(),
            ),
            more => remarks.push(format!(
                "The first 10,000 cells have a note; {more} more cells are colored and listed here, without a note."
            )),
        }
        match without_note.conversations {
            0 => {}
            1 => remarks.push(
                "1 cell has no note, because it has a conversation, which is unchanged.".to_owned(),
            ),
            count => remarks.push(format!(
                "{count} cells have no note, because they have a conversation, which is unchanged."
            )),
        }
        remarks.extend(not_listed(levels.len()));
        if remarks.is_empty() {
            let usual =
                "Each line leads to its cell. Colored cells have a note with the same text.";
            remarks.push(usual.to_owned());
        }
        Self {
            title: summary(levels),
            remark: remarks.join(" "),
        }
    }

    /// Returns the text above a list of changes. `is_copy` says whether the workbook has all other content of the
    /// source.
    pub(crate) fn of_changes(count: usize, is_copy: bool) -> Self {
        let mut usual =
            "Each line leads to its cell, which is green unless a finding is left there."
                .to_owned();
        if is_copy {
            usual += " Everything else in the workbook is unchanged.";
        }
        Self {
            title: match count {
                1 => "1 cell was changed".to_owned(),
                count => format!("{count} cells were changed"),
            },
            remark: not_listed(count).unwrap_or(usual),
        }
    }
}

fn not_listed(lines: usize) -> Option<String> {
    let more = lines
        .checked_sub(Tab::MOST_LINES)
        .filter(|more| *more > 0)?;
    Some(format!(
        "{more} more are not listed, because a sheet can't have more rows."
    ))
}
