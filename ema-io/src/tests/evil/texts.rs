//! Adversarial delimited text.

use super::{File, Outcome, read};
use crate::error::Limit;

/// The length of each file, in bytes.
const LENGTH: usize = 16 << 20;

pub(super) fn files() -> Vec<File> {
    let endless = |piece: &str| piece.repeat(LENGTH / piece.len()).into_bytes();
    let after = |start: &str, piece: &str| [start.as_bytes(), &endless(piece)].concat();
    vec![
        (
            "one line of one cell",
            endless("x"),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "one line of cells",
            endless("x,"),
            Outcome::Beyond(Limit::Columns),
        ),
        (
            "one line of nothing",
            after("x", ","),
            Outcome::Beyond(Limit::Columns),
        ),
        (
            "a quotation that never ends",
            after("x,\"", "y"),
            Outcome::Open,
        ),
        (
            "a quotation of lines that never ends",
            after("x,\"", "y\n"),
            Outcome::Open,
        ),
        (
            "a quotation of quotation marks",
            after("x,\"", "\"\""),
            Outcome::Open,
        ),
        (
            "lines of nothing",
            after("x,y", "\n"),
            read("1: A=\"x\" B=\"y\""),
        ),
    ]
}
