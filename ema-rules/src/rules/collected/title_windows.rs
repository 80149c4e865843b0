//! The windows of a title's rows in each territory.

use std::collections::{BTreeSet, HashMap};

use ema_model::TerritoryCode;

use super::offers::{Offers, TitleSales};
use crate::engine::Profile;
use crate::span::Span;
use crate::time::{Edge, LocalTimes};
use crate::window::{UnresolvedEdge, WrittenWindow};

/// The windows in the rows for a title.
pub(in crate::rules) struct TitleWindows<'a> {
    pub(in crate::rules) offers: &'a Offers,
    pub(in crate::rules) sales: &'a TitleSales,
    pub(in crate::rules) profile: &'a Profile,
}

impl TitleWindows<'_> {
    /// Calls `look` for each group of territories, with the rows that grant them and the rows' time
    /// spans, in order. Rows with an unknown span are omitted.
    ///
    /// Territories that are in the same lists form a group, unless the order of events can differ
    /// between their clocks.
    pub(in crate::rules) fn in_territories(
        &self,
        rows: &[usize],
        mut look: impl FnMut(&[TerritoryCode], &[usize], &[Span]),
    ) {
        let offers = self.offers;
        let list_of = |row: usize| offers.rows[row].scopes.territories;
        // Groups that do not depend on clocks can all use the clocks of the same territory.
        let mut anywhere = None;
        let show = |territories: &[TerritoryCode], apart: Option<TerritoryCode>, rows: &[usize]| {
            let clocks = || (territories[0], HashMap::new());
            let (territory, known) = match apart {
                None => anywhere.get_or_insert_with(clocks),
                Some(_) => &mut clocks(),
            };
            let sale = self.sales.first(territory).map(|sale| sale.0);
            let span_of = |row: &usize| {
                // Only a pre-order may end when the sale starts. If any other row ends then,
                // `end-keyword` reports the row.
                if offers.ends_at_sale(*row) && !offers.rows[*row].is_pre_order {
                    return None;
                }
                let number = offers.rows[*row].window;
                let span = known.entry(number).or_insert_with(|| {
                    let window = offers.windows.get(number)?;
                    let clocks = &self.profile.conventions().clocks;
                    let window = window.written.in_territory(*territory, clocks);
                    window.until_sale(sale).span()
                });
                Some((*row, (*span)?))
            };
            let (rows, spans): (Vec<usize>, Vec<Span>) = rows.iter().filter_map(span_of).unzip();
            look(territories, &rows, &spans);
        };
        offers
            .scopes
            .lists
            .together(rows, list_of, self.apart(rows), show);
    }

    /// Returns a function that returns `Some` for a territory if rows must be compared separately
    /// there.
    ///
    /// If clocks do not matter, a worldwide list is compared once instead of two hundred times.
    /// Clocks do not matter if all times are instants, or if all times are local and each zone of
    /// the territory shows each time exactly once. In the second case, a later local time is a
    /// later instant in every zone, so the earliest instant across the zones is also later. Windows
    /// in such a territory are in the same order as their local times, which are the same
    /// everywhere.
    fn apart(&self, rows: &[usize]) -> impl Fn(TerritoryCode) -> Option<TerritoryCode> {
        let (offers, profile) = (self.offers, self.profile);
        let windows: BTreeSet<u32> = rows.iter().map(|row| offers.rows[*row].window).collect();
        let written = || {
            let windows = windows
                .iter()
                .filter_map(|window| offers.windows.get(*window));
            windows.map(|window| window.written)
        };
        let by_sale = written().any(WrittenWindow::ends_at_sale);
        let times = Times::of(written(), profile);
        move |territory| {
            let country = territory.country();
            if by_sale {
                return Some(territory);
            }
            let by_clocks = match &times {
                Times::Instants => false,
                Times::Clocks(times) => {
                    times.are_shifted_in(country, &profile.conventions().clocks.zones)
                }
                Times::Both => true,
            };
            by_clocks.then(|| country.into())
        }
    }
}

/// The times at which windows start and end.
enum Times {
    /// Only instants, which are the same everywhere.
    Instants,
    /// Only times on local clocks.
    Clocks(LocalTimes),
    Both,
}

impl Times {
    fn of(windows: impl Iterator<Item = WrittenWindow>, profile: &Profile) -> Self {
        let mut on_clocks = Vec::new();
        let mut has_instants = false;
        let edges = [Edge::Start, Edge::End];
        let edges = windows
            .flat_map(|window| edges.map(|edge| window.edge(edge, &profile.conventions().clocks)));
        for edge in edges {
            match edge {
                UnresolvedEdge::Local(local) => on_clocks.push(local),
                UnresolvedEdge::Bound(bound) => has_instants |= bound.instant().is_some(),
            }
        }
        match (on_clocks.is_empty(), has_instants) {
            (true, _) => Self::Instants,
            (false, false) => Self::Clocks(on_clocks.into_iter().collect()),
            (false, true) => Self::Both,
        }
    }
}
