//! `ema zone`: shows the time zones of territories, and the instants at which days begin and end there.

use std::io::{self, Write};

use anstyle::Style;
use clap::Args;
use currency_map::Territory;
use ema_model::{NaiveDate, NaiveTime};
use ema_rules::time::{Edge, Resolved, Shift, tzdb_version};
use ema_rules::{AsOf, Zones};
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::lookup::Lookup;
use crate::profile::ZoneArgs;
use crate::{output, territory};

/// Show the time zones of territories, and the instants of a Start and End without an offset.
#[derive(Args)]
pub(crate) struct Zone {
    #[command(flatten)]
    lookup: Lookup,

    #[command(flatten)]
    zones: ZoneArgs,
}

const BOLD: Style = Style::new().bold();

impl Zone {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let as_of = self.lookup.as_of()?;
        let zones = self.zones.get()?;
        let answer = |territory| Answer::of(&zones, territory, as_of);
        self.lookup.answer(
            |out, territory| answer(territory).write_text(out),
            |territory| answer(territory).into_json(),
            &format!("IANA tz database {}.", tzdb_version()),
        )
    }
}

/// The local times in a territory on a day.
struct Answer<'z> {
    zones: &'z Zones,
    territory: Territory,
    as_of: AsOf,
    /// The local day in the territory.
    day: NaiveDate,
    /// The instants that a Start and an End on that day represent if they have neither a time nor
    /// an offset.
    start: Resolved,
    end: Resolved,
    /// The zones, grouped by their offset from UTC on the day, with the largest offset first.
    by_offset: Vec<SameClocks>,
}

/// Zones whose clocks show the same times on a day.
#[derive(Serialize)]
struct SameClocks {
    /// The offset at the start of the day.
    #[serde(skip)]
    offset: String,
    /// The texts to write in Start and End for the whole day there.
    start: String,
    end: String,
    zones: Vec<&'static str>,
}

#[derive(Serialize)]
struct Json<'z> {
    territory: &'static str,
    zones: &'z [&'static str],
    first_zone: &'static str,
    why: &'static str,
    tzdb: &'static str,
    day: String,
    start_utc: String,
    end_utc: String,
    /// The texts to write in Start and End for the day, by zone.
    to_write: Vec<SameClocks>,
    /// The local time at the instant that was given with `--as-of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<String>,
}

impl<'z> Answer<'z> {
    fn of(zones: &'z Zones, territory: Territory, as_of: AsOf) -> Self {
        let day = as_of.day_in_territory(territory, zones);
        let (start, end) = edges(zones, territory, day);
        Self {
            zones,
            territory,
            as_of,
            day,
            start,
            end,
            by_offset: by_offset(zones, territory, day),
        }
    }

