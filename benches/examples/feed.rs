//! Writes a benchmark feed as a version 1.8 workbook, so that whole programs can be measured.
//! Usage: `cargo run --release -p ema-benches --example feed -- 60000 feed.xlsx`.

use std::error::Error;
use std::{env, fs};

use ema_benches::Feed;
use ema_model::{EmaVersion, Format};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(rows), Some(path), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("give the number of rows and the name of the file".into());
    };
    let feed = Feed::new(EmaVersion::V1_8, rows.parse()?);
    fs::write(path, feed.bytes(Format::Xlsx))?;
    Ok(())
}
