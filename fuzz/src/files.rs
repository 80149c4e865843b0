//! Tests of avails files: a file that can be read is checked, written and read back.

use ema_io::{Converter, ErrorKind, Output, ReadOptions, Target, WriteOptions};
use ema_model::{Avail, EmaVersion, Format, Sheet, Workbook};
use ema_rules::html::Rows;
use ema_rules::{Feed, Holdings, Profile, Timestamp};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::choices::Choices;
use crate::containers;

/// Tests an `.xlsx`. Bytes that are not a container are used as the parts of an `.xlsx`.
pub fn xlsx(bytes: &[u8]) {
    match bytes.starts_with(b"PK") {
        true => file(bytes),
        false => file(&containers::workbook(bytes)),
    }
}

/// Tests an `.xlsb`. Bytes that are not a container are used as the records of an `.xlsb`.
pub fn xlsb(bytes: &[u8]) {
    match bytes.starts_with(b"PK") {
        true => file(bytes),
        false => file(&containers::binary_workbook(bytes)),
    }
}

/// Tests an `.ods`. Bytes that are not a container are used as the content of an `.ods`.
pub fn ods(bytes: &[u8]) {
    match bytes.starts_with(b"PK") {
        true => file(bytes),
        false => file(&containers::open_document(bytes)),
    }
}

/// Tests an `.xls`. Bytes that are not a container are used as the records of an `.xls`.
pub fn xls(bytes: &[u8]) {
    match bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        true => file(bytes),
        false => file(&containers::compound(bytes)),
    }
}

