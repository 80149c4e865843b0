//! Tests reading XML files in different encodings.

use ema_model::Column;

use super::{refusal, text};
use crate::error::ErrorKind;

const FILE: &str = "<?xml version='1.0' encoding='ENCODING'?>\
    <AvailList xmlns='http://www.movielabs.com/schema/avails/v2.5/avails'>\
    <Avail><ALID>Nüsse</ALID></Avail></AvailList>";

fn alid(bytes: Vec<u8>) -> String {
    let workbook = crate::read_bytes(bytes).unwrap();
    let avail = workbook.avails().next().unwrap();
    text(avail, Column::Alid).to_owned()
}

fn declared(name: &str) -> String {
    FILE.replace("ENCODING", name)
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = text.encode_utf16();
    units
        .flat_map(|unit| match big {
            true => unit.to_be_bytes(),
            false => unit.to_le_bytes(),
        })
        .collect()
}

#[test]
fn the_encoding_is_that_of_the_mark_the_zeros_or_the_declaration() {
    let latin = |name: &str| -> Vec<u8> {
        declared(name)
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect()
    };
    let marked = |text: String| format!("\u{FEFF}{text}");
    for (name, bytes) in [
        ("UTF-8", declared("UTF-8").into_bytes()),
        (
            "undeclared",
            FILE[FILE.find("<AvailList").unwrap()..].into(),
        ),
        ("UTF-8 with a mark", marked(declared("utf-8")).into_bytes()),
        (
            "a mark goes before the declaration",
            marked(declared("latin1")).into_bytes(),
        ),
        ("Latin-1", latin("ISO-8859-1")),
        ("Windows-1252", latin("windows-1252")),
        ("little-endian", utf16(&marked(declared("UTF-16")), false)),
        ("big-endian", utf16(&marked(declared("UTF-16")), true)),
        (
            "little-endian, unmarked",
            utf16(&declared("UTF-16LE"), false),
        ),
        ("big-endian, unmarked", utf16(&declared("UTF-16BE"), true)),
        // Some .NET programs declare UTF-16 but save the file as UTF-8.
        ("UTF-16 in name alone", declared("utf-16").into_bytes()),
    ] {
        assert_eq!(alid(bytes), "Nüsse", "{name}");
    }
}

#[test]
fn bytes_of_another_encoding_are_refused_with_their_place() {
    let mut bytes = declared("UTF-8").into_bytes();
    let at = bytes
        .windows(2)
        .position(|pair| pair == "ü".as_bytes())
        .unwrap();
    bytes.splice(at..at + 2, [0xFC]);
    let ErrorKind::MalformedXml {
        position, detail, ..
    } = refusal(bytes)
    else {
        panic!("another refusal")
    };
    assert_eq!(position.column as usize, at + 1);
    assert_eq!(
        detail,
        "the character there is not in UTF-8, the encoding of the file"
    );
    let unknown = refusal(declared("EBCDIC-FR"));
    assert!(unknown.to_string().contains("EBCDIC-FR"), "{unknown}");
}
