//! Compact sets of territories.

use std::iter;
use std::sync::LazyLock;

use currency_map::Territory;
use ema_model::TerritoryCode;

const LETTERS: usize = 26;

/// The number of possible two-letter codes.
pub(crate) const PLACES: usize = LETTERS * LETTERS;

/// A territory's index among all two-letter codes, in alphabetical order.
pub(crate) fn place(territory: Territory) -> usize {
    let letters = territory.as_str().bytes();
    letters.fold(0, |place, letter| {
        place * LETTERS + usize::from(letter - b'A')
    })
}

/// A set of territories. The set is compact because each list in a worldwide feed can have hundreds of territories, and
/// every list can be different.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TerritorySet {
    /// One bit for each country, at the index returned by [`place`].
    countries: [u64; PLACES.div_ceil(BITS)],
    /// The regions, sorted by code.
    regions: Box<[TerritoryCode]>,
}

const BITS: usize = u64::BITS as usize;

impl TerritorySet {
    /// Creates a set from territories that are sorted by code and have no duplicates.
    pub(crate) fn new(territories: &[TerritoryCode]) -> Self {
        let mut countries = [0; PLACES.div_ceil(BITS)];
        let (regions, whole): (Vec<TerritoryCode>, Vec<TerritoryCode>) = territories
            .iter()
            .partition(|territory| territory.region().is_some());
        for territory in whole {
            let place = place(territory.country());
            countries[place / BITS] |= 1 << (place % BITS);
        }
        Self {
            countries,
            regions: regions.into(),
        }
    }

    /// The territories, sorted by code.
    pub(crate) fn iter(&self) -> impl Iterator<Item = TerritoryCode> {
        let mut countries = self.countries().peekable();
        let mut regions = self.regions.iter().copied().peekable();
        iter::from_fn(move || match (countries.peek(), regions.peek()) {
            (Some(country), Some(region)) if region < country => regions.next(),
            (Some(_), _) => countries.next(),
            (None, _) => regions.next(),
        })
    }

    pub(crate) fn contains(&self, territory: TerritoryCode) -> bool {
        match territory.region() {
            Some(_) => self.regions.binary_search(&territory).is_ok(),
            None => {
                let place = place(territory.country());
                self.countries[place / BITS] & (1 << (place % BITS)) != 0
            }
        }
    }

    fn countries(&self) -> impl Iterator<Item = TerritoryCode> {
        static TERRITORIES: LazyLock<Vec<Option<Territory>>> = LazyLock::new(|| {
            let mut territories = vec![None; PLACES];
            for &territory in Territory::all() {
                territories[place(territory)] = Some(territory);
            }
            territories
        });

        (0..).zip(self.countries).flat_map(|(word, mut bits)| {
            iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                TERRITORIES[word * BITS + bit].map(TerritoryCode::from)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes() -> Vec<TerritoryCode> {
        let regions = ["CA-QC", "CA-ON", "US-CA", "ZW-MA", "AD-02"];
        let regions = regions.map(|code| code.parse::<TerritoryCode>().unwrap());
        let countries = Territory::all().iter().copied().map(TerritoryCode::from);
        let mut codes: Vec<TerritoryCode> = countries.chain(regions).collect();
        codes.sort_unstable();
        codes
    }

    proptest! {
        #[test]
        fn a_set_is_what_it_was_made_of(
            one in prop::sample::subsequence(codes(), 0..30),
            other in prop::sample::subsequence(codes(), 0..3),
        ) {
            let (set, another) = (TerritorySet::new(&one), TerritorySet::new(&other));
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), &*one);
            prop_assert_eq!(set == another, one == other);
        }
    }
}
