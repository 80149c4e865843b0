//! Tests the error messages about files that are not spreadsheets.

use std::path::Path;

use super::package::{Package, zip};
use super::records::{Records, compound, record};
use super::{open, open_path, refused, rows};
use crate::error::{Error, ErrorKind, FileType};
use ema_testing::{assert_snapshot, str};

use crate::guard::Limits;

fn message(bytes: &[u8]) -> String {
    Error::new(refused(bytes.to_vec()), Some(Path::new("movies.xlsx"))).to_string()
}

#[track_caller]
fn is(file_type: FileType, bytes: &[u8]) {
    match refused(bytes.to_vec()) {
        ErrorKind::NotASpreadsheet(found) => assert_eq!(found, file_type),
        other => panic!("{other:?}"),
    }
}

fn office(content_type: &str) -> Vec<u8> {
    zip([("[Content_Types].xml", content_type.as_bytes())])
}

#[test]
fn other_documents_are_called_by_their_name() {
    is(
        FileType::OpenDocument,
        &zip([
            ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]),
            ("content.xml", b"<office:document-content/>"),
        ]),
    );
    is(
        FileType::Word,
        &office("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    );
    is(
        FileType::PowerPoint,
        &office(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        ),
    );
    is(FileType::Numbers, &zip([("Index/Document.iwa", &b"x"[..])]));
    is(FileType::Zip, &zip([("movies.xlsx", &b"PK"[..])]));
    is(FileType::Zip, &zip([]));
    is(FileType::Word, &compound(&[("WordDocument", b"x")]));
    is(
        FileType::PowerPoint,
        &compound(&[("PowerPoint Document", b"x")]),
    );
    is(
        FileType::OlderOffice,
        &compound(&[("__properties_version1.0", b"x")]),
    );
    is(FileType::ExcelBefore97, &compound(&[("Book", b"x")]));
    is(
        FileType::ExcelBefore97,
        &compound(&[("Workbook", &record(0x0809, &[0, 5, 5, 0]))]),
    );
    is(FileType::ExcelBefore97, &record(0x0409, &[0; 6]));
    is(FileType::Pdf, b"%PDF-1.7\n");
    is(FileType::RichText, b"{\\rtf1 x}");
    is(FileType::Picture, b"\x89PNG\r\n\x1A\n\0\0");
    is(FileType::Picture, b"\xFF\xD8\xFF\xE0");
    is(FileType::Picture, b"RIFF\0\0\0\0WEBPVP8 ");
    is(FileType::Archive, b"\x1F\x8B\x08\0");
    is(FileType::Archive, b"7z\xBC\xAF\x27\x1C");
    is(
        FileType::WebPage,
        b"\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>",
    );
    is(FileType::WebPage, b"<!DOCTYPE HTML PUBLIC><body>");
    is(
        FileType::WebPage,
        b"\xEF\xBB\xBF<table><tr><td>1</td></tr></table>",
    );
    is(
        FileType::WebPage,
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    );
    is(
        FileType::ExcelXml2003,
        b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
    );
    is(FileType::Xml, b"<?xml version=\"1.0\"?><feed/>");
    is(FileType::Xml, b"<feed></feed>");
    is(FileType::Xml, &utf16("<?xml version=\"1.0\"?><feed/>"));
    is(
        FileType::OpenDocument,
        b"<?xml version=\"1.0\"?><o:document xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>",
    );
    is(
        FileType::OfferStatus,
        b"<OfferStatusList xmlns=\"http://www.movielabs.com/schema/avails/v2.5/avails\"/>",
    );
    is(FileType::Json, b"{\n \"avails\": []}");
    is(FileType::Json, b"[{\"a\":1}]");
    is(FileType::Unknown, b"ALID,Territory\0\nx,US");
    is(
        FileType::Unknown,
        &(0..200).map(|n: u8| n % 32 + 1).collect::<Vec<_>>(),
    );
}

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn a_part_of_a_workbook_that_is_not_in_utf_8_is_told() {
    const PART: &str = "xl/worksheets/sheet1.xml";
    let sheet = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?><worksheet><sheetData><row><c t=\"str\"><v>\
             Am\u{e9}lie</v></c></row></sheetData></worksheet>"
        )
    };
    let message = |sheet: Vec<u8>| message(&Package::with_rows("").with(PART, sheet).zip());
    let little = utf16(&sheet("UTF-16"));
    let big: Vec<u8> = little
        .chunks(2)
        .flat_map(|unit| [unit[1], unit[0]])
        .collect();
    for bytes in [little, big] {
        let message = message(bytes);
        assert!(
            message.contains(PART) && message.contains("UTF-16"),
            "{message}"
        );
    }
    // The bytes of ISO 8859-1 are the first 256 code points of Unicode.
    let latin = sheet("ISO-8859-1").chars().map(|c| c as u8).collect();
    let message = message(latin);
    assert!(
        message.contains(PART) && message.contains("not in UTF-8"),
        "{message}"
    );
}

