//! The report of a file as a part of a page: what was checked, and rule by rule what was found.

use std::fmt;

use maud::{Markup, html};

use super::excerpt::{Shown, tables};
use super::page::HtmlPage;
use super::rows::Rows;
use super::text::{shown, shown_short};
use super::timeline::Timeline;
use crate::finding::{Finding, Place};
use crate::report::{Report, alike, cells_in_words, counted, thousands, zones_in_words};
use crate::rule::{Rule, Severity};

/// How many messages of a rule are shown, and how many findings with their rows.
const MESSAGES: usize = 40;
const ROWS: usize = 40;

/// A report as a page: the findings by rule, each with what to do and the row in which it is, and the
/// timeline of the windows.
///
/// [`Display`](fmt::Display) writes a page of this report alone, [`HtmlPage::report`] adds it
/// to a page of several.
#[derive(Debug)]
pub struct HtmlReport<'a> {
    report: &'a Report,
    rules: Vec<OfRule<'a>>,
    rows: Shown<'a>,
    timeline: Option<Timeline>,
    more: &'a str,
}

/// What is shown of a rule.
#[derive(Debug)]
struct OfRule<'a> {
    severity: Severity,
    rule: &'static Rule,
    count: usize,
    /// Findings that say the same, together, and of how many of them the row is shown.
    messages: Vec<(Vec<&'a Finding>, usize)>,
}

impl Report {
    /// The report as a page.
    #[must_use]
    pub fn as_html(&self) -> HtmlReport<'_> {
        let mut rows = Shown::default();
        let rules = self.by_rule().into_iter();
        let rules: Vec<OfRule<'_>> = rules
            .map(|(severity, rule, findings)| {
                let count = findings.len();
                let mut same = alike(&findings);
                same.truncate(MESSAGES);
                let each = (ROWS / same.len().max(1)).max(1);
                let messages = same.into_iter().map(|same| {
                    let shown = same.len().min(each);
                    (same, shown)
                });
                OfRule {
                    severity,
                    rule,
                    count,
                    messages: messages.collect(),
                }
            })
            .collect();
        for (findings, shown) in rules.iter().flat_map(|rule| &rule.messages) {
            for finding in &findings[..*shown] {
                rows.want(finding);
            }
        }
        HtmlReport {
            report: self,
            rules,
            rows,
            timeline: None,
            more: "",
        }
    }
}

impl<'a> HtmlReport<'a> {
    /// Shows the rows of the findings.
    #[must_use]
    pub fn rows(mut self, rows: &'a Rows) -> Self {
        self.rows.find(rows);
        self
    }

    /// Shows the windows of the file too.
    #[must_use]
    pub fn timeline(mut self, timeline: Timeline) -> Self {
        self.timeline = Some(timeline);
        self
    }

    /// What is to be read where not everything is shown: where the rest is found.
    #[must_use]
    pub fn more(mut self, hint: &'a str) -> Self {
        self.more = hint;
        self
    }

    /// The name of the file.
    pub(super) fn name(&self) -> &str {
        let name = self.report.summary().file.name.as_deref();
        name.unwrap_or("the file")
    }

    pub(super) fn count(&self, severity: Severity) -> usize {
        self.report.count(severity)
    }

    pub(super) fn render(&self, number: usize) -> Markup {
        html! {
            section aria-labelledby={ "file" (number) } {
                h2 id={ "file" (number) } { (shown(self.name())) }
                (self.summary())
                h3 id={ "findings" (number) } { "Findings" }
                @if self.rules.is_empty() {
                    p { "Nothing was found." }
                }
                @for (index, rule) in self.rules.iter().enumerate() {
                    (self.rule(rule, index < 3 && rule.severity == Severity::Error))
                }
                @if let Some(timeline) = &self.timeline {
                    h3 id={ "timeline" (number) } { "Timeline" }
                    (super::chart::timeline(timeline, self.more))
                }
            }
        }
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

    fn rule(&self, of_rule: &OfRule<'_>, is_open: bool) -> Markup {
        let rule = of_rule.rule;
        let page = rule.page();
        let several_sheets = self.report.summary().sheets.len() > 1;
        let told: usize = of_rule.messages.iter().map(|(same, _)| same.len()).sum();
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
                    @for (index, (same, shown)) in of_rule.messages.iter().enumerate() {
                        @let next = of_rule.messages.get(index + 1);
                        @let helps = next.is_none_or(|(next, _)| next[0].help != same[0].help);
                        (self.message(same, *shown, helps, several_sheets))
                    }
                    @if told < of_rule.count {
                        p class="soft" {
                            "And " (counted(of_rule.count - told, "more finding")) " of this rule, which "
                            "say other things of other cells" (self.more) "."
                        }
                    }
                    @if !page.source.is_empty() {
                        p class="soft" { "Source: " (with_code(page.source)) }
                    }
                }
            }
        }
    }

    fn message(&self, same: &[&Finding], rows: usize, helps: bool, several_sheets: bool) -> Markup {
        let first = same[0];
        let places: Vec<&Place> = same.iter().map(|finding| &finding.place).collect();
        let field = first.field.as_deref().filter(|_| first.place.row.is_some());
        html! {
            div class="found" {
                p {
                    @if let Some(field) = field { b { (shown_short(field, 60)) } " " }
                    b { (shown(&cells_in_words(&places, several_sheets))) } ": "
                    (with_code(&first.message))
                }
                @if helps || same.len() > 1 { p class="help" { (with_code(&first.help)) } }
                (tables(&same[..rows], same.len(), &self.rows))
            }
        }
    }
}

impl fmt::Display for HtmlReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        HtmlPage::write(
            f,
            self.report.summary().as_of,
            &[],
            &[super::page::Part::Report(self)],
        )
    }
}

/// A text of the rules, in which backticks stand around what is written in cells.
pub(super) fn with_code(text: &str) -> Markup {
    let text = shown(text);
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 1 { code dir="auto" { (part) } } @else { (part) }
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
