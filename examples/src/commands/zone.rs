//! `ema zone`: the time zones of territories, and when a day begins and ends there.

use std::io::{self, Write};

use anstyle::Style;
use clap::Args;
use currency_map::Territory;
use ema_model::{NaiveDate, NaiveTime};
use ema_rules::Zones;
use ema_rules::time::{Edge, Resolved, Shift, tzdb_version};
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::lookup::Lookup;
use crate::{output, territory};

/// Tells the time zones of territories, and when a Start or End without a zone is.
#[derive(Args)]
pub(crate) struct Zone {
    #[command(flatten)]
    lookup: Lookup,
}

const BOLD: Style = Style::new().bold();

impl Zone {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let day = self.lookup.day()?;
        let zones = Zones::default();
        self.lookup.answer(
            |out, territory| write_text(out, &zones, territory, day),
            |territory| to_json(&zones, territory, day),
            &format!("IANA tz database {}.", tzdb_version()),
        )
    }
}

#[derive(Serialize)]
struct Json<'a> {
    territory: &'static str,
    zones: &'a [&'static str],
    first_zone: &'static str,
    tzdb: &'static str,
    day: String,
    start_utc: String,
    end_utc: String,
}

fn to_json(zones: &Zones, territory: Territory, day: NaiveDate) -> Json<'_> {
    let (start, end) = edges(zones, territory, day);
    Json {
        territory: territory.as_str(),
        zones: zones.zones(territory),
        first_zone: start.zone,
        tzdb: tzdb_version(),
        day: day.to_string(),
        start_utc: start.instant.to_string(),
        end_utc: end.instant.to_string(),
    }
}

fn write_text(
    out: &mut dyn Write,
    zones: &Zones,
    territory: Territory,
    day: NaiveDate,
) -> io::Result<()> {
    writeln!(out, "{BOLD}{territory}{BOLD:#}  {}", territory.name())?;
    let (start, end) = edges(zones, territory, day);
    let why = match zones.zones(territory) {
        [] => ", because nobody lives there",
        [_] => "",
        _ => ", where a date and time comes first",
    };
    writeln!(out, "  first zone        {}{why}", start.zone)?;
    for (edge, resolved) in [("Start", start), ("End", end)] {
        let heading = format!("{edge} {day}");
        writeln!(
            out,
            "  {heading:<16}  {} there ({}), {}",
            resolved.local.time(),
            offset(&resolved),
            resolved.instant
        )?;
        if let Some(note) = peculiar(&resolved) {
            output::write_hanging(out, "                    ", note)?;
        }
    }
    for (index, (offset, names)) in by_offset(zones, territory, day).iter().enumerate() {
        let heading = if index == 0 { "all zones" } else { "" };
        let heading = format!("  {heading:<16}  {offset}  ");
        output::write_hanging(out, &heading, &names.join(", "))?;
    }
    if let Some(note) = territory::note(territory) {
        output::write_hanging(out, "  note              ", &note)?;
    }
    Ok(())
}

/// When a Start and an End of that day are, that name neither a time nor a zone.
fn edges(zones: &Zones, territory: Territory, day: NaiveDate) -> (Resolved, Resolved) {
    let end = day
        .and_hms_opt(23, 59, 59)
        .unwrap_or(day.and_time(NaiveTime::MIN));
    (
        zones.resolve(territory, day.and_time(NaiveTime::MIN), Edge::Start),
        zones.resolve(territory, end, Edge::End),
    )
}

/// The zones of a territory by how far their clocks are ahead of UTC when the day begins, those
/// that are furthest ahead first.
fn by_offset(
    zones: &Zones,
    territory: Territory,
    day: NaiveDate,
) -> Vec<(String, Vec<&'static str>)> {
    let mut named: Vec<(Resolved, &str)> = zones
        .zones(territory)
        .iter()
        .filter_map(|name| {
            let alone = Zones::default().with_zone(territory, name).ok()?;
            Some((edges(&alone, territory, day).0, *name))
        })
        .collect();
    named.sort_by_key(|(resolved, _)| resolved.instant);
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for (resolved, name) in named {
        let offset = offset(&resolved);
        match groups.last_mut() {
            Some((last, names)) if *last == offset => names.push(name),
            _ => groups.push((offset, vec![name])),
        }
    }
    groups
}

/// `UTC-05:00`
fn offset(resolved: &Resolved) -> String {
    let ahead = (resolved.local - resolved.instant.to_utc()).num_minutes();
    let sign = if ahead < 0 { '-' } else { '+' };
    format!("UTC{sign}{:02}:{:02}", ahead.abs() / 60, ahead.abs() % 60)
}

fn peculiar(resolved: &Resolved) -> Option<&'static str> {
    Some(match resolved.shift? {
        Shift::Gap => "clocks go forward then and leave out the time, so that it comes later",
        Shift::Fold => "clocks go back then and show the time twice; the window takes in both",
    })
}
