//! Measures the cost of each command with expensive inputs and prints a table for people to read.
//! Nothing is asserted.
//!
//! `cargo test --release -p ema-examples --test hostile -- --ignored --nocapture costs_of_every_command`
//!
//! Each command reads inputs that are designed to be expensive, first at one size and then at four
//! times that size. If reading an input takes too little time, the size of the input is multiplied
//! by four again, up to a limit. The exponent describes how the processor time grows: with an
//! exponent of 1, four times the input takes four times as long, and with an exponent of 2, sixteen
//! times as long. The exponent is not reliable for runs of a few hundredths of a second. The column
//! `peak MB per MB` contains the peak memory minus the memory for an almost empty input, divided by
//! the size of the input.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, FileInfo, Format, Header, Layout, Sheet, SheetKind,
    Workbook,
};
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

use crate::shapes::{
    cells, feed, files, in_old_years, lists, manifest, nested, ratings, series, similar, terms,
    titles, windows, xml, xml_of_asset,
};

/// A function that writes files of a given size and returns the arguments of the command that reads them.
type Case = fn(&Path, usize) -> Vec<String>;

const CASES: &[(&str, &str, Case)] = &[
    ("validate", "rows of titles", |at, n| {
        validate(&feed(at, n, titles))
    }),
    ("validate", "windows of one offer", |at, n| {
        validate(&feed(at, n, windows))
    }),
    ("validate", "windows within each other", |at, n| {
        validate(&feed(at, n, nested))
    }),
    ("validate", "windows in years from 1000 on", |at, n| {
        validate(&feed(at, n, in_old_years))
    }),
    ("validate", "IDs that are alike", |at, n| {
        validate(&feed(at, n, similar))
    }),
    ("validate", "lists of no territories", |at, n| {
        validate(&feed(at, n / 8, lists))
    }),
    ("validate", "lists of 10,000 languages", |at, n| {
        validate(&languages(at, n / 16))
    }),
    (
        "apply",
        "windows of 8,000 years, in all territories",
        |at, n| apply(at, &feed(at, n, years)),
    ),
    (
        "diff",
        "windows of 8,000 years, in all territories",
        |at, n| {
            let windows = feed(at, n, years);
            vec!["diff".into(), windows.clone(), windows, "--force".into()]
        },
    ),
    ("validate", "cells of languages", |at, n| {
        validate(&cells(at, n, ("AssetLanguage", ','), "en-x-"))
    }),
    ("validate", "cells of AltIDs", |at, n| {
        validate(&cells(at, n, ("AltID", ';'), "n:"))
    }),
    ("validate", "cells of reasons of a rating", |at, n| {
        validate(&cells(at, n, ("RatingReason", ','), "x"))
    }),
    ("validate", "Terms of a Transaction", |at, n| {
        validate(&xml(at, 0, 1, &terms(n)))
    }),
    ("validate", "ratings of an Asset", |at, n| {
        validate(&xml_of_asset(at, &ratings(n), 1))
    }),
    ("validate", "Transactions × people of an Asset", |at, n| {
        validate(&xml(at, n / 8, n / 8, ""))
    }),
    ("validate", "Transactions × wrong ratings", |at, n| {
        validate(&xml_of_asset(at, &ratings(n / 8), n / 8))
    }),
    (
        "validate",
        "Transactions with kept texts × people",
        |at, n| {
            let kept = r#"<?ema-cell {"column":"CaptionExemption","text":"9x"}?>"#;
            validate(&xml(at, n / 8, n / 8, kept))
        },
    ),
    ("validate", "titles, as a page", |at, n| {
        [validate(&feed(at, n, titles)), words(&["--format", "html"])].concat()
    }),
    ("validate", "titles, as JSON", |at, n| {
        [validate(&feed(at, n, titles)), words(&["--format", "json"])].concat()
    }),
    ("convert", "titles to .xlsx", |at, n| {
        convert(at, n, titles, "xlsx")
    }),
    ("convert", "titles to .xml", |at, n| {
        convert(at, n, titles, "xml")
    }),
    ("convert", "Terms, .xml to .xml", |at, n| {
        convert_file(at, xml(at, 0, 1, &terms(n)), "xml")
    }),
    ("convert", "ratings, .xml to .xml", |at, n| {
        convert_file(at, xml_of_asset(at, &ratings(n), 1), "xml")
    }),
    (
        "convert",
        "Transactions × people, .xml to .xml",
        |at, n| convert_file(at, xml(at, n / 8, n / 8, ""), "xml"),
    ),
    (
        "convert",
        "Transactions × people, .xml to .json",
        |at, n| convert_file(at, xml(at, n / 16, n / 16, ""), "json"),
    ),
    ("apply", "titles", |at, n| apply(at, &feed(at, n, titles))),
    ("apply", "windows of one offer", |at, n| {
        apply(at, &feed(at, n, windows))
    }),
    ("apply", "Transactions × people", |at, n| {
        apply(at, &xml(at, n / 16, n / 16, ""))
    }),
    ("diff", "titles and windows", |at, n| {
        vec![
            "diff".into(),
            feed(at, n, titles),
            feed(at, n, windows),
            "--force".into(),
        ]
    }),
    ("extract", "windows and titles", |at, n| {
        extract(at, feed(at, n, windows), feed(at, n, titles))
    }),
    ("extract", "a history and other windows", |at, n| {
        extract(at, feed(at, n, windows), feed(at, n, nested))
    }),
    ("takedown", "windows of one title", |at, n| {
        let held = feed(at, n, windows);
        [
            words(&["takedown"]),
            vec![held, name(at, "out.csv")],
            words(&["--id", "TITLE", "--force"]),
        ]
        .concat()
    }),
    ("timeline", "windows of one offer", |at, n| {
        timeline(at, feed(at, n, windows))
    }),
    ("timeline", "windows within each other", |at, n| {
        timeline(at, feed(at, n, nested))
    }),
    ("name check", "a folder of files", |at, n| {
        [words(&["name", "check"]), vec![files(at, n / 4)]].concat()
    }),
    ("name fix", "names that collide", |at, n| {
        [words(&["name", "fix"]), vec![files(at, n / 4)]].concat()
    }),
    ("name fix", "names that collide, renamed", |at, n| {
        [words(&["name", "fix", "--rename"]), vec![files(at, n / 4)]].concat()
    }),
    ("name next", "a series of redeliveries", |at, n| {
        [words(&["name", "next"]), vec![series(at, n / 4)]].concat()
    }),
    ("deliver", "a manifest of other names", |at, n| {
        let folder = files(at, n / 16);
        manifest(Path::new(&folder), n / 16);
        [
            words(&["deliver"]),
            vec![folder],
            words(&["--to", "aspera", "--user", "Me"]),
        ]
        .concat()
    }),
    ("currency", "codes", |_, n| codes("currency", n / 16)),
    ("zone", "codes", |_, n| codes("zone", n / 16)),
    ("rules", "a long name", |_, n| {
        vec!["rules".into(), "window-".repeat(n / 4)]
    }),
];