    fn into_json(self) -> Json<'z> {
        let local = match self.as_of {
            AsOf::Timestamp(instant) => Some(self.zones.local(self.territory, instant)),
            AsOf::Day(_) => None,
        };
        Json {
            territory: self.territory.as_str(),
            zones: self.zones.zones(self.territory),
            first_zone: self.start.zone,
            why: self.why().0,
            tzdb: tzdb_version(),
            day: self.day.to_string(),
            start_utc: self.start.instant.to_string(),
            end_utc: self.end.instant.to_string(),
            to_write: self.by_offset,
            local: local.map(|local| local.format("%Y-%m-%dT%H:%M:%S").to_string()),
        }
    }

    /// Returns the reason the first zone is used, as a code for programs and as text for people.
    fn why(&self) -> (&'static str, String) {
        let first = self.by_offset.first();
        match (self.zones.zones(self.territory), first) {
            _ if self.zones.is_chosen(self.territory) => ("given", "as given by --zone".to_owned()),
            ([], _) => ("uninhabited", "because it is uninhabited".to_owned()),
            ([_], _) => ("only", String::new()),
            (_, Some(SameClocks { zones: same, .. })) if same.len() > 1 => (
                "first",
                format!(
                    "listed first in the tz database among the {} in which the day begins first",
                    same.len()
                ),
            ),
            _ => ("first", "in which the day begins first".to_owned()),
        }
    }

    fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let (territory, day) = (self.territory, self.day);
        writeln!(out, "{BOLD}{territory}{BOLD:#}  {}", territory.name())?;
        let zone = self.start.zone;
        let why = match self.why().1 {
            why if why.is_empty() => why,
            why => format!(", {why}"),
        };
        output::write_hanging(out, "  first zone        ", &format!("{zone}{why}"))?;
        if let AsOf::Timestamp(instant) = self.as_of {
            let local = self.zones.local(territory, instant);
            writeln!(
                out,
                "  as of             {} there, {instant}",
                local.format("%Y-%m-%d %H:%M:%S")
            )?;
        }
        for (edge, resolved) in [("Start", self.start), ("End", self.end)] {
            let heading = format!("{edge} {day}");
            let by = match resolved.zone == zone {
                true => String::new(),
                false => format!(", by {}", resolved.zone),
            };
            writeln!(
                out,
                "  {heading:<16}  {} there ({}), {}{by}",
                resolved.local.time(),
                offset(&resolved),
                resolved.instant
            )?;
            if let Some(note) = peculiar(&resolved) {
                output::write_hanging(out, "                    ", note)?;
            }
        }
        for (index, same) in self.by_offset.iter().enumerate() {
            let heading = if index == 0 { "all zones" } else { "" };
            let heading = format!("  {heading:<16}  {}  ", same.offset);
            output::write_hanging(out, &heading, &same.zones.join(", "))?;
            let indent = " ".repeat(heading.len());
            writeln!(out, "{indent}Start {}", same.start)?;
            writeln!(out, "{indent}End   {}", same.end)?;
        }
        if !self.by_offset.is_empty() {
            let day = self.day;
            let text = format!(
                "For {day} as a day in one of these zones, write its Start and End as shown above, \
                 with the offset."
            );
            output::write_hanging(out, "  to write          ", &text)?;
        }
        if let Some(note) = territory::note(territory) {
            output::write_hanging(out, "  note              ", &note)?;
        }
        Ok(())
    }
}

fn edges(zones: &Zones, territory: Territory, day: NaiveDate) -> (Resolved, Resolved) {
    let end = day
        .and_hms_opt(23, 59, 59)
        .unwrap_or(day.and_time(NaiveTime::MIN));
    (
        zones.resolve(territory, day.and_time(NaiveTime::MIN), Edge::Start),
        zones.resolve(territory, end, Edge::End),
    )
}

fn by_offset(zones: &Zones, territory: Territory, day: NaiveDate) -> Vec<SameClocks> {
    let mut named: Vec<(Resolved, Resolved, &'static str)> = zones
        .zones(territory)
        .iter()
        .filter_map(|name| {
            let alone = Zones::default().with_zone(territory, name).ok()?;
            let (start, end) = edges(&alone, territory, day);
            Some((start, end, *name))
        })
        .collect();
    named.sort_by_key(|(start, ..)| start.instant);
    let mut groups: Vec<SameClocks> = Vec::new();
    for (start, end, name) in named {
        let (offset, start, end) = (offset(&start), start.written(), end.written());
        match groups.last_mut() {
            Some(last) if (&last.start, &last.end) == (&start, &end) => last.zones.push(name),
            _ => groups.push(SameClocks {
                offset,
                start,
                end,
                zones: vec![name],
            }),
        }
    }
    groups
}

/// Formats an offset as text: `UTC-05:00`.
fn offset(resolved: &Resolved) -> String {
    format!("UTC{}", resolved.offset())
}

fn peculiar(resolved: &Resolved) -> Option<&'static str> {
    Some(match resolved.shift? {
        Shift::Gap => "clocks are set forward then and skip this time, so it is moved forward",
        Shift::Fold => {
            "clocks are set back then and show this time twice; the window includes both"
        }
    })
}
