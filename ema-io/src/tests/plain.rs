//! Tests that the result does not depend on which code reads a cell. Cells and shared strings in the simplest form are
//! read directly from the bytes, and all others by the XML reader.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index, select};

use super::corpus::{files, large_files};
use super::package::Package;
use super::{open, open_within, read_all};
use crate::guard::Limits;
use crate::sheet::by_xml_alone;

/// Returns the rows or the error, once as usual and once with only the XML reader.
fn outcomes(package: &Package, limits: &Limits) -> (String, String) {
    let file = package.zip();
    let outcome =
        || match open_within(file.clone(), limits).and_then(|mut book| read_all(&mut book)) {
            Ok(rows) => rows,
            Err(error) => format!("{error:?}"),
        };
    (outcome(), by_xml_alone(outcome))
}

fn package(rows: &str) -> Package {
    Package::with_rows(rows)
        .texts(&["zero", " one\n", "_x0032_", ""])
        .formats()
}

/// Generates cells in correct or wrong markup, most of them in the simplest form.
fn piece() -> impl Strategy<Value = String> {
    let address = || {
        select(vec![
            "A1",
            "B1",
            "C1",
            "B2",
            "AA1",
            "A3",
            "ZZ3",
            "AAA3",
            "Z",
            "AA",
            "A33",
            "a1",
            "A0",
            "1A",
            "A",
            "1",
            "XFD9",
            "AAAAAAAA1",
            "A99999999999",
            "A1048577",
            "AMK1",
            "",
        ])
    };
    let attributes = || {
        select(vec![
            "",
            r#" t="s""#,
            r#" t="str""#,
            r#" t="inlineStr""#,
            r#" t="b""#,
            r#" t="e""#,
            r#" t="n""#,
            r#" t="d""#,
            r#" t="x""#,
            r#" s="1""#,
            r#" s="1" t="s""#,
            r#" t="s" s="1""#,
            r#" t="s" t="s""#,
            r#" s="1" s="1""#,
            r#" s="01""#,
            r#" t="s" r="C3""#,
            r#" s="2" t="n""#,
            r#" s="4""#,
            r#" s="99""#,
            r#" s="-1""#,
            r#" t='s'"#,
            r#"  t="s""#,
            r#" cm="1""#,
            r#" x:t="s""#,
            r#" t="s" t="b""#,
            r#" r="D4""#,
            r#" t="&#115;""#,
            " t",
            " t=s",
            " ",
        ])
    };
    let text = || {
        select(vec![
            "",
            "0",
            "1",
            "2",
            "3",
            "4",
            "00",
            "01",
            "999999999",
            "1000000000",
            "4294967297",
            " 1 ",
            "-1",
            "+1",
            "1.50",
            "45658",
            "0.08078703703703703",
            "123456789012345678901234",
            "1234567890123456789012345",
            "1E5",
            "45658.25",
            "0.5",
            "1e3",
            "1e999",
            "NaN",
            "inf",
            "true",
            "FALSE",
            "text",
            " text ",
            "a\r\nb",
            "a&amp;b",
            "&#65;",
            "&none;",
            "_x0041_",
            "é\u{a0}",
            "a>b",
            "a]]>b",
            "2025-01-31",
            "<![CDATA[x]]>",
            "<!--x-->",
            "twenty characters and more",
        ])
    };
    let inside = prop_oneof![
        4 => text().prop_map(|text| format!("<v>{text}</v>")),
        2 => text().prop_map(|text| format!("<is><t>{text}</t></is>")),
        2 => text().prop_map(|text| format!("<is><t xml:space=\"preserve\">{text}</t></is>")),
        1 => text().prop_map(|text| format!("<f>A1</f><v>{text}</v>")),
        1 => select(vec![
            "", "<v/>", "<v>1", "<v>1</v> ", "<v>1</v><v>2</v>", "<v x=\"1\">1</v>", "<is/>", "<v>1</is>",
            "<is><r><t>1</t></r></is>", "<is><t>1</t><rPh><t>2</t></rPh></is>", "<c r=\"A1\"><v>1</v></c>",
            "<extLst><v>1</v></extLst>", "<f/>",
        ]).prop_map(str::to_owned),
    ];
    let cell = (address(), attributes(), inside).prop_map(|(address, attributes, inside)| {
        format!("<c r=\"{address}\"{attributes}>{inside}</c>")
    });
    prop_oneof![
        12 => cell,
        2 => (attributes(), text()).prop_map(|(attributes, text)| {
            format!("<c{attributes}><v>{text}</v></c>")
        }),
        2 => (address(), attributes()).prop_map(|(address, attributes)| {
            format!("<c r=\"{address}\"{attributes}/>")
        }),
        4 => select(vec![
            "</row><row>", "</row><row r=\"3\">", "</row>\n  <row r=\"1\" spans=\"1:3\">",
            "</row><row r=\"33\" x14ac:dyDescent=\"0.25\">", "</row><row r=\"0\">", "</row><row r=\"\">",
            "</row><row r=\"003\" ht=\"15\" customHeight=\"1\" r=\"4\">", "</row><row spans=\"1:3\" r=\"3\">",
            "</row><row r=\"3\"/><row>", "</row><row r=\"4294967296\">", "</row><row r=\"1048577\">",
            "</row><row r=\"3\" x=\"&amp;\">", "</row><row r=\"3\" x='>'>", "</row><row r=\"3\"x=\"1\">",
            "</row><row r=\"3\" =\"1\">", "</row><row r=\"3\" x=\"1\" >", "</row ><row r=\"3\">",
            "</row><x:row r=\"3\">", "<row r=\"3\">",
        ])
        .prop_map(str::to_owned),
        // Runs of cells in the usual form, with and without gaps between their columns.
        6 => vec((0..30_u32, 1..4_u32, select(vec!["", r#" s="1""#, r#" s="2""#, r#" s="12""#]), any::<bool>(), text()), 1..5)
            .prop_map(|cells| {
                cells.into_iter().fold(String::new(), |run, (column, row, format, is_shared, value)| {
                    let column = super::column_name(column);
                    let kind = if is_shared { r#" t="s""# } else { "" };
                    run + &format!("<c r=\"{column}{row}\"{format}{kind}><v>{value}</v></c>")
                })
            }),
        1 => select(vec![
            " ", "\r\n\t", "text", "&amp;", "<!---->", "<?x?>", "</c>", "</row>", "<row>", "<x>", "</x>", "<x/>",
            "</sheetData><sheetData>", "<!DOCTYPE x>", "<", ">", "&", "\u{c}", "\u{a0}",
        ])
        .prop_map(str::to_owned),
        1 => Just("<x>".repeat(59)),
    ]
}

proptest! {
    #[test]
    fn generated_sheets_are_read_the_same(pieces in vec(piece(), 0..12), short in any::<bool>()) {
        let mut limits = Limits::default();
        if short {
            (limits.text_length, limits.columns, limits.cells) = (3, 4, 9);
        }
        let rows = format!("<row>{}</row>", pieces.concat());
        let (plain, slow) = outcomes(&package(&rows), &limits);
        prop_assert_eq!(plain, slow);
    }

    #[test]
    fn mutated_sheets_are_read_the_same(
        pieces in vec(piece(), 1..6),
        cut in any::<Index>(),
        removed in 0..6_usize,
        put in select(vec!["", "<", ">", "\"", "/", " ", "<c>", "</c>", "<v>", "</v>", "é", "r", "=", "&"]),
    ) {
        let rows = format!("<row>{}</row>", pieces.concat());
        let characters: Vec<char> = rows.chars().collect();
        let at = cut.index(characters.len());
        let (start, rest) = characters.split_at(at);
        let rest = &rest[removed.min(rest.len())..];
        let rows: String = start.iter().copied().chain(put.chars()).chain(rest.iter().copied()).collect();
        let (plain, slow) = outcomes(&package(&rows), &Limits::default());
        prop_assert_eq!(plain, slow);
    }
}

/// Generates shared strings, most of them in the simplest form.
fn shared() -> impl Strategy<Value = String> {
    let text = || {
        select(vec![
            "", "a", " a", "a ", "a\u{a0}", "a\r\nb", "a&amp;b", "&none;", "_x0041_", "é",
            "abcdefgh", "<!--x-->", "a<x/>b",
        ])
    };
    prop_oneof![
        4 => text().prop_map(|text| format!("<si><t>{text}</t></si>")),
        3 => text().prop_map(|text| format!("<si><t xml:space=\"preserve\">{text}</t></si>")),
        1 => (text(), text()).prop_map(|(a, b)| format!("<si><r><t>{a}</t></r><r><t>{b}</t></r></si>")),
        1 => (text(), text()).prop_map(|(a, b)| format!("<si><t>{a}</t><rPh><t>{b}</t></rPh></si>")),
        2 => select(vec![
            "<si>", "</si>", "<t>", "</t>", "<rPh>", "</rPh>", "<si/>", "<si><t/></si>", " ", "\n  ", "text", "<",
            "</sst><sst>",
        ])
        .prop_map(str::to_owned),
        1 => Just("<x>".repeat(61)),
    ]
}

proptest! {
    #[test]
    fn generated_tables_of_texts_are_read_the_same(
        texts in vec(shared(), 0..8),
        short in any::<bool>(),
        few in any::<bool>(),
    ) {
        let mut limits = Limits::default();
        if short {
            limits.text_length = 3;
        }
        if few {
            limits.shared_texts = 4;
        }
        let cells: String = (0..10).map(|n| format!("<c t=\"s\"><v>{n}</v></c>")).collect();
        let package = Package::with_rows(&format!("<row>{cells}</row>"))
            .with("xl/sharedStrings.xml", format!("<sst>{}</sst>", texts.concat()));
        let (plain, slow) = outcomes(&package, &limits);
        prop_assert_eq!(plain, slow);
    }
}

/// The boundary between two unpacked blocks is tried at every position in a cell.
#[test]
fn cells_that_are_unpacked_in_two_pieces_are_read_the_same() {
    let mut rows = String::new();
    for row in 1..=3000 {
        let value = "7".repeat(row % 17 + 1);
        rows += &format!(
            "<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"><v>{value}</v></c> <c r=\"B{row}\" t=\"inlineStr\"><is><t>{value}é</t></is></c><c r=\"C{row}\" s=\"2\"/></row>"
        );
    }
    let (plain, slow) = outcomes(&package(&rows), &Limits::default());
    assert!(plain == slow);
    assert_eq!(plain.lines().count(), 3000);
}

/// The limit on cells is reached at the same cell, whether or not that cell is in a run.
#[test]
fn limits_are_met_at_the_same_cell() {
    let row = |row: u32| {
        let cell = |column: u32| {
            format!(
                "<c r=\"{}{row}\" t=\"s\"><v>0</v></c>",
                super::column_name(column)
            )
        };
        format!(
            "<row r=\"{row}\">{}</row>",
            (0..9).map(cell).collect::<String>()
        )
    };
    let package = package(&(1..=3).map(row).collect::<String>());
    for most in 0..30 {
        for at in 0..3 {
            let mut limits = Limits::default();
            match at {
                0 => limits.cells = most,
                1 => limits.columns = most as u32,
                _ => limits.rows = most as u32,
            }
            let (plain, slow) = outcomes(&package, &limits);
            assert_eq!(plain, slow);
        }
    }
}

#[test]
fn real_workbooks_are_read_the_same() {
    for path in files("xlsx").into_iter().chain(large_files()) {
        let bytes = std::fs::read(&path).unwrap();
        let read = || read_all(&mut open(bytes.clone()).unwrap()).unwrap();
        assert!(read() == by_xml_alone(read), "{}", path.display());
    }
}

/// The markup is damaged, because a string can't contain another one.
#[test]
fn a_string_inside_another_is_read_the_same() {
    let cells: String = (0..3)
        .map(|n| format!("<c t=\"s\"><v>{n}</v></c>"))
        .collect();
    for inner in ["<si><t>a</t></si>", "<si><r><t>a</t></r></si>"] {
        let table = format!("<sst><si><t>b</t>{inner}</si></sst>");
        let package =
            Package::with_rows(&format!("<row>{cells}</row>")).with("xl/sharedStrings.xml", table);
        let (plain, slow) = outcomes(&package, &Limits::default());
        assert_eq!(plain, slow);
    }
}