#[test]
fn text_that_only_looks_like_markup_is_text() {
    assert_eq!(rows(b"<none>,US\n".to_vec()), "1: A=\"<none>\" B=\"US\"\n");
    assert_eq!(
        rows(b"[draft],{x}\n".to_vec()),
        "1: A=\"[draft]\" B=\"{x}\"\n"
    );
    assert_eq!(rows(b"PK,US\n".to_vec()), "1: A=\"PK\" B=\"US\"\n");
}

#[test]
fn nothing_is_empty() {
    for bytes in [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b" \r\n\r\n\t"] {
        assert!(
            matches!(refused(bytes.to_vec()), ErrorKind::Empty),
            "{bytes:?}"
        );
    }
}

#[test]
fn what_is_encrypted_is_refused_as_such() {
    let encrypted = compound(&[("EncryptionInfo", b"x"), ("EncryptedPackage", b"x")]);
    assert!(matches!(refused(encrypted), ErrorKind::Password));
    let mut records = Records::new("0");
    records.global(0x002F, &[1, 0]);
    records.sheet("Movies").number((0, 0, 0), 1.0);
    assert!(matches!(refused(records.file()), ErrorKind::Password));
}

#[test]
fn a_package_that_contradicts_itself_is_damaged() {
    let package = Package::with_rows("<row><c><v>1</v></c></row>").texts(&["x"]);
    let rels = "xl/_rels/workbook.xml.rels";
    let damaged = [
        package.clone().without("_rels/.rels"),
        package.clone().without(rels),
        package.clone().without("xl/workbook.xml"),
        package.clone().without("xl/worksheets/sheet1.xml"),
        package.clone().edit(rels, "rId1", "rId2"),
        package
            .clone()
            .edit("_rels/.rels", "officeDocument\"", "other\""),
        package
            .clone()
            .with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c>"),
        package
            .clone()
            .with("xl/worksheets/sheet1.xml", "<chartsheet/>"),
        package
            .clone()
            .edit("xl/worksheets/sheet1.xml", "<c>", "<c r=\"1A\">"),
        package.clone().edit(
            "xl/workbook.xml",
            "</sheets>",
            "<sheet name=\"Other\" sheetId=\"2\" r:id=\"rId1\"/></sheets>",
        ),
        package.clone().with("XL/WORKBOOK.XML", "<workbook/>"),
    ];
    for (index, package) in damaged.iter().enumerate() {
        println!("{index}");
        assert!(matches!(refused(package.zip()), ErrorKind::Damaged { .. }));
    }
}

#[test]
fn paths_that_lead_nowhere_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let open = |path: &Path| match open_path(path, &Limits::default()) {
        Ok(_) => panic!("opened"),
        Err(error) => {
            assert_eq!(error.path(), Some(path));
            error.into_kind()
        }
    };
    assert!(matches!(open(folder.path()), ErrorKind::Folder));
    assert!(matches!(
        open(&folder.path().join("none.xlsx")),
        ErrorKind::NotFound
    ));
    let path = folder.path().join("Movies.v1.csv");
    std::fs::write(&path, "a,b\n").unwrap();
    let workbook = open_path(&path, &Limits::default()).unwrap();
    assert_eq!(workbook.sheets()[0].name, "Movies.v1");
    let limits = Limits {
        file_size: 3,
        ..Limits::default()
    };
    let error = open_path(&path, &limits).err().unwrap();
    assert!(matches!(error.kind(), ErrorKind::Limit { .. }), "{error}");
}

