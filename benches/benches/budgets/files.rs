//! Measures the cost of one small file, and the cost of many small files on one core and on two cores.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::Work;

/// The number and shape of the rows in a small file.
const ROWS: &str = "12 Ordinary";

/// The number of small files.
const FILES: usize = 2_000;

pub(crate) fn print(ema: &Path, folder: &Path, rounds: usize) {
    let file = folder.join("small.xlsx");
    Work::Job(ROWS).cost(&file);
    #[cfg(unix)]
    {
        let times = (0..rounds).map(|_| crate::measure::processor_time(ema, &[&file], 20));
        let least = times.min().unwrap_or_default();
        println!(
            "\n`ema validate` of a file of 12 rows: {:.1} ms of processor time; budget: 5 ms",
            least.as_secs_f64() * 1e3
        );
    }
    let copies = folder.join("small");
    fs::create_dir(&copies).expect("a folder");
    let names: Vec<PathBuf> = (0..FILES)
        .map(|at| copies.join(format!("{at}.xlsx")))
        .collect();
    for name in &names {
        fs::copy(&file, name).expect("a copy");
    }
    let is_there = Command::new("taskset").arg("--version").output().is_ok();
    if !is_there {
        println!("taskset is not here, so {FILES} files are not measured on one core and on two");
        return;
    }
    // Other programs can only make a run slower, so the shortest time is the most accurate.
    let least = |cores: &str| {
        let times = (0..rounds).map(|_| timed(ema, cores, &names));
        times.min().unwrap_or_default()
    };
    let (one, two) = (least("0"), least("0,1"));
    println!(
        "\n`ema validate` of {FILES} such files: {:.2} s on one core, {:.2} s on two, {:.2} ×; budget: 0.6 ×",
        one.as_secs_f64(),
        two.as_secs_f64(),
        two.as_secs_f64() / one.as_secs_f64()
    );
}

fn timed(ema: &Path, cores: &str, names: &[PathBuf]) -> Duration {
    let began = Instant::now();
    let before = ["-c", cores].map(OsStr::new);
    Command::new("taskset")
        .args(before)
        .arg(ema)
        .arg("validate")
        .args(names)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("taskset");
    began.elapsed()
}
