//! Tests reading well-formed XML, and the messages about XML that is not well-formed.

use std::io::{self, Read};

use ema_model::{Column, Position, XmlVersion};
use ema_testing::assert_snapshot;

use super::{list, refusal, rows, text, transaction};
use crate::error::{Error, ErrorKind, Limit};
use crate::guard::Limits;
use crate::xml::Document;

#[test]
fn comments_and_sections_are_parts_of_texts() {
    let row = transaction(
        "<!-- x --><Description> a<!-- no --> b &amp; <![CDATA[<c> & ]]]]><![CDATA[>&#x41;]]>&#x41;&#66;\r\n\td </Description>",
    );
    assert_eq!(
        text(&row, Column::Description),
        " a b & <c> & ]]>&#x41;AB\n\td "
    );
}

#[test]
fn white_space_between_elements_says_nothing() {
    let rows =
        rows("<Avail>\n <ALID>a</ALID>\r\n\t<!-- --> <Transaction> \n </Transaction>\n</Avail>");
    assert_eq!(rows[0].unplaced().count(), 0);
    assert_eq!(rows[0].cells().len(), 1);
}

#[test]
fn attributes_are_normalized() {
    let row = transaction("<FormatProfile HDR='a\r\n\tb&#10;&quot;' WCG=\"'\">HD</FormatProfile>");
    assert_eq!(text(&row, Column::Hdr), "a  b\n\"");
    assert_eq!(text(&row, Column::Wcg), "'");
}

#[test]
fn any_prefix_will_do() {
    let uri = XmlVersion::V2_3.namespace();
    for file in [
        format!("<AvailList xmlns='{uri}'><Avail><ALID>x</ALID></Avail></AvailList>"),
        format!("<q:AvailList xmlns:q='{uri}'><q:Avail><q:ALID>x</q:ALID></q:Avail></q:AvailList>"),
        format!(
            "<q:AvailList xmlns:q='{uri}'><Avail xmlns='{uri}'><r:ALID xmlns:r='{uri}'>x</r:ALID></Avail></q:AvailList>"
        ),
    ] {
        let workbook = crate::read_bytes(file).unwrap();
        assert_eq!(workbook.avails().next().unwrap().alid().text(), "x");
    }
}

/// An element in another namespace is not an element of XML Avails.
#[test]
fn other_namespaces_are_other_elements() {
    let rows = rows("<Avail><ALID xmlns='urn:other'>x</ALID><ALID>y</ALID></Avail>");
    assert_eq!(rows[0].alid().text(), "y");
    assert_eq!(
        rows[0].unplaced().next().unwrap().content,
        "<other:ALID xmlns:other=\"urn:other\">x</other:ALID>"
    );
}

#[test]
fn the_version_is_known_or_named() {
    let refused = |file: &str| {
        let error = crate::read_bytes(file).unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::UnknownXmlVersion { .. }),
            "{error:?}"
        );
        error.to_string()
    };
    let known = "2.1, 2.2, 2.2.1, 2.2.2, 2.3, 2.4, 2.5, 2.5.1, 2.5.2, 2.6, 2.6.1, 2.7";
    assert_eq!(
        refused("<AvailList xmlns='http://www.movielabs.com/schema/avails/v1.9/avails'/>"),
        format!(
            "the file is XML Avails of a version (`http://www.movielabs.com/schema/avails/v1.9/avails`), \
             which is not supported; ask for one of {known}"
        )
    );
    assert_eq!(
        refused("<?xml version='1.0'?><AvailList/>"),
        format!(
            "the file is XML Avails of no version, which is not supported; ask for one of {known}"
        )
    );
}

/// Each of these files is rejected with the position of its fault and the reason.
#[test]
fn what_is_not_well_formed_is_refused_with_its_place() {
    let uri = XmlVersion::V2_5.namespace();
    let whole = |inside: &str| format!("<AvailList xmlns='{uri}'>\n{inside}\n</AvailList>");
    let many: String = (0..200).map(|n| format!(" a{n}=''")).collect();
    let files = [
        whole("<Avail>"),
        whole("<Avail></Asset>"),
        whole("</Avail>"),
        whole("<Avail a='1' b='2' a='3'/>"),
        whole("<Avail a=1/>"),
        whole("<Avail a/>"),
        whole("<Avail a='<'/>"),
        whole("<Avail a='b>c</Avail>"),
        whole("<Avail a='1'b='2'/>"),
        whole("a & b"),
        whole("a &b; c"),
        whole("<x a='&nbsp;'/>"),
        whole("&#0;"),
        whole("&#xFFFF;"),
        whole("&#+65;"),
        whole("&#99999999999;"),
        whole("\u{1}"),
        whole("ab\u{FFFE}"),
        whole("]]>"),
        whole("<!-- a"),
        whole("<![CDATA[ a"),
        whole("<? a"),
        whole("<!ELEMENT a>"),
        whole("<md:country>US</md:country>"),
        whole("<a md:b=''/>"),
        whole("<1/>"),
        whole("<a:b:c/>"),
        whole("< a/>"),
        whole("<?xml version='1.0'?>"),
        format!("{}<AvailList/>", whole("")),
        format!("{}text", whole("")),
        format!("<!DOCTYPE a [<!ENTITY b 'c'>]>{}", whole("&b;")),
        format!("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>{}", whole("")),
        "<?xml version='1.0'?>".to_owned(),
        "<?xml version='1.0'?><!-- a".to_owned(),
    ];
    let mut messages = Vec::new();
    for file in files {
        let kind = refusal(file.as_str());
        assert!(
            matches!(kind, ErrorKind::MalformedXml { .. }),
            "{file}\n{kind:?}"
        );
        let inside = file.strip_prefix(&format!("<AvailList xmlns='{uri}'>\n"));
        let inside = inside.unwrap_or(&file).lines().next().unwrap();
        messages.push(format!("{inside:?}\n    {kind}"));
    }
    assert_snapshot(
        messages.join("\n"),
        ema_testing::file!["snapshots/not_well_formed.txt"],
    );
    assert!(matches!(
        refusal(whole(&format!("<a{many}/>"))),
        ErrorKind::Limit {
            limit: Limit::Attributes,
            ..
        }
    ));
}

