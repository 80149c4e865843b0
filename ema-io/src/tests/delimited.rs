//! Tests reading `.csv` and `.tsv` files.

use ema_testing::{assert_snapshot, str};
use proptest::prelude::{Just, Strategy, prop_assert_eq, prop_oneof, proptest};

use super::{column_name, open, open_within, refused, rows};
use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::sheet::{Format, RawRow};

#[track_caller]
fn delimiter(bytes: &[u8]) -> char {
    match open(bytes.to_vec()).unwrap().format() {
        Format::Delimited { delimiter } => delimiter,
        other => panic!("{other:?}"),
    }
}

#[test]
fn delimiters_are_told_from_the_first_rows() {
    assert_eq!(delimiter(b"a,b,c\nd,e,f\n"), ',');
    assert_eq!(delimiter(b"a;b;c\n1,50;2,50;3,50\n"), ';');
    assert_eq!(delimiter(b"a\tb\tc\n\"x, y, z, w\"\t\t\n"), '\t');
    assert_eq!(delimiter(b"a|b\nc|d\n"), '|');
    // A note above the header can have many commas, but it is only one row.
    assert_eq!(delimiter(b"a, b, c, d, e, f\nx;y;z\n1;2;3\n"), ';');
    assert_eq!(delimiter(b"\"a;b;c;d\"\n\"a;b;c;d\"\n"), ',');
    assert_eq!(delimiter(b"one\ntwo\n"), ',');
    assert_eq!(delimiter(b"SEP=|\na,b,c\n"), '|');
}

