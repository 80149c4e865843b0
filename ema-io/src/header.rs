//! Finds the header among the first rows in an avails sheet.

use ema_model::{Column, EmaVersion, Header, HeaderColumn, HeaderRows, Kind, Text, trim};

use crate::rows;
use crate::sheet::{RawCell, RawRow};

/// The number of filled rows that are searched. In the templates, the column names are in row 2. A title, a logo or a
/// note above the header can take up a few more rows.
const ROWS: usize = 10;

/// The number of column names that a row must have if one of the three required columns is missing or misspelled. A
/// table that documents the columns has only one column name in each row, and a sheet with lists of values has a few
/// column names in one row.
const COLUMNS: usize = 6;

/// The number of bytes that are examined in each cell. No name, category or version is longer, and a flag comes at the
/// start of a remark.
const HEAD: usize = 128;

/// Searches for the header of a sheet, one row at a time. The search keeps at most three rows.
#[derive(Default)]
pub(crate) struct Search {
    seen: usize,
    categories: Option<TopRow>,
    names: Option<TopRow>,
    flags: Option<TopRow>,
}

impl Search {
    /// Examines the next row. Returns `false` if the search has ended.
    pub(crate) fn take(&mut self, row: &RawRow<'_>) -> bool {
        let row = TopRow::of(row);
        if row.cells.is_empty() {
            return true;
        }
        if let Some(names) = &self.names {
            let is_next = row.row == names.row + 1;
            self.flags = row.flags_columns(is_next).then_some(row);
            return false;
        }
        self.seen += 1;
        if row.names_avails() {
            self.names = Some(row);
            return true;
        }
        if row.names_categories() {
            self.categories = Some(row);
        }
        self.seen < ROWS
    }

    /// Whether all rows so far were blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.seen == 0
    }

    /// Whether a row with the names of avails columns has been found.
    pub(crate) fn has_names(&self) -> bool {
        self.names.is_some()
    }

    /// The header and its last row, or `None` if no row has the names of avails columns.
    pub(crate) fn header(
        self,
        sheet: &str,
        by_caller: Option<EmaVersion>,
    ) -> Option<(Header, u32)> {
        let names = self.names?;
        let mut rows = HeaderRows::names_in(names.row);
        rows.categories = self.categories.as_ref().map(|row| row.row);
        rows.flags = self.flags.as_ref().map(|row| row.row);
        let columns = names
            .cells
            .into_iter()
            .map(|(index, name)| {
                let category = self.categories.as_ref().and_then(|row| row.at(index));
                HeaderColumn::new(index, name, category.cloned())
            })
            .collect();
        let stated = self.flags.as_ref().and_then(TopRow::stated_version);
        let header = Header::new(Text::from(sheet), rows, columns, stated, by_caller);
        Some((header, rows.flags.unwrap_or(names.row)))
    }
}

/// The filled cells in a row near the top of a sheet, from left to right.
struct TopRow {
    row: u32,
    cells: Vec<(u16, Text)>,
}

impl TopRow {
    fn of(row: &RawRow<'_>) -> Self {
        let text = |cell: &RawCell<'_>| {
            let (text, _) = rows::text(&cell.content);
            let is_blank = head(&text).is_empty();
            let index = u16::try_from(cell.column).ok()?;
            (!is_blank).then_some((index, text))
        };
        Self {
            row: row.row,
            cells: row.cells.iter().filter_map(text).collect(),
        }
    }

    fn at(&self, index: u16) -> Option<&Text> {
        let at = self
            .cells
            .binary_search_by_key(&index, |cell| cell.0)
            .ok()?;
        Some(&self.cells[at].1)
    }

    /// Whether the row has the names of avails columns.
    fn names_avails(&self) -> bool {
        let mut columns: Vec<Column> = self
            .cells
            .iter()
            .filter_map(|(_, text)| head(text).parse::<Column>().ok())
            .collect();
        columns.sort_unstable();
        columns.dedup();
        let has_terms = [Column::Territory, Column::LicenseType, Column::WorkType]
            .iter()
            .all(|column| columns.contains(column));
        (has_terms || columns.len() >= COLUMNS) && !columns.iter().all(|column| is_listed(*column))
    }

    /// Whether at least half of the row's cells are column categories.
    fn names_categories(&self) -> bool {
        let categories = self
            .cells
            .iter()
            .filter(|(_, text)| CATEGORIES.contains(&head(text)))
            .count();
        categories > 0 && categories * 2 >= self.cells.len()
    }

    /// Whether at least half of the cells are requirement flags (`//REQ`, `/REQ`, `REQUIRED for pre-orders`). The first
    /// cell can contain a version instead, even if it is the only cell.
    ///
    /// If only the first cell is filled, a flag such as `//` is recognized only directly below the names. Further down,
    /// it marks a comment.
    fn flags_columns(&self, is_next: bool) -> bool {
        let cells = match &self.cells[..] {
            [(0, text)] => return is_version(head(text)) || is_next && is_flag(head(text)),
            [(0, text), flags @ ..] if is_version(head(text)) => flags,
            cells => cells,
        };
        let flags = cells.iter().filter(|(_, text)| is_flag(head(text)));
        flags.count() * 2 >= cells.len()
    }

    /// The text in the first cell, unless it is a flag. In version 1.8 and later, this text is the version.
    fn stated_version(&self) -> Option<Text> {
        let text = self.at(0)?;
        (!is_flag(head(text))).then(|| Text::from(trim(text)))
    }
}

