//! Windows as drawings: the same in a page and in a file of their own.

use maud::{Markup, PreEscaped, html};

use super::axis::Axis;
use super::text::shown;
use super::timeline::{Bar, Fate, Lane, State, Timeline, Title};
use crate::holdings::some;
use crate::report::counted;
use crate::time::Instant;

/// How high a window is, and its place in a lane.
const BAR: usize = 11;
const STEP: usize = 16;

/// How many windows of a lane are drawn and said. More can't be told apart.
const WINDOWS: usize = 24;
const SAID: usize = 4;

/// How high the axis is.
pub(super) const AXIS: usize = 34;

/// A place on the axis, as an attribute: to the hundredth of a percent, some hours of ten years.
struct Percent(f64);

impl maud::Render for Percent {
    fn render_to(&self, buffer: &mut String) {
        use std::fmt::Write as _;
        let rounded = (self.0 * 100.0).round() / 100.0;
        // Writing into a string can't fail.
        let _ = write!(buffer, "{rounded}%");
    }
}

/// What the drawings refer to.
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
                stop class="s2" offset="1" {}
            }
        }
    }
}

/// The lines of the axis, behind everything.
pub(super) fn lines(timeline: &Timeline) -> Markup {
    html! {
        @for tick in timeline.axis.ticks() {
            line class="g" x1=(Percent(tick.at)) x2=(Percent(tick.at)) y1="0" y2="100%" {}
        }
        @let now = timeline.axis.x(timeline.as_of);
        line class="now" x1=(Percent(now)) x2=(Percent(now)) y1="0" y2="100%" {}
    }
}

/// Behind this part of the axis there is no room for the name of a day.
const ROOM: f64 = 92.0;

