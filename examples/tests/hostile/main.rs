//! Files, disks and moments that are against the program: nothing breaks it, and nothing is lost.
//!
//! What is bounded here is measured by the system, in processes of their own, so these tests are for
//! Linux.
#![cfg(target_os = "linux")]
// Helpers of tests are tests too, which clippy can't see.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod change;
mod child;
mod concurrency;
mod disk;
mod kill;
mod memory;
mod mutants;
mod originals;
mod states;
mod table;
