//! Files cut short and files with wrong bytes: they are read or refused, and nothing else happens.

use proptest::prelude::{Strategy, any, proptest};
use proptest::sample::Index;

use super::package::Package;
use super::records::{Records, compound, text};
use super::{open, read_all};
use crate::error::ErrorKind;

fn package() -> Package {
    Package::with_rows(concat!(
        r#"<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45658.5</v></c><c r="C1" t="b"><v>1</v></c></row>"#,
        r#"<row r="2"><c r="A2" t="inlineStr"><is><r><t xml:space="preserve"> x&amp;y </t></r></is></c><c r="B2" t="e"><v>#SPILL!</v></c>"#,
        r#"<c r="C2" t="str"><f t="shared" ref="C2:C3" si="0">A1</f><v>z</v></c></row><row r="3"><c/><c t="d"><v>2025-01-01</v></c><c><f t="shared" si="0"/></c></row>"#,
    ))
    .texts(&["text", "more"])
    .formats()
    .edit("xl/worksheets/sheet1.xml", "<sheetData>", "<dimension ref=\"A1:C3\"/><sheetData>")
}

fn records() -> Records {
    let mut records = Records::new("[h]:mm");
    records.texts(2, &[&[text("text"), text("more")].concat()]);
    records.sheet("Movies");
    records
        .cell(0x00FD, (0, 0, 0), &1_u32.to_le_bytes())
        .number((0, 1, 1), 45_658.5)
        .label((1, 0, 3), "label")
        .cell(0x027E, (1, 1, 0), &[2, 1, 0, 0])
        .record(
            0x00BD,
            &[1, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 2, 0, 0, 0, 3, 0],
        )
        .cell(0x0205, (1, 9, 0), &[0x17, 1])
        .formula((2, 0, 0), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .record(0x0207, &text("result"));
    records
}

fn survives(bytes: Vec<u8>) {
    if let Ok(mut workbook) = open(bytes) {
        let _ = read_all(&mut workbook);
    }
}

#[test]
fn a_package_cut_short_is_refused_wherever_it_is_cut() {
    let whole = package().zip();
    assert!(open(whole.clone()).is_ok());
    // Of its signature four bytes must be left; less is text.
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

/// Bytes to be put in place of others.
fn changes() -> impl Strategy<Value = Vec<(Index, u8)>> {
    proptest::collection::vec((any::<Index>(), any::<u8>()), 1..4)
}

fn change(bytes: &mut [u8], changes: &[(Index, u8)]) {
    for (at, byte) in changes {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
}

/// Pieces that mean something in the parts of a workbook.
fn piece() -> impl Strategy<Value = &'static [u8]> {
    proptest::sample::select(vec![
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
    fn any_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survives(bytes);
    }
}
