//! Reads EMA Avails: so far as raw rows.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    expect(dead_code, reason = "the public reader is built on the sheets next")
)]

mod error;
mod guard;
mod sheet;
mod source;
#[cfg(test)]
mod tests;

pub use error::{Error, ErrorKind, FileType, Limit};
