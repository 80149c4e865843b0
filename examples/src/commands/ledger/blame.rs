//! `ema ledger blame`: shows which file, sheet and row each window of a title comes from.

use clap::Args;
use ema_ledger::{FeedEntry, HeldWindow, Query};
use ema_model::TerritoryCode;
use ema_rules::printable;
use serde::Serialize;

use super::log::{WindowDoc, span};
use super::{LedgerArg, listed, price, write_title};
use crate::failure::{Failure, Outcome};
use crate::output::{self, Format};
use crate::profile::ProfileArgs;
use crate::territory;

#[derive(Args)]
pub(super) struct Blame {
    #[command(flatten)]
    ledger: LedgerArg,

    /// Unique ID of the title.
    #[arg(long, value_name = "ID")]
    id: String,

    /// Licensor of the title, if several licensors use the same ID.
    #[arg(long, value_name = "NAME")]
    licensor: Option<String>,

    /// Show only windows in this territory.
    #[arg(long, value_name = "TERRITORY", value_parser = territory::parse_code)]
    territory: Option<TerritoryCode>,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    profile: ProfileArgs,
}

#[derive(Serialize)]
struct OriginDoc {
    licensor: String,
    id: String,
    rights_model: String,
    territories: Vec<String>,
    left_live: bool,
    feed: u32,
    applied: String,
    as_of: String,
    window: WindowDoc,
}

impl OriginDoc {
    fn of((origin, feed): &(HeldWindow, FeedEntry)) -> Self {
        Self {
            licensor: origin.scope.licensor.to_string(),
            id: origin.scope.id.to_string(),
            rights_model: origin.scope.rights_model.key().into_owned(),
            territories: origin.territories.iter().map(ToString::to_string).collect(),
            left_live: origin.is_left_live,
            feed: feed.number,
            applied: feed.file.applied.to_string(),
            as_of: feed.as_of.to_string(),
            window: WindowDoc::of(&origin.record),
        }
    }
}

impl Blame {
    pub(super) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let ledger = self.ledger.open()?;
        let query = Query {
            territory: self.territory,
            id: Some(self.id.clone()),
            licensor: self.licensor.clone(),
            ..Query::default()
        };
        let held = ledger.held(&query, profile.conventions());
        let feeds = ledger.feeds().map_err(Failure::new)?;
        let feed = |number: u32| feeds.iter().find(|feed| feed.number == number).cloned();
        let origins: Vec<(HeldWindow, FeedEntry)> = held
            .map_err(Failure::new)?
            .into_iter()
            .filter_map(|window| feed(window.feed).map(|feed| (window, feed)))
            .collect();
        if origins.is_empty() {
            let place = match self.territory {
                Some(territory) => format!(" in {territory}"),
                None => String::new(),
            };
            return Err(Failure::new(format!(
                "{}: {} is not held{place}; `ema ledger log --id` shows what happened to it",
                self.ledger.ledger.display(),
                printable(&self.id)
            )));
        }
        match self.format {
            Format::Json => {
                let docs: Vec<OriginDoc> = origins.iter().map(OriginDoc::of).collect();
                output::write_json(None, &docs)
            }
            Format::Text => output::write(None, |out| {
                let mut last = None;
                for (origin, feed) in &origins {
                    let (scope, record) = (&origin.scope, &origin.record);
                    let title = (&scope.licensor, &scope.id);
                    if last.replace(title) != Some(title) {
                        write_title(out, origin)?;
                    }
                    let price = price(record);
                    let left_live = match origin.is_left_live {
                        true => ", deleted and still live",
                        false => "",
                    };
                    writeln!(
                        out,
                        "  {}: {}, {}{price}{left_live}",
                        listed(&origin.territories),
                        printable(&record.offer_in_words()),
                        span(record)
                    )?;
                    let place = match record.line() {
                        Some(line) => format!("line {line}"),
                        None => format!("{}, row {}", printable(record.sheet()), record.row()),
                    };
                    let file = record
                        .file()
                        .map_or("an unknown file", |file| file.as_str());
                    writeln!(
                        out,
                        "    {}, {place}; feed {} as of {}, applied at {}",
                        printable(file),
                        feed.number,
                        feed.as_of,
                        feed.file.applied
                    )?;
                }
                Ok(())
            }),
        }?;
        Ok(Outcome::Clean)
    }
}
