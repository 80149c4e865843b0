//! `ema diff`: compares two sets of avails by scope and offer.

use std::iter;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ema_model::Column;
use ema_rules::html::HtmlPage;
use ema_rules::{AsOf, Diff as Differences, Holdings, Record, ScopeDiff};

use crate::failure::{Failure, Outcome};
use crate::output::FileKind;
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::shown::file_name;
use crate::table::{self, TableFormat};
use crate::{as_of, holdings, output};

/// Compare two sets of avails, and report what is new, changed, left out or unchanged.
///
/// The sets are compared scope by scope. A scope is a licensor's title in one territory under one rights model: sale
/// and rental (EST, VOD, POEST), SVOD, SVOD channels, AVOD or FVOD. A Full Extract replaces everything in its scopes
/// and leaves all others as they are.
///
/// OLD and NEW are avails files, or states written by `ema apply`.
#[derive(Args)]
pub(crate) struct Diff {
    /// Avails before the change.
    old: PathBuf,

    /// Avails after the change.
    new: PathBuf,

    /// Omit windows that have ended by this day, or by an instant such as 2026-11-21T09:00:00-05:00. A day begins at
    /// local midnight in each territory. By default, all windows are compared.
    #[arg(long = "as-of", value_name = "YYYY-MM-DD", value_parser = as_of::parse)]
    as_of: Option<AsOf>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// File for the result. The default is standard output.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    /// Skip content that can't be understood (sheets without a header, rows, contradictory entries) instead of stopping.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    /// HTML page that shows each title that differs, before and after.
    Html,
    /// Table of the windows that differ, one row for each territory.
    Csv,
    /// The same table as a workbook.
    Xlsx,
}

impl Format {
    /// The kind of file in this format.
    fn kind(self) -> FileKind {
        match self {
            Self::Text => FileKind::TEXT,
            Self::Json => FileKind::JSON,
            Self::Html => FileKind::PAGE,
            Self::Csv => FileKind::CSV,
            Self::Xlsx => FileKind::WORKBOOK,
        }
    }
}

impl Diff {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let path = self.output.as_deref();
        output::refuse_other_ending(path, self.format.kind())?;
        output::refuse_to_replace(path, [&self.old, &self.new])?;
        let old = holdings::read_holdings(&self.old, &profile, self.read, self.force)?;
        let new = holdings::read_holdings(&self.new, &profile, self.read, self.force)?;
        let diff = match self.as_of {
            None => old.diff(&new),
            Some(as_of) => {
                let to_come =
                    |holdings: Holdings| holdings.without_ended(as_of, profile.conventions());
                to_come(old).diff(&to_come(new))
            }
        };
        match self.format {
            Format::Text => output::write(path, |out| writeln!(out, "{diff}")),
            Format::Json => {
                output::refuse_long("JSON", [diff.json_items()])?;
                output::write_json(path, &diff)
            }
            Format::Html => {
                let as_of = self.as_of.map_or_else(as_of::now, Ok)?;
                let name = format!("{} and {}", file_name(&self.old), file_name(&self.new));
                let page = HtmlPage::new(as_of).diff(name, &diff, profile.conventions(), "");
                output::write_document(path, |out| writeln!(out, "{page}"))
            }
            Format::Csv => self.write_table(TableFormat::Csv, &diff),
            Format::Xlsx => self.write_table(TableFormat::Xlsx, &diff),
        }?;
        Ok(Outcome::Clean)
    }

    fn write_table(&self, format: TableFormat, diff: &Differences) -> Result<(), Failure> {
        const OLD: [&str; 4] = ["Old Start", "Old End", "Old PriceValue", "Old row"];
        output::refuse_long(format.kind().name, [diff.json_items()])?;
        let columns: Vec<&str> = iter::once("Change")
            .chain(table::WINDOW)
            .chain(OLD)
            .collect();
        let rows = diff.differing().flat_map(|scope| rows(&scope));
        table::write(
            self.output.as_deref(),
            format,
            "Differences",
            &columns,
            rows,
        )
    }
}

/// Returns a row of the table for each window that differs in a scope.
fn rows(scope: &ScopeDiff) -> Vec<Vec<String>> {
    let row = |change: &str, record: &Record, old: Option<&Record>| {
        let mut row = vec![change.to_owned()];
        row.extend(table::window(&scope.scope, record));
        let of_old = |column| old.map_or_else(String::new, |old| old.text(column).to_owned());
        row.extend([Column::Start, Column::End, Column::PriceValue].map(of_old));
        row.push(old.map_or_else(String::new, |old| {
            old.line().unwrap_or(old.row()).to_string()
        }));
        row
    };
    let removed = match scope.is_gone {
        true => "not in the new one",
        false => "left out",
    };
    let added = scope.added.iter().map(|it| row("new", it, None));
    let changed = scope.changed.iter();
    let changed = changed.map(|it| row("changed", &it.to, Some(&it.from)));
    let removed = scope.removed.iter().map(|it| row(removed, it, None));
    added.chain(changed).chain(removed).collect()
}
