//! Assembles a page from its head, its overview, its tools and its parts.

use std::fmt;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::findings::HtmlReport;
use super::plan::Plan;
use super::text::{shown, shown_short, with_code};
use super::timeline::Timeline;
use super::words::as_of_in_words;
use super::{chart, draw};
use crate::conventions::Conventions;
use crate::engine::Severity;
use crate::holdings::{Diff, Outcome};
use crate::time::AsOf;
use crate::wording::{counted, thousands};

/// The styles for colors and drawings, which SVG files also need.
pub(super) const DRAWING: &str = include_str!("drawing.css");
const STYLE: &str = concat!(include_str!("drawing.css"), include_str!("page.css"));
const SCRIPT: &str = include_str!("script.js");

/// SHA-256 hashes of [`STYLE`] and [`SCRIPT`]. The page allows no other styles or scripts.
const STYLE_HASH: &str = "sha256-MKmDAyNf6mqWEY2jaV9BTNhAkRG8PkLfbZAiM4w2fps=";
const SCRIPT_HASH: &str = "sha256-E3gTPColI5BU88FjGrLM7Qz7PdlFkEj1dFIA1QviHJs=";

/// A page of reports, timelines and plans of changes.
///
/// ```
/// use ema_rules::{AsOf, Holdings, Conventions, html::{HtmlPage, Timeline}};
///
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let held = Timeline::of_holdings(&Holdings::new(), as_of, &Conventions::prime_video());
/// let page = HtmlPage::new(as_of).timeline("what is held", held, "");
/// assert!(page.to_string().starts_with("<!DOCTYPE html>"));
/// # Ok::<(), ema_rules::time::InvalidAsOf>(())
/// ```
#[derive(Debug)]
pub struct HtmlPage<'a> {
    as_of: AsOf,
    unreadable: Vec<(String, String)>,
    parts: Vec<Owned<'a>>,
}

#[derive(Debug)]
enum Owned<'a> {
    Report(HtmlReport<'a>),
    Timeline(String, Timeline, &'a str),
    Plan(Plan<'a>),
}

/// A part on a page.
pub(super) enum Part<'a> {
    Report(&'a HtmlReport<'a>),
    Timeline(&'a str, &'a Timeline, &'a str),
    Plan(&'a Plan<'a>),
}

impl<'a> HtmlPage<'a> {
    /// Creates an empty page. `as_of` is the instant or day that everything on the page treats as now.
    #[must_use]
    pub fn new(as_of: impl Into<AsOf>) -> Self {
        Self {
            as_of: as_of.into(),
            unreadable: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Adds a file that could not be read to the list at the top of the page, so that a missing report is not mistaken
    /// for a report without findings.
    #[must_use]
    pub fn unreadable(mut self, name: impl Into<String>, why: impl Into<String>) -> Self {
        self.unreadable.push((name.into(), why.into()));
        self
    }

    /// Adds the report on a file.
    #[must_use]
    pub fn report(mut self, report: HtmlReport<'a>) -> Self {
        self.parts.push(Owned::Report(report));
        self
    }

    /// Adds a timeline under a name. `more` says where to find titles and lanes that are omitted.
    #[must_use]
    pub fn timeline(mut self, name: impl Into<String>, timeline: Timeline, more: &'a str) -> Self {
        self.parts
            .push(Owned::Timeline(name.into(), timeline, more));
        self
    }

    /// Adds a feed's effect under a name. The page shows each title that the feed changes, before and after. `more`
    /// says where to find titles and lanes that are omitted.
    #[must_use]
    pub fn outcome(mut self, name: impl Into<String>, outcome: &'a Outcome, more: &'a str) -> Self {
        self.parts
            .push(Owned::Plan(Plan::of(name.into(), outcome, more)));
        self
    }

    /// Adds a comparison of two sets of avails under a name. The page shows each title that differs, before and after.
    /// `more` says where to find titles and lanes that are omitted.
    #[must_use]
    pub fn diff(
        mut self,
        name: impl Into<String>,
        diff: &'a Diff,
        conventions: &Conventions,
        more: &'a str,
    ) -> Self {
        let plan = Plan::of_diff(name.into(), diff, self.as_of, conventions, more);
        self.parts.push(Owned::Plan(plan));
        self
    }

    /// Adds a feed that was not applied, with the reason why it was refused.
    #[must_use]
    pub fn refused(mut self, name: impl Into<String>, reason: &'a str) -> Self {
        self.parts
            .push(Owned::Plan(Plan::refused(name.into(), reason)));
        self
    }

    pub(super) fn write(
        f: &mut fmt::Formatter<'_>,
        as_of: AsOf,
        unreadable: &[(String, String)],
        parts: &[Part<'_>],
    ) -> fmt::Result {
        f.write_str(&start(as_of, unreadable, parts).0)?;
        for (number, part) in parts.iter().enumerate() {
            part.write(f, number)?;
        }
        f.write_str(&end().0)
    }
}

impl fmt::Display for HtmlPage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<Part<'_>> = self
            .parts
            .iter()
            .map(|part| match part {
                Owned::Report(report) => Part::Report(report),
                Owned::Timeline(name, timeline, more) => Part::Timeline(name, timeline, more),
                Owned::Plan(plan) => Part::Plan(plan),
            })
            .collect();
        Self::write(f, self.as_of, &self.unreadable, &parts)
    }
}

impl fmt::Display for HtmlReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        HtmlPage::write(f, self.report.summary().as_of, &[], &[Part::Report(self)])
    }
}

impl Part<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Report(report) => report.name(),
            Self::Timeline(name, ..) => name,
            Self::Plan(plan) => &plan.name,
        }
    }

    /// Writes the part. `number` distinguishes the part from the other parts on the page.
    fn write(&self, f: &mut fmt::Formatter<'_>, number: usize) -> fmt::Result {
        let heading = html! { h2 id={ "file" (number) } { (shown(self.name())) } };
        write!(f, "<section aria-labelledby=\"file{number}\">{}", heading.0)?;
        match self {
            Self::Report(report) => report.write_part(f, number)?,
            Self::Timeline(_, timeline, more) => chart::write(f, timeline, more)?,
            Self::Plan(plan) => plan.write_part(f)?,
        }
        f.write_str("</section>")
    }
}

