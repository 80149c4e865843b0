//! `ema ledger log`: lists the feeds in a ledger, or what each feed did to a title.

use std::io::{self, Write};

use clap::Args;
use ema_ledger::{Event, EventKind, FeedEntry};
use ema_model::Column;
use ema_rules::{Record, printable};
use serde::Serialize;

use super::{LedgerArg, listed};
use crate::failure::{Failure, Outcome};
use crate::output::{self, Format};
use crate::profile::ProfileArgs;

#[derive(Args)]
pub(super) struct Log {
    #[command(flatten)]
    ledger: LedgerArg,

    /// List only what the feeds did to the title with this unique ID.
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// Licensor of the title, if several licensors use the same ID.
    #[arg(long, value_name = "NAME", requires = "id")]
    licensor: Option<String>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    profile: ProfileArgs,
}

#[derive(Serialize)]
struct FeedDoc<'a> {
    feed: u32,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
    as_of: String,
    applied: String,
    program: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<String>,
    begun: u32,
    ended: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<EventDoc>>,
}

#[derive(Serialize)]
struct EventDoc {
    kind: &'static str,
    licensor: String,
    id: String,
    rights_model: String,
    territories: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<WindowDoc>,
    window: WindowDoc,
}

#[derive(Serialize)]
pub(crate) struct WindowDoc {
    offer: String,
    start: String,
    end: String,
    start_utc: String,
    end_utc: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    sheet: String,
    row: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl WindowDoc {
    pub(crate) fn of(record: &Record) -> Self {
        let window = record.window();
        Self {
            offer: record.offer_in_words(),
            start: record.text(Column::Start).to_owned(),
            end: record.text(Column::End).to_owned(),
            start_utc: window.start.to_string(),
            end_utc: window.end.to_string(),
            file: record.file().map(ToString::to_string),
            sheet: record.sheet().to_string(),
            row: record.row(),
            line: record.line(),
        }
    }
}

impl Log {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let ledger = self.ledger.open()?;
        let feeds = ledger.feeds().map_err(Failure::new)?;
        let events = match &self.id {
            Some(id) => {
                let log = ledger.log(id, self.licensor.as_deref(), profile.conventions());
                let events = log.map_err(Failure::new)?;
                if events.is_empty() {
                    return Err(Failure::new(format!(
                        "{}: no feed has the title {}; `ema held` lists what is held",
                        self.ledger.ledger.display(),
                        printable(id)
                    )));
                }
                Some(events)
            }
            None => None,
        };
        match self.format {
            Format::Json => {
                let docs: Vec<FeedDoc<'_>> = feeds
                    .iter()
                    .map(|feed| feed_doc(feed, events.as_deref()))
                    .filter(|doc| doc.events.as_ref().is_none_or(|events| !events.is_empty()))
                    .collect();
                output::write_json(None, &docs)
            }
            Format::Text => output::write(None, |out| match &events {
                None => write_feeds(out, &feeds),
                Some(events) => write_events(out, &feeds, events),
            }),
        }?;
        Ok(Outcome::Clean)
    }
}

fn feed_doc<'a>(feed: &'a FeedEntry, events: Option<&[Event]>) -> FeedDoc<'a> {
    let events = events.map(|events| {
        let of_feed = events.iter().filter(|event| event.feed == feed.number);
        of_feed.map(event_doc).collect()
    });
    FeedDoc {
        feed: feed.number,
        file: &feed.file.name,
        sha256: feed.file.sha256.as_deref(),
        as_of: feed.as_of.to_string(),
        applied: feed.file.applied.to_string(),
        program: &feed.file.program,
        undone: feed.undone.map(|undone| undone.to_string()),
        begun: feed.begun,
        ended: feed.ended,
        events,
    }
}

fn event_doc(event: &Event) -> EventDoc {
    let (kind, before, window) = parts(&event.kind);
    EventDoc {
        kind,
        licensor: event.scope.licensor.to_string(),
        id: event.scope.id.to_string(),
        rights_model: event.scope.rights_model.key().into_owned(),
        territories: event.territories.iter().map(ToString::to_string).collect(),
        before: before.map(WindowDoc::of),
        window: WindowDoc::of(window),
    }
}

/// Returns the kind as a word, and the windows before and after.
fn parts(kind: &EventKind) -> (&'static str, Option<&Record>, &Record) {
    match kind {
        EventKind::Added(record) => ("added", None, record),
        EventKind::Changed(before, record) => ("changed", Some(before), record),
        EventKind::SentAgain(record) => ("sent-again", None, record),
        EventKind::Removed(record) => ("removed", None, record),
        EventKind::LeftLive(record) => ("left-live", None, record),
        EventKind::NoLongerLeftLive(record) => ("no-longer-left-live", None, record),
        _ => unreachable!("all kinds are above"),
    }
}

fn write_feeds(out: &mut dyn Write, feeds: &[FeedEntry]) -> io::Result<()> {
    if feeds.is_empty() {
        return writeln!(out, "no feed has been applied");
    }
    let width = feeds.iter().map(|feed| feed.as_of.to_string().len()).max();
    let width = width.unwrap_or_default().max("as of".len());
    writeln!(
        out,
        "feed  applied               {:width$}  windows        file",
        "as of"
    )?;
    for feed in feeds {
        let (counts, undone) = match feed.undone {
            Some(undone) => (String::new(), format!(" (taken back at {undone})")),
            None => (format!("+{} -{}", feed.begun, feed.ended), String::new()),
        };
        writeln!(
            out,
            "{:>4}  {:20}  {:width$}  {counts:13}  {}{undone}",
            feed.number,
            feed.file.applied.to_string(),
            feed.as_of.to_string(),
            printable(&feed.file.name)
        )?;
    }
    writeln!(
        out,
        "\n+ windows that begin with the feed, - windows that end with it; a changed window counts as both"
    )
}

fn write_events(out: &mut dyn Write, feeds: &[FeedEntry], events: &[Event]) -> io::Result<()> {
    for feed in feeds {
        let mut of_feed = events
            .iter()
            .filter(|event| event.feed == feed.number)
            .peekable();
        let Some(first) = of_feed.peek() else {
            continue;
        };
        let (_, _, record) = parts(&first.kind);
        writeln!(
            out,
            "feed {}, {}, as of {}: {} of {}",
            feed.number,
            printable(&feed.file.name),
            feed.as_of,
            printable(&record.title()),
            printable(&first.scope.licensor)
        )?;
        for event in of_feed {
            let (kind, before, record) = parts(&event.kind);
            let kind = kind.replace('-', " ");
            let places = listed(&event.territories);
            let offer = printable(&record.offer_in_words()).to_string();
            let before = match before {
                Some(before) => format!("{} → ", span(before)),
                None => String::new(),
            };
            let (window, row) = (span(record), record.line().unwrap_or(record.row()));
            writeln!(
                out,
                "  {kind:10} {places}: {offer}, {before}{window} (row {row})"
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The window as its row says it.
pub(crate) fn span(record: &Record) -> String {
    let text = |column| printable(record.text(column)).to_string();
    format!("{} to {}", text(Column::Start), text(Column::End))
}
