//! `ema name`: checks file names and suggests better names.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Args, Subcommand, ValueEnum};
use delivery_naming::{BacklotFileName, FileName, NameFault, NameFaultKind, NameFaults};
use ema_rules::printable;
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::output::{self, Format, counted};

mod files;
mod given;
mod next;

use files::NamedFile;

/// Check file names, and suggest better names.
#[derive(Args)]
pub(crate) struct Name {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Check),
    Fix(Fix),
    Next(next::Next),
}

/// Report what is wrong with file names, and suggest better names.
#[derive(Args)]
struct Check {
    #[command(flatten)]
    names: Names,

    /// Platform whose rules apply.
    #[arg(long = "for", value_enum, default_value_t = Platform::PrimeVideo)]
    platform: Platform,
}

/// Suggest valid names that differ from each other and from the names of other files in the folder.
#[derive(Args)]
struct Fix {
    #[command(flatten)]
    names: Names,

    /// Platform whose rules apply.
    #[arg(long = "for", value_enum, default_value_t = Platform::PrimeVideo)]
    platform: Platform,

    /// Rename the files, either all of them or none, and never replace another file.
    #[arg(long)]
    rename: bool,
}

#[derive(Args)]
struct Names {
    /// Names, files, or folders whose files are all checked. Use - to read names from standard input, one per line or
    /// each followed by NUL. For an existing file, only its name is checked, not the names of its folders. Write --
    /// before a name that starts with a hyphen.
    #[arg(required = true, value_name = "NAME")]
    names: Vec<OsString>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Platform {
    PrimeVideo,
    Backlot,
}

impl Name {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        match &self.command {
            Command::Check(check) => check.run(),
            Command::Fix(fix) => fix.run(),
            Command::Next(next) => next.run(),
        }
    }
}

impl Check {
    fn run(&self) -> Result<Outcome, Failure> {
        let files = files::named(&given::names(&self.names.names)?);
        let judged = judge(&files, self.platform);
        let wrong = judged.iter().filter(|name| name.faults.is_some()).count();
        self.names.write(&judged, |out| {
            let mut blocks = judged.iter().peekable();
            while let Some(name) = blocks.next() {
                name.write_check(out, self.platform)?;
                // A blank line separates a multiline result from the next result, and the last result from the final
                // count.
                let stands_apart = match blocks.peek() {
                    Some(next) => name.faults.is_some() || next.faults.is_some(),
                    None => judged.len() > 1,
                };
                if stands_apart {
                    writeln!(out)?;
                }
            }
            if judged.len() > 1 {
                writeln!(
                    out,
                    "{} checked, {wrong} wrong",
                    counted(judged.len(), "name")
                )?;
            }
            Ok(())
        })?;
        Ok(match wrong {
            0 => Outcome::Clean,
            _ => Outcome::ErrorsFound,
        })
    }
}

impl Fix {
    fn run(&self) -> Result<Outcome, Failure> {
        let files = files::named(&given::names(&self.names.names)?);
        let judged = judge(&files, self.platform);
        if self.rename {
            let names = judged
                .iter()
                .map(|name| (name.file, name.suggestion.as_deref()));
            files::rename(&names.collect::<Vec<_>>())?;
        }
        self.names.write(&judged, |out| {
            for name in &judged {
                name.write_fix(out)?;
            }
            let changed = judged.iter().filter(|name| name.is_mended()).count();
            if self.rename {
                writeln!(
                    out,
                    "{} renamed; use exactly these names in manifests",
                    counted(changed, "file")
                )?;
            }
            Ok(())
        })?;
        Ok(match judged.iter().all(|name| name.suggestion.is_some()) {
            true => Outcome::Clean,
            false => Outcome::ErrorsFound,
        })
    }
}

