//! Finds the cells that a platform compares byte by byte.

use ema_model::{Column, Kind};

use crate::engine::CellAt;

/// Returns whether platforms compare some or all cells of a kind byte by byte. They compare all IDs
/// in this way and, among the text columns, only DisplayName.
pub(in crate::rules) fn may_be_compared(kind: Kind) -> bool {
    kind.is_identifier() || kind == Kind::Text
}

/// Returns whether platforms compare a cell byte by byte, because it is an ID or a DisplayName.
pub(in crate::rules) fn is_compared(at: &CellAt<'_>) -> bool {
    at.kind.is_identifier() || at.column() == Some(Column::DisplayName)
}

/// Returns the text without surrounding white space. Unlike [`ema_model::trim`], this function
/// keeps zero-width characters at the ends, because they may be part of an ID.
pub(in crate::rules) fn without_white_space(text: &str) -> &str {
    text.trim()
}
