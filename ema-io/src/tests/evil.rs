//! Files made to exhaust memory or time, read in a process that may not have much of either.

use std::fmt::Write;
use std::process::Command;

use super::package::{Package, zip};
use super::records::{BEGIN, Records, compound, text};
use super::{open, row_text};
use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::sheet::{RawRow, Workbook};

/// Kilobytes of address space, of which the test program itself takes some.
const CAP: u32 = 600_000;

/// Reads every file of [`files`] in a process with little memory.
///
/// An allocation that fails ends the process, so that a file that passes has not asked for more.
#[test]
#[cfg(target_os = "linux")]
fn files_made_to_exhaust_memory_do_not() {
    let program = std::env::current_exe().unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {CAP} && exec \"$0\" \"$@\"")])
        .arg(program)
        .args(["--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .arg("tests::evil::each_file_is_read_or_refused")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{}\n{text}\n{errors}",
        output.status
    );
    assert!(text.contains("1 passed"), "{text}");
}

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn each_file_is_read_or_refused() {
    for (name, bytes, expected) in files() {
        let outcome = match first_rows(bytes).map_err(crate::Error::into_kind) {
            Ok(rows) => Outcome::Read(rows),
            Err(ErrorKind::Limit { limit, .. }) => Outcome::Beyond(limit),
            Err(ErrorKind::Damaged { .. }) => Outcome::Damaged,
            Err(other) => panic!("{name}: {other:?}"),
        };
        assert_eq!(outcome, expected, "{name}");
    }
}

/// Reads all rows, and gives the first three of each sheet.
fn first_rows(bytes: Vec<u8>) -> Result<String, crate::Error> {
    let mut workbook = open(bytes)?;
    let mut first = Vec::new();
    for sheet in 0..workbook.sheets().len() {
        let mut rows = workbook.rows(sheet)?.unwrap();
        let mut row = RawRow::default();
        let mut left = 3;
        while rows.next_row(&mut row)? {
            if left > 0 {
                left -= 1;
                first.push(row_text(&row));
            }
        }
    }
    Ok(first.join("; "))
}

/// The limits are those that were asked for, not those of this file's other tests alone.
#[test]
fn limits_can_be_set() {
    let package = Package::with_sheets(&[
        ("a", "", "<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>"),
        ("b", "", ""),
    ])
    .texts(&["x", "y"])
    .zip();
    let beyond = |limits: Limits| {
        let outcome = Workbook::open_bytes(package.clone(), &limits)
            .and_then(|mut workbook| super::read_all(&mut workbook));
        match outcome.map_err(crate::Error::into_kind) {
            Ok(_) => None,
            Err(ErrorKind::Limit { limit, .. }) => Some(limit),
            Err(other) => panic!("{other:?}"),
        }
    };
    let default = Limits::default;
    assert_eq!(beyond(default()), None);
    for (limits, limit) in [
        (
            Limits {
                parts: 6,
                ..default()
            },
            Limit::Parts,
        ),
        (
            Limits {
                unpacked_size: 900,
                ..default()
            },
            Limit::UnpackedSize,
        ),
        (
            Limits {
                part_size: 100,
                ..default()
            },
            Limit::PartSize,
        ),
        (
            Limits {
                support_part_size: 100,
                ..default()
            },
            Limit::PartSize,
        ),
        (
            Limits {
                shared_texts_size: 100,
                ..default()
            },
            Limit::PartSize,
        ),
        (
            Limits {
                shared_texts: 1,
                ..default()
            },
            Limit::SharedTexts,
        ),
        (
            Limits {
                sheets: 1,
                ..default()
            },
            Limit::Sheets,
        ),
        (
            Limits {
                rows: 0,
                ..default()
            },
            Limit::Rows,
        ),
        (
            Limits {
                columns: 1,
                ..default()
            },
            Limit::Columns,
        ),
        (
            Limits {
                cells: 1,
                ..default()
            },
            Limit::Cells,
        ),
        (
            Limits {
                text_length: 0,
                ..default()
            },
            Limit::TextLength,
        ),
    ] {
        assert_eq!(beyond(limits), Some(limit));
    }
}

#[derive(Debug, PartialEq)]
enum Outcome {
    /// The first three rows of each sheet.
    Read(String),
    Beyond(Limit),
    Damaged,
}

fn read(rows: &str) -> Outcome {
    Outcome::Read(rows.to_owned())
}

fn files() -> Vec<(&'static str, Vec<u8>, Outcome)> {
    let mut files = packages();
    files.extend(texts_and_formats());
    files.extend(containers());
    files.extend(compounds());
    files
}

