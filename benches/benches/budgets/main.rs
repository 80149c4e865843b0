//! What is promised of speed and memory, each beside a floor:
//! `cargo bench -p ema-benches --bench budgets`, as tables to copy.
//!
//! Every figure is of a process of its own. A round runs each of them once; a ratio is taken inside a
//! round, and what is shown is the median of the rounds, so that a busy machine slows both sides alike.
//! `-- --quick` takes fewer rows and rounds, `-- FILE.xlsx` a workbook of yours.

#![expect(clippy::print_stdout, reason = "the tables are the result")]

mod jobs;
mod measure;
mod tables;

use std::env;

fn main() {
    // Cargo says `--bench` to every benchmark.
    let arguments: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["job", name, file] => jobs::run(name, file.as_ref()),
        ["watch", program, ref arguments @ ..] => measure::watch(program, arguments),
        _ => tables::print(&arguments),
    }
}
