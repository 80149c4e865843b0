//! Checks, annotates, fixes and converts EMA Avails files, and writes feeds, with one function call for each task.
//!
//! ```
//! use ema_avails::{AsOf, Check, Input, Profile};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("movies.csv");
//! # std::fs::write(&path, "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n")?;
//! let (profile, as_of) = (Profile::prime_video(), "2026-11-21".parse::<AsOf>()?);
//! let report = Check::new(&profile, as_of).report(&Input::path(&path))?;
//! println!("{}", report.as_text());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An [`Input`] is a path, bytes, or a reader. An [`Output`] is a path or a stream. If neither the input nor the output
//! is a path, the functions do not need a file system.
//!
//! | to | use |
//! |---|---|
//! | check a file | [`Check::report`], [`Check::each`] |
//! | explain one cell | [`Check::explain`] |
//! | show the findings in a copy | [`Check::annotate`] |
//! | apply all safe fixes | [`Check::fix`] |
//! | convert to another format or version | [`ConvertOptions::convert`] |
//! | write a feed from one state of a catalog to another | [`extract`], [`takedown`], [`write_feed`] |
//! | write a workbook to fill in | [`write_template`] |
//! | find out which titles are live after a feed | [`read_feed`], [`Holdings::apply`] |
//!
//! ```
//! use ema_avails::{AsOf, Check, ConvertOptions, EmaVersion, Format, Input, Output, Profile};
//!
//! let upload = Input::bytes("Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,FIRSTDANCE\n");
//! let (profile, as_of) = (Profile::prime_video(), "2026-11-21".parse::<AsOf>()?);
//! let check = Check::new(&profile, as_of);
//!
//! // `UK` becomes `GB`. A person must resolve the remaining findings.
//! let mut fixed = Vec::new();
//! let output = Output::stream(Format::Csv, &mut fixed);
//! let left = check.fix(&upload, output, &mut |loss| println!("{loss}"))?;
//! assert!(left.report.as_text().to_string().contains("`UK` → `GB`"));
//!
//! let mut workbook = Vec::new();
//! let output = Output::stream(Format::Xlsx, &mut workbook);
//! let options = ConvertOptions::new().to(Some(EmaVersion::V1_9));
//! let converted = options.convert(&Input::bytes(fixed), output, &mut |loss| println!("{loss}"))?;
//! assert_eq!(converted.rows, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Related crates
//!
//! This crate re-exports the types that its functions take and return. All other items are in [`model`] (avails, their
//! values, the column dictionary), [`io`] (files) and [`rules`] (rules, scopes, holdings).
//!
//! # Features, threads and Rust versions
//!
//! No feature is enabled by default. With the feature `html`, the crate writes reports, timelines
//! and plans as HTML pages. With the feature `serde`, the crate writes reports, SARIF logs,
//! explanations, outcomes and holdings as JSON, and reads holdings.
//!
//! A [`Profile`] and a [`Check`] can be shared by any number of threads. Each function reads ahead on a second thread,
//! unless [`ReadOptions::one_thread`] is set. To cancel a check, return [`ControlFlow::Break`](std::ops::ControlFlow)
//! from the closure passed to [`Check::each`].
//!
//! The crate requires Rust 1.89 or newer.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod annotate;
mod check;
mod copy;
mod feed;
mod fix;
mod template;

pub use annotate::Annotations;
pub use check::Check;
pub use feed::{FeedFiles, WrittenFile, read_feed, write_feed};
pub use fix::{Fixed, Fixes};
pub use template::{TemplateColumns, write_template};

#[doc(no_inline)]
pub use ema_io as io;
#[doc(no_inline)]
pub use ema_io::{
    ConvertOptions, Converted, Encoding, Error, ErrorKind, Input, Loss, Output, Progress,
    ReadOptions, Reader, UnchangedCell,
};
#[doc(no_inline)]
pub use ema_model as model;
#[doc(no_inline)]
pub use ema_model::{Avail, CellAddress, Column, EmaVersion, Format, Header, XmlVersion};
#[doc(no_inline)]
pub use ema_rules as rules;
#[doc(no_inline)]
pub use ema_rules::{
    AsOf, Checker, Conventions, Explanation, Extract, Feed, FileSummary, Finding, Holdings,
    NeverDelivered, Outcome, Profile, Report, ReportBuilder, Scope, Severity, Timestamp, extract,
    takedown,
};

#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
