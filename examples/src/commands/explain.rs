//! `ema explain`: shows what the text in a cell means and what the rules report about it.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use ema_avails::Check;
use ema_model::{Avail, Column, Value, column_letters};
use ema_rules::{Bound, Finding, Offer, Profile, Record, Scope, Window, printable};
use serde::Serialize;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::output::{self, Format, write_hanging};
use crate::profile::ProfileArgs;
use crate::reading::{ReadArgs, check_file};
use crate::state;

/// Explain a cell: its value, its instants, what its row is about, and what the rules report.
#[derive(Args)]
pub(crate) struct Explain {
    /// File of avails.
    file: PathBuf,

    /// Cell, such as `T36`; with its sheet if there are several, such as `TV!T36`.
    #[arg(value_name = "CELL")]
    cell: String,

    /// State written by `ema apply`. The command then lists what the platform holds in the scopes of the row.
    #[arg(long, value_name = "STATE.json")]
    state: Option<PathBuf>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,
}

/// What is known about a cell.
#[derive(Default, Serialize)]
struct Explanation {
    cell: String,
    column: String,
    text: String,
    stored: String,
    value: String,
    /// The instants that a Start or End represents, by territory.
    instants: Vec<InTerritory>,
    scopes: Vec<String>,
    offer: String,
    held: Vec<String>,
    rules: Vec<&'static str>,
    findings: Vec<Finding>,
}

/// The instant that a Start or End represents in a territory.
#[derive(Serialize)]
struct InTerritory {
    territory: String,
    /// The instant in UTC.
    instant: String,
    /// The time zones in which the territory's times without an offset are interpreted.
    zones: Vec<&'static str>,
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let (sheet, column, row) = parse(&self.cell).ok_or_else(|| {
            let cell = &self.cell;
            Failure::new(format!(
                "`{cell}` is not a cell; write it like T36 or TV!T36"
            ))
        })?;
        let held = match &self.state {
            Some(path) => Some(state::read_state(path, &profile)?),
            None => None,
        };
        let mut found = Explanation::default();
        let mut findings = Vec::new();
        let mut check = Check::new(&profile, self.as_of.get()?);
        if let Some(held) = &held {
            check = check.holding(held);
        }
        let of_row = |finding: Finding| {
            if finding.place.row == Some(row) {
                findings.push(finding);
            }
        };
        let is_its = |name: &str| sheet.is_none_or(|sheet| sheet.eq_ignore_ascii_case(name));
        let mut header = None;
        let rows = |avail: &Avail| {
            if avail.row() == row && is_its(avail.header().sheet()) && header.is_none() {
                header = Some(Arc::clone(avail.header()));
                found = Explanation::of(avail, column, &profile);
                let scopes = Scope::of(avail, profile.conventions());
                let held = held
                    .iter()
                    .flat_map(|held| scopes.iter().map(|it| held.records(it)));
                found.held = held.flatten().map(|it| in_words(&it)).collect();
            }
        };
        let (summary, _) = check_file("Reading", &self.file, &check, self.read, of_row, rows)?;
        for at in &mut found.instants {
            let zones = summary
                .zones
                .iter()
                .find(|(it, _)| it.as_str() == at.territory);
            at.zones = zones.map_or_else(Vec::new, |(_, zones)| zones.iter().copied().collect());
        }
        let Some(header) = header else {
            return Err(Failure::new(format!(
                "{}: there is no row of avails at {}; `ema validate` lists the sheets with their rows",
                self.file.display(),
                self.cell
            )));
        };
        let checker = check.checker(summary.file.format, |_| ControlFlow::Continue(()));
        found.rules = checker.cell_rules(&header, column).collect();
        let is_about = |it: &Finding| {
            it.place.column.is_none_or(|at| at == column)
                && it
                    .place
                    .sheet
                    .as_ref()
                    .is_none_or(|sheet| found.cell.starts_with(&format!("{sheet}!")))
        };
        found.findings = findings.into_iter().filter(is_about).collect();
        match self.format {
            Format::Text => output::write(None, |out| found.write(out)),
            Format::Json => output::write_json(None, &found),
        }?;
        Ok(Outcome::Clean)
    }
}