/// The names of the days of the axis, and of the as-of line.
pub(super) fn axis(timeline: &Timeline) -> Markup {
    let now = timeline.axis.x(timeline.as_of);
    let day = timeline.as_of.to_utc().date().to_string();
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

/// How high the drawing of a lane is.
pub(super) fn height(lane: &Lane) -> usize {
    let tracks = tracks(&lane.before).1 + tracks(&lane.now).1;
    tracks.max(1) * STEP + 4
}

/// The windows of a lane, what was before above what is now.
pub(super) fn lane(lane: &Lane, axis: &Axis) -> Markup {
    let (before, above) = tracks(&lane.before);
    let (now, below) = tracks(&lane.now);
    let top = |track: usize| track * STEP + 4;
    html! {
        @for (bar, track) in before { (window(bar, axis, top(track), true)) }
        @for (bar, track) in now { (window(bar, axis, top(above + track), false)) }
        @for (from, to) in lane.gaps().into_iter().take(WINDOWS) {
            g role="img" {
                title { (gap_in_words(from, to)) }
                @let y = top(above) + BAR / 2;
                line class="p" x1=(Percent(axis.x(from))) x2=(Percent(axis.x(to))) y1=(y) y2=(y) {}
            }
        }
        @for (from, to) in lane.overlaps().into_iter().take(WINDOWS) {
            @let (start, end) = (axis.x(from), to.map_or(100.0, |to| axis.x(to)));
            g role="img" {
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
    let end = bar.end.map_or(100.0, |end| axis.x(end));
    let fades = bar.end.is_none_or(|end| axis.is_beyond(end));
    let comes_in = bar.start.is_some_and(|start| axis.is_before(start));
    // A window that ends before it starts is as narrow as one can be seen.
    let width = (end - start).max(0.2);
    // What fades has no end that could be seen.
    let width = if fades { width + 1.0 } else { width };
    html! {
        g role="img" {
            title { @if before { "before: " } (in_words(bar)) }
            rect class=(class) x=(Percent(start)) y=(y) width=(Percent(width)) height=(BAR) {}
            @if fades {
                @let from = start.max(90.0);
                rect class="open" x=(Percent(from)) y=(y - 2) width=(Percent(100.0 - from)) height=(BAR + 4) {}
            }
            @if comes_in { text x="2" y=(y + BAR - 2) { "‹" } }
        }
    }
}

/// The windows that are drawn, each with the track in which it meets no other, and how many tracks
/// there are.
fn tracks(bars: &[Bar]) -> (Vec<(&Bar, usize)>, usize) {
    let mut ends: Vec<Instant> = Vec::new();
    let placed = bars.iter().take(WINDOWS).map(|bar| {
        let start = bar.start.unwrap_or(Instant::MIN);
        let end = bar.end.unwrap_or(Instant::MAX);
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

/// The windows of a title together, for the line of a folded title.
pub(super) fn strip(title: &Title, timeline: &Timeline) -> Markup {
    const MOST: usize = 8;
    let axis = &timeline.axis;
    let bars = title.lanes.iter().flat_map(|lane| &lane.now);
    let mut spans: Vec<(f64, f64, State)> = bars
        .map(|bar| {
            let start = bar.start.map_or(0.0, |start| axis.x(start));
            let end = bar.end.map_or(100.0, |end| axis.x(end));
            (start, end.max(start), bar.state)
        })
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut merged: Vec<(f64, f64, State)> = Vec::new();
    for state in [State::Ended, State::Future, State::Live] {
        let first = merged.len();
        for span in spans.iter().filter(|span| span.2 == state) {
            // What comes after the last that is drawn apart is drawn with it.
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

/// What stands beside a lane: the offer, where it holds, and its windows.
pub(super) fn label(lane: &Lane) -> (String, String, Vec<(String, bool)>) {
    let offer = format!("{} · {}", lane.offer, lane.model);
    let territories = some(lane.territories.iter().map(ToString::to_string).collect());
    let mut lines = Vec::new();
    // A window that changes is told as it becomes.
    let told = |bar: &&Bar| {
        matches!(bar.fate, Fate::Lost) || lane.now.is_empty() && bar.fate == Fate::LeftLive
    };
    let bars: Vec<&Bar> = lane.before.iter().filter(told).chain(&lane.now).collect();
    for bar in bars.iter().take(SAID) {
        lines.push((in_words(bar), bar.fate == Fate::Lost));
    }
    if bars.len() > SAID {
        lines.push((
            format!("and {}", counted(bars.len() - SAID, "more window")),
            false,
        ));
    }
    if let Some(first) = lane.deletes.first() {
        let rows = lane.deletes.iter().flat_map(|bar| &bar.rows);
        lines.push((
            format!(
                "Full Delete, {}: takes out of the books what is held",
                rows_in_words(first.in_lines, rows)
            ),
            false,
        ));
    }
    let overlaps = lane.overlaps();
    for (from, to) in overlaps.iter().take(2) {
        lines.push((overlap_in_words(*from, *to), true));
    }
    if overlaps.len() > 2 {
        lines.push((
            format!("and {}", counted(overlaps.len() - 2, "more overlap")),
            true,
        ));
    }
    (offer, territories, lines)
}

fn in_words(bar: &Bar) -> String {
    let (fate, words, state) = (bar.fate.as_str(), shown(&bar.words), bar.state.as_str());
    format!(
        "{fate}{words} · {state} · {}",
        rows_in_words(bar.in_lines, bar.rows.iter())
    )
}

fn rows_in_words<'a>(in_lines: bool, rows: impl Iterator<Item = &'a u32>) -> String {
    const SHOWN: usize = 6;
    let rows: Vec<String> = rows.map(ToString::to_string).collect();
    let word = match (in_lines, rows.len()) {
        (false, 1) => "row",
        (false, _) => "rows",
        (true, 1) => "line",
        (true, _) => "lines",
    };
    match rows.len().saturating_sub(SHOWN) {
        0 => format!("{word} {}", rows.join(", ")),
        more => format!("{word} {} and {more} more", rows[..SHOWN].join(", ")),
    }
}

fn gap_in_words(from: Instant, to: Instant) -> String {
    format!("gap: nothing holds from {} to {}", minute(from), minute(to))
}

fn overlap_in_words(from: Instant, to: Option<Instant>) -> String {
    match to {
        Some(to) => format!("overlap from {} to {}", minute(from), minute(to)),
        None => format!("overlap from {} on", minute(from)),
    }
}

pub(super) fn minute(at: Instant) -> String {
    at.to_utc().format("%Y-%m-%d %H:%M UTC").to_string()
}

impl Timeline {
    /// The timeline as a file of its own, 1,200 pixels wide: well-formed SVG with its own colors,
    /// light or dark as the viewer asks.
    #[must_use]
    pub fn as_svg(&self) -> String {
        const LABEL: usize = 400;
        const WIDTH: usize = 1200;
        const LINE: usize = 15;
        let mut y = AXIS + 10;
        let mut body = String::new();
        for title in &self.titles {
            let name = title_in_words(title);
            y += 22;
            let heading = html! {
                text class="h" x="0" y=(y) { (clipped(&name, 120)) }
            };
            body.push_str(&heading.0);
            y += 8;
            for lane_ in &title.lanes {
                let (offer, territories, lines) = label(lane_);
                let tall = height(lane_).max((lines.len() + 1) * LINE + 4);
                let drawn = html! {
                    text x="12" y=(y + 13) { (clipped(&format!("{offer} · {territories}"), 62)) }
                    @for (index, (line, is_bad)) in lines.iter().enumerate() {
                        text class=(if *is_bad { "bad" } else { "soft" }) x="12" y=(y + 13 + (index + 1) * LINE) { (clipped(line, 66)) }
                    }
                    svg x=(LABEL) y=(y) width=(WIDTH - LABEL) height=(tall) {
                        (lane(lane_, &self.axis))
                    }
                };
                body.push_str(&drawn.0);
                y += tall + 2;
            }
        }
        let drawing = html! {
            svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(y + 20) viewBox={ "-16 -6 " (WIDTH + 32) " " (y + 26) } role="group" aria-label="Timeline of windows" {
                style { (PreEscaped(super::page::DRAWING)) }
                (definitions())
                rect class="paper" x="-16" y="-6" width="100%" height="100%" {}
                svg x=(LABEL) y=(AXIS) width=(WIDTH - LABEL) height=(y - AXIS) { (lines(self)) }
                svg x=(LABEL) y="0" width=(WIDTH - LABEL) height=(AXIS) { (axis(self)) }
                (PreEscaped(body))
            }
        };
        drawing.0
    }
}

/// `First Dance, The: FIRSTDANCE of Rockstar Films`
pub(super) fn title_in_words(title: &Title) -> String {
    let (id, licensor) = (shown(&title.id), shown(&title.licensor));
    match title.name.as_str() {
        "" => format!("{id} of {licensor}"),
        name => format!("{}: {id} of {licensor}", shown(name)),
    }
}

/// A text that has to fit into a width; the letters of the drawings are some six pixels wide.
fn clipped(text: &str, longest: usize) -> String {
    super::text::shown_short(text, longest).into_owned()
}
