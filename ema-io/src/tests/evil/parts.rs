//! Adversarial `.xlsx` containers, and adversarial parts that all sheets in an `.xlsx` file refer
//! to.

use super::{File, Outcome, read};
use crate::error::Limit;
use crate::tests::package::{Package, zip};

/// Returns files with adversarial parts that all sheets refer to.
pub(super) fn texts_and_formats() -> Vec<File> {
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
                "x".repeat(1_200_000)
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
            "five thousand sheets",
            Package::with_sheets(&[("a", "", ""); 5_000]).zip(),
            Outcome::Beyond(Limit::Sheets),
        ),
    ]
}

/// Returns adversarial `.xlsx` containers.
pub(super) fn containers() -> Vec<File> {
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
            "parts that are together packed to nothing",
            (0..9)
                .fold(package.clone(), |package, number| {
                    package.with(&format!("xl/media/{number}"), vec![b'a'; 1 << 20])
                })
                .zip(),
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

#[test]
fn parts_of_the_same_bytes_are_damage() {
    let part = "xl/media/000";
    let package = Package::with_rows("<row><c><v>1</v></c></row>").with(part, noise(10_000));
    let open = |times| super::open(repeat(package.zip(), part, times)).map(|_| ());
    open(1).unwrap();
    let refused = open(200).unwrap_err().to_string();
    assert!(refused.contains("its parts overlap"), "{refused}");
}

/// Returns text that does not compress.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        b'a' + (state >> 24) as u8 % 26
    };
    (0..length).map(|_| next()).collect()
}

/// Lists a part `times` times, under different names that end in a number.
fn repeat(mut bytes: Vec<u8>, part: &str, times: usize) -> Vec<u8> {
    let end = bytes.len() - 22;
    let entry = bytes
        .windows(part.len())
        .rposition(|at| at == part.as_bytes());
    let entry = entry.unwrap() - 46;
    let listed = bytes[entry..entry + 46 + part.len()].to_vec();
    let mut more = Vec::new();
    for number in 1..times {
        more.extend_from_slice(&listed[..listed.len() - 3]);
        more.extend_from_slice(format!("{number:03}").as_bytes());
    }
    let count = u16::from_le_bytes([bytes[end + 10], bytes[end + 11]]) + times as u16 - 1;
    let size = end - u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()) as usize;
    let size = (size + more.len()) as u32;
    for at in [8, 10] {
        bytes[end + at..end + at + 2].copy_from_slice(&count.to_le_bytes());
    }
    bytes[end + 12..end + 16].copy_from_slice(&size.to_le_bytes());
    bytes.splice(entry..entry, more);
    bytes
}

/// Writes a different unpacked size into the headers of a part.
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
