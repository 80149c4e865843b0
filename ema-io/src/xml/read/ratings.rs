//! Assigns ratings to rows: a title has one rating per region, and a row gets that of its
//! territory.

use ema_model::{AvailBuilder, Column, Position, Text, Unplaced};

use super::groups;
use super::node::Node;
use super::said::{Path, Said};
use crate::xml::schema::Namespace::Md;
use crate::xml::values;

/// A rating of an Asset.
#[derive(Debug)]
pub(super) struct Rating {
    cells: Vec<(Column, Text, Position)>,
    /// The code of its region, and the region itself.
    region: Option<(Text, Unplaced)>,
    /// Content other than the rating and its region.
    rest: Vec<Unplaced>,
    /// The whole rating element.
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
            let code = groups::region(region)?;
            let unplaced = Unplaced::new(path.to("md:Region"), region.xml(), region.tag.at);
            Some((Text::from(code.text.trim()), unplaced))
        });
        if region.is_some() {
            node.take(Md, "Region");
        }
        let mut said = Said::default();
        said.leave_rest(&path, node, false);
        Self {
            cells,
            region,
            rest: said.unplaced,
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

/// Fills the rating of a row: that of its territory, or else the first. No column holds the others.
pub(super) fn fill(
    builder: &mut AvailBuilder,
    ratings: &[Rating],
    territory: Option<&str>,
    mut fill: impl FnMut(&mut AvailBuilder, &(Column, Text, Position)),
) {
    let mut holding = ratings.iter().filter(|rating| !rating.cells.is_empty());
    let first = holding.clone().next();
    let chosen = holding.find(|rating| rating.is_of(territory)).or(first);
    for rating in ratings {
        if !chosen.is_some_and(|chosen| std::ptr::eq(chosen, rating)) {
            builder.add_unplaced(rating.whole.clone());
            continue;
        }
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
