//! Builds the rows of an Avail: one for each pair of a Transaction and an Asset.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, Marks, Position, SharedUnplaced, Stored, Text, Unplaced, WorkType,
    XmlVersion,
};

use super::collected::Cells;
use super::kept::{Found, Stale};
use super::node::escape;
use super::parts::{KeptTexts, ReadAsset, ReadAvail, ReadTransaction};
use super::shared::Shared;
use crate::xml::kept::{HeaderPlace, KeptCell, Place};
use crate::xml::terms;
use crate::xml::values;

/// The positions of the columns that follow the dictionary columns.
pub(super) type Further = HashMap<HeaderPlace, u16>;

/// The rows of an Avail that have not been returned yet.
#[derive(Debug)]
pub(super) struct Rows {
    avail: ReadAvail,
    /// For each Asset with several rows, the content that its rows share.
    shared: Box<[Option<Shared>]>,
    next: usize,
}

impl Rows {
    /// Creates the rows of an Avail. Even an Avail without Assets or Transactions has a row, so that none of its
    /// content is lost.
    pub(super) fn new(mut avail: ReadAvail) -> Self {
        if avail.assets.is_empty() {
            avail.assets.push(ReadAsset::default());
        }
        if avail.transactions.is_empty() {
            avail.transactions.push(ReadTransaction::nothing(avail.at));
        }
        if avail.transactions.len() == 1 {
            let shared = avail.assets.iter().map(|_| None).collect();
            return Self {
                avail,
                shared,
                next: 0,
            };
        }
        let of_avail = mem::take(&mut avail.cells.unplaced);
        let shared = avail.assets.iter_mut().map(|asset| {
            let of_asset = mem::take(&mut asset.cells.unplaced);
            let ratings = asset.ratings.elements().cloned();
            let all = of_avail.iter().cloned().chain(of_asset).chain(ratings);
            Some(Shared::new(all.collect()))
        });
        let shared = shared.collect();
        Self {
            avail,
            shared,
            next: 0,
        }
    }

    /// Returns the next row, if there is one.
    pub(super) fn next(
        &mut self,
        builder: &mut AvailBuilder,
        further: &Further,
        version: XmlVersion,
        row: u32,
    ) -> Option<Avail> {
        let ReadAvail {
            cells,
            assets,
            transactions,
            faults,
            ..
        } = &mut self.avail;
        let (transaction, asset) = (self.next / assets.len(), self.next % assets.len());
        let shared = self.shared.get(asset)?;
        let (transaction, asset) = (transactions.get_mut(transaction)?, assets.get_mut(asset)?);
        self.next += 1;
        // Schema faults are reported on the first row that they affect.
        let mut faults = mem::take(faults);
        faults.append(&mut asset.faults);
        faults.append(&mut transaction.faults);
        let mut stale = Stale::default();
        let mut tried = 0;
        loop {
            let found = fill(
                builder,
                further,
                cells,
                asset,
                transaction,
                shared.as_ref().map(|shared| &shared.list),
                &stale,
            );
            for fault in &faults {
                builder.add_schema_fault(fault.clone());
            }
            let avail = builder.build_at(row, transaction.at);
            // When stale text is removed, other preserved text can become stale. For example, a price depends on its
            // type.
            let more = match &transaction.kept {
                Some(kept) => {
                    let beside = shared.as_ref().map(|shared| shared.beside(kept));
                    let beside = beside.unwrap_or_default();
                    stale.learn(kept, &found, (&avail, &beside), version)
                }
                None => false,
            };
            if more {
                continue;
            }
            let kept = transaction.kept.as_deref_mut();
            match kept.and_then(|kept| stale.exchange(kept, tried)) {
                Some(number) => tried = number + 1,
                None => return Some(avail),
            }
        }
    }
}

impl ReadTransaction {
    fn nothing(at: Position) -> Self {
        Self {
            cells: Cells::default(),
            price: None,
            kept: None,
            faults: Vec::new(),
            at,
        }
    }
}

