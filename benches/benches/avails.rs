//! Reading and checking a feed, and the look-ups that a row needs.
//!
//! `cargo bench -p ema-benches`

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ema_benches::feed;
use ema_rules::{Checker, Instant, Profile};

const ROWS: usize = 5_000;

fn reading(c: &mut Criterion) {
    let feed = feed(ROWS);
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Elements(ROWS as u64));
    group.bench_function("csv to avails", |b| {
        b.iter(|| ema_io::read_bytes(black_box(feed.as_bytes())).expect("a feed"));
    });
    group.finish();
}

fn checking(c: &mut Criterion) {
    let workbook = ema_io::read_bytes(feed(ROWS)).expect("a feed");
    let as_of = Instant::from_utc("2026-11-21T00:00:00".parse().expect("a date"));
    let mut group = c.benchmark_group("check");
    group.throughput(Throughput::Elements(ROWS as u64));
    for profile in [Profile::prime_video(), Profile::ema()] {
        group.bench_function(profile.name(), |b| {
            b.iter(|| {
                let mut findings = 0_usize;
                let mut checker =
                    Checker::new(&profile, workbook.file.format, as_of, |_| findings += 1);
                for avail in workbook.avails() {
                    checker.avail(avail);
                }
                checker.finish(&workbook.file);
                findings
            });
        });
    }
    group.finish();
}

fn looking_up(c: &mut Criterion) {
    let mut group = c.benchmark_group("look up");
    group.bench_function("default currency", |b| {
        b.iter(|| currency_map::default_currency(black_box("GB")));
    });
    group.finish();
}

criterion_group!(avails, reading, checking, looking_up);
criterion_main!(avails);
