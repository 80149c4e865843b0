//! Checks EMA Avails against the EMA specification and the rules of Prime Video.
//!
//! ```
//! use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
//! use ema_rules::{AsOf, Profile};
//!
//! let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]);
//! let sheet = Sheet::new(avail.header().clone(), vec![avail]);
//! let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
//!
//! let as_of: AsOf = "2026-11-21".parse()?;
//! let report = Profile::prime_video().check(&workbook, as_of);
//! for finding in report.findings() {
//!     println!("{finding}");
//! }
//! println!("{}", report.as_text());
//! # assert!(report.findings().iter().any(|it| it.first.rule.name() == "territory-code"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A workbook comes from `ema_io::read_path`; a file that is not to be held in memory goes through a
//! [`Checker`], a row at a time.
//!
//! # The types
//!
//! - [`Profile`] says which rules apply and how grave they are: [`Profile::prime_video`],
//!   [`Profile::ema`], or a change of either, with rules of your own.
//! - [`Finding`] is what a [`Rule`] has found: the cell, what stands there, what is wrong, what to
//!   do. [`Report`] holds the findings of a file, equal ones folded into a [`FoldedFinding`] with
//!   their rows, and shows them as text or, with feature `serde`, as JSON.
//! - [`Scope`] is what an entry replaces or deletes, [`Offer`] what a customer is sold inside it,
//!   [`Window`] when that holds, as instants.
//! - [`Feed`] is what a file says about each scope, [`Holdings`] what a platform holds after it has
//!   read feeds: [`Holdings::apply`] says what each has done, as an [`Outcome`], [`Holdings::diff`]
//!   what sets two states apart, [`extract`] and [`takedown`] which feed leads from one to the other.
//! - [`Instant`] and [`Zones`] turn the local times of a territory into moments, and [`AsOf`] is the
//!   moment or day at which something is judged.
//!
//! [`rules()`] is the catalogue, [`rule()`] one of it, each with a page that explains it;
//! [`catalogue`] shows all of them. The [tutorial](_tutorial) goes through three days of a catalogue,
//! with the feeds that do what is meant and those that only look like it.
//!
//! The [cookbook](_cookbook) has a short program for each task: an upload checked, a rule made milder,
//! what is live tomorrow, a title taken down.
//!
//! # Features
//!
//! - `html`: reports, timelines and the plan of a feed's changes as pages that people look at, and
//!   timelines as SVG.
//! - `serde`: [`SarifLog`]; [`Report`], [`Outcome`] and [`Diff`] serialize, in the forms of `ema validate`, `ema apply`
//!   and `ema diff` with `--format json`; [`Holdings`] serialize and are read again.
//!
//! # What is not here
//!
//! - Reading files (`ema-io`), and clocks: the moment at which a file is judged is passed in.
//! - Rules of your own that compare rows: those that [`Profile::with_rule`] adds see one at a time.
//! - Profiles of other platforms than Prime Video.
//! - In holdings, the entries Create, Update and Delete of version 1.9, which go by AvailID: a [`Feed`]
//!   passes them over and says so.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod alike;
mod check;
mod finding;
mod holdings;
#[cfg(feature = "html")]
pub mod html;
mod marks;
mod mojibake;
mod nearest;
mod offer;
mod profile;
mod ratings;
mod report;
mod rule;
mod rules;
mod scope;
mod territory_set;
#[cfg(test)]
mod testing;
pub mod time;
mod window;
mod written;

pub use check::{Checker, Found};
pub use finding::{Finding, Place};
pub use holdings::{
    Change, Conflict, Diff, Extract, Feed, Holdings, Live, NeverDelivered, Outcome, PassedOver,
    PassedOverReason, Record, ScopeDiff, ScopeOutcome, SendReason, SentChange, SentRow, SentScope,
    Warning, WarningKind, extract, takedown,
};
pub use marks::printable;
pub use offer::{GrantedLanguage, Localization, Offer};
pub use profile::Profile;
#[cfg(feature = "serde")]
pub use report::SarifLog;
pub use report::{
    FileSummary, FoldedFinding, LeftOut, Report, ReportBuilder, SheetSummary, TextReport,
};
pub use rule::{AppliesTo, Page, Rule, Section, Severity};
pub use rules::{rule, rules};
pub use scope::{RightsModel, Scope, territories, unique_id};
pub use time::{AsOf, Instant, Zones};
pub use window::{Bound, Window};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[doc = include_str!("../docs/tutorial.md")]
pub mod _tutorial {}

/// Every rule on one page: what it looks at, why it matters, an example, and what to do.
///
#[doc = include_str!("../docs/rules.md")]
pub mod catalogue {}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
