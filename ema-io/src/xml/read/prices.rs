//! Reads the price of a Transaction, which is one of its Terms.

use ema_model::{Column, Position, Text, WorkType};

use super::collected::{Collected, Path};
use super::markup::Passage;
use super::node::Node;
use crate::xml::schema::Namespace::Avails;
use crate::xml::{terms, values};

/// The name of the price Term. Together with the WorkType, it determines the PriceType.
#[derive(Debug)]
pub(super) struct Price {
    pub(super) term: Text,
    pub(super) at: Position,
}

/// Returns whether a Term is a price or the SRP.
pub(super) fn is_price(node: &Node) -> bool {
    let name = node.attribute("termName").map(|name| name.text.trim());
    name.is_some_and(|name| is_srp(name) || terms::price_type(name, &WorkType::Movie).is_some())
}

fn is_srp(name: &str) -> bool {
    terms::term_column(name).is_some_and(|term| term.column == Column::Srp)
}

/// The price Terms of a Transaction: the first price and the first SRP.
#[derive(Debug, Default)]
pub(super) struct Prices {
    price: Option<(Price, Amount)>,
    retail: Option<(Node, Amount)>,
}

impl Prices {
    /// Takes a price Term. Returns the Term if there is already a price of its kind, or if the Term has any other
    /// content.
    pub(super) fn take(&mut self, node: Node) -> Option<Node> {
        let (Some(name), Some(amount)) = (node.attribute("termName"), amount(&node)) else {
            return Some(node);
        };
        if is_srp(name.text.trim()) && self.retail.is_none() {
            self.retail = Some((node, amount));
            return None;
        }
        if is_srp(name.text.trim()) || self.price.is_some() {
            return Some(node);
        }
        let term = Text::from(name.text.trim());
        self.price = Some((Price { term, at: name.at }, amount));
        None
    }

    /// Fills the price columns. If the SRP and the price have different currencies, the SRP is kept as an element,
    /// because there is only one column for the currency.
    pub(super) fn fill(self, within: &Path<'_>, collected: &mut Collected) -> Option<Price> {
        let price = self.price.map(|(price, amount)| {
            fill(collected, Column::PriceValue, amount.value);
            if let Some(currency) = amount.currency {
                fill(collected, Column::PriceCurrency, currency);
            }
            price
        });
        if let Some((node, amount)) = self.retail {
            let fits = match (&amount.currency, collected.text_of(Column::PriceCurrency)) {
                (Some(own), Some(other)) => own.text == other,
                _ => true,
            };
            if !fits {
                collected.leave_node(within, &node);
                return price;
            }
            fill(collected, Column::Srp, amount.value);
            if let Some(currency) = amount.currency {
                fill(collected, Column::PriceCurrency, currency);
            }
        }
        price
    }
}

/// Fills a column that no other element can fill.
fn fill(collected: &mut Collected, column: Column, passage: Passage) {
    let _ = collected.fill_verbatim(column, passage);
}

/// The value of a price Term: an amount, or the name of a tier or category.
#[derive(Debug)]
struct Amount {
    value: Passage,
    currency: Option<Passage>,
}

/// Returns the value of a price Term, or `None` if the Term contains anything else.
fn amount(node: &Node) -> Option<Amount> {
    if node.tag.attributes.len() != 1 || !node.has_no_text() {
        return None;
    }
    let mut children = node.children();
    let Some(child) = children.next() else {
        // The Term has only a name, which is a price type such as `NA`.
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
        value.text = values::decode(Column::Srp, &value.text).into_owned();
    }
    Some(Amount { value, currency })
}
