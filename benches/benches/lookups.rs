//! Benchmarks for lookups in the tables of `currency-map`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use currency_map::{Currency, Date, Territory, default_currency, default_for, legal_tender};

fn looking_up(c: &mut Criterion) {
    let mut group = c.benchmark_group("look up");
    group.bench_function("default by code", |b| {
        b.iter(|| default_currency(black_box("GB")));
    });
    if let Ok(territory) = Territory::parse("HR") {
        group.bench_function("default by territory", |b| {
            b.iter(|| default_for(black_box(territory)));
        });
        if let Some(day) = Date::new(2026, 11, 22) {
            group.bench_function("legal tender", |b| {
                b.iter(|| {
                    legal_tender(black_box(territory), black_box(day))
                        .map(|mut tenders| tenders.next())
                });
            });
        }
    }
    group.bench_function("currency", |b| b.iter(|| Currency::parse(black_box("gbp"))));
    group.bench_function("territory by name", |b| {
        b.iter(|| Territory::suggest(black_box("the United Kingdom")));
    });
    group.finish();
}

criterion_group!(lookups, looking_up);
criterion_main!(lookups);