/// The smallest and the largest size of an input.
const FEW: usize = 4_000;
const MOST: usize = 16 * FEW;

/// The minimum processor time at which the exponent is reliable, in seconds.
const ENOUGH: f64 = 0.5;

#[test]
#[ignore = "it measures for some minutes; see the command above"]
fn costs_of_every_command() {
    let mut table = String::from(
        "| command | input | MB | seconds | peak MB per MB | exponent |\n|---|---|---|---|---|---|\n",
    );
    let nothing = {
        let folder = tempfile::tempdir().unwrap();
        measured(&validate(&feed(folder.path(), 1, titles))).peak
    };
    for (command, what, case) in CASES {
        let run = |n| {
            let folder = tempfile::tempdir().unwrap();
            let arguments = case(folder.path(), n);
            let bytes = size(folder.path());
            (bytes, measured(&arguments))
        };
        let (mut n, mut few) = (FEW, run(FEW));
        let (bytes, many) = loop {
            n *= 4;
            let many = run(n);
            if many.1.seconds >= ENOUGH || n >= MOST {
                break many;
            }
            few = many;
        };
        let growth = many.seconds / few.1.seconds.max(0.01);
        writeln!(
            table,
            "| {command} | {what} | {:.1} | {:.2} | {:.1} | {:.2} |",
            bytes as f64 / 1e6,
            many.seconds,
            many.peak.saturating_sub(nothing) as f64 / bytes as f64,
            growth.ln() / 4_f64.ln()
        )
        .unwrap();
    }
    println!("{table}");
}

struct Cost {
    seconds: f64,
    /// The peak memory in bytes.
    peak: u64,
}

