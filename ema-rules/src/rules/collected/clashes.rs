//! Finds equal and overlapping windows.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::span::Span;
use crate::time::Timestamp;

/// How a window clashes with an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Clash {
    /// The two windows are equal.
    Same,
    /// The two windows differ but overlap.
    Overlap,
}

/// Finds each window that clashes with an earlier one in the list. Returns its index, the index of
/// the earlier window, and the kind of clash.
///
/// A window that equals earlier ones clashes with the first of them. Any other window clashes with
/// the overlapping earlier one that ends last. An empty window does not clash with any window.
pub(in crate::rules) fn clashes(spans: &[Span]) -> Vec<(usize, usize, Clash)> {
    if are_discrete(spans) {
        return Vec::new();
    }
    let mut clashes = Vec::new();
    let mut seen: HashMap<Span, usize> = HashMap::new();
    let (mut places, mut different) = (Vec::new(), Vec::new());
    for (here, span) in spans
        .iter()
        .enumerate()
        .filter(|(_, span)| !span.is_empty())
    {
        if let Some(first) = seen.get(span) {
            clashes.push((here, *first, Clash::Same));
        } else {
            seen.insert(*span, here);
            places.push(here);
            different.push(*span);
        }
    }
    let met = meetings(&different, |window| window).into_iter();
    clashes.extend(met.map(|(here, earlier)| (places[here], places[earlier], Clash::Overlap)));
    clashes.sort_unstable_by_key(|(here, ..)| *here);
    clashes
}

/// Finds each window that overlaps an earlier one with a different mark. Returns its index and the
/// index of the overlapping earlier window that ends last.
///
/// This takes O(n log n) time, even if many windows overlap.
pub(in crate::rules) fn meetings<M: PartialEq>(
    spans: &[Span],
    mark: impl Fn(usize) -> M,
) -> Vec<(usize, usize)> {
    if are_discrete(spans) {
        return Vec::new();
    }
    let mut starts: Vec<Timestamp> = spans.iter().map(|span| span.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut furthest = Furthest {
        spans,
        mark: &mark,
        cells: vec![Winners::default(); starts.len() + 1],
    };
    let mut meetings = Vec::new();
    for (here, span) in spans
        .iter()
        .enumerate()
        .filter(|(_, span)| !span.is_empty())
    {
        let begun = starts.partition_point(|start| *start < span.end);
        if let Some(earlier) = furthest.among(begun, here)
            && !spans[earlier].is_before(*span)
        {
            meetings.push((here, earlier));
        }
        let start = starts.partition_point(|start| *start < span.start);
        furthest.add(start, here);
    }
    meetings
}

/// Returns whether all windows are disjoint.
fn are_discrete(spans: &[Span]) -> bool {
    let filled = spans.iter().filter(|span| !span.is_empty());
    let mut in_order: Vec<&Span> = filled.collect();
    in_order.sort_unstable_by_key(|span| span.start);
    in_order.is_sorted_by(|a, b| a.is_before(**b))
}

/// A binary indexed tree over the starts of the windows. Among the windows that begin at one of the
/// first n starts, the tree finds the window that ends last, and the one that ends last among those
/// with a different mark. Cell n holds the winners for the k starts up to and including start n,
/// where k is the lowest set bit of n.
struct Furthest<'a, F> {
    spans: &'a [Span],
    mark: &'a F,
    cells: Vec<Winners>,
}

/// The window that ends last, and the one that ends last among the windows with a different mark.
#[derive(Clone, Copy, Default)]
struct Winners {
    first: Option<usize>,
    other: Option<usize>,
}

