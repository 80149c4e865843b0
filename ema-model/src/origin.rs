//! The location of a cell in a workbook.

use std::fmt;

use crate::text::Text;

/// The location of a cell in its workbook. `Display` writes the notation of spreadsheet programs, such as `Movies!F12`.
///
/// ```
/// use ema_model::CellRef;
///
/// let cell = CellRef { sheet: "Movies".into(), row: 12, column: 5 };
/// assert_eq!(cell.to_string(), "Movies!F12");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CellRef {
    /// The sheet's name.
    pub sheet: Text,
    /// The row number, counted from 1.
    pub row: u32,
    /// The column index, counted from 0.
    pub column: u16,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}!{}{}",
            self.sheet,
            column_letters(self.column),
            self.row
        )
    }
}

/// Returns the letters for a column index (counted from 0), such as `A`, `Z` or `AA`.
///
/// ```
/// assert_eq!(ema_model::column_letters(26), "AA");
/// ```
#[must_use]
pub fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        // The remainder is below 26, so the result is a letter from A to Z.
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Returns the index (counted from 0) of the column with these letters, in either case.
pub(crate) fn column_index(letters: &str) -> Option<u16> {
    let mut columns = 0_u32;
    for letter in letters.bytes() {
        let place = letter.to_ascii_uppercase().checked_sub(b'A')?;
        let place = Some(u32::from(place) + 1).filter(|place| *place <= 26)?;
        columns = columns.checked_mul(26)?.checked_add(place)?;
    }
    u16::try_from(columns.checked_sub(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::{column_index, column_letters};

    #[test]
    fn letters_go_on_after_z() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(column_letters(column), letters);
            assert_eq!(column_index(&letters.to_lowercase()), Some(column));
        }
        assert_eq!(column_index(&column_letters(u16::MAX)), Some(u16::MAX));
        for wrong in ["", "A1", "É", "CRXQ", "ZZZZZZZZZZZZZZZZ"] {
            assert_eq!(column_index(wrong), None, "{wrong}");
        }
    }
}
