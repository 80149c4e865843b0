//! Tests reading `.xlsb` files. The results are compared with calamine's if both crates can read the file.

use std::io::Cursor;

use calamine::Xlsb;
use ema_model::Visibility;
use ema_testing::{assert_snapshot, str};

use super::package::zip;
use super::{listed, open, oracle, read_all, refused, rows, shown};
use crate::error::{ErrorKind, Limit};
use crate::sheet::{Format, Merged, RawRow};

const TYPES: &str = r#"<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook whose records can be changed before they are zipped.
#[derive(Clone)]
pub(super) struct Binary {
    pub(super) workbook: Vec<u8>,
    pub(super) texts: Vec<u8>,
    pub(super) styles: Vec<u8>,
    pub(super) sheets: Vec<Vec<u8>>,
}

impl Binary {
    /// Creates a workbook with the cell formats 0 (general), 1 (a date), 2 (elapsed time), and 3 (two decimals).
    pub(super) fn new(texts: &[&str]) -> Self {
        let table = texts
            .iter()
            .flat_map(|it| record(19, &[&[0], &wide(it)[..]].concat()));
        let formats = [0_u16, 14, 200, 2].map(|id| {
            let mut format = vec![0; 16];
            format[2..4].copy_from_slice(&id.to_le_bytes());
            record(47, &format)
        });
        let custom = [&200_u16.to_le_bytes()[..], &wide("[h]:mm")].concat();
        Self {
            workbook: record(153, &[0; 12]),
            texts: [
                record(159, &(texts.len() as u32).to_le_bytes().repeat(2)),
                table.collect(),
                record(160, &[]),
            ]
            .concat(),
            styles: [
                // calamine searches for the lists of formats byte by byte instead of skipping other records.
                record(615, &1_u32.to_le_bytes()),
                record(44, &custom),
                record(616, &[]),
                record(626, &1_u32.to_le_bytes()),
                record(47, &[0xFF; 16]),
                record(627, &[]),
                record(617, &4_u32.to_le_bytes()),
                formats.concat(),
                record(618, &[]),
            ]
            .concat(),
            sheets: Vec::new(),
        }
    }

    /// Adds a sheet with this state (0: visible) and these records.
    pub(super) fn sheet(mut self, name: &str, state: u32, records: &[Vec<u8>]) -> Self {
        let number = self.sheets.len() as u32 + 1;
        let data = [
            &state.to_le_bytes()[..],
            &number.to_le_bytes(),
            &wide(&format!("rId{number}")),
            &wide(name),
        ];
        self.workbook.extend(record(156, &data.concat()));
        let all = [
            record(129, &[]),
            record(148, &[0; 16]),
            record(145, &[]),
            records.concat(),
            record(146, &[]),
        ];
        self.sheets.push(all.concat());
        self
    }

    pub(super) fn zip(&self) -> Vec<u8> {
        let relationship = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{REL}/{kind}" Target="{target}"/>"#)
        };
        let mut related = relationship("rIdT", "sharedStrings", "sharedStrings.bin");
        related += &relationship("rIdS", "styles", "styles.bin");
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            let number = index + 1;
            let target = format!("worksheets/sheet{number}.bin");
            related += &relationship(&format!("rId{number}"), "worksheet", &target);
            parts.push((format!("xl/{target}"), sheet.clone()));
        }
        let root = relationship("rId1", "officeDocument", "xl/workbook.bin");
        let list = |inside: &str| format!("<Relationships>{inside}</Relationships>").into_bytes();
        let ends = [record(144, &[]), record(157, &[])].concat();
        let workbook = [&self.workbook[..], &ends].concat();
        parts.extend([
            ("[Content_Types].xml".to_owned(), TYPES.as_bytes().to_vec()),
            ("_rels/.rels".to_owned(), list(&root)),
            ("xl/_rels/workbook.bin.rels".to_owned(), list(&related)),
            ("xl/workbook.bin".to_owned(), workbook),
            ("xl/sharedStrings.bin".to_owned(), self.texts.clone()),
            ("xl/styles.bin".to_owned(), self.styles.clone()),
        ]);
        zip(parts
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice())))
    }
}

