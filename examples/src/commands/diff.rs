//! `ema diff`: compares two sets of avails by scope and offer.

use std::path::PathBuf;

use clap::Args;
use ema_rules::{AsOf, Holdings};

use crate::failure::{Failure, Outcome};
use crate::output::Format;
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::{as_of, holdings, output};

/// Compare two sets of avails by scope and offer, and report what is new, changed, removed or unchanged.
///
/// OLD and NEW are avails files, or states written by `ema apply`.
#[derive(Args)]
pub(crate) struct Diff {
    /// Avails before the change.
    old: PathBuf,

    /// Avails after the change.
    new: PathBuf,

    /// Omit windows that have ended by this day, or by an instant such as 2026-11-21T09:00:00-05:00. A day begins at
    /// local midnight in each territory. By default, all windows are compared.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD", value_parser = as_of::parse)]
    as_of: Option<AsOf>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    /// Skip content that can't be understood (sheets without a header, rows, contradictory scopes) instead of stopping.
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
                let to_come =
                    |holdings: Holdings| holdings.without_ended(as_of, profile.conventions());
                to_come(old).diff(&to_come(new))
            }
        };
        match self.format {
            Format::Text => output::write(None, |out| writeln!(out, "{diff}")),
            Format::Json => {
                output::refuse_long_json([diff.json_items()])?;
                output::write_json(None, &diff)
            }
        }?;
        Ok(Outcome::Clean)
    }
}
