//! Describes the drawings in words, next to each lane and in each window's tooltip.
//!
//! A lane's label describes everything that is drawn in the lane, for screen readers and for people who do not use a
//! mouse. The drawing itself is hidden from screen readers and from keyboard navigation. Lines after the first few are
//! folded.

use super::lane::{Bar, Fate, Lane, Source, Title};
use super::text::shown;
use crate::holdings::some;
use crate::time::{AsOf, Timestamp};
use crate::wording::counted;

/// The maximum number of windows, gaps or overlaps that are drawn and listed for a lane. More would be
/// indistinguishable.
pub(super) const MOST: usize = 24;

/// A lane's label.
pub(super) struct Label {
    /// The offer.
    pub(super) offer: String,
    /// The territories.
    pub(super) territories: String,
    /// The first windows, overlaps and gaps.
    pub(super) lines: Vec<Line>,
    /// The remaining lines.
    pub(super) more: Vec<Line>,
    /// The numbers of remaining items of each kind, including those that are not listed.
    pub(super) counts: String,
}

/// A line in a label.
pub(super) struct Line {
    pub(super) words: String,
    pub(super) is_bad: bool,
}

impl Label {
    pub(super) fn of(lane: &Lane) -> Self {
        let line = |words, is_bad| Line { words, is_bad };
        let (windows, overlaps, gaps) = (windows(lane), lane.overlaps(), lane.gaps());
        let mut label = LabelLines::default();
        let words = |(fate, bar): &(&str, &Bar)| {
            line(
                in_words(fate, bar),
                matches!(bar.fate, Fate::Lost | Fate::LeftOut),
            )
        };
        label.add(windows.iter().map(words), 4, "window");
        label
            .lines
            .extend(deletes_in_words(lane).map(|words| line(words, false)));
        let words =
            |(from, to): &(Timestamp, Option<Timestamp>)| line(overlap_in_words(*from, *to), true);
        label.add(overlaps.iter().map(words), 2, "overlap");
        let words = |(from, to): &(Timestamp, Timestamp)| line(gap_in_words(*from, *to), false);
        label.add(gaps.iter().map(words), 2, "gap");
        if label.more.len() == 1 {
            // A single line takes no more room than the count would.
            label.lines.append(&mut label.more);
            label.counts.clear();
        }
        Self {
            offer: offers_in_words(lane),
            territories: some(&lane.territories),
            lines: label.lines,
            more: label.more,
            counts: label.counts.join(", "),
        }
    }
}

/// Formats the offers as `SVOD HD en`, or as `SVOD HD en / SVOD UHD en` if the windows in a lane differ. A lane without
/// offers shows deletions, which have only a rights model.
fn offers_in_words(lane: &Lane) -> String {
    const SHOWN: usize = 3;
    let offers = lane.offers();
    if offers.is_empty() {
        return lane.model.to_string();
    }
    let more = offers.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| format!("{more} more"));
    let shown = offers.into_iter().take(SHOWN).map(ToString::to_string);
    shown.chain(more).collect::<Vec<_>>().join(" / ")
}

/// Collects the lines of a label.
#[derive(Default)]
struct LabelLines {
    lines: Vec<Line>,
    more: Vec<Line>,
    counts: Vec<String>,
}

impl LabelLines {
    /// Adds lines of one kind. The first `first` lines are always visible.
    fn add(&mut self, lines: impl ExactSizeIterator<Item = Line>, first: usize, kind: &str) {
        let all = lines.len();
        for (index, line) in lines.take(MOST).enumerate() {
            match index < first {
                true => self.lines.push(line),
                false => self.more.push(line),
            }
        }
        let kind = format!("more {kind}");
        if all > first {
            self.counts.push(counted(all - first, &kind));
        }
        if all > MOST {
            self.more.push(Line {
                words: format!("and {}, not drawn", counted(all - MOST, &kind)),
                is_bad: false,
            });
        }
    }
}