/// The beginning of the text, without surrounding whitespace.
fn head(text: &str) -> &str {
    let end = (0..=HEAD.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    trim(&text[..end.unwrap_or_default()])
}

/// Whether the values in a column come from a list of words or codes. A sheet with only such columns contains the
/// values for the drop-down lists in other sheets.
fn is_listed(column: Column) -> bool {
    let kind = column.kind(EmaVersion::LATEST);
    let is_code = matches!(
        kind,
        Kind::Territories | Kind::Languages | Kind::Currency | Kind::Flag
    );
    let is_free_word = matches!(
        column,
        Column::LicenseRightsDescription
            | Column::RatingSystem
            | Column::RatingValue
            | Column::StoreType
            | Column::PackageLabel
    );
    is_code || is_free_word || !kind.words().is_empty()
}

/// The categories in row 1 of the templates. `Metadata` is from the dictionary of version 1.7.2.
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

/// Whether the text begins with a slash, or with a word that marks a column as required or optional.
fn is_flag(text: &str) -> bool {
    const WORDS: [&str; 6] = ["req", "required", "opt", "optional", "cond", "conditional"];
    let word = text
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    text.starts_with('/') || WORDS.iter().any(|flag| word.eq_ignore_ascii_case(flag))
}

/// Whether the text looks like a version, such as `1.8` or `v2.0`.
fn is_version(text: &str) -> bool {
    let digits = text.trim_start_matches(['v', 'V']);
    digits.contains('.') && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Content;

    fn find(rows: &[(u32, &[&str])]) -> Option<(Header, u32)> {
        let mut search = Search::default();
        for (row, texts) in rows {
            let cells = (0..)
                .zip(*texts)
                .map(|(column, text)| RawCell {
                    column,
                    content: Content::Text(Text::from(*text)),
                    formula: false,
                    repeated: false,
                    literal: false,
                    format: 0,
                })
                .collect();
            let row = RawRow {
                row: *row,
                out_of_order: false,
                lost: 0,
                cells,
            };
            if !search.take(&row) {
                break;
            }
        }
        search.header("Avails", None)
    }

    const NAMES: &[&str] = &[
        "DisplayName",
        "Territory",
        "WorkType",
        "LicenseType",
        "ALID",
    ];

    fn rows_of(rows: &[(u32, &[&str])]) -> Option<(HeaderRows, u32)> {
        find(rows).map(|(header, last)| (header.rows(), last))
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
        let found = find(&[(1, categories), (2, NAMES), (3, flags)]).unwrap();
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
        let found = find(&[(2, NAMES), (3, &["1.9"])]).unwrap();
        assert_eq!(found.0.version(), EmaVersion::V1_9);
        // A data row with one cell is not a row of flags.
        let found = find(&[(2, NAMES), (3, &["Rockstar Films"])]).unwrap();
        assert_eq!(found.1, 2);
    }

    #[test]
    fn a_version_that_nobody_knows_is_kept() {
        let flags: &[&str] = &["2.0", "//REQ", "//REQ", "//REQ", "//REQ"];
        let found = find(&[(2, NAMES), (3, flags)]).unwrap();
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

    #[test]
    fn a_missing_or_misspelt_key_column_does_not_hide_the_sheet() {
        let misspelt: &[&str] = &[
            "DisplayName",
            "Terrritory",
            "WorkType",
            "ALID",
            "Start",
            "End",
            "EntryType",
        ];
        assert_eq!(
            rows_of(&[(2, misspelt)]),
            Some((header_rows(None, 2, None), 2))
        );
        // These are five columns, one of which occurs twice.
        let few: &[&str] = &["DisplayName", "ALID", "Start", "End", "EntryType", "end"];
        assert_eq!(rows_of(&[(2, few)]), None);
    }

    #[test]
    fn lists_of_values_are_no_avails() {
        let lists: &[&str] = &[
            "Territory",
            "LicenseType",
            "WorkType",
            "FormatProfile",
            "PriceCurrency",
            "LicenseRightsDescription",
            "CaptionIncluded",
            "AllowedLanguages",
        ];
        assert_eq!(rows_of(&[(1, lists)]), None);
        let sheet = [lists, &["Start"]].concat();
        assert_eq!(
            rows_of(&[(1, &sheet)]),
            Some((header_rows(None, 1, None), 1))
        );
    }

    #[test]
    fn flags_are_told_whatever_stands_above_them_and_whatever_their_case() {
        let flags: &[&str] = &["1.8", "Required", "optional", "Opt", "Conditional"];
        let found = find(&[(2, NAMES), (3, &["", " "]), (4, flags)]).unwrap();
        assert_eq!(found.0.rows(), header_rows(None, 2, Some(4)));
        assert_eq!(found.0.version(), EmaVersion::V1_8);
        assert_eq!(found.1, 4);
        let long = format!("//REQUIRED. {}", "x".repeat(30_000));
        let flags = ["", "//REQ", &long, "/REQ", &long];
        assert_eq!(
            rows_of(&[(2, NAMES), (3, &flags)]),
            Some((header_rows(None, 2, Some(3)), 3))
        );
    }

    #[test]
    fn neither_a_comment_nor_an_avail_is_a_row_of_flags() {
        let comment: &[&str] = &["// Sent on Monday"];
        let avail: &[&str] = &["Optimum Films", "US", "Movie", "EST", "Required Reading"];
        for row in [comment, avail] {
            assert_eq!(
                rows_of(&[(2, NAMES), (4, row), (5, avail)]),
                Some((header_rows(None, 2, None), 2))
            );
        }
    }

    #[test]
    fn names_below_the_tenth_row_are_not_found() {
        let note: &[&str] = &["note"];
        let above = |count: u32| (1..=count).map(|row| (row, note));
        let with = |count| {
            let rows: Vec<_> = above(count).chain([(count + 1, NAMES)]).collect();
            rows_of(&rows).map(|found| found.0.names)
        };
        assert_eq!(with(9), Some(10));
        assert_eq!(with(10), None);
    }
}
