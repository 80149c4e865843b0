//! Measures the time and memory that tasks take, and compares them with floors and budgets. To
//! print the results as Markdown tables, run `cargo bench -p ema-benches --bench budgets`.
//!
//! Each figure is measured in a separate process, which runs once per round. Each ratio is computed
//! within a round, so other load on the machine affects a task and its floor about equally. The
//! tables show the medians of the rounds. `-- --quick` uses fewer rows and rounds, and
//! `-- FILE.xlsx` measures your own workbook.

#![expect(clippy::print_stdout, reason = "the tables are the result")]

mod files;
mod jobs;
mod measure;
mod tables;

use std::env;

fn main() {
    // Cargo passes `--bench` to every benchmark.
    let arguments: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["job", name, file] => jobs::run(name, file.as_ref()),
        ["watch", program, ref arguments @ ..] => measure::watch(program, arguments),
        _ => tables::print(&arguments),
    }
}
