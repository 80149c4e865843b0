//! `ema apply`: applies feeds to a platform's holdings and reports what each feed changes.

mod ledger;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ema_model::TerritoryCode;
use ema_rules::html::{HtmlPage, Timeline};
use ema_rules::{AsOf, Holdings, Live as LiveRecords, Outcome as Applied, Record, printable};
use serde::Serialize;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::output::FileKind;
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::shown::file_name;
use crate::state::{self, StateLock};
use crate::table::{self, TableFormat};
use crate::{holdings, output, territory};

/// Apply feeds, in the given order, to what a platform holds, and report what changes.
///
/// A scope is a licensor's title in one territory under one rights model: sale and rental (EST, VOD, POEST), SVOD,
/// SVOD channels, AVOD or FVOD. A Full Extract replaces everything in its scopes and leaves all others as they are.
///
/// All feeds are applied as of the same moment. If feeds were sent on different days, run the command once for each day
/// with the same --state. A feed in which the rules of Prime Video find errors is rejected, because the platform would
/// reject it too. The feeds after it are still applied.
#[derive(Args)]
pub(crate) struct Apply {
    /// File that records what the platform holds: a JSON document, which is read and replaced as a whole, or a ledger,
    /// whose name ends in .db. If the file does not exist, the platform holds nothing yet.
    #[arg(long, value_name = "STATE.json|LEDGER.db")]
    state: PathBuf,

    /// Feeds to apply.
    #[arg(value_name = "FEED", required_unless_present_any = ["live", "undo"])]
    feeds: Vec<PathBuf>,

    /// Take the last feed back, so that everything is held as before. Only a ledger, whose name ends in .db, allows this.
    #[arg(long, conflicts_with_all = ["feeds", "live", "format", "output", "force"])]
    undo: bool,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    /// List what is live in a territory, or in `all` territories, after the feeds are applied.
    #[arg(long, value_name = "TERRITORY", value_parser = parse_territory)]
    live: Option<Live>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// File for the result. The default is standard output.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Do not write the state.
    #[arg(long)]
    dry_run: bool,

    /// Apply feeds despite errors. Sheets without a header and rows that can't be understood are skipped.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    /// HTML page that shows each title that changes, before and after the feed.
    Html,
    /// Table of what is live, one row for each window and territory. Requires --live.
    Csv,
    /// The same table as a workbook.
    Xlsx,
}

/// The territory whose live avails are listed, or `None` for all territories.
#[derive(Clone, Copy)]
struct Live(Option<TerritoryCode>);

/// The result of applying a feed.
#[derive(Serialize)]
struct FeedDone {
    file: String,
    refused: Option<String>,
    /// What is unusual about the feed, such as that it was applied before. Only a ledger knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<String>,
    #[serde(flatten)]
    outcome: Option<Applied>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes: Option<[(); 0]>,
}