/// Runs the program to completion, and repeatedly measures its memory.
fn measured(arguments: &[String]) -> Cost {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .args(["--quiet"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pid = Pid::from_child(&child);
    let own = PathBuf::from(format!("/proc/{}", child.id()));
    let mut peak = 0;
    // `NOWAIT` detects the exit without reaping the process, so that the system still knows the
    // processor time.
    let ended = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    while waitid(WaitId::Pid(pid), ended).unwrap().is_none() {
        let status = fs::read_to_string(own.join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kib.unwrap_or(0) << 10);
        thread::sleep(Duration::from_millis(1));
    }
    let stat = fs::read_to_string(own.join("stat")).unwrap();
    // The sum of fields 12 and 13 after the program's name is the processor time in hundredths of a second.
    let (_, figures) = stat.rsplit_once(')').unwrap();
    let ticks = figures.split_whitespace().skip(11).take(2);
    let ticks: u32 = ticks.map(|ticks| ticks.parse::<u32>().unwrap()).sum();
    let status = child.wait().unwrap();
    assert!(
        matches!(status.code(), Some(0..=2)),
        "{arguments:?}: {status}"
    );
    Cost {
        seconds: f64::from(ticks) / 100.0,
        peak,
    }
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let sizes = entries.map(|path| match path.is_dir() {
        true => size(&path),
        false => {
            let name = path.file_name().unwrap().len() as u64;
            fs::metadata(&path).unwrap().len() + name
        }
    });
    sizes.sum()
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub(crate) fn name(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn validate(path: &str) -> Vec<String> {
    words(&["validate", path])
}

fn convert(folder: &Path, n: usize, row: crate::shapes::Row, ending: &str) -> Vec<String> {
    convert_file(folder, feed(folder, n, row), ending)
}

fn convert_file(folder: &Path, file: String, ending: &str) -> Vec<String> {
    let out = name(folder, &format!("out.{ending}"));
    vec!["convert".into(), file, out]
}

fn extract(folder: &Path, old: String, new: String) -> Vec<String> {
    let out = name(folder, "out.csv");
    vec!["extract".into(), old, new, out, "--force".into()]
}

fn timeline(folder: &Path, file: String) -> Vec<String> {
    let out = name(folder, "out.html");
    vec!["timeline".into(), file, out, "--force".into()]
}

fn codes(command: &str, count: usize) -> Vec<String> {
    let codes = ["US", "DE", "RU", "XX"].iter().cycle().take(count);
    [
        words(&[command]),
        codes.map(|code| (*code).to_owned()).collect(),
    ]
    .concat()
}

fn apply(folder: &Path, feed: &str) -> Vec<String> {
    words(&[
        "apply",
        "--force",
        "--state",
        &name(folder, "state.json"),
        feed,
    ])
}

/// Returns a row for one title in all territories. The windows in the rows are in the years 1000 to
/// 9000.
fn years(number: usize) -> (String, String, String, String) {
    let territories = currency_map::Territory::all().iter();
    let territories: Vec<&str> = territories
        .filter(|it| it.status() == currency_map::TerritoryStatus::Assigned)
        .map(|it| it.as_str())
        .collect();
    let (year, month) = (1000 + number / 2 % 8000, 1 + 6 * (number % 2));
    (
        "TITLE".into(),
        territories.join(","),
        format!("{year}-{month:02}-01"),
        format!("{year}-{month:02}-28"),
    )
}

/// Writes a feed in which all rows have the same list of languages.
fn languages(folder: &Path, rows: usize) -> String {
    let letters = || b'a'..=b'z';
    let codes = letters().flat_map(|one| letters().map(move |other| [one, other]));
    let codes: Vec<String> = codes
        .map(|code| String::from_utf8_lossy(&code).into_owned())
        .collect();
    let list: Vec<&str> = codes
        .iter()
        .map(String::as_str)
        .cycle()
        .take(10_000)
        .collect();
    let layout = Layout {
        version: EmaVersion::V1_8,
        sheet: SheetKind::Avails,
    };
    let mut builder = AvailBuilder::new(Header::template(layout).into());
    let list = list.join(",");
    let avails = (0..rows).map(|row| {
        builder.set(Column::AssetLanguage, &list).unwrap();
        builder.set(Column::Alid, &format!("TITLE{row}")).unwrap();
        builder.build(u32::try_from(row).unwrap() + 4)
    });
    let avails: Vec<Avail> = avails.collect();
    let header = Arc::clone(avails[0].header());
    let workbook = Workbook::new(
        FileInfo::new(None, Format::Xlsx),
        vec![Sheet::new(header, avails)],
    );
    let path = name(folder, "languages.xlsx");
    ema_io::write_path(&path, &workbook, &mut |loss| panic!("{loss}")).unwrap();
    path
}