/// Formats an offer as `EST HD en, 2026-01-01 to Open (a.csv, row 4)`.
fn in_words(record: &Record) -> String {
    let [start, end] = [Column::Start, Column::End].map(|column| record.text(column));
    let file = record.file().map(|file| format!("{file}, "));
    let (offer, file) = (record.offer_in_words(), file.unwrap_or_default());
    format!("{offer}, {start} to {end} ({file}row {})", record.row())
}

/// Parses `TV!T36` into the sheet, the zero-based column, and the row.
fn parse(text: &str) -> Option<(Option<&str>, u16, u32)> {
    let (sheet, at) = match text.rsplit_once('!') {
        Some((sheet, at)) => (Some(sheet.trim_matches('\'')), at),
        None => (None, text),
    };
    let digits = at.find(|c: char| c.is_ascii_digit())?;
    let letters = at[..digits].to_ascii_uppercase();
    let column = (0..=u16::MAX).find(|index| column_letters(*index) == letters)?;
    Some((sheet, column, at[digits..].parse().ok()?))
}

impl Explanation {
    fn of(avail: &Avail, index: u16, profile: &Profile) -> Self {
        let (header, cell) = (avail.header(), avail.cell_at(index));
        let conventions = profile.conventions();
        let known = header.known_at(index);
        let bound = |window: Window| match known {
            Some(Column::Start) => Some(window.start),
            Some(Column::End) => Some(window.end),
            _ => None,
        };
        let instants = ema_rules::territories(avail)
            .into_iter()
            .filter_map(|territory| {
                let at = match bound(Window::of(avail, territory, conventions))? {
                    Bound::At(instant) => instant.to_string(),
                    Bound::Never => "no end".to_owned(),
                    _ => "not known".to_owned(),
                };
                Some(InTerritory {
                    territory: territory.to_string(),
                    instant: at,
                    zones: Vec::new(),
                })
            });
        let scopes = Scope::of(avail, conventions);
        Self {
            cell: format!(
                "{}!{}{}",
                header.sheet(),
                column_letters(index),
                avail.row()
            ),
            column: header
                .column_at(index)
                .map_or_else(String::new, |it| it.name.to_string()),
            text: cell.map_or_else(String::new, |cell| cell.text().to_owned()),
            stored: cell.map_or_else(
                || "nothing".to_owned(),
                |cell| cell.stored().as_str().to_owned(),
            ),
            value: match cell.map(|cell| cell.value()) {
                None | Some(Value::Blank) => "blank".to_owned(),
                Some(Value::Text) => "text, which can be anything".to_owned(),
                Some(Value::Invalid(_)) => "not a value of this column".to_owned(),
                Some(_) => "a value of this column".to_owned(),
            },
            instants: instants.collect(),
            scopes: scopes.iter().map(ToString::to_string).collect(),
            offer: Offer::of(avail, conventions).to_string(),
            ..Self::default()
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let findings = self
            .findings
            .iter()
            .map(|it| format!("{}: {}. {}", it.rule.name(), it.message, it.help));
        let findings: Vec<String> = findings.collect();
        let instants = self.instants.iter().map(|it| {
            let zones = match &*it.zones {
                [] => String::new(),
                zones => format!(", in {}", zones.join(" or ")),
            };
            format!("{}: {}{zones}", it.territory, it.instant)
        });
        let instants: Vec<String> = instants.collect();
        writeln!(
            out,
            "{} {}\n",
            printable(&self.cell),
            printable(&self.column)
        )?;
        for (label, texts) in [
            ("text", std::slice::from_ref(&self.text)),
            ("stored as", std::slice::from_ref(&self.stored)),
            ("value", std::slice::from_ref(&self.value)),
            ("instant", &*instants),
            ("scope", &*self.scopes),
            ("offer", std::slice::from_ref(&self.offer)),
            ("held there", &*self.held),
            ("checked by", &[self.rules.join(", ")]),
            ("found", &*findings),
        ] {
            for text in texts {
                write_hanging(out, &format!("{label:<12}"), &printable(text))?;
            }
        }
        if self.findings.is_empty() {
            writeln!(out, "{:<12}nothing", "found")?;
        }
        Ok(())
    }
}
