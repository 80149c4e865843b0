//! What is collected of an element.

use super::node::Node;
use super::prices::Prices;
use super::ratings::Rating;
use super::said::Said;

/// The content of an element, collected until its end.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) said: Said,
    pub(super) avail_type: Option<Node>,
    pub(super) description: Option<Node>,
    pub(super) ratings: Vec<Rating>,
    pub(super) prices: Prices,
}
