//! Draws a timeline as an SVG file.

use maud::{Markup, PreEscaped, html};

use super::draw::{self, AXIS};
use super::lane::{Lane, Title};
use super::text::shown_short;
use super::timeline::Timeline;
use super::words::{Label, Line, title_in_words};
use crate::wording::{counted, thousands};

/// The width of the drawing, and the width of the labels next to the axis.
const WIDTH: usize = 1200;
const LABEL: usize = 400;

/// The height of a line of text.
const LINE: usize = 15;

/// The maximum number of bytes of markup for the drawn titles. More markup would slow viewers down.
const ROOM: usize = 5_000_000;

/// The maximum number of lanes drawn for a title.
const OF_TITLE: usize = 200;

impl Timeline {
    /// Draws the timeline as an SVG file that is 1,200 pixels wide and has both light and dark colors.
    ///
    /// If there are more than a few thousand lanes, only the first titles are drawn, and a line at the top gives their
    /// number. To draw other titles, use [`Timeline::of_titles`].
    #[must_use]
    pub fn as_svg(&self) -> String {
        let mut drawing = Drawing {
            body: String::new(),
            y: AXIS + 10,
        };
        let mut drawn = 0;
        for title in &self.titles {
            if drawing.body.len() >= ROOM {
                break;
            }
            drawing.title(title, self);
            drawn += 1;
        }
        let Drawing { body, y } = drawing;
        let all = self.titles.len();
        let right = WIDTH - LABEL;
        let faded = right / 10;
        let markup = html! {
            svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(y + 20) viewBox={ "-16 -6 " (WIDTH + 32) " " (y + 26) } role="group" aria-label="Timeline of windows" {
                style { (PreEscaped(super::page::DRAWING)) }
                (draw::definitions())
                rect class="paper" x="-16" y="-6" width="100%" height="100%" {}
                @if all == 0 { text x="0" y="28" { "There is no window to draw." } }
                @if drawn < all {
                    text class="bad" x="0" y="28" { "The first " (thousands(drawn)) " of " (counted(all, "title")) ": there is no room for more" }
                }
                svg x=(LABEL) y=(AXIS) width=(right) height=(y - AXIS) { (draw::lines(self)) }
                svg x=(LABEL) y="0" width=(right) height=(AXIS) { (draw::axis(self)) }
                (PreEscaped(body))
                rect class="open" x=(WIDTH - faded) y=(AXIS) width=(faded + 2) height=(y - AXIS) {}
            }
        };
        markup.0
    }
}

/// The drawing so far, and its height.
struct Drawing {
    body: String,
    y: usize,
}

impl Drawing {
    fn title(&mut self, title: &Title, timeline: &Timeline) {
        self.y += 22;
        self.add(html! {
            text class="h" x="0" y=(self.y) { (shown_short(&title_in_words(title), 120)) }
        });
        self.y += 8;
        for lane in title.lanes.iter().take(OF_TITLE) {
            self.lane(lane, timeline);
        }
        let more = title.lanes.len().saturating_sub(OF_TITLE);
        if more > 0 {
            self.y += LINE;
            self.add(html! {
                text class="bad" x="12" y=(self.y) { "and " (counted(more, "more lane")) ", not drawn" }
            });
        }
    }

    fn lane(&mut self, lane: &Lane, timeline: &Timeline) {
        let label = Label::of(lane);
        let mut lines = label.lines;
        if !label.counts.is_empty() {
            lines.push(Line {
                words: format!("and {}", label.counts),
                is_bad: false,
            });
        }
        // The lengths below assume that a letter is about six pixels wide.
        let offer = format!("{} · {}", label.offer, label.territories);
        let (y, tall) = (self.y, draw::height(lane).max((lines.len() + 1) * LINE + 4));
        self.add(html! {
            text x="12" y=(y + 13) { (shown_short(&offer, 62)) }
            @for (line, y) in lines.iter().zip((y + 13 + LINE..).step_by(LINE)) {
                text class=(if line.is_bad { "bad" } else { "soft" }) x="12" y=(y) { (shown_short(&line.words, 66)) }
            }
            svg x=(LABEL) y=(y) width=(WIDTH - LABEL) height=(tall) {
                (draw::lane(lane, &timeline.axis))
            }
        });
        self.y += tall + 2;
    }

    fn add(&mut self, drawn: Markup) {
        self.body.push_str(&drawn.0);
    }
}
