//! Tests reading text files in different encodings.

use ema_model::{Column, TextEncoding, Workbook};
use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;

use super::{refused, rows};
use crate::{Error, ReadOptions};

const NAMES: &str = "Territory,WorkType,LicenseType,TitleInternalAlias,ALID\n";

fn csv(titles: &[&str]) -> String {
    let row = |title: &&str| format!("US,Movie,EST,{title},A\n");
    NAMES.to_owned() + &titles.iter().map(row).collect::<String>()
}

fn read(bytes: impl Into<Vec<u8>>, encoding: Option<&str>) -> Result<Workbook, Error> {
    let encoding = encoding.map(|name| name.parse().unwrap());
    ReadOptions::new()
        .encoding(encoding)
        .open_bytes(bytes)?
        .read()
}

fn titles(workbook: &Workbook) -> Vec<&str> {
    let title = |avail| {
        ema_model::Avail::cell(avail, Column::TitleInternalAlias)
            .unwrap()
            .text()
    };
    workbook.avails().map(title).collect()
}

fn encoding(workbook: &Workbook) -> &TextEncoding {
    workbook.file.encoding.as_ref().unwrap()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn unicode_is_read_without_a_guess() {
    let text = csv(&["Größe", "千と千尋の神隠し"]);
    for mark in ["", "\u{FEFF}"] {
        let text = format!("{mark}{text}");
        for (bytes, name) in [
            (text.clone().into_bytes(), "UTF-8"),
            (utf16(&text, u16::to_le_bytes), "UTF-16LE"),
            (utf16(&text, u16::to_be_bytes), "UTF-16BE"),
        ] {
            for named in [None, Some(name)] {
                let workbook = read(bytes.clone(), named).unwrap();
                assert_eq!(titles(&workbook), ["Größe", "千と千尋の神隠し"]);
                assert_eq!(encoding(&workbook), &TextEncoding::new(name, false));
            }
        }
    }
    // The name `UTF-16` does not specify a byte order, but the byte order mark does.
    let big = utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes);
    assert_eq!(
        encoding(&read(big, Some("utf-16")).unwrap()).name,
        "UTF-16BE"
    );
}

