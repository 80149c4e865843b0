//! Values that a target can't hold, and values whose meaning changes.

use std::fmt::{self, Write as _};

use ema_model::{
    Avail, Cell, CellRef, DecodedCell, Header, Position, Text, TextEncoding, Unplaced,
    column_letters,
};
use serde::Serialize;

/// A message shows at most this many characters of a value.
const SHOWN: usize = 60;

/// A value that a target can't hold, or that has a different meaning in the target.
///
/// A value is not a loss if reading it back returns the same text, or text with the same meaning. Writing and
/// converting continue after a loss, and the caller decides whether the result is acceptable.
///
/// ```
/// use ema_io::{Loss, LossKind};
/// use ema_model::{Avail, Column, EmaVersion};
///
/// let avail = Avail::from_cells(EmaVersion::V1_6, [(Column::StoreLanguage, "fr-CA")]);
/// let cell = avail.cell(Column::StoreLanguage).unwrap();
/// let loss = Loss::not_held(&avail, cell, "version 1.9 has no such column");
/// assert_eq!(loss.kind, LossKind::NotHeld);
/// assert_eq!(
///     loss.to_string(),
///     "Avails!A4: StoreLanguage `fr-CA` is lost: version 1.9 has no such column"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// The kind of loss, such as a value that the target can't hold.
    pub kind: LossKind,
    /// The name of the source sheet.
    pub sheet: Text,
    /// The one-based row number in the source, or `None` if the loss concerns a whole sheet.
    pub row: Option<u32>,
    /// The cell in the source, or `None` if the value is not in a cell.
    pub cell: Option<CellRef>,
    /// The position in the source, if the source is XML.
    pub position: Option<Position>,
    /// The header of the column, or the [path](Unplaced::path) of content that has no column.
    pub field: Text,
    /// The text in the source.
    pub text: Text,
    /// The text in the result, if there is one.
    pub became: Option<Text>,
    /// The reason, worded so that it can end a sentence, such as `version 1.9 has no such column`.
    pub reason: Text,
}

/// The kind of a [`Loss`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LossKind {
    /// The target has no place for the value, or has no word with the same meaning. In the second case, the text may
    /// still be in the result, as [`Loss::became`] shows.
    NotHeld,
    /// The XML has no element for the value. The file keeps the value in a processing instruction, so that it can be
    /// converted back, but only this crate reads it.
    Kept,
    /// The result contains a value with a different meaning, or a derived value.
    Changed,
    /// The result has rows from a hidden sheet, which are now visible or can easily be overlooked. [`Loss::text`]
    /// describes how the sheet is hidden. No value is lost.
    HiddenSheet,
    /// The file was decoded with a guessed encoding, which is in [`Loss::text`]. If the guess is wrong, the decoded
    /// text is wrong.
    GuessedEncoding,
    /// Characters are lost, because their bytes are not valid in the file's encoding. [`Loss::text`] is the name of the
    /// encoding. This loss is reported once per file.
    LostCharacters,
    /// Text in the processing instructions of an XML file no longer matches the elements, and is not used.
    StaleTexts,
    /// The file contains content other than avails, which is missing from the result. [`Loss::text`] is `sheet`,
    /// `formulas`, `notes`, `pictures`, `charts`, `shapes`, `tables`, `pivot-tables`, `slicers`,
    /// `conditional-formats`, `validations`, `filters`, `links`, `sparklines`, `controls`, `names` or `macros`. If
    /// content can't be listed, because a part of the file is damaged or too large, the text is `unlisted`.
    LeftBehind,
}

impl Loss {
    /// A cell that the target can't hold.
    #[must_use]
    pub fn not_held(avail: &Avail, cell: &Cell, reason: impl Into<Text>) -> Self {
        Self::of_cell(LossKind::NotHeld, avail, cell, reason.into())
    }

    /// A cell whose value is different in the result.
    #[must_use]
    pub fn changed(
        avail: &Avail,
        cell: &Cell,
        became: impl Into<Text>,
        reason: impl Into<Text>,
    ) -> Self {
        Self {
            became: Some(became.into()),
            ..Self::of_cell(LossKind::Changed, avail, cell, reason.into())
        }
    }

    /// Content that has no column and that the target can't hold.
    #[must_use]
    pub fn unplaced(avail: &Avail, unplaced: &Unplaced, reason: impl Into<Text>) -> Self {
        Self {
            kind: LossKind::NotHeld,
            sheet: avail.header().sheet().clone(),
            row: Some(avail.row()),
            cell: None,
            position: Some(unplaced.position),
            field: unplaced.path.clone(),
            text: unplaced.content.clone(),
            became: None,
            reason: reason.into(),
        }
    }

