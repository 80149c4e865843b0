//! Writes the feed that takes a title down in all territories. Usage: `take_down HELD.csv ID AS_OF OUT.xlsx`.
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::error::Error;

use ema_avails::{
    AsOf, Conventions, Holdings, Input, NeverDelivered, Output, ReadOptions, read_feed, takedown,
    write_feed,
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [held, id, as_of, out] = &args[..] else {
        return Err("usage: take_down HELD ID AS_OF OUT".into());
    };
    let (conventions, as_of) = (Conventions::prime_video(), as_of.parse::<AsOf>()?);
    let feed = read_feed(&Input::path(held), &ReadOptions::new(), &conventions)?;
    let mut holdings = Holdings::new();
    holdings.apply(&feed, as_of);
    let all = holdings.scopes().map(|(scope, _)| scope);
    let scopes = all.filter(|scope| scope.id == id.as_str());
    let down = takedown(
        &holdings,
        scopes,
        as_of,
        &conventions,
        &NeverDelivered::None,
    )?;
    println!("{down}");
    let mut losses = |loss| println!("{loss}");
    for file in write_feed(down, &conventions, Output::path(out), &mut losses)? {
        println!("{} rows", file.rows);
    }
    Ok(())
}
