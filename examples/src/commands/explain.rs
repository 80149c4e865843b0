//! `ema explain`: shows what the text in a cell means and what the rules report about it.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use ema_avails::{Check, Explanation, Input, Progress};
use ema_model::CellAddress;
use ema_rules::printable;

use crate::as_of::AsOfArg;
use crate::bar::Bar;
use crate::failure::{Failure, Outcome};
use crate::output::{self, Format, write_hanging};
use crate::profile::ProfileArgs;
use crate::reading::{ReadArgs, unreadable};
use crate::state;

/// Explain a cell: its value, its instants, what its row is about, and what the rules report.
#[derive(Args)]
pub(crate) struct Explain {
    /// File of avails.
    file: PathBuf,

    /// Cell, such as `T36`; with its sheet if there are several, such as `TV!T36`; in an XML file, as in a report:
    /// `Start line 739`.
    #[arg(value_name = "CELL")]
    cell: String,

    /// State written by `ema apply`. The command then lists what the platform holds of the title in the territories of the
    /// row.
    #[arg(long, value_name = "STATE.json")]
    state: Option<PathBuf>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let address: CellAddress = (self.cell.parse()).map_err(|error| {
            Failure::new(format!("`{}` can't be explained: {error}", self.cell))
        })?;
        let held = self.state.as_ref();
        let held = held
            .map(|path| state::read_state(path, &profile))
            .transpose()?;
        let progress = Progress::new();
        let mut check = Check::new(&profile, self.as_of.get()?)
            .read(self.read.options(None).progress(&progress));
        if let Some(held) = &held {
            check = check.holding(held);
        }
        let bar = Bar::of_file("Reading", &self.file, &progress);
        let explanation = check.explain(&Input::path(&self.file), &address);
        drop(bar);
        let explanation = explanation.map_err(|error| unreadable(&self.file, error))?;
        let explanation = explanation.ok_or_else(|| {
            Failure::new(format!(
                "{}: there is no row of avails at {}; `ema validate` lists the sheets with their rows",
                self.file.display(),
                self.cell
            ))
        })?;
        match self.format {
            Format::Text => output::write(None, |out| write(&explanation, out)),
            Format::Json => output::write_json(None, &explanation),
        }?;
        Ok(Outcome::Clean)
    }
}

fn write(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    write_hanging(out, "", &printable(&explanation.heading()))?;
    writeln!(out)?;
    for (label, text) in explanation.facts() {
        write_hanging(out, &format!("{label:<12}"), &printable(&text))?;
    }
    Ok(())
}
