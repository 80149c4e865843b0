//! Benchmarks for writing a feed. Run them with `cargo bench -p ema-benches --bench write`.
//!
//! Writing a workbook is compared with a floor in which rust_xlsxwriter writes the same strings
//! without determining the values' types and without headers, formats or drop-down lists.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ema_benches::{Feed, texts, write, write_texts};
use ema_io::Output;
use ema_model::{EmaVersion, Format};

const ROWS: usize = 5_000;

fn writing(c: &mut Criterion) {
    let workbook = Feed::new(EmaVersion::V1_8, ROWS).workbook();
    let mut group = c.benchmark_group("write");
    group.throughput(Throughput::Elements(ROWS as u64));
    group.sample_size(20);
    for format in [Format::Xlsx, Format::Csv, Format::Json] {
        group.bench_function(format!("avails to {format}"), |b| {
            b.iter(|| {
                write(
                    black_box(&workbook),
                    Output::stream(format, std::io::sink()),
                );
            });
        });
    }
    let texts = texts(&workbook);
    group.bench_function("floor: rust_xlsxwriter's texts", |b| {
        b.iter(|| write_texts(black_box(&texts)));
    });
    group.finish();
}

criterion_group!(writes, writing);
criterion_main!(writes);
