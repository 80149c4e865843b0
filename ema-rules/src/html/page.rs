//! The page around the parts: head, tools, legend, and how much of a timeline is drawn.

use std::fmt;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::draw;
use super::findings::HtmlReport;
use super::plan::Plan;
use super::text::{shown, shown_short};
use super::timeline::{Lane, State, Timeline, Title};
use crate::holdings::Outcome;
use crate::report::{counted, thousands};
use crate::time::Instant;

/// The colors and the drawings, which a drawing on its own has too.
pub(super) const DRAWING: &str = include_str!("drawing.css");
const STYLE: &str = concat!(include_str!("drawing.css"), include_str!("page.css"));
const SCRIPT: &str = include_str!("script.js");

/// SHA-256 of [`STYLE`] and [`SCRIPT`], which are all that may style and run.
const STYLE_HASH: &str = "sha256-IT0YlXG40guzWHlqYnDDePSTRLZGEn/ehUj4/Kon9tE=";
const SCRIPT_HASH: &str = "sha256-siXvADikyLuZszHyg7zTELYGWREYOrtgO3pTOiToAUU=";

/// How many bytes of lanes are drawn, and of titles in all: with more, a browser takes its time.
const LANES: usize = 5_000_000;
const TITLES: usize = 7_000_000;

/// How many lanes of one title are drawn.
const OF_TITLE: usize = 200;

/// Titles are unfolded where there are no more of them than can be seen at once.
const UNFOLDED: usize = 6;

/// A page of reports, timelines and plans of changes.
///
/// ```
/// use ema_rules::{Holdings, Instant, html::{HtmlPage, Timeline}};
///
/// let as_of = Instant::from_utc("2026-11-21T00:00:00".parse()?);
/// let held = Timeline::of_holdings(&Holdings::new(), as_of);
/// let page = HtmlPage::new(as_of).timeline("what is held", held, "");
/// assert!(page.to_string().starts_with("<!DOCTYPE html>"));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug)]
pub struct HtmlPage<'a> {
    as_of: Instant,
    parts: Vec<Owned<'a>>,
}

