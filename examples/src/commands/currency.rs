//! `ema currency`: shows Prime Video's default currency and the legal tender for territories.

use std::io::{self, Write};

use anstyle::Style;

use clap::Args;
use currency_map::{
    CHECKED_ON, Currency, Date, DefaultCurrency, DefaultFlag, LEGAL_TENDER_SINCE, Territory,
    default_for, legal_tender,
};
use ema_model::Datelike;
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::lookup::Lookup;
use crate::output::list;
use crate::{output, territory};

/// Show the currency that Prime Video assumes for a price without a currency, and the legal tender.
#[derive(Args)]
pub(crate) struct CurrencyOf {
    #[command(flatten)]
    lookup: Lookup,
}

const BOLD: Style = Style::new().bold();

impl CurrencyOf {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let day = self.lookup.as_of()?.date();
        let day = Date::new(day.year(), day.month(), day.day())
            .ok_or_else(|| Failure::new("use --as-of with a day in the years 0000 to 9999"))?;
        self.lookup.answer(
            |out, territory| write_text(out, territory, day),
            |territory| to_json(territory, day),
            &format!("Currencies as known on {CHECKED_ON}."),
        )
    }
}

#[derive(Serialize)]
struct Json {
    territory: &'static str,
    prime_video_default: Option<&'static str>,
    iso4217_today: Vec<&'static str>,
    notes: Vec<String>,
}

fn to_json(territory: Territory, day: Date) -> Json {
    Json {
        territory: territory.as_str(),
        prime_video_default: default_for(territory).map(DefaultCurrency::currency_code),
        iso4217_today: tenders(territory, day)
            .into_iter()
            .map(Currency::as_str)
            .collect(),
        notes: notes(territory, day),
    }
}

fn write_text(out: &mut dyn Write, territory: Territory, day: Date) -> io::Result<()> {
    writeln!(out, "{BOLD}{territory}{BOLD:#}  {}", territory.name())?;
    write!(out, "  Prime Video default  ")?;
    match default_for(territory) {
        Some(default) => writeln!(
            out,
            "{} ({}), for a price without a currency",
            default.currency_code(),
            default.currency_name()
        )?,
        None => writeln!(out, "none: specify the currency in the sheet")?,
    }
    let tenders: Vec<_> = tenders(territory, day)
        .into_iter()
        .map(|currency| format!("{currency} ({})", currency.name()))
        .collect();
    let tenders = match tenders.as_slice() {
        [] if day < LEGAL_TENDER_SINCE => "not known".to_owned(),
        [] => "none".to_owned(),
        _ => list(tenders, "and"),
    };
    writeln!(out, "  legal tender         {tenders}, on {day}")?;
    for note in notes(territory, day) {
        output::write_hanging(out, "  note                 ", &note)?;
    }
    Ok(())
}

/// Returns the legal tender on the given day. The result is empty if there is no legal tender, or
/// if it is not known.
fn tenders(territory: Territory, day: Date) -> Vec<Currency> {
    legal_tender(territory, day).into_iter().flatten().collect()
}

/// Returns notes about results that are outdated or unexpected.
fn notes(territory: Territory, day: Date) -> Vec<String> {
    let default = default_for(territory);
    let tenders = tenders(territory, day);
    let mut notes = Vec::from_iter(territory::note(territory));
    for flag in default.into_iter().flat_map(DefaultCurrency::flags) {
        match flag {
            // The note about the territory's status already reports the withdrawal.
            DefaultFlag::TerritoryWithdrawn { .. } => {}
            DefaultFlag::CurrencyWithdrawn { on, .. } if day < on => notes.push(flag.to_string()),
            _ => notes.push(format!("{flag}; specify the currency in the sheet")),
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
