//! `ema held`: lists the windows that a platform holds, and says why a title is not available.

mod why;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;

use chrono::Duration;
use clap::{Args, ValueEnum};
use ema_ledger::{FeedFile, HeldWindow, Ledger, Match, Period, Query};
use ema_model::{Column, NaiveDate, TerritoryCode};
use ema_rules::html::{HtmlPage, Timeline};
use ema_rules::{AsOf, Conventions, Holdings, HoldingsPart, Profile, Timestamp, printable};
use serde::Serialize;

use super::ledger::log::{WindowDoc, span};
use super::ledger::{listed, price, write_title};
use crate::as_of::{self, AsOfArg};
use crate::failure::{Failure, Outcome};
use crate::output::{self, FileKind};
use crate::profile::ProfileArgs;
use crate::shown::file_name;
use crate::table::{self, TableFormat};
use crate::{state, territory};

/// List the windows that a platform holds
///
/// All conditions must be met. Days are local days in each territory. The state is a ledger or a JSON state, both of
/// which `ema apply` writes.
#[derive(Args)]
pub(crate) struct Held {
    /// What the platform holds, as written by `ema apply`.
    #[arg(value_name = "STATE")]
    state: PathBuf,

    /// List only windows in this territory.
    #[arg(long, value_name = "TERRITORY", value_parser = territory::parse_code)]
    territory: Option<TerritoryCode>,

    /// List only windows of the title with this unique ID.
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// List only titles whose name contains this text. Case is ignored.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// List only titles of this licensor.
    #[arg(long, value_name = "NAME")]
    licensor: Option<String>,

    /// List only windows with this LicenseType, such as EST or SVOD.
    #[arg(long, value_name = "TYPE")]
    license: Option<String>,

    /// List only windows of this channel, as in GroupIdentity.
    #[arg(long, value_name = "NAME")]
    channel: Option<String>,

    /// List only windows that are live at some time of this day.
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with_all = ["from", "to", "ending", "starting"])]
    on: Option<NaiveDate>,

    /// First day of a period: see --match.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "to")]
    from: Option<NaiveDate>,

    /// Last day of a period, which is part of it.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "from")]
    to: Option<NaiveDate>,

    /// How the windows lie in the period.
    #[arg(long = "match", value_enum, default_value_t = Lies::Overlap, requires = "from")]
    matches: Lies,

    /// List only windows of at least this number of days. With a period, only the days in the period count.
    #[arg(long, value_name = "N")]
    min_days: Option<u32>,

    /// List only windows that end within this number of days, such as 30d.
    #[arg(long, value_name = "DAYS", value_parser = parse_days, conflicts_with_all = ["from", "starting"])]
    ending: Option<u32>,

    /// List only windows that start within this number of days.
    #[arg(long, value_name = "DAYS", value_parser = parse_days, conflicts_with = "from")]
    starting: Option<u32>,

    /// List only what a Full Delete has removed while it was live, so that customers still see it.
    #[arg(long)]
    left_live: bool,

    /// List what was held on this day, or at this instant. Only a ledger knows.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = as_of::parse)]
    at: Option<AsOf>,

    /// Say why the title is or is not available in the territory on the day in --on or --as-of.
    #[arg(long, requires = "id", requires = "territory")]
    why: bool,

    #[command(flatten)]
    as_of: AsOfArg,

    /// Format of the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// File for the result. The default is standard output.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    #[command(flatten)]
    profile: ProfileArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    /// Timeline of the windows as an HTML page.
    Html,
    /// Table with a row for each window and territory.
    Csv,
    /// The same table as a workbook.
    Xlsx,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lies {
    /// The window covers the whole period.
    Cover,
    /// The window and the period overlap.
    Overlap,
    /// The window starts in the period.
    Start,
    /// The window ends in the period.
    End,
}

#[derive(Serialize)]
struct HeldDoc {
    licensor: String,
    id: String,
    title: String,
    rights_model: String,
    territories: Vec<String>,
    left_live: bool,
    price_type: String,
    price: String,
    currency: String,
    #[serde(flatten)]
    window: WindowDoc,
}

