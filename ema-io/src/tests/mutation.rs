//! Tests with truncated files and files with wrong bytes, each of which must be read or rejected without a panic.

use ema_model::Workbook;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index, select};

use super::package::{self, Package};
use super::records::{Records, compound, text};
use super::{ods, open, read_all, xlsb};
use crate::ReadOptions;
use crate::error::{Error, ErrorKind};

const NAMES: [&str; 4] = ["Territory", "WorkType", "LicenseType", "TotalRunTime"];

/// Returns a workbook with avails that have every kind of cell, number formats for dates and percentages, and merged
/// cells.
fn package() -> Package {
    let names: String = (2..6)
        .map(|name| format!(r#"<c t="s"><v>{name}</v></c>"#))
        .collect();
    let rows = concat!(
        r#"<row r="2" spans="1:3"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45658.5</v></c><c r="C2" t="b"><v>1</v></c></row>"#,
        r#"<row r="3"><c r="A3" t="inlineStr"><is><r><t xml:space="preserve"> x&amp;y </t></r></is></c><c r="B3" t="e"><v>#SPILL!</v></c>"#,
        r#"<c r="C3" t="str"><f t="shared" ref="C3:C4" si="0">A1</f><v>z</v></c><c r="D3" s="2"><v>0.08</v></c></row>"#,
        r#"<row r="4"><c/><c t="d"><v>2025-01-01</v></c><c><f t="shared" si="0"/></c><c s="3"><v>0.5</v></c></row>"#,
    );
    let styles = concat!(
        r#"<styleSheet><numFmts><numFmt numFmtId="165" formatCode="[h]:mm&quot;h&quot;"/></numFmts><cellXfs>"#,
        r#"<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="10"/></cellXfs></styleSheet>"#,
    );
    let merged =
        r#"</sheetData><mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="B3:C3"/></mergeCells>"#;
    Package::with_rows(&format!(r#"<row r="1">{names}</row>{rows}"#))
        .texts(&[&["text", "more"], &NAMES[..]].concat())
        .with("xl/styles.xml", styles)
        .edit(
            "xl/worksheets/sheet1.xml",
            "<sheetData>",
            "<dimension ref=\"A1:D4\"/><sheetData>",
        )
        .edit("xl/worksheets/sheet1.xml", "</sheetData>", merged)
}

fn records() -> Records {
    let mut records = Records::new("[h]:mm\"h\"");
    records.texts(2, &[&[text("text"), text("more")].concat()]);
    // This format is a percentage with two decimals.
    let mut percent = vec![0; 20];
    percent[2] = 10;
    records.global(0x00E0, &percent);
    records.sheet("Movies");
    for (column, name) in (0..).zip(NAMES) {
        records.label((0, column, 0), name);
    }
    // The merged cells are A2:A4 and B3:C3.
    let merged = [2_u16, 1, 3, 0, 0, 2, 2, 1, 2].map(u16::to_le_bytes);
    records
        .cell(0x00FD, (1, 0, 0), &1_u32.to_le_bytes())
        .number((1, 1, 1), 45_658.5)
        .number((1, 3, 4), 0.5)
        .label((2, 0, 3), "label")
        .cell(0x027E, (2, 1, 0), &[2, 1, 0, 0])
        .record(
            0x00BD,
            &[2, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 2, 0, 0, 0, 3, 0],
        )
        .cell(0x0205, (2, 9, 0), &[0x17, 1])
        .formula((3, 0, 0), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .record(0x0207, &text("result"))
        .number((3, 3, 3), 0.08)
        .record(0x00E5, merged.as_flattened());
    records
}

/// Reads all rows, both as raw rows and as avails. Each reported range of merged cells must cover an avails row.
fn survives(bytes: Vec<u8>) {
    if let Ok(mut workbook) = open(bytes.clone()) {
        let _ = read_all(&mut workbook);
    }
    if let Ok(workbook) = crate::read_bytes(bytes) {
        for merged in &workbook.file.merged {
            let rows = merged.first.row..=merged.last_row;
            let is_over = |sheet: &ema_model::Sheet| {
                *sheet.header.sheet() == merged.first.sheet
                    && sheet.avails.iter().any(|avail| rows.contains(&avail.row()))
            };
            assert!(workbook.sheets.iter().any(is_over), "{merged}");
        }
    }
}

#[test]
fn what_is_mutated_has_everything() {
    for bytes in [package().zip(), records().file()] {
        let workbook = crate::read_bytes(bytes).unwrap();
        let merged: Vec<String> = workbook
            .file
            .merged
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(merged, ["A2:A4", "B3:C3"]);
        let stored: Vec<_> = workbook
            .avails()
            .flat_map(|avail| avail.cells().iter().map(ema_model::Cell::stored))
            .collect();
        for kind in [
            ema_model::Stored::Date,
            ema_model::Stored::Time,
            ema_model::Stored::Percent,
        ] {
            assert!(stored.contains(&kind), "{kind:?}");
        }
        let shown = workbook
            .avails()
            .flat_map(|avail| avail.cells().iter().filter_map(|cell| avail.shown(cell)));
        assert!(shown.count() > 0);
    }
}

#[test]
fn a_package_cut_short_is_refused_wherever_it_is_cut() {
    let whole = package().zip();
    assert!(open(whole.clone()).is_ok());
    // At least four bytes of the signature must remain, because a shorter file would be treated as text.
    for length in 4..whole.len() {
        let Err(error) = open(whole[..length].to_vec()) else {
            panic!("{length} of {} bytes are enough", whole.len());
        };
        assert!(
            matches!(error.kind(), ErrorKind::Damaged { .. }),
            "{length}: {error:?}"
        );
    }
}

#[test]
fn a_compound_file_cut_short_is_read_or_refused() {
    let whole = records().file();
    for length in 0..whole.len() {
        survives(whole[..length].to_vec());
    }
    let stream = records().stream();
    for length in 0..stream.len() {
        let cut = compound(&[("Workbook", &stream[..length])]);
        assert!(
            open(cut)
                .and_then(|mut workbook| read_all(&mut workbook))
                .is_err(),
            "{length}"
        );
    }
}

/// Generates bytes, and the positions where they overwrite others.
fn changes() -> impl Strategy<Value = Vec<(Index, u8)>> {
    proptest::collection::vec((any::<Index>(), any::<u8>()), 1..4)
}

fn change(bytes: &mut [u8], changes: &[(Index, u8)]) {
    for (at, byte) in changes {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
}

/// Generates fragments that are meaningful in the parts of a workbook.
fn piece() -> impl Strategy<Value = &'static [u8]> {
    select(vec![
        &b"<"[..],
        b">",
        b"/>",
        b"</c>",
        b"<c>",
        b"<row>",
        b"</row>",
        b"<row r=\"0\">",
        b"\"",
        b"&",
        b"&#0;",
        b"&x;",
        b"<v>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b"?>",
        b"\xFF",
        b"\0",
        b"99999999999999999999",
        b"-1",
        b":",
        b"A0",
        b"XFD1",
        b"_xD800_",
        b"_x",
        b"s=\"9\"",
        b"t=\"s\"",
        b"1e999",
        b"NaN",
        b"<f t=\"shared\" si=\"1\">",
        b"<is>",
    ])
}

/// Generates fragments that are meaningful in an `.ods` file.
fn open_document_piece() -> impl Strategy<Value = &'static [u8]> {
    select(vec![
        &b"<table:table>"[..],
        b"</table:table>",
        b"<table:table-row>",
        b"<table:table-cell>",
        b"</table:table-cell>",
        b"<table:covered-table-cell/>",
        b"<table:shapes>",
        b"<text:p>",
        b"</text:p>",
        b"<text:s text:c=\"4000000000\"/>",
        b" table:number-columns-repeated=\"4294967295\"",
        b" table:number-rows-spanned=\"4294967295\"",
        b" office:value-type=\"time\"",
        b"PT99999999999H",
        b"0001-01-01T00:00:00",
    ])
}

proptest! {
    #[test]
    fn wrong_bytes_in_a_package_do_no_harm(changes in changes()) {
        let mut bytes = package().zip();
        change(&mut bytes, &changes);
        survives(bytes);
    }

    #[test]
    fn wrong_markup_in_a_part_does_no_harm(
        part in any::<Index>(),
        at in any::<Index>(),
        removed in 0..12_usize,
        piece in piece(),
    ) {
        let package = package();
        let (name, content) = part.get(package.parts());
        let at = at.index(content.len());
        let end = (at + removed).min(content.len());
        let changed = [&content[..at], piece, &content[end..]].concat();
        let name = name.clone();
        survives(package.with(&name, changed).zip());
    }

    #[test]
    fn wrong_bytes_in_a_compound_file_do_no_harm(changes in changes()) {
        let mut bytes = records().file();
        change(&mut bytes, &changes);
        survives(bytes);
    }

    #[test]
    fn wrong_bytes_in_records_do_no_harm(changes in changes()) {
        let mut stream = records().stream();
        change(&mut stream, &changes);
        survives(compound(&[("Workbook", &stream)]));
    }

    #[test]
    fn wrong_markup_in_an_ods_does_no_harm(
        at in any::<Index>(),
        removed in 0..40_usize,
        piece in prop_oneof![piece(), open_document_piece()],
    ) {
        let content = ods::content(&format!(
            "<table:table table:name=\"Movies\">{}{}</table:table>",
            ods::everything(),
            "<table:table-row table:number-rows-repeated=\"9\"><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
        ));
        let content = content.as_bytes();
        let at = at.index(content.len());
        let end = (at + removed).min(content.len());
        let changed = [&content[..at], piece, &content[end..]].concat();
        survives(package::zip([
            ("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]),
            ("content.xml", &changed),
        ]));
    }

    #[test]
    fn wrong_bytes_in_an_xlsb_do_no_harm(changes in changes(), part in 0..4_usize) {
        let mut binary = xlsb::Binary::new(&["zero", "one"]).sheet("Movies", 0, &xlsb::everything());
        let part = match part {
            0 => &mut binary.workbook,
            1 => &mut binary.texts,
            2 => &mut binary.styles,
            _ => &mut binary.sheets[0],
        };
        change(part, &changes);
        survives(binary.zip());
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survives(bytes);
    }
}

/// Returns a text file in one of several encodings.
fn encoded(text: &str, form: usize) -> Vec<u8> {
    let units = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect();
    let other = |encoding: &'static encoding_rs::Encoding| encoding.encode(text).0.into_owned();
    match form {
        0 => text.as_bytes().to_vec(),
        1 => units(u16::to_le_bytes),
        2 => units(u16::to_be_bytes),
        // UTF-8 that was mistaken for windows-1252 and saved as UTF-8 again.
        3 => encoding_rs::WINDOWS_1252
            .decode(text.as_bytes())
            .0
            .into_owned()
            .into_bytes(),
        4 => other(encoding_rs::WINDOWS_1252),
        5 => other(encoding_rs::WINDOWS_1250),
        6 => other(encoding_rs::SHIFT_JIS),
        _ => other(encoding_rs::ISO_2022_JP),
    }
}

const ENCODINGS: [&str; 9] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "windows-1250",
    "Shift_JIS",
    "ISO-2022-JP",
    "GBK",
    "gb18030",
];

fn read_in(bytes: Vec<u8>, encoding: Option<&str>) -> Result<Workbook, Error> {
    let encoding = encoding.map(|name| name.parse().unwrap());
    ReadOptions::new()
        .encoding(encoding)
        .open_bytes(bytes)?
        .read()
}

fn texts(workbook: &Workbook) -> Vec<Vec<(u16, String)>> {
    let row = |avail: &ema_model::Avail| {
        let cells = avail.cells().iter();
        cells
            .map(|cell| (cell.index(), cell.text().to_owned()))
            .collect()
    };
    workbook.avails().map(row).collect()
}

proptest! {
    /// Reads text in any encoding, possibly truncated or with wrong bytes. The encoding is either detected or set by
    /// the caller, who can be wrong. If it is set, the content must be the same as if the caller had decoded the file
    /// to UTF-8.
    #[test]
    fn wrong_bytes_in_text_of_any_encoding_do_no_harm(
        title in "[A-Za-zé€Žя千,\"\r\n\u{FEFF}\u{FFFF}\u{1A}]{0,12}",
        has_mark in any::<bool>(),
        form in 0..8_usize,
        changes in changes(),
        is_changed in any::<bool>(),
        length in any::<Index>(),
        named in select(&ENCODINGS[..]),
    ) {
        let mark = if has_mark { "\u{FEFF}" } else { "" };
        let text = format!("{mark}Territory,WorkType,LicenseType,ALID\r\nUS,{title},EST,千\r\nDE,é,EST,x\r\n");
        let mut bytes = encoded(&text, form);
        if is_changed {
            change(&mut bytes, &changes);
            bytes.truncate(bytes.len() - length.index(bytes.len()).saturating_sub(bytes.len() / 2));
        }
        if let Ok(workbook) = read_in(bytes.clone(), None) {
            prop_assert!(workbook.file.encoding.is_some() || workbook.file.format == ema_model::Format::Json);
        }
        let encoding = encoding_rs::Encoding::for_label(named.as_bytes()).unwrap();
        // Files with a UTF-16 byte order mark are not compared, because the mark overrides the byte order that the
        // caller sets.
        let utf16 = [b"\xFF\xFE", b"\xFE\xFF"].iter().any(|mark| bytes.starts_with(*mark));
        if let (Ok(workbook), false) = (read_in(bytes.clone(), Some(named)), utf16) {
            let (decoded, _) = encoding.decode_with_bom_removal(&bytes);
            if let Ok(as_utf8) = read_in(decoded.into_owned().into_bytes(), Some("utf-8")) {
                prop_assert_eq!(texts(&workbook), texts(&as_utf8));
            }
        }
    }
}
