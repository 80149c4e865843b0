//! The error values in spreadsheets.

use ema_model::{Cell, Stored};

/// Returns whether the cell has a value that a rule can check, because the cell is neither blank
/// nor an error.
pub(in crate::rules) fn holds_value(cell: &Cell) -> bool {
    !cell.is_blank() && !cell.stored_without_value() && !is_error(cell)
}

/// Returns whether the cell holds an error, as a value or as text. Rules that compare text skip
/// such a cell.
pub(in crate::rules) fn is_error(cell: &Cell) -> bool {
    let text = cell.trimmed();
    cell.stored() == Stored::Error
        || text.starts_with('#') && ERRORS.iter().any(|(error, _)| *error == text)
}

/// The error values in spreadsheets, and their causes.
pub(in crate::rules) const ERRORS: [(&str, &str); 15] = [
    ("#REF!", "a formula refers to cells that were deleted"),
    ("#N/A", "a look-up has found nothing"),
    (
        "#VALUE!",
        "a formula was given text for a number, or a number for text",
    ),
    ("#NAME?", "a formula has a name that is not known"),
    ("#DIV/0!", "a formula divides by zero"),
    ("#NUM!", "a formula comes to no number that can be written"),
    (
        "#NULL!",
        "a formula names ranges that have no cell in common",
    ),
    ("#SPILL!", "a formula has no room for its results"),
    ("#CALC!", "a formula can't be calculated"),
    ("#FIELD!", "a formula asks for a field that is not there"),
    ("#BLOCKED!", "a formula was not allowed to fetch its value"),
    ("#CONNECT!", "a formula could not fetch its value"),
    ("#BUSY!", "a formula was not finished"),
    ("#GETTING_DATA", "a formula was not finished"),
    (
        "#UNKNOWN!",
        "the program that saved the file does not know the value",
    ),
];
