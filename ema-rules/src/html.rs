//! Reports, timelines and plans of changes as pages that people look at.
//!
//! A page is one file: no network, no script that is needed to read it. It says how it may be read
//! (`Content-Security-Policy`), so nothing that a cell holds could run even if it were no longer
//! escaped.
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
//!     .timeline(Timeline::of(&workbook, &profile, as_of));
//! assert!(page.to_string().contains("<td class=\"at\" dir=\"auto\">UK</td>"));
//! # Ok::<(), ema_rules::time::InvalidAsOf>(())
//! ```
//!
//! A file that is not held in memory gives its rows to [`Rows`] and [`TimelineBuilder`] while a
//! [`Checker`](crate::Checker) looks at them.

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
