//! Tests that hostile files, full disks and interruptions at any moment neither break the program nor lose data.
//!
//! These tests require Linux, because they rely on the limits that the system enforces on separate
//! processes.
#![cfg(target_os = "linux")]
// Clippy does not recognize helper functions in tests as test code.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod change;
mod child;
mod concurrency;
mod disk;
mod kill;
mod memory;
mod mutants;
mod originals;
mod shapes;
mod states;
mod table;
