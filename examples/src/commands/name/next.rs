//! `ema name next`: under which name a file is delivered again.

use clap::Args;
use delivery_naming::FileName;
use ema_rules::printable;
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::output::{self, Format};

use super::files::{self, NamedFile};
use super::{Names, given};

/// Suggests the name under which a file is delivered again: it ends in R1, or in the next number.
///
/// Numbers that files in the same folder already have are skipped.
#[derive(Args)]
pub(super) struct Next {
    #[command(flatten)]
    names: Names,
}

#[derive(Serialize)]
struct Redelivery<'a> {
    name: &'a str,
    next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
}

impl Next {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let files = files::named(&given::names(&self.names.names)?);
        let next: Vec<Redelivery<'_>> = files.iter().map(Redelivery::of).collect();
        match self.names.format {
            Format::Text => output::write(None, |out| {
                for redelivery in &next {
                    let name = printable(redelivery.name);
                    match (&redelivery.next, &redelivery.fault) {
                        (Some(next), _) => writeln!(out, "{name} → {next}")?,
                        (None, fault) => {
                            writeln!(out, "{name}: {}", fault.as_deref().unwrap_or_default())?;
                        }
                    }
                }
                Ok(())
            }),
            Format::Json => {
                let document = std::collections::BTreeMap::from([("names", &next)]);
                output::write_json(None, &document)
            }
        }?;
        Ok(
            match next.iter().all(|redelivery| redelivery.next.is_some()) {
                true => Outcome::Clean,
                false => Outcome::ErrorsFound,
            },
        )
    }
}

impl<'a> Redelivery<'a> {
    fn of(file: &'a NamedFile) -> Self {
        let found = FileName::parse(&file.name)
            .map_err(|_| match FileName::suggest(&file.name) {
                Some(better) => format!(
                    "Prime Video does not take this name, so it was not delivered under it; the nearest is {better}"
                ),
                None => "Prime Video does not take this name; see ema name check".to_owned(),
            })
            .and_then(|name| {
                let mut next = name.redelivered().map_err(|faults| faults.to_string())?;
                while file.has_beside(next.as_str()) {
                    next = next.redelivered().map_err(|faults| faults.to_string())?;
                }
                Ok(next.to_string())
            });
        let (next, fault) = match found {
            Ok(next) => (Some(next), None),
            Err(fault) => (None, Some(fault)),
        };
        Self {
            name: &file.name,
            next,
            fault,
        }
    }
}
