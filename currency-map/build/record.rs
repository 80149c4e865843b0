//! The lines of a data file, split into columns, and the values that a column can hold.

use std::fmt;

use super::Date;

pub(super) const TERRITORIES: &str = "iso3166.tsv";
pub(super) const CURRENCIES: &str = "iso4217.tsv";
pub(super) const DEFAULTS: &str = "prime_video_defaults.tsv";
pub(super) const TENDERS: &str = "legal_tender.tsv";

/// A fault in a data file, with its position.
#[derive(Debug)]
pub(crate) struct DataError {
    pub(super) file: &'static str,
    pub(super) line: usize,
    pub(super) message: String,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}:{}: {}", self.file, self.line, self.message)
    }
}

/// One line of a file, split into columns.
pub(super) struct Record<'a> {
    file: &'static str,
    pub(super) line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Record<'a> {
    pub(super) fn error(&self, message: impl Into<String>) -> DataError {
        DataError {
            file: self.file,
            line: self.line,
            message: message.into(),
        }
    }

    pub(super) fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    pub(super) fn required(&self, column: usize, what: &str) -> Result<&'a str, DataError> {
        match self.cell(column) {
            "" => Err(self.error(format!("the {what} is missing"))),
            text => Ok(text),
        }
    }

    pub(super) fn code<const LENGTH: usize>(
        &self,
        column: usize,
        what: &str,
    ) -> Result<String, DataError> {
        letters::<LENGTH>(self.cell(column)).ok_or_else(|| {
            self.error(format!(
                "{what} {:?} is not {LENGTH} capital letters",
                self.cell(column)
            ))
        })
    }

    pub(super) fn codes(&self, column: usize, what: &str) -> Result<Vec<String>, DataError> {
        let codes = self.cell(column).split(' ').filter(|code| !code.is_empty());
        codes
            .map(|code| {
                letters::<2>(code)
                    .ok_or_else(|| self.error(format!("{what} {code:?} is not a code")))
            })
            .collect()
    }

    pub(super) fn numeric(&self, column: usize) -> Result<Option<u16>, DataError> {
        match self.cell(column) {
            "" => Ok(None),
            text if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(text.parse().ok())
            }
            text => Err(self.error(format!("numeric code {text:?} is not three digits"))),
        }
    }

    pub(super) fn date(&self, column: usize) -> Result<Option<Date>, DataError> {
        match self.cell(column) {
            "" => Ok(None),
            text => match text.parse().ok() {
                Some(date) => Ok(Some(date)),
                None => Err(self.error(format!("{text:?} is not a date YYYY-MM-DD"))),
            },
        }
    }

    pub(super) fn names(&self, column: usize) -> Vec<String> {
        self.cell(column)
            .split("; ")
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// The names of the columns in a file. The first line that is not a comment must have exactly these names.
fn columns(file: &str) -> &'static [&'static str] {
    match file {
        TERRITORIES => &[
            "code",
            "status",
            "alpha-3",
            "numeric",
            "name",
            "withdrawn",
            "successors",
            "other names",
        ],
        CURRENCIES => &[
            "code",
            "numeric",
            "minor-units",
            "name",
            "introduced",
            "withdrawn",
            "ISO-withdrawal",
            "successor",
            "other names",
        ],
        DEFAULTS => &["territory name", "territory", "currency name", "currency"],
        _ => &["territory", "currency", "from", "until"],
    }
}

/// Returns the date when the file was checked, and the file's data lines.
pub(super) fn records<'a>(
    file: &'static str,
    text: &'a str,
) -> Result<(Date, Vec<Record<'a>>), DataError> {
    let mut checked_on = None;
    let mut has_columns = false;
    let mut records = Vec::new();
    for (index, content) in text.lines().enumerate() {
        let record = Record {
            file,
            line: index + 1,
            cells: content.split('\t').collect(),
        };
        if let Some(comment) = content.strip_prefix('#') {
            if let Some(day) = comment.strip_prefix(" Checked on: ") {
                checked_on = day.parse().ok();
            }
        } else if !has_columns {
            if record.cells != columns(file) {
                return Err(record.error(format!("the columns must be {:?}", columns(file))));
            }
            has_columns = true;
        } else if record.cells.len() != columns(file).len() {
            let count = record.cells.len();
            let plural = if count == 1 { "" } else { "s" };
            let message = format!(
                "has {count} column{plural} and must have {}",
                columns(file).len()
            );
            return Err(record.error(message));
        } else {
            records.push(record);
        }
    }
    let error = |message: &str| DataError {
        file,
        line: 1,
        message: message.to_owned(),
    };
    if records.is_empty() {
        return Err(error("has no data"));
    }
    let checked_on = checked_on
        .ok_or_else(|| error("the first comments have no line `# Checked on: YYYY-MM-DD`"))?;
    Ok((checked_on, records))
}

/// Returns the first day and the end of a period: a year, a month, a day, or a span `a..b`. The end of a year or month
/// is the day after its last day, but the end of a single day is the day itself. A span starts with the first day of
/// `a` and ends with the end of `b`.
pub(super) fn period(text: &str) -> Option<(Date, Date)> {
    if let Some((first, last)) = text.split_once("..") {
        return Some((period(first)?.0, period(last)?.1));
    }
    if let Ok(day) = text.parse::<Date>() {
        return Some((day, day));
    }
    if let Ok(first) = format!("{text}-01").parse::<Date>() {
        let after =
            Date::new(first.year(), first.month() + 1, 1).or(Date::new(first.year() + 1, 1, 1))?;
        return Some((first, after));
    }
    let first: Date = format!("{text}-01-01").parse().ok()?;
    Some((first, Date::new(first.year() + 1, 1, 1)?))
}

pub(super) fn letters<const LENGTH: usize>(text: &str) -> Option<String> {
    (text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_uppercase()))
        .then(|| text.to_owned())
}
