//! `ema name`: whether names of files keep the rules, and better ones.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Args, Subcommand, ValueEnum};
use delivery_naming::{BacklotFileName, FileName, NameFaults};
use ema_rules::printable;
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::output::{self, Format, counted};

mod files;

use files::NamedFile;

/// Checks names of files, and suggests better ones.
#[derive(Args)]
pub(crate) struct Name {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Check),
    Fix(Fix),
}

/// Says what is wrong with names of files, and which would do.
#[derive(Args)]
struct Check {
    #[command(flatten)]
    names: Names,

    /// Whose rules the names have to keep.
    #[arg(long = "for", value_enum, default_value_t = Platform::PrimeVideo)]
    platform: Platform,
}

/// Suggests names that keep the rules of Prime Video, each different from the others and from those of the
/// files beside it.
#[derive(Args)]
struct Fix {
    #[command(flatten)]
    names: Names,

    /// Renames the files: all of them or none, and never over another file.
    #[arg(long)]
    rename: bool,
}

#[derive(Args)]
struct Names {
    /// The names; of a file that is there, what stands behind its folders. Write -- before a name that
    /// starts with a hyphen.
    #[arg(required = true, value_name = "NAME")]
    names: Vec<OsString>,

    /// How the result is written.
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
        }
    }
}

impl Check {
    fn run(&self) -> Result<Outcome, Failure> {
        let files = files::named(&self.names.names);
        let judged = judge(&files, self.platform);
        let wrong = judged.iter().filter(|name| name.faults.is_some()).count();
        self.names.write(&judged, |out| {
            let mut blocks = judged.iter().peekable();
            while let Some(name) = blocks.next() {
                name.write_check(out, self.platform)?;
                // What is said in several lines stands apart, and so does the count at the end.
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
        let files = files::named(&self.names.names);
        let judged = judge(&files, Platform::PrimeVideo);
        if self.rename {
            let names = judged
                .iter()
                .map(|name| (name.file, name.suggestion.as_ref()));
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
                    "{} renamed; name them exactly so in manifests",
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
    fn takes(self, name: &FileName) -> bool {
        match self {
            Self::PrimeVideo => true,
            Self::Backlot => BacklotFileName::parse(name.as_str()).is_ok(),
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::PrimeVideo => "Prime Video",
            Self::Backlot => "Backlot",
        }
    }
}

/// A name, what is wrong with it, and which would do.
struct Judged<'a> {
    file: &'a NamedFile,
    faults: Option<NameFaults>,
    suggestion: Option<FileName>,
}

/// Judges files by what a platform takes.
fn judge(files: &[NamedFile], platform: Platform) -> Vec<Judged<'_>> {
    let named = files.iter().zip(files::suggestions(files));
    let judged = named.map(|(file, suggestion)| Judged {
        file,
        faults: match platform {
            Platform::PrimeVideo => FileName::parse(&file.name).err(),
            Platform::Backlot => BacklotFileName::parse(&file.name).err(),
        },
        suggestion: suggestion.filter(|name| platform.takes(name)),
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
            (Some(faults), None) => writeln!(
                out,
                "{}\n→ nothing is suggested, because the name does not tell what kind of file it is; end it with an \
                 extension, such as .xlsx\n",
                faults.marked()
            ),
        }
    }
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
            suggestion: judged.suggestion.as_ref().map(FileName::as_str),
        }
    }
}
