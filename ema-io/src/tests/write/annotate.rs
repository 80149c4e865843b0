//! Tests writing annotated workbooks.

use std::collections::BTreeMap;

use ema_model::CellRef;
use ema_testing::{assert_snapshot, str};

use super::*;
use crate::tests::package::unzipped;
use crate::{Anchor, Annotation, CellChange, Input, Level, Output, WorkbookCopy, WriteOptions};

fn remark(anchor: Anchor, level: Level) -> Annotation {
    Annotation::new(
        anchor,
        level,
        "a-rule",
        "something is the matter",
        "change it",
    )
}

fn cell(row: u32, column: u16) -> Anchor {
    Anchor::Cell(CellRef {
        sheet: "Movies".into(),
        row,
        column,
    })
}

fn annotated(workbook: &Workbook, remarks: Vec<Annotation>) -> Vec<u8> {
    written_with(&WriteOptions::new().annotate(remarks), workbook)
}

fn written_with(options: &WriteOptions, workbook: &Workbook) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = options
        .create(Output::stream(Format::Xlsx, &mut bytes))
        .unwrap();
    for sheet in &workbook.sheets {
        let number = writer.sheet(&sheet.header).unwrap();
        for avail in &sheet.avails {
            writer
                .avail(number, avail, &mut |loss| panic!("{loss}"))
                .unwrap();
        }
    }
    writer.finish().unwrap();
    bytes
}

fn two_rows() -> Workbook {
    movies_with(&[
        &[
            (Column::DisplayName, "Harbor"),
            (Column::Territory, "USA"),
            (Column::PriceValue, "3.50"),
        ],
        &[
            (Column::DisplayName, "Harbor"),
            (Column::Start, "2026-01-31"),
            (Column::Alid, "0042"),
        ],
    ])
}

/// Returns the contents of the first sheet, read as a table.
fn findings(bytes: &[u8]) -> String {
    crate::tests::rows(bytes.to_vec())
}

