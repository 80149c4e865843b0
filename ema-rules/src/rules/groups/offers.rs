//! The windows of each offer, kept to be compared at the end of the file.

use std::collections::BTreeMap;

use ema_model::{Column, EntryType, LicenseType, TerritoryCode, Text};

use crate::check::{Found, Row};
use crate::finding::Place;
use crate::offer::Offer;
use crate::scope::Scope;
use crate::time::Instant;
use crate::window::{Bound, Window};

/// The windows of each offer of a file: for each row and territory two instants, the place and the
/// texts of Start and End.
#[derive(Default)]
pub(super) struct Offers {
    windows: BTreeMap<(Scope, Offer), Vec<Dated>>,
    sale_starts: BTreeMap<(Text, Text, TerritoryCode), Instant>,
}

/// Two rows of one offer that are not discrete, the later one second.
pub(super) struct Clash {
    pub(super) first: Dated,
    pub(super) second: Dated,
    pub(super) offer: Offer,
    pub(super) id: Text,
    pub(super) territories: Vec<TerritoryCode>,
}

/// A window with its place and the texts that it comes from.
#[derive(Clone)]
pub(super) struct Dated {
    pub(super) place: Place,
    pub(super) start: Text,
    pub(super) end: Text,
    window: Window,
}

impl Offers {
    /// Keeps the windows of a row. Full Delete rows carry dummy dates, so they have none.
    pub(super) fn keep(&mut self, row: &Row<'_>, found: &Found<'_>) {
        let entry = row.avail.entry_type().value();
        if entry.is_some_and(EntryType::removes) {
            return;
        }
        let scopes = Scope::of(row.avail, row.profile);
        if scopes.is_empty() {
            return;
        }
        let offer = Offer::of(row.avail, row.profile);
        let is_sale = row.avail.license_type().value() == Some(&LicenseType::Est);
        for scope in scopes {
            let window = Window::of(row.avail, scope.territory, row.profile);
            if let (true, Bound::At(start)) = (is_sale, window.start) {
                let title = (scope.licensor.clone(), scope.id.clone(), scope.territory);
                let earliest = self.sale_starts.entry(title).or_insert(start);
                *earliest = start.min(*earliest);
            }
            let text = |column| {
                row.avail
                    .cell(column)
                    .map(|cell| cell.shared_text().clone())
            };
            let dated = Dated {
                place: found.place_of(Some(Column::Start)),
                start: text(Column::Start).unwrap_or_else(|| Text::from("")),
                end: text(Column::End).unwrap_or_else(|| Text::from("")),
                window,
            };
            self.windows
                .entry((scope, offer.clone()))
                .or_default()
                .push(dated);
        }
    }

    /// The pairs of rows whose windows clash: each later row once, with the row that it meets.
    /// `same` chooses between equal windows and those that only overlap.
    pub(super) fn clashes(mut self, same: bool) -> Vec<Clash> {
        let mut clashes: BTreeMap<(Place, Place), Clash> = BTreeMap::new();
        for ((scope, offer), mut windows) in std::mem::take(&mut self.windows) {
            let title = (scope.licensor.clone(), scope.id.clone(), scope.territory);
            let sale_start = self.sale_starts.get(&title).copied();
            let mut spans: Vec<(Instant, Option<Instant>, Dated)> = windows
                .drain(..)
                .filter_map(|dated| {
                    let end = match dated.window.end {
                        Bound::At(end) => Some(end),
                        Bound::Never => None,
                        // A sale that nobody has announced ends no pre-order.
                        Bound::EstStart => sale_start,
                        Bound::Unknown => return None,
                    };
                    Some((dated.window.start.instant()?, end, dated))
                })
                .collect();
            spans.sort_by(|a, b| (a.0, &a.2.place).cmp(&(b.0, &b.2.place)));
            for (first, second) in pairs(&spans) {
                let equal = (first.0, first.1) == (second.0, second.1);
                if equal != same {
                    continue;
                }
                let (first, second) = if first.2.place <= second.2.place {
                    (first, second)
                } else {
                    (second, first)
                };
                let clash = clashes
                    .entry((second.2.place.clone(), first.2.place.clone()))
                    .or_insert_with(|| Clash {
                        first: first.2.clone(),
                        second: second.2.clone(),
                        offer: offer.clone(),
                        id: scope.id.clone(),
                        territories: Vec::new(),
                    });
                clash.territories.push(scope.territory);
            }
        }
        clashes.into_values().collect()
    }
}

type Span = (Instant, Option<Instant>, Dated);

/// Each window with the earlier one that reaches furthest, if it reaches into it. The windows are
/// sorted by their starts; empty ones meet nobody.
fn pairs(spans: &[Span]) -> impl Iterator<Item = (&Span, &Span)> {
    let mut furthest: Option<&Span> = None;
    spans
        .iter()
        .filter(|span| span.1.is_none_or(|end| span.0 < end))
        .filter_map(move |span| {
            let met = furthest.filter(|earlier| earlier.1.is_none_or(|end| span.0 < end));
            let further = |earlier: &&Span| match (earlier.1, span.1) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(earlier), Some(end)) => end > earlier,
            };
            if furthest.as_ref().is_none_or(further) {
                furthest = Some(span);
            }
            met.map(|earlier| (earlier, span))
        })
}

impl Dated {
    /// Which row this is, seen from another: `row 5`, or `row 5 of TV` if that is another sheet.
    pub(super) fn row_in_words(&self, seen_from: &Self) -> String {
        let place = Place {
            column: None,
            ..self.place.clone()
        };
        match &self.place.sheet {
            Some(sheet) if self.place.sheet != seen_from.place.sheet => {
                format!("{place} of {sheet}")
            }
            _ => place.to_string(),
        }
    }
}

impl Clash {
    /// The territories in words: `US, CA`.
    pub(super) fn territories(&self) -> String {
        let names: Vec<String> = self
            .territories
            .iter()
            .map(TerritoryCode::to_string)
            .collect();
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dated(row: u32) -> Dated {
        Dated {
            place: Place {
                row: Some(row),
                ..Place::default()
            },
            start: Text::from(""),
            end: Text::from(""),
            window: Window {
                start: Bound::Unknown,
                end: Bound::Never,
            },
        }
    }

    proptest! {
        /// Against the definition: a window is named exactly if it shares a moment with an earlier
        /// one in the order of starts.
        #[test]
        fn a_window_is_named_if_it_meets_an_earlier_one(
            windows in prop::collection::vec((0_i64..20, prop::option::of(0_i64..20)), 0..12)
        ) {
            let mut spans: Vec<Span> = (1..)
                .zip(&windows)
                .map(|(row, (start, end))| {
                    let at = |millis| Instant::from_millis(millis).unwrap();
                    (at(*start), end.map(at), dated(row))
                })
                .collect();
            spans.sort_by_key(|span| (span.0, span.2.place.row));
            let holds = |span: &Span, moment: i64| {
                let moment = Instant::from_millis(moment).unwrap();
                span.0 <= moment && span.1.is_none_or(|end| moment < end)
            };
            let expected: Vec<Option<u32>> = spans
                .iter()
                .enumerate()
                .filter(|(index, span)| {
                    spans[..*index]
                        .iter()
                        .any(|earlier| (0..25).any(|moment| holds(earlier, moment) && holds(span, moment)))
                })
                .map(|(_, span)| span.2.place.row)
                .collect();
            let named: Vec<Option<u32>> = pairs(&spans).map(|(_, span)| span.2.place.row).collect();
            prop_assert_eq!(named, expected);
        }
    }
}
