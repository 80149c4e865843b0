//! `ema name next`: suggests the name for delivering a file again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use delivery_naming::{FileName, NameFaults};
use ema_rules::printable;
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::output::{self, Format};

use super::files::{self, NamedFile};
use super::{Names, given};

/// Suggest the name for delivering a file again: it ends in R1, or in the next number.
///
/// Numbers that are already used in the same folder are skipped.
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

/// Existing names, each with the first free name after it. For a folder with R1 to R1000, the search for the name after
/// R1 also finds the names after R2 to R1000.
type Taken = HashMap<(Option<PathBuf>, String), String>;

impl Next {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let files = files::named(&given::names(&self.names.names)?);
        let mut taken = Taken::new();
        let next: Vec<Redelivery<'_>> = files
            .iter()
            .map(|file| Redelivery::of(file, &mut taken))
            .collect();
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
    fn of(file: &'a NamedFile, taken: &mut Taken) -> Self {
        let found = FileName::parse(&file.name)
            .map_err(|_| match FileName::suggest(&file.name) {
                Some(better) => format!(
                    "Prime Video does not take this name, so it was not delivered under it; the nearest is {better}"
                ),
                None => "Prime Video does not take this name; see ema name check".to_owned(),
            })
            .and_then(|name| free_name(file, &name, taken).map_err(|faults| faults.to_string()));
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

/// The first name after `name` that no file in the folder has.
fn free_name(file: &NamedFile, name: &FileName, taken: &mut Taken) -> Result<String, NameFaults> {
    let folder = file.folder().map(Path::to_path_buf);
    let mut next = name.redelivered()?;
    let mut passed = Vec::new();
    let free = loop {
        let key = (folder.clone(), next.to_string());
        if let Some(free) = taken.get(&key) {
            break free.clone();
        }
        if !file.has_beside(next.as_str()) {
            break next.to_string();
        }
        next = next.redelivered()?;
        passed.push(key);
    };
    taken.extend(passed.into_iter().map(|key| (key, free.clone())));
    Ok(free)
}
