//! Reads the files in `data/`. The build script generates the tables from the result. A test checks that an invalid
//! file stops the build with a message that names the file and the line.

mod names;
mod record;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use super::date::Date;
use super::fold::folded;
use names::{currency_names, territory_names};
use record::{CURRENCIES, DEFAULTS, DataError, TENDERS, TERRITORIES};
pub(crate) use row::{Currency, DefaultEntry, Reserved, Status, Tender, Territory};

/// The contents of the four files.
pub(crate) struct Sources<'a> {
    pub(crate) territories: &'a str,
    pub(crate) currencies: &'a str,
    pub(crate) defaults: &'a str,
    pub(crate) tenders: &'a str,
}

/// The checked contents of all files. Each list is sorted by code, except the defaults, which keep their printed order.
pub(crate) struct Data {
    pub(crate) checked_on: Date,
    pub(crate) territories: Vec<Territory>,
    pub(crate) reserved: Vec<Reserved>,
    pub(crate) user_assigned: BTreeSet<String>,
    /// The code for each folded territory name.
    pub(crate) territory_names: BTreeMap<String, String>,
    pub(crate) currencies: Vec<Currency>,
    /// The code for each folded currency name or symbol.
    pub(crate) currency_names: BTreeMap<String, String>,
    pub(crate) defaults: Vec<DefaultEntry>,
    pub(crate) tenders: Vec<Tender>,
}

/// Reads the files and checks each file by itself and against the others.
pub(crate) fn read(sources: &Sources<'_>) -> Result<Data, DataError> {
    let (territories_checked, records) = record::records(TERRITORIES, sources.territories)?;
    let mut territories = Vec::new();
    let mut reserved = Vec::new();
    let mut user_assigned = BTreeSet::new();
    for record in &records {
        row::read_territory(record, &mut territories, &mut reserved, &mut user_assigned)?;
    }
    let (currencies_checked, records) = record::records(CURRENCIES, sources.currencies)?;
    let currencies = records
        .iter()
        .map(row::read_currency)
        .collect::<Result<Vec<_>, _>>()?;
    let (defaults_checked, records) = record::records(DEFAULTS, sources.defaults)?;
    let defaults = records
        .iter()
        .map(row::read_default)
        .collect::<Result<Vec<_>, _>>()?;
    let (tenders_checked, records) = record::records(TENDERS, sources.tenders)?;
    let tenders = records
        .iter()
        .map(row::read_tender)
        .collect::<Result<Vec<_>, _>>()?;

    check_territories(&territories, &reserved)?;
    check_currencies(&currencies)?;
    check_defaults(&defaults, &territories)?;
    check_tenders(&tenders, &territories, &currencies)?;
    Ok(Data {
        checked_on: territories_checked
            .min(currencies_checked)
            .min(defaults_checked)
            .min(tenders_checked),
        territory_names: territory_names(&territories, &defaults)?,
        currency_names: currency_names(&currencies)?,
        territories,
        reserved,
        user_assigned,
        currencies,
        defaults,
        tenders,
    })
}

fn check_territories(territories: &[Territory], reserved: &[Reserved]) -> Result<(), DataError> {
    ascending(
        TERRITORIES,
        territories
            .iter()
            .map(|territory| (territory.line, &territory.code)),
    )?;
    ascending(
        TERRITORIES,
        reserved
            .iter()
            .map(|reserved| (reserved.line, &reserved.code)),
    )?;
    let assigned = |code: &String| {
        territories
            .iter()
            .any(|other| other.code == *code && matches!(other.status, Status::Assigned))
    };
    for territory in territories {
        if let Status::Withdrawn { successors, .. } = &territory.status
            && (successors.is_empty() || !successors.iter().all(assigned))
        {
            return Err(error(
                TERRITORIES,
                territory.line,
                "a withdrawn code needs successors that are assigned",
            ));
        }
    }
    for reserved in reserved {
        if territories
            .iter()
            .any(|territory| territory.code == reserved.code)
            || !reserved.instead.iter().all(assigned)
        {
            return Err(error(
                TERRITORIES,
                reserved.line,
                "reserved, but also assigned, or for no assigned code",
            ));
        }
    }
    Ok(())
}

fn check_currencies(currencies: &[Currency]) -> Result<(), DataError> {
    ascending(
        CURRENCIES,
        currencies
            .iter()
            .map(|currency| (currency.line, &currency.code)),
    )?;
    for currency in currencies {
        let mut last = currency;
        // Each step follows one successor, so a chain that is longer than the list is circular.
        for _ in currencies {
            let Some((_, Some(next))) = &last.withdrawn else {
                break;
            };
            last = currencies
                .iter()
                .find(|other| other.code == *next)
                .ok_or_else(|| {
                    error(
                        CURRENCIES,
                        last.line,
                        format!("the successor {next} is not a currency of this file"),
                    )
                })?;
        }
        if matches!(last.withdrawn, Some((_, Some(_)))) {
            return Err(error(
                CURRENCIES,
                currency.line,
                "its successors are circular",
            ));
        }
    }
    Ok(())
}

fn check_defaults(defaults: &[DefaultEntry], territories: &[Territory]) -> Result<(), DataError> {
    let mut seen = BTreeSet::new();
    for default in defaults {
        if !territories
            .iter()
            .any(|territory| territory.code == default.territory)
        {
            let message = format!("{} is not a territory of {TERRITORIES}", default.territory);
            return Err(error(DEFAULTS, default.line, message));
        }
        if !seen.insert(&default.territory) {
            return Err(error(
                DEFAULTS,
                default.line,
                format!("{} has a second default", default.territory),
            ));
        }
    }
    Ok(())
}

fn check_tenders(
    tenders: &[Tender],
    territories: &[Territory],
    currencies: &[Currency],
) -> Result<(), DataError> {
    let mut seen = BTreeSet::new();
    let mut last = "";
    for tender in tenders {
        let currency = currencies
            .iter()
            .find(|currency| currency.code == tender.currency);
        let fault = if !territories
            .iter()
            .any(|territory| territory.code == tender.territory)
        {
            format!("{} is not a territory of {TERRITORIES}", tender.territory)
        } else if currency.is_none() {
            format!("{} is not a currency of {CURRENCIES}", tender.currency)
        } else if currency.is_some_and(|currency| !currency.is_current_throughout(tender)) {
            format!(
                "{} was not current during that whole period",
                tender.currency
            )
        } else if *tender.territory < *last {
            format!("{} must precede {last}", tender.territory)
        } else if !seen.insert((&tender.territory, &tender.currency)) {
            format!("{} has {} twice", tender.territory, tender.currency)
        } else {
            last = &tender.territory;
            continue;
        };
        return Err(error(TENDERS, tender.line, fault));
    }
    Ok(())
}

fn ascending<'a>(
    file: &'static str,
    codes: impl Iterator<Item = (usize, &'a String)>,
) -> Result<(), DataError> {
    let mut last = "";
    for (line, code) in codes {
        if **code <= *last {
            return Err(error(
                file,
                line,
                format!("{code} must come before {last}, and must occur only once"),
            ));
        }
        last = code;
    }
    Ok(())
}

fn error(file: &'static str, line: usize, message: impl Into<String>) -> DataError {
    DataError {
        file,
        line,
        message: message.into(),
    }
}
