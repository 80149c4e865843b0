//! Benchmarks for applying a feed of 60,000 rows to a million records. Run them with `cargo bench -p ema-benches
//! --bench holdings`.
//!
//! The benchmark also prints the memory per record, if the system reports how much memory a process
//! uses.

#![expect(
    clippy::print_stderr,
    reason = "the memory of a record is a figure that criterion can't show"
)]

use std::hint::black_box;
use std::ops::Range;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ema_benches::Shape;
use ema_model::{Avail, EmaVersion, Format};
use ema_rules::{Feed, Holdings, Profile, Timestamp};

const HELD: usize = 1_000_000;
const ROWS: usize = 60_000;
const WORLDWIDE: usize = 5_000;

fn applying(c: &mut Criterion) {
    let profile = Profile::prime_video();
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"));
    let before = resident_kib();
    let holdings = held(&profile, as_of);
    if let (Some(before), Some(after)) = (before, resident_kib()) {
        let bytes = (after - before) * 1024 / HELD;
        eprintln!("memory of a record: {bytes} bytes, {HELD} held");
    }

    let mut group = c.benchmark_group("holdings");
    group.throughput(Throughput::Elements(ROWS as u64));
    let avails = avails(&csv(0..ROWS));
    group.bench_function("feed of 60,000 rows", |b| {
        b.iter(|| feed(&avails, &profile));
    });
    let same = feed(&avails, &profile);
    let other = feed(&other_prices(), &profile);
    for (name, size) in [("to a million records", HELD), ("to 60,000 records", ROWS)] {
        // Prices alternate between two values, so each feed changes every record that it covers.
        let mut holdings = holdings.clone();
        if size < HELD {
            holdings = Holdings::new();
            holdings.apply(&same, as_of);
        }
        let mut feeds = [&other, &same].into_iter().cycle();
        group.bench_function(format!("apply {name}"), |b| {
            b.iter(|| {
                feeds
                    .next()
                    .map(|feed| holdings.apply(black_box(feed), as_of))
            });
        });
    }
    group.finish();
}

/// Measures feeds in which every row lists all territories. Each row is stored as one record with a set of territories.
fn worldwide(c: &mut Criterion) {
    let profile = Profile::prime_video();
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"));
    let rows = ema_benches::Feed::new(EmaVersion::V1_8, WORLDWIDE).shaped(Shape::Worldwide);
    let bytes = rows.bytes(Format::Csv);
    let avails = avails(&String::from_utf8(bytes).expect("text"));
    let mut group = c.benchmark_group("worldwide holdings");
    group.throughput(Throughput::Elements(WORLDWIDE as u64));
    group.bench_function("feed", |b| b.iter(|| feed(&avails, &profile)));
    let sent = feed(&avails, &profile);
    let mut holdings = Holdings::new();
    holdings.apply(&sent, as_of);
    group.bench_function("apply again", |b| {
        b.iter(|| holdings.clone().apply(black_box(&sent), as_of));
    });
    group.bench_function("diff", |b| b.iter(|| holdings.diff(black_box(&holdings))));
    group.finish();
}

/// Returns holdings with a million records, each of which comes from a separate row.
fn held(profile: &Profile, as_of: Timestamp) -> Holdings {
    let mut holdings = Holdings::new();
    for start in (0..HELD).step_by(20_000) {
        let avails = avails(&csv(start..start + 20_000));
        holdings.apply(&feed(&avails, profile), as_of);
    }
    holdings
}

fn feed<'p>(avails: &[Avail], profile: &'p Profile) -> Feed<'p> {
    let mut feed = Feed::new(profile.conventions());
    for avail in avails {
        feed.add(avail);
    }
    feed
}

fn other_prices() -> Vec<Avail> {
    avails(
        &csv(0..ROWS)
            .replace(",10.49,", ",9.49,")
            .replace(",3.99,", ",2.99,"),
    )
}

/// Returns the rows for part of a catalog as text, so that the caller can replace prices in it.
fn csv(rows: Range<usize>) -> String {
    let bytes = ema_benches::Feed::part(EmaVersion::V1_8, rows).bytes(Format::Csv);
    String::from_utf8(bytes).expect("text")
}

fn avails(csv: &str) -> Vec<Avail> {
    let workbook = ema_io::read_bytes(csv.as_bytes()).expect("a feed");
    workbook
        .sheets
        .into_iter()
        .flat_map(|sheet| sheet.avails)
        .collect()
}

/// Returns the resident memory in KiB, if the system reports it.
fn resident_kib() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

criterion_group!(benches, applying, worldwide);
criterion_main!(benches);
