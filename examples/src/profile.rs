//! What a rule set leaves to the caller: time zones, and the names of the platform's own subscription.

use clap::Args;
use currency_map::Territory;
use ema_rules::{Profile, Zones};

use crate::failure::Failure;
use crate::territory;

/// `--zone` and `--first-party`
#[derive(Args)]
pub(crate) struct ProfileArgs {
    #[command(flatten)]
    zones: ZoneArgs,

    /// A name in GroupIdentity that means Prime Video's own subscription; may be given again for
    /// others. It replaces Prime, Prime Video, Amazon Prime and Amazon Prime Video.
    #[arg(long, value_name = "NAME")]
    first_party: Vec<String>,
}

/// `--zone`
#[derive(Args)]
pub(crate) struct ZoneArgs {
    /// The time zone of a territory, as in AU=Australia/Sydney; may be given again for others. The
    /// default is the zone in which a date and time comes first.
    #[arg(long = "zone", value_name = "CC=AREA/CITY", value_parser = parse_zone)]
    zones: Vec<(Territory, String)>,
}

impl ProfileArgs {
    /// The profile of Prime Video with what the caller has given.
    pub(crate) fn prime_video(&self) -> Result<Profile, Failure> {
        self.apply(Profile::prime_video())
    }

    /// The profile with what the caller has given.
    pub(crate) fn apply(&self, profile: Profile) -> Result<Profile, Failure> {
        let profile = profile.with_zones(self.zones.get()?);
        Ok(match self.first_party.as_slice() {
            [] => profile,
            names => profile.with_first_party_groups(names),
        })
    }
}

impl ZoneArgs {
    pub(crate) fn get(&self) -> Result<Zones, Failure> {
        let mut zones = Zones::default();
        for (territory, zone) in &self.zones {
            if zones.is_chosen(*territory) {
                return Err(Failure::new(format!(
                    "--zone gives {territory} two zones; a territory can have one"
                )));
            }
            zones = zones.with_zone(*territory, zone).map_err(Failure::new)?;
        }
        Ok(zones)
    }
}

fn parse_zone(text: &str) -> Result<(Territory, String), String> {
    let (territory, zone) = text
        .split_once('=')
        .ok_or("write a territory and its zone, as in AU=Australia/Sydney")?;
    let territory = territory::parse(territory)?;
    let zone = zone.trim();
    match Zones::default().with_zone(territory, zone) {
        Ok(_) => Ok((territory, zone.to_owned())),
        Err(unknown) => Err(unknown.to_string()),
    }
}