/// The windows to list, each with the feed's effect on it. Windows that the feed removes or changes come first,
/// followed by those after the feed.
fn windows(lane: &Lane) -> Vec<(&'static str, &Bar)> {
    let is_told = |bar: &&Bar| match bar.fate {
        Fate::Lost | Fate::LeftOut | Fate::NotInNew => true,
        Fate::LeftLive => lane.now.is_empty(),
        // If only the terms change, only the window after the feed is listed.
        Fate::Changes => lane.now.iter().all(|now| now.words != bar.words),
        Fate::None | Fate::New | Fate::AsBefore => false,
    };
    let before = lane
        .before
        .iter()
        .filter(is_told)
        .map(|bar| match bar.fate {
            Fate::Changes => ("was: ", bar),
            fate => (fate.of(bar.state), bar),
        });
    let now = lane.now.iter().map(|bar| (bar.fate.of(bar.state), bar));
    before.chain(now).collect()
}

fn deletes_in_words(lane: &Lane) -> Option<String> {
    lane.deletes.first()?;
    let rows = in_files(lane.deletes.iter().flat_map(|bar| &bar.sources));
    Some(format!("Full Delete, {rows}: removes what is held"))
}

/// Formats a window as `changes: 2026-01-01 to Open · live · row 4`.
pub(super) fn in_words(fate: &str, bar: &Bar) -> String {
    let (words, state) = (shown(&bar.words), bar.state.as_str());
    let rows = in_files(&bar.sources);
    format!("{fate}{words} · {state} · {rows}")
}

/// Formats the sources as `row 4` or `lines 17, 30`. For held windows, it also names the files: `a.csv, rows 4, 5;
/// b.csv, row 4`.
fn in_files<'a>(sources: impl IntoIterator<Item = &'a Source>) -> String {
    const SHOWN: usize = 6;
    let sources: Vec<&Source> = sources.into_iter().collect();
    let label = &sources[..sources.len().min(SHOWN)];
    let files = label.chunk_by(|a, b| (&a.file, a.in_lines) == (&b.file, b.in_lines));
    let files: Vec<String> = files.map(of_file).collect();
    match sources.len() - label.len() {
        0 => files.join("; "),
        more => format!("{} and {more} more", files.join("; ")),
    }
}

fn of_file(sources: &[&Source]) -> String {
    let word = match (sources[0].in_lines, sources.len()) {
        (false, 1) => "row",
        (false, _) => "rows",
        (true, 1) => "line",
        (true, _) => "lines",
    };
    let file = sources[0].file.as_deref();
    let file = file.map_or(String::new(), |file| format!("{}, ", shown(file)));
    let rows: Vec<String> = sources
        .iter()
        .map(|source| source.row.to_string())
        .collect();
    format!("{file}{word} {}", rows.join(", "))
}

pub(super) fn gap_in_words(from: Timestamp, to: Timestamp) -> String {
    format!("gap: no window from {} to {}", clock(from), minute(to))
}

pub(super) fn overlap_in_words(from: Timestamp, to: Option<Timestamp>) -> String {
    match to {
        Some(to) => format!("overlap from {} to {}", clock(from), minute(to)),
        None => format!("overlap from {} on", minute(from)),
    }
}

/// Formats an instant as `2026-01-01 09:30 UTC`.
pub(super) fn minute(at: Timestamp) -> String {
    format!("{} UTC", clock(at))
}

/// Formats a day as `2026-11-21`, or an instant as `2026-11-21 09:30 UTC`.
pub(super) fn as_of_in_words(as_of: AsOf) -> String {
    match as_of {
        AsOf::Timestamp(instant) => minute(instant),
        AsOf::Day(day) => day.to_string(),
    }
}

fn clock(at: Timestamp) -> impl std::fmt::Display {
    at.to_utc().format("%Y-%m-%d %H:%M")
}

/// Formats the title as `First Dance, The: FIRSTDANCE of Rockstar Films`.
pub(super) fn title_in_words(title: &Title) -> String {
    let (id, licensor) = (shown(&title.id), shown(&title.licensor));
    match title.name.as_str() {
        "" => format!("{id} of {licensor}"),
        name => format!("{}: {id} of {licensor}", shown(name)),
    }
}
