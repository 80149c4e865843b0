//! Finds the header of a sheet of avails among its first rows.

use ema_model::{Column, EmaVersion, Header, HeaderColumn, HeaderRows, Text, trim};

use crate::number;
use crate::sheet::{Content, RawCell, RawRow};

/// How many rows are looked at. The templates have the names in row 2; a title, a logo or a note
/// above them takes a few rows more.
pub(crate) const ROWS: usize = 10;

/// A row near the top of a sheet, with its texts.
pub(crate) struct TopRow {
    row: u32,
    cells: Vec<(u16, Text)>,
}

impl TopRow {
    /// The texts of a row; blank cells are left out.
    pub(crate) fn of(row: &RawRow<'_>) -> Self {
        let text = |cell: &RawCell<'_>| {
            let text = match &cell.content {
                Content::Text(text) => Text::from(&**text),
                Content::Number(number) => Text::from(number::text(*number)),
                _ => return None,
            };
            let blank = trim(&text).is_empty();
            let index = u16::try_from(cell.column).ok()?;
            (!blank).then_some((index, text))
        };
        Self {
            row: row.row,
            cells: row.cells.iter().filter_map(text).collect(),
        }
    }

    /// Whether the row names the columns of avails: no other table has these three.
    fn names_avails(&self) -> bool {
        [Column::Territory, Column::LicenseType, Column::WorkType]
            .iter()
            .all(|column| {
                self.cells
                    .iter()
                    .any(|(_, text)| Column::find(text) == Some(*column))
            })
    }

    /// Whether most of its cells are categories of columns.
    fn names_categories(&self) -> bool {
        let is_category = |text: &str| CATEGORIES.contains(&trim(text));
        let categories = self
            .cells
            .iter()
            .filter(|(_, text)| is_category(text))
            .count();
        categories > 0 && categories * 2 >= self.cells.len()
    }

    /// Whether its cells are requirement flags (`//REQ`, `/REQ`, `REQUIRED for pre-orders`) or a
    /// version that stands alone.
    fn flags_columns(&self) -> bool {
        let flags = self.cells.iter().filter(|(_, text)| is_flag(text)).count();
        match &self.cells[..] {
            [] => false,
            [(0, text)] => is_flag(text) || is_version(text),
            cells => flags * 2 >= cells.len(),
        }
    }

    /// What stands in the first cell if it is no flag: from 1.8 on the version.
    fn stated_version(&self) -> Option<Text> {
        let (index, text) = self.cells.first()?;
        (*index == 0 && !is_flag(text)).then(|| Text::from(trim(text)))
    }
}

/// The categories of row 1 in the templates; `Metadata` stands in the dictionary of 1.7.2.
const CATEGORIES: [&str; 8] = [
    "Avail",
    "AvailAsset",
    "AvailMetadata",
    "AvailTerms",
    "AvailTrans",
    "Disposition",
    "Metadata",
    "Reference",
];

fn is_flag(text: &str) -> bool {
    let text = trim(text);
    text.starts_with('/') || text.starts_with("REQ") || text.starts_with("Opt")
}

