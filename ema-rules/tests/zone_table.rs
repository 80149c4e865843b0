//! Checks that `src/time/table.rs` contains the data in `data/zones.tsv`.
//!
//! After a change to the data, run `EMA_UPDATE=1 cargo test -p ema-rules --test zone_table`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use currency_map::{Territory, TerritoryStatus};
use ema_rules::time::Zones;

const DATA: &str = include_str!("../data/zones.tsv");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/time/table.rs");

#[test]
fn the_table_is_what_the_data_say() {
    let mut table = String::from(
        "//! Generated from data/zones.tsv; do not edit.\n\
         //! To regenerate it, run `EMA_UPDATE=1 cargo test -p ema-rules --test zone_table`.\n\n\
         /// The territories, sorted by code, each with its zones in the same order as in the tz database.\n\
         pub(super) const ZONES: &[(&str, &[&str])] = &[\n",
    );
    for (territory, zones) in data() {
        let _ = writeln!(table, "    ({territory:?}, &{zones:?}),");
    }
    table.push_str("];\n");

    if std::env::var_os("EMA_UPDATE").is_some() {
        fs::write(TABLE, &table).unwrap();
    }
    // Git may change the line endings when it checks out the file.
    let committed = fs::read_to_string(TABLE).unwrap().replace("\r\n", "\n");
    assert!(
        committed == table,
        "table.rs is stale; run: EMA_UPDATE=1 cargo test -p ema-rules --test zone_table"
    );
}

#[test]
fn the_bundled_rules_know_every_zone_of_every_territory() {
    let (data, zones) = (data(), Zones::default());
    for (territory, names) in &data {
        let territory = Territory::parse(territory).unwrap();
        assert_eq!(zones.zones(territory), names.as_slice(), "{territory}");
    }
}

#[test]
fn only_territories_where_nobody_lives_have_no_zone() {
    let zones = Zones::default();
    let without: Vec<_> = Territory::all()
        .iter()
        .copied()
        .filter(|territory| zones.zones(*territory).is_empty())
        .map(Territory::as_str)
        .collect();
    assert_eq!(without, ["BV", "HM"]);
    for &territory in Territory::all() {
        if let TerritoryStatus::Withdrawn { successors, .. } = territory.status() {
            let of_successors = successors
                .iter()
                .flat_map(|successor| zones.zones(*successor));
            assert!(
                zones.zones(territory).iter().eq(of_successors),
                "{territory}"
            );
        }
    }
}

fn data() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut zones: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in DATA.lines().filter(|line| !line.starts_with('#')) {
        let (territory, zone) = line
            .split_once('\t')
            .expect("a row is a territory and a zone");
        zones.entry(territory).or_default().push(zone);
    }
    zones
}
