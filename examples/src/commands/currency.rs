//! `ema currency`: Prime Video's default currency of territories, and their legal tender.

use std::io::{self, Write};

use anstyle::Style;
use clap::{Args, ValueEnum};
use currency_map::{
    CHECKED_ON, Currency, Date, DefaultCurrency, DefaultFlag, LEGAL_TENDER_SINCE, Territory,
    default_for, legal_tender,
};
use serde::Serialize;

use crate::as_of::AsOf;
use crate::failure::{Failure, Outcome};
use crate::output::list;
use crate::{output, territory};

/// Tells the currency that Prime Video takes for a price that names none, and the legal tender.
#[derive(Args)]
pub(crate) struct CurrencyOf {
    /// Codes of territories, such as GB.
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,

    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    as_of: AsOf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

const BOLD: Style = Style::new().bold();

impl CurrencyOf {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let day = self.as_of.instant()?.to_utc().date();
        let day = Date::parse(&day.to_string())
            .ok_or_else(|| Failure::new("name a day of the years 0000 to 9999 with --as-of"))?;
        let (territories, failures) = territory::read_territories(&self.codes);
        let answers: Vec<_> = territories
            .into_iter()
            .map(|territory| Answer::new(territory, day))
            .collect();
        output::write(None, |out| match self.format {
            Format::Text => write_text(out, &answers, day),
            Format::Json => {
                let answers: Vec<_> = answers.iter().map(Answer::to_json).collect();
                serde_json::to_writer_pretty(&mut *out, &answers)?;
                writeln!(out)
            }
        })?;
        for failure in &failures {
            failure.report();
        }
        Ok(match failures.as_slice() {
            [] => Outcome::Clean,
            _ => Outcome::Unusable,
        })
    }
}

/// What is known of a territory on a day.
struct Answer {
    territory: Territory,
    default: Option<&'static DefaultCurrency>,
    tenders: Vec<Currency>,
    notes: Vec<String>,
}

impl Answer {
    fn new(territory: Territory, day: Date) -> Self {
        let default = default_for(territory);
        let tenders: Vec<_> = legal_tender(territory, day).collect();
        let notes = notes(territory, default, &tenders, day);
        Self {
            territory,
            default,
            tenders,
            notes,
        }
    }

    fn to_json(&self) -> Json<'_> {
        Json {
            territory: self.territory.as_str(),
            prime_video_default: self.default.map(DefaultCurrency::currency_code),
            iso4217_today: self
                .tenders
                .iter()
                .map(|currency| currency.as_str())
                .collect(),
            notes: &self.notes,
        }
    }
}

#[derive(Serialize)]
struct Json<'a> {
    territory: &'static str,
    prime_video_default: Option<&'static str>,
    iso4217_today: Vec<&'static str>,
    notes: &'a [String],
}

fn notes(
    territory: Territory,
    default: Option<&'static DefaultCurrency>,
    tenders: &[Currency],
    day: Date,
) -> Vec<String> {
    let mut notes = Vec::from_iter(territory::note(territory));
    for flag in default.into_iter().flat_map(DefaultCurrency::flags) {
        match flag {
            // Just said.
            DefaultFlag::TerritoryWithdrawn { .. } => {}
            DefaultFlag::CurrencyWithdrawn { on, .. } if day < on => notes.push(flag.to_string()),
            _ => notes.push(format!("{flag}; name the currency in the sheet")),
        }
    }
    if let Some(currency) = default.and_then(DefaultCurrency::currency)
        && currency.is_current_on(day)
        && !tenders.is_empty()
        && !tenders.contains(&currency)
    {
        notes.push(format!(
            "{currency} is not legal tender in {territory}; if the price is in {}, name it in the sheet",
            list(tenders.iter().map(|currency| currency.as_str()), "or")
        ));
    }
    if day < LEGAL_TENDER_SINCE {
        notes.push(format!(
            "legal tender is known from {LEGAL_TENDER_SINCE} on"
        ));
    }
    notes
}

fn write_text(out: &mut dyn Write, answers: &[Answer], day: Date) -> io::Result<()> {
    for answer in answers {
        let territory = answer.territory;
        writeln!(out, "{BOLD}{territory}{BOLD:#}  {}", territory.name())?;
        write!(out, "  Prime Video default  ")?;
        match answer.default {
            Some(default) => writeln!(
                out,
                "{} ({}), for a price without a currency",
                default.currency_code(),
                default.currency_name()
            )?,
            None => writeln!(out, "none: name the currency in the sheet")?,
        }
        let tenders = match answer.tenders.as_slice() {
            [] => "none".to_owned(),
            tenders => list(
                tenders
                    .iter()
                    .map(|currency| format!("{currency} ({})", currency.name())),
                "and",
            ),
        };
        writeln!(out, "  legal tender         {tenders}, on {day}")?;
        for note in &answer.notes {
            output::write_hanging(out, "  note                 ", note)?;
        }
        writeln!(out)?;
    }
    if !answers.is_empty() {
        writeln!(out, "Currencies as known on {CHECKED_ON}.")?;
    }
    Ok(())
}
