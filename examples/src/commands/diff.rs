//! `ema diff`: compares two sets of avails by scope and offer.

use std::path::PathBuf;

use clap::Args;
use ema_rules::{AsOf, Holdings};

use crate::failure::{Failure, Outcome};
use crate::output::Format;
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::{as_of, holdings, output};

/// Compares two sets of avails by scope and offer: what is new, changed, removed, unchanged.
///
/// Each of them is a file of avails, or a state that `ema apply` has written.
#[derive(Args)]
pub(crate) struct Diff {
    /// What there was.
    old: PathBuf,

    /// What there is.
    new: PathBuf,

    /// Leaves out what has ended on this day, or at this instant, as in 2026-11-21T09:00:00-05:00. A day
    /// begins in each territory at its own midnight. Without it all windows are compared.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD", value_parser = as_of::parse)]
    as_of: Option<AsOf>,

    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    /// Leaves out what can't be read: sheets without a header, rows, and scopes that contradict
    /// themselves.
    #[arg(long)]
    force: bool,
}

impl Diff {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let old = holdings::read_holdings(&self.old, &profile, self.read, self.force)?;
        let new = holdings::read_holdings(&self.new, &profile, self.read, self.force)?;
        let diff = match self.as_of {
            None => old.diff(&new),
            Some(as_of) => {
                let to_come = |holdings: Holdings| holdings.without_ended(as_of, &profile);
                to_come(old).diff(&to_come(new))
            }
        };
        match self.format {
            Format::Text => output::write(None, |out| writeln!(out, "{diff}")),
            Format::Json => output::write_json(None, &diff),
        }?;
        Ok(Outcome::Clean)
    }
}
