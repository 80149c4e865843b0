//! Draws a timeline on a page, with its legend, its axis, and a limited number of lanes for each title.

use std::fmt::{self, Write};

use maud::{Markup, html};

use super::draw;
use super::lane::{Lane, State, Title};
use super::text::shown_short;
use super::timeline::Timeline;
use super::words::{Label, Line};
use crate::wording::{counted, thousands};

/// The sizes of the markup, in bytes, beyond which titles are drawn without lanes, and beyond which they are omitted.
/// More markup would slow down browsers.
const LANES: usize = 5_000_000;
const TITLES: usize = 7_000_000;

/// The maximum number of lanes drawn for a title.
const OF_TITLE: usize = 200;

/// If a timeline has at most this many titles, all of them are unfolded at first.
const UNFOLDED: usize = 6;

/// Draws a timeline. `more` says where to find titles and lanes that are omitted.
pub(super) fn write(f: &mut impl Write, timeline: &Timeline, more: &str) -> fmt::Result {
    if timeline.is_empty() {
        let nothing = html! { p { "There is no window to draw." (passed_over(timeline)) } };
        return f.write_str(&nothing.0);
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
    let above = html! {
        p {
            (counted(timeline.titles.len(), "title")) ". A lane is an offer in the territories in "
            "which it has the same windows."
            @if timeline.titles.len() > 1 && timeline.titles[0].overlapping() > 0 {
                " Titles with windows that overlap come first."
            }
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
        @if !unfolded {
            p class="soft printed" { "The lanes of titles are folded. Lanes that you unfold before printing are printed." }
        }
    };
    let axis = html! {
        // The inner element lets a printed page repeat the axis like the head of a table.
        div class="axis" {
            div {
                span {}
                svg height=(draw::AXIS) aria-hidden="true" { (draw::axis(timeline)) }
            }
        }
        svg class="lines" aria-hidden="true" { (draw::lines(timeline)) }
    };
    write!(f, "{}<div class=\"timeline\">{}", above.0, axis.0)?;
    f.write_str(&drawn)?;
    f.write_str("</div>")
}

fn passed_over(timeline: &Timeline) -> String {
    match timeline.passed_over {
        0 => String::new(),
        rows => format!(
            " {} not drawn: the title, the territory, the entry type or the window is unclear.",
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

/// A title's line: its name, the numbers of its lanes and windows, and all of its windows combined.
fn line(title: &Title, timeline: &Timeline) -> Markup {
    let mut says = vec![counted(title.lanes.len(), "lane")];
    for state in [State::Live, State::Future, State::Ended, State::Unknown] {
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
    let label = Label::of(lane);
    html! {
        div {
            bdi { (shown_short(&label.offer, 120)) }
            " in " (label.territories)
            @for line in &label.lines { (in_small(line)) }
            @if !label.more.is_empty() {
                details class="more" {
                    summary { "and " (label.counts) }
                    @for line in &label.more { (in_small(line)) }
                }
            }
        }
        svg height=(draw::height(lane)) aria-hidden="true" {
            (draw::lane(lane, &timeline.axis))
        }
    }
}

fn in_small(line: &Line) -> Markup {
    html! {
        small class=[line.is_bad.then_some("bad")] { (line.words) }
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
                    rect class="l" x="0" y="1" width="95%" height="80%" {}
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
