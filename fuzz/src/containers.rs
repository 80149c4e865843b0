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

/// The separator between two parts, a byte that XML does not allow.
pub const BETWEEN: u8 = 0;

/// Returns a workbook that consists of the given [`PARTS`]. In the input, the parts are separated by [`BETWEEN`].
/// Missing parts get default contents.
pub fn workbook(parts: &[u8]) -> Vec<u8> {
    const RELATIONSHIPS: &str =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(content).expect("its content");
    };
    add(
        "_rels/.rels",
        format!(
            "<Relationships><Relationship Id='rId1' Type='{RELATIONSHIPS}/officeDocument' \
             Target='xl/workbook.xml'/></Relationships>"
        )
        .as_bytes(),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships><Relationship Id='rId1' Type='{RELATIONSHIPS}/worksheet' \
             Target='worksheets/sheet1.xml'/></Relationships>"
        )
        .as_bytes(),
    );
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
    zip.finish().expect("a container").into_inner()
}

/// Returns an `.xls` file with these records, which is a compound file with a single stream.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    let buffer = Cursor::new(Vec::new());
    let mut file = CompoundFile::create_with_version(Version::V3, buffer).expect("a container");
    file.create_stream("/Workbook")
        .and_then(|mut workbook| workbook.write_all(stream))
        .expect("a stream");
    file.flush().expect("a container");
    file.into_inner().into_inner()
}
