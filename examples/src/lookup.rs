//! Looks up territories for `ema currency` and `ema zone`.

use std::io::{self, Write};

use clap::Args;
use currency_map::Territory;
use ema_rules::AsOf;
use serde::Serialize;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::output::Format;
use crate::{output, territory};

/// The territories to look up, the day, and the result's format.
#[derive(Args)]
pub(crate) struct Lookup {
    /// Codes of territories, such as GB.
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    as_of: AsOfArg,
}

impl Lookup {
    pub(crate) fn as_of(&self) -> Result<AsOf, Failure> {
        self.as_of.get()
    }

    /// Writes an answer for each territory. Text output ends with the source of the facts. Codes
    /// that are not territories are reported.
    pub(crate) fn answer<J: Serialize>(
        &self,
        text: impl Fn(&mut dyn Write, Territory) -> io::Result<()>,
        json: impl Fn(Territory) -> J,
        source: &str,
    ) -> Result<Outcome, Failure> {
        let (territories, failures) = territory::read_territories(&self.codes);
        match self.format {
            Format::Text => output::write(None, |out| {
                for territory in &territories {
                    text(out, *territory)?;
                    writeln!(out)?;
                }
                match territories.as_slice() {
                    [] => Ok(()),
                    _ => writeln!(out, "{source}"),
                }
            }),
            Format::Json => {
                let answers: Vec<_> = territories.into_iter().map(json).collect();
                output::write_json(None, &answers)
            }
        }?;
        for failure in &failures {
            failure.report();
        }
        Ok(match failures.as_slice() {
            [] => Outcome::Clean,
            _ => Outcome::Unusable,
        })
    }
}
