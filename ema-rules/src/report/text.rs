//! Writes a report as text for a terminal.

use std::fmt;
use std::time::Duration;

use super::by_rule::OfRule;
use super::{FileSummary, Report};
use crate::engine::Severity;
use crate::marks::printable;
use crate::wording::{counted, thousands};

/// A report as text, grouped by rule. Findings with the same message share a line, which names the first cells and is
/// followed by the help.
///
/// [`TextReport::colored`] colors the severities with terminal escape codes.
#[derive(Debug)]
pub struct TextReport<'a> {
    report: &'a Report,
    colored: bool,
    took: Option<Duration>,
    more: &'a str,
    more_fixed: &'a str,
}

impl Report {
    /// Returns the report as text.
    #[must_use]
    pub fn as_text(&self) -> TextReport<'_> {
        TextReport {
            report: self,
            colored: false,
            took: None,
            more: "",
            more_fixed: "",
        }
    }
}

impl<'a> TextReport<'a> {
    /// Turns colors on or off.
    #[must_use]
    pub fn colored(mut self, colored: bool) -> Self {
        self.colored = colored;
        self
    }

    /// Adds the elapsed time to the last line.
    #[must_use]
    pub fn took(mut self, time: Duration) -> Self {
        self.took = Some(time);
        self
    }

    /// Sets the hint after `… and 12 more`, about where to find the other findings.
    #[must_use]
    pub fn more(mut self, hint: &'a str) -> Self {
        self.more = hint;
        self
    }

    /// Sets the hint after `… and 12 more` below the fixed cells, about where to find the other cells.
    #[must_use]
    pub fn more_fixed(mut self, hint: &'a str) -> Self {
        self.more_fixed = hint;
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

    fn write_rule(&self, f: &mut fmt::Formatter<'_>, of_rule: &OfRule<'_>) -> fmt::Result {
        let OfRule {
            severity,
            rule,
            count,
            ref messages,
        } = *of_rule;
        let counted = match count {
            1 => String::new(),
            several => format!(" ({})", thousands(several)),
        };
        let name = self.paint("1", rule.name());
        writeln!(
            f,
            "{} {name}: {}{counted}",
            self.severity(severity),
            rule.summary()
        )?;
        let several_sheets = self.report.summary().sheets.len() > 1;
        let mut shown = messages.iter().take(MESSAGES).peekable();
        let mut rest = count;
        while let Some(message) = shown.next() {
            rest -= message.count();
            let first = message.first();
            let cells = message.cells_in_words(several_sheets);
            let cells = printable(&cells);
            let text = printable(&first.message);
            match &first.field {
                Some(field) if first.place.row.is_some() => {
                    writeln!(f, "  {} {cells}: {text}", printable(field))?;
                }
                _ => writeln!(f, "  {cells}: {text}")?,
            }
            let help_follows = shown
                .peek()
                .is_none_or(|next| next.first().help != first.help);
            if help_follows {
                writeln!(f, "    {} {}", self.paint("2", "→"), printable(&first.help))?;
            }
        }
        if rest > 0 {
            writeln!(f, "  … and {} more{}", thousands(rest), self.more)?;
        }
        writeln!(f)
    }
}

/// The maximum number of distinct messages shown for a rule.
const MESSAGES: usize = 8;

/// The maximum number of territories whose time zones are shown.
const ZONES: usize = 6;

/// Lists the zones used for local times, for the first few territories:
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
                more => format!(" and {more} more"),
            };
            writeln!(f, "  local times: {zones}{more}")?;
        }
        writeln!(f)?;
        if let Some(fixed) = self.report.fixed() {
            fixed.write(f, summary.sheets.len() > 1, self.more_fixed)?;
        }
        for of_rule in self.report.by_rule() {
            self.write_rule(f, &of_rule)?;
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
