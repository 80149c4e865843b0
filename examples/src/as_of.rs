//! The moment at which files are judged and applied.

use std::time::SystemTime;

use clap::Args;
use ema_model::{Moment, NaiveDate, NaiveTime};
use ema_rules::Instant;

use crate::failure::Failure;

/// `--as-of`
#[derive(Args)]
pub(crate) struct AsOf {
    /// The day on which it is judged, from its first moment in UTC, or the moment itself, as in
    /// 2026-11-21T09:00:00-05:00; now if it is not given.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD", value_parser = parse_instant)]
    at: Option<Instant>,
}

impl AsOf {
    pub(crate) fn instant(&self) -> Result<Instant, Failure> {
        match self.at {
            Some(at) => Ok(at),
            None => now(),
        }
    }
}

fn parse_instant(text: &str) -> Result<Instant, String> {
    let instant = match Moment::parse(text) {
        Some(Moment::Date(day)) => Some(Instant::from_utc(day.and_time(NaiveTime::MIN))),
        Some(Moment::Instant {
            local,
            offset_minutes,
        }) => {
            let millis = Instant::from_utc(local).as_millis();
            Instant::from_millis(millis - i64::from(offset_minutes) * 60_000)
        }
        _ => None,
    };
    instant.ok_or_else(|| {
        "write the day as YYYY-MM-DD, such as 2026-11-21, or the moment with its offset from UTC, \
         such as 2026-11-21T09:00:00-05:00"
            .to_owned()
    })
}

fn now() -> Result<Instant, Failure> {
    let since_1970 = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok();
    since_1970
        .and_then(|time| i64::try_from(time.as_millis()).ok())
        .and_then(Instant::from_millis)
        .ok_or_else(|| {
            Failure::new("the clock of this machine is wrong; name the day with --as-of")
        })
}

pub(crate) fn parse_date(text: &str) -> Result<NaiveDate, String> {
    match Moment::parse(text) {
        Some(Moment::Date(date)) => Ok(date),
        _ => Err("write the day as YYYY-MM-DD, such as 2026-11-21".to_owned()),
    }
}
