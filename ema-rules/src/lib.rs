//! Checks EMA Avails against the EMA specification and the rules of Prime Video.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod check;
mod finding;
mod nearest;
mod offer;
mod profile;
mod ratings;
mod report;
mod rule;
mod rules;
mod scope;
#[cfg(test)]
mod testing;
pub mod time;
mod window;

pub use check::Checker;
pub use finding::{Finding, Place};
pub use offer::Offer;
pub use profile::Profile;
pub use report::{FileSummary, Report, SheetSummary, TextReport};
pub use rule::{Page, Rule, Section, Severity};
pub use rules::{rule, rules};
pub use scope::{RightsModel, Scope, territories, unique_id};
pub use time::{Instant, Zones};
pub use window::{Bound, Window};
