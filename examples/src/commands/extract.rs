//! `ema extract`: writes the feed that changes a platform's holdings from one set of avails to another.

use std::path::PathBuf;

use clap::Args;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::sending::NeverDeliveredArg;
use crate::{holdings, sending};

/// Write the smallest correct feed that changes what a platform holds from OLD to NEW.
///
/// A scope is a licensor's title in one territory under one rights model: sale and rental (EST, VOD, POEST), SVOD,
/// SVOD channels, AVOD or FVOD. A Full Extract replaces everything in its scopes and leaves all others as they are.
///
/// The feed contains all current and future windows of each scope that changes, because a Full Extract withdraws
/// whatever it omits. Windows that are live but missing from NEW end on the day before the --as-of day. Scopes that
/// have not started and are missing from NEW are moved into the past, or deleted with --never-delivered. OLD and NEW
/// are avails files, or states written by `ema apply`. If there is nothing to send, no file is written.
#[derive(Args)]
pub(crate) struct Extract {
    /// Avails that the platform holds.
    old: PathBuf,

    /// Avails that the platform should hold.
    new: PathBuf,

    /// Feed to write. The extension determines the format: .xlsx, .csv, .tsv, .json or .xml.
    #[arg(value_name = "OUT.xlsx")]
    out: PathBuf,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    #[command(flatten)]
    never_delivered: NeverDeliveredArg,

    /// Skip content that can't be understood (sheets without a header, rows, contradictory entries) instead of stopping.
    /// Also accept an empty NEW, which ends everything.
    #[arg(long)]
    force: bool,
}

impl Extract {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let as_of = self.as_of.get()?;
        let old = holdings::read_holdings(&self.old, &profile, self.read, self.force)?;
        let new = holdings::read_holdings(&self.new, &profile, self.read, self.force)?;
        // If NEW is empty, the cause is more likely a rejected feed or a wrong file than an
        // intention to end everything.
        if new.is_empty() && !old.is_empty() && !self.force {
            return Err(Failure::new(format!(
                "{} holds nothing, so the feed would end everything that {} holds. Check that it is the \
                 right state; --force writes the feed",
                self.new.display(),
                self.old.display()
            )));
        }
        for id in self.never_delivered.ids() {
            let mut all = [&old, &new].into_iter().flat_map(|it| it.scopes());
            if !all.any(|(scope, _)| scope.id == id) {
                return Err(Failure::new(format!(
                    "--never-delivered={id}: neither {} nor {} has a title with that ID",
                    self.old.display(),
                    self.new.display()
                )));
            }
        }
        let never_delivered = self.never_delivered.titles();
        let feed = ema_rules::extract(&old, &new, as_of, profile.conventions(), &never_delivered)
            .map_err(Failure::new)?;
        sending::write_feed(&self.out, &[&self.old, &self.new], feed, &profile)
    }
}
