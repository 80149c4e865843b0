//! Checks a file with a custom rule. Usage: `own_rule movies.csv AS_OF`.
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::error::Error;

use ema_avails::model::Avail;
use ema_avails::rules::{Page, Reporter, Rule};
use ema_avails::{AsOf, Check, Input, Profile, Severity};

static CONTRACT_UNKNOWN: Rule = Rule::own(
    "harbor/contract-unknown",
    "a contract is not one of ours",
    Page {
        what: "Fires if ContractID does not have the form of our contracts.",
        why: "Payments for an avail can't be made without its contract.",
        example: "ContractID `17`; contracts are called `HP-017`.",
        remedy: "Write the contract as in the list.",
        source: "Harbor Pictures, Rights Handbook",
    },
);

fn check_contract(avail: &Avail, reporter: &mut Reporter<'_>) {
    let contract = avail.contract_id();
    if let Some(cell) = contract.cell().filter(|it| !it.text().starts_with("HP-")) {
        let message = format!("`{}` is not one of our contracts", cell.text());
        reporter.report_cell(cell, message, "Write a contract from the list.");
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let profile = Profile::prime_video();
    let profile = profile.with_rule(&CONTRACT_UNKNOWN, Severity::Error, check_contract);
    let as_of: AsOf = args[2].parse()?;
    let report = Check::new(&profile, as_of).report(&Input::path(&args[1]))?;
    println!("{}", report.as_text());
    Ok(())
}
