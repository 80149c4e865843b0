//! Draws a feed's effect on a page.

use std::collections::BTreeMap;
use std::fmt;

use ema_model::TerritoryCode;
use maud::{Markup, html};

use super::chart;
use super::text::{shown, with_code};
use super::timeline::Timeline;
use crate::conventions::Conventions;
use crate::holdings::{Diff, Outcome, ScopeDiff, ScopeOutcome, WarningKind, some};
use crate::time::AsOf;
use crate::wording::{counted, thousands};

/// The maximum number of titles whose warnings are listed above the picture. A longer list is folded, so that the picture
/// stays at the top of the page.
const LISTED: usize = 5;

/// A feed that was applied or refused, or a comparison of two sets of avails.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) name: String,
    timeline: Option<Timeline>,
    subject: Subject<'a>,
    more: &'a str,
}

#[derive(Debug)]
enum Subject<'a> {
    Applied(&'a Outcome),
    Refused(&'a str),
    Compared(&'a Diff),
}

impl<'a> Plan<'a> {
    pub(super) fn of(name: String, outcome: &'a Outcome, more: &'a str) -> Self {
        Self {
            name,
            timeline: Some(Timeline::of_outcome(outcome)),
            subject: Subject::Applied(outcome),
            more,
        }
    }

    pub(super) fn refused(name: String, reason: &'a str) -> Self {
        Self {
            name,
            timeline: None,
            subject: Subject::Refused(reason),
            more: "",
        }
    }

    pub(super) fn of_diff(
        name: String,
        diff: &'a Diff,
        as_of: AsOf,
        conventions: &Conventions,
        more: &'a str,
    ) -> Self {
        Self {
            name,
            timeline: Some(Timeline::of_diff(diff, as_of, conventions)),
            subject: Subject::Compared(diff),
            more,
        }
    }

    /// The heading of a page that begins with this part.
    pub(super) fn heading(&self) -> &'static str {
        match self.subject {
            Subject::Applied(_) | Subject::Refused(_) => "What changes on the platform",
            Subject::Compared(_) => "What is different",
        }
    }

    pub(super) fn write_part(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let above = html! {
            @match self.subject {
                Subject::Applied(outcome) => (said(outcome)),
                Subject::Refused(reason) => p { b class="bad" { "Refused" } ": " (with_code(reason)) },
                Subject::Compared(diff) => (numbers(&differences(diff))),
            }
            @if let Some(drawn) = &self.timeline {
                h3 { "Before and after" }
                @if drawn.as_before > 0 {
                    p class="soft" { (counted(drawn.as_before, "title")) " stay as they were and are not drawn." }
                }
                @if !drawn.is_empty() {
                    p class="soft" { (self.order()) }
                }
            }
        };
        f.write_str(&above.0)?;
        match &self.timeline {
            Some(timeline) => chart::write(f, timeline, self.more),
            None => Ok(()),
        }
    }

    /// Explains where the windows before and after the change are drawn.
    fn order(&self) -> &'static str {
        match self.subject {
            Subject::Applied(_) | Subject::Refused(_) => {
                "In each lane, the windows before the feed are above and paler, and those after it are below."
            }
            Subject::Compared(_) => {
                "In each lane, the old windows are above and paler, and the new ones are below. A window that is left \
                 out is withdrawn, because the new avails name its scope. A window that is not in the new one stays \
                 with the platform until a feed ends it."
            }
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
        (numbers(&counts(outcome)))
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

/// The differences between two sets of avails, as numbers for the summary.
fn differences(diff: &Diff) -> [Count; 4] {
    let sum = |of: &dyn Fn(&ScopeDiff) -> usize| {
        let scopes = diff.together.iter();
        scopes
            .map(|scope| scope.territories.count() * of(scope))
            .sum()
    };
    let added = sum(&|scope| scope.added.len());
    let changed = sum(&|scope| scope.changed.len());
    let removed = |is_gone| {
        sum(&|scope| match scope.is_gone == is_gone {
            true => scope.removed.len(),
            false => 0,
        })
    };
    [
        ("plain", "window is new", "windows are new", added),
        ("plain", "window is changed", "windows are changed", changed),
        (
            "error",
            "window is left out",
            "windows are left out",
            removed(false),
        ),
        (
            "plain",
            "window is not in the new one",
            "windows are not in the new one",
            removed(true),
        ),
    ]
}

fn numbers(counts: &[Count]) -> Markup {
    html! {
        dl class="counts" {
            @for (class, one, several, count) in counts {
                div class=[(*count > 0).then_some(class)] {
                    dt { (if *count == 1 { one } else { several }) }
                    dd { (thousands(*count)) }
                }
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

/// A number in the summary: its severity, its singular name, its plural name, and the number.
type Count = (&'static str, &'static str, &'static str, usize);

/// The effect of a feed, as numbers for the summary.
fn counts(outcome: &Outcome) -> [Count; 5] {
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