impl Apply {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        if self.undo {
            return ledger::undo(&self.state, self.dry_run);
        }
        let profile = self.profile.prime_video()?;
        let as_of = self.as_of.get()?;
        let inputs = self.feeds.iter().chain([&self.state]);
        output::refuse_to_replace(self.output.as_deref(), inputs)?;
        let kind = match self.format {
            Format::Text => FileKind::TEXT,
            Format::Json => FileKind::JSON,
            Format::Html => FileKind::PAGE,
            Format::Csv => FileKind::CSV,
            Format::Xlsx => FileKind::WORKBOOK,
        };
        let is_table = matches!(self.format, Format::Csv | Format::Xlsx);
        if is_table && (self.live.is_none() || !self.feeds.is_empty()) {
            return Err(Failure::new(
                "a table lists what is live: give --live and no feeds, or choose another --format",
            ));
        }
        output::refuse_other_ending(self.output.as_deref(), kind)?;
        let writes = !self.dry_run && !self.feeds.is_empty();
        let mut ledger = match state::is_ledger(&self.state) && !self.feeds.is_empty() {
            true => Some(ledger::open(&self.state, self.dry_run)?),
            false => None,
        };
        let lock = match writes && ledger.is_none() {
            true => StateLock::wait(&self.state)?,
            false => None,
        };
        let mut change = match &mut ledger {
            Some(ledger) => Some(ledger.change().map_err(Failure::new)?),
            None => None,
        };
        let mut held = match &change {
            Some(_) => Holdings::new(),
            None if self.feeds.is_empty() => state::read_state(&self.state, &profile)?,
            None => state::read_state_to_apply(&self.state, &profile)?,
        };
        let mut done = Vec::new();
        let mut outcome = Outcome::Clean;
        for path in &self.feeds {
            let checked = holdings::check_feed(path, &profile, as_of, self.read, self.force)?;
            let file = file_name(path);
            if checked.errors > 0 && !self.force {
                outcome = Outcome::ErrorsFound;
                let errors = match checked.errors {
                    1 => "an error".to_owned(),
                    several => format!("{several} errors"),
                };
                done.push(FeedDone {
                    refused: Some(format!(
                        "the rules find {errors} in it, so nothing was changed; `ema validate \
                         {file}` shows what they are"
                    )),
                    file,
                    notices: Vec::new(),
                    outcome: None,
                    scopes: Some([]),
                });
                continue;
            }
            let (applied, notices) = match &mut change {
                Some(change) => ledger::apply(change, &checked.feed, as_of, path, &profile)?,
                None => (held.apply(&checked.feed, as_of), Vec::new()),
            };
            if applied.conflicts().next().is_some() {
                outcome = Outcome::ErrorsFound;
            }
            done.push(FeedDone {
                file,
                refused: None,
                notices,
                outcome: Some(applied),
                scopes: None,
            });
        }
        if let (Some(change), Some(_)) = (&change, self.live) {
            held = change
                .holdings(profile.conventions())
                .map_err(Failure::new)?;
        }
        let live = self
            .live
            .map(|Live(territory)| held.live_in(as_of, territory, profile.conventions()));
        if matches!(self.format, Format::Json | Format::Csv | Format::Xlsx) {
            let outcomes = done.iter().filter_map(|feed| feed.outcome.as_ref());
            let live = live.iter();
            let live = live.flat_map(|live| live.scopes().chain(live.left_live()));
            let live = live.map(|(_, records)| 1 + records.len());
            output::refuse_long(kind.name, outcomes.map(Applied::json_items).chain(live))?;
        }
        // If all feeds were rejected, the state is neither created nor replaced.
        let is_changed = done.iter().any(|feed| feed.outcome.is_some());
        if writes && is_changed {
            match change {
                Some(change) => change.commit().map_err(Failure::new)?,
                None => state::write_state(&self.state, &held)?,
            }
        }
        drop(lock);
        let path = self.output.as_deref();
        match self.format {
            Format::Text => output::write(path, |out| {
                let preposition = match as_of {
                    AsOf::Timestamp(_) => "at",
                    AsOf::Day(_) => "on",
                };
                for feed in &done {
                    let bold = anstyle::Style::new().bold();
                    writeln!(
                        out,
                        "{bold}{}{bold:#}, applied {preposition} {as_of}\n",
                        printable(&feed.file)
                    )?;
                    if let Some(reason) = &feed.refused {
                        writeln!(out, "refused: {}\n", printable(reason))?;
                    }
                    for notice in &feed.notices {
                        writeln!(out, "note: {}\n", printable(notice))?;
                    }
                    if let Some(applied) = &feed.outcome {
                        writeln!(out, "{applied}\n")?;
                    }
                }
                let Some(live) = &live else {
                    return Ok(());
                };
                let refused = done.iter().filter(|feed| feed.refused.is_some());
                let refused: Vec<_> = refused.map(|feed| printable(&feed.file)).collect();
                if !refused.is_empty() {
                    writeln!(out, "without {}, refused above:", refused.join(", "))?;
                }
                writeln!(out, "{live}")
            }),
            Format::Html => {
                let mut page = HtmlPage::new(as_of);
                for feed in &done {
                    let (name, reason) = (&feed.file, feed.refused.as_deref());
                    page = match (&feed.outcome, reason) {
                        (Some(applied), _) => page.outcome(name, applied, ""),
                        (None, reason) => page.refused(name, reason.unwrap_or_default()),
                    };
                }
                if let (Some(Live(territory)), Some(live)) = (self.live, &live) {
                    page = page.timeline(live_in_words(territory), Timeline::of_live(live), "");
                }
                output::write_document(path, |out| writeln!(out, "{page}"))
            }
            Format::Csv => write_live(path, TableFormat::Csv, live.as_ref()),
            Format::Xlsx => write_live(path, TableFormat::Xlsx, live.as_ref()),
            Format::Json => {
                #[derive(Serialize)]
                struct Document<'a, L: Serialize> {
                    feeds: &'a [FeedDone],
                    #[serde(skip_serializing_if = "Option::is_none")]
                    live: Option<L>,
                }
                let document = Document { feeds: &done, live };
                output::write_json(path, &document)
            }
        }?;
        Ok(outcome)
    }
}

/// Writes a table of what is live, and of what a Full Delete has left live.
fn write_live(
    path: Option<&Path>,
    format: TableFormat,
    live: Option<&LiveRecords<'_>>,
) -> Result<(), Failure> {
    let Some(live) = live else { return Ok(()) };
    let columns: Vec<&str> = table::WINDOW.into_iter().chain(["Left live"]).collect();
    let held = live.scopes().map(|scope| (scope, ""));
    let left = live.left_live().map(|scope| (scope, "yes"));
    let rows = held.chain(left).flat_map(|((scope, records), left)| {
        let row = move |record: Record| {
            let mut row = table::window(&scope, &record);
            row.push(left.to_owned());
            row
        };
        records.into_iter().map(row)
    });
    table::write(path, format, "Live", &columns, rows)
}

fn live_in_words(territory: Option<TerritoryCode>) -> String {
    match territory {
        Some(territory) => format!("Live in {territory}"),
        None => "Live in all territories".to_owned(),
    }
}

fn parse_territory(text: &str) -> Result<Live, String> {
    if text.eq_ignore_ascii_case("all") {
        return Ok(Live(None));
    }
    territory::parse_code(text)
        .map(|territory| Live(Some(territory)))
        .map_err(|hint| format!("{hint}, or `all`"))
}
