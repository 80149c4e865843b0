//! The measured jobs and their floors. Each job processes a file and prints the cost.

use std::collections::HashSet;
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::hint::black_box;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use calamine::{DataRef, Reader as _};
use ema_avails::{Annotations, Check};
use ema_benches::{Feed, Shape};
use ema_io::{Input, Output, ReadOptions};
use ema_model::{Avail, EmaVersion, Format};
use ema_rules::{Checker, Holdings, Profile};

use crate::measure::{memory, tell};

/// Runs one job and prints its cost. The job `count` prints the number of cells instead of the memory.
pub(crate) fn run(name: &str, file: &Path) {
    let began = Instant::now();
    let time = match name {
        "inflate" => timed(began, || inflate(file)),
        "cells" => timed(began, || cells(file)),
        "read" => timed(began, || read(file, |_| {})),
        "check" => timed(began, || check(file)),
        "write" => write(file),
        "write texts" => write_texts(file),
        "annotate" => annotate(file),
        "apply" => apply(file),
        "hash" => hash(file),
        "count" => return tell(Duration::ZERO, cells(file)),
        _ => {
            generate(name, file);
            Duration::ZERO
        }
    };
    tell(time, memory());
}

fn timed(began: Instant, work: impl FnOnce() -> u64) -> Duration {
    black_box(work());
    began.elapsed()
}

/// Generates the feed with this name. The name contains the number of rows and their shape, as in `60000 Ordinary`.
fn generate(name: &str, file: &Path) {
    let (rows, shape) = name.split_once(' ').expect("rows and a shape");
    let shape = Shape::ALL.into_iter().find(|it| format!("{it:?}") == shape);
    let feed = Feed::new(EmaVersion::V1_8, rows.parse().expect("a number of rows"));
    let bytes = feed.shaped(shape.expect("a shape")).bytes(Format::Xlsx);
    fs::write(file, bytes).expect("a file");
}

/// The floor for reading: decompresses every part of the file and reads each byte once.
fn inflate(file: &Path) -> u64 {
    let mut archive = zip::ZipArchive::new(open(file)).expect("a package");
    let mut buffer = vec![0; 64 * 1024];
    let mut tags = 0;
    for part in 0..archive.len() {
        let mut part = archive.by_index(part).expect("a part");
        loop {
            let read = part.read(&mut buffer).expect("bytes");
            if read == 0 {
                break;
            }
            tags += memchr::memchr_iter(b'<', &buffer[..read]).count() as u64;
        }
    }
    tags
}

/// The floor for parsing: streams the filled cells with calamine.
fn cells(file: &Path) -> u64 {
    let mut workbook = calamine::Xlsx::new(open(file)).expect("a workbook");
    let mut filled = 0;
    for sheet in workbook.sheet_names() {
        let mut reader = workbook.worksheet_cells_reader(&sheet).expect("a sheet");
        while let Some(cell) = reader.next_cell().expect("a cell") {
            filled += u64::from(!matches!(black_box(cell.get_value()), DataRef::Empty));
        }
    }
    filled
}

fn read(file: &Path, mut take: impl FnMut(Avail)) -> u64 {
    let mut reader = ReadOptions::new().open_path(file).expect("a workbook");
    let mut cells = 0;
    while let Some(sheet) = reader.next_sheet().expect("a sheet") {
        for avail in sheet {
            let avail = avail.expect("a row");
            cells += avail.cells().len() as u64;
            take(avail);
        }
    }
    cells
}

/// Runs a complete check without a report. Findings are counted and then dropped, so the
/// measurement includes only the memory that the rules use.
fn check(file: &Path) -> u64 {
    let mut reader = ReadOptions::new().open_path(file).expect("a workbook");
    let profile = Profile::prime_video();
    let mut findings = 0;
    let format = reader.file().format;
    let mut checker = Checker::new(&profile, format, as_of(), |finding| {
        black_box(finding);
        findings += 1;
        ControlFlow::Continue(())
    });
    while let Some(sheet) = reader.next_sheet().expect("a sheet") {
        let _ = checker.sheet(sheet.header());
        for avail in sheet {
            let _ = checker.avail(&avail.expect("a row"));
        }
    }
    checker.finish(reader.file());
    findings
}

fn write(file: &Path) -> Duration {
    let workbook = ema_io::read_path(file).expect("a workbook");
    let began = Instant::now();
    let output = Output::stream(Format::Xlsx, std::io::sink());
    ema_benches::write(black_box(&workbook), output);
    began.elapsed()
}

fn write_texts(file: &Path) -> Duration {
    let texts = ema_benches::texts(&ema_io::read_path(file).expect("a workbook"));
    let began = Instant::now();
    ema_benches::write_texts(black_box(&texts));
    began.elapsed()
}

/// Measures how long it takes to annotate a workbook whose findings are known. The check itself is not included.
fn annotate(file: &Path) -> Duration {
    let (input, output) = (Input::path(file), file.with_extension("annotated.xlsx"));
    let profile = Profile::prime_video();
    let mut annotations = Annotations::new();
    let collect = |finding| {
        annotations.add(&finding);
        ControlFlow::Continue(())
    };
    let summary = Check::new(&profile, as_of()).each(&input, collect, |_| {});
    let format = summary.expect("a workbook").file.format;
    // The output must not exist yet.
    let _ = fs::remove_file(&output);
    let began = Instant::now();
    let (read, output) = (ReadOptions::new(), Output::path(&output));
    let copied = annotations.write(&input, format, &read, output, &mut |_| {});
    copied.expect("a copy");
    began.elapsed()
}

/// Measures how long it takes to apply a feed again to the holdings that it created.
fn apply(file: &Path) -> Duration {
    let profile = Profile::prime_video();
    let feed = ema_rules::Feed::of(
        &ema_io::read_path(file).expect("a workbook"),
        profile.conventions(),
    );
    let mut holdings = Holdings::new();
    holdings.apply(&feed, as_of());
    let began = Instant::now();
    black_box(holdings.apply(black_box(&feed), as_of()));
    began.elapsed()
}

/// The floor for applying a feed: hashes the key of each row's record once and inserts the key into
/// a set.
fn hash(file: &Path) -> Duration {
    let workbook = ema_io::read_path(file).expect("a workbook");
    let began = Instant::now();
    let hasher = RandomState::new();
    let keys = workbook.avails().map(|avail| {
        let key = (
            avail.display_name().text(),
            avail.alid().text(),
            avail.territory().text(),
            avail.license_type().text(),
            avail.format_profile().text(),
            avail.asset_language().text(),
            avail.start().text(),
        );
        hasher.hash_one(key)
    });
    let keys: HashSet<u64> = keys.collect();
    black_box(keys);
    began.elapsed()
}

fn as_of() -> ema_rules::Timestamp {
    ema_rules::Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"))
}

fn open(file: &Path) -> BufReader<File> {
    BufReader::new(File::open(file).expect("a file"))
}
