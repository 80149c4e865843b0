//! `proptest` strategies that generate valid avails, for the property tests of partner tools.
//!
//! Each row follows its version of the EMA Avails specification: its words are from that version's vocabularies, and
//! its cells agree with each other. Under the `ema` profile in `ema-rules`, no cell or row has an error.
//!
//! Within these limits, rows are as unusual as possible: any column can be filled; free text can have quotation marks,
//! separators, line breaks and characters from many scripts; and flags, dates and running times use every accepted
//! notation.
//!
//! When proptest shrinks a test case, it reduces each row to its required cells, with plain values.
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

/// Generates valid avails under `header`. They all have the row number of the first row below the header in a template.
/// Columns that no version defines can contain any text.
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

/// Generates valid sheets, each in one of `layouts`. A sheet has the template's columns, followed by up to three
/// unknown columns, and one to five avails for one or two titles. A title's rows agree in the columns that describe the
/// title, but each row has its own window, price and AvailID.
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
/// Panics if `layouts` is empty.
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
        // All columns of the draft are in the header, so `set` cannot fail.
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