/// Returns a record, with its type and length encoded in groups of seven bits.
pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = match kind {
        0..128 => vec![kind as u8],
        _ => vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8],
    };
    let mut length = data.len();
    while length > 0x7F {
        record.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    record.push(length as u8);
    record.extend(data);
    record
}

/// Returns a string preceded by its length.
pub(super) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

pub(super) fn row(number: u32) -> Vec<u8> {
    record(0, &[&number.to_le_bytes()[..], &[0; 13]].concat())
}

pub(super) fn cell(kind: u16, column: u32, format: u32, value: &[u8]) -> Vec<u8> {
    record(
        kind,
        &[&column.to_le_bytes()[..], &format.to_le_bytes(), value].concat(),
    )
}

/// Returns rows with every kind of cell.
pub(super) fn everything() -> Vec<Vec<u8>> {
    let formula = |value: &[u8]| [value, &[0; 10]].concat();
    let number = |value: f64| value.to_le_bytes();
    vec![
        row(0),
        cell(7, 0, 0, &1_u32.to_le_bytes()),
        cell(6, 1, 0, &wide("in the cell")),
        cell(5, 2, 0, &number(3.99)),
        cell(5, 3, 1, &number(45_658.0)),
        cell(5, 4, 1, &number(45_657.5)),
        cell(5, 5, 2, &number(1.5)),
        // These are 1234.56 and -7 in Excel's compact RK form.
        cell(2, 6, 3, &((123_456_u32 << 2) | 3).to_le_bytes()),
        cell(2, 7, 0, &[0xE6, 0xFF, 0xFF, 0xFF]),
        cell(4, 8, 0, &[1]),
        cell(3, 9, 0, &[0x17]),
        cell(1, 10, 1, &[]),
        row(2),
        cell(8, 0, 0, &formula(&wide("result"))),
        cell(9, 1, 0, &formula(&number(2.5))),
        cell(10, 2, 0, &formula(&[0])),
        cell(8, 4, 0, &formula(&wide(""))),
        cell(7, 5, 1, &0_u32.to_le_bytes()),
    ]
}

