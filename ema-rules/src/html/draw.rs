//! Draws windows for HTML pages and SVG files.

use maud::{Markup, html};

use super::axis::Axis;
use super::lane::{Bar, Lane, State, Title};
use super::timeline::Timeline;
use super::words::{MOST, gap_in_words, in_words, overlap_in_words};
use crate::time::Timestamp;

/// The height of a window, and the distance between the windows in a lane.
const BAR: usize = 11;
const STEP: usize = 16;

/// The height of the axis.
pub(super) const AXIS: usize = 34;

/// A position on the axis as an attribute, rounded to a hundredth of a percent. On a ten-year axis, a hundredth of a
/// percent is about nine hours.
struct Percent(f64);

impl maud::Render for Percent {
    fn render_to(&self, buffer: &mut String) {
        use std::fmt::Write as _;
        let rounded = (self.0 * 100.0).round() / 100.0;
        // Writing into a string can't fail.
        let _ = write!(buffer, "{rounded}%");
    }
}

/// SVG definitions that the drawings share.
pub(super) fn definitions() -> Markup {
    html! {
        defs {
            pattern id="later" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                line class="pf" x1="0" y1="0" x2="0" y2="6" {}
            }
            pattern id="clash" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)" {
                line class="pc" x1="0" y1="0" x2="0" y2="5" {}
            }
            linearGradient id="fade" {
                stop class="s1" offset="0" {}
                stop class="s2" offset=".95" {}
            }
        }
    }
}

/// The grid lines of the axis, in the background, and the as-of line.
pub(super) fn lines(timeline: &Timeline) -> Markup {
    html! {
        @for tick in timeline.axis.ticks() {
            line class="g" x1=(Percent(tick.at)) x2=(Percent(tick.at)) y1="0" y2="100%" {}
        }
        @let now = timeline.axis.x(timeline.as_of.nominal());
        line class="now" x1=(Percent(now)) x2=(Percent(now)) y1="0" y2="100%" {}
    }
}

/// The position beyond which there is no room for a date.
const ROOM: f64 = 92.0;

/// The dates on the axis, and the as-of line.
pub(super) fn axis(timeline: &Timeline) -> Markup {
    let now = timeline.axis.x(timeline.as_of.nominal());
    let day = timeline.as_of.date().to_string();
    html! {
        @for (index, tick) in timeline.axis.ticks().iter().enumerate().filter(|(_, tick)| tick.at < ROOM) {
            text x=(Percent(tick.at)) y="28" dx="3" class=[(index % 2 == 1).then_some("minor")] { (tick.label) }
        }
        line class="now" x1=(Percent(now)) x2=(Percent(now)) y1="0" y2="100%" {}
        @if now > 50.0 {
            text class="bad" x=(Percent(now)) y="11" dx="-4" text-anchor="end" { "as of " (day) }
        } @else {
            text class="bad" x=(Percent(now)) y="11" dx="4" { "as of " (day) }
        }
    }
}

/// The height of a lane's drawing.
pub(super) fn height(lane: &Lane) -> usize {
    let tracks = tracks(&lane.before).1 + tracks(&lane.now).1;
    tracks.max(1) * STEP + 4
}

/// The windows in a lane: those before the feed on top, and those after it below.
pub(super) fn lane(lane: &Lane, axis: &Axis) -> Markup {
    let (before, above) = tracks(&lane.before);
    let (now, below) = tracks(&lane.now);
    let top = |track: usize| track * STEP + 4;
    html! {
        @for (bar, track) in before { (window(bar, axis, top(track), true)) }
        @for (bar, track) in now { (window(bar, axis, top(above + track), false)) }
        @for (from, to) in lane.gaps().into_iter().take(MOST) {
            g {
                title { (gap_in_words(from, to)) }
                @let y = top(above) + BAR / 2;
                line class="p" x1=(Percent(axis.x(from))) x2=(Percent(axis.x(to))) y1=(y) y2=(y) {}
            }
        }
        @for (from, to) in lane.overlaps().into_iter().take(MOST) {
            @let (start, end) = (axis.x(from), to.map_or(100.0, |to| axis.x(to)));
            g {
                title { (overlap_in_words(from, to)) }
                rect class="o" x=(Percent(start)) width=(Percent(end - start)) y=(top(above) - 2) height=(below * STEP - 1) {}
            }
        }
    }
}

