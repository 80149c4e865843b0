//! Compares copies of generated workbooks with a model that shares no code with the editor.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::super::package::Package;
use super::*;

/// A cell as the sheet stores it, and the text that is read from it.
#[derive(Clone, Debug)]
enum Held {
    Shared(usize),
    Number(i32),
    Formula(i32),
    Inline(String),
    Blank,
}

const SHARED: [&str; 3] = ["Territory", "us", "a &amp; b"];

fn held() -> impl Strategy<Value = Held> {
    prop_oneof![
        (0..SHARED.len()).prop_map(Held::Shared),
        any::<i32>().prop_map(Held::Number),
        any::<i32>().prop_map(Held::Formula),
        "[a-z<&]{1,5}".prop_map(Held::Inline),
        Just(Held::Blank),
    ]
}

/// The rows in a sheet by number, and the cells in each row by column.
type Grid = BTreeMap<u32, BTreeMap<u32, Held>>;

fn grid() -> impl Strategy<Value = Grid> {
    btree_map(1_u32..12, btree_map(0_u32..8, held(), 0..5), 0..8)
}

fn markup(grid: &Grid, is_addressed: bool) -> String {
    let mut markup = String::new();
    for (row, cells) in grid {
        markup += &format!("<row r=\"{row}\" spans=\"1:2\">");
        let mut next = 0;
        for (column, held) in cells {
            let at = column_letter(*column);
            // A cell that directly follows another cell can omit its address.
            let address = match is_addressed || *column != next {
                true => format!(" r=\"{at}{row}\""),
                false => String::new(),
            };
            next = column + 1;
            markup += &match held {
                Held::Shared(number) => format!("<c{address} t=\"s\"><v>{number}</v></c>"),
                Held::Number(number) => format!("<c{address}><v>{number}</v></c>"),
                Held::Formula(number) => format!("<c{address}><f>1+1</f><v>{number}</v></c>"),
                Held::Inline(text) => {
                    let text = quick_xml::escape::escape(text);
                    format!("<c{address} t=\"inlineStr\"><is><t>{text}</t></is></c>")
                }
                Held::Blank => format!("<c{address} s=\"0\"/>"),
            };
        }
        markup += "</row>";
    }
    markup
}

fn column_letter(column: u32) -> char {
    char::from(b'A' + u8::try_from(column).unwrap())
}

/// Returns the text that is read from a cell after `text` has been written to it.
fn expected(held: Option<&Held>, text: &str) -> Option<String> {
    let is_number = matches!(held, Some(Held::Number(_) | Held::Formula(_)));
    match text {
        "" => None,
        "17" if is_number => Some("Number(17.0)".to_owned()),
        text => Some(format!("Text({text:?})")),
    }
}

/// Returns the markup of a sheet without format numbers.
fn without_formats(sheet: &[u8]) -> String {
    let text = String::from_utf8_lossy(sheet);
    let pieces = text.split(" s=\"");
    pieces
        .map(|piece| piece.trim_start_matches(|c: char| c.is_ascii_digit()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_cells_that_are_named_change_and_no_others(
        grid in grid(),
        is_addressed: bool,
        changes in btree_map((1_u32..14, 0_u16..10), "(17|US| a|x\ny|<&>|_x0041_|\u{1}|)", 0..6),
        remarks in vec((1_u32..14, 0_u16..10), 0..6),
    ) {
        let package = Package::with_sheets(&[("Movies", "", &markup(&grid, is_addressed)), ("TV", "", "<row><c><v>1</v></c></row>")])
            .texts(&SHARED)
            .formats();
        let bytes = package.zip();
        let copying = WorkbookCopy::new()
            .annotate(remarks.iter().map(|(row, column)| remark("Movies", *row, *column)))
            .change(changes.iter().map(|(at, text)| change("Movies", *at, text)));
        let (copied, said) = copy(&copying, bytes.clone());
        prop_assert_eq!(said.changed, changes.len());

        let mut model = cells(bytes.clone());
        for ((row, column), text) in &changes {
            let key = ("Movies".to_owned(), *row, u32::from(*column));
            let held = grid.get(row).and_then(|cells| cells.get(&u32::from(*column)));
            match expected(held, text) {
                Some(text) => model.insert(key, text),
                None => model.remove(&key),
            };
        }
        prop_assert_eq!(cells(copied.clone()), model);

        // Unchanged parts are identical byte for byte.
        let (before, after) = (packed(&bytes), packed(&copied));
        for name in ["xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "_rels/.rels"] {
            let part = |parts: &[(String, Vec<u8>)]| {
                parts.iter().find(|(other, _)| other == name).map(|(_, packed)| packed.clone())
            };
            prop_assert!(part(&before).is_some());
            prop_assert_eq!(part(&before), part(&after));
        }
        // The same input produces the same bytes.
        prop_assert!(copy(&copying, bytes).0 == copied);
    }

    #[test]
    fn the_second_copy_with_the_same_remarks_is_like_the_first(
        grid in grid(),
        remarks in vec((1_u32..14, 0_u16..10), 0..6),
        others in vec((1_u32..14, 0_u16..10), 0..6),
    ) {
        let bytes = Package::with_rows(&markup(&grid, true)).texts(&SHARED).formats().zip();
        let shown = |at: &[(u32, u16)], bytes| {
            annotated(bytes, at.iter().map(|(row, column)| remark("Movies", *row, *column)).collect())
        };
        let first = shown(&remarks, bytes.clone());
        let again = shown(&remarks, first.clone());
        prop_assert_eq!(differing(&again, &first), [""; 0]);
        prop_assert!(again == first);
        // After annotations are removed, only blank cells and unused formats remain.
        let (direct, after) = (shown(&others, bytes), shown(&others, first));
        let marked = |bytes: &[u8]| {
            let parts = unpacked(bytes);
            let of = |name: &str| parts.get(name).cloned().unwrap_or_default();
            let note_count = |name: &str, what: &str| String::from_utf8_lossy(&of(name)).matches(what).count();
            (
                note_count("xl/comments1.xml", "<comment "),
                note_count("xl/drawings/vmlDrawing1.vml", "<v:shape "),
                without_formats(&of("xl/worksheets/sheet2.xml")),
            )
        };
        prop_assert_eq!(marked(&direct), marked(&after));
        prop_assert_eq!(cells(direct), cells(after));
    }
}
