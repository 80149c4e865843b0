//! Defines the option `--as-of`: the day or instant for which results are computed.

use std::time::SystemTime;

use clap::Args;
use ema_model::{Moment, NaiveDate};
use ema_rules::{AsOf, Timestamp};

use crate::failure::Failure;

/// The option `--as-of`.
#[derive(Args)]
pub(crate) struct AsOfArg {
    /// Day as of which the result is computed, or an instant such as 2026-11-21T09:00:00-05:00. A day begins at local
    /// midnight in each territory. The default is the current time.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD", value_parser = parse)]
    as_of: Option<AsOf>,
}

impl AsOfArg {
    pub(crate) fn get(&self) -> Result<AsOf, Failure> {
        self.get_or(None)
    }

    /// Returns the moment. If none was given, returns `other` or the current time.
    pub(crate) fn get_or(&self, other: Option<AsOf>) -> Result<AsOf, Failure> {
        match self.as_of.or(other) {
            Some(as_of) => Ok(as_of),
            None => now(),
        }
    }
}

/// Returns the current time as an as-of moment.
pub(crate) fn now() -> Result<AsOf, Failure> {
    instant().map(AsOf::from)
}

/// Returns the current time.
pub(crate) fn instant() -> Result<Timestamp, Failure> {
    Timestamp::try_from(SystemTime::now()).map_err(|_| {
        Failure::new("the clock of this machine is wrong; specify the day with --as-of")
    })
}

/// Returns the current time, to the second.
pub(crate) fn second() -> Result<Timestamp, Failure> {
    instant().map(to_second)
}

/// Rounds an instant down to a second.
pub(crate) fn to_second(instant: Timestamp) -> Timestamp {
    let millis = instant.as_millis().div_euclid(1000) * 1000;
    Timestamp::from_millis(millis).unwrap_or(instant)
}

/// Parses a day or an instant. `ema takedown` writes the two preceding days into a feed, so they
/// must be in the years 1 to 9999 in every territory. The local date in a territory differs from
/// the UTC date by at most one day.
pub(crate) fn parse(text: &str) -> Result<AsOf, String> {
    let as_of: AsOf = text.parse().map_err(|error| format!("{error}"))?;
    let days_before = match as_of {
        AsOf::Day(_) => 2,
        AsOf::Timestamp(_) => 3,
    };
    let day = as_of.date();
    let first = (0..days_before).try_fold(day, |day, _| day.pred_opt());
    let years = NaiveDate::from_ymd_opt(1, 1, 1)..=NaiveDate::from_ymd_opt(9999, 12, 31);
    match years.contains(&first) && years.contains(&Some(day)) {
        true => Ok(as_of),
        false => Err(
            "a feed can't name the days before it, because their years are not 0001 to 9999; \
             write a day such as 2026-11-21"
                .to_owned(),
        ),
    }
}

pub(crate) fn parse_date(text: &str) -> Result<NaiveDate, String> {
    match text.parse() {
        Ok(Moment::Date(date)) => Ok(date),
        _ => Err("write the day as YYYY-MM-DD, such as 2026-11-21".to_owned()),
    }
}
