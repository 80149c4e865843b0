//! Strategies of crate `proptest` that make legal avails, for the property tests of partner tools.
//!
//! Each row is one that the EMA Avails specification permits in its version: the vocabularies are
//! the version's, the cells fit each other, and crate `ema-rules` finds no error in a cell or row
//! under its profile `ema`. Within that it is as odd as a file may be: every column can be filled,
//! texts hold quotation marks, separators, line breaks and scripts of all kinds, flags, dates and
//! running times come in every spelling that is read.
//!
//! A row shrinks to its required cells with plain values in them.
//!
//! ```
//! use ema_model::{EmaVersion, Layout, SheetKind, arbitrary};
//! use proptest::prelude::*;
//! use proptest::test_runner::TestRunner;
//!
//! let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Avails };
//! let mut runner = TestRunner::default();
//! runner.run(&arbitrary::sheets([layout]), |sheet| {
//!     for avail in &sheet.avails {
//!         prop_assert!(avail.work_type().value().is_some());
//!     }
//!     Ok(())
//! })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod offer;
mod row;
mod texts;

use std::sync::Arc;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::Union;

use crate::{Avail, AvailBuilder, Column, Header, Layout, Marks, Sheet, Stored};
use row::Draft;

/// Legal avails under a header, in the first row after those of a template. Columns that no version
/// knows may be filled with any text.
pub fn avails(header: &Arc<Header>) -> impl Strategy<Value = Avail> + use<> {
    let header = Arc::clone(header);
    let indices = unknown_columns(&header);
    let unknown = vec(prop::option::of(texts::free_text()), indices.len());
    (row::draft(&header), unknown).prop_map(move |(draft, unknown)| {
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        let unknown = indices.iter().copied().zip(&unknown);
        build(&mut builder, FIRST_ROW, &draft, unknown)
    })
}

/// Legal sheets, each of one of the layouts: the template's columns, up to three unknown ones behind
/// them, and one to five avails of one or two titles. The rows of a title agree on everything
/// that a title or an avail has once; each has a window, a price and an AvailID of its own.
///
/// ```
/// use ema_model::{Layout, arbitrary};
///
/// let of_any_version = arbitrary::sheets(Layout::all());
/// # drop(of_any_version);
/// ```
///
/// # Panics
///
/// If there is no layout among the layouts.
pub fn sheets(layouts: impl IntoIterator<Item = Layout>) -> impl Strategy<Value = Sheet> {
    Union::new(layouts.into_iter().map(sheets_of))
}

fn sheets_of(layout: Layout) -> BoxedStrategy<Sheet> {
    const UNKNOWN: usize = 3;
    let names = btree_set(texts::free_text(), 0..=UNKNOWN);
    let unknown = [(); UNKNOWN].map(|()| prop::option::of(texts::free_text()));
    let draft = row::draft(&Header::template(layout)).boxed();
    let titles = vec((draft.clone(), unknown), 1..3);
    let offers = vec((any::<Index>(), draft), 1..6);
    (names, titles, offers)
        .prop_map(move |(names, titles, offers)| {
            let unknown = names
                .into_iter()
                .filter(|name| name.parse::<Column>().is_err())
                .map(|name| (name.into(), None));
            let header = Arc::new(Header::extended(layout, unknown));
            let indices = unknown_columns(&header);
            let mut builder = AvailBuilder::new(Arc::clone(&header));
            let avails = (FIRST_ROW..)
                .zip(&offers)
                .map(|(row, (title, offer))| {
                    let (title, unknown) = title.get(&titles);
                    let unknown = indices.iter().copied().zip(unknown);
                    build(&mut builder, row, &offer.of_title(title), unknown)
                })
                .collect();
            Sheet::new(header, avails)
        })
        .boxed()
}

const FIRST_ROW: u32 = 4;

fn build<'a>(
    builder: &mut AvailBuilder,
    row: u32,
    draft: &Draft,
    unknown: impl Iterator<Item = (u16, &'a Option<String>)>,
) -> Avail {
    for (column, text) in draft.cells() {
        // The draft has columns of the header only.
        let _ = builder.set(column, &text);
    }
    for (index, text) in unknown {
        if let Some(text) = text {
            builder.push(index, text.as_str(), Stored::Text, Marks::default());
        }
    }
    builder.build(row)
}

fn unknown_columns(header: &Header) -> Vec<u16> {
    let columns = header.columns().iter();
    columns
        .filter(|column| column.column.is_none())
        .map(|column| column.index)
        .collect()
}