#[test]
fn every_kind_of_cell_comes_as_what_it_is() {
    let mut records = everything();
    records.extend([
        // calamine can't read a formula's error value or a formatted string.
        cell(11, 6, 0, &[0x2A, 0, 0]),
        cell(62, 7, 0, &[&[1][..], &wide("rich"), &[0; 12]].concat()),
        cell(7, 8, 0, &9_u32.to_le_bytes()),
        cell(3, 9, 0, &[0x99]),
        cell(8, 10, 1, &[&wide("2025-01-01")[..], &[0; 10]].concat()),
    ]);
    let bytes = Binary::new(&["zero", "shared ☂"]).sheet("Movies", 0, &records);
    assert_snapshot(
        rows(bytes.zip()),
        str![[r#"
1: A="shared ☂" B="in the cell" C=3.99 D=2025-01-01 E=2024-12-31 12:00:00 F=129600000ms G=1234.56 H=-7 I=true J=error #REF!
3: A="result" (formula) B=2.5 (formula) C=false (formula) E="" (formula) F="zero" G=error #N/A (formula) H="rich" I=error missing text no. 9 J=error error no. 153 K=2025-01-01 (formula)

"#]],
    );
}

#[test]
fn cells_that_omit_their_column_follow_the_previous_one() {
    let short = |kind: u16, value: &[u8]| record(kind, &[&[0; 4], value].concat());
    let records = [
        row(4),
        short(18, &0_u32.to_le_bytes()),
        cell(5, 3, 0, &2.5_f64.to_le_bytes()),
        short(12, &[]),
        short(13, &[0x1E, 0, 0, 0]),
        short(14, &[0x2A]),
        short(15, &[1]),
        short(16, &0.5_f64.to_le_bytes()),
        short(17, &wide("x")),
    ];
    let bytes = Binary::new(&["zero"]).sheet("Movies", 0, &records);
    assert_eq!(
        rows(bytes.zip()),
        "5: A=\"zero\" D=2.5 F=7 G=error #N/A H=true I=0.5 J=\"x\"\n"
    );
}

#[test]
fn sheets_are_listed_with_those_that_are_hidden() {
    let one = [row(0), cell(5, 0, 1, &1.0_f64.to_le_bytes())];
    let mut binary = Binary::new(&[])
        .sheet("Shown", 0, &one)
        .sheet("Hidden", 1, &[])
        .sheet("Very", 2, &[]);
    // This workbook counts days from 1904.
    binary.workbook[3] = 1;
    let mut workbook = open(binary.zip()).unwrap();
    assert_eq!(workbook.format(), Format::Xlsb);
    assert_eq!(
        listed(&workbook),
        [
            ("Shown", Visibility::Visible),
            ("Hidden", Visibility::Hidden),
            ("Very", Visibility::VeryHidden),
        ]
    );
    assert_eq!(read_all(&mut workbook).unwrap(), "1: A=1904-01-02\n");
}

#[test]
fn merged_cells_are_told() {
    let mut binary = Binary::new(&[]).sheet("Movies", 0, &[row(0), cell(4, 0, 0, &[1])]);
    let rectangle = [0_u32, 2, 0, 1].map(u32::to_le_bytes);
    binary.sheets[0].extend(record(176, rectangle.as_flattened()));
    let mut workbook = open(binary.zip()).unwrap();
    let mut rows = workbook.rows(0).unwrap().unwrap();
    while rows.next_row(&mut RawRow::default()).unwrap() {}
    let expected = Merged {
        first: (1, 0),
        last: (3, 1),
    };
    assert_eq!(rows.merged(), [expected]);
}

#[test]
fn merged_cells_beyond_the_last_row_do_no_harm() {
    let names = ["Territory", "WorkType", "LicenseType", "ALID"];
    let cells = |at: u32| {
        let cells = (0..4_u32).map(|column| cell(7, column, 0, &column.to_le_bytes()));
        [vec![row(at)], cells.collect()].concat()
    };
    let rows = [cells(0), cells(1)].concat();
    let mut binary = Binary::new(&names).sheet("Movies", 0, &rows);
    let rectangle = [u32::MAX, u32::MAX, 0, 0].map(u32::to_le_bytes);
    binary.sheets[0].extend(record(176, rectangle.as_flattened()));
    let workbook = crate::read_bytes(binary.zip()).unwrap();
    assert_eq!(workbook.avails().count(), 1);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let binary = Binary::new(&["x"]).sheet("Movies", 0, &everything());
    let sheet = |records: Vec<u8>| {
        let mut changed = binary.clone();
        changed.sheets[0] = records;
        refused(changed.zip()).to_string()
    };
    let mut lost = binary.clone();
    lost.sheets.clear();
    let whole = &binary.sheets[0];
    let messages = [
        sheet(whole[..whole.len() - 3].to_vec()),
        sheet(whole[..60].to_vec()),
        sheet(record(129, &[])),
        sheet([record(145, &[]), row(0), cell(5, 0, 0, &[0; 4])].concat()),
        sheet(
            [
                record(145, &[]),
                row(0),
                cell(6, 0, 0, &u32::MAX.to_le_bytes()[..3]),
            ]
            .concat(),
        ),
        sheet(
            [
                record(145, &[]),
                row(0),
                cell(6, 0, 0, &9_u32.to_le_bytes()),
            ]
            .concat(),
        ),
        refused(lost.zip()).to_string(),
    ];
    assert_snapshot(
        messages.join("\n"),
        str![[r#"
is damaged: its part xl/worksheets/sheet1.bin ends too early; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: its part xl/worksheets/sheet1.bin ends too early; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: its part xl/worksheets/sheet1.bin has no cells, as if it were not a sheet; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: a record of its part xl/worksheets/sheet1.bin is shorter than its content; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: a record of its part xl/worksheets/sheet1.bin is shorter than its content; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: a record of its part xl/worksheets/sheet1.bin is shorter than its content; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: it does not state where its sheet “Movies” is stored; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
"#]],
    );
}

#[test]
fn what_asks_for_too_much_is_refused() {
    let beyond =
        |records: &[Vec<u8>]| match refused(Binary::new(&[]).sheet("Movies", 0, records).zip()) {
            ErrorKind::Limit { limit, .. } => limit,
            other => panic!("{other:?}"),
        };
    let number = 1.0_f64.to_le_bytes();
    assert_eq!(
        beyond(&[row(1_048_576), cell(5, 0, 0, &number)]),
        Limit::Rows
    );
    assert_eq!(
        beyond(&[row(u32::MAX), cell(5, 0, 0, &number)]),
        Limit::Rows
    );
    assert_eq!(
        beyond(&[row(0), cell(5, u32::MAX, 0, &number)]),
        Limit::Columns
    );
    // The record claims to be 256 MB long.
    assert_eq!(
        beyond(&[row(0), vec![6, 0xFF, 0xFF, 0xFF, 0x7F]]),
        Limit::Token
    );
    let long = wide(&"x".repeat(40_000));
    assert_eq!(beyond(&[row(0), cell(6, 0, 0, &long)]), Limit::TextLength);
}

/// calamine reads the same cells if each cell names its column.
#[test]
fn calamine_reads_the_same() {
    let bytes = Binary::new(&["zero", "shared ☂"])
        .sheet("Movies", 0, &everything())
        .zip();
    assert_eq!(compared(&bytes), (14, 14));
}

/// SheetJS omits the column of some cells, and calamine does not read those cells.
#[test]
fn calamine_reads_fewer_cells_of_sheetjs() {
    let (ours, theirs) = compared(include_bytes!("../../tests/data/sample-avails.xlsb"));
    assert!(ours > 3_000, "{ours}");
    assert!((1..ours).contains(&theirs), "{theirs} of {ours}");
}

/// Compares the cells that both readers read. Returns the total number of cells, and the number of cells that calamine
/// also reads.
fn compared(bytes: &[u8]) -> (usize, usize) {
    let mut theirs = <Xlsb<_> as calamine::Reader<_>>::new(Cursor::new(bytes)).unwrap();
    let is_1904 = theirs.has_1904_epoch();
    let mut ours = open(bytes.to_vec()).unwrap();
    let (mut all, mut compared) = (0, 0);
    for sheet in 0..ours.sheets().len() {
        let name = ours.sheets()[sheet].name.clone();
        let mut cells = theirs.worksheet_cells_reader(&name).unwrap();
        let mut next = || {
            loop {
                let cell = cells.next_cell().unwrap()?;
                if let Some(content) = oracle::shown(cell.get_value().clone(), is_1904) {
                    break Some((cell.get_position(), content));
                }
            }
        };
        let mut expected = next();
        let mut rows = ours.rows(sheet).unwrap().unwrap();
        let mut row = RawRow::default();
        while rows.next_row(&mut row).unwrap() {
            for cell in &row.cells {
                if cell.content.is_empty_text() {
                    continue;
                }
                all += 1;
                let at = (row.row - 1, cell.column);
                if let Some((position, content)) = &expected
                    && *position == at
                {
                    assert_eq!(shown(&cell.content), *content, "{name} {at:?}");
                    compared += 1;
                    expected = next();
                }
            }
        }
        assert_eq!(expected, None, "{name}");
    }
    (all, compared)
}
