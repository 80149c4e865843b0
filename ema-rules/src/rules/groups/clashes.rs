//! Which windows are equal and which overlap.

use std::collections::HashMap;

use crate::time::Instant;

/// When a window holds: from an instant until before another, or for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Span {
    pub(super) start: Instant,
    pub(super) end: Option<Instant>,
}

impl Span {
    pub(super) fn holds_at(self, moment: Instant) -> bool {
        self.start <= moment && self.end.is_none_or(|end| moment < end)
    }
}

/// What an earlier window has to do with a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clash {
    /// It is the same.
    Same,
    /// It is another one that holds at the same time.
    Overlap,
}

/// The windows that clash with an earlier one of the list, each once: the place of the window, that
/// of the earlier one, and how.
///
/// A window that stands earlier as it is clashes with the first such window. Any other clashes with
/// the one that reaches furthest of the earlier windows that hold at the same time. A window that is
/// empty clashes with none.
pub(super) fn clashes(spans: &[Span]) -> Vec<(usize, usize, Clash)> {
    let is_empty = |span: &Span| span.end.is_some_and(|end| end <= span.start);
    let mut in_order: Vec<Span> = spans
        .iter()
        .copied()
        .filter(|span| !is_empty(span))
        .collect();
    in_order.sort_unstable_by_key(|span| span.start);
    let are_discrete = |a: &Span, b: &Span| a.end.is_some_and(|end| end <= b.start);
    if in_order.is_sorted_by(are_discrete) {
        return Vec::new();
    }
    let mut starts: Vec<Instant> = in_order.iter().map(|span| span.start).collect();
    starts.dedup();
    let mut furthest = Furthest::new(starts.len());
    let mut seen: HashMap<Span, usize> = HashMap::new();
    let mut clashes = Vec::new();
    for (here, span) in spans.iter().enumerate() {
        if is_empty(span) {
            continue;
        }
        if let Some(first) = seen.get(span) {
            clashes.push((here, *first, Clash::Same));
            continue;
        }
        seen.insert(*span, here);
        let begun = starts.partition_point(|start| span.end.is_none_or(|end| *start < end));
        if let Some(earlier) = furthest.among(spans, begun)
            && spans[earlier].end.is_none_or(|end| span.start < end)
        {
            clashes.push((here, earlier, Clash::Overlap));
        }
        let start = starts.partition_point(|start| *start < span.start);
        furthest.add(spans, start, here);
    }
    clashes
}

/// Of the windows with one of the first few starts the one that reaches furthest: a binary indexed
/// tree, whose cell n holds the winner of the starts up to n, back to what n's lowest bit covers.
struct Furthest(Vec<Option<usize>>);

impl Furthest {
    fn new(starts: usize) -> Self {
        Self(vec![None; starts + 1])
    }

    fn add(&mut self, spans: &[Span], start: usize, span: usize) {
        let mut cell = start + 1;
        while let Some(winner) = self.0.get_mut(cell) {
            *winner = further(spans, *winner, Some(span));
            cell += cell & cell.wrapping_neg();
        }
    }

    fn among(&self, spans: &[Span], starts: usize) -> Option<usize> {
        let mut winner = None;
        let mut cell = starts;
        while cell > 0 {
            winner = further(spans, winner, self.0[cell]);
            cell &= cell - 1;
        }
        winner
    }
}

/// The window that ends later; of two that end together the earlier of the list.
fn further(spans: &[Span], one: Option<usize>, other: Option<usize>) -> Option<usize> {
    let (Some(a), Some(b)) = (one, other) else {
        return one.or(other);
    };
    let rank = |span: usize| {
        let end = spans[span].end;
        (end.is_none(), end, std::cmp::Reverse(span))
    };
    Some(if rank(a) >= rank(b) { a } else { b })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: i64, end: Option<i64>) -> Span {
        let at = |millis| Instant::from_millis(millis).unwrap();
        Span {
            start: at(start),
            end: end.map(at),
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
        /// Against the definition, moment by moment.
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
    }
}