#[test]
fn every_remark_is_listed_with_its_cell() {
    let workbook = two_rows();
    let sheet = || Text::from("Movies");
    let bytes = annotated(
        &workbook,
        vec![
            remark(cell(5, 43), Level::Notice),
            remark(cell(4, 3), Level::Error),
            remark(
                Anchor::Row {
                    sheet: sheet(),
                    row: 5,
                },
                Level::Warning,
            ),
            remark(
                Anchor::Column {
                    sheet: sheet(),
                    column: 3,
                },
                Level::Warning,
            ),
            remark(Anchor::File, Level::Notice),
            remark(Anchor::Sheet(sheet()), Level::Warning),
            // No row with this number was read.
            remark(cell(99, 3), Level::Error),
        ],
    );
    assert_snapshot(
        findings(&bytes),
        str![[r#"
1: A="2 errors, 3 warnings, 2 notices"
2: A="Each line leads to its cell. Colored cells have a note with the same text."
3: A="Severity" B="Rule" C="Sheet" D="Cell" E="Field" F="Value" G="Message" H="What to do" I="Done"
4: A="Notice" B="a-rule" G="something is the matter" H="change it"
5: A="Warning" B="a-rule" C="Movies" D="A1" (formula) G="something is the matter" H="change it"
6: A="Warning" B="a-rule" C="Movies" D="D" (formula) E="Territory" G="something is the matter" H="change it"
7: A="Error" B="a-rule" C="Movies" D="D4" (formula) E="Territory" F="USA" G="something is the matter" H="change it"
8: A="Warning" B="a-rule" C="Movies" D="row 5" (formula) G="something is the matter" H="change it"
9: A="Notice" B="a-rule" C="Movies" D="AR5" (formula) E="ALID" F="0042" G="something is the matter" H="change it"
10: A="Error" B="a-rule" C="Movies" D="D99" E="Territory" G="something is the matter" H="change it"

"#]],
    );
}

#[test]
fn the_copy_has_the_cells_at_their_places() {
    let workbook = two_rows();
    let remarks =
        (0..60).map(|column| remark(cell(4 + u32::from(column) % 2, column), Level::Error));
    let bytes = annotated(&workbook, remarks.collect());
    let read = read_bytes(bytes).unwrap();
    assert_eq!(read.file.passed_over, ["Findings"]);
    assert_eq!(texts(&read), texts(&workbook));
    let stored = |workbook: &Workbook| -> Vec<Stored> {
        workbook
            .avails()
            .flat_map(|avail| avail.cells().to_vec())
            .map(|cell| cell.stored())
            .collect()
    };
    let (plain, _) = again(&workbook, Format::Xlsx);
    assert_eq!(stored(&read), stored(&plain));
}

#[test]
fn cells_are_colored_by_the_worst_and_have_one_note() {
    let mut remarks = vec![remark(cell(4, 3), Level::Notice); 7];
    remarks.push(remark(cell(4, 3), Level::Error));
    let parts = unzipped(annotated(&two_rows(), remarks));
    let notes = &parts["xl/comments1.xml"];
    assert_eq!(notes.matches("<comment ref=\"D4\"").count(), 1);
    assert!(notes.contains("3 more: see the sheet Findings."), "{notes}");
    // Fills 0 and 1 are predefined, so fill 2 is the first that the workbook adds. The header has two fills.
    let styles = &parts["xl/styles.xml"];
    let format = |sheet: &str, cell: &str| {
        let after = sheet
            .split(&format!("<c r=\"{cell}\" s=\""))
            .nth(1)
            .unwrap();
        after.split('"').next().unwrap().parse::<usize>().unwrap()
    };
    let formats = styles.split("<cellXfs").nth(1).unwrap();
    let of_cell = formats
        .split("<xf ")
        .nth(format(&parts["xl/worksheets/sheet2.xml"], "D4") + 1)
        .unwrap();
    let fill: usize = of_cell
        .split("fillId=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        styles
            .split("<fill>")
            .nth(fill + 1)
            .unwrap()
            .contains("FFFFC8CE")
    );
}

#[test]
fn no_more_notes_are_made_than_excel_bears_and_the_list_says_so() {
    let workbook = workbook(movies(EmaVersion::V1_8), |builder| {
        let avail = |row| {
            builder.set(Column::Territory, "USA").unwrap();
            builder.build(row)
        };
        (4..10_010).map(avail).collect()
    });
    let remarks = (4..10_010).map(|row| remark(cell(row, 3), Level::Error));
    let bytes = annotated(&workbook, remarks.collect());
    let list = findings(&bytes);
    assert_eq!(list.lines().count(), 3 + 10_006);
    assert_snapshot(
        list.lines().nth(1).unwrap(),
        str![[
            r#"2: A="The first 10,000 cells have a note; 6 more cells are colored and listed here, without a note.""#
        ]],
    );
    assert_eq!(
        unzipped(bytes)["xl/comments1.xml"]
            .matches("<comment ")
            .count(),
        10_000
    );
}

/// Returns a change to a cell, with a reason.
fn change(row: u32, column: u16, before: &str, text: &str) -> CellChange {
    let Anchor::Cell(cell) = cell(row, column) else {
        unreachable!("the anchor is a cell");
    };
    let mut change = CellChange::new(cell, before, text);
    change.field = "Territory".into();
    change.title = "a-rule".into();
    change.reason = "`usa` is not a territory code".into();
    change
}

#[test]
fn changes_are_listed_on_the_last_tab_and_are_green() {
    // Two cells in row 4 were changed, and one of these changes cleared its cell.
    let changes = [
        change(5, 3, "fr", "FR"),
        change(4, 43, " ", ""),
        change(4, 3, "usa", "USA"),
    ];
    let options = WriteOptions::new().changes(changes);
    let bytes = written_with(&options, &two_rows());
    let read = read_bytes(bytes.clone()).unwrap();
    assert_eq!(read.file.passed_over, ["Changes"]);
    assert_eq!(texts(&read), texts(&two_rows()));
    let mut workbook = crate::tests::open(bytes.clone()).unwrap();
    let list = crate::tests::sheet_rows(&mut workbook, 1).unwrap();
    assert_snapshot(
        list,
        str![[r#"
1: A="3 cells were changed"
2: A="Each line leads to its cell, which is green unless a finding is left there."
3: A="Rule" B="Sheet" C="Cell" D="Field" E="Before" F="After" G="Why"
4: A="a-rule" B="Movies" C="D4" (formula) D="Territory" E="usa" F="USA" G="“usa” is not a territory code"
5: A="a-rule" B="Movies" C="AR4" (formula) D="Territory" E=" " G="“usa” is not a territory code"
6: A="a-rule" B="Movies" C="D5" (formula) D="Territory" E="fr" F="FR" G="“usa” is not a territory code"

"#]],
    );
    let parts = unzipped(bytes);
    let styles = &parts["xl/styles.xml"];
    assert_eq!(styles.matches("FFC6F0CE").count(), 1, "{styles}");
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<c r=\"AR4\" s=\""), "{sheet}");
}

/// A new workbook can be copied like any other, and the copy does not show the annotations of the original.
#[test]
fn the_next_copy_removes_the_colors_and_notes() {
    let remarks = vec![
        remark(cell(4, 3), Level::Error),
        remark(cell(5, 60), Level::Notice),
        remark(
            Anchor::Column {
                sheet: "Movies".into(),
                column: 3,
            },
            Level::Warning,
        ),
    ];
    let shown = annotated(&two_rows(), remarks);
    let mut copy = Vec::new();
    WorkbookCopy::new()
        .annotate([])
        .copy(
            &Input::bytes(shown),
            Output::stream(Format::Xlsx, &mut copy),
        )
        .unwrap();
    assert_eq!(
        findings(&copy).lines().next(),
        Some("1: A=\"Nothing was found\"")
    );
    let parts = unzipped(copy);
    assert!(!parts["xl/comments1.xml"].contains("<comment "));
    let plain = unzipped(annotated(&two_rows(), Vec::new()));
    let sheet = "xl/worksheets/sheet2.xml";
    let fill = |parts: &BTreeMap<String, String>, cell: &str| {
        let (_, after) = parts[sheet].split_once(&format!("<c r=\"{cell}\" s=\""))?;
        let number: usize = after.split('"').next()?.parse().ok()?;
        let styles = &parts["xl/styles.xml"];
        let format = styles
            .split_once("<cellXfs")?
            .1
            .split("<xf ")
            .nth(number + 1)?;
        let fill: usize = format
            .split_once("fillId=\"")?
            .1
            .split('"')
            .next()?
            .parse()
            .ok()?;
        Some(styles.split("<fill>").nth(fill + 1)?.to_owned())
    };
    for cell in ["D3", "E3"] {
        assert!(fill(&plain, cell).is_some());
        assert_eq!(fill(&parts, cell), fill(&plain, cell), "{cell}");
    }
    for cell in ["D4", "BI5"] {
        let fill = fill(&parts, cell);
        assert!(fill.is_none_or(|fill| fill.contains("\"none\"")), "{cell}");
    }
}

#[test]
fn other_formats_take_no_remarks() {
    let options = WriteOptions::new().annotate([remark(Anchor::File, Level::Error)]);
    let error = options
        .create(Output::stream(Format::Csv, std::io::sink()))
        .unwrap_err();
    assert_snapshot(
        error,
        str![[r#"
the file cannot be written: colors and notes can be shown only in a workbook; write .xlsx
"#]],
    );
}
