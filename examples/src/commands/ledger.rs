//! `ema ledger`: shows where what a platform holds comes from, and exchanges ledgers with states.

mod blame;
pub(crate) mod log;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use ema_ledger::{FeedFile, HeldWindow, Ledger};
use ema_model::{Column, TerritoryCode};
use ema_rules::{AsOf, Record, printable};

use crate::as_of::{self, AsOfArg};
use crate::failure::{Failure, Outcome};
use crate::profile::ProfileArgs;
use crate::shown::file_name;
use crate::{output, state};

/// Show where what a platform holds comes from, and exchange ledgers with states
///
/// A ledger is a database of what a platform holds and of the feeds that it comes from. `ema apply --state LEDGER.db`
/// creates it and adds to it. All commands that read a state also read a ledger. The tables and views in the ledger are
/// documented, so any SQLite program can query it.
#[derive(Args)]
pub(crate) struct LedgerCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the feeds, or what each feed did to a title
    Log(log::Log),
    /// Show which file, sheet and row each window of a title comes from
    Blame(blame::Blame),
    /// Write what is held, or what was held on a day, as a JSON state
    Export(Export),
    /// Replace what is held by a JSON state, and create the ledger if it does not exist. The history is kept
    Import(Import),
}

/// The ledger that a command reads.
#[derive(Args)]
struct LedgerArg {
    /// Ledger written by `ema apply`
    #[arg(value_name = "LEDGER.db")]
    ledger: PathBuf,
}

#[derive(Args)]
struct Export {
    #[command(flatten)]
    ledger: LedgerArg,

    /// State to write.
    #[arg(value_name = "STATE.json")]
    out: PathBuf,

    /// Write what was held on this day, or at this instant, instead of what is held now.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = as_of::parse)]
    at: Option<AsOf>,

    #[command(flatten)]
    profile: ProfileArgs,
}

#[derive(Args)]
struct Import {
    #[command(flatten)]
    ledger: LedgerArg,

    /// State to read, which `ema apply` or `ema ledger export` has written.
    #[arg(value_name = "STATE.json")]
    state: PathBuf,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,
}

impl LedgerCommand {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        match &self.command {
            Command::Log(command) => command.run(),
            Command::Blame(command) => command.run(),
            Command::Export(command) => command.run(),
            Command::Import(command) => command.run(),
        }
    }
}

impl LedgerArg {
    fn open(&self) -> Result<Ledger, Failure> {
        if matches!(self.ledger.try_exists(), Ok(false)) {
            return Err(crate::reading::not_found(&self.ledger));
        }
        Ledger::open_to_read(&self.ledger).map_err(Failure::new)
    }
}

impl Export {
    fn run(&self) -> Result<Outcome, Failure> {
        output::refuse_to_replace(Some(&self.out), [&self.ledger.ledger])?;
        if state::is_ledger(&self.out) {
            return Err(is_a_ledger(&self.out, "write"));
        }
        let profile = self.profile.prime_video()?;
        let ledger = self.ledger.open()?;
        let held = match self.at {
            Some(at) => ledger.holdings_at(at, profile.conventions()),
            None => ledger.holdings(profile.conventions()),
        };
        state::write_state(&self.out, &held.map_err(Failure::new)?)?;
        Ok(Outcome::Clean)
    }
}

impl Import {
    fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let as_of = self.as_of.get()?;
        if state::is_ledger(&self.state) {
            return Err(is_a_ledger(&self.state, "read"));
        }
        let held = state::read_state(&self.state, &profile)?;
        let file = FeedFile::new(
            file_name(&self.state),
            as_of::second()?,
            crate::NAME_AND_VERSION,
        );
        let mut ledger = Ledger::open(&self.ledger.ledger).map_err(Failure::new)?;
        let mut change = ledger.change().map_err(Failure::new)?;
        change.import(&held, as_of, &file).map_err(Failure::new)?;
        change.commit().map_err(Failure::new)?;
        Ok(Outcome::Clean)
    }
}

fn is_a_ledger(path: &Path, verb: &str) -> Failure {
    let path = path.display();
    Failure::new(format!(
        "{path} is a ledger; specify the name of a JSON state to {verb}"
    ))
}

/// Writes the line above the windows of a title: its ID, its name and its licensor.
pub(crate) fn write_title(out: &mut dyn Write, window: &HeldWindow) -> io::Result<()> {
    let (scope, name) = (&window.scope, window.record.title());
    let (id, licensor) = (printable(&scope.id), printable(&scope.licensor));
    writeln!(out, "{id} ({}) of {licensor}", printable(&name))
}

/// The price of a window after a comma, as in `, 9.99 EUR`. Empty if the row has none.
pub(crate) fn price(record: &Record) -> String {
    let price = [Column::PriceValue, Column::PriceCurrency].map(|column| record.text(column));
    match price.join(" ").trim() {
        "" => String::new(),
        price => format!(", {}", printable(price)),
    }
}

/// Lists territories, the first few by name: `DE, FR and 20 more`.
pub(crate) fn listed(territories: &[TerritoryCode]) -> String {
    const MOST: usize = 8;
    let names = |some: &[TerritoryCode]| {
        let names: Vec<String> = some.iter().map(ToString::to_string).collect();
        names.join(", ")
    };
    match territories.len() {
        ..=MOST => names(territories),
        all => format!("{} and {} more", names(&territories[..MOST]), all - MOST),
    }
}
