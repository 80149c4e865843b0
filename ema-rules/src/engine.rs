//! Passes each sheet, row and cell of a file to a profile's rules, and collects their findings.
//!
//! A [`Rule`] has a page and a check. The [`Checker`] gives each check a view of the file ([`SheetAt`], [`Row`],
//! [`CellAt`]) and a [`Reporter`] for its findings.

mod check;
mod explanation;
mod finding;
mod platform;
mod profile;
mod rule;
mod summary;

pub(crate) use check::{Assets, CellAt, FileAt, GroupCheck, Row, SheetAt};
pub use check::{Checker, Reporter};
pub use explanation::{Explanation, ResolvedBound, RuleResult};
pub use finding::{Finding, Place};
pub(crate) use platform::{Difference, Platform, RequiredBy};
pub use profile::Profile;
pub use rule::{AppliesTo, FileCheck, Page, Rule, Section, Severity, UnknownSeverity};
pub(crate) use rule::{Check, NewGroup, OwnCheck, OwnFile, RowCheck, SharedGroup};
pub use summary::{FileSummary, SheetSummary};