#[derive(Debug)]
enum Owned<'a> {
    Report(HtmlReport<'a>),
    Timeline(String, Timeline, &'a str),
    Plan(Plan<'a>),
}

/// A part of a page.
pub(super) enum Part<'a> {
    Report(&'a HtmlReport<'a>),
    Timeline(&'a str, &'a Timeline, &'a str),
    Plan(&'a Plan<'a>),
}

impl<'a> HtmlPage<'a> {
    /// A page without parts. `as_of` is the moment at which everything on it is judged.
    #[must_use]
    pub fn new(as_of: Instant) -> Self {
        Self {
            as_of,
            parts: Vec::new(),
        }
    }

    /// Adds the report of a file.
    #[must_use]
    pub fn report(mut self, report: HtmlReport<'a>) -> Self {
        self.parts.push(Owned::Report(report));
        self
    }

    /// Adds a timeline under a name. `more` says where the rest is found if not everything is drawn.
    #[must_use]
    pub fn timeline(mut self, name: impl Into<String>, timeline: Timeline, more: &'a str) -> Self {
        self.parts
            .push(Owned::Timeline(name.into(), timeline, more));
        self
    }

    /// Adds what the feed of a name has done: each title that it changes, before and after.
    #[must_use]
    pub fn outcome(mut self, name: impl Into<String>, outcome: &'a Outcome, more: &'a str) -> Self {
        self.parts
            .push(Owned::Plan(Plan::of(name.into(), outcome, more)));
        self
    }

    /// Adds why a feed was not applied.
    #[must_use]
    pub fn refused(mut self, name: impl Into<String>, reason: &'a str) -> Self {
        self.parts
            .push(Owned::Plan(Plan::refused(name.into(), reason)));
        self
    }

    pub(super) fn write(
        f: &mut fmt::Formatter<'_>,
        as_of: Instant,
        parts: &[Part<'_>],
    ) -> fmt::Result {
        f.write_str(&page(as_of, parts).0)
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
        Self::write(f, self.as_of, &parts)
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

    /// `number` tells it from the other parts of the page.
    fn render(&self, number: usize) -> Markup {
        match self {
            Self::Report(report) => report.render(number),
            Self::Timeline(name, drawn, more) => html! {
                section aria-labelledby={ "file" (number) } {
                    h2 id={ "file" (number) } { (shown(name)) }
                    (timeline(drawn, more))
                }
            },
            Self::Plan(plan) => plan.render(number),
        }
    }
}

fn page(as_of: Instant, parts: &[Part<'_>]) -> Markup {
    let heading = match parts {
        [Part::Report(_), ..] => "Avails report",
        [Part::Timeline(..), ..] => "Avails timeline",
        [Part::Plan(_), ..] | [] => "What changes on the platform",
    };
    let has_reports = parts.iter().any(|part| matches!(part, Part::Report(_)));
    let names: Vec<_> = parts
        .iter()
        .map(|part| shown_short(part.name(), 80))
        .collect();
    let policy = format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; \
         form-action 'none'"
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (heading) ": " (names.join(", ")) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#main" { "Skip to the report" }
                svg class="defs" aria-hidden="true" { (draw::definitions()) }
                header {
                    h1 { (heading) }
                    p class="soft" { "As of " (draw::minute(as_of)) }
                    @if parts.len() > 1 {
                        nav aria-label="Files" {
                            @for (index, name) in names.iter().enumerate() {
                                a href={ "#file" (index) } { (name) } " "
                            }
                        }
                    }
                }
                main id="main" {
                    (tools(has_reports))
                    @for (number, part) in parts.iter().enumerate() { (part.render(number)) }
                }
                footer {
                    p { "Made by the EMA Avails SDK. Times are in UTC; the words of a window are as its row writes them, in the time of its territory." }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// What only works with the script, and is shown by it.
fn tools(has_reports: bool) -> Markup {
    html! {
        div id="tools" role="search" hidden {
            label { "Show only " input type="search" placeholder="a title, an ID, a column, a word"; }
            @if has_reports {
                @for (grade, word) in [("error", "Errors"), ("warning", "Warnings"), ("notice", "Notices")] {
                    label { input type="checkbox" value=(grade) checked; " " (word) }
                }
            }
            button type="button" value="open" { "Unfold all" }
            button type="button" value="fold" { "Fold all" }
            output aria-live="polite" {}
        }
    }
}

/// A timeline: legend, axis, and title by title its lanes.
pub(super) fn timeline(timeline: &Timeline, more: &str) -> Markup {
    if timeline.is_empty() {
        return html! { p { "There is no window to draw." (passed_over(timeline)) } };
    }
    let unfolded = timeline.titles.len() <= UNFOLDED;
    let mut drawn = String::new();
    let (mut folded_away, mut left_out) = (0, 0);
    for title in &timeline.titles {
        if drawn.len() < LANES {
            drawn.push_str(&with_lanes(title, timeline, unfolded).0);
        } else if drawn.len() < TITLES {
            folded_away += 1;
            drawn.push_str(&without_lanes(title, timeline).0);
        } else {
            left_out += 1;
        }
    }
    html! {
        p {
            (counted(timeline.titles.len(), "title")) ". A lane is an offer in the territories in "
            "which it has the same windows. Titles with windows that overlap come first."
            (passed_over(timeline))
        }
        @if folded_away > 0 {
            p {
                "Of " (counted(folded_away, "title")) " at the end only one line is drawn, all windows "
                "together, to keep this page small" (more) "."
            }
        }
        @if left_out > 0 {
            p { (counted(left_out, "title")) " after these can't be drawn at all" (more) "." }
        }
        (legend())
        div class="timeline" {
            div class="axis" {
                span {}
                svg height=(draw::AXIS) aria-hidden="true" { (draw::axis(timeline)) }
            }
            svg class="lines" aria-hidden="true" { (draw::lines(timeline)) }
            (PreEscaped(drawn))
        }
    }
}

fn passed_over(timeline: &Timeline) -> String {
    match timeline.passed_over {
        0 => String::new(),
        rows => format!(
            " {} not drawn: nobody can tell the scope, the entry type or the window.",
            if rows == 1 {
                "1 row is".to_owned()
            } else {
                format!("{} rows are", thousands(rows))
            },
        ),
    }
}

fn with_lanes(title: &Title, timeline: &Timeline, is_open: bool) -> Markup {
    let more = title.lanes.len().saturating_sub(OF_TITLE);
    html! {
        details class="title" open[is_open] {
            summary { (line(title, timeline)) }
            ul class="lanes" {
                @for lane in title.lanes.iter().take(OF_TITLE) {
                    li class="lane" { (lane_of(lane, timeline)) }
                }
                @if more > 0 {
                    li { (counted(more, "more lane")) " of this title can't be drawn here." }
                }
            }
        }
    }
}

fn without_lanes(title: &Title, timeline: &Timeline) -> Markup {
    html! { div class="flat" { (line(title, timeline)) } }
}

/// The line of a title: its name, what there is of it, and all windows together.
fn line(title: &Title, timeline: &Timeline) -> Markup {
    let mut says = vec![counted(title.lanes.len(), "lane")];
    for state in [State::Live, State::Future, State::Ended] {
        let count = title.count(state);
        if count > 0 {
            says.push(format!("{} {}", thousands(count), state.as_str()));
        }
    }
    let overlapping = title.overlapping();
    let (id, licensor) = (shown_short(&title.id, 80), shown_short(&title.licensor, 60));
    html! {
        span class="name" {
            @if title.name.is_empty() { (id) } @else { bdi { (shown_short(&title.name, 100)) } }
            small {
                @if !title.name.is_empty() { bdi { (id) } " · " }
                bdi { (licensor) } " · " (says.join(", "))
                @if overlapping > 0 { " · " span class="bad" { (counted(overlapping, "overlap")) } }
            }
        }
        svg height="18" aria-hidden="true" {
            (draw::strip(title, timeline))
        }
    }
}

fn lane_of(lane: &Lane, timeline: &Timeline) -> Markup {
    let (offer, territories, lines) = draw::label(lane);
    html! {
        div {
            bdi { (shown_short(&offer, 120)) }
            " in " (territories)
            @for (line, is_bad) in lines {
                small class=[is_bad.then_some("bad")] { (line) }
            }
        }
        svg height=(draw::height(lane)) role="group" aria-label=(shown_short(&offer, 120)) {
            (draw::lane(lane, &timeline.axis))
        }
    }
}

fn legend() -> Markup {
    html! {
        ul class="legend" aria-label="Legend" {
            @for (class, word) in [("l", "live"), ("f", "future"), ("e", "ended"), ("o", "overlap")] {
                li {
                    svg aria-hidden="true" { rect class=(class) x="1" y="1" width="95%" height="80%" {} }
                    (word)
                }
            }
            li {
                svg aria-hidden="true" { line class="p" x1="0" x2="100%" y1="50%" y2="50%" {} }
                "gap"
            }
            li {
                svg aria-hidden="true" {
                    rect class="l" x="0" y="1" width="100%" height="80%" {}
                    rect class="open" x="20%" width="80%" height="100%" {}
                }
                "open, or beyond the axis"
            }
            li {
                svg aria-hidden="true" { line class="now" x1="50%" x2="50%" y1="0" y2="100%" {} }
                "the as-of day"
            }
        }
    }
}