#[test]
fn other_encodings_are_guessed_and_shown() {
    for (encoding, title) in [
        (WINDOWS_1252, "Les Misérables – l’été"),
        (WINDOWS_1250, "Žižkov, příběh"),
        (WINDOWS_1251, "Война и мир"),
        (SHIFT_JIS, "千と千尋の神隠し"),
        (GBK, "卧虎藏龙"),
        (BIG5, "臥虎藏龍"),
        (EUC_KR, "기생충"),
        (encoding_rs::ISO_2022_JP, "千と千尋"),
    ] {
        let title = title.replace(',', "");
        let text = csv(&["Harbor", &title, &title, "Lights"]);
        let (bytes, _, _) = encoding.encode(&text);
        let workbook = read(bytes.into_owned(), None).unwrap();
        let found = self::encoding(&workbook);
        assert_eq!((found.name, found.is_guess), (encoding.name(), true));
        let samples: Vec<_> = found
            .samples
            .iter()
            .map(|sample| format!("{} {}", sample.cell, sample.text))
            .collect();
        assert_eq!(samples, [format!("Sheet1!D3 {title}")]);
    }
    let many: Vec<String> = (0..9).map(|number| format!("Été {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let text = csv(&many);
    let (bytes, _, _) = WINDOWS_1252.encode(&text);
    let workbook = read(bytes.into_owned(), None).unwrap();
    assert_eq!(encoding(&workbook).samples.len(), 3);
}

/// Titles with non-ASCII letters, for each encoding.
const TITLES: [(&encoding_rs::Encoding, &[&str]); 7] = [
    (
        WINDOWS_1252,
        &[
            "Les Misérables",
            "l’été",
            "Größe",
            "El niño – 2",
            "Ça va",
            "Å",
        ],
    ),
    (WINDOWS_1250, &["Žižkov", "příběh", "Łódź", "Őrült nők"]),
    (WINDOWS_1251, &["Война и мир", "Сталкер", "Ёлки"]),
    (SHIFT_JIS, &["千と千尋の神隠し", "ｱｷﾗ", "七人の侍 ソ"]),
    (GBK, &["卧虎藏龙", "霸王别姬", "让子弹飞"]),
    (BIG5, &["臥虎藏龍", "悲情城市", "功夫"]),
    (EUC_KR, &["기생충", "올드보이", "부산행"]),
];

proptest! {
    /// The detector gets each non-ASCII cell only once. It returns the same encoding as for the whole text, or the
    /// right one if the whole text would mislead the detector. For example, three copies of the title “Őrült nők” can
    /// look like windows-1252.
    #[test]
    fn cells_say_as_much_of_an_encoding_as_the_whole_text(
        (encoding, titles) in select(TITLES.to_vec()),
        rows in proptest::collection::vec((any::<proptest::sample::Index>(), 0..3_usize), 1..20),
        repeated in 1..4_usize,
    ) {
        let titles: Vec<&str> = rows
            .iter()
            .flat_map(|(title, ascii)| [vec!["Harbor"; *ascii], vec![*title.get(titles)]].concat())
            .collect();
        let text = csv(&titles.repeat(repeated));
        let (bytes, _, _) = encoding.encode(&text);
        let mut whole = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        whole.feed(&bytes, true);
        let expected = whole.guess(None, chardetng::Utf8Detection::Deny);
        let workbook = read(&*bytes, None).unwrap();
        let name = self::encoding(&workbook).name;
        prop_assert!(name == expected.name() || name == encoding.name(), "{name}, not {}", expected.name());
    }
}

/// One large file has only a few non-ASCII cells, and another repeats a cell until the end.
#[test]
fn cells_far_down_a_large_file_count() {
    let mut titles = vec!["Harbor Lights"; 100_000];
    titles.extend(["Žižkov", "příběh", "Łódź"]);
    titles.extend(vec!["é"; 100_000]);
    let text = csv(&titles);
    let (bytes, _, _) = WINDOWS_1250.encode(&text);
    let workbook = read(bytes.into_owned(), None).unwrap();
    assert_eq!(encoding(&workbook).name, "windows-1250");
}

#[test]
fn the_caller_knows_better() {
    let text = csv(&["Łódź"]);
    let (bytes, _, _) = WINDOWS_1250.encode(&text);
    for name in ["windows-1250", "CP1250", " x-cp1250 "] {
        let workbook = read(&*bytes, Some(name)).unwrap();
        assert_eq!(titles(&workbook), ["Łódź"]);
        assert!(!encoding(&workbook).is_guess);
        assert_eq!(encoding(&workbook).samples.len(), 1);
    }
    for label in ["", "EBCDIC", "iso-2022-kr", "\u{0}"] {
        let error = label.parse::<crate::Encoding>().unwrap_err();
        assert!(error.to_string().contains("windows-1250"), "{error}");
    }
    assert_eq!(
        "cp932".parse::<crate::Encoding>().unwrap().name(),
        "Shift_JIS"
    );
}

#[test]
fn what_fits_no_encoding_is_refused_with_a_way_out() {
    // The file has text in two encodings.
    let mut bytes = csv(&["Größe", "Été", "Łódź", "café"]).into_bytes();
    bytes.extend(b"US,Movie,EST,caf\xE9,A\n");
    let message = read(bytes.clone(), None).unwrap_err().to_string();
    assert_eq!(
        message,
        "the file is text in an encoding that can't be identified: most of it is UTF-8, but line 6 has \
         the byte E9, which is not valid UTF-8 there, as if texts in two encodings had been joined; save it as \
         UTF-8 (in Excel: Save As > CSV UTF-8), or name its encoding, as in --encoding windows-1250"
    );
    let workbook = read(bytes, Some("utf-8")).unwrap();
    assert_eq!(titles(&workbook)[4], "caf\u{FFFD}");
    assert_eq!(
        lost(&workbook),
        (1, vec!["Sheet1!D6 caf\u{FFFD}".to_owned()])
    );
    // A byte order mark indicates UTF-8, but one byte is invalid.
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(csv(&["A"]).into_bytes());
    marked.extend(b"US,Movie,EST,caf\xE9,A\n");
    let message = refused(marked).to_string();
    assert!(
        message.contains("its byte order mark indicates UTF-8, but line 3 has the byte E9"),
        "{message}"
    );
    // No code page has characters for all of these bytes.
    let all: Vec<u8> = (0x80..=0xFF).flat_map(|byte| [byte, b' ']).collect();
    let refusal = refused([csv(&["A"]).as_bytes(), &all, b"\n"].concat()).to_string();
    assert!(refusal.contains("no known encoding"), "{refusal}");
    // No encoding name would help with these files, so the message does not ask for one.
    let utf32 = |text: &str| -> Vec<u8> {
        let characters = text.chars().map(u32::from);
        characters.flat_map(u32::to_le_bytes).collect()
    };
    for text in [
        "\u{FEFF}a,b\n",
        "Territory,WorkType,LicenseType\nUS,Movie,EST\n",
    ] {
        assert_eq!(
            refused(utf32(text)).to_string(),
            "is text in UTF-32, which can't be read; save it as UTF-8 (in Excel: Save As > CSV UTF-8)"
        );
    }
}

#[test]
fn what_is_no_rows_of_cells_is_called_what_it_is_in_any_encoding() {
    let page = [
        b"<html><body>",
        &[0x81_u8, 0xFF, 0x8D][..],
        b"</body></html>",
    ]
    .concat();
    assert!(refused(page).to_string().contains("a web page"));
    assert!(
        refused(b"\x01\0\x02\0\x03\0\x04\0".to_vec())
            .to_string()
            .contains("binary")
    );
}

#[test]
fn a_mark_of_the_end_of_a_file_is_no_row() {
    for end in ["\u{1A}", "\u{1A}\u{1A}\u{1A}"] {
        for text in ["a,b\nc,d\n", "a,b\r\nc,d"] {
            let text = format!("{text}{end}");
            let expected = "1: A=\"a\" B=\"b\"\n2: A=\"c\" B=\"d\"\n";
            assert_eq!(rows(text.clone().into_bytes()), expected);
            let marked = format!("\u{FEFF}{text}");
            assert_eq!(rows(utf16(&marked, u16::to_le_bytes)), expected);
            assert_eq!(rows(utf16(&marked, u16::to_be_bytes)), expected);
        }
    }
    // Anywhere else, Ctrl-Z is an ordinary character.
    assert_eq!(rows(b"a\x1A,b\n".to_vec()), "1: A=\"a\\u{1a}\" B=\"b\"\n");
}

/// Generates strings that, like titles, have letters from several scripts.
fn title() -> impl Strategy<Value = String> {
    "[A-Za-z0-9éÜßłžЖяאα千卧기ｱ☂😀 ]{1,20}"
}

proptest! {
    #[test]
    fn unicode_is_never_taken_for_something_else(
        all in proptest::collection::vec(title(), 1..8),
        has_mark in any::<bool>(),
        form in 0..3_u8,
    ) {
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let mark = if has_mark { "\u{FEFF}" } else { "" };
        let text = format!("{mark}{}", csv(&all));
        let bytes = match form {
            0 => text.into_bytes(),
            1 => utf16(&text, u16::to_le_bytes),
            _ => utf16(&text, u16::to_be_bytes),
        };
        let workbook = read(bytes, None).unwrap();
        prop_assert_eq!(titles(&workbook), all);
        prop_assert!(!encoding(&workbook).is_guess);
    }

    #[test]
    fn a_text_is_read_in_the_encoding_that_is_named(
        all in proptest::collection::vec(title(), 1..8),
        encoding in select(vec![WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, SHIFT_JIS, GBK, BIG5, EUC_KR]),
    ) {
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let text = csv(&all);
        let (bytes, _, is_replaced) = encoding.encode(&text);
        // If the encoding lacks a character, a different character was written.
        if !is_replaced {
            let workbook = read(&*bytes, Some(encoding.name())).unwrap();
            prop_assert_eq!(titles(&workbook), all);
        }
    }

    /// If the caller does not set an encoding, no undecodable byte is replaced.
    #[test]
    fn a_guess_is_never_half_right(bytes in proptest::collection::vec(any::<u8>(), 1..60)) {
        let bytes: Vec<u8> = bytes.into_iter().filter(|byte| !b"\0,\"\r\n\x1A".contains(byte)).collect();
        let file = [csv(&["A"]).as_bytes(), b"US,Movie,EST,", &bytes, b",A\n"].concat();
        if let Ok(workbook) = read(file, None)
            && encoding(&workbook).is_guess
        {
            for title in titles(&workbook) {
                prop_assert!(!title.contains(char::REPLACEMENT_CHARACTER), "{title:?}");
            }
        }
    }
}

/// Returns the number of lost characters, and the cells that show them.
fn lost(workbook: &Workbook) -> (usize, Vec<String>) {
    let encoding = encoding(workbook);
    let cells = encoding.lost_in.iter();
    let cells = cells.map(|sample| format!("{} {}", sample.cell, sample.text));
    (encoding.lost, cells.collect())
}

#[test]
fn a_replacement_character_that_is_written_is_not_lost() {
    let text = csv(&["\u{FFFD}", "Caf~", "\u{FFFD}"]);
    assert_eq!(lost(&read(text.clone(), None).unwrap()), (0, vec![]));
    assert_eq!(
        lost(&read(text.clone(), Some("utf-8")).unwrap()),
        (0, vec![])
    );
    let pieces: Vec<&[u8]> = text.as_bytes().split(|byte| *byte == b'~').collect();
    let workbook = read(pieces.join(&0xE9), Some("utf-8")).unwrap();
    assert_eq!(
        lost(&workbook),
        (1, vec!["Sheet1!D3 Caf\u{FFFD}".to_owned()])
    );
}

#[test]
fn a_lone_surrogate_is_a_lost_character() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{FEFF}{}", csv(&["Größe", "Caf~"]));
        let units = text
            .encode_utf16()
            .map(|it| if it == 0x7E { 0xD800 } else { it });
        let workbook = read(units.flat_map(unit).collect::<Vec<u8>>(), None).unwrap();
        assert_eq!(titles(&workbook), ["Größe", "Caf\u{FFFD}"]);
        assert_eq!(
            lost(&workbook),
            (1, vec!["Sheet1!D3 Caf\u{FFFD}".to_owned()])
        );
    }
}