#[test]
fn messages_tell_the_way_out() {
    let package = Package::with_rows("<row><c><v>1</v></c></row>");
    let messages = [
        message(b""),
        message(b"%PDF-1.7"),
        message(b"<html><table>"),
        message(&zip([(
            "mimetype",
            &b"application/vnd.oasis.opendocument.text"[..],
        )])),
        message(&compound(&[("EncryptedPackage", b"x")])),
        message(&package.zip()[..300]),
        message(&package.without("xl/worksheets/sheet1.xml").zip()),
        message(&Package::with_rows("<row r=\"7\"><c r=\"AMK7\"><v>1</v></c></row>").zip()),
        message(format!("a,b\nc,{}\n", "x".repeat(40_000)).as_bytes()),
        message(b"a,b\n1,2\n\n3,\"4\n5,6\n"),
        Error::new(ErrorKind::NotFound, None).to_string(),
    ];
    assert_snapshot(
        messages.join("\n"),
        str![[r#"
movies.xlsx is empty; export it or send it again
movies.xlsx is a PDF document, which can't be read; ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)
movies.xlsx is a web page saved with a spreadsheet's extension, which can't be read; open it in Excel and save it as Excel Workbook (.xlsx)
movies.xlsx is an OpenDocument file other than .ods (.fods, .odt or another of its kind), which can't be read; open it in Excel and save it as Excel Workbook (.xlsx)
movies.xlsx is protected with a password; remove the password in Excel (File > Info > Protect Workbook > Encrypt with Password, then empty the box), save and try again
movies.xlsx is damaged: its zip container is incomplete or broken, as after an interrupted transfer; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
movies.xlsx is damaged: its sheet xl/worksheets/sheet1.xml is missing; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
movies.xlsx exceeds a limit that protects against files designed to exhaust memory or time: the column number (sheet “Movies”, cell AMK7) is above 1,024; delete everything to the right of the last column
movies.xlsx exceeds a limit that protects against files designed to exhaust memory or time: the length of a text (cell B2) is above 32,767; shorten the text, or look for a quotation mark that is never closed
movies.xlsx has a quotation mark in row 4 that is never closed, so that all rows after it would be one cell; close it in a text editor, or export the file again
the file was not found; check the name and the folder
"#]],
    );
}

/// If a byte in a workbook or an XML file is changed, or the file is truncated, the error message is in the words of
/// this crate, not of a library. Every position is tested.
#[test]
fn no_damage_is_told_in_the_words_of_a_library() {
    const PART: &str = "xl/worksheets/sheet1.xml";
    const SHEET: &str = "<worksheet><!--x--><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>a&amp;b</v></c></row></sheetData></worksheet>";
    const XML: &str = "<?xml version=\"1.0\"?><AvailList xmlns=\"http://www.movielabs.com/schema/avails/v2.4/avails\"><!--x--><Avail>\
                       <ALID a=\"1\">a&amp;b</ALID><![CDATA[x]]></Avail></AvailList>";
    let mut messages = std::collections::BTreeSet::new();
    let mut look = |bytes: Vec<u8>| {
        if let Err(error) = crate::read_bytes(bytes) {
            let message = error.to_string();
            in_our_words(&message);
            messages.insert(message);
        }
    };
    let changed = |text: &str, at: usize, byte: u8| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] = byte;
        bytes
    };
    let package = |sheet: Vec<u8>| Package::with_rows("").with(PART, sheet).zip();
    for at in 0..SHEET.len() {
        look(package(SHEET.as_bytes()[..at].to_vec()));
        for byte in *b"x<>&/\"'= " {
            look(package(changed(SHEET, at, byte)));
        }
    }
    for at in 0..XML.len() {
        look(XML.as_bytes()[..at].to_vec());
        for byte in *b"x<>&/\"'= !\xff" {
            look(changed(XML, at, byte));
        }
    }
    let whole = package(SHEET.as_bytes().to_vec());
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        look(bytes);
        look(whole[..at].to_vec());
    }
    let has = |words: &str| messages.iter().any(|message| message.contains(words));
    for words in [
        PART,
        "at byte",
        "must come first",
        "never closed",
        "never ends with `>`",
        "has no `=` after its name",
        "have changed since it was saved",
    ] {
        assert!(has(words), "{words}: {messages:#?}");
    }
}

#[track_caller]
fn in_our_words(message: &str) {
    for words in LIBRARY {
        assert!(!message.contains(words), "{message}");
    }
}

/// Phrases that occur in error messages from libraries.
const LIBRARY: [&str; 14] = [
    "os error",
    "ill-formed",
    "invalid type",
    "missing field",
    "expected struct",
    "deflate",
    "EOF",
    "checksum",
    "syntax error",
    "before end of input",
    "position ",
    "attribute key",
    "malformed",
    "declared uncompressed",
];

#[test]
fn a_state_is_not_taken_for_avails() {
    for text in [
        "{\"schema\":1,\"headers\":[],\"rows\":[],\"scopes\":{}}",
        "{\"scopes\":{},\"schema\":1}",
        "{\"schema\":1,\"headers\":[{\"sheet\":",
        "{\"schema\":9,\"headers\":{}}",
    ] {
        is(FileType::State, text.as_bytes());
    }
}

/// Opening a pipe without a writer would never return.
#[test]
#[cfg(unix)]
fn pipes_and_devices_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for path in [pipe.as_path(), Path::new("/dev/zero")] {
        let error = crate::read_path(path).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotAFile), "{error}");
    }
}

#[test]
fn what_is_open_can_be_told_by_its_bytes_alone() {
    let bytes = Package::with_rows("<row><c><v>1</v></c></row>").zip();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("misnamed.csv");
    std::fs::write(&path, &bytes).unwrap();
    let workbook = open_path(&path, &Limits::default()).unwrap();
    assert_eq!(workbook.format(), crate::sheet::Format::Xlsx);
    assert!(open(bytes).is_ok());
}
