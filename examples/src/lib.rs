//! Provides the `ema` program as a function, so that other software, such as a Python package, can
//! include it. Each subcommand has its own file, which also serves as an example of how to use the
//! crates.
//!
//! Results go to standard output, and messages go to standard error. The exit status is
//!
//! - 0 if nothing is worse than a warning,
//! - 1 if errors were found,
//! - 2 if the input could not be used,
//! - 3 if some work remains but the same command can succeed later,
//! - 130 after Ctrl-C during a delivery.

mod as_of;
mod bar;
mod commands;
mod failure;
mod holdings;
mod lookup;
mod nearest;
mod output;
mod profile;
mod reading;
mod sending;
mod shown;
mod state;
mod table;
mod territory;

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Parser, Subcommand};
use ema_rules::printable;

use failure::{Failure, Outcome};
use shown::{Escape, Guarded};

const STATUSES: &str = "The exit status is 0 if nothing is worse than a warning, 1 if errors were \
found, 2 if something could not be read or written, and 3 if a delivery is incomplete but can be completed later.\n\n\
The environment variable NO_COLOR=1 turns colors off, and CLICOLOR_FORCE=1 also writes colors to pipes.";

/// Work with EMA Avails, which state what a platform may sell, where, when and at what price.
#[derive(Parser)]
#[command(name = "ema", bin_name = "ema", version, max_term_width = 100, after_help = STATUSES)]
struct Cli {
    /// Suppress progress bars and success messages.
    #[arg(short, long, global = true, display_order = 1000)]
    quiet: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Validate(commands::validate::Validate),
    Explain(commands::explain::Explain),
    Convert(commands::convert::Convert),
    Apply(commands::apply::Apply),
    Diff(commands::diff::Diff),
    Extract(commands::extract::Extract),
    Takedown(commands::takedown::Takedown),
    Held(Box<commands::held::Held>),
    Ledger(commands::ledger::LedgerCommand),
    Timeline(commands::timeline::DrawTimeline),
    Template(commands::template::Template),
    Name(commands::name::Name),
    Deliver(commands::deliver::Deliver),
    Rules(commands::rules::Rules),
    Currency(commands::currency::CurrencyOf),
    #[command(mut_arg("as_of", |it| it.visible_alias("at")))]
    Zone(commands::zone::Zone),
    Completions(commands::manual::Completions),
    Man(commands::manual::Man),
}

/// The program and its version, which a ledger stores with each feed.
pub(crate) const NAME_AND_VERSION: &str = concat!("ema ", env!("CARGO_PKG_VERSION"));

/// Runs the program with command-line arguments and returns its exit status. The first argument is the program's name.
///
/// ```
/// assert_eq!(ema_examples::run(["ema", "currency", "DE"]), 0);
/// assert_eq!(ema_examples::run(["ema", "currency", "Atlantis"]), 2);
/// ```
pub fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(help_or_error) => {
            return match file_instead_of_command(&help_or_error) {
                Some(failure) => {
                    failure.report();
                    failure.status()
                }
                None => say_usage(help_or_error),
            };
        }
    };
    if cli.quiet {
        bar::be_quiet();
    }
    let outcome = match cli.command {
        Command::Validate(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Convert(command) => command.run(),
        Command::Apply(command) => command.run(),
        Command::Extract(command) => command.run(),
        Command::Takedown(command) => command.run(),
        Command::Held(command) => command.run(),
        Command::Ledger(command) => command.run(),
        Command::Timeline(command) => command.run(),
        Command::Template(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Name(command) => command.run(),
        Command::Deliver(command) => command.run(),
        Command::Rules(command) => command.run(),
        Command::Currency(command) => command.run(),
        Command::Zone(command) => command.run(),
        Command::Completions(command) => command.run(Cli::command()),
        Command::Man(command) => command.run(Cli::command()),
    };
    match outcome {
        Ok(Outcome::Clean) => 0,
        Ok(Outcome::ErrorsFound) => 1,
        Ok(Outcome::Unusable) => 2,
        Ok(Outcome::Unfinished) => 3,
        // A pipe that the reader has closed, as in `ema … | head`, is not a failure.
        Err(failure) if failure.is_closed_pipe() => 0,
        Err(failure) => {
            failure.report();
            failure.status()
        }
    }
}

/// Returns the failure for a file name that is given in place of a command, as in
/// `ema movies.xlsx`.
fn file_instead_of_command(error: &clap::Error) -> Option<Failure> {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let path = Path::new(name);
    (path.is_file() || path.extension().is_some()).then(|| {
        // A shell splits a name at its spaces, unless the name is quoted.
        let word = match name.contains(char::is_whitespace) {
            true => format!("\"{name}\""),
            false => name.clone(),
        };
        Failure::new(format!(
            "`{name}` is a file name, not a command; to check the file, run `ema validate {word}`"
        ))
    })
}

/// Writes clap's output, which is either help or an error about the arguments.
fn say_usage(mut usage: clap::Error) -> u8 {
    let quoted: Vec<_> = usage
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => {
                Some((kind, ContextValue::String(printable(text).into_owned())))
            }
            ContextValue::Strings(texts) => {
                let texts = texts.iter().map(|text| printable(text).into_owned());
                Some((kind, ContextValue::Strings(texts.collect())))
            }
            _ => None,
        })
        .collect();
    for (kind, value) in quoted {
        usage.insert(kind, value);
    }
    let mut text = usage.render().ansi().to_string();
    // The error's context does not contain the messages from the program's own parsers.
    if let Some(reason) = usage.source() {
        let reason = reason.to_string();
        text = text.replace(&reason, &printable(&reason));
    }
    // If this message cannot be written, the failure cannot be reported.
    let _ = match usage.use_stderr() {
        true => write_usage(anstream::stderr(), &text),
        false => write_usage(anstream::stdout(), &text),
    };
    u8::try_from(usage.exit_code()).unwrap_or(1)
}

fn write_usage(out: impl Write, text: &str) -> io::Result<()> {
    let mut out = Guarded::new(out, Escape::InText);
    out.write_all(text.as_bytes())?;
    out.flush()
}
