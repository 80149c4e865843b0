//! `ema name next`: suggests a name for redelivering a file.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use delivery_naming::{FileName, NameFaults};
use ema_rules::printable;
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::output::{self, Format};

use super::files::{self, NamedFile};
use super::{Names, given};

/// Suggest a name for delivering a file again, which ends in R1 or the next free number.
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

/// Maps existing names in a folder to the first free name after each of them. In a folder with R1
/// to R1000, a search that starts at R1 also records the result for R2 to R1000, so those names
/// are not searched again.
type Taken = HashMap<String, String>;

impl Next {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let files = files::named(&given::names(&self.names.names)?);
        let mut taken = HashMap::new();
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
    fn of(file: &'a NamedFile, taken: &mut HashMap<Option<PathBuf>, Taken>) -> Self {
        let found = FileName::parse(&file.name)
            .map_err(|_| match FileName::suggest(&file.name) {
                Some(better) => format!(
                    "Prime Video does not accept this name, so the file can't have been delivered under it; the nearest valid name is {better}"
                ),
                None => "Prime Video does not accept this name; see `ema name check`".to_owned(),
            })
            .and_then(|name| {
                let folder = file.folder().map(PathBuf::from);
                let taken = taken.entry(folder).or_default();
                let free = free_name(&name, taken, |name| file.has_beside(name));
                free.map_err(|faults| faults.to_string())
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

/// Returns the first redelivery name after `name` that is not used in the folder.
fn free_name(
    name: &FileName,
    taken: &mut Taken,
    mut has_file: impl FnMut(&str) -> bool,
) -> Result<String, NameFaults> {
    let mut next = name.redelivered()?;
    let mut passed = Vec::new();
    let free = loop {
        if let Some(free) = taken.get(next.as_str()) {
            break free.clone();
        }
        if !has_file(next.as_str()) {
            break next.to_string();
        }
        passed.push(next.to_string());
        next = next.redelivered()?;
    };
    taken.extend(passed.into_iter().map(|name| (name, free.clone())));
    Ok(free)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use delivery_naming::FileName;

    use super::{Taken, free_name};

    /// Counts the folder lookups needed to find the next name for each file in a series.
    fn looks(count: usize, order: impl Fn(&mut Vec<FileName>)) -> usize {
        let mut names = vec![FileName::parse("Feature-US.mov").expect("a name")];
        for _ in 1..count {
            let next = names[names.len() - 1].redelivered();
            names.push(next.expect("a name"));
        }
        let files: HashSet<String> = names.iter().map(ToString::to_string).collect();
        order(&mut names);
        let (mut taken, mut looks) = (Taken::new(), 0);
        let mut free = HashSet::new();
        for name in &names {
            let next = free_name(name, &mut taken, |name| {
                looks += 1;
                files.contains(name)
            });
            free.insert(next.expect("a name"));
        }
        assert_eq!(free.len(), 1, "{free:?}");
        looks
    }

    #[test]
    fn a_series_of_four_times_the_files_is_looked_at_four_times_as_often() {
        for order in [|_: &mut Vec<_>| {}, |names: &mut Vec<_>| names.reverse()] {
            let (few, many) = (looks(200, order), looks(800, order));
            assert!(many <= 5 * few, "{few} and {many}");
        }
    }
}
