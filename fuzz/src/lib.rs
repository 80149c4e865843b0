//! The bodies of the fuzz targets. They test properties that must hold for any bytes.
//!
//! All code uses the crates' public interfaces. The README describes how to run the targets.

mod choices;
pub mod containers;
mod files;
mod names;
mod state;
mod values;

pub use files::{csv, json, ods, xls, xlsb, xlsx, xml};
pub use names::names;
pub use state::state;
pub use values::values;
