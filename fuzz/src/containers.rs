//! Builds containers around the parts that the fuzzer changes, because a fuzzer rarely produces a valid checksum.

use std::io::{Cursor, Write};

use cfb::{CompoundFile, Version};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a workbook that [`workbook`] accepts.
pub const PARTS: [&str; 4] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
];

/// The separator between two parts: a byte that XML does not allow.
pub const BETWEEN: u8 = 0;

/// The separator between two parts made of records, which can contain any byte.
pub const BETWEEN_RECORDS: &[u8] = b"--part--";

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Returns a workbook with these [`PARTS`], which are separated by [`BETWEEN`] in the input. Missing parts are left
/// out, except that `xl/workbook.xml` gets default contents.
pub fn workbook(parts: &[u8]) -> Vec<u8> {
    let mut zip = Zip::new();
    let mut add = |name: &str, content: &[u8]| zip.add(name, content);
    let document = relationships(&[("rId1", "officeDocument", "xl/workbook.xml")]);
    add("_rels/.rels", &document);
    let sheets = relationships(&[("rId1", "worksheet", "worksheets/sheet1.xml")]);
    add("xl/_rels/workbook.xml.rels", &sheets);
    let mut parts = parts.split(|byte| *byte == BETWEEN);
    for name in PARTS {
        match (name, parts.next()) {
            (_, Some(part)) => add(name, part),
            ("xl/workbook.xml", None) => add(
                name,
                format!(
                    "<workbook xmlns:r='{RELATIONSHIPS}'><sheets><sheet name='Movies' sheetId='1' \
                     r:id='rId1'/></sheets></workbook>"
                )
                .as_bytes(),
            ),
            _ => {}
        }
    }
    zip.finish()
}

/// Returns an `.xlsb` file with one sheet. The input contains the records of the sheet, the shared strings and the
/// styles, separated by [`BETWEEN_RECORDS`]. Missing parts are empty.
pub fn binary_workbook(parts: &[u8]) -> Vec<u8> {
    // The properties of the workbook, and one sheet: its state, its number, its relationship and its name.
    const SHEETS: &[u8] = b"\x99\x01\x0C\0\0\0\0\0\0\0\0\0\0\0\0\x9C\x01\x24\0\0\0\0\x01\0\0\0\
        \x04\0\0\0r\0I\0d\01\0\x06\0\0\0M\0o\0v\0i\0e\0s\0";
    const NAMES: [&str; 3] = [
        "xl/worksheets/sheet1.bin",
        "xl/sharedStrings.bin",
        "xl/styles.bin",
    ];
    let mut zip = Zip::new();
    zip.add(
        "[Content_Types].xml",
        b"<Types><Override PartName='/xl/workbook.bin' \
          ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/></Types>",
    );
    let document = relationships(&[("rId1", "officeDocument", "xl/workbook.bin")]);
    zip.add("_rels/.rels", &document);
    let of_workbook = relationships(&[
        ("rId1", "worksheet", "worksheets/sheet1.bin"),
        ("rId2", "sharedStrings", "sharedStrings.bin"),
        ("rId3", "styles", "styles.bin"),
    ]);
    zip.add("xl/_rels/workbook.bin.rels", &of_workbook);
    zip.add("xl/workbook.bin", SHEETS);
    let mut rest = parts;
    for name in NAMES {
        let end = rest
            .windows(BETWEEN_RECORDS.len())
            .position(|bytes| bytes == BETWEEN_RECORDS);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        zip.add(name, part);
        rest = after.strip_prefix(BETWEEN_RECORDS).unwrap_or_default();
    }
    zip.finish()
}

/// Returns an `.ods` file with this content.
pub fn open_document(content: &[u8]) -> Vec<u8> {
    let mut zip = Zip::new();
    zip.add(
        "mimetype",
        b"application/vnd.oasis.opendocument.spreadsheet",
    );
    zip.add("content.xml", content);
    zip.finish()
}

struct Zip(ZipWriter<Cursor<Vec<u8>>>);

impl Zip {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn add(&mut self, name: &str, content: &[u8]) {
        self.0
            .start_file(name, SimpleFileOptions::default())
            .expect("a part");
        self.0.write_all(content).expect("its content");
    }

    fn finish(self) -> Vec<u8> {
        self.0.finish().expect("a container").into_inner()
    }
}

/// Returns a relationships part. Each entry is an ID, a type and a target.
fn relationships(entries: &[(&str, &str, &str)]) -> Vec<u8> {
    let entries = entries.iter().map(|(id, kind, target)| {
        format!("<Relationship Id='{id}' Type='{RELATIONSHIPS}/{kind}' Target='{target}'/>")
    });
    format!(
        "<Relationships>{}</Relationships>",
        entries.collect::<String>()
    )
    .into_bytes()
}

/// Returns an `.xls` file with these records: a compound file with a single stream.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    let buffer = Cursor::new(Vec::new());
    let mut file = CompoundFile::create_with_version(Version::V3, buffer).expect("a container");
    file.create_stream("/Workbook")
        .and_then(|mut workbook| workbook.write_all(stream))
        .expect("a stream");
    file.flush().expect("a container");
    file.into_inner().into_inner()
}
