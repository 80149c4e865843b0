//! Checks an upload from its bytes, as a web service would. Usage: `check_upload NAME AS_OF < movies.xlsx`.
//!
//! The program prints the HTTP status that a service would return, and one line for each finding.
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::error::Error;
use std::io::Read as _;

use ema_avails::{AsOf, Check, Input, Profile, Severity};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(name), Some(as_of)) = (args.next(), args.next()) else {
        return Err("usage: check_upload NAME AS_OF < FILE".into());
    };
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body)?;
    let (status, lines) = answer(Input::bytes(body).named(name), as_of.parse()?);
    println!("{status}\n{}", lines.join("\n"));
    Ok(())
}

fn answer(upload: Input, as_of: AsOf) -> (u16, Vec<String>) {
    let profile = Profile::prime_video();
    match Check::new(&profile, as_of).report(&upload) {
        Ok(report) => {
            let has_errors = report.count(Severity::Error) > 0;
            let findings = report.findings().iter().map(|it| it.first.to_string());
            (if has_errors { 409 } else { 200 }, findings.collect())
        }
        Err(unreadable) => (422, vec![unreadable.to_string()]),
    }
}
