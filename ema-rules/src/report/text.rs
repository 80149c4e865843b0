//! The report as text: what a person reads in a terminal.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::Duration;

use super::{FileSummary, Report};
use crate::finding::{Finding, Place};
use crate::marks::printable;
use crate::rule::{Rule, Severity};

/// A report as text, grouped by rule: the message, the first cells, and what to do. Findings that
/// say the same take a line together, however many they are.
///
/// [`TextReport::colored`] marks the severities with the escape codes of a terminal.
#[derive(Debug)]
pub struct TextReport<'a> {
    report: &'a Report,
    colored: bool,
    took: Option<Duration>,
    more: &'a str,
}

impl Report {
    /// The report as text.
    #[must_use]
    pub fn as_text(&self) -> TextReport<'_> {
        TextReport {
            report: self,
            colored: false,
            took: None,
            more: "",
        }
    }
}

impl<'a> TextReport<'a> {
    /// With or without colors.
    #[must_use]
    pub fn colored(mut self, colored: bool) -> Self {
        self.colored = colored;
        self
    }

    /// Says in the last line how long it took.
    #[must_use]
    pub fn took(mut self, time: Duration) -> Self {
        self.took = Some(time);
        self
    }

    /// What is to be read behind `… and 12 more`: where the others are found.
    #[must_use]
    pub fn more(mut self, hint: &'a str) -> Self {
        self.more = hint;
        self
    }

    fn paint(&self, style: &str, text: &str) -> String {
        if self.colored {
            format!("\x1b[{style}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    fn severity(&self, severity: Severity) -> String {
        let style = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Notice => "1;36",
        };
        self.paint(style, severity.as_str())
    }

    fn write_rule(
        &self,
        f: &mut fmt::Formatter<'_>,
        severity: Severity,
        rule: &Rule,
        findings: &[&Finding],
    ) -> fmt::Result {
        let count = match findings.len() {
            1 => String::new(),
            several => format!(" ({})", thousands(several)),
        };
        let name = self.paint("1", rule.name());
        writeln!(
            f,
            "{} {name}: {}{count}",
            self.severity(severity),
            rule.summary()
        )?;
        let several_sheets = self.report.summary().sheets.len() > 1;
        let alike = alike(findings);
        for (shown, same) in alike.iter().take(MESSAGES).enumerate() {
            let places: Vec<&Place> = same.iter().map(|finding| &finding.place).collect();
            let first = same[0];
            let cells = cells_in_words(&places, several_sheets);
            let cells = printable(&cells);
            let message = printable(&first.message);
            match &first.field {
                Some(field) if first.place.row.is_some() => {
                    writeln!(f, "  {} {cells}: {message}", printable(field))?;
                }
                _ => writeln!(f, "  {cells}: {message}")?,
            }
            let next = alike.get(shown + 1).filter(|_| shown + 1 < MESSAGES);
            let help_follows = next.is_none_or(|next| next[0].help != first.help);
            if help_follows {
                writeln!(f, "    {} {}", self.paint("2", "→"), printable(&first.help))?;
            }
        }
        if alike.len() > MESSAGES {
            let rest: usize = alike[MESSAGES..].iter().map(Vec::len).sum();
            writeln!(f, "  … and {} more{}", thousands(rest), self.more)?;
        }
        writeln!(f)
    }
}

/// How many different messages of a rule are shown.
const MESSAGES: usize = 8;

/// Of how many territories the time zone is shown.
const ZONES: usize = 6;

/// In which zones local times were read, in the first territories:
/// `CL in America/Coyhaique or America/Santiago, US in America/New_York`.
pub(crate) fn zones_in_words(summary: &FileSummary, most: usize) -> Option<String> {
    let zones = summary.zones.iter().take(most);
    let zones: Vec<String> = zones
        .map(|(territory, zones)| {
            let zones: Vec<&str> = zones.iter().copied().collect();
            format!("{territory} in {}", zones.join(" or "))
        })
        .collect();
    (!zones.is_empty()).then(|| zones.join(", "))
}

/// How many cells of a message are shown.
const CELLS: usize = 6;

impl fmt::Display for TextReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let summary = self.report.summary();
        let name = summary.file.name.as_deref().unwrap_or("the file");
        writeln!(
            f,
            "{} ({})",
            self.paint("1", &printable(name)),
            summary.file.format
        )?;
        for sheet in &summary.sheets {
            let known = if sheet.version_is_known {
                ""
            } else {
                "taken as "
            };
            writeln!(
                f,
                "  {}: {known}EMA {}, {} of avails, {} columns",
                printable(&sheet.name),
                sheet.ema_version,
                counted(sheet.rows, "row"),
                sheet.columns,
            )?;
        }
        if let Some(zones) = zones_in_words(summary, ZONES) {
            let more = summary.zones.len().saturating_sub(ZONES);
            let more = match more {
                0 => String::new(),
                more => format!(" and {more} more{}", self.more),
            };
            writeln!(f, "  local times: {zones}{more}")?;
        }
        writeln!(f)?;
        for (severity, rule, findings) in self.report.by_rule() {
            self.write_rule(f, severity, rule, &findings)?;
        }
        let count = |severity| {
            counted(
                self.report.count(severity),
                match severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Notice => "notice",
                },
            )
        };
        write!(
            f,
            "{}, {}, {} (profile {})",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Notice),
            summary.profile,
        )?;
        match self.took {
            Some(time) => write!(f, " in {:.1} s", time.as_secs_f64()),
            None => Ok(()),
        }
    }
}

