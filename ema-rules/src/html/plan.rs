//! Draws a feed's effect on a page.

use std::collections::BTreeMap;
use std::fmt;

use ema_model::TerritoryCode;
use maud::{Markup, html};

use super::chart;
use super::text::{shown, with_code};
use super::timeline::Timeline;
use crate::holdings::{Outcome, ScopeOutcome, WarningKind, some};
use crate::wording::{counted, thousands};

/// The maximum number of titles whose warnings are listed above the picture. A longer list is folded, so that the picture
/// stays at the top of the page.
const LISTED: usize = 5;

/// A feed that was applied or refused.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) name: String,
    timeline: Option<Timeline>,
    outcome: Option<&'a Outcome>,
    refused: &'a str,
    more: &'a str,
}

impl<'a> Plan<'a> {
    pub(super) fn of(name: String, outcome: &'a Outcome, more: &'a str) -> Self {
        Self {
            name,
            timeline: Some(Timeline::of_outcome(outcome)),
            outcome: Some(outcome),
            refused: "",
            more,
        }
    }

    pub(super) fn refused(name: String, reason: &'a str) -> Self {
        Self {
            name,
            timeline: None,
            outcome: None,
            refused: reason,
            more: "",
        }
    }

    /// Writes the plan below its heading.
    pub(super) fn write_part(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let above = html! {
            @if let Some(outcome) = self.outcome { (said(outcome)) } @else {
                p { b class="bad" { "Refused" } ": " (with_code(self.refused)) }
            }
            @if let Some(drawn) = &self.timeline {
                h3 { "Before and after" }
                @if drawn.as_before > 0 {
                    p class="soft" { (counted(drawn.as_before, "title")) " stay as they were and are not drawn." }
                }
                @if !drawn.is_empty() {
                    p class="soft" { "In each lane, the windows before the feed are above and paler, and those after it are below." }
                }
            }
        };
        f.write_str(&above.0)?;
        match &self.timeline {
            Some(timeline) => chart::write(f, timeline, self.more),
            None => Ok(()),
        }
    }
}

/// The numbers of changes, the warnings about the feed, the scopes where it contradicts itself, and the skipped rows.
fn said(outcome: &Outcome) -> Markup {
    let mut titles: BTreeMap<String, BTreeMap<_, Vec<TerritoryCode>>> = BTreeMap::new();
    for scope in &outcome.together {
        for warning in &scope.warnings {
            let of = &scope.scope;
            let title = format!("{} of {} ({})", of.id, of.licensor, of.rights_model);
            let warnings = titles.entry(title).or_default();
            let territories = warnings.entry((warning.kind, &*warning.message));
            let territories = territories.or_default();
            territories.extend(scope.territories.iter());
        }
    }
    html! {
        dl class="counts" {
            @for (class, one, several, count) in counts(outcome) {
                div class=[(count > 0).then_some(class)] {
                    dt { (if count == 1 { one } else { several }) }
                    dd { (thousands(count)) }
                }
            }
        }
        @if titles.len() > LISTED {
            details class="list" {
                summary { "Warnings about " (counted(titles.len(), "title")) }
                @for (title, warnings) in titles { (of_title(&title, warnings, false)) }
            }
        } @else {
            @let is_open = titles.len() == 1;
            @for (title, warnings) in titles { (of_title(&title, warnings, is_open)) }
        }
        @for (scope, conflict) in outcome.conflicts() {
            div class="found" {
                p { b class="bad" { "Rejected" } ": " (shown(&scope.to_string())) }
                p { (shown(&conflict.to_string())) }
            }
        }
        @for passed in &outcome.passed_over {
            p {
                b { "Skipped" } ": "
                @match passed.line {
                    Some(line) => { "line " (line) }
                    None => { (shown(&passed.sheet)) ", row " (passed.row) }
                }
                ": " (shown(&passed.reason.to_string()))
            }
        }
    }
}

/// A title's warnings, each shown once with all of its territories.
fn of_title(
    title: &str,
    warnings: BTreeMap<(WarningKind, &str), Vec<TerritoryCode>>,
    is_open: bool,
) -> Markup {
    let count: usize = warnings.values().map(Vec::len).sum();
    html! {
        details class="rule warning" open[is_open] {
            summary {
                span class="word" { "Warning" }
                h4 { bdi { (shown(title)) } }
                span class="count" { (thousands(count)) }
            }
            div class="in" {
                @for ((kind, message), territories) in warnings {
                    div class="found" {
                        p { code { (kind) } " in " (some(&sorted(territories))) ": " (with_code(message)) }
                    }
                }
            }
        }
    }
}

/// The counts in the summary, each with its severity, its singular name, its plural name, and the number.
fn counts(outcome: &Outcome) -> [(&'static str, &'static str, &'static str, usize); 5] {
    let sum = |of: &dyn Fn(&ScopeOutcome) -> usize| {
        let scopes = outcome.together.iter();
        scopes
            .map(|scope| scope.territories.count() * of(scope))
            .sum()
    };
    let lost = sum(&|scope| outcome.lost(scope).count());
    let new = sum(&|scope| scope.added.len());
    let change = sum(&|scope| scope.changed.len());
    let left_live = sum(&|scope| scope.left_live.len());
    let warnings = sum(&|scope| scope.warnings.len());
    [
        ("warning", "warning", "warnings", warnings),
        ("plain", "window is new", "windows are new", new),
        ("plain", "window changes", "windows change", change),
        ("error", "window is lost", "windows are lost", lost),
        (
            "error",
            "window is deleted and still live",
            "windows are deleted and still live",
            left_live,
        ),
    ]
}

/// Sorts territories by code.
fn sorted(mut territories: Vec<TerritoryCode>) -> Vec<TerritoryCode> {
    territories.sort_unstable();
    territories
}
