//! Cells that the platform compares byte by byte.

use ema_model::{Column, Kind};

use crate::engine::CellAt;

/// Whether cells of a kind may be compared byte by byte: IDs, and among the texts DisplayName.
pub(in crate::rules) fn may_be_compared(kind: Kind) -> bool {
    kind.is_identifier() || kind == Kind::Text
}

/// Whether a cell is compared byte by byte: an ID or DisplayName.
pub(in crate::rules) fn is_compared(at: &CellAt<'_>) -> bool {
    at.kind.is_identifier() || at.column() == Some(Column::DisplayName)
}

/// The text without surrounding white space. Unlike [`ema_model::trim`], this keeps zero-width
/// characters at the ends, because they may be part of an ID.
pub(in crate::rules) fn without_white_space(text: &str) -> &str {
    text.trim()
}
