//! Generates workloads for the benchmarks: feeds that resemble a studio's feeds and are identical
//! in every run.

mod work;

use std::ops::Range;
use std::sync::Arc;

use ema_io::{Output, WriteOptions};
use ema_model::{
    Avail, AvailBuilder, EmaVersion, FileInfo, Format, Header, Layout, Sheet, SheetKind, Workbook,
};

use work::{Sale, TERRITORIES, Work, day, half_the_world, worldwide};

/// A feed for a studio's catalog: movies, and seasons with their episodes. Each work has four offers in each of ten
/// territories, and each row has about 30 filled cells.
///
/// ```
/// use ema_benches::{Feed, Shape};
/// use ema_model::EmaVersion;
///
/// let feed = Feed::new(EmaVersion::V1_8, 2_000);
/// let workbook = feed.workbook();
/// let cells: usize = workbook.avails().map(|avail| avail.cells().len()).sum();
/// assert_eq!(workbook.avails().count(), 2_000);
/// assert!((29.0..32.0).contains(&(cells as f64 / 2_000.0)));
/// assert_eq!(feed.bytes(ema_model::Format::Csv), feed.bytes(ema_model::Format::Csv));
/// ```
#[derive(Clone, Debug)]
pub struct Feed {
    version: EmaVersion,
    rows: Range<usize>,
    shape: Shape,
}

/// A special property of the rows in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No special property.
    Ordinary,
    /// All rows are consecutive windows for one title in one territory.
    OneScope,
    /// All rows are windows for the same offer, and each window overlaps all others.
    AllOverlap,
    /// Each row violates the same rule, because it has an invalid territory.
    OneRule,
    /// Each row is an offer in all territories, so the Territory cell is 250 times as long as in
    /// `Ordinary`.
    Worldwide,
    /// Like `Worldwide`, but all rows are consecutive windows for one title.
    WorldwideScope,
    /// Like `Worldwide`, but the order of the territories differs from row to row.
    WorldwideOrders,
    /// Each row is an offer in about half of all territories, and each row has a different list of territories.
    WorldwideLists,
    /// Like `WorldwideLists`, but all rows are consecutive windows for one title.
    WorldwideListsScope,
}

impl Shape {
    /// All shapes.
    pub const ALL: [Self; 9] = [
        Self::Ordinary,
        Self::OneScope,
        Self::AllOverlap,
        Self::OneRule,
        Self::Worldwide,
        Self::WorldwideScope,
        Self::WorldwideOrders,
        Self::WorldwideLists,
        Self::WorldwideListsScope,
    ];
}

impl Feed {
    /// Creates a feed with this many rows.
    #[must_use]
    pub fn new(version: EmaVersion, rows: usize) -> Self {
        Self::part(version, 0..rows)
    }

    /// Creates a feed from part of a catalog that is too large for a single feed.
    #[must_use]
    pub fn part(version: EmaVersion, rows: Range<usize>) -> Self {
        Self {
            version,
            rows,
            shape: Shape::Ordinary,
        }
    }

    /// Sets the shape of the feed.
    #[must_use]
    pub fn shaped(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// Returns the feed as a workbook in memory.
    #[must_use]
    pub fn workbook(&self) -> Workbook {
        let kinds: &[SheetKind] = match self.version >= EmaVersion::V1_8 {
            true => &[SheetKind::Avails],
            false => &[SheetKind::Movies, SheetKind::Tv],
        };
        let sheets = kinds.iter().map(|kind| self.sheet(*kind));
        let sheets: Vec<Sheet> = sheets.filter(|sheet| !sheet.avails.is_empty()).collect();
        Workbook::new(FileInfo::new(None, Format::Xlsx), sheets)
    }

    /// Returns the feed as a file. Up to version 1.7.3, movies and TV have separate sheets, so the format must support
    /// sheets.
    ///
    /// # Panics
    ///
    /// Panics if the format cannot hold a cell.
    #[must_use]
    pub fn bytes(&self, format: Format) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&self.workbook(), Output::stream(format, &mut bytes));
        bytes
    }

    fn sheet(&self, kind: SheetKind) -> Sheet {
        let layout = Layout {
            version: self.version,
            sheet: kind,
        };
        let header = Arc::new(Header::template(layout));
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        let rows = self.rows.clone().filter(|row| match kind {
            SheetKind::Movies => !self.work(*row).is_tv(),
            SheetKind::Tv => self.work(*row).is_tv(),
            _ => true,
        });
        let rows_of_header = header.rows();
        let first = rows_of_header.flags.unwrap_or(rows_of_header.names) + 1;
        let avails = (first..).zip(rows).map(|(at, row)| {
            self.work(row)
                .fill(&mut builder, self.sale(row), self.version);
            builder.build(at)
        });
        let avails: Vec<Avail> = avails.collect();
        Sheet::new(header, avails)
    }

    fn work(&self, row: usize) -> Work {
        Work::of_row(match self.shape {
            Shape::Ordinary | Shape::OneRule => row,
            Shape::OneScope
            | Shape::AllOverlap
            | Shape::WorldwideScope
            | Shape::WorldwideListsScope => 0,
            // One row lists the territories from all rows that it replaces.
            Shape::Worldwide | Shape::WorldwideOrders | Shape::WorldwideLists => {
                row * TERRITORIES.len()
            }
        })
    }

    fn sale(&self, row: usize) -> Sale {
        let one = |window| Sale {
            number: row,
            window: Some(window),
            ..Sale::of_row(0)
        };
        let wide = |territories| Sale {
            number: row,
            territory: (territories, "USD"),
            ..Sale::of_row(row * TERRITORIES.len())
        };
        match self.shape {
            Shape::Ordinary => Sale::of_row(row),
            Shape::OneRule => Sale {
                territory: ("UK".into(), "GBP"),
                ..Sale::of_row(row)
            },
            Shape::Worldwide => wide(worldwide(0)),
            Shape::WorldwideOrders => wide(worldwide(row)),
            Shape::WorldwideLists => wide(half_the_world(row)),
            Shape::WorldwideScope => Sale {
                territory: (worldwide(0), "USD"),
                ..one((day(row), day(row)))
            },
            Shape::WorldwideListsScope => Sale {
                territory: (half_the_world(row), "USD"),
                ..one((day(row), day(row)))
            },
            Shape::OneScope => one((day(row), day(row))),
            Shape::AllOverlap => one((day(0), day(row + 1))),
        }
    }
}

