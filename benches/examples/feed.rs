//! Writes the feed of the benchmarks as a file, for measuring whole programs with it:
//! `cargo run --release -p ema-benches --example feed -- 60000 feed.csv`.

use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(rows), Some(path), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("give the number of rows and the name of the file".into());
    };
    fs::write(path, ema_benches::feed(rows.parse()?))?;
    Ok(())
}
