//! Checks that `src/ratings/table.rs` contains the data in `data/ratings.tsv`.
//!
//! After a change to the data, run `EMA_UPDATE=1 cargo test -p ema-rules --test ratings_table`.

use std::fmt::Write as _;
use std::fs;

use currency_map::Territory;

const DATA: &str = include_str!("../data/ratings.tsv");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/ratings/table.rs");

#[test]
fn the_table_is_what_the_data_say() {
    let mut table = String::from(
        "//! Generated from data/ratings.tsv; do not edit.\n\
         //! To regenerate it, run `EMA_UPDATE=1 cargo test -p ema-rules --test ratings_table`.\n\n\
         use super::System;\n\n\
         /// The systems, sorted by name.\n\
         pub(super) const SYSTEMS: &[System] = &[\n",
    );
    for system in systems() {
        let _ = writeln!(
            table,
            "    System {{ name: {:?}, used_in: &{:?}, of_screen: {}, ratings: &{:?}, \
             deprecated: &{:?}, reasons: &{:?} }},",
            system.name,
            system.used_in,
            system
                .media
                .iter()
                .any(|medium| matches!(*medium, "Film" | "TV")),
            system.ratings,
            system.deprecated,
            system.reasons,
        );
    }
    table.push_str("];\n");

    if std::env::var_os("EMA_UPDATE").is_some() {
        fs::write(TABLE, &table).unwrap();
    }
    // Git may change the line endings when it checks out the file.
    let committed = fs::read_to_string(TABLE)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        committed == table,
        "table.rs is stale; run: EMA_UPDATE=1 cargo test -p ema-rules --test ratings_table"
    );
}

#[test]
fn every_system_is_used_in_a_territory_and_has_values() {
    for System {
        name,
        used_in,
        ratings,
        ..
    } in systems()
    {
        assert!(!ratings.is_empty(), "{name}");
        assert!(!used_in.is_empty(), "{name}");
        for code in used_in {
            let country = code.split_once('-').map_or(code, |(country, _)| country);
            let known = country == "ZZ" || Territory::parse(country).is_ok();
            assert!(known, "{name} is used in {code}");
        }
    }
}

#[test]
fn no_item_stands_twice_in_a_system() {
    for system in systems() {
        for mut items in [
            [system.ratings, system.deprecated].concat(),
            system.reasons,
            system.used_in,
        ] {
            let count = items.len();
            items.sort_unstable();
            items.dedup();
            assert_eq!(items.len(), count, "{}: {items:?}", system.name);
        }
    }
}

struct System {
    name: &'static str,
    used_in: Vec<&'static str>,
    media: Vec<&'static str>,
    ratings: Vec<&'static str>,
    deprecated: Vec<&'static str>,
    reasons: Vec<&'static str>,
}

/// Returns the data file's lines, sorted by name for binary search.
fn systems() -> Vec<System> {
    let lines = DATA.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut systems: Vec<System> = lines.map(system).collect();
    systems.sort_by_key(|system| system.name);
    systems
}

fn system(line: &'static str) -> System {
    let fields: Vec<&str> = line.split('\t').collect();
    let [name, used_in, media, ratings, deprecated, reasons] = fields[..] else {
        panic!("six fields: {line}")
    };
    System {
        name,
        used_in: items(used_in),
        media: items(media),
        ratings: items(ratings),
        deprecated: items(deprecated),
        reasons: items(reasons),
    }
}

fn items(field: &'static str) -> Vec<&'static str> {
    let items: Vec<&str> = field.split(',').collect();
    for item in &items {
        assert_eq!(item.trim(), *item, "blanks around an item");
        assert_ne!(*item, "", "an empty item in {field}");
    }
    if items == ["-"] { Vec::new() } else { items }
}
