//! `ema completions` and `ema man`: shell completions and manual pages.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;

use crate::failure::{Failure, Outcome};
use crate::output;

/// Write a script that lets a shell complete the commands and options of ema.
///
/// For bash: ema completions bash > ~/.local/share/bash-completion/completions/ema
#[derive(Args)]
pub(crate) struct Completions {
    /// Shell.
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

/// Write the manual page of ema, or one for each command into a folder.
///
/// For man to find them: ema man ~/.local/share/man/man1
#[derive(Args)]
pub(crate) struct Man {
    /// Existing folder for a page of each command. By default the page of ema goes to standard output.
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
