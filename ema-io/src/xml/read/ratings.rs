//! Assigns ratings to rows. A title has a rating for each region, and a row gets the rating for its territory.

use std::collections::HashMap;

use ema_model::{AvailBuilder, Column, Position, Text, Unplaced};

use super::collected::{Collected, Path};
use super::node::Node;
use crate::xml::schema::Namespace::Md;
use crate::xml::values;

/// A rating of an Asset.
#[derive(Debug)]
pub(super) struct Rating {
    cells: Vec<(Column, Text, Position)>,
    /// The code of the region, and the element that contains it.
    region: Option<(Text, Unplaced)>,
    /// Content other than the rating itself and its region.
    rest: Vec<Unplaced>,
    /// The complete rating element.
    whole: Unplaced,
}

impl Rating {
    pub(super) fn read(mut node: Node, within: &Path<'_>) -> Self {
        let path = within.down(Md, "Rating");
        let whole = Unplaced::new(path.to_string(), node.xml(), node.tag.at);
        let mut cells = Vec::new();
        for (name, column) in [
            ("System", Column::RatingSystem),
            ("Value", Column::RatingValue),
        ] {
            if let Some(text) = node.take_leaf(Md, name) {
                cells.push((column, Text::from(text.text), text.at));
            }
        }
        let reasons = node.take_leaves(Md, "Reason");
        if let Some(first) = reasons.first() {
            let texts: Vec<&str> = reasons.iter().map(|reason| reason.text.as_str()).collect();
            let text = values::join(Column::RatingReason, &texts);
            cells.push((Column::RatingReason, Text::from(text), first.at));
        }
        cells.retain(|(_, text, _)| !text.is_empty());
        let region = node.child(Md, "Region").and_then(|region| {
            let code = region.region()?;
            let unplaced = Unplaced::new(path.to("md:Region"), region.xml(), region.tag.at);
            Some((Text::from(code.text.trim()), unplaced))
        });
        if region.is_some() {
            node.take(Md, "Region");
        }
        let mut collected = Collected::default();
        collected.leave_rest(&path, node, false);
        Self {
            cells,
            region,
            rest: collected.unplaced,
            whole,
        }
    }

    fn is_of(&self, territory: Option<&str>) -> bool {
        let region = self.region.as_ref().map(|(code, _)| code.as_str());
        match (region, territory) {
            (Some(region), Some(territory)) => region.eq_ignore_ascii_case(territory),
            _ => false,
        }
    }
}

/// The ratings of an Asset.
#[derive(Debug, Default)]
pub(super) struct Ratings {
    all: Box<[Rating]>,
    /// The index of the first rating that fills any column.
    first: Option<usize>,
    /// For each uppercase region code, the index of the region's first rating that fills any column.
    of_region: HashMap<String, usize>,
}

impl Ratings {
    pub(super) fn new(all: Vec<Rating>) -> Self {
        let holding = all.iter().enumerate();
        let holding = holding.filter(|(_, rating)| !rating.cells.is_empty());
        let mut of_region = HashMap::new();
        for (index, rating) in holding.clone() {
            if let Some((region, _)) = &rating.region {
                let known = of_region.entry(region.to_ascii_uppercase());
                known.or_insert(index);
            }
        }
        Self {
            first: holding.map(|(index, _)| index).next(),
            of_region,
            all: all.into(),
        }
    }

    /// Returns the rating elements.
    pub(super) fn elements(&self) -> impl ExactSizeIterator<Item = &Unplaced> {
        self.all.iter().map(|rating| &rating.whole)
    }

    /// Returns the index of the rating that a row gets: the one for its territory or, if there is none, the first one.
    pub(super) fn index_for(&self, territory: Option<&str>) -> Option<usize> {
        let code = territory.map(str::to_ascii_uppercase);
        let own = code.and_then(|code| self.of_region.get(&code));
        own.copied().or(self.first)
    }

    /// Fills the columns of a row with a rating.
    pub(super) fn fill(
        &self,
        index: usize,
        builder: &mut AvailBuilder,
        territory: Option<&str>,
        mut fill: impl FnMut(&mut AvailBuilder, &(Column, Text, Position)),
    ) {
        let Some(rating) = self.all.get(index) else {
            return;
        };
        for cell in &rating.cells {
            fill(builder, cell);
        }
        if let Some((_, region)) = &rating.region
            && !rating.is_of(territory)
        {
            builder.add_unplaced(region.clone());
        }
        for unplaced in &rating.rest {
            builder.add_unplaced(unplaced.clone());
        }
    }
}
