//! The limits on the content of a file.

/// A limit on the size and content of a file. The limits are fixed.
///
/// A genuine workbook with 60,000 rows and 78 columns (7 MB, 66 MB unpacked, 1.7 million cells) stays below a tenth of
/// each limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// The size of the file, in bytes: at most 512 MiB.
    FileSize,
    /// The number of parts in the container of a workbook: at most 10,000.
    Parts,
    /// The total size of all parts when unpacked, in bytes: at most 1 GiB. For an `.ods` file, the size of its content
    /// multiplied by the number of its sheets: at most 4 GiB.
    UnpackedSize,
    /// The size of a part when unpacked, in bytes: at most 768 MiB for a sheet, 256 MiB for the shared strings, and 32
    /// MiB for other parts.
    PartSize,
    /// The ratio of unpacked to packed size: at most 250. This limit applies to each part that is larger than 8 MiB,
    /// and to all parts together.
    CompressionRatio,
    /// The number of strings in the workbook's table of shared strings: at most 4,194,304.
    SharedTexts,
    /// The nesting depth of elements: at most 64.
    Nesting,
    /// The length of a single tag or piece of text, in bytes: at most 512 KiB, or 1 MiB for an XML element that must be
    /// read completely.
    Token,
    /// The number of attributes in an XML element: at most 128.
    Attributes,
    /// The number of sheets: at most 256.
    Sheets,
    /// The row number of the last row: at most 1,048,576.
    Rows,
    /// The number of rows with a value, in all sheets: at most 1,048,576.
    AllRows,
    /// The number of rows in an XML file that result from Avails with several Assets and several Transactions: at most
    /// 131,072. There is one row for each pair of a Transaction and an Asset.
    MultipliedRows,
    /// The column number of the last column: at most 1,024.
    Columns,
    /// The number of cells with a value, in all sheets: at most 64 million.
    Cells,
    /// The number of cells in an `.ods` file that are stored only as repetitions of another cell: at most 1,048,576, or
    /// the number of individually stored cells if that is greater.
    RepeatedCells,
    /// The length of the text in a cell: at most 32,767 UTF-16 code units, which Excel counts as characters.
    TextLength,
}

impl Limit {
    /// The name of the limited quantity, for messages.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::FileSize => "its size in bytes",
            Self::Parts => "the number of its parts",
            Self::UnpackedSize => "its unpacked size in bytes",
            Self::PartSize => "the unpacked size in bytes of a part",
            Self::CompressionRatio => "the compression ratio of a part",
            Self::SharedTexts => "the number of shared texts",
            Self::Nesting => "the nesting of elements",
            Self::Token => "the length in bytes of a single element or text",
            Self::Attributes => "the number of attributes of an element",
            Self::Sheets => "the number of sheets",
            Self::Rows => "the row number",
            Self::AllRows => "the number of rows",
            Self::MultipliedRows => {
                "the number of Transactions times the number of Assets of its Avails"
            }
            Self::Columns => "the column number",
            Self::Cells => "the number of cells",
            Self::RepeatedCells => "the number of cells that repeat another",
            Self::TextLength => "the length of a text",
        }
    }

    /// The advice for the owner of a genuine file.
    pub(super) fn way_out(self) -> &'static str {
        match self {
            Self::Rows | Self::AllRows | Self::Cells => "split the file",
            Self::MultipliedRows => "put the Avails into several files",
            Self::Columns => "delete everything to the right of the last column",
            Self::RepeatedCells => {
                "delete rows and columns that are filled to the end of the sheet, or save it as \
                 Excel Workbook (.xlsx)"
            }
            Self::TextLength => {
                "shorten the text, or look for a quotation mark that is never closed"
            }
            Self::Sheets => "delete the sheets without avails",
            // These limits apply only to workbooks.
            Self::UnpackedSize | Self::PartSize | Self::SharedTexts => {
                "split the file, or copy its cells into a new workbook"
            }
            Self::Parts | Self::CompressionRatio => "copy its cells into a new workbook",
            // These limits apply to workbooks and to other files.
            Self::FileSize => {
                "split the file; a workbook may become smaller when its cells are copied into a \
                 new one"
            }
            Self::Nesting | Self::Token => {
                "ask for it to be exported again; if it is a workbook, you can also copy its \
                 cells into a new one"
            }
            Self::Attributes => "ask for it to be exported again",
        }
    }
}