/// Tests a `.csv` or `.tsv` as given, in an encoding named by the caller, and in another Unicode encoding.
pub fn csv(bytes: &[u8]) {
    file(bytes);
    in_named_encoding(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        as_utf16(text);
        // Tests text that was decoded as windows-1252 and written as UTF-8.
        let (twice, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        if !text.is_ascii()
            && let Some(workbook) = read(twice.as_bytes())
        {
            check(&workbook, &mut Choices::of(bytes));
        }
    }
}

/// Tests that a file in an encoding named by the caller has the same content as the same file in UTF-8.
fn in_named_encoding(bytes: &[u8]) {
    const NAMES: [&str; 10] = [
        "windows-1252",
        "windows-1250",
        "windows-1251",
        "Shift_JIS",
        "EUC-JP",
        "ISO-2022-JP",
        "GBK",
        "gb18030",
        "Big5",
        "EUC-KR",
    ];
    let name = Choices::of(bytes).one_of(&NAMES);
    let Some(workbook) = read_in(bytes, name) else {
        return;
    };
    let encoding = Encoding::for_label(name.as_bytes()).expect("an encoding");
    let (decoded, _) = encoding.decode_with_bom_removal(bytes);
    if let Some(as_utf8) = read_in(decoded.as_bytes(), UTF_8.name()) {
        assert_eq!(texts(&workbook), texts(&as_utf8), "{name}");
    }
}

fn read_in(bytes: &[u8], encoding: &str) -> Option<Workbook> {
    let options = ReadOptions::new().encoding(Some(encoding.parse().expect("an encoding")));
    options
        .open_bytes(bytes)
        .and_then(ema_io::Reader::read)
        .ok()
}

/// Tests that the text is the same when it is encoded as UTF-16.
fn as_utf16(text: &str) {
    // A UTF-16 byte order mark followed by a NUL is a UTF-32 byte order mark.
    if text.trim_start_matches('\u{FEFF}').starts_with('\0') {
        return;
    }
    let Some(workbook) = read_in(text.as_bytes(), UTF_8.name()) else {
        return;
    };
    let marked = if text.starts_with('\u{FEFF}') {
        ""
    } else {
        "\u{FEFF}"
    };
    let units: Vec<u16> = [marked, text]
        .iter()
        .flat_map(|text| text.encode_utf16())
        .collect();
    let bytes =
        |unit: fn(u16) -> [u8; 2]| units.iter().copied().flat_map(unit).collect::<Vec<u8>>();
    for bytes in [bytes(u16::to_le_bytes), bytes(u16::to_be_bytes)] {
        let again = read(&bytes).expect("what is read as UTF-8 is read as UTF-16");
        assert_eq!(texts(&again), texts(&workbook));
    }
}

/// Tests avails as JSON.
pub fn json(bytes: &[u8]) {
    file(bytes);
}

/// Tests XML Avails, which are also written as XML.
pub fn xml(bytes: &[u8]) {
    let Some(workbook) = read(bytes) else {
        return;
    };
    check(&workbook, &mut Choices::of(bytes));
    as_xml_again(&workbook);
}

fn file(bytes: &[u8]) {
    let Some(workbook) = read(bytes) else {
        return;
    };
    merged_over_avails(&workbook);
    let mut choices = Choices::of(bytes);
    // A file without any sheet would be rejected.
    if !workbook.sheets.is_empty() {
        let format = choices.one_of(&[Format::Json, Format::Xlsx, Format::Csv]);
        is_read_again(&workbook, format);
    }
    check(&workbook, &mut choices);
}

/// Tests that every reported range of merged cells covers an avails row.
fn merged_over_avails(workbook: &Workbook) {
    for merged in &workbook.file.merged {
        let rows = merged.first.row..=merged.last_row;
        let is_over = |sheet: &Sheet| {
            *sheet.header.sheet() == merged.first.sheet
                && sheet.avails.iter().any(|avail| rows.contains(&avail.row()))
        };
        assert!(workbook.sheets.iter().any(is_over), "{merged}");
    }
}

/// Returns a file's avails if the file can be read. For any other file, the error message must start with `the file`.
fn read(bytes: &[u8]) -> Option<Workbook> {
    match ema_io::read_bytes(bytes) {
        Ok(workbook) => Some(workbook),
        Err(error) => {
            assert!(error.to_string().starts_with("the file "), "{error}");
            None
        }
    }
}

/// Tests that written avails have the same values when they are read back, unless a loss is reported.
fn is_read_again(workbook: &Workbook, format: Format) {
    let mut losses = 0;
    let bytes = match ema_io::write_bytes(workbook, format, &mut |_| losses += 1) {
        Ok(bytes) => bytes,
        Err(error) => return is_unwritable(&error),
    };
    let again = ema_io::read_bytes(bytes).expect("what was written is read");
    let (again, before) = (texts(&again), texts(workbook));
    assert_eq!(again.len(), before.len(), "{format}: other rows");
    for (again, before) in again.iter().zip(&before) {
        assert!(
            losses > 0 || again == before,
            "{format}: {again:?} was {before:?}"
        );
    }
}

fn is_unwritable(error: &ema_io::Error) {
    assert!(
        matches!(error.kind(), ErrorKind::Unwritable { .. }),
        "{error}"
    );
}

/// Returns the text of each row's cells, with their columns. Row numbers are left out, because they can differ. If a
/// row contains only a formula without a result, a loss is reported, and the row is missing when the output is read
/// back.
fn texts(workbook: &Workbook) -> Vec<Vec<(u16, String)>> {
    let row = |avail: &Avail| -> Vec<_> {
        let cells = avail.cells().iter().filter(|cell| !cell.text().is_empty());
        cells
            .map(|cell| (cell.index(), cell.text().to_owned()))
            .collect()
    };
    let rows = workbook.avails().map(row);
    rows.filter(|row| !row.is_empty()).collect()
}

/// Tests that nothing is lost when XML is read and then written as XML, although the rows of an Avail are grouped.
fn as_xml_again(workbook: &Workbook) {
    let version = workbook.file.xml_version;
    let mut options = WriteOptions::new().source(&workbook.file);
    if let Some(version) = version {
        options = options.xml_version(version);
    }
    let mut losses = 0;
    let mut bytes = Vec::new();
    let written = options
        .create(Output::stream(Format::Xml, &mut bytes))
        .and_then(|mut writer| {
            for sheet in &workbook.sheets {
                let number = writer.sheet(&sheet.header)?;
                for avail in &sheet.avails {
                    writer.avail(number, avail, &mut |_| losses += 1)?;
                }
            }
            writer.finish()
        });
    if let Err(error) = written {
        return is_unwritable(&error);
    }
    let again = ema_io::read_bytes(bytes).expect("what was written is read");
    if losses == 0 {
        assert_eq!(rows(&again), rows(workbook));
    }
}

/// Returns the text of each row's cells, with their column names.
fn rows(workbook: &Workbook) -> Vec<Vec<(String, String)>> {
    let row = |avail: &Avail| {
        let cells = avail.cells().iter().map(|cell| {
            let header = avail.header().column_at(cell.index());
            let name = header.map_or("", |header| header.name.as_str());
            (name.to_owned(), cell.text().to_owned())
        });
        let mut cells: Vec<_> = cells.collect();
        cells.sort();
        cells
    };
    let mut rows: Vec<_> = workbook.avails().map(row).collect();
    rows.sort();
    rows
}

/// Tests that any avails can be checked, displayed, applied and converted. Also tests that applying a feed twice
/// changes nothing the second time.
fn check(workbook: &Workbook, choices: &mut Choices) {
    let profile = Profile::prime_video();
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"));
    let report = profile.check(workbook, as_of);
    for finding in report.findings() {
        assert!(
            !finding.first.message.is_empty() && !finding.first.help.is_empty(),
            "{finding:?}"
        );
    }
    let rows = Rows::of(workbook);
    let page = report.as_html().rows(&rows).to_string();
    assert!(page.ends_with("</html>\n") || page.ends_with("</html>"));
    serde_json::to_string(&report).expect("a report as JSON");
    assert!(!report.as_text().to_string().is_empty());

    let feed = Feed::of(workbook, profile.conventions());
    let mut holdings = Holdings::new();
    let first = holdings.apply(&feed, as_of);
    assert!(!first.to_string().is_empty());
    let second = holdings.apply(&feed, as_of);
    assert!(second.is_unchanged(), "{second}");

    let to = choices.one_of(EmaVersion::ALL);
    let headers = workbook.sheets.iter().map(|sheet| &sheet.header);
    let headers: Vec<_> = headers.map(std::sync::Arc::clone).collect();
    let mut converter = Converter::new(&headers, Target::Sheets(Some(to)));
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        for avail in &sheet.avails {
            converter.convert(number, avail, &mut |loss| assert!(!loss.reason.is_empty()));
        }
    }
}