/// Sheets of an `.xlsx`.
fn packages() -> Vec<(&'static str, Vec<u8>, Outcome)> {
    let sheet = |rows: &str| Package::with_rows(rows).zip();
    let one = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let whole = |part: &str| {
        Package::with_rows("")
            .with("xl/worksheets/sheet1.xml", part)
            .zip()
    };
    vec![
        (
            "cells in two corners of a sheet",
            sheet(
                r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
            ),
            Outcome::Beyond(Limit::Columns),
        ),
        (
            "cells in three corners of a hundred columns",
            sheet(
                r#"<row r="1"><c r="A1"><v>1</v></c><c r="CV1"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c></row>"#,
            ),
            read("1: A=1 CV=2; 1048576: A=3"),
        ),
        (
            "a row behind the last",
            sheet(r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#),
            Outcome::Beyond(Limit::Rows),
        ),
        (
            "a row number that overflows",
            sheet(r#"<row r="1"><c r="A4294967297"><v>1</v></c></row>"#),
            Outcome::Damaged,
        ),
        (
            "a column that overflows",
            sheet(r#"<row r="1"><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row>"#),
            Outcome::Damaged,
        ),
        (
            "a cell again and again",
            sheet(&format!(
                "<row r=\"1\">{}</row>",
                (0..30_000).fold(String::new(), |mut row, n| {
                    write!(row, "<c r=\"B1\"><v>{n}</v></c><c r=\"A1\"><v>{n}</v></c>").unwrap();
                    row
                })
            )),
            read("1: A=29999 (repeated) B=29999 (repeated)"),
        ),
        (
            "rows of formats alone",
            sheet(&format!(
                "{one}{}",
                (2..20_000).fold(String::new(), |mut rows, n| {
                    write!(rows, "<row r=\"{n}\"><c r=\"A{n}\" s=\"1\"/></row>").unwrap();
                    rows
                })
            )),
            read("1: A=1"),
        ),
        (
            "a text that is too long",
            sheet(&format!(
                "<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
                "x".repeat(32_768)
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "a text that is far too long",
            sheet(&format!(
                "<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
                "x".repeat(600_000)
            )),
            Outcome::Beyond(Limit::Token),
        ),
        (
            "a text of pieces without end",
            sheet(&format!(
                "<row><c t=\"inlineStr\"><is>{}</is></c></row>",
                "<r><t>12345678</t></r>".repeat(30_000)
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "a value of references without end",
            sheet(&format!(
                "<row><c t=\"str\"><v>{}</v></c></row>",
                "&amp;".repeat(230_000)
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "a tag without end",
            sheet(&format!("<row x=\"{}\"/>", "<>".repeat(300_000))),
            Outcome::Beyond(Limit::Token),
        ),
        (
            "elements inside elements",
            whole(&format!(
                "<worksheet><sheetData>{one}{}",
                "<a>".repeat(100_000)
            )),
            Outcome::Beyond(Limit::Nesting),
        ),
        (
            "entities inside entities",
            whole(
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>",
            ),
            Outcome::Damaged,
        ),
        (
            "dimensions that lie",
            whole(&format!(
                "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{one}</sheetData></worksheet>"
            )),
            read("1: A=1"),
        ),
        (
            "dimensions the wrong way round",
            whole(&format!(
                "<worksheet><dimension ref=\"B5:A1\"/><sheetData>{one}</sheetData></worksheet>"
            )),
            read("1: A=1"),
        ),
        (
            "a shared formula with a number that is no index",
            sheet(
                r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="4000000000">1</f><v>1</v></c></row>"#,
            ),
            read("1: A=1 (formula)"),
        ),
    ]
}

/// What all sheets of an `.xlsx` refer to.
fn texts_and_formats() -> Vec<(&'static str, Vec<u8>, Outcome)> {
    let package = Package::with_rows(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    let texts = |table: &str| package.clone().with("xl/sharedStrings.xml", table).zip();
    let styles = |table: &str| {
        package
            .clone()
            .texts(&["x"])
            .with("xl/styles.xml", table)
            .zip()
    };
    let workbook = |from: &str, to: &str| {
        package
            .clone()
            .texts(&["x"])
            .edit("xl/workbook.xml", from, to)
            .zip()
    };
    vec![
        (
            "more shared texts than memory has addresses",
            texts("<sst uniqueCount=\"9223372036854775807\"><si><t>x</t></si></sst>"),
            read("1: A=\"x\""),
        ),
        (
            "two thousand million shared texts",
            texts(
                "<x:sst xmlns:x='x' uniqueCount = '2000000000'><x:si><x:t>x</x:t></x:si></x:sst>",
            ),
            read("1: A=\"x\""),
        ),
        (
            "a count of references that lies",
            texts("<sst count=\"9223372036854775807\"><si><t>x</t></si></sst>"),
            read("1: A=\"x\""),
        ),
        (
            "shared texts of nothing",
            texts(&format!("<sst>{}</sst>", "<si/>".repeat(200_000))),
            read(""),
        ),
        (
            "a shared text that is too long",
            texts(&format!(
                "<sst><si><t>{}</t></si></sst>",
                "x".repeat(600_000)
            )),
            Outcome::Beyond(Limit::Token),
        ),
        (
            "cell formats without end",
            styles(&format!(
                "<styleSheet><cellXfs>{}</cellXfs></styleSheet>",
                "<xf/>".repeat(100_000)
            )),
            read("1: A=\"x\""),
        ),
        (
            "cell formats that each copy a long font name",
            styles(&format!(
                "<styleSheet><fonts><font><name val=\"{}\"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
                "x".repeat(100_000),
                "<xf fontId=\"0\"/>".repeat(50_000)
            )),
            read("1: A=\"x\""),
        ),
        (
            "fonts without end",
            styles(&format!(
                "<styleSheet><fonts>{}</fonts></styleSheet>",
                "<font/>".repeat(100_000)
            )),
            read("1: A=\"x\""),
        ),
        (
            "a hundred thousand names",
            workbook(
                "</sheets>",
                &format!(
                    "</sheets><definedNames>{}</definedNames>",
                    "<definedName name=\"n\">1</definedName>".repeat(100_000)
                ),
            ),
            read("1: A=\"x\""),
        ),
        (
            "one sheet a thousand times",
            workbook(
                "<sheets>",
                &format!(
                    "<sheets>{}",
                    "<sheet name=\"a\" r:id=\"rId1\"/>".repeat(1_000)
                ),
            ),
            Outcome::Damaged,
        ),
        (
            "more sheets than are read",
            Package::with_sheets(&[("a", "", ""); 257]).zip(),
            Outcome::Beyond(Limit::Sheets),
        ),
    ]
}

/// Containers of an `.xlsx`.
fn containers() -> Vec<(&'static str, Vec<u8>, Outcome)> {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    let package = Package::with_rows("<row><c><v>1</v></c></row>");
    let claiming = |size: u32| claim(package.zip(), SHEET, size);
    let parts: Vec<String> = (0..10_001).map(|n| n.to_string()).collect();
    let many = zip(parts.iter().map(|name| (name.as_str(), &b""[..])));
    vec![
        (
            "a part of two gigabytes",
            claiming(0x8000_0000),
            Outcome::Beyond(Limit::UnpackedSize),
        ),
        (
            "a part of 800 megabytes",
            claiming(800 << 20),
            Outcome::Beyond(Limit::PartSize),
        ),
        (
            "a part packed to nothing",
            claiming(100 << 20),
            Outcome::Beyond(Limit::CompressionRatio),
        ),
        (
            "shared texts of 300 megabytes",
            claim(
                package
                    .clone()
                    .with("xl/sharedStrings.xml", noise(2 << 20))
                    .zip(),
                "xl/sharedStrings.xml",
                300 << 20,
            ),
            Outcome::Beyond(Limit::PartSize),
        ),
        (
            "a list of sheets of 40 megabytes",
            claim(
                package
                    .clone()
                    .with("xl/workbook.xml", noise(1 << 20))
                    .zip(),
                "xl/workbook.xml",
                40 << 20,
            ),
            Outcome::Beyond(Limit::PartSize),
        ),
        (
            "a part that is longer than it says",
            claiming(20),
            Outcome::Damaged,
        ),
        (
            "ten thousand parts and one",
            many,
            Outcome::Beyond(Limit::Parts),
        ),
    ]
}

/// Text that does not pack.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + (state >> 24) as u8 % 26
    };
    (0..length).map(|_| next()).collect()
}

/// Writes another unpacked size into the headers of a part.
fn claim(mut bytes: Vec<u8>, part: &str, size: u32) -> Vec<u8> {
    for (signature, size_at, name_at) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let header = (0..bytes.len())
            .find(|&at| {
                bytes[at..].starts_with(signature)
                    && bytes[at + name_at..].starts_with(part.as_bytes())
            })
            .unwrap();
        bytes[header + size_at..header + size_at + 4].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}

/// `.xls`.
fn compounds() -> Vec<(&'static str, Vec<u8>, Outcome)> {
    let mut corners = Records::new("0");
    corners
        .sheet("Movies")
        .number((0, 0, 0), 1.0)
        .number((65_535, 255, 0), 2.0);
    let mut far = Records::new("0");
    far.sheet("Movies").number((0, 65_535, 0), 1.0);
    let mut far_run = Records::new("0");
    far_run.sheet("Movies").record(
        0x00BD,
        &[0, 0, 255, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 1],
    );
    let mut lie = Records::new("0");
    lie.sheet("Movies")
        .record(0x0200, &[0xFF; 14])
        .number((0, 0, 0), 1.0);
    let mut echo = Records::new("0");
    echo.texts(1, &[&text(&"x".repeat(4_000))]).sheet("Movies");
    for row in 0..20_000 {
        echo.cell(0x00FD, (row, 0, 0), &[0; 4]);
    }
    echo.number((20_000, 0, 0), 1.0);
    let mut crumbs = Records::new("0");
    let x = text("x");
    let mut pieces = vec![&b""[..]; 60_000];
    pieces[0] = &x;
    crumbs
        .texts(1, &pieces)
        .sheet("Movies")
        .number((0, 0, 0), 1.0);
    let mut tokens = Records::new("0");
    tokens.sheet("Movies").cell(
        0x0006,
        (0, 0, 0),
        &[
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0x17, 0xFF,
        ],
    );
    let mut sheets = Records::new("0");
    for _ in 0..5_000 {
        sheets.sheet("x");
    }
    let mut twice = Records::new("0");
    twice.sheet("Movies").number((0, 0, 0), 1.0);
    let mut open_inside = Records::new("0");
    open_inside.sheet("Movies");
    for _ in 0..30_000 {
        open_inside.record(BEGIN, &[0, 6, 0x20, 0]);
    }
    vec![
        (
            "cells in two corners of an .xls",
            corners.file(),
            read("1: A=1; 65536: IV=2"),
        ),
        (
            "a column that an .xls does not have",
            far.file(),
            Outcome::Damaged,
        ),
        (
            "a run of columns beyond the last",
            far_run.file(),
            Outcome::Damaged,
        ),
        ("dimensions of an .xls that lie", lie.file(), read("1: A=1")),
        (
            "one long text in many cells",
            echo.file(),
            Outcome::Read(
                [1, 2, 3]
                    .map(|row| format!("{row}: A={:?}", "x".repeat(4_000)))
                    .join("; "),
            ),
        ),
        ("a table of texts in crumbs", crumbs.file(), read("1: A=1")),
        (
            "formula tokens that make no sense",
            tokens.file(),
            read("1: A=0 (formula)"),
        ),
        (
            "five thousand sheets of an .xls",
            sheets.file(),
            Outcome::Beyond(Limit::Sheets),
        ),
        ("charts inside charts", open_inside.file(), Outcome::Damaged),
        (
            "an index that leads to itself",
            index_loop(twice.file()),
            Outcome::Damaged,
        ),
        (
            "an index that lists one sector over and over",
            index_flood(),
            Outcome::Damaged,
        ),
        (
            "a directory that leads to itself",
            directory_loop(twice.file()),
            Outcome::Damaged,
        ),
    ]
}

fn put(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

fn get(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The index of the allocation table begins in a sector that names itself as the next one.
fn index_loop(mut bytes: Vec<u8>) -> Vec<u8> {
    put(&mut bytes, 68, 0);
    put(&mut bytes, 512 + 508, 0);
    bytes
}

/// Each of 20,000 index sectors lists the first sector of the allocation table 127 times.
fn index_flood() -> Vec<u8> {
    const SECTORS: u32 = 20_000;
    let mut bytes = compound(&[("Workbook", b"")]);
    let table = u32::try_from(get(&bytes, 76)).unwrap();
    let first = u32::try_from(bytes.len() / 512 - 1).unwrap();
    for sector in 0..SECTORS {
        bytes.extend(table.to_le_bytes().repeat(127));
        bytes.extend((first + sector + 1).to_le_bytes());
    }
    let last = bytes.len() - 4;
    put(&mut bytes, last, 0xFFFF_FFFE);
    put(&mut bytes, 68, first);
    put(&mut bytes, 72, SECTORS);
    bytes
}

/// The allocation table says that the directory goes on where it began.
fn directory_loop(mut bytes: Vec<u8>) -> Vec<u8> {
    let directory = get(&bytes, 48);
    let table = get(&bytes, 76);
    put(
        &mut bytes,
        512 * (table + 1) + 4 * directory,
        u32::try_from(directory).unwrap(),
    );
    bytes
}
