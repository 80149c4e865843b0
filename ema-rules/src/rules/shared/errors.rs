//! Spreadsheet error values.

use ema_model::{Cell, Stored};

/// Returns whether the cell is neither blank nor an error, so that its value can be checked.
pub(in crate::rules) fn holds_value(cell: &Cell) -> bool {
    !cell.is_blank() && !cell.stored_without_value() && !is_error(cell)
}

/// Returns whether the cell contains an error, as a value or as text. Rules that compare values
/// skip such a cell.
pub(in crate::rules) fn is_error(cell: &Cell) -> bool {
    let text = cell.trimmed();
    cell.stored() == Stored::Error
        || text.starts_with('#') && ERRORS.iter().any(|(error, _)| *error == text)
}

/// Spreadsheet errors, and their causes.
pub(in crate::rules) const ERRORS: [(&str, &str); 15] = [
    ("#REF!", "a formula refers to cells that were deleted"),
    ("#N/A", "a lookup found nothing"),
    (
        "#VALUE!",
        "a formula has text where it needs a number, or a number where it needs text",
    ),
    ("#NAME?", "a formula uses an unknown name"),
    ("#DIV/0!", "a formula divides by zero"),
    ("#NUM!", "the result of a formula is not a valid number"),
    (
        "#NULL!",
        "a formula names ranges that have no cell in common",
    ),
    ("#SPILL!", "a formula has no room for its results"),
    ("#CALC!", "a formula can't be calculated"),
    ("#FIELD!", "a formula refers to a field that does not exist"),
    ("#BLOCKED!", "a formula was not allowed to fetch its value"),
    ("#CONNECT!", "a formula could not fetch its value"),
    ("#BUSY!", "a formula was not finished"),
    ("#GETTING_DATA", "a formula was not finished"),
    (
        "#UNKNOWN!",
        "the program that saved the file does not know the value",
    ),
];