/// Writes a workbook.
///
/// # Panics
///
/// Panics if the format cannot hold a cell.
pub fn write(workbook: &Workbook, output: Output<'_>) {
    let mut writer = WriteOptions::new().create(output).expect("an output");
    for sheet in &workbook.sheets {
        let number = writer.sheet(&sheet.header).expect("a sheet");
        for avail in &sheet.avails {
            let lost = &mut |loss| panic!("{loss}");
            writer.avail(number, avail, lost).expect("a row");
        }
    }
    writer.finish().expect("a file");
}

/// Returns the text in the filled cells of each row, unchanged.
#[must_use]
pub fn texts(workbook: &Workbook) -> Vec<Vec<(u16, String)>> {
    let cells = |avail: &Avail| {
        let cells = avail.cells().iter();
        cells
            .map(|cell| (cell.index(), cell.text().to_owned()))
            .collect()
    };
    workbook.avails().map(cells).collect()
}

/// The floor for writing a workbook: writes prepared strings with rust_xlsxwriter, at the same compression level.
///
/// # Panics
///
/// Panics if no temporary file can be created.
pub fn write_texts(rows: &[Vec<(u16, String)>]) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.set_zip_compression_level(3);
    let sheet = workbook
        .add_worksheet_with_low_memory()
        .expect("a temporary file");
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in cells {
            sheet
                .write_string(row, *column, text.as_str())
                .expect("a cell");
        }
    }
    workbook
        .save_to_writer(std::io::sink())
        .expect("a workbook");
}

/// Compiles the programs in the workspace's README here, because no other crate depends on all the crates that they
/// need.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;

#[cfg(test)]
mod tests {
    use ema_rules::{FoldedFinding, Profile, Severity, Timestamp};

    use super::*;

    fn as_of() -> Timestamp {
        Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"))
    }

    /// The feed must contain no errors, because a benchmark would otherwise measure the messages about them.
    #[test]
    fn a_feed_of_any_version_is_whole_and_right() {
        for &version in EmaVersion::ALL {
            let workbook = Feed::new(version, 1_500).workbook();
            assert_eq!(workbook.avails().count(), 1_500, "{version}");
            let report = Profile::ema().check(&workbook, as_of());
            let text = report.as_text().to_string();
            assert_eq!(report.count(Severity::Error), 0, "{version}: {text}");
        }
    }

    #[test]
    fn a_shape_is_what_it_says() {
        let findings = |shape, rule: &str| {
            let feed = Feed::new(EmaVersion::V1_8, 200).shaped(shape);
            let report = Profile::prime_video().check(&feed.workbook(), as_of());
            let findings = report.findings().iter();
            let of_rule = findings.filter(|it| it.first.rule.name() == rule);
            of_rule.map(FoldedFinding::count).sum::<usize>()
        };
        assert_eq!(findings(Shape::OneScope, "window-overlap"), 0);
        assert_eq!(findings(Shape::AllOverlap, "window-overlap"), 199);
        assert_eq!(findings(Shape::OneRule, "territory-code"), 200);
        for shape in [
            Shape::Worldwide,
            Shape::WorldwideScope,
            Shape::WorldwideOrders,
            Shape::WorldwideLists,
            Shape::WorldwideListsScope,
        ] {
            assert_eq!(findings(shape, "window-duplicate"), 0, "{shape:?}");
            assert_eq!(findings(shape, "currency-unusual"), 200, "{shape:?}");
        }
    }
}
