//! Defines the options that change a profile: the time zones and the names of the platform's own
//! subscription.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use currency_map::Territory;
use ema_model::NaiveDateTime;
use ema_rules::{Profile, Timestamp, Zones};

use crate::failure::Failure;
use crate::territory;

/// Parses the value of the option `--profile`.
pub(crate) fn profile_parser() -> impl TypedValueParser<Value = Profile> {
    let values = Profile::names().map(|name| {
        let platform = Profile::named(name).and_then(|profile| profile.platform());
        PossibleValue::new(name).help(match platform {
            Some(platform) => format!("Requirements of {platform}"),
            None => "EMA specification only".to_owned(),
        })
    });
    let names = PossibleValuesParser::new(values);
    names.try_map(|name| Profile::named(&name).ok_or("there is no such profile"))
}

/// The options `--zone` and `--first-party`.
#[derive(Args)]
pub(crate) struct ProfileArgs {
    #[command(flatten)]
    zones: ZoneArgs,

    /// Name in GroupIdentity that refers to Prime Video's own subscription. Can be repeated. Replaces the default names
    /// Prime, Prime Video, Amazon Prime and Amazon Prime Video.
    #[arg(long, value_name = "NAME")]
    first_party: Vec<String>,
}

/// The option `--zone`.
#[derive(Args)]
pub(crate) struct ZoneArgs {
    /// Time zone for local times in a territory, such as AU=Australia/Sydney. Can be repeated. By default, the zone in
    /// which a given local time occurs first is used.
    #[arg(long = "zone", value_name = "CC=AREA/CITY", value_parser = parse_zone)]
    zones: Vec<(Territory, String)>,
}

impl ProfileArgs {
    /// Returns Prime Video's profile with these settings.
    pub(crate) fn prime_video(&self) -> Result<Profile, Failure> {
        self.apply(Profile::prime_video())
    }

    /// Applies these settings to a profile.
    pub(crate) fn apply(&self, profile: Profile) -> Result<Profile, Failure> {
        let conventions = profile.conventions().clone();
        let conventions = conventions.with_zones(self.zones.get()?);
        Ok(profile.with_conventions(match self.first_party.as_slice() {
            [] => conventions,
            names => conventions.with_first_party_groups(names),
        }))
    }
}

impl ZoneArgs {
    pub(crate) fn get(&self) -> Result<Zones, Failure> {
        let mut zones = Zones::default();
        for (territory, zone) in &self.zones {
            if zones.is_chosen(*territory) {
                return Err(Failure::new(format!(
                    "--zone specifies two zones for {territory}; specify only one"
                )));
            }
            zones = zones.with_zone(*territory, zone).map_err(Failure::new)?;
            if let Some(note) = note_of_foreign_zone(*territory, zone)? {
                note.report();
            }
        }
        Ok(zones)
    }
}

/// Returns a message about a zone that does not belong to the territory, unless one of the
/// territory's own zones always has the same local time. For example, `America/Toronto` always has
/// the same local time as one of the zones in the United States.
fn note_of_foreign_zone(territory: Territory, zone: &str) -> Result<Option<Failure>, Failure> {
    let default = Zones::default();
    let names = default.zones(territory);
    if names.is_empty() || names.iter().any(|name| name.eq_ignore_ascii_case(zone)) {
        return Ok(None);
    }
    let clocks = |zone: &str| -> Result<Vec<NaiveDateTime>, Failure> {
        let zones = Zones::default().with_zone(territory, zone);
        let zones = zones.map_err(Failure::new)?;
        let shown = sample_instants().map(|instant| zones.local(territory, instant));
        Ok(shown.collect())
    };
    let chosen = clocks(zone)?;
    for name in names {
        if clocks(name)? == chosen {
            return Ok(None);
        }
    }
    let own = match names {
        [only] => format!("its zone is {only}"),
        _ => format!("`ema zone {territory}` lists its zones"),
    };
    Ok(Some(Failure::new(format!(
        "--zone {territory}={zone}: {zone} is not a zone of {territory} ({}), but it is used anyway; {own}",
        territory.name()
    ))))
}

/// Returns instants ten days apart over 20 years. Zones with different rules show different times at some of them.
fn sample_instants() -> impl Iterator<Item = Timestamp> {
    const TEN_DAYS: i64 = 10 * 86_400_000;
    /// The instant 2020-01-01T00:00:00Z, in milliseconds since the beginning of 1970.
    const FIRST: i64 = 1_577_836_800_000;
    let millis = (0..730).map(|number| FIRST + number * TEN_DAYS);
    millis.filter_map(Timestamp::from_millis)
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
