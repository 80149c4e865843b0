//! The windows of the rows of a title, in each of their territories.

use std::collections::{BTreeSet, HashMap};

use ema_model::TerritoryCode;

use super::clashes::Span;
use super::offers::{Offers, Sales};
use crate::profile::Profile;
use crate::time::{Edge, Instant, LocalTimes};
use crate::window::{Bound, UnresolvedEdge, Window, WrittenWindow};

/// The windows of the rows of a title.
pub(super) struct TitleWindows<'a> {
    pub(super) offers: &'a Offers,
    pub(super) sales: &'a Sales,
    pub(super) profile: &'a Profile,
}

impl TitleWindows<'_> {
    /// Shows rows of the title with the time in which each of them holds, in their order, and the
    /// territories in which that is so. Rows whose time is not known are left out.
    ///
    /// Territories that stand in the same lists are shown together. They are shown apart only where
    /// what comes first on the clocks of one may come later on those of another.
    pub(super) fn in_territories(
        &self,
        rows: &[usize],
        mut look: impl FnMut(&[TerritoryCode], &[usize], &[Span]),
    ) {
        let offers = self.offers;
        let list_of = |row: usize| offers.rows[row].scopes.territories;
        // Where rows need not be kept apart, the clocks of one territory do for all.
        let mut anywhere = None;
        let show = |territories: &[TerritoryCode], apart: Option<TerritoryCode>, rows: &[usize]| {
            let clocks = || (territories[0], HashMap::new());
            let (territory, known) = match apart {
                None => anywhere.get_or_insert_with(clocks),
                Some(_) => &mut clocks(),
            };
            let sale = self.sales.get(territory).map(|sale| sale.0);
            let span_of = |row: &usize| {
                // Nothing but a pre-order ends when the sale starts: see the rule end-keyword.
                if offers.ends_at_sale(*row) && !offers.rows[*row].is_pre_order {
                    return None;
                }
                let number = offers.rows[*row].window;
                let span = known.entry(number).or_insert_with(|| {
                    let window = offers.windows.get(number)?;
                    span(window.written.in_territory(*territory, self.profile), sale)
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

    /// In which territories rows have to be compared apart from others.
    ///
    /// A worldwide list is compared once and not two hundred times where clocks don't matter. They don't
    /// where all times are local and each zone of the territory shows each of them once: a later time on
    /// a clock is then a later instant, and so is the earliest instant over several zones. Windows
    /// compare in such a territory as their local times do, and so alike in all of them.
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
                Times::Clocks(times) => times.are_shifted_in(country, &profile.zones),
                Times::Both => true,
            };
            by_clocks.then(|| country.into())
        }
    }
}

/// When a window holds, if that is known; `sale` is the start of the sale.
pub(super) fn span(window: Window, sale: Option<Instant>) -> Option<Span> {
    let end = match window.end {
        Bound::At(end) => Some(end),
        Bound::Never => None,
        // A sale that nobody has announced ends no pre-order.
        Bound::EstStart => sale,
        Bound::Unknown => return None,
    };
    let start = window.start.instant()?;
    Some(Span { start, end })
}

/// The times at which windows start and end.
enum Times {
    /// They are the same everywhere.
    Instants,
    /// They are what clocks show.
    Clocks(LocalTimes),
    Both,
}

impl Times {
    fn of(windows: impl Iterator<Item = WrittenWindow>, profile: &Profile) -> Self {
        let mut on_clocks = Vec::new();
        let mut has_instants = false;
        let edges = [Edge::Start, Edge::End];
        let edges = windows.flat_map(|window| edges.map(|edge| window.edge(edge, profile)));
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
