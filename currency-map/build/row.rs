//! The parsed lines of each file.

use std::collections::BTreeSet;

use super::Date;
use super::record::{DataError, Record, letters, period};

pub(crate) struct Territory {
    pub(crate) code: String,
    pub(crate) alpha3: Option<String>,
    pub(crate) numeric: Option<u16>,
    pub(crate) name: String,
    pub(crate) status: Status,
    pub(super) other_names: Vec<String>,
    pub(super) line: usize,
}

pub(crate) enum Status {
    Assigned,
    Withdrawn { on: Date, successors: Vec<String> },
    UserAssigned,
}

pub(crate) struct Reserved {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) instead: Option<String>,
    pub(super) line: usize,
}

pub(crate) struct Currency {
    pub(crate) code: String,
    pub(crate) numeric: Option<u16>,
    pub(crate) minor_units: Option<u8>,
    pub(crate) name: String,
    pub(crate) introduced: Option<Date>,
    pub(crate) withdrawn: Option<(Date, Option<String>)>,
    pub(super) other_names: Vec<String>,
    pub(super) line: usize,
}

impl Currency {
    /// Whether the currency was current for as long as it was legal tender. The period must have a first day if the
    /// introduction date is known, and a last day if the currency was withdrawn.
    pub(super) fn is_current_throughout(&self, tender: &Tender) -> bool {
        let introduced = self
            .introduced
            .is_none_or(|introduced| tender.from.is_some_and(|from| introduced <= from));
        let withdrawn = self
            .withdrawn
            .as_ref()
            .is_none_or(|(on, _)| tender.until.is_some_and(|until| until < *on));
        introduced && withdrawn
    }
}

pub(crate) struct DefaultEntry {
    pub(crate) territory_name: String,
    pub(crate) territory: String,
    pub(crate) currency_name: String,
    pub(crate) currency: String,
    pub(super) line: usize,
}

pub(crate) struct Tender {
    pub(crate) territory: String,
    pub(crate) currency: String,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(super) line: usize,
}

pub(super) fn read_territory(
    record: &Record<'_>,
    territories: &mut Vec<Territory>,
    reserved: &mut Vec<Reserved>,
    user_assigned: &mut BTreeSet<String>,
) -> Result<(), DataError> {
    let status = record.cell(1);
    let name = record.cell(4);
    if status == "user-assigned" && name.is_empty() {
        user_assigned.extend(range(record)?);
        return Ok(());
    }
    let code = record.code::<2>(0, "code")?;
    let name = record.required(4, "name")?.to_owned();
    let mut successors = record.codes(6, "successor")?;
    if status.ends_with(" reserved") {
        reserved.push(Reserved {
            code,
            name,
            instead: successors.pop(),
            line: record.line,
        });
        return Ok(());
    }
    let status = match status {
        "assigned" => Status::Assigned,
        "user-assigned" => Status::UserAssigned,
        "withdrawn" => Status::Withdrawn {
            // For old withdrawals, only the year is known.
            on: period(record.cell(5))
                .map(|(first, _)| first)
                .ok_or_else(|| record.error("withdrawn, but the date is missing or invalid"))?,
            successors,
        },
        other => return Err(record.error(format!("unknown status {other:?}"))),
    };
    let has_iso_codes = !matches!(status, Status::UserAssigned);
    territories.push(Territory {
        code,
        alpha3: if has_iso_codes {
            Some(record.code::<3>(2, "alpha-3 code")?)
        } else {
            None
        },
        numeric: record.numeric(3)?,
        name,
        status,
        other_names: record.names(7),
        line: record.line,
    });
    Ok(())
}

/// The codes in a range such as `QM-QZ`, or a single code such as `ZZ`.
fn range(record: &Record<'_>) -> Result<Vec<String>, DataError> {
    let cell = record.cell(0);
    let (first, last) = cell.split_once('-').unwrap_or((cell, cell));
    let error = || record.error(format!("{cell:?} is not a range of codes such as QM-QZ"));
    let (first, last) = (
        letters::<2>(first).ok_or_else(error)?,
        letters::<2>(last).ok_or_else(error)?,
    );
    let (&[row, from], &[last_row, to]) = (first.as_bytes(), last.as_bytes()) else {
        return Err(error());
    };
    if row != last_row || from > to {
        return Err(error());
    }
    Ok((from..=to)
        .map(|letter| String::from_iter([char::from(row), char::from(letter)]))
        .collect())
}

pub(super) fn read_currency(record: &Record<'_>) -> Result<Currency, DataError> {
    let minor_units = match record.cell(2) {
        "-" => None,
        text => Some(
            text.parse::<u8>()
                .ok()
                .filter(|&units| units <= 4)
                .ok_or_else(|| record.error(format!("minor units {text:?} are not 0 to 4 or -")))?,
        ),
    };
    let successor = match record.cell(7) {
        "" => None,
        _ => Some(record.code::<3>(7, "successor")?),
    };
    let withdrawn = match record.date(5)? {
        Some(on) => {
            let printed = record.required(6, "withdrawal as ISO prints it")?;
            let (first, day_after) = period(printed)
                .ok_or_else(|| record.error(format!("{printed:?} is not a month, year or span")))?;
            if on < first || on > day_after {
                return Err(record.error(format!("withdrawn on {on}, which is not in {printed}")));
            }
            Some((on, successor))
        }
        None if successor.is_some() || !record.cell(6).is_empty() => {
            return Err(
                record.error("has a successor or a withdrawal of ISO, but was not withdrawn")
            );
        }
        None => None,
    };
    Ok(Currency {
        code: record.code::<3>(0, "code")?,
        numeric: record.numeric(1)?,
        minor_units,
        name: record.required(3, "name")?.to_owned(),
        introduced: record.date(4)?,
        withdrawn,
        other_names: record.names(8),
        line: record.line,
    })
}

pub(super) fn read_default(record: &Record<'_>) -> Result<DefaultEntry, DataError> {
    Ok(DefaultEntry {
        territory_name: record.required(0, "territory name")?.to_owned(),
        territory: record.code::<2>(1, "territory")?,
        currency_name: record.required(2, "currency name")?.to_owned(),
        currency: record.code::<3>(3, "currency")?,
        line: record.line,
    })
}

pub(super) fn read_tender(record: &Record<'_>) -> Result<Tender, DataError> {
    let tender = Tender {
        territory: record.code::<2>(0, "territory")?,
        currency: record.code::<3>(1, "currency")?,
        from: record.date(2)?,
        until: record.date(3)?,
        line: record.line,
    };
    match (tender.from, tender.until) {
        (Some(from), Some(until)) if from > until => Err(record.error("ends before it starts")),
        _ => Ok(tender),
    }
}
