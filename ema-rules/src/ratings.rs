//! The world's rating systems, with their values and reasons.
//!
//! Source: MovieLabs Common Metadata Ratings, version 2.5.1 (<https://movielabs.com/md/ratings/>).

#[rustfmt::skip]
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use ema_model::TerritoryCode;

use table::SYSTEMS;

/// A regional rating system. Systems in different regions can have the same name. For example, twelve systems are
/// called `Film`.
#[derive(Debug)]
pub(crate) struct System {
    /// The name in RatingSystem, such as `MPAA`.
    pub(crate) name: &'static str,
    /// The territories that use the system, as ISO 3166-1 or ISO 3166-2 codes. `ZZ` means everywhere.
    used_in: &'static [&'static str],
    /// Whether the system rates films or TV, rather than only games, music or trailers.
    pub(crate) of_screen: bool,
    /// The values in use.
    pub(crate) ratings: &'static [&'static str],
    /// Values that are no longer assigned.
    pub(crate) deprecated: &'static [&'static str],
    /// The reasons that can accompany a value. The list is empty if the registry has none.
    pub(crate) reasons: &'static [&'static str],
}

impl System {
    /// Every system, sorted by name.
    pub(crate) fn all() -> &'static [Self] {
        SYSTEMS
    }

    /// The systems with this name. The name must be spelled exactly as in the registry.
    pub(crate) fn named(name: &str) -> &'static [Self] {
        let start = SYSTEMS.partition_point(|system| system.name < name);
        let (_, from) = SYSTEMS.split_at(start);
        let (named, _) = from.split_at(from.partition_point(|system| system.name == name));
        named
    }

    /// The systems that rate films or TV in one of `territories`, which must be sorted. Systems that are used
    /// everywhere are not included.
    pub(crate) fn of_screen_in(
        territories: &[TerritoryCode],
    ) -> impl Iterator<Item = &'static Self> {
        // Most rows have only one territory, and most countries use only two or three of the 110 systems, so the
        // systems are indexed by country.
        static OF_COUNTRY: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
            let mut of_country: HashMap<&str, Vec<usize>> = HashMap::new();
            for (number, system) in SYSTEMS.iter().enumerate() {
                for code in system.used_in.iter().filter(|_| system.of_screen) {
                    let country = code.split_once('-').map_or(*code, |(country, _)| country);
                    of_country.entry(country).or_default().push(number);
                }
            }
            of_country
        });
        let countries = territories.iter().map(|territory| territory.country());
        let numbers = countries.filter_map(|country| OF_COUNTRY.get(country.as_str()));
        let mut numbers: Vec<usize> = numbers.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let systems = numbers.into_iter().filter_map(|number| SYSTEMS.get(number));
        systems.filter(|system| !system.is_used_everywhere() && system.is_used_in(territories))
    }

    /// Whether one of `territories`, which must be sorted, uses the system. A country uses a system even if only one of
    /// its regions does.
    pub(crate) fn is_used_in(&self, territories: &[TerritoryCode]) -> bool {
        if self.is_used_everywhere() {
            return !territories.is_empty();
        }
        self.used_in.iter().any(|code| {
            let (country, region) = match code.split_once('-') {
                Some((country, region)) => (country, Some(region)),
                None => (*code, None),
            };
            let of = |territory: &TerritoryCode| territory.country().as_str();
            let from = territories.partition_point(|territory| of(territory) < country);
            territories[from..]
                .iter()
                .take_while(|territory| of(territory) == country)
                .any(|territory| {
                    let within = territory.region();
                    region.is_none() || within.is_none() || within == region
                })
        })
    }

    /// Whether the system, such as `UNRATED`, is used in every territory.
    pub(crate) fn is_used_everywhere(&self) -> bool {
        self.used_in.contains(&"ZZ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(name: &str) -> Vec<&'static [&'static str]> {
        System::named(name)
            .iter()
            .map(|system| system.used_in)
            .collect()
    }

    #[test]
    fn systems_of_one_name_are_found_together() {
        assert_eq!(regions("MPAA"), [["US"]]);
        assert_eq!(regions("CSA"), [["BE-WAL"], ["FR"]]);
        assert_eq!(regions("Film").len(), 12);
        for name in ["", "mpaa", "MPA", "MPAAA", "ZZZ"] {
            assert_eq!(regions(name), [[""; 0]; 0], "{name}");
        }
    }

    #[test]
    fn systems_of_territories_are_those_that_are_used_there() {
        let lists = [
            "US",
            "CA",
            "CA-QC",
            "BE-WAL, FR",
            "AU, CA-ON, CL, DE",
            "AQ",
            "",
        ];
        for list in lists {
            let codes = list.split(", ").filter(|code| !code.is_empty());
            let territories: Vec<TerritoryCode> = codes.map(|code| code.parse().unwrap()).collect();
            let used = |it: &&System| {
                it.of_screen && !it.is_used_everywhere() && it.is_used_in(&territories)
            };
            let searched: Vec<_> = System::all()
                .iter()
                .filter(used)
                .map(|it| it.name)
                .collect();
            let found: Vec<_> = System::of_screen_in(&territories)
                .map(|it| it.name)
                .collect();
            assert_eq!(found, searched, "{list}");
        }
    }

    #[test]
    fn a_system_of_a_region_is_used_in_its_country_but_not_in_its_other_regions() {
        let used = |name: &str, territory: &str| {
            let territory = territory.parse::<TerritoryCode>().unwrap();
            System::named(name)
                .iter()
                .any(|system| system.is_used_in(&[territory]))
        };
        assert!(used("RCQ", "CA"));
        assert!(used("RCQ", "CA-QC"));
        assert!(!used("RCQ", "CA-ON"));
        assert!(used("CHVRS", "CA-ON"));
        assert!(!used("RCQ", "US"));
        assert!(used("UNRATED", "US"));
    }
}
