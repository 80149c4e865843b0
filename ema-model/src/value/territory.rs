//! The territories that avails are granted for.

use std::fmt;
use std::str::FromStr;

use currency_map::Territory;

use super::Reason;

/// A territory that an avail is granted for: a country, or a region in a country.
///
/// The country is an ISO 3166-1 code. Withdrawn codes are accepted, so that a rule can suggest their successors. The
/// region is the second half of an ISO 3166-2 code (`CA-QC`). The EMA schema has an element for regions,
/// `countryRegion`, but Prime Video does not accept regions. Parsing does not check whether a region exists.
///
/// ```
/// use ema_model::{Reason, Territory, TerritoryCode};
///
/// let quebec: TerritoryCode = "CA-QC".parse()?;
/// assert_eq!(quebec.country(), Territory::CA);
/// assert_eq!(quebec.region(), Some("QC"));
/// assert_eq!("UK".parse::<TerritoryCode>(), Err(Reason::Territory));
/// # Ok::<(), Reason>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TerritoryCode {
    country: Territory,
    region: [u8; 3],
}

impl TerritoryCode {
    /// The country.
    #[must_use]
    pub fn country(self) -> Territory {
        self.country
    }

    /// The region in the country, if there is one.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        let length = self.region.iter().take_while(|byte| **byte != 0).count();
        let region = self.region.get(..length)?;
        std::str::from_utf8(region)
            .ok()
            .filter(|region| !region.is_empty())
    }

    fn region_from(text: &str) -> Option<[u8; 3]> {
        let mut region = [0; 3];
        let plain =
            (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if !plain {
            return None;
        }
        for (to, from) in region.iter_mut().zip(text.bytes()) {
            *to = from.to_ascii_uppercase();
        }
        Some(region)
    }
}

impl FromStr for TerritoryCode {
    type Err = Reason;

    /// Parses `US` or `CA-QC`, ignoring case. The country must be a code that is or was in ISO 3166-1.
    fn from_str(text: &str) -> Result<Self, Reason> {
        let (country, region) = match text.split_once('-') {
            Some((country, region)) => (country, Self::region_from(region)),
            None => (text, Some([0; 3])),
        };
        match (Territory::parse(country), region) {
            (Ok(country), Some(region)) => Ok(Self { country, region }),
            _ => Err(Reason::Territory),
        }
    }
}

impl From<Territory> for TerritoryCode {
    fn from(country: Territory) -> Self {
        Self {
            country,
            region: [0; 3],
        }
    }
}

impl fmt::Display for TerritoryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.region() {
            Some(region) => f.pad(&format!("{}-{region}", self.country.as_str())),
            None => f.pad(self.country.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_code_is_refused() {
        for text in [
            "", "U", "USA", "XX", "CA-", "CA-QUEB", "CA-Q C", "ca_qc", "-QC",
        ] {
            assert_eq!(
                text.parse::<TerritoryCode>(),
                Err(Reason::Territory),
                "{text}"
            );
        }
        assert_eq!(
            "ca-qc".parse().map(|code: TerritoryCode| code.to_string()),
            Ok("CA-QC".to_owned())
        );
    }
}
