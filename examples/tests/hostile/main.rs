//! Adverse files, disks and moments: nothing breaks the program, and nothing is lost.
//!
//! The system measures the limits in separate processes, so these tests need Linux.
#![cfg(target_os = "linux")]
// Helpers of tests belong to tests too, which clippy does not recognize.
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
