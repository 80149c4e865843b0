//! Defines the content that is collected for an element.

use super::collected::Collected;
use super::node::Node;
use super::prices::Prices;
use super::ratings::Rating;

/// The content that has been collected from an element so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) collected: Collected,
    pub(super) avail_type: Option<Node>,
    pub(super) description: Option<Node>,
    pub(super) ratings: Vec<Rating>,
    pub(super) prices: Prices,
}
