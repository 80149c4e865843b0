//! `ema completions` and `ema man`: write shell completions and manual pages.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

use crate::failure::{Failure, Outcome};
use crate::output;

/// Write a shell completion script for ema's commands and options.
///
/// To install the script for bash, run:
///
/// ema completions bash > ~/.local/share/bash-completion/completions/ema
#[derive(Args)]
pub(crate) struct Completions {
    /// Shell for which to write the script.
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, mut program: Command) -> Result<Outcome, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut program, "ema", &mut script);
        output::write_document(None, |out| out.write_all(&script))?;
        Ok(Outcome::Clean)
    }
}

/// Write the manual page of ema, or the manual pages of all commands to a folder.
///
/// To install the pages for man, run: ema man ~/.local/share/man/man1
#[derive(Args)]
pub(crate) struct Man {
    /// Existing folder for the pages of all commands. By default, the page of ema is written to standard output.
    folder: Option<PathBuf>,
}

impl Man {
    pub(crate) fn run(&self, program: Command) -> Result<Outcome, Failure> {
        match &self.folder {
            Some(folder) => clap_mangen::generate_to(program, folder)
                .map_err(|error| Failure::writing(folder.display(), &error))?,
            None => {
                let mut page = Vec::new();
                clap_mangen::Man::new(program)
                    .render(&mut page)
                    .map_err(|error| Failure::writing("the page", &error))?;
                output::write_document(None, |out| out.write_all(&page))?;
            }
        }
        Ok(Outcome::Clean)
    }
}