impl Held {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        // What was held on a day is judged on that day.
        let as_of = self.as_of.get_or(self.at)?;
        output::refuse_to_replace(self.output.as_deref(), [&self.state])?;
        let kind = match self.format {
            Format::Text => FileKind::TEXT,
            Format::Json => FileKind::JSON,
            Format::Html => FileKind::PAGE,
            Format::Csv => FileKind::CSV,
            Format::Xlsx => FileKind::WORKBOOK,
        };
        output::refuse_other_ending(self.output.as_deref(), kind)?;
        let ledger = self.open(&profile, as_of)?;
        if self.why {
            return self.why(&ledger, as_of, &profile);
        }
        let query = self.query(as_of);
        let found = ledger
            .held(&query, profile.conventions())
            .map_err(Failure::new)?;
        let mut found: Vec<HeldWindow> = found
            .into_iter()
            .filter(|window| self.is_asked(window))
            .collect();
        if let Some(days) = self.min_days {
            let zones = profile.conventions().zones();
            let period = query
                .period
                .filter(|period| matches!(period.matches, Match::Cover | Match::Overlap));
            for window in &mut found {
                let record = window.record.clone();
                window.territories.retain(|territory| {
                    let within = period.map(|period| period.in_territory(*territory, zones));
                    lasts(&record, within, days)
                });
                if let Some(first) = window.territories.first() {
                    window.scope.territory = *first;
                }
            }
            found.retain(|window| !window.territories.is_empty());
        }
        self.write(&found, as_of, profile.conventions())?;
        Ok(Outcome::Clean)
    }

    /// Opens the ledger. A JSON state becomes a ledger in memory.
    fn open(&self, profile: &Profile, as_of: AsOf) -> Result<Ledger, Failure> {
        if matches!(self.state.try_exists(), Ok(false)) {
            return Err(crate::reading::not_found(&self.state));
        }
        if state::is_ledger(&self.state) {
            return Ledger::open_to_read(&self.state).map_err(Failure::new);
        }
        if self.at.is_some() {
            return Err(Failure::new(format!(
                "{} is a JSON state, which has no history; only a ledger knows what was held earlier",
                self.state.display()
            )));
        }
        let held = state::read_state(&self.state, profile)?;
        let now = as_of::second()?;
        let file = FeedFile::new(file_name(&self.state), now, crate::NAME_AND_VERSION);
        let imported = || {
            let mut ledger = Ledger::in_memory()?;
            let mut change = ledger.change()?;
            change.import(&held, as_of, &file)?;
            change.commit()?;
            Ok(ledger)
        };
        imported().map_err(|error: ema_ledger::Error| Failure::new(error))
    }

    fn query(&self, as_of: AsOf) -> Query {
        let day = |day: NaiveDate| AsOf::Day(day);
        let within = |days: u32, matches| {
            let last = as_of
                .date()
                .checked_add_signed(Duration::days(i64::from(days)));
            let last = last.unwrap_or(NaiveDate::MAX);
            Period::new(as_of, AsOf::Day(last), matches)
        };
        let period = match (self.on, self.from, self.to, self.ending, self.starting) {
            (Some(on), ..) => Some(Period::new(day(on), day(on), Match::Overlap)),
            (_, Some(from), Some(to), ..) => {
                let matches = match self.matches {
                    Lies::Cover => Match::Cover,
                    Lies::Overlap => Match::Overlap,
                    Lies::Start => Match::Start,
                    Lies::End => Match::End,
                };
                Some(Period::new(day(from), day(to), matches))
            }
            (_, _, _, Some(days), _) => Some(within(days, Match::End)),
            (_, _, _, _, Some(days)) => Some(within(days, Match::Start)),
            _ => None,
        };
        Query {
            territory: self.territory,
            id: self.id.clone(),
            licensor: self.licensor.clone(),
            period,
            left_live: self.left_live,
            at: self.at,
        }
    }

    fn is_asked(&self, window: &HeldWindow) -> bool {
        let is = |column, asked: &Option<String>| {
            let said = window.record.text(column).trim();
            asked
                .as_ref()
                .is_none_or(|asked| said.eq_ignore_ascii_case(asked.trim()))
        };
        let title = self.title.as_ref().map(|title| title.to_lowercase());
        is(Column::LicenseType, &self.license)
            && is(Column::GroupIdentity, &self.channel)
            && title.is_none_or(|title| window.record.title().to_lowercase().contains(&title))
    }

    fn write(
        &self,
        found: &[HeldWindow],
        as_of: AsOf,
        conventions: &Conventions,
    ) -> Result<(), Failure> {
        let path = self.output.as_deref();
        match self.format {
            Format::Text => output::write(path, |out| write_text(out, found)),
            Format::Json => {
                let docs: Vec<HeldDoc> = found.iter().map(doc).collect();
                output::write_json(path, &docs)
            }
            Format::Csv => self.write_table(TableFormat::Csv, found),
            Format::Xlsx => self.write_table(TableFormat::Xlsx, found),
            Format::Html => {
                let held = holdings(found, conventions)?;
                let timeline = Timeline::of_holdings(&held, as_of, conventions);
                let more = "; `ema held --id ID` draws any title";
                let page = HtmlPage::new(as_of).timeline(file_name(&self.state), timeline, more);
                output::write_document(path, |out| writeln!(out, "{page}"))
            }
        }
    }

    fn write_table(&self, format: TableFormat, found: &[HeldWindow]) -> Result<(), Failure> {
        let columns: Vec<&str> = table::WINDOW.into_iter().chain(["Left live"]).collect();
        let rows = found.iter().flat_map(|window| {
            window.territories.iter().map(|territory| {
                let mut scope = window.scope.clone();
                scope.territory = *territory;
                let mut row = table::window(&scope, &window.record);
                row.push(if window.is_left_live { "yes" } else { "" }.to_owned());
                row
            })
        });
        table::write(self.output.as_deref(), format, "Held", &columns, rows)
    }
}