/// The file has lost characters in a comment, in the last bytes, and in thousands of rows.
#[test]
fn every_lost_character_counts_once() {
    let mut bytes = NAMES.as_bytes().to_vec();
    for _ in 0..9000 {
        bytes.extend(b"US,Movie,EST,\xE9t\xE9 \xEF\xBF\xBD,A\r\n");
    }
    bytes.extend(b"// \xE9\n,,,,\xE9");
    let (count, cells) = lost(&read(bytes, Some("utf-8")).unwrap());
    assert_eq!((count, cells.len()), (18_002, TextEncoding::SAMPLES));
}

proptest! {
    /// For any bytes, the count is the number of replacements that a decoder makes.
    #[test]
    fn as_many_are_lost_as_are_replaced(
        cells in proptest::collection::vec(proptest::collection::vec(0x80_u8.., 0..6), 1..40),
        encoding in select(vec![encoding_rs::UTF_8, SHIFT_JIS, GBK, BIG5, EUC_KR, WINDOWS_1252]),
    ) {
        let mut file = NAMES.as_bytes().to_vec();
        let mut expected = Vec::new();
        for (row, cell) in (2..).zip(&cells) {
            // An ASCII letter can be the second half of a character, but a space can't.
            let cell = [b"x", &cell[..], b" x"].concat();
            file.extend([b"US,Movie,EST,", &cell[..], b",A\n"].concat());
            if encoding.decode_without_bom_handling(&cell).1 {
                expected.push(format!("Sheet1!D{row}"));
            }
        }
        expected.truncate(TextEncoding::SAMPLES);
        let (text, _) = encoding.decode_without_bom_handling(&file);
        let (count, found) = lost(&read(file.clone(), Some(encoding.name())).unwrap());
        let places: Vec<&str> = found.iter().filter_map(|cell| cell.split(' ').next()).collect();
        prop_assert_eq!(places, expected);
        if encoding != encoding_rs::UTF_8 {
            prop_assert_eq!(count, text.matches(char::REPLACEMENT_CHARACTER).count());
        }
    }
}
