//! Limits the resources that a file can require. Sizes are checked before the bytes reach any parser, and rows, cells
//! and the like are counted while the file is read.

mod compound;
mod package;

pub(crate) use compound::workbook_stream;
pub(crate) use package::{Package, Part, compared, joined};

/// The limits on the resources that a file can require.
///
/// A workbook with 60,000 rows and 78 columns (7 MB, 66 MB unpacked, 1.7 million cells) stays below a tenth of each
/// limit. Two of the limits are Excel's own: 1,048,576 rows, and 32,767 characters in a cell.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    /// The size of the file. Default: 512 MiB.
    pub(crate) file_size: u64,
    /// The number of parts in the container of an `.xlsx` file. Default: 10,000.
    pub(crate) parts: u64,
    /// The declared size of all parts together. Default: 1 GiB.
    pub(crate) unpacked_size: u64,
    /// The declared size of one sheet. Default: 768 MiB.
    pub(crate) part_size: u64,
    /// The declared size of the table of shared strings, which is kept in memory. Default: 256 MiB.
    pub(crate) shared_texts_size: u64,
    /// The declared size of each part that lists the other parts or contains cell formats. Default: 32 MiB.
    pub(crate) support_part_size: u64,
    /// The ratio of unpacked to packed size, for parts that are larger than 8 MiB. Sheets typically have a ratio
    /// between 9 and 30. Default: 250.
    pub(crate) compression_ratio: u64,
    /// The number of shared strings. Default: 4,194,304.
    pub(crate) shared_texts: u64,
    /// The number of sheets. Default: 256.
    pub(crate) sheets: u64,
    /// The row number of the last row. Default: 1,048,576.
    pub(crate) rows: u32,
    /// The number of rows with a value, in all sheets. Default: 1,048,576.
    pub(crate) all_rows: u64,
    /// The column number of the last column. The widest official layout has 101 columns. Default: 1,024.
    pub(crate) columns: u32,
    /// The number of cells with a value, in all sheets. Default: 64 million.
    pub(crate) cells: u64,
    /// The number of cells in an `.ods` file that are stored only as repetitions of another cell. If a file has more
    /// individually stored cells than that, their number is the limit. Default: 1,048,576.
    pub(crate) repeated_cells: u64,
    /// The size of one Avail in an XML file, in cells. Each piece of content without a column counts as four cells.
    /// Each Transaction and each Asset also counts as four cells, in addition to the cells that it contains. An Avail
    /// with 60,000 Transactions takes up half of the limit. Default: 4,194,304.
    pub(crate) avail_cells: u64,
    /// The number of rows in an XML file that its elements multiply. There is one row for each pair of a Transaction and
    /// an Asset in an Avail, so a few kilobytes can represent a million rows. Rows that an Avail would also have with
    /// one Asset or one Transaction do not count. A season of 100 episodes with 1,000 Transactions has 100,000 rows.
    /// Default: 131,072.
    pub(crate) multiplied_rows: u64,
    /// The number of characters in a cell, counted in UTF-16 code units as in Excel. Default: 32,767.
    pub(crate) text_length: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            file_size: 512 * MIB,
            parts: 10_000,
            unpacked_size: 1024 * MIB,
            part_size: 768 * MIB,
            shared_texts_size: 256 * MIB,
            support_part_size: 32 * MIB,
            compression_ratio: 250,
            shared_texts: 4 * 1024 * 1024,
            sheets: 256,
            rows: 1_048_576,
            all_rows: 1_048_576,
            columns: 1_024,
            cells: 64_000_000,
            repeated_cells: 1_048_576,
            avail_cells: 4 * 1024 * 1024,
            multiplied_rows: 131_072,
            text_length: 32_767,
        }
    }
}
