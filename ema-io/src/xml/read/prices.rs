//! The price of a Transaction, which is one of its Terms.

use ema_model::{Column, Position, Text, WorkType};

use super::markup::Passage;
use super::node::Node;
use super::said::{Path, Said};
use crate::xml::schema::Namespace::Avails;
use crate::xml::terms;

/// The name of the Term that is the price: which PriceType it is depends on what is sold.
#[derive(Debug)]
pub(super) struct Price {
    pub(super) term: Text,
    pub(super) at: Position,
}

/// Whether a Term is a price, the SRP among them.
pub(super) fn is_price(node: &Node) -> bool {
    let name = node.attribute("termName").map(|name| name.text.trim());
    name.is_some_and(|name| is_srp(name) || terms::price_type(name, &WorkType::Movie).is_some())
}

fn is_srp(name: &str) -> bool {
    terms::term_column(name).is_some_and(|term| term.column == Column::Srp)
}

/// Takes the price of the row and its SRP from the Terms of price of a Transaction: the first of
/// each. There is one column for the currency, so an SRP in another one is left, and so are further
/// prices.
pub(super) fn choose(nodes: Vec<Node>, within: &Path<'_>, said: &mut Said) -> Option<Price> {
    let mut price = None;
    let mut retail = Vec::new();
    for node in nodes {
        let name = node.attribute("termName");
        let is_srp = name.is_some_and(|name| is_srp(name.text.trim()));
        match (name, amount(&node)) {
            (Some(_), Some(amount)) if is_srp => retail.push((node, amount)),
            (Some(name), Some(amount)) if price.is_none() => {
                let term = Text::from(name.text.trim());
                price = Some(Price { term, at: name.at });
                // Nothing else fills these columns.
                fill(said, Column::PriceValue, amount.value);
                if let Some(currency) = amount.currency {
                    fill(said, Column::PriceCurrency, currency);
                }
            }
            _ => said.leave_node(within, &node),
        }
    }
    for (node, amount) in retail {
        let currency = said.text_of(Column::PriceCurrency);
        let fits = match (&amount.currency, currency) {
            (Some(own), Some(other)) => own.text.trim() == other,
            _ => true,
        };
        if !fits || !fill(said, Column::Srp, amount.value) {
            said.leave_node(within, &node);
            continue;
        }
        if let Some(currency) = amount.currency {
            // That of the price, if it has one, is the same.
            fill(said, Column::PriceCurrency, currency);
        }
    }
    price
}

fn fill(said: &mut Said, column: Column, passage: Passage) -> bool {
    said.fill_as_it_stands(column, passage).is_ok()
}

/// What a Term of price says: an amount, or the name of a tier or category.
struct Amount {
    value: Passage,
    currency: Option<Passage>,
}

/// None for what says something else, or more.
fn amount(node: &Node) -> Option<Amount> {
    if node.tag.attributes.len() != 1 || !node.has_no_text() {
        return None;
    }
    let mut children = node.children();
    let Some(child) = children.next() else {
        // No more than what kind of price it is: `NA`.
        let (text, at) = (String::new(), node.tag.at);
        let value = Passage { text, at };
        return Some(Amount {
            value,
            currency: None,
        });
    };
    let is_money = child.tag.name.is(Avails, "Money");
    let plain = child.children().next().is_none() && children.next().is_none();
    if !plain || !is_money && !child.tag.name.is(Avails, "Text") {
        return None;
    }
    let currency = match child.tag.attributes.as_slice() {
        [] => None,
        [_] if is_money => Some(child.attribute("currency")?.clone()),
        _ => return None,
    };
    let mut value = child.text();
    if is_money {
        // The white space around a number means nothing.
        value.text = value.text.trim().to_owned();
    }
    Some(Amount { value, currency })
}