/// Whether a window, or its part in a period, lasts at least a number of days.
fn lasts(record: &ema_rules::Record, within: Option<(Timestamp, Timestamp)>, days: u32) -> bool {
    const DAY: i64 = 86_400_000;
    let window = record.window();
    let Some(start) = window.start.instant() else {
        return false;
    };
    let (from, to) = within.unwrap_or((Timestamp::MIN, Timestamp::MAX));
    let start = start.max(from).as_millis();
    let end = window
        .end
        .instant()
        .unwrap_or(Timestamp::MAX)
        .min(to)
        .as_millis();
    // The last second of a day counts as its end.
    end - start + 1000 >= i64::from(days) * DAY
}

fn holdings(found: &[HeldWindow], conventions: &Conventions) -> Result<Holdings, Failure> {
    // Each window and territory is a part of its own, and the parts of one scope are joined.
    let mut parts: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for window in found {
        for territory in &window.territories {
            let mut scope = window.scope.clone();
            scope.territory = *territory;
            let part = parts.entry((window.is_left_live, scope)).or_default();
            part.push(window.record.clone());
        }
    }
    let parts = parts.into_iter().map(|((is_left_live, scope), records)| {
        let territories = vec![scope.territory];
        HoldingsPart::new(scope, territories, records).left_live(is_left_live)
    });
    Holdings::from_parts(conventions, parts).map_err(Failure::new)
}

fn doc(window: &HeldWindow) -> HeldDoc {
    let (scope, record) = (&window.scope, &window.record);
    let text = |column| record.text(column).to_owned();
    HeldDoc {
        licensor: scope.licensor.to_string(),
        id: scope.id.to_string(),
        title: record.title(),
        rights_model: scope.rights_model.key().into_owned(),
        territories: window.territories.iter().map(ToString::to_string).collect(),
        left_live: window.is_left_live,
        price_type: text(Column::PriceType),
        price: text(Column::PriceValue),
        currency: text(Column::PriceCurrency),
        window: WindowDoc::of(record),
    }
}

fn write_text(out: &mut dyn Write, found: &[HeldWindow]) -> io::Result<()> {
    let mut last = None;
    let mut titles = BTreeSet::new();
    let mut windows = 0;
    for window in found {
        let scope = &window.scope;
        let title = (&scope.licensor, &scope.id);
        titles.insert(title);
        windows += window.territories.len();
        if last.replace(title) != Some(title) {
            write_title(out, window)?;
        }
        writeln!(out, "  {}", line(window))?;
    }
    match windows {
        0 => writeln!(out, "nothing is held that meets these conditions"),
        _ => writeln!(
            out,
            "\n{} of {}; a window in several territories counts once in each",
            output::counted(windows, "window"),
            output::counted(titles.len(), "title")
        ),
    }
}

/// A window on one line: `DE and FR: EST HD en, 2026-01-01 to Open, 9.99 EUR (movies.xlsx, row 4)`.
fn line(window: &HeldWindow) -> String {
    let record = &window.record;
    let price = price(record);
    let file = match record.file() {
        Some(file) => format!("{}, ", printable(file)),
        None => String::new(),
    };
    let place = match record.line() {
        Some(line) => format!("line {line}"),
        None => format!("row {}", record.row()),
    };
    let left_live = match window.is_left_live {
        true => "; deleted and still live",
        false => "",
    };
    let (territories, offer) = (listed(&window.territories), record.offer_in_words());
    let (offer, span) = (printable(&offer), span(record));
    format!("{territories}: {offer}, {span}{price} ({file}{place}){left_live}")
}

fn parse_days(text: &str) -> Result<u32, String> {
    let days = text.strip_suffix('d').unwrap_or(text);
    let days = days.parse().ok().filter(|days| *days <= 100_000);
    days.ok_or_else(|| "write a number of days, such as 30d".to_owned())
}