    /// The same loss, but the file keeps the value in a processing instruction.
    pub(crate) fn kept(self) -> Self {
        Self {
            kind: LossKind::Kept,
            ..self
        }
    }

    /// A hidden sheet with rows in the result.
    #[must_use]
    pub fn hidden_sheet(header: &Header, rows: usize) -> Self {
        let (visibility, rows) = (header.visibility(), counted_rows(rows));
        Self::of_sheet(
            LossKind::HiddenSheet,
            header.sheet(),
            visibility.as_str(),
            format!("the sheet is {visibility}, and its {rows} in the result"),
        )
    }

    /// The guessed encoding of a text file.
    #[must_use]
    pub fn guessed_encoding(sheet: &Text, encoding: &TextEncoding) -> Self {
        let shown = shown(&encoding.samples);
        let name = encoding.name;
        Self::of_sheet(
            LossKind::GuessedEncoding,
            sheet,
            name,
            format!("the text was decoded as {name}, which is a guess{shown}"),
        )
    }

    /// Characters in a text file that could not be decoded, or `None` if there are none.
    #[must_use]
    pub fn lost_characters(sheet: &Text, encoding: &TextEncoding) -> Option<Self> {
        let (name, shown) = (encoding.name, shown(&encoding.lost_in));
        let reason = match encoding.lost {
            0 => return None,
            1 => format!("1 character can't be read as {name} and is lost{shown}"),
            lost => format!("{lost} characters can't be read as {name} and are lost{shown}"),
        };
        Some(Self::of_sheet(
            LossKind::LostCharacters,
            sheet,
            name,
            reason,
        ))
    }

    /// Text that is kept in an XML file but is not used.
    pub(crate) fn stale_texts(sheet: &Text, count: usize) -> Self {
        let texts = match count {
            1 => {
                "1 text kept in an instruction no longer fits the element beside it and is not used"
                    .to_owned()
            }
            count => format!(
                "{count} texts kept in instructions no longer fit the elements beside them and are not \
                 used"
            ),
        };
        Self::of_sheet(LossKind::StaleTexts, sheet, &count.to_string(), texts)
    }

    /// Content other than avails in a sheet.
    pub(crate) fn left_behind(sheet: &Text, what: &str, reason: String) -> Self {
        Self::of_sheet(LossKind::LeftBehind, sheet, what, reason)
    }

    fn of_sheet(kind: LossKind, sheet: &Text, text: &str, reason: String) -> Self {
        Self {
            kind,
            sheet: sheet.clone(),
            row: None,
            cell: None,
            position: None,
            field: "".into(),
            text: text.into(),
            became: None,
            reason: reason.into(),
        }
    }

    /// Whether a value is lost, changed, or kept where only this crate reads it. Other losses only describe the source.
    #[must_use]
    pub fn is_of_value(&self) -> bool {
        matches!(
            self.kind,
            LossKind::NotHeld | LossKind::Kept | LossKind::Changed | LossKind::LostCharacters
        )
    }

    fn of_cell(kind: LossKind, avail: &Avail, cell: &Cell, reason: Text) -> Self {
        let header = avail.header().column_at(cell.index());
        Self {
            kind,
            sheet: avail.header().sheet().clone(),
            row: Some(avail.row()),
            cell: Some(avail.origin(cell)),
            position: avail.position_of(cell),
            field: header.map_or_else(|| "".into(), |header| header.name.clone()),
            text: cell.shared_text().clone(),
            became: None,
            reason,
        }
    }
}

impl fmt::Display for Loss {
    /// Writes one line, such as `Movies!K5: FormatProfile `4K` became `UHD`: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_of_value() || self.kind == LossKind::LostCharacters {
            return write!(f, "{}: {}", InLine(&self.sheet), self.reason);
        }
        match (&self.position, &self.cell, self.row) {
            (Some(position), ..) => write!(f, "{position}: ")?,
            (None, Some(cell), _) => write!(f, "{cell}: ")?,
            (None, None, Some(row)) => write!(f, "{}, row {row}: ", self.sheet)?,
            (None, None, None) => write!(f, "{}: ", self.sheet)?,
        }
        let field = match self.field.is_empty() {
            true => "a column without a header",
            false => &self.field,
        };
        write!(f, "{} `{}` ", InLine(field), InLine(&self.text))?;
        match (&self.kind, &self.became) {
            (LossKind::Changed, None) => f.write_str("is changed")?,
            (LossKind::Kept, _) => f.write_str("is kept where only ema reads it")?,
            (_, None) => f.write_str("is lost")?,
            (LossKind::Changed, Some(became)) if *became == self.text => {
                f.write_str("means something else")?;
            }
            (_, Some(became)) if *became == self.text => f.write_str("stays unchanged")?,
            (_, Some(became)) => write!(f, "became `{}`", InLine(became))?,
        }
        write!(f, ": {}", self.reason)
    }
}

