//! What reaches the avails of what is odd about a file.

use super::package::Package;
use crate::read_bytes;

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
    ];
    let bytes = Package::with_sheets(&sheets).texts(&TEXTS).zip();
    let workbook = read_bytes(bytes).unwrap();
    let told: Vec<(&str, bool)> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet.header.sheet().as_str(), sheet.header.is_hidden()))
        .collect();
    assert_eq!(told, [("Movies", false), ("Old", true)]);
}
