//! Plans a title's feed once for all territories with the same plan.

use super::SentScope;
use super::scope::{self, HeldChange};
use crate::holdings::territories::{Part, Territories, parts};
use crate::holdings::title::{Holding, Title};
use crate::holdings::together::Together;

/// Plans a feed title by title.
pub(super) struct Planner<'a> {
    change: HeldChange<'a>,
    together: Together<'a>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(change: HeldChange<'a>) -> Self {
        Self {
            change,
            together: Together::new(&change.conventions.clocks, Some(change.as_of)),
        }
    }

    /// Returns the entries that bring a title from the old to the new holdings, in all of its territories or, with
    /// `only`, in some of them.
    pub(super) fn plan(&mut self, title: &Title, only: Option<&Territories>) -> Vec<SentScope> {
        let HeldChange {
            old, new, as_of, ..
        } = self.change;
        let holdings = [old, new]
            .into_iter()
            .flat_map(|it| [&it.titles, &it.left_live]);
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
            let same = self.together.divide_to_send(&territories, &of_part, as_of);
            let plan = |territories| scope::plan(&self.change, title, territories);
            sent.extend(same.into_iter().filter_map(plan));
        }
        sent
    }
}
