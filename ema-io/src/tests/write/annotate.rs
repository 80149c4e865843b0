//! Tests writing annotated workbooks.

use ema_model::CellRef;
use ema_testing::{assert_snapshot, str};

use super::*;
use crate::tests::package::unzipped;
use crate::{Anchor, Annotation, Level, Output, WriteOptions};

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
    let mut bytes = Vec::new();
    let options = WriteOptions::new().annotate(remarks);
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
            .contains("FFFFC7CE")
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