#[test]
fn what_is_too_large_is_beyond_a_limit() {
    let limit = |inside: &str| match refusal(list(XmlVersion::V2_5, inside)) {
        ErrorKind::Limit { limit, .. } => limit,
        other => panic!("{other:?}"),
    };
    let long = "x".repeat(600_000);
    assert_eq!(
        limit(&format!("<Avail><ALID>{long}</ALID></Avail>")),
        Limit::Token
    );
    assert_eq!(limit(&format!("<Avail a='{long}'/>")), Limit::Token);
    assert_eq!(limit(&format!("<Avail {long}=''/>")), Limit::Token);
    assert_eq!(limit(&format!("<{long}/>")), Limit::Token);
    assert_eq!(limit(&format!("<!--{long}-->")), Limit::Token);
    assert_eq!(limit(&format!("<?{long}?>")), Limit::Token);
    // The text has many short parts.
    let parts = "x&amp;<!---->".repeat(300_000);
    assert_eq!(limit(&format!("<Avail>{parts}</Avail>")), Limit::Token);
    let items = format!("<AllowedLanguage>{}</AllowedLanguage>", "x".repeat(1000)).repeat(600);
    assert_eq!(
        limit(&format!(
            "<Avail><Transaction>{items}</Transaction></Avail>"
        )),
        Limit::Token
    );
    let element = format!("<CoreMetadata>{}</CoreMetadata>", "<a/>".repeat(100_000));
    assert_eq!(limit(&format!("<Avail>{element}</Avail>")), Limit::Token);
    assert_eq!(limit(&"<a>".repeat(100)), Limit::Nesting);
    let columns = "<?ema-column {\"header\":\"x\"}?>".repeat(2000);
    assert_eq!(limit(&columns), Limit::Columns);
    // The Avail has about a thousand Assets and a thousand Transactions.
    let product = format!(
        "<Avail>{}{}</Avail>",
        "<Asset/>".repeat(1100),
        "<Transaction/>".repeat(1100)
    );
    assert_eq!(limit(&product), Limit::MultipliedRows);
    // The Avail is rejected before its first row is returned.
    let uri = XmlVersion::V2_5.namespace();
    let product = product.replacen("<Avail>", &format!("<Avail xmlns='{uri}'>"), 1);
    let mut reader = crate::ReadOptions::new().open_bytes(product).unwrap();
    let mut sheet = reader.next_sheet().unwrap().unwrap();
    assert!(sheet.next().unwrap().is_err());
    assert!(sheet.next().is_none());
}

/// A reader that returns the bytes of a file one at a time.
struct Single(io::Cursor<Vec<u8>>);

impl Read for Single {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = buffer.len().min(1);
        self.0.read(&mut buffer[..end])
    }
}

/// The result does not depend on where the bytes of a file are split.
#[test]
fn pieces_of_any_size_say_the_same() {
    let own = include_bytes!("everything.xml").to_vec();
    let utf16: Vec<u8> = std::str::from_utf8(&own)
        .unwrap()
        .replace("UTF-8", "UTF-16")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [own, [b"\xFF\xFE".to_vec(), utf16].concat()] {
        let whole = crate::read_bytes(bytes.clone()).unwrap();
        let head = bytes[..60].to_vec();
        let rest = Single(io::Cursor::new(bytes[60..].to_vec()));
        let mut document = Document::open(head, rest, &Limits::default()).unwrap();
        for avail in whole.avails() {
            let other = document.next_avail().unwrap().unwrap();
            assert_eq!(format!("{avail:?}"), format!("{other:?}"));
            assert_eq!(avail.position(), other.position());
            assert!(avail.unplaced().eq(other.unplaced()));
        }
        assert!(document.next_avail().unwrap().is_none());
    }
}

/// A disk failure is not reported as a fault in the file.
#[test]
fn an_error_of_the_system_is_told_as_such() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let head = list(XmlVersion::V2_5, "<Avail>").into_bytes();
    let head = head[..head.len() - "</AvailList>".len()].to_vec();
    let Ok(mut document) = Document::open(head, Failing, &Limits::default()) else {
        panic!("the first Avail is at hand")
    };
    let kind = document.next_avail().unwrap_err();
    assert!(matches!(kind, ErrorKind::Io(_)), "{kind:?}");
}

/// Positions in errors count characters, as editors do.
#[test]
fn a_place_counts_characters() {
    let ErrorKind::MalformedXml { position, .. } = refusal(list(XmlVersion::V2_5, "é🎬<Avail>&x;"))
    else {
        panic!("another refusal")
    };
    assert_eq!(
        position,
        Position {
            line: 3,
            column: 10
        }
    );
}

#[test]
fn messages_name_the_file() {
    let error = Error::new(refusal(list(XmlVersion::V2_5, "</a>")), None);
    assert!(
        error
            .to_string()
            .starts_with("the file is not well-formed XML: line 3, column 1: ")
    );
}
