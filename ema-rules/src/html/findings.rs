//! Draws a file's report as part of a page: a summary of the check, the findings by rule, and the timeline.

use std::fmt;

use ema_model::Text;
use maud::{Markup, html};

use super::chart;
use super::excerpt::{Shown, tables};
use super::rows::Rows;
use super::text::{shown, shown_short, with_code};
use super::timeline::Timeline;
use crate::engine::{Finding, Severity};
use crate::report::{FixedCells, Message, OfRule, Report, cells_in_words, zones_in_words};
use crate::wording::{counted, thousands};

/// The maximum number of messages, and of findings with their rows, to show for a rule.
const MESSAGES: usize = 40;
const ROWS: usize = 40;

/// A report as a page. The page shows the findings by rule, with their rows and their help, followed by the timeline of
/// the windows.
///
/// [`Display`](std::fmt::Display) writes a page with only this report, and
/// [`HtmlPage::report`](super::HtmlPage::report) adds the report to a page with several parts.
#[derive(Debug)]
pub struct HtmlReport<'a> {
    pub(super) report: &'a Report,
    rules: Vec<Excerpt<'a>>,
    rows: Shown<'a>,
    timeline: Option<Timeline>,
    more: &'a str,
    more_fixed: &'a str,
}

/// The findings that are shown for a rule.
#[derive(Debug)]
struct Excerpt<'a> {
    of_rule: OfRule<'a>,
    /// The findings to show with their rows, for each message.
    rows: Vec<Vec<Finding>>,
}

impl<'a> Excerpt<'a> {
    fn of(of_rule: OfRule<'a>) -> Self {
        let each = (ROWS / of_rule.messages.len().clamp(1, MESSAGES)).max(1);
        let messages = of_rule.messages.iter().take(MESSAGES);
        let rows = messages.map(|message| message.unfold(each)).collect();
        Self { of_rule, rows }
    }
}

impl Report {
    /// Returns the report as a page.
    #[must_use]
    pub fn as_html(&self) -> HtmlReport<'_> {
        let mut rows = Shown::default();
        let rules = self.by_rule().into_iter().map(Excerpt::of);
        let rules: Vec<Excerpt<'_>> = rules.collect();
        for finding in rules.iter().flat_map(|rule| rule.rows.iter().flatten()) {
            rows.want(finding);
        }
        HtmlReport {
            report: self,
            rules,
            rows,
            timeline: None,
            more: "",
            more_fixed: "",
        }
    }
}

impl<'a> HtmlReport<'a> {
    /// Adds the rows in the file, so that findings are shown in context.
    #[must_use]
    pub fn rows(mut self, rows: &'a Rows) -> Self {
        self.rows.find(rows);
        self
    }

    /// Adds the file's timeline.
    #[must_use]
    pub fn timeline(mut self, timeline: Timeline) -> Self {
        self.timeline = Some(timeline);
        self
    }

    /// Sets the hint about where to find omitted findings.
    #[must_use]
    pub fn more(mut self, hint: &'a str) -> Self {
        self.more = hint;
        self
    }

    /// Sets the hint about where to find omitted fixed cells.
    #[must_use]
    pub fn more_fixed(mut self, hint: &'a str) -> Self {
        self.more_fixed = hint;
        self
    }

    /// The file's name.
    pub(super) fn name(&self) -> &str {
        let name = self.report.summary().file.name.as_deref();
        name.unwrap_or("the file")
    }

    pub(super) fn count(&self, severity: Severity) -> usize {
        self.report.count(severity)
    }

    /// Writes the report below its heading. `number` distinguishes the part from the other parts on the page.
    pub(super) fn write_part(&self, f: &mut fmt::Formatter<'_>, number: usize) -> fmt::Result {
        let above = html! {
            (self.summary())
            @if let Some(fixed) = self.report.fixed() { (self.fixed(fixed)) }
            h3 id={ "findings" (number) } { "Findings" }
            @if self.rules.is_empty() {
                p { "Nothing was found." }
            }
        };
        f.write_str(&above.0)?;
        for (index, rule) in self.rules.iter().enumerate() {
            let is_open = index < 3 && rule.of_rule.severity == Severity::Error;
            f.write_str(&self.rule(rule, is_open).0)?;
        }
        let Some(timeline) = &self.timeline else {
            return Ok(());
        };
        let heading = html! { h3 id={ "timeline" (number) } { "Timeline" } };
        f.write_str(&heading.0)?;
        chart::write(f, timeline, self.more)
    }

    fn summary(&self) -> Markup {
        let summary = self.report.summary();
        html! {
            @for sheet in &summary.sheets {
                p {
                    (shown(&sheet.name)) ": "
                    @if !sheet.version_is_known { "taken as " }
                    "EMA " (sheet.ema_version) ", " (counted(sheet.rows, "row")) " of avails, "
                    (counted(sheet.columns, "column"))
                }
            }
            p class="soft" {
                "Read as " (summary.file.format.as_str()) ", checked against the profile "
                (summary.profile) "."
                @if let Some(zones) = zones_in_words(summary, usize::MAX) {
                    " Local times: " (zones) "."
                }
            }
            dl class="counts" {
                @for severity in [Severity::Error, Severity::Warning, Severity::Notice] {
                    @let count = self.report.count(severity);
                    div class=[(count > 0).then_some(severity)] {
                        dt { (plural(severity, count)) }
                        dd { (thousands(count)) }
                    }
                }
            }
        }
    }

