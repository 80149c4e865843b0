//! Tests that avails record anything unusual about their source file.

use ema_model::{Format, Workbook};

use super::package::Package;
use super::records::Records;
use crate::{ReadOptions, read_bytes, write_bytes};

const NAMES: &str = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c></row>"#;
const TEXTS: [&str; 4] = ["Territory", "LicenseType", "WorkType", "ALID"];

#[test]
fn the_pieces_of_a_row_are_marked() {
    let rows = format!(
        r#"{NAMES}<row r="4"><c r="A4"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row><row r="4"><c r="D4"><v>3</v></c></row>"#
    );
    let bytes = Package::with_rows(&rows).texts(&TEXTS).zip();
    let workbook = read_bytes(bytes).unwrap();
    let told: Vec<(u32, bool)> = workbook
        .avails()
        .map(|avail| (avail.row(), avail.cells()[0].marks().out_of_order))
        .collect();
    assert_eq!(told, [(4, false), (5, false), (4, true)]);
}

#[test]
fn hidden_sheets_are_read_and_told() {
    let rows = format!(r#"{NAMES}<row r="4"><c r="A4"><v>1</v></c></row>"#);
    let sheets = [
        ("Movies", "", rows.as_str()),
        ("Old", "state=\"hidden\"", rows.as_str()),
        ("Older", "state=\"veryHidden\"", rows.as_str()),
        ("Notes", "state=\"hidden\"", "<row><c><v>1</v></c></row>"),
    ];
    let bytes = Package::with_sheets(&sheets).texts(&TEXTS).zip();
    let told = |workbook: &Workbook| -> Vec<String> {
        let told = |sheet: &ema_model::Sheet| {
            let header = &sheet.header;
            format!("{} {}", header.sheet(), header.visibility())
        };
        workbook.sheets.iter().map(told).collect()
    };
    let workbook = read_bytes(bytes.clone()).unwrap();
    let all = ["Movies visible", "Old hidden", "Older very hidden"];
    assert_eq!(told(&workbook), all);
    assert_eq!(workbook.file.left_out, [""; 0]);
    // JSON preserves the visibility of a sheet.
    let json = write_bytes(&workbook, Format::Json, &mut |loss| panic!("{loss}")).unwrap();
    assert_eq!(told(&read_bytes(json.clone()).unwrap()), all);
    for bytes in [bytes, json] {
        let options = ReadOptions::new().visible_only(true);
        let visible = options.open_bytes(bytes).unwrap().read().unwrap();
        assert_eq!(told(&visible), ["Movies visible"]);
        assert_eq!(visible.file.left_out, ["Old", "Older"]);
    }
}

/// Ranges of merged cells, and whether they leave cells of an avail blank. The other ranges are in a title, in a
/// comment, in an empty row, or next to the table.
const MERGED: [(&str, bool); 8] = [
    ("C4:C6", true),
    ("A5:B5", true),
    ("B6:D9", true),
    ("A1:D1", false),
    ("A7:D8", false),
    ("A10:D12", false),
    // The first row in a merged column keeps its value.
    ("D6:D8", false),
    ("C4", false),
];

#[test]
fn merged_cells_over_avails_are_told() {
    let row = |row: u32| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#);
    let comment = r#"<row r="7"><c r="A7" t="inlineStr"><is><t>// note</t></is></c></row>"#;
    let rows = [NAMES.to_owned(), row(4), row(5), row(6), comment.to_owned()].concat();
    let list: String = MERGED
        .iter()
        .map(|(cells, _)| format!(r#"<mergeCell ref="{cells}"/>"#))
        .collect();
    let told: Vec<&str> = MERGED.iter().filter(|it| it.1).map(|it| it.0).collect();
    let package = |behind: &str| {
        Package::with_rows(&rows)
            .texts(&TEXTS)
            .edit("xl/worksheets/sheet1.xml", "</sheetData>", behind)
            .zip()
    };
    let merged = |bytes: Vec<u8>| -> Vec<String> {
        let file = read_bytes(bytes).unwrap().file;
        file.merged.iter().map(ToString::to_string).collect()
    };
    let list = format!("<mergeCells>{list}</mergeCells>");
    let behind = format!("</sheetData><sheetProtection sheet=\"1\"/>{list}<pageMargins/>");
    assert_eq!(merged(package(&behind)), told);
    // The cells are read even if the markup after them has an error.
    for behind in [
        "</sheetData><mergeCells><mergeCell ref=\"::\"/><",
        "</sheetData><x>",
    ] {
        assert_eq!(merged(package(behind)), [""; 0]);
    }
}

#[test]
fn merged_cells_of_an_xls_are_told() {
    let mut records = Records::new("0");
    records.sheet("Movies");
    for (column, name) in (0..).zip(TEXTS) {
        records.label((1, column, 0), name);
    }
    for row in 3..6 {
        records.label((row, 0, 0), "US");
    }
    // These are the corners of C4:C6 and of a range in the first row.
    let corners = [[3_u16, 5, 2, 2], [0, 0, 0, 3]];
    let mut list = 2_u16.to_le_bytes().to_vec();
    list.extend(
        corners
            .as_flattened()
            .iter()
            .flat_map(|number| number.to_le_bytes()),
    );
    records.record(0x00E5, &list);
    let file = read_bytes(records.file()).unwrap().file;
    assert_eq!(
        file.merged
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["C4:C6"]
    );
}

#[test]
fn what_excel_shows_is_told_where_a_column_asks_for_something_else() {
    let styles = concat!(
        r#"<styleSheet><numFmts><numFmt numFmtId="165" formatCode="mmm\.yy"/></numFmts><cellXfs>"#,
        r#"<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="9"/>"#,
        "</cellXfs></styleSheet>"
    );
    let names = [
        "Territory",
        "LicenseType",
        "WorkType",
        "TitleInternalAlias",
        "TitleDisplayUnlimited",
        "Start",
        "PriceValue",
        "RatingValue",
        "TotalRunTime",
        "Notes",
        "CaptionIncluded",
    ];
    let header: String = (0..names.len())
        .map(|name| format!(r#"<c t="s"><v>{name}</v></c>"#))
        .collect();
    let cells = concat!(
        r#"<c t="inlineStr"><is><t>US</t></is></c><c t="b"><v>1</v></c><c s="1" t="d"><v>2001-09-01</v></c>"#,
        r#"<c s="2"><v>37135</v></c><c s="3"><v>0.3826388888888889</v></c><c s="1"><v>46447</v></c>"#,
        r#"<c s="4"><v>9.99</v></c><c s="1"><v>37135</v></c><c s="3"><v>0.08</v></c><c s="2"><v>37135</v></c>"#,
        r#"<c t="b"><v>0</v></c>"#,
    );
    let rows = format!(r#"<row r="2">{header}</row><row r="4">{cells}</row>"#);
    let package = Package::with_rows(&rows).texts(&names);
    let workbook = read_bytes(package.with("xl/styles.xml", styles).zip()).unwrap();
    let avail = workbook.avails().next().unwrap();
    let shown: Vec<String> = avail
        .cells()
        .iter()
        .map(|cell| {
            format!(
                "{} {:?} {:?}",
                cell.text(),
                cell.stored(),
                avail.shown(cell)
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "US Text None",
            "TRUE Boolean None",
            "2001-09-01 Date Some(\"9/1/2001\")",
            "2001-09-01 Date Some(\"Sep.01\")",
            "9:11:00 Time Some(\"9:11\")",
            "2027-03-01 Date None",
            "9.99 Percent Some(\"999%\")",
            "2001-09-01 Date Some(\"9/1/2001\")",
            "1:55:12 Time None",
            // A column that the sender added has no requirements.
            "2001-09-01 Date None",
            "FALSE Boolean None",
        ]
    );
    // A changed cell is shown with its new value.
    let mut edit = avail.edit();
    edit.set(ema_model::Column::TitleInternalAlias, "9-1-1")
        .unwrap();
    let edited = edit.finish();
    let shown = |column| edited.shown(edited.cell(column).unwrap());
    assert_eq!(shown(ema_model::Column::TitleInternalAlias), None);
    assert_eq!(
        shown(ema_model::Column::TitleDisplayUnlimited),
        Some("9:11")
    );
}
