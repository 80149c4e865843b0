//! `ema takedown`: writes the feed that ends a title.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use ema_model::TerritoryCode;
use ema_rules::Scope;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::nearest::nearest;
use crate::output::list;
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::sending::NeverDeliveredArg;
use crate::{holdings, sending, territory};

/// Write the feed that takes a title down.
///
/// The feed is a Full Extract whose End is the day before the --as-of day, because a Full Delete does not take down a
/// live title. If no window has started, Start is also in the past, unless --never-delivered confirms that a Full
/// Delete is safe. For each territory, the command lists what it writes, and why.
#[derive(Args)]
pub(crate) struct Takedown {
    /// Avails that the platform holds: a state written by `ema apply`, or a file of avails.
    state: PathBuf,

    /// Feed to write. The extension determines the format: .xlsx, .csv, .tsv, .json or .xml.
    #[arg(value_name = "OUT.xlsx")]
    out: PathBuf,

    /// Unique ID of the title: its ALID, or its AltID in version 1.6. Can be repeated.
    #[arg(long, required = true)]
    id: Vec<String>,

    /// Territory in which to take the title down. Can be repeated. The default is every territory in which the platform
    /// holds the title. A territory in which the platform holds none of the IDs is rejected.
    #[arg(long, value_name = "TERRITORY", value_parser = territory::parse_code)]
    territory: Vec<TerritoryCode>,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    #[command(flatten)]
    never_delivered: NeverDeliveredArg,

    /// Skip content that can't be understood (sheets without a header, rows, contradictory scopes) instead of stopping.
    #[arg(long)]
    force: bool,
}

impl Takedown {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let as_of = self.as_of.get()?;
        let held = holdings::read_holdings(&self.state, &profile, self.read, self.force)?;
        let wanted = |scope: &&Scope| {
            self.id.iter().any(|id| *id == *scope.id)
                && (self.territory.is_empty() || self.territory.contains(&scope.territory))
        };
        let all = held.scopes().chain(held.left_live());
        let all: Vec<Scope> = all.map(|(scope, _)| scope).collect();
        let scopes: Vec<Scope> = all.iter().filter(wanted).cloned().collect();
        for id in &self.id {
            if !scopes.iter().any(|scope| *id == *scope.id) {
                return Err(self.not_held(id, &self.territory, &all));
            }
        }
        // A takedown must not look successful if one of the territories is wrong.
        for territory in &self.territory {
            let is_held = |id: &str| {
                scopes
                    .iter()
                    .any(|it| *it.id == *id && it.territory == *territory)
            };
            let here = std::slice::from_ref(territory);
            let absent: Vec<&String> = self.id.iter().filter(|id| !is_held(id)).collect();
            match absent.as_slice() {
                [id, ..] if absent.len() == self.id.len() => {
                    return Err(self.not_held(id, here, &all));
                }
                _ => absent
                    .into_iter()
                    .for_each(|id| self.not_held(id, here, &all).report()),
            }
        }
        if let Some(id) = self
            .never_delivered
            .ids()
            .find(|id| !self.id.iter().any(|it| it == id))
        {
            return Err(Failure::new(format!(
                "--never-delivered={id}: --id does not name it, so it is not taken down"
            )));
        }
        let never_delivered = self.never_delivered.titles();
        let feed = ema_rules::takedown(
            &held,
            scopes,
            as_of,
            profile.conventions(),
            &never_delivered,
        )
        .map_err(Failure::new)?;
        sending::write_feed(&self.out, &[&self.state], feed, &profile)
    }

    /// Creates the failure for an ID that is not held at all, or is not held in the given territories.
    fn not_held(&self, id: &str, given: &[TerritoryCode], scopes: &[Scope]) -> Failure {
        let territories = scopes.iter().filter(|scope| *id == *scope.id);
        let territories: BTreeSet<String> = territories
            .map(|scope| scope.territory.to_string())
            .collect();
        let what = if !territories.is_empty() {
            let given = given.iter().map(ToString::to_string);
            format!(
                "is held in {}, not in {}",
                list(territories, "and"),
                list(given, "or")
            )
        } else {
            let ids: BTreeSet<&str> = scopes.iter().map(|scope| &*scope.id).collect();
            match nearest(id, ids, id.chars().count() / 3) {
                Some(other) => format!("is not held there; the nearest ID is `{other}`"),
                None => {
                    "is not held there; `ema apply --state STATE.json --live all` lists what is \
                         live"
                        .to_owned()
                }
            }
        };
        Failure::new(format!("{}: `{id}` {what}", self.state.display()))
    }
}
