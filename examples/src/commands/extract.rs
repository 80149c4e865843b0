//! `ema extract`: the feed that brings a platform from one set of avails to another.

use std::path::PathBuf;

use clap::Args;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::holdings;
use crate::profile::ProfileArgs;

/// Writes the smallest correct feed that brings a platform from OLD to NEW.
///
/// What is gone is ended the day before, or deleted if it has not begun: a Full Delete does not take
/// a live title down. OLD and NEW are files of avails, or states that `ema apply` has written.
#[derive(Args)]
pub(crate) struct Extract {
    /// What the platform holds.
    old: PathBuf,

    /// What it is to hold.
    new: PathBuf,

    /// The feed, in the format that the ending says: .xlsx, .csv, .tsv, .json or .xml.
    #[arg(value_name = "OUT.xlsx")]
    out: PathBuf,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    /// Leaves out rows that nobody can understand, and scopes that contradict themselves.
    #[arg(long)]
    force: bool,
}

impl Extract {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let as_of = self.as_of.get()?;
        let old = holdings::read_holdings(&self.old, &profile, self.force)?;
        let new = holdings::read_holdings(&self.new, &profile, self.force)?;
        let feed = ema_rules::extract(&old, &new, as_of, &profile);
        holdings::write_feed(&self.out, &[&self.old, &self.new], &feed)
    }
}
