//! `ema diff`: compares two sets of avails by scope and offer.

use std::path::PathBuf;

use clap::Args;

use crate::failure::{Failure, Outcome};
use crate::output::Format;
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::{holdings, output};

/// Compares two sets of avails by scope and offer: what is new, changed, removed, unchanged.
///
/// Each of them is a file of avails, or a state that `ema apply` has written.
#[derive(Args)]
pub(crate) struct Diff {
    /// What there was.
    old: PathBuf,

    /// What there is.
    new: PathBuf,

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
        let diff = old.diff(&new);
        match self.format {
            Format::Text => output::write(None, |out| writeln!(out, "{diff}")),
            Format::Json => output::write_json(None, &diff),
        }?;
        Ok(Outcome::Clean)
    }
}
