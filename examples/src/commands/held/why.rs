//! Says why a title is or is not available.

use ema_ledger::{EventKind, HeldWindow, Ledger, Query};
use ema_model::{Column, TerritoryCode};
use ema_rules::{AsOf, Profile, Record, printable};

use super::{Held, line};
use crate::as_of;
use crate::commands::ledger::listed;
use crate::failure::{Failure, Outcome};
use crate::output;

impl Held {
    pub(super) fn why(
        &self,
        ledger: &Ledger,
        as_of: AsOf,
        profile: &Profile,
    ) -> Result<Outcome, Failure> {
        // Both options are required by --why.
        let (Some(id), Some(territory)) = (&self.id, self.territory) else {
            return Ok(Outcome::Clean);
        };
        let conventions = profile.conventions();
        let day = match (self.on, as_of) {
            (Some(on), _) => AsOf::Day(on),
            (None, AsOf::Timestamp(now)) => AsOf::Timestamp(as_of::to_second(now)),
            (None, day) => day,
        };
        let preposition = match day {
            AsOf::Timestamp(_) => "at",
            AsOf::Day(_) => "on",
        };
        let query = Query {
            id: Some(id.clone()),
            licensor: self.licensor.clone(),
            at: self.at,
            ..Query::default()
        };
        let everywhere = ledger.held(&query, conventions).map_err(Failure::new)?;
        let everywhere: Vec<HeldWindow> = everywhere
            .into_iter()
            .filter(|window| self.is_asked(window))
            .collect();
        let here: Vec<&HeldWindow> = everywhere
            .iter()
            .filter(|window| window.territories.contains(&territory))
            .collect();
        let moment = day.in_territory(territory.country(), conventions.zones());
        let (live, not_live): (Vec<&HeldWindow>, Vec<&HeldWindow>) = here
            .iter()
            .partition(|window| window.record.is_live(moment));
        let shown = printable(id).to_string();
        let answer = match live.is_empty() {
            false => format!("{shown} is available in {territory} {preposition} {day}"),
            true => format!("{shown} is not available in {territory} {preposition} {day}"),
        };
        let mut lines = Vec::new();
        for window in live {
            lines.push(format!("live: {}", line(window)));
            let languages = window.record.text(Column::HoldbackLanguage);
            if !languages.trim().is_empty() {
                let languages = printable(languages);
                lines.push(format!(
                    "  but not in these languages, which are held back: {languages}"
                ));
            }
        }
        for window in not_live {
            let reason = match window.record.has_ended(moment) {
                true => "ended",
                false if window.record.window().start.instant().is_none() => "start unknown",
                false => "not started",
            };
            lines.push(format!("{reason}: {}", line(window)));
        }
        if here.is_empty() {
            lines.extend(elsewhere(&everywhere, territory));
            lines.extend(self.earlier(ledger, id, territory, profile)?);
            if lines.is_empty() {
                lines.push("no feed has a window for it".to_owned());
            }
        }
        output::write(self.output.as_deref(), |out| {
            writeln!(out, "{answer}")?;
            lines.iter().try_for_each(|line| writeln!(out, "  {line}"))
        })?;
        Ok(Outcome::Clean)
    }

    /// Says which feeds removed the title's windows in the territory.
    fn earlier(
        &self,
        ledger: &Ledger,
        id: &str,
        territory: TerritoryCode,
        profile: &Profile,
    ) -> Result<Vec<String>, Failure> {
        let licensor = self.licensor.as_deref();
        let events = ledger
            .log(id, licensor, profile.conventions())
            .map_err(Failure::new)?;
        let feeds = ledger.feeds().map_err(Failure::new)?;
        let mut lines = Vec::new();
        for event in events
            .iter()
            .filter(|event| event.territories.contains(&territory))
        {
            let record = match &event.kind {
                EventKind::Removed(record) | EventKind::NoLongerLeftLive(record) => record,
                _ => continue,
            };
            let Some(feed) = feeds.iter().find(|feed| feed.number == event.feed) else {
                continue;
            };
            let offer = record.offer_in_words();
            lines.push(format!(
                "removed: {}, by feed {} ({}, as of {})",
                printable(&offer),
                feed.number,
                printable(&feed.file.name),
                feed.as_of
            ));
        }
        Ok(lines)
    }
}

/// Says where else the title is held, and which rows exclude the territory.
fn elsewhere(windows: &[HeldWindow], territory: TerritoryCode) -> Vec<String> {
    let others = windows
        .iter()
        .flat_map(|window| window.territories.iter().copied());
    let mut others: Vec<TerritoryCode> = others.collect();
    others.sort_unstable();
    others.dedup();
    let mut lines = Vec::new();
    if !others.is_empty() {
        lines.push(format!(
            "no window in {territory}; it is held in {}",
            listed(&others)
        ));
    }
    let excludes = |record: &Record| {
        let excluded = record.text(Column::TerritoryExclusion);
        let mut codes = excluded.split(',').map(str::trim);
        codes.any(|code| code.eq_ignore_ascii_case(&territory.to_string()))
    };
    for window in windows.iter().filter(|window| excludes(&window.record)) {
        lines.push(format!(
            "TerritoryExclusion excludes {territory}: {}",
            line(window)
        ));
    }
    lines
}
