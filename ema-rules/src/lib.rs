//! Checks EMA Avails against the EMA specification and Prime Video's rules.
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
//! `ema_io::read_path` reads a whole workbook into memory. To check a file without holding all of its rows in memory,
//! pass them to a [`Checker`] one at a time.
//!
//! # The types
//!
//! - A [`Profile`] selects the rules and their severities. The crate provides [`Profile::prime_video`] and
//!   [`Profile::ema`], and you can add your own rules to either profile.
//! - A [`Finding`] is a problem that a [`Rule`] has found: the cell, its value, what is wrong, and what to do. A
//!   [`Report`] contains the findings in a file. Equal findings are combined into one [`FoldedFinding`] that lists
//!   their rows. You can print a report as text or, with the feature `serde`, as JSON.
//! - An [`Explanation`] of a cell contains its value, its instants, what its row is about, and what the rules have found.
//! - A [`Scope`] is the unit that an entry replaces or deletes. An [`Offer`] is something that customers can buy or
//!   watch in that scope, and a [`Window`] is the period in which they can do so, with local times resolved to
//!   instants.
//! - A [`Feed`] contains a file's entries, grouped by scope. [`Holdings`] contain the records that a platform has after
//!   it has read feeds. [`Holdings::apply`] applies a feed and returns its effect as an [`Outcome`]. [`Holdings::diff`]
//!   compares two states. [`extract`] and [`takedown`] write the feed that brings a platform from one state to another.
//!   A [`HoldingsPart`] is a part of holdings, for storage in a database.
//! - [`Timestamp`] and [`Zones`] convert local times in a territory to instants. [`AsOf`] is the instant or day that a
//!   check treats as now.
//!
//! [`rules()`] returns the catalog of rules, and [`rule()`] finds a rule by name. Each rule has a page that explains
//! it. [`catalogue`] contains all of these pages. The [tutorial](_tutorial) shows three common tasks, with feeds that
//! work and feeds that only look right.
//!
//! The [cookbook](_cookbook) has short programs for everyday tasks, such as checking an upload, lowering the severity
//! of a rule, listing what will be live tomorrow, or taking down a title.
//!
//! # Features
//!
//! No feature is on by default.
//!
//! - `html`: draws reports, timelines, and plans of a feed's changes as HTML pages, and timelines also as SVG.
//! - `serde`: adds [`SarifLog`]. [`Report`], [`FileSummary`], [`Finding`], [`Explanation`], [`Outcome`], [`Diff`] and
//!   [`Live`] serialize to the JSON that `ema` prints with `--format json`. [`Holdings`] can be
//!   serialized, and [`Holdings::deserialize`] reads them back. [`Scope`], [`RightsModel`], [`Severity`], [`AsOf`] and
//!   [`Timestamp`] can be serialized and deserialized. `data/results.schema.json` in this crate is the JSON Schema of
//!   these documents.
//!
//! # Threads and Rust versions
//!
//! Any number of threads can share a [`Profile`], each checking its own file. A [`Checker`] and its [`Reporter`]
//! process one file and must stay on one thread. All other types are `Send` and `Sync`.
//!
//! ```
//! fn shared<T: Send + Sync>() {}
//! shared::<ema_rules::Profile>();
//! shared::<ema_rules::Report>();
//! shared::<ema_rules::Holdings>();
//! shared::<ema_rules::Outcome>();
//! shared::<ema_rules::Feed<'_>>();
//! ```
//!
//! The crate requires Rust 1.89 or newer.
//!
//! # Limits
//!
//! A [`Report`] keeps up to [`Report::MESSAGES`] (1,000) distinct findings for each rule and severity, and counts the
//! rest. The rules that compare rows keep a key for each row. The crate does not limit the number of rows, but the code
//! that reads the file might. Prime Video rejects a file with more than 60,000 rows, so the profile `prime-video`
//! reports such a file.
//!
//! # Not included
//!
//! - Reading files: see `ema-io`.
//! - Clocks: the caller passes the instant or day that a check treats as now.
//! - Profiles for platforms other than Prime Video.
//! - Holdings by AvailID: a [`Feed`] skips rows with version 1.9's entry types `Create`, `Update` and `Delete`, and
//!   lists them as skipped.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod conventions;
mod engine;
mod granted;
mod holdings;
#[cfg(feature = "html")]
pub mod html;
mod language_names;
mod marks;
mod mojibake;
mod nearest;
mod offer;
mod profile;
mod ratings;
mod report;
mod rules;
mod sale;
mod scope;
mod span;
mod territory_groups;
mod territory_set;
#[cfg(test)]
mod testing;
pub mod time;
mod window;
mod wording;
mod written;

pub use conventions::Conventions;
pub use engine::{
    AppliesTo, Checker, Explanation, FileCheck, FileSummary, Finding, Page, Place, Profile,
    Reporter, ResolvedBound, Rule, RuleResult, Section, Severity, SheetSummary, UnknownSeverity,
};
pub use holdings::{
    Change, Conflict, Diff, Extract, Feed, HeldScope, Holdings, HoldingsPart, InvalidHoldings,
    Live, NeverDelivered, Outcome, PassedOver, PassedOverReason, Record, RecordPool, RowKey,
    ScopeDiff, ScopeOutcome, SendReason, SentChange, SentRow, SentScope, TooManyRows, Warning,
    WarningKind, extract, takedown,
};
pub use marks::printable;
pub use offer::{GrantedLanguage, Localization, Offer};
pub use profile::{ColumnGuide, ColumnNeed, UnknownRule};
#[cfg(feature = "serde")]
pub use report::SarifLog;
pub use report::{FixedCells, FoldedFinding, LeftOut, Report, ReportBuilder, TextReport};
pub use rules::{rule, rules};
pub use scope::{InvalidScopeKey, RightsModel, Scope, territories, unique_id};
pub use time::{AsOf, Timestamp, Zones};
pub use window::{Bound, InvalidBound, Window};

#[doc = include_str!("../docs/cookbook.md")]
pub mod _cookbook {}

#[doc = include_str!("../docs/tutorial.md")]
pub mod _tutorial {}

/// All rules on one page: what each rule checks, why it matters and what to do, with an example.
///
#[doc = include_str!("../docs/rules.md")]
pub mod catalogue {}

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