impl<M: PartialEq, F: Fn(usize) -> M> Furthest<'_, F> {
    fn add(&mut self, start: usize, span: usize) {
        let mut cell = start + 1;
        while let Some(winners) = self.cells.get(cell).copied() {
            self.cells[cell] = self.with(winners, Some(span));
            cell += cell & cell.wrapping_neg();
        }
    }

    /// Returns the window that ends last among those that begin at one of the first `starts` starts
    /// and have a different mark than the window `span`.
    fn among(&self, starts: usize, span: usize) -> Option<usize> {
        let mut all = Winners::default();
        let mut cell = starts;
        while cell > 0 {
            let Winners { first, other } = self.cells[cell];
            all = self.with(self.with(all, first), other);
            cell &= cell - 1;
        }
        let mark = (self.mark)(span);
        let candidates = [all.first, all.other].into_iter().flatten();
        candidates
            .into_iter()
            .find(|window| (self.mark)(*window) != mark)
    }

    fn with(&self, winners: Winners, span: Option<usize>) -> Winners {
        let Some(span) = span else {
            return winners;
        };
        let has_mark_of = |other: usize| (self.mark)(other) == (self.mark)(span);
        let Winners { first, other } = winners;
        if first.is_none_or(|first| self.rank(first) < self.rank(span)) {
            Winners {
                first: Some(span),
                other: first.filter(|first| !has_mark_of(*first)).or(other),
            }
        } else if !first.is_some_and(has_mark_of)
            && other.is_none_or(|other| self.rank(other) < self.rank(span))
        {
            Winners {
                first,
                other: Some(span),
            }
        } else {
            winners
        }
    }

    /// Returns a window's rank. A window that ends later ranks higher. Of two windows that end at
    /// the same time, the one that is earlier in the list ranks higher.
    fn rank(&self, span: usize) -> impl Ord + use<M, F> {
        (self.spans[span].end, Reverse(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: i64, end: Option<i64>) -> Span {
        let at = |millis| Timestamp::from_millis(millis).unwrap();
        Span {
            start: at(start),
            end: end.map_or(Timestamp::MAX, at),
        }
    }

    #[test]
    fn a_repeated_window_is_found_inside_a_longer_one() {
        let spans = [span(0, Some(100)), span(10, Some(20)), span(10, Some(20))];
        assert_eq!(
            clashes(&spans),
            [(1, 0, Clash::Overlap), (2, 1, Clash::Same)]
        );
    }

    #[test]
    fn many_windows_at_one_time_are_each_reported_once() {
        let spans: Vec<Span> = (0..60_000).map(|start| span(start, None)).collect();
        assert_eq!(clashes(&spans).len(), spans.len() - 1);
    }

    proptest! {
        /// Compares the result, moment by moment, with the definition of a clash.
        #[test]
        fn a_window_clashes_if_an_earlier_one_is_the_same_or_holds_at_the_same_time(
            windows in prop::collection::vec((0_i64..12, prop::option::of(0_i64..12)), 0..12)
        ) {
            let spans: Vec<Span> = windows.iter().map(|(start, end)| span(*start, *end)).collect();
            let moments = |window: usize| -> Vec<i64> {
                let (start, end) = windows[window];
                (0..20).filter(|moment| start <= *moment && end.is_none_or(|end| *moment < end)).collect()
            };
            let meets = |a: usize, b: usize| moments(a).iter().any(|moment| moments(b).contains(moment));
            let mut expected = Vec::new();
            for here in 0..windows.len() {
                let met: Vec<usize> = (0..here).filter(|earlier| meets(*earlier, here)).collect();
                if let Some(first) = met.iter().find(|earlier| windows[**earlier] == windows[here]) {
                    expected.push((here, Clash::Same, Some(*first)));
                } else if !met.is_empty() {
                    expected.push((here, Clash::Overlap, None));
                }
            }
            let found = clashes(&spans);
            prop_assert_eq!(found.len(), expected.len());
            for ((here, earlier, how), expected) in found.into_iter().zip(expected) {
                prop_assert_eq!((here, how), (expected.0, expected.1));
                prop_assert!(earlier < here && meets(earlier, here));
                prop_assert!(expected.2.is_none_or(|first| first == earlier));
            }
        }

        /// Compares the result, moment by moment, with the definition of a clash.
        #[test]
        fn a_window_meets_an_earlier_one_with_another_mark(
            windows in prop::collection::vec((0_i64..12, prop::option::of(0_i64..12), 0..3_u8), 0..12)
        ) {
            let spans: Vec<Span> = windows.iter().map(|(start, end, _)| span(*start, *end)).collect();
            let holds_at = |window: usize, moment: i64| {
                let (start, end, _) = windows[window];
                start <= moment && end.is_none_or(|end| moment < end)
            };
            let meets = |a: usize, b: usize| {
                windows[a].2 != windows[b].2
                    && (0..20).any(|moment| holds_at(a, moment) && holds_at(b, moment))
            };
            let meets_earlier = |here: &usize| (0..*here).any(|earlier| meets(*here, earlier));
            let expected: Vec<usize> = (0..windows.len()).filter(meets_earlier).collect();
            let found = meetings(&spans, |window| windows[window].2);
            prop_assert!(found.iter().all(|(here, earlier)| earlier < here && meets(*here, *earlier)));
            let found: Vec<usize> = found.into_iter().map(|(here, _)| here).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
