//! Draws reports, timelines and plans of changes as HTML pages and SVG.
//!
//! A page is a single file that can be read without a network connection or scripts. Its `Content-Security-Policy`
//! allows only its own style and script, so a script in a cell could not run even if the cell were not escaped.
//!
//! ```
//! use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
//! use ema_rules::{AsOf, Profile, html::{Rows, Timeline}};
//!
//! let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]);
//! let sheet = Sheet::new(avail.header().clone(), vec![avail]);
//! let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
//!
//! let profile = Profile::prime_video();
//! let as_of: AsOf = "2026-11-21".parse()?;
//! let report = profile.check(&workbook, as_of);
//! let rows = Rows::of(&workbook);
//! let page = report
//!     .as_html()
//!     .rows(&rows)
//!     .timeline(Timeline::of(&workbook, profile.conventions(), as_of));
//! assert!(page.to_string().contains("<td class=\"at\" dir=\"auto\">UK</td>"));
//! # Ok::<(), ema_rules::time::InvalidAsOf>(())
//! ```
//! If a file is not held in memory, pass its rows to [`Rows`] and [`TimelineBuilder`] while a
//! [`Checker`](crate::Checker) checks them.

mod axis;
mod builder;
mod chart;
mod draw;
mod excerpt;
mod findings;
mod lane;
mod page;
mod plan;
mod rows;
mod svg;
mod text;
mod timeline;
mod titles;
mod words;

pub use builder::TimelineBuilder;
pub use findings::HtmlReport;
pub use page::HtmlPage;
pub use rows::Rows;
pub use timeline::Timeline;
