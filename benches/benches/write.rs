//! Writing a feed: `cargo bench -p ema-benches --bench write`.
//!
//! Writing a workbook stands beside its floor: rust_xlsxwriter alone, given the same texts as they
//! are, without asking what each of them is, without header, formats or menus.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ema_benches::{Feed, write};
use ema_io::WriteOptions;
use ema_model::{EmaVersion, Format, Workbook};

const ROWS: usize = 5_000;

fn writing(c: &mut Criterion) {
    let workbook = Feed::new(EmaVersion::V1_8, ROWS).workbook();
    let mut group = c.benchmark_group("write");
    group.throughput(Throughput::Elements(ROWS as u64));
    group.sample_size(20);
    for format in [Format::Xlsx, Format::Csv, Format::Json] {
        group.bench_function(format!("avails to {format}"), |b| {
            let options = WriteOptions::new(format);
            b.iter(|| write(black_box(&workbook), &options, std::io::sink()));
        });
    }
    let texts = texts(&workbook);
    group.bench_function("floor: rust_xlsxwriter's texts", |b| {
        b.iter(|| floor(black_box(&texts)));
    });
    group.finish();
}

/// The filled cells of each row.
fn texts(workbook: &Workbook) -> Vec<Vec<(u16, String)>> {
    let cells = |avail: &ema_model::Avail| {
        let cells = avail.cells().iter();
        cells
            .map(|cell| (cell.index(), cell.text().to_owned()))
            .collect()
    };
    workbook.avails().map(cells).collect()
}

fn floor(rows: &[Vec<(u16, String)>]) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.set_zip_compression_level(3);
    let sheet = workbook
        .add_worksheet_with_low_memory()
        .expect("a temporary file");
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in cells {
            sheet
                .write_string(row, *column, text.as_str())
                .expect("a cell");
        }
    }
    workbook
        .save_to_writer(std::io::sink())
        .expect("a workbook");
}

criterion_group!(writes, writing);
criterion_main!(writes);