/// The beginning of the page, up to its parts. The parts are written one by one, so that at most one part is in memory.
fn start(as_of: AsOf, unreadable: &[(String, String)], parts: &[Part<'_>]) -> Markup {
    let heading = match parts {
        [Part::Timeline(..), ..] => "Avails timeline",
        [Part::Plan(plan), ..] => plan.heading(),
        [Part::Report(_), ..] | [] => "Avails report",
    };
    let has_reports = parts.iter().any(|part| matches!(part, Part::Report(_)));
    let unread = unreadable.iter().map(|(name, _)| &**name);
    let names: Vec<_> = unread
        .chain(parts.iter().map(Part::name))
        .map(|name| shown_short(name, 80))
        .collect();
    let policy = format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; \
         form-action 'none'"
    );
    html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (heading) ": " (names.join(", ")) }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        a class="skip" href="#main" { "Skip to the report" }
        svg class="defs" aria-hidden="true" { (draw::definitions()) }
        header {
            h1 { (heading) }
            p class="soft" { "As of " (as_of_in_words(as_of)) }
            @if names.len() > 1 {
                nav aria-label="Files" { (overview(unreadable, parts)) }
            }
        }
        (PreEscaped("<main id=\"main\">"))
        (tools(has_reports))
        @if !unreadable.is_empty() { (told_of(unreadable)) }
    }
}

/// The end of the page, which follows the parts.
fn end() -> Markup {
    html! {
        (PreEscaped("</main>"))
        footer {
            p { "Made by the EMA Avails SDK. Times are in UTC; the dates of a window are those of its row, in the local time of its territory." }
        }
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>"))
    }
}

/// Lists the parts, with the number of findings in each report.
fn overview(unreadable: &[(String, String)], parts: &[Part<'_>]) -> Markup {
    const GRADES: [(Severity, &str); 3] = [
        (Severity::Error, "Errors"),
        (Severity::Warning, "Warnings"),
        (Severity::Notice, "Notices"),
    ];
    let links = parts.iter().enumerate().map(|(number, part)| {
        let link = html! { a href={ "#file" (number) } { bdi { (shown_short(part.name(), 80)) } } };
        (link, part)
    });
    if !matches!(parts, [Part::Report(_), ..] | []) {
        return html! { ul { @for (link, _) in links { li { (link) } } } };
    }
    html! {
        div class="wide" {
            table class="files" {
                caption { "Findings in " (counted(parts.len() + unreadable.len(), "file")) }
                thead { tr {
                    th scope="col" { "File" }
                    @for (_, name) in GRADES { th scope="col" class="number" { (name) } }
                } }
                tbody {
                    @for (name, _) in unreadable {
                        tr {
                            th scope="row" { a href="#unreadable" { bdi { (shown_short(name, 80)) } } }
                            td class="bad" colspan="3" { "could not be read" }
                        }
                    }
                    @for (link, part) in links {
                        tr {
                            th scope="row" { (link) }
                            @if let Part::Report(report) = part {
                                @for (grade, _) in GRADES {
                                    @let count = report.count(grade);
                                    td class={ "number " (if count > 0 { grade.as_str() } else { "" }) } { (thousands(count)) }
                                }
                            } @else {
                                td colspan="3" {}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Lists the files that could not be read, with the reasons.
fn told_of(unreadable: &[(String, String)]) -> Markup {
    html! {
        section aria-labelledby="unreadable" {
            h2 id="unreadable" { (counted(unreadable.len(), "file")) " could not be read" }
            @for (name, why) in unreadable {
                p { b class="bad" { bdi { (shown_short(name, 80)) } } ": " (with_code(why)) }
            }
        }
    }
}

/// The controls that need the script, which makes them visible.
fn tools(has_reports: bool) -> Markup {
    html! {
        div id="tools" role="search" hidden {
            label { "Show only " input type="search" placeholder="a title, an ID, a column, a word"; }
            @if has_reports {
                @for (grade, word) in [("error", "Errors"), ("warning", "Warnings"), ("notice", "Notices")] {
                    label { input type="checkbox" value=(grade) checked; " " (word) }
                }
            }
            @if has_reports {
                label { "Sort by " select {
                    option value="rule" { "rule" }
                    option value="row" { "row" }
                } }
            }
            button type="button" value="open" { "Unfold all" }
            button type="button" value="fold" { "Fold all" }
            output aria-live="polite" {}
        }
    }
}