impl Names {
    fn write(
        &self,
        judged: &[Judged<'_>],
        text: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match self.format {
            Format::Text => output::write(None, text),
            Format::Json => {
                let names: Vec<NameJson<'_>> = judged.iter().map(NameJson::of).collect();
                let document = std::collections::BTreeMap::from([("names", names)]);
                output::write_json(None, &document)
            }
        }
    }
}

impl Platform {
    fn suggest_all(self, names: &[String]) -> Vec<Option<String>> {
        match self {
            Self::PrimeVideo => FileName::suggest_all(names)
                .into_iter()
                .map(|name| Some(name?.to_string()))
                .collect(),
            Self::Backlot => BacklotFileName::suggest_all(names)
                .into_iter()
                .map(|name| Some(name?.to_string()))
                .collect(),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::PrimeVideo => "Prime Video",
            Self::Backlot => "Backlot",
        }
    }
}

/// A name with its faults and the suggested name.
struct Judged<'a> {
    file: &'a NamedFile,
    faults: Option<NameFaults>,
    suggestion: Option<String>,
}

/// Checks names against the rules of a platform.
fn judge(files: &[NamedFile], platform: Platform) -> Vec<Judged<'_>> {
    let suggestions = files::suggestions(files, |names| platform.suggest_all(names));
    let named = files.iter().zip(suggestions);
    let judged = named.map(|(file, suggestion)| Judged {
        file,
        faults: match platform {
            Platform::PrimeVideo => FileName::parse(&file.name).err(),
            Platform::Backlot => BacklotFileName::parse(&file.name).err(),
        },
        suggestion,
    });
    judged.collect()
}

impl Judged<'_> {
    fn is_mended(&self) -> bool {
        self.faults.is_some() && self.suggestion.is_some()
    }

    fn write_check(&self, out: &mut dyn Write, platform: Platform) -> io::Result<()> {
        let Some(faults) = &self.faults else {
            return writeln!(
                out,
                "{} takes {}",
                platform.as_str(),
                printable(&self.file.name)
            );
        };
        writeln!(out, "{faults}")?;
        if let Some(name) = &self.suggestion {
            writeln!(out, "  → Call it {name}")?;
        }
        Ok(())
    }

    fn write_fix(&self, out: &mut dyn Write) -> io::Result<()> {
        match (&self.faults, &self.suggestion) {
            (None, _) => writeln!(out, "  {}\n→ stays as it is\n", printable(&self.file.name)),
            (Some(faults), Some(name)) => writeln!(out, "{}\n→ {name}\n", faults.marked()),
            (Some(faults), None) if faults.iter().any(is_about_contents) => writeln!(
                out,
                "{}\n→ nothing is suggested, because the file itself must be converted to another format, such as .mp4\n",
                faults.marked()
            ),
            (Some(faults), None) => writeln!(
                out,
                "{}\n→ nothing is suggested, because the name does not show what kind of file it is; end it with an \
                 extension, such as .xlsx\n",
                faults.marked()
            ),
        }
    }
}

/// Returns whether the fault is in the file itself, in which case a new name would not help.
fn is_about_contents(fault: NameFault) -> bool {
    fault.kind == NameFaultKind::UnsupportedExtension
}

#[derive(Serialize)]
struct NameJson<'a> {
    name: &'a str,
    legal: bool,
    faults: Vec<FaultJson>,
    suggestion: Option<&'a str>,
}

#[derive(Serialize)]
struct FaultJson {
    kind: &'static str,
    authority: &'static str,
    character: usize,
    byte: usize,
    length: usize,
    message: String,
}

impl<'a> NameJson<'a> {
    fn of(judged: &'a Judged<'_>) -> Self {
        let faults = judged.faults.iter().flat_map(NameFaults::iter);
        Self {
            name: &judged.file.name,
            legal: judged.faults.is_none(),
            faults: faults
                .map(|fault| FaultJson {
                    kind: fault.kind.as_str(),
                    authority: fault.authority().as_str(),
                    character: fault.character,
                    byte: fault.byte,
                    length: fault.span().len(),
                    message: fault.to_string(),
                })
                .collect(),
            suggestion: judged.suggestion.as_deref(),
        }
    }
}