    /// The cells that were fixed, each with its text before and after the fix.
    fn fixed(&self, fixed: &FixedCells) -> Markup {
        const LONG: usize = 70;
        let several_sheets = self.report.summary().sheets.len() > 1;
        let (first, more) = fixed.first(MESSAGES);
        let heading = format!("{} fixed", counted(fixed.count(), "cell"));
        let text = |text: Option<&str>| {
            let text = text.filter(|text| !text.is_empty());
            html! {
                @if let Some(text) = text { code dir="auto" { (shown_short(text, LONG)) } }
                @else { i { "blank" } }
            }
        };
        html! {
            h3 { (heading) }
            @if !first.is_empty() {
                div class="wide scroll" tabindex="0" role="group" aria-label=(heading) {
                    table {
                        thead { tr {
                            @for name in ["Column", "Cells", "Before", "After", "Why"] {
                                th scope="col" { b { (name) } }
                            }
                        } }
                        tbody { @for cells in first {
                            @let finding = &cells.first;
                            tr {
                                th scope="row" {
                                    (shown_short(finding.field.as_deref().unwrap_or_default(), 60))
                                }
                                td { (shown(&cells_in_words(&[cells], several_sheets))) }
                                td { (text(finding.value.as_deref())) }
                                td { (text(finding.fix.as_deref())) }
                                td { (with_code(&finding.message)) }
                            }
                        } }
                    }
                }
            }
            @if more > 0 {
                p class="soft" { "And " (counted(more, "more cell")) (self.more_fixed) "." }
            }
        }
    }

    fn rule(&self, excerpt: &Excerpt<'_>, is_open: bool) -> Markup {
        let of_rule = &excerpt.of_rule;
        let rule = of_rule.rule;
        let page = rule.page();
        let several_sheets = self.report.summary().sheets.len() > 1;
        let messages = of_rule.messages.iter().zip(&excerpt.rows);
        let shown: usize = messages.clone().map(|(message, _)| message.count()).sum();
        html! {
            details class={ "rule " (of_rule.severity) } open[is_open] {
                summary {
                    span class="word" { (capitalized(of_rule.severity)) }
                    h4 { (rule.summary()) }
                    code { (rule.name()) }
                    span class="count" { (thousands(of_rule.count)) }
                }
                div class="in" {
                    @if !page.why.is_empty() { p class="soft" { (with_code(page.why)) } }
                    @for (index, (message, rows)) in messages.enumerate() {
                        @let next = of_rule.messages.get(index + 1).filter(|_| index + 1 < MESSAGES);
                        @let helps = next.is_none_or(|next| next.first().help != message.first().help);
                        (self.message(message, rows, helps, several_sheets))
                    }
                    @if shown < of_rule.count {
                        p class="soft rest" {
                            "And " (counted(of_rule.count - shown, "more finding")) " of this rule, which "
                            "concern other cells" (self.more) "."
                        }
                    }
                    @if !page.source.is_empty() {
                        p class="soft" { "Source: " (with_code(page.source)) }
                    }
                }
            }
        }
    }

    fn message(
        &self,
        message: &Message<'_>,
        rows: &[Finding],
        helps: bool,
        several_sheets: bool,
    ) -> Markup {
        let (first, count) = (message.first(), message.count());
        let field = first.field.as_deref().filter(|_| first.place.row.is_some());
        // The script sorts by these positions. Findings about the file or a sheet come first.
        let mut sheets = self.report.summary().sheets.iter();
        let is_there = |name: &Text| sheets.position(|sheet| sheet.name == *name);
        let sheet = first.place.sheet.as_ref().and_then(is_there);
        let sheet = sheet.map_or(0, |index| index + 1);
        html! {
            div class="found" data-sheet=(sheet) data-row=(first.place.row.unwrap_or(0)) {
                p {
                    @if let Some(field) = field { b { (shown_short(field, 60)) } " " }
                    b { (shown(&message.cells_in_words(several_sheets))) } ": "
                    (with_code(&first.message))
                }
                @if helps || count > 1 { p class="help" { (with_code(&first.help)) } }
                (tables(rows, count, &self.rows))
            }
        }
    }
}

fn capitalized(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Notice => "Notice",
    }
}

fn plural(severity: Severity, count: usize) -> &'static str {
    match (severity, count) {
        (Severity::Error, 1) => "error",
        (Severity::Error, _) => "errors",
        (Severity::Warning, 1) => "warning",
        (Severity::Warning, _) => "warnings",
        (Severity::Notice, 1) => "notice",
        (Severity::Notice, _) => "notices",
    }
}
