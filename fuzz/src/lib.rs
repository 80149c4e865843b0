//! What each fuzz target does with the bytes that it is given, and what has to hold of any bytes.
//!
//! Everything goes through the public interfaces of the crates. The README says how to run the targets.

mod choices;
pub mod containers;
mod files;
mod names;
mod state;
mod values;

pub use files::{csv, json, xls, xlsx, xml};
pub use names::names;
pub use state::state;
pub use values::values;