fn window(bar: &Bar, axis: &Axis, y: usize, before: bool) -> Markup {
    let class = match (bar.state, before) {
        (State::Live, false) => "l",
        (State::Future, false) => "f",
        (State::Ended, false) => "e",
        (State::Unknown, false) => "u",
        (State::Live, true) => "l b",
        (State::Future, true) => "f b",
        (State::Ended, true) => "e b",
        (State::Unknown, true) => "u b",
    };
    let start = bar.start.map_or(0.0, |start| axis.x(start));
    let end = end(bar, axis);
    let comes_in = bar.start.is_some_and(|start| axis.is_before(start));
    // A window that ends before it starts gets the minimum visible width.
    let width = (end - start).max(0.2);
    html! {
        g {
            title { @if before { "before: " } (in_words(bar.fate.of(bar.state), bar)) }
            rect class=(class) x=(Percent(start)) y=(y) width=(Percent(width)) height=(BAR) {}
            @if comes_in { text x="2" y=(y + BAR - 2) { "‹" } }
        }
    }
}

/// The position at which a window ends. If the window is open or ends beyond the axis, it extends past the edge of the
/// drawing, where it fades out.
fn end(bar: &Bar, axis: &Axis) -> f64 {
    const OUT: f64 = 101.0;
    let within = bar.end.filter(|end| !axis.is_beyond(*end));
    within.map_or(OUT, |end| axis.x(end))
}

/// The windows to draw, each with the track in which it overlaps no other window, and the number of tracks.
fn tracks(bars: &[Bar]) -> (Vec<(&Bar, usize)>, usize) {
    let mut ends: Vec<Timestamp> = Vec::new();
    let placed = bars.iter().take(MOST).map(|bar| {
        let start = bar.start.unwrap_or(Timestamp::MIN);
        let end = bar.end.unwrap_or(Timestamp::MAX);
        match ends.iter().position(|reached| *reached <= start) {
            Some(track) => {
                ends[track] = end;
                (bar, track)
            }
            None => {
                ends.push(end);
                (bar, ends.len() - 1)
            }
        }
    });
    let placed = placed.collect();
    (placed, ends.len())
}

/// A title's windows combined, for the line of a folded title.
pub(super) fn strip(title: &Title, timeline: &Timeline) -> Markup {
    const MOST: usize = 8;
    let axis = &timeline.axis;
    let bars = title.lanes.iter().flat_map(|lane| &lane.now);
    let mut spans: Vec<(f64, f64, State)> = bars
        .map(|bar| {
            let start = bar.start.map_or(0.0, |start| axis.x(start));
            (start, end(bar, axis).max(start), bar.state)
        })
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut merged: Vec<(f64, f64, State)> = Vec::new();
    for state in [State::Ended, State::Future, State::Live] {
        let first = merged.len();
        for span in spans.iter().filter(|span| span.2 == state) {
            // Everything after the last separate window is merged into it.
            let is_last = merged.len() - first >= MOST;
            match merged[first..].last_mut() {
                Some(last) if is_last || span.0 <= last.1 + 0.5 => last.1 = last.1.max(span.1),
                _ => merged.push(*span),
            }
        }
    }
    html! {
        @for (start, end, state) in merged {
            @let class = match state { State::Live => "l", State::Future => "f", _ => "e" };
            rect class=(class) x=(Percent(start)) y="6" width=(Percent((end - start).max(0.2))) height="6" {}
        }
    }
}