/// Findings of one message in one column together, in the order of the first of each.
pub(crate) fn alike<'a>(findings: &[&'a Finding]) -> Vec<Vec<&'a Finding>> {
    let mut order: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    // Findings share their texts, so that most are known by where these stand, without a look at them.
    let mut order_by_place: HashMap<(*const str, Option<*const str>), usize> = HashMap::new();
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let (message, field) = (finding.message.as_str(), finding.field.as_deref());
        let place = (std::ptr::from_ref(message), field.map(std::ptr::from_ref));
        let index = *order_by_place.entry(place).or_insert_with(|| {
            *order.entry((message, field)).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            })
        });
        groups[index].push(finding);
    }
    groups
}

/// The first cells in words: `C4, C5, C9 and 1,234 more`; rows that follow each other as a range.
pub(crate) fn cells_in_words(places: &[&Place], several_sheets: bool) -> String {
    let mut ranges: Vec<(&Place, &Place)> = Vec::new();
    for place in places {
        match ranges.last_mut() {
            Some((_, last)) if follows(last, place) => *last = place,
            _ => ranges.push((place, place)),
        }
    }
    let words = |(first, last): &(&Place, &Place)| {
        let sheet = match &first.sheet {
            Some(sheet) if several_sheets && first.row.is_some() && first.position.is_none() => {
                format!("{sheet}!")
            }
            _ => String::new(),
        };
        match (first == last, first.column, first.row, last.row) {
            (true, ..) => format!("{sheet}{first}"),
            (false, None, Some(from), Some(to)) => format!("{sheet}rows {from}–{to}"),
            _ => format!("{sheet}{first}–{last}"),
        }
    };
    let shown: Vec<String> = ranges.iter().take(CELLS).map(words).collect();
    let mut out = shown.join(", ");
    if ranges.len() > CELLS {
        let told: usize = ranges[..CELLS]
            .iter()
            .map(|(first, last)| rows_between(first, last))
            .sum();
        out += &format!(" and {} more", thousands(places.len() - told));
    }
    out
}

fn follows(last: &Place, next: &Place) -> bool {
    last.position.is_none()
        && last.sheet == next.sheet
        && last.column == next.column
        && last.row.is_some_and(|row| next.row == row.checked_add(1))
}

fn rows_between(first: &Place, last: &Place) -> usize {
    let row = |place: &Place| place.row.unwrap_or_default();
    // A range runs downwards, row by row.
    (row(last) - row(first)) as usize + 1
}

pub(crate) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", thousands(count))
}

/// `12,345`.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: u16) -> Place {
        Place {
            row: Some(row),
            column: Some(column),
            ..Place::default()
        }
    }

    #[test]
    fn rows_that_follow_each_other_are_a_range() {
        let places: Vec<Place> = [4, 5, 6, 9, 11, 12].map(|row| cell(row, 2)).to_vec();
        let places: Vec<&Place> = places.iter().collect();
        assert_eq!(cells_in_words(&places, false), "C4–C6, C9, C11–C12");
    }

    #[test]
    fn rows_without_a_column_are_named_as_rows() {
        let row = |row| Place {
            row: Some(row),
            sheet: Some("TV".into()),
            ..Place::default()
        };
        let places = [row(25), row(26), row(30)];
        let places: Vec<&Place> = places.iter().collect();
        assert_eq!(cells_in_words(&places, false), "rows 25–26, row 30");
        assert_eq!(cells_in_words(&places, true), "TV!rows 25–26, TV!row 30");
    }

    #[test]
    fn cells_that_are_not_shown_are_counted() {
        let places: Vec<Place> = (0..5000).map(|index| cell(4 + 2 * index, 0)).collect();
        let places: Vec<&Place> = places.iter().collect();
        assert_eq!(
            cells_in_words(&places, false),
            "A4, A6, A8, A10, A12, A14 and 4,994 more"
        );
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
