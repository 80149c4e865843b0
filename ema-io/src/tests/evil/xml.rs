//! Tests with adversarial XML Avails that try to exhaust memory or time. The files are generated while they are read,
//! because they are longer than the available memory.

use std::io::{self, Read};
use std::sync::Arc;

use ema_model::XmlVersion;

use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::xml::Document;

/// A file that repeats one piece `left` times and then ends with `end`.
struct Endless {
    piece: Arc<[u8]>,
    at: usize,
    left: u64,
    end: io::Cursor<Vec<u8>>,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return self.end.read(buffer);
        }
        let piece = &self.piece[self.at..];
        let count = piece.len().min(buffer.len());
        buffer[..count].copy_from_slice(&piece[..count]);
        self.at += count;
        if self.at == self.piece.len() {
            self.at = 0;
            self.left -= 1;
        }
        Ok(count)
    }
}

/// Returns the default limits, but with lower values where reaching the default would take a long time.
fn small() -> Limits {
    Limits {
        file_size: 32 * 1024 * 1024,
        rows: 2_000,
        avail_cells: 20_000,
        ..Limits::default()
    }
}

/// Reads a file that consists of `start`, this many copies of `piece`, and `end`. Returns the number of rows, or the
/// error if the file is rejected.
fn rows(
    limits: &Limits,
    (start, end): (&str, &str),
    piece: &str,
    times: u64,
) -> Result<u32, ErrorKind> {
    let uri = XmlVersion::V2_5.namespace();
    let head = format!("<AvailList xmlns='{uri}'>{start}");
    let rest = Endless {
        piece: piece.as_bytes().into(),
        at: 0,
        left: times,
        end: io::Cursor::new(format!("{end}</AvailList>").into()),
    };
    let mut document = Document::open(head.into(), rest, limits)?;
    let mut rows = 0;
    while document.next_avail()?.is_some() {
        rows += 1;
    }
    Ok(rows)
}

const ENDLESS: u64 = u64::MAX;

#[test]
#[ignore = "run by the test above, in a process of its own"]
fn endless_pieces_are_beyond_a_limit() {
    let limits = small();
    let beyond = |start: &str, piece: &str| match rows(&limits, (start, ""), piece, ENDLESS) {
        Err(ErrorKind::Limit { limit, .. }) => limit,
        other => panic!("{start}{piece}: {other:?}"),
    };
    for start in [
        "<Avail><ALID>",
        "<Avail><ALID><![CDATA[",
        "<Avail a='",
        "<Avail xmlns:a='",
        "<Avail ",
        "<",
        "</",
        "<!--",
        "<?",
        "<!DOCTYPE ",
        "<Avail>&",
        "<Avail>",
    ] {
        assert_eq!(beyond(start, "xxxxxxxxxxxxxxxx"), Limit::Token, "{start}");
    }
    assert_eq!(beyond("<Avail>", " "), Limit::Token);
    assert_eq!(beyond("<Avail><ALID>", "x<!---->"), Limit::Token);
    assert_eq!(beyond("<Avail><ALID>", "&#65;"), Limit::Token);
    assert_eq!(beyond("<Avail><CoreMetadata>", "<a/>"), Limit::Token);
    assert_eq!(beyond("<Avail><ALID>", "<a/>"), Limit::Token);
    assert_eq!(
        beyond(
            "<Avail><Transaction>",
            "<AllowedLanguage>en</AllowedLanguage>"
        ),
        Limit::Token
    );
    assert_eq!(beyond("", "<a>"), Limit::Nesting);
    assert_eq!(beyond("<Avail>", "<a/>"), Limit::Cells);
    assert_eq!(beyond("<Avail>", "<Asset/>"), Limit::Cells);
    assert_eq!(beyond("<Avail>", "<Transaction/>"), Limit::Cells);
    assert_eq!(
        beyond("<Avail>", "<Transaction a='1' b='2' c='3'/>"),
        Limit::Cells
    );
    assert_eq!(
        beyond("<Avail><Transaction>", "<Term termName='NA'/>"),
        Limit::Cells
    );
    assert_eq!(
        beyond(
            "<Avail><Transaction>",
            "<?ema-cell {\"header\":\"a\",\"text\":\"b\"}?>"
        ),
        Limit::Cells
    );
    let rating = "<m:Rating xmlns:m='http://www.movielabs.com/schema/md/v2.8/md'/>";
    assert_eq!(
        beyond("<Avail><Asset><Metadata><Ratings>", rating),
        Limit::Cells
    );
    // Each Asset gets a copy of this content.
    let of_avail = format!("<Avail>{}", "<a/>".repeat(1_000));
    let of = |assets| rows(&limits, (&of_avail, "</Avail>"), "<Asset/>", assets);
    assert_eq!(of(5).unwrap(), 5);
    let refused = of(6).unwrap_err();
    assert!(matches!(
        refused,
        ErrorKind::Limit {
            limit: Limit::Cells,
            ..
        }
    ));
    assert_eq!(beyond("", "<a/>"), Limit::Cells);
    assert_eq!(beyond("", "<Avail/>"), Limit::Rows);
    // Comments are skipped, regardless of the length of the file.
    assert_eq!(
        beyond("", &"<!-- a comment -->".repeat(1000)),
        Limit::FileSize
    );
}

/// Tests the shapes of XML that need the most memory for their length. An unoptimized build skips this test, which
/// would take minutes there.
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn what_an_avail_holds_is_held_in_little_memory() {
    if cfg!(debug_assertions) {
        return;
    }
    let rating = "<m:Rating xmlns:m='http://www.movielabs.com/schema/md/v2.8/md'>a</m:Rating>";
    for (start, piece) in [
        ("<Avail>", "<a/>"),
        ("<Avail>", "<Transaction/>"),
        ("<Avail><Asset><Metadata><Ratings>", rating),
        (
            "<Avail><Asset><Metadata>",
            "<ReleaseHistory><a/><b/><c/></ReleaseHistory>",
        ),
        ("", "<a/>"),
    ] {
        let outcome = rows(&Limits::default(), (start, ""), piece, ENDLESS);
        let limit = match outcome {
            Err(ErrorKind::Limit { limit, .. }) => limit,
            other => panic!("{start}{piece}: {other:?}"),
        };
        assert_eq!(limit, Limit::Cells, "{start}{piece}");
    }
}

/// An Avail with 60,000 Transactions takes up a hundred megabytes.
#[test]
#[ignore = "run by the test above, in a process of its own"]
fn an_avail_of_many_transactions_is_read() {
    let languages: String = (0..40)
        .map(|n| format!("<AllowedLanguage asset='subtitle'>x{n:02}</AllowedLanguage>"))
        .collect();
    let transaction = format!(
        "<Transaction TransactionID='1'><LicenseType>EST</LicenseType>\
         <Start>2026-01-01T00:00:00</Start><End>2027-01-01T00:00:00</End>{languages}\
         <FormatProfile HDR='DV'>HD</FormatProfile>\
         <Term termName='WSP'><Money currency='EUR'>1.00</Money></Term></Transaction>"
    );
    // Without optimization, this test takes half a minute.
    let times = if cfg!(debug_assertions) {
        6_000
    } else {
        60_000
    };
    let start = "<Avail><ALID>a</ALID><Asset contentID='b'><WorkType>Movie</WorkType></Asset>";
    let end = "<ExceptionFlag>true</ExceptionFlag></Avail>";
    let rows = rows(&Limits::default(), (start, end), &transaction, times).unwrap();
    assert_eq!(u64::from(rows), times);
}
