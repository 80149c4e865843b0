//! A file's rows for the same title.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use ema_model::TerritoryCode;

use super::offers::{Deleted, Offers, TitleSales};
use super::overlaps::Overlaps;
use super::title_windows::TitleWindows;
use crate::engine::FileAt;

/// The rows for a title. Facts that several rules need are computed once.
pub(in crate::rules) struct Title<'a> {
    pub(in crate::rules) offers: &'a Offers,
    pub(in crate::rules) file: &'a FileAt<'a>,
    /// The rows that offer the title, sorted by offer.
    pub(in crate::rules) rows: &'a [usize],
    /// The rows that delete the title.
    pub(in crate::rules) deletes: &'a [Deleted],
    sales: OnceCell<TitleSales>,
    overlaps: OnceCell<Overlaps>,
    live: OnceCell<Live>,
}

/// The first live row for a title in each territory.
pub(in crate::rules) type Live = BTreeMap<TerritoryCode, usize>;

impl<'a> Title<'a> {
    pub(in crate::rules) fn new(
        offers: &'a Offers,
        file: &'a FileAt<'a>,
        rows: &'a [usize],
        deletes: &'a [Deleted],
    ) -> Self {
        Self {
            offers,
            file,
            rows,
            deletes,
            sales: OnceCell::new(),
            overlaps: OnceCell::new(),
            live: OnceCell::new(),
        }
    }

    /// Returns whether the rows belong to different offers.
    pub(in crate::rules) fn has_several_offers(&self) -> bool {
        let offer = |row: &usize| self.offers.rows[*row].offer;
        self.rows.first().map(offer) != self.rows.last().map(offer)
    }

    /// Returns the start of the sale in each territory. The result is empty if no window depends on
    /// the sale.
    pub(in crate::rules) fn sales(&self) -> &TitleSales {
        self.sales
            .get_or_init(|| self.offers.sales(self.rows, self.file.profile))
    }

    /// Returns the windows in the rows.
    pub(in crate::rules) fn windows(&self) -> TitleWindows<'_> {
        TitleWindows {
            offers: self.offers,
            sales: self.sales(),
            profile: self.file.profile,
        }
    }

    /// Returns the rows that repeat or overlap an earlier row for the same offer.
    pub(in crate::rules) fn overlaps(&self) -> &Overlaps {
        self.overlaps.get_or_init(|| {
            let mut overlaps = Overlaps::default();
            let offer = |row: &usize| self.offers.rows[*row].offer;
            let of_offers = self.rows.chunk_by(|a, b| offer(a) == offer(b));
            for rows in of_offers.filter(|rows| rows.len() > 1) {
                overlaps.add(&self.windows(), rows);
            }
            overlaps
        })
    }

    /// Returns, for each territory, the first Full Extract row that is live at the moment of the
    /// check.
    pub(in crate::rules) fn live(&self) -> &Live {
        self.live.get_or_init(|| {
            let (offers, file) = (self.offers, self.file);
            let mut live = Live::new();
            for row in self.rows.iter().copied() {
                let Some(window) = offers.window(row).filter(|_| offers.rows[row].is_extract)
                else {
                    continue;
                };
                let list = offers.rows[row].scopes.territories;
                for territory in offers.scopes.lists.territories(list) {
                    let sale = self.sales().first(&territory).map(|sale| sale.0);
                    let holds = || {
                        let clocks = &file.profile.conventions().clocks;
                        let window = window.written.in_territory(territory, clocks);
                        let span = window.until_sale(sale).span();
                        span.is_some_and(|span| span.contains(file.as_of_in(territory)))
                    };
                    if live.get(&territory).is_none_or(|first| row < *first) && holds() {
                        live.insert(territory, row);
                    }
                }
            }
            live
        })
    }
}
