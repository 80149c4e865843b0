//! Lists the titles that are live in a territory on a given day, after feeds have been applied in order. Usage:
//! `live_on DE 2026-11-23 1.csv 2.csv`.
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::error::Error;

use ema_avails::model::TerritoryCode;
use ema_avails::{AsOf, Conventions, Holdings, Input, ReadOptions, read_feed};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(territory), Some(day)) = (args.next(), args.next()) else {
        return Err("usage: live_on TERRITORY DAY FEED…".into());
    };
    let (territory, day): (TerritoryCode, AsOf) = (territory.parse()?, day.parse()?);
    let conventions = Conventions::prime_video();
    let mut holdings = Holdings::new();
    for path in args {
        let feed = read_feed(&Input::path(path), &ReadOptions::new(), &conventions)?;
        holdings.apply(&feed, day);
    }
    let live = holdings.live(day, &conventions);
    for (scope, record) in live.filter(|(scope, _)| scope.territory == territory) {
        println!("{scope}: {}", record.offer_in_words());
    }
    Ok(())
}
