//! Benchmarks for reading and checking a feed.
//!
//! Run them with `cargo bench -p ema-benches`. The time for reading a workbook is compared with a
//! floor: the time that calamine takes to stream the same cells in the same run. The ratio is more
//! reliable than the times themselves.

use std::hint::black_box;
use std::io::Cursor;
use std::ops::ControlFlow;

use calamine::Reader as _;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ema_benches::Feed;
use ema_model::{EmaVersion, Format};
use ema_rules::{Checker, Profile, Timestamp};

const ROWS: usize = 5_000;

fn reading(c: &mut Criterion) {
    let feed = feed();
    let csv = feed.bytes(Format::Csv);
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Elements(ROWS as u64));
    group.bench_function("csv to avails", |b| {
        b.iter(|| ema_io::read_bytes(black_box(csv.as_slice())).expect("a feed"));
    });
    let workbook = feed.bytes(Format::Xlsx);
    group.bench_function("xlsx to avails", |b| {
        b.iter(|| {
            let options = ema_io::ReadOptions::new();
            let mut reader = options
                .open_bytes(black_box(workbook.clone()))
                .expect("a workbook");
            let mut cells = 0;
            while let Some(sheet) = reader.next_sheet().expect("a sheet") {
                for avail in sheet {
                    cells += avail.expect("a row").cells().len();
                }
            }
            cells
        });
    });
    let xml = ema_io::write_bytes(&feed.workbook(), Format::Xml, &mut |_| {}).expect("a feed");
    group.bench_function("xml to avails", |b| {
        b.iter(|| {
            let options = ema_io::ReadOptions::new();
            let mut reader = options.open_bytes(black_box(xml.clone())).expect("a feed");
            let mut cells = 0;
            while let Some(sheet) = reader.next_sheet().expect("a sheet") {
                for avail in sheet {
                    cells += avail.expect("a row").cells().len();
                }
            }
            cells
        });
    });
    group.bench_function("floor: calamine's cells", |b| {
        b.iter(|| {
            let bytes = Cursor::new(black_box(workbook.clone()));
            let mut workbook = calamine::Xlsx::new(bytes).expect("a workbook");
            let mut reader = workbook.worksheet_cells_reader("Avails").expect("a sheet");
            let mut cells = 0;
            while let Some(cell) = reader.next_cell_with_formula().expect("a cell") {
                black_box(cell);
                cells += 1;
            }
            cells
        });
    });
    group.finish();
}

fn feed() -> Feed {
    Feed::new(EmaVersion::V1_8, ROWS)
}

fn checking(c: &mut Criterion) {
    let workbook = feed().workbook();
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a date"));
    let mut group = c.benchmark_group("check");
    group.throughput(Throughput::Elements(ROWS as u64));
    for profile in [Profile::prime_video(), Profile::ema()] {
        group.bench_function(profile.name(), |b| {
            b.iter(|| {
                let mut findings = 0_usize;
                let checker = Checker::new(&profile, workbook.file.format, as_of, |_| {
                    findings += 1;
                    ControlFlow::Continue(())
                });
                checker.check_workbook(&workbook);
                findings
            });
        });
    }
    group.finish();
}

criterion_group!(avails, reading, checking);
criterion_main!(avails);
