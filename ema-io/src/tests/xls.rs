//! Tests reading `.xls` files. The results are compared with calamine's if both crates can read the file.

use calamine::{Data, DataRef, Reader};
use ema_model::Visibility;
use ema_testing::{assert_snapshot, str};
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use std::io::Cursor;

use super::records::{BEGIN, END, Records, compound, text};
use super::{listed, open, oracle, read_all, rows, sheet_rows, shown};
use crate::sheet::{Format, RawRow};

#[test]
fn every_kind_of_cell_comes_as_what_it_is() {
    let mut records = Records::new("yyyy-mm-dd");
    records.texts(2, &[&[text("zero"), text("shared ☂")].concat()]);
    records.sheet("Movies");
    records
        .cell(0x00FD, (1, 0, 0), &1_u32.to_le_bytes())
        .label((1, 1, 0), "label")
        .number((1, 2, 0), 3.99)
        .number((1, 3, 1), 45_658.0)
        .number((1, 4, 3), 45_657.999_988_425_92)
        .number((1, 5, 2), 1.5)
        // These are 1234.56 and -7 in Excel's compact RK form. The number -7 is in a run of two numbers.
        .cell(0x027E, (1, 6, 0), &((123_456_u32 << 2) | 3).to_le_bytes())
        .record(
            0x00BD,
            &[
                1, 0, 7, 0, 0, 0, 0xE6, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0x70, 0x40, 8, 0,
            ],
        )
        .cell(0x0205, (1, 9, 0), &[1, 0])
        .cell(0x0205, (1, 10, 0), &[0x17, 1])
        .cell(0x0201, (1, 11, 1), &[])
        .cell(0x00FD, (1, 12, 0), &9_u32.to_le_bytes());
    assert_snapshot(
        rows(records.file()),
        str![[r#"
2: A="shared ☂" B="label" C=3.99 D=2025-01-01 E=2024-12-31 23:59:59 F=129600000ms G=1234.56 H=-7 I=1900-09-12 J=true K=error #REF! M=error missing text no. 9

"#]],
    );
}

#[test]
fn formulas_are_told_apart_and_so_are_those_without_a_result() {
    let mut records = Records::new("0");
    records.sheet("Movies");
    records
        .formula((0, 0, 0), 2.5_f64.to_le_bytes())
        .formula((0, 1, 0), [1, 0, 1, 0, 0, 0, 0xFF, 0xFF])
        .formula((0, 2, 0), [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF])
        .formula((0, 3, 0), [3, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .formula((0, 4, 0), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .record(0x0207, &text("result"))
        .formula((0, 5, 0), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .number((0, 6, 0), 7.0);
    assert_snapshot(
        rows(records.file()),
        str![[r#"
1: A=2.5 (formula) B=true (formula) C=error #N/A (formula) D="" (formula) E="result" (formula) F=no stored value (formula) G=7

"#]],
    );
}

#[test]
fn a_formula_that_comes_to_a_date_as_text_is_that_date() {
    let mut records = Records::new("0");
    records.sheet("Movies");
    for (column, format) in [(0, 1), (1, 0)] {
        records
            .formula((0, column, format), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
            .record(0x0207, &text("2025-01-01T00:00:00"));
    }
    assert_eq!(
        rows(records.file()),
        "1: A=2025-01-01 (formula) B=\"2025-01-01T00:00:00\" (formula)\n"
    );
}

#[test]
fn texts_run_on_into_other_records() {
    // The first string is "abcdef", whose last three letters are in a separate record and take two bytes each. The
    // others are a rich-text string with truncated runs, a string with pronunciation data, and a plain string.
    let mut records = Records::new("0");
    records.texts(
        4,
        &[
            &[6, 0, 0, b'a', b'b', b'c'],
            &[
                1, b'd', 0, b'e', 0, b'f', 0, 4, 0, 8, 2, 0, b'r', b'i', b'c', b'h', 0, 0,
            ],
            &[
                0, 0, 0, 0, 0, 0, 3, 0, 4, 5, 0, 0, 0, b'p', b'h', b'o', 1, 2, 3,
            ],
            &[],
            &[4, 5, 2, 0, 0, b'o'],
            &[0, b'k'],
        ],
    );
    records.sheet("Movies");
    for index in 0..4_u16 {
        records.cell(0x00FD, (0, index, 0), &u32::from(index).to_le_bytes());
    }
    let bytes = records.file();
    assert_eq!(
        rows(bytes.clone()),
        "1: A=\"abcdef\" B=\"rich\" C=\"pho\" D=\"ok\"\n"
    );
    assert_eq!(by_calamine(&bytes), by_us(&bytes));
}

#[test]
fn charts_inside_a_sheet_are_passed_over() {
    let mut records = Records::new("0");
    records.sheet("Movies");
    records
        .number((0, 0, 0), 1.0)
        .record(BEGIN, &[0, 6, 0x20, 0])
        .number((5, 5, 0), 99.0)
        .record(END, &[])
        .number((1, 0, 0), 2.0);
    assert_eq!(rows(records.file()), "1: A=1\n2: A=2\n");
}

#[test]
fn sheets_are_listed_in_order_and_charts_are_not() {
    let mut records = Records::new("0");
    records.sheet("Movies").number((0, 0, 0), 1.0);
    records.sheet("Chart").marked(0, 2);
    records
        .sheet("Lists")
        .marked(1, 0)
        .number((65_535, 255, 0), 2.0);
    records.sheet("Secret").marked(2, 0);
    let mut workbook = open(records.file()).unwrap();
    assert_eq!(workbook.format(), Format::Xls);
    assert_eq!(
        listed(&workbook),
        [
            ("Movies", Visibility::Visible),
            ("Lists", Visibility::Hidden),
            ("Secret", Visibility::VeryHidden)
        ]
    );
    assert_eq!(sheet_rows(&mut workbook, 1).unwrap(), "65536: IV=2\n");
    assert_eq!(sheet_rows(&mut workbook, 2).unwrap(), "");
}

#[test]
fn days_are_counted_from_1904_where_the_workbook_says_so() {
    let mut records = Records::new("0");
    records.global(0x0022, &[1, 0]);
    records.sheet("Movies").number((0, 0, 1), 44_196.0);
    assert_eq!(rows(records.file()), "1: A=2025-01-01\n");
}

#[test]
fn the_stream_of_excel_95_beside_it_is_passed_over() {
    let mut records = Records::new("0");
    records.sheet("Movies").number((0, 0, 0), 1.0);
    let both = compound(&[("Book", b"old"), ("Workbook", &records.stream())]);
    assert_eq!(rows(both), "1: A=1\n");
}

/// Generates fragments of number formats. `A/P` always comes with an hour, because calamine mistakes a format that has
/// `A/P` but no hour for a date.
fn format_piece() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("0"),
        Just("#,##0.00"),
        Just("y"),
        Just("yyyy"),
        Just("M"),
        Just("dd"),
        Just("h"),
        Just(":"),
        Just("/"),
        Just("-"),
        Just(" "),
        Just("[h]"),
        Just("[mm]"),
        Just("[SS]"),
        Just("[Red]"),
        Just("[>=100]"),
        Just("[$-409]"),
        Just("[$€-407]"),
        Just("\"d\""),
        Just("\"m;\""),
        Just("\\d"),
        Just("_m"),
        Just("*y"),
        Just(";"),
        Just("@"),
        Just("%"),
        Just("E+"),
        Just("[hm]"),
        Just("\\\""),
        Just("."),
    ]
}

fn any_cell() -> impl Strategy<Value = (u16, u16, u16, u8, f64, String)> {
    let value = prop_oneof![
        -10.0..100_000.0,
        (0..3_000_000_u32).prop_map(f64::from),
        any::<f64>().prop_filter("finite", |value| value.is_finite()),
    ];
    (
        0..40_u16,
        0..20_u16,
        0..4_u16,
        0..7_u8,
        value,
        "[ -~é☂]{0,9}",
    )
}

proptest! {
    /// calamine reads the same cells from the same records and also reports which formats are dates.
    #[test]
    fn calamine_reads_the_same(
        custom in proptest::collection::vec(format_piece(), 0..6),
        cells in proptest::collection::vec(any_cell(), 1..40),
        is_1904 in any::<bool>(),
    ) {
        let mut records = Records::new(&custom.concat());
        if is_1904 {
            records.global(0x0022, &[1, 0]);
        }
        let texts: Vec<u8> = cells.iter().flat_map(|cell| text(&cell.5)).collect();
        records.texts(40, &[&texts]);
        records.sheet("Movies");
        let mut seen = std::collections::BTreeMap::new();
        for (index, (row, column, format, kind, value, label)) in cells.iter().enumerate() {
            seen.entry((*row, *column)).or_insert((index, *format, *kind, *value, label));
        }
        for ((row, column), (index, format, kind, value, label)) in seen {
            let at = (row, column, format);
            match kind {
                0 => records.number(at, value),
                1 => records.label(at, label),
                2 => records.cell(0x00FD, at, &u32::try_from(index).unwrap().to_le_bytes()),
                3 => records.cell(0x027E, at, &(value.to_bits() as u32).to_le_bytes()),
                4 => records.formula(at, value.to_le_bytes()),
                5 => records.formula(at, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]).record(0x0207, &text(label)),
                _ => records.cell(0x0205, at, &[u8::from(value > 0.0), 0]),
            };
        }
        let bytes = records.file();
        prop_assert_eq!(by_us(&bytes), by_calamine(&bytes));
    }
}

/// Returns the cells in the first sheet, without the details that calamine does not report.
fn by_us(bytes: &[u8]) -> Vec<String> {
    let mut workbook = open(bytes.to_vec()).unwrap();
    let mut rows = workbook.rows(0).unwrap().unwrap();
    let mut row = RawRow::default();
    let mut cells = Vec::new();
    while rows.next_row(&mut row).unwrap() {
        for cell in &row.cells {
            let content = shown(&cell.content);
            if content != "\"\"" {
                cells.push(format!("{} {} {content}", row.row - 1, cell.column));
            }
        }
    }
    cells
}

fn by_calamine(bytes: &[u8]) -> Vec<String> {
    let mut workbook = calamine::Xls::new(Cursor::new(bytes)).unwrap();
    let is_1904 = workbook.has_1904_epoch();
    let range = workbook.worksheet_range("Movies").unwrap();
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut cells = Vec::new();
    for (row, column, data) in range.used_cells() {
        let value = match data {
            Data::String(text) => DataRef::SharedString(text),
            Data::Float(number) => DataRef::Float(*number),
            Data::Int(number) => DataRef::Int(*number),
            Data::Bool(value) => DataRef::Bool(*value),
            Data::DateTime(moment) => DataRef::DateTime(*moment),
            other => panic!("{other:?}"),
        };
        if let Some(content) = oracle::shown(value, is_1904) {
            let (row, column) = (row as u32 + first_row, column as u32 + first_column);
            cells.push(format!("{row} {column} {content}"));
        }
    }
    cells
}

/// Returns a stream with two sheets, and the positions where the sheets begin.
fn two_sheets() -> (Vec<u8>, [usize; 2]) {
    let mut records = Records::new("0");
    for name in ["One", "Two"] {
        let sheet = records.sheet(name);
        // A chart in the sheet has its own begin and end records.
        sheet
            .number((0, 0, 0), 1.0)
            .record(BEGIN, &[0, 6, 0x20, 0])
            .record(END, &[]);
        sheet.number((1, 0, 0), 2.0);
    }
    let stream = records.stream();
    let starts = starts_of(&stream).map(|at| {
        let start: [u8; 4] = stream[at..at + 4].try_into().unwrap();
        u32::from_le_bytes(start) as usize
    });
    (stream, starts)
}

/// Returns the positions of the two fields with the offsets of the sheets. The list of sheets follows the first record.
fn starts_of(stream: &[u8]) -> [usize; 2] {
    let length = |at: usize| usize::from(stream[at + 2]) + 4;
    let first = length(0);
    [first + 4, first + length(first) + 4]
}

#[test]
fn sheets_do_not_overlap() {
    let (stream, [one, two]) = two_sheets();
    let with_starts = |starts: [usize; 2]| {
        let mut stream = stream.clone();
        for (at, start) in starts_of(&stream).into_iter().zip(starts) {
            stream[at..at + 4].copy_from_slice(&u32::try_from(start).unwrap().to_le_bytes());
        }
        compound(&[("Workbook", &stream)])
    };
    let rows = "1: A=1\n2: A=2\n".repeat(2);
    let read = |starts| open(with_starts(starts)).and_then(|mut book| read_all(&mut book));
    assert_eq!(read([one, two]).unwrap(), rows);
    // The sheets can be in any order.
    assert_eq!(read([two, one]).unwrap(), rows);
    let chart = one + 20 + 18;
    assert_eq!(&stream[chart..chart + 2], &BEGIN.to_le_bytes());
    for (starts, expected) in [
        ([one, one], "it has its sheet “Two” twice"),
        ([one, chart], "its sheet “One” ends too early"),
        ([chart, one], "its sheet “Two” ends too early"),
        ([0, two], "its sheet “One” is not stored where it should be"),
        (
            [one, 20],
            "its sheet “Two” is not stored where it should be",
        ),
        ([one, stream.len() + 9], "its sheet “Two” is missing"),
    ] {
        let refusal = read(starts).unwrap_err().to_string();
        assert!(refusal.contains(expected), "{starts:?}: {refusal}");
    }
}