/// Whether a text is a number of the form of a version: `1.8`, `v2.0`.
fn is_version(text: &str) -> bool {
    let digits = trim(text).trim_start_matches(['v', 'V']);
    digits.contains('.') && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The header of a sheet, and its last row; `None` where no row names the columns of avails.
pub(crate) fn find(
    sheet: &str,
    top: &[TopRow],
    by_caller: Option<EmaVersion>,
) -> Option<(Header, u32)> {
    let at = top.iter().position(TopRow::names_avails)?;
    let names = &top[at];
    let categories = top[..at].iter().rev().find(|row| row.names_categories());
    let flags = top[at + 1..]
        .first()
        .filter(|row| row.row == names.row + 1 && row.flags_columns());
    let mut rows = HeaderRows::names_in(names.row);
    rows.categories = categories.map(|row| row.row);
    rows.flags = flags.map(|row| row.row);
    let columns = names
        .cells
        .iter()
        .map(|(index, name)| {
            let category = categories.and_then(|row| {
                let cell = row.cells.iter().find(|(other, _)| other == index)?;
                Some(cell.1.clone())
            });
            HeaderColumn::new(*index, name.clone(), category)
        })
        .collect();
    let stated = flags.and_then(TopRow::stated_version);
    let header = Header::new(Text::from(sheet), rows, columns, stated, by_caller);
    Some((header, rows.flags.unwrap_or(names.row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn top(rows: &[(u32, &[&str])]) -> Vec<TopRow> {
        rows.iter()
            .map(|(row, texts)| TopRow {
                row: *row,
                cells: (0..)
                    .zip(*texts)
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(index, text)| (index, Text::from(*text)))
                    .collect(),
            })
            .collect()
    }

    const NAMES: &[&str] = &[
        "DisplayName",
        "Territory",
        "WorkType",
        "LicenseType",
        "ALID",
    ];

    fn rows_of(rows: &[(u32, &[&str])]) -> Option<(HeaderRows, u32)> {
        find("Avails", &top(rows), None).map(|(header, last)| (header.rows(), last))
    }

    fn header_rows(categories: Option<u32>, names: u32, flags: Option<u32>) -> HeaderRows {
        let mut rows = HeaderRows::names_in(names);
        (rows.categories, rows.flags) = (categories, flags);
        rows
    }

    #[test]
    fn the_three_rows_of_the_templates_are_found() {
        let categories: &[&str] = &["Avail", "AvailTrans", "AvailAsset", "AvailTrans", "Avail"];
        let flags: &[&str] = &["1.8", "//REQ", "//REQ", "//REQ", "/REQ"];
        let found = find(
            "Avails",
            &top(&[(1, categories), (2, NAMES), (3, flags)]),
            None,
        )
        .unwrap();
        assert_eq!(found.0.rows(), HeaderRows::TEMPLATE);
        assert_eq!(found.0.version(), EmaVersion::V1_8);
        assert_eq!(found.1, 3);
    }

    #[test]
    fn names_alone_are_enough_wherever_they_stand() {
        let data: &[&str] = &["Rockstar Films", "US", "Movie", "EST", "A"];
        assert_eq!(
            rows_of(&[(1, NAMES), (2, data)]),
            Some((header_rows(None, 1, None), 1))
        );
        let titled: &[(u32, &[&str])] = &[(2, &["Our avails, May"]), (5, NAMES), (6, data)];
        assert_eq!(rows_of(titled), Some((header_rows(None, 5, None), 5)));
    }

    #[test]
    fn a_version_may_stand_alone_under_the_names() {
        let found = find("Avails", &top(&[(2, NAMES), (3, &["1.9"])]), None).unwrap();
        assert_eq!(found.0.version(), EmaVersion::V1_9);
        // A row of data with one cell is no flag row.
        let found = find(
            "Avails",
            &top(&[(2, NAMES), (3, &["Rockstar Films"])]),
            None,
        )
        .unwrap();
        assert_eq!(found.1, 2);
    }

    #[test]
    fn a_version_that_nobody_knows_is_kept() {
        let flags: &[&str] = &["2.0", "//REQ", "//REQ", "//REQ", "//REQ"];
        let found = find("Avails", &top(&[(2, NAMES), (3, flags)]), None).unwrap();
        assert_eq!(found.0.stated_version().map(Text::as_str), Some("2.0"));
    }

    #[test]
    fn other_tables_are_no_avails() {
        let dictionary: &[&str] = &["Top Level Element", "Sub-Element", "Required/Optional"];
        assert_eq!(
            rows_of(&[
                (1, dictionary),
                (2, &["AvailTrans", "Territory", "REQUIRED"])
            ]),
            None
        );
    }
}
