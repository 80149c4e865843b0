//! Plans the feed for a title only once for all territories that have the same plan.

use super::scope;
use super::{NeverDelivered, SentScope};
use crate::conventions::Conventions;
use crate::holdings::Holdings;
use crate::holdings::territories::{Part, Territories, parts};
use crate::holdings::title::{Holding, Title};
use crate::holdings::together::Together;
use crate::time::AsOf;

/// The old and the new holdings, from which a feed is planned.
pub(super) struct HeldChange<'a> {
    pub(super) old: &'a Holdings,
    pub(super) new: &'a Holdings,
    pub(super) as_of: AsOf,
    pub(super) conventions: &'a Conventions,
    pub(super) never_delivered: &'a NeverDelivered,
    together: Together<'a>,
}

impl<'a> HeldChange<'a> {
    pub(super) fn new(
        old: &'a Holdings,
        new: &'a Holdings,
        as_of: AsOf,
        conventions: &'a Conventions,
        never_delivered: &'a NeverDelivered,
    ) -> Self {
        Self {
            old,
            new,
            as_of,
            conventions,
            never_delivered,
            together: Together::new(&conventions.clocks, Some(as_of)),
        }
    }

    /// Returns the entries that bring a title from `old` to `new`, in all of its territories or only in some of them.
    pub(super) fn plan(&mut self, title: &Title, only: Option<&Territories>) -> Vec<SentScope> {
        let held = [&self.old.titles, &self.old.left_live];
        let wanted = [&self.new.titles, &self.new.left_live];
        let holdings = held.into_iter().chain(wanted);
        let holdings: Vec<&Holding> = holdings.filter_map(|it| it.get(title)).flatten().collect();
        let lists = holdings.iter().map(|holding| &holding.territories);
        let lists: Vec<&Territories> = lists.chain(only).collect();
        let mut sent = Vec::new();
        for Part { territories, lists } in parts(&lists) {
            let of_part = lists.iter().filter_map(|list| holdings.get(*list).copied());
            let of_part: Vec<&Holding> = of_part.collect();
            let is_left_out = only.is_some() && of_part.len() == lists.len();
            if is_left_out || of_part.is_empty() {
                continue;
            }
            let same = self
                .together
                .divide_to_send(&territories, &of_part, self.as_of);
            let plans = same.into_iter();
            sent.extend(plans.filter_map(|territories| scope::plan(self, title, territories)));
        }
        sent
    }
}