/// Fills a row with the values of its elements, and with the preserved text that is not stale. Returns the element
/// values that preserved text replaced.
fn fill(
    builder: &mut AvailBuilder,
    further: &Further,
    avail: &Cells,
    asset: &ReadAsset,
    transaction: &ReadTransaction,
    shared: Option<&Arc<[Unplaced]>>,
    stale: &Stale,
) -> Found {
    let kept = transaction.kept.as_deref();
    let mut found = Found::new();
    let mut set = |builder: &mut AvailBuilder, (column, text, at): &(Column, Text, Position)| {
        let counts = |kept: &KeptTexts| kept.columns.contains_key(column) && !stale.has(*column);
        if kept.is_some_and(counts) {
            found.push((*column, text.clone()));
        } else {
            // Setting the value can't fail, because the header for XML Avails has every column.
            let _ = match values::meaning(*column, text) {
                Some(meaning) => builder.set_meaning_at(*column, text.clone(), &meaning, *at),
                None => builder.set_at(*column, text.clone(), *at),
            };
        }
    };
    for part in [avail, &asset.cells, &transaction.cells] {
        for cell in &part.cells {
            let is_said =
                std::ptr::eq(part, &transaction.cells) && asset.cells.text_of(cell.0).is_some();
            match is_said {
                true => leave_term(builder, cell),
                false => set(builder, cell),
            }
        }
        #[cfg(test)]
        ema_testing::visited(part.unplaced.len());
        for unplaced in &part.unplaced {
            builder.add_unplaced(unplaced.clone());
        }
    }
    let work_type = asset
        .cells
        .text_of(Column::WorkType)
        .map_or("", Text::as_str);
    if let Some(price) = &transaction.price {
        let work = WorkType::from(ema_model::trim(work_type));
        let text = terms::price_type(&price.term, &work);
        let text = text.map_or_else(|| price.term.clone(), Text::from);
        set(builder, &(Column::PriceType, text, price.at));
    }
    let territory = transaction.cells.text_of(Column::Territory);
    let territory = territory.and_then(|text| values::list_items(Column::Territory, text).next());
    let ratings = &asset.ratings;
    let rating = ratings.index_for(territory);
    match shared {
        Some(list) => {
            let first = list.len() - ratings.elements().len();
            builder.share_unplaced(SharedUnplaced {
                list: Arc::clone(list),
                except: rating.map(|index| first + index),
            });
        }
        None => {
            for (index, unplaced) in ratings.elements().enumerate() {
                #[cfg(test)]
                ema_testing::visited(1);
                if rating != Some(index) {
                    builder.add_unplaced(unplaced.clone());
                }
            }
        }
    }
    if let Some(index) = rating {
        ratings.fill(index, builder, territory, set);
    }
    if let Some(kept) = kept {
        fill_kept(builder, further, kept, stale);
    }
    found
}

fn fill_kept(builder: &mut AvailBuilder, further: &Further, kept: &KeptTexts, stale: &Stale) {
    for (column, own) in &kept.columns {
        if !stale.has(*column) {
            let _ = builder.set_at(*column, own.text.as_str(), own.at);
        }
    }
    for (place, text, at) in &kept.headers {
        if let Some(index) = further.get(place) {
            builder.push(*index, text.as_str(), Stored::Text, Marks::default());
            continue;
        }
        // The file does not declare the column that this text belongs to.
        let kept = KeptCell {
            place: Place::Header(place.clone()),
            text: text.clone(),
            beside: None,
        };
        let path = format!("Transaction/?{}", KeptCell::TARGET);
        builder.add_unplaced(Unplaced::new(path, kept.to_instruction(), *at));
    }
    for (number, unplaced) in kept.unplaced.iter().enumerate() {
        if !stale.has_unplaced(number) {
            builder.add_unplaced(unplaced.clone());
        }
    }
    for text in stale.texts(kept) {
        builder.add_stale_text(text);
    }
}

/// Keeps a Term for a column that the Asset already fills. Only the localization type can be in both an Asset and a
/// Term.
fn leave_term(builder: &mut AvailBuilder, (column, text, at): &(Column, Text, Position)) {
    let Some(term) = terms::TERMS.iter().find(|term| term.column == *column) else {
        return;
    };
    let mut content = format!(
        "<avails:Term termName=\"{}\"><avails:{}>",
        term.name, term.element
    );
    escape(&mut content, text, false);
    content.push_str(&format!("</avails:{}></avails:Term>", term.element));
    builder.add_unplaced(Unplaced::new("Transaction/Term", content, *at));
}