#[test]
fn encodings_are_told_from_the_bytes() {
    let text = "Titel;Größe\nÜber;☂\n";
    let expected = "1: A=\"Titel\" B=\"Größe\"\n2: A=\"Über\" B=\"☂\"\n";
    let with_mark = format!("\u{FEFF}{text}");
    let utf16: Vec<u16> = with_mark.encode_utf16().collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for bytes in [
        text.as_bytes().to_vec(),
        with_mark.into_bytes(),
        little,
        big,
    ] {
        assert_eq!(delimiter(&bytes), ';');
        assert_eq!(rows(bytes), expected);
    }
    let windows = b"Titel;Gr\xF6\xDFe\n\x80 5;caf\xE9".to_vec();
    assert_eq!(delimiter(&windows), ';');
    assert_eq!(
        rows(windows),
        "1: A=\"Titel\" B=\"Größe\"\n2: A=\"€ 5\" B=\"café\"\n"
    );
    assert_eq!(rows(b"caf\xE9".to_vec()), "1: A=\"café\"\n");
    // The text is UTF-8 that was truncated in the middle of a character.
    assert_eq!(
        rows("é,☂".as_bytes()[..5].to_vec()),
        "1: A=\"é\" B=\"\u{FFFD}\"\n"
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    for text in [
        "\n\na,b\n\n\"c\nd\n\",e\n,,\n f ,\"\"\"g\"\"\"",
        "\r\n\r\na,b\r\n\r\n\"c\nd\n\",e\r\n,,\r\n f ,\"\"\"g\"\"\"\r\n",
        "\r\ra,b\r\r\"c\rd\r\",e\r,,\r f ,\"\"\"g\"\"\"\r\r\r",
    ] {
        assert_snapshot(
            rows(text.as_bytes().to_vec()),
            str![[r#"
3: A="a" B="b"
5: A="c\nd\n" B="e"
7: A=" f " B="\"g\""

"#]],
        );
    }
    assert_eq!(
        rows(b"sep=;\r\na;b\r\n\r\nc;d\r\n".to_vec()),
        "1: A=\"a\" B=\"b\"\n3: A=\"c\" B=\"d\"\n"
    );
    assert_eq!(
        rows("a,\u{FFFF}\n\u{FFFF}\nb\n".as_bytes().to_vec()),
        "1: A=\"a\" B=\"\u{FFFD}\"\n2: A=\"\u{FFFD}\"\n3: A=\"b\"\n"
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_refused_with_its_row() {
    for (text, row) in [
        ("\"a", 1),
        ("a\n\n\n\"b,c\nd\n", 4),
        ("\"a\nb\"\nc,\"d\n\ne", 2),
        ("a\nb,\"c\"\"\n", 2),
    ] {
        match refused(text.into()) {
            ErrorKind::OpenQuotation { row: found } => assert_eq!(found, row, "{text:?}"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        rows(b"a 12\" disc,b\n".to_vec()),
        "1: A=\"a 12\\\" disc\" B=\"b\"\n"
    );
}

#[test]
fn limits_hold() {
    let within = |limits: Limits, text: &str| {
        let mut workbook = open_within(text.into(), &limits).unwrap();
        let mut rows = workbook.rows(0).unwrap().unwrap();
        let mut row = RawRow::default();
        loop {
            match rows.next_row(&mut row).map_err(crate::Error::into_kind) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(ErrorKind::Limit { limit, .. }) => {
                    assert!(!rows.next_row(&mut row).unwrap());
                    return Some(limit);
                }
                Err(other) => panic!("{other}"),
            }
        }
    };
    let limits = || Limits {
        columns: 3,
        rows: 4,
        cells: 5,
        text_length: 6,
        ..Limits::default()
    };
    assert_eq!(within(limits(), "a,b,c,,,\nb\n\nd"), None);
    assert_eq!(within(limits(), "a,b,c,d"), Some(Limit::Columns));
    assert_eq!(within(limits(), "a,b\n\n\n\ne"), Some(Limit::Rows));
    assert_eq!(within(limits(), "a,b,c\nd,e,f"), Some(Limit::Cells));
    assert_eq!(within(limits(), "éééééé"), None);
    assert_eq!(within(limits(), "éééééé!"), Some(Limit::TextLength));
    // Excel counts a character outside the basic plane as two characters.
    assert_eq!(within(limits(), "🎬🎬🎬"), None);
    assert_eq!(within(limits(), "🎬🎬🎬🎬"), Some(Limit::TextLength));
}

#[test]
fn the_apostrophe_before_a_formula_is_taken_off() {
    let text = "'=1+1,''@x,'x,'-5,'-5+5\n'//no comment,'\n";
    assert_snapshot(
        rows(text.into()),
        str![[r#"
1: A="=1+1" B="'@x" C="'x" D="'-5" E="-5+5"
2: A="//no comment" B="'"

"#]],
    );
    let avails = "Territory,LicenseType,WorkType,ALID\n//US,EST,Movie,A\n'//US,EST,Movie,B\n";
    let workbook = crate::read_bytes(avails).unwrap();
    let territories: Vec<&str> = workbook
        .avails()
        .map(|avail| avail.territory().text())
        .collect();
    assert_eq!(territories, ["//US"]);
}

#[test]
fn the_delimiter_is_the_one_under_which_a_row_names_avails() {
    let text = "Territory,LicenseType,WorkType,Description\nUS,EST,Movie,a;b;c;d;e\nUS,EST,Movie,a;b;c;d;e\n";
    assert_eq!(delimiter(text.as_bytes()), ',');
    let text = "Sent, on, Monday, to, all, of, you\nTerritory;LicenseType;WorkType;ALID\n";
    assert_eq!(delimiter(text.as_bytes()), ';');
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        3 => "[a-zA-Zé☂ ]{1,6}",
        // Values do not start with an apostrophe, because the reader might remove it.
        2 => "[,;\t|\"\n a-c][,;\t|\"'\n a-c]{0,7}",
    ]
}

proptest! {
    /// A written file is read back correctly, regardless of its line endings, delimiter and encoding.
    #[test]
    fn what_is_written_is_read(
        table in proptest::collection::vec(proptest::collection::vec(cell(), 0..6), 0..12),
        delimiter in prop_oneof![Just(','), Just(';'), Just('\t'), Just('|')],
        line_end in prop_oneof![Just("\n"), Just("\r\n")],
        utf16 in proptest::bool::ANY,
        last_line_ends in proptest::bool::ANY,
    ) {
        let header: Vec<String> = (0..7).map(|n| format!("h{n}")).collect();
        let all: Vec<&Vec<String>> = [&header, &header].into_iter().chain(&table).collect();
        let mut text = String::new();
        let mut expected = String::new();
        for (index, cells) in all.iter().enumerate() {
            let written: Vec<String> = cells
                .iter()
                .map(|cell| match cell.contains([delimiter, '"', '\n', ',', ';', '|', '\t']) {
                    true => format!("\"{}\"", cell.replace('"', "\"\"")),
                    false => cell.clone(),
                })
                .collect();
            text += &written.join(&delimiter.to_string());
            if last_line_ends || index + 1 < all.len() {
                text += line_end;
            }
            let filled: Vec<String> = (0..)
                .zip(cells.iter())
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(column, cell)| format!(" {}={cell:?}", column_name(column)))
                .collect();
            if !filled.is_empty() {
                expected += &format!("{}:{}\n", index + 1, filled.concat());
            }
        }
        let bytes = match utf16 {
            true => "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
            false => text.into_bytes(),
        };
        prop_assert_eq!(rows(bytes), expected);
    }
}