/// Formats cells as `: E2 `Été`, E3 `L’été``.
fn shown(cells: &[DecodedCell]) -> String {
    let cells = cells.iter().map(|DecodedCell { cell, text }| {
        let (column, text) = (column_letters(cell.column), InLine(text));
        format!("{column}{} `{text}`", cell.row)
    });
    let cells: Vec<String> = cells.collect();
    match cells.is_empty() {
        true => String::new(),
        false => format!(": {}", cells.join(", ")),
    }
}

/// Formats a number of rows as `1 row is` or `2 rows are`.
fn counted_rows(rows: usize) -> String {
    match rows {
        1 => "1 row is".to_owned(),
        rows => format!("{rows} rows are"),
    }
}

/// The text on one line, truncated if it is long.
struct InLine<'a>(&'a str);

impl fmt::Display for InLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(SHOWN) {
            f.write_char(if c.is_control() { ' ' } else { c })?;
        }
        match self.0.chars().nth(SHOWN) {
            Some(_) => f.write_str("…"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use ema_model::{
        AvailBuilder, Column, EmaVersion, Header, HeaderColumn, HeaderRows, Marks, Stored,
    };

    use super::*;

    #[test]
    fn a_line_tells_the_place_the_text_and_the_reason() {
        let avail = Avail::from_cells(
            EmaVersion::V1_6,
            [
                (Column::FormatProfile, "4K"),
                (Column::OtherTerms, "first\nsecond\tthird"),
            ],
        );
        let cell = |column| avail.cell(column).unwrap();
        let changed = Loss::changed(
            &avail,
            cell(Column::FormatProfile),
            "UHD",
            "1.7 calls it so",
        );
        assert_eq!(
            changed.to_string(),
            "Avails!A4: FormatProfile `4K` became `UHD`: 1.7 calls it so"
        );
        let lost = Loss::not_held(&avail, cell(Column::OtherTerms), "no such column");
        assert_eq!(
            lost.to_string(),
            "Avails!B4: OtherTerms `first second third` is lost: no such column"
        );
    }

    #[test]
    fn what_stands_in_xml_is_told_by_its_line() {
        let position = Position {
            line: 12,
            column: 5,
        };
        let avail = Avail::from_cells(EmaVersion::LATEST, []);
        let unplaced = Unplaced::new("Avail/Disposition/IssueDate", "2026".repeat(40), position);
        let loss = Loss::unplaced(&avail, &unplaced, "a sheet has no column for it");
        assert_eq!(
            loss.to_string(),
            format!(
                "line 12, column 5: Avail/Disposition/IssueDate `{}…` is lost: a sheet has no \
                 column for it",
                "2026".repeat(15)
            )
        );
    }

    #[test]
    fn a_loss_is_written_with_its_place() {
        let avail = Avail::from_cells(EmaVersion::LATEST, [(Column::EntryType, "Create")]);
        let mut loss = Loss::not_held(&avail, &avail.cells()[0], "no such word");
        loss.became = Some("Create".into());
        assert_eq!(
            serde_json::to_value(&loss).unwrap(),
            serde_json::json!({
                "kind": "not-held",
                "sheet": "Avails",
                "row": 4,
                "cell": {"sheet": "Avails", "row": 4, "column": 0},
                "position": null,
                "field": "EntryType",
                "text": "Create",
                "became": "Create",
                "reason": "no such word",
            })
        );
        assert_eq!(
            loss.to_string(),
            "Avails!A4: EntryType `Create` stays unchanged: no such word"
        );
    }

    #[test]
    fn a_cell_without_a_header_is_told_by_its_place() {
        let columns = vec![HeaderColumn::new(0, "Territory".into(), None)];
        let header = Header::new("TV".into(), HeaderRows::TEMPLATE, columns, None, None);
        let mut builder = AvailBuilder::new(header.into());
        builder.push(3, "stray", Stored::Text, Marks::default());
        let avail = builder.build(7);
        let loss = Loss::not_held(&avail, &avail.cells()[0], "no such column");
        assert_eq!(
            loss.to_string(),
            "TV!D7: a column without a header `stray` is lost: no such column"
        );
    }
}
