//! Tests that if a result drops any content other than avails, that content is listed.

use ema_testing::{assert_snapshot, str};

use super::super::package::Package;
use super::*;
use crate::{ConvertOptions, Loss};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Returns the markup of relationships, each with a kind and the part that it refers to.
fn relations(of: &[(&str, &str)]) -> String {
    let relation = |(number, (kind, part)): (usize, &(&str, &str))| {
        format!(
            "<Relationship Id=\"rIdX{number}\" Type=\"{RELATIONS}/{kind}\" Target=\"/xl/{part}\"/>"
        )
    };
    of.iter().enumerate().map(relation).collect()
}

/// A workbook with every kind of content that only a copy keeps.
fn package() -> Package {
    let rows = concat!(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>4</v></c></row>"#,
        r#"<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><f>A2</f><v>5</v></c><c r="C2"><f>B2</f><v>1</v></c></row>"#,
    );
    let beside = concat!(
        r#"</sheetData><autoFilter ref="A1:C2"><filterColumn colId="0"><filters><filter val="us"/></filters></filterColumn></autoFilter>"#,
        r#"<conditionalFormatting sqref="A2"><cfRule type="dataBar" priority="1"/><cfRule type="cellIs" priority="2"/></conditionalFormatting>"#,
        r#"<dataValidations count="1"><dataValidation sqref="A2"/></dataValidations><hyperlinks><hyperlink ref="A2"/></hyperlinks>"#,
        r#"<extLst><ext><x14:conditionalFormatting><x14:cfRule type="dataBar"/></x14:conditionalFormatting>"#,
        r#"<x14:conditionalFormatting><x14:cfRule type="iconSet"/></x14:conditionalFormatting></ext>"#,
        r#"<ext><x14:dataValidations><x14:dataValidation/></x14:dataValidations></ext>"#,
        r#"<ext><x14:sparklineGroups><x14:sparklineGroup><x14:sparklines><x14:sparkline/><x14:sparkline/></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"#,
    );
    let drawing = concat!(
        r#"<wsDr><twoCellAnchor><from/><to/><pic><nvPicPr/></pic><clientData/></twoCellAnchor>"#,
        r#"<twoCellAnchor><graphicFrame><graphic><graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></graphic></graphicFrame></twoCellAnchor>"#,
        r#"<twoCellAnchor><AlternateContent><Choice><graphicFrame><graphic><graphicData uri="http://schemas.microsoft.com/office/drawing/2014/chartex"/></graphic></graphicFrame></Choice><Fallback><sp/></Fallback></AlternateContent></twoCellAnchor>"#,
        r#"<twoCellAnchor><AlternateContent><Choice><graphicFrame><graphic><graphicData uri="http://schemas.microsoft.com/office/drawing/2010/slicer"/></graphic></graphicFrame></Choice><Fallback><sp/></Fallback></AlternateContent></twoCellAnchor>"#,
        r#"<oneCellAnchor><sp/></oneCellAnchor><absoluteAnchor/></wsDr>"#,
    );
    let of_sheet = [
        ("comments", "comments1.xml"),
        ("drawing", "drawings/drawing1.xml"),
        ("table", "tables/table1.xml"),
        ("slicer", "slicers/slicer1.xml"),
        ("ctrlProp", "ctrlProps/ctrlProp1.xml"),
        ("hyperlink", "elsewhere"),
        // A part is read only once, no matter how many relationships refer to it.
        ("comments", "Comments1.xml"),
    ];
    Package::with_sheets(&[("Movies", "", rows), ("Totals", "", "<row><c><v>1</v></c></row>")])
        .texts(&["Territory", "WorkType", "LicenseType", "us", "ALID"])
        .edit("xl/worksheets/sheet1.xml", "</sheetData>", beside)
        .with(
            "xl/worksheets/_rels/sheet1.xml.rels",
            format!("<Relationships>{}</Relationships>", relations(&of_sheet)),
        )
        .with(
            "xl/worksheets/_rels/sheet2.xml.rels",
            format!("<Relationships>{}</Relationships>", relations(&[("pivotTable", "pivotTables/pivotTable1.xml")])),
        )
        .with(
            "xl/comments1.xml",
            "<comments><commentList><comment/><comment/></commentList></comments>",
        )
        .with("xl/drawings/drawing1.xml", drawing)
        .edit(
            "xl/workbook.xml",
            "</sheets>",
            concat!(
                r#"<sheet name="Chart" sheetId="9" r:id="rIdX0"/></sheets><definedNames>"#,
                r#"<definedName name="_xlnm.Print_Area">Movies!A1</definedName><definedName name="Total">Movies!A1</definedName></definedNames>"#,
            ),
        )
        .edit(
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            &format!(
                "{}</Relationships>",
                relations(&[
                    ("chartsheet", "chartsheets/sheet1.xml"),
                    ("vbaProject", "vbaProject.bin"),
                ])
            ),
        )
        .with("xl/chartsheets/sheet1.xml", "<chartsheet/>")
        .with("xl/vbaProject.bin", "macros")
}

fn left_behind(package: &Package) -> Vec<Loss> {
    let mut csv = Vec::new();
    let output = Output::stream(ema_model::Format::Csv, &mut csv);
    let mut losses = Vec::new();
    let input = Input::bytes(package.zip());
    ConvertOptions::new()
        .convert(&input, output, &mut |loss| losses.push(loss))
        .unwrap();
    losses
}

#[test]
fn a_conversion_lists_what_it_leaves_behind() {
    let losses = left_behind(&package());
    let losses: Vec<String> = losses
        .iter()
        .map(|loss| format!("{} ({})", loss, loss.text))
        .collect();
    assert_snapshot(
        losses.join("\n"),
        str![[r#"
Movies: 2 formulas are in the result as their values (formulas)
Movies: 2 notes are not in the result (notes)
Movies: 1 picture is not in the result (pictures)
Movies: 2 charts are not in the result (charts)
Movies: 2 shapes and text boxes are not in the result (shapes)
Movies: 1 table is not in the result (tables)
Movies: 1 slicer is not in the result (slicers)
Movies: 3 conditional formats are not in the result (conditional-formats)
Movies: 2 data validations are not in the result (validations)
Movies: 1 filter condition is not in the result (filters)
Movies: 1 hyperlink is not in the result (links)
Movies: 2 sparklines are not in the result (sparklines)
Movies: 1 button or other control is not in the result (controls)
Totals: the sheet holds no avails and is not in the result (sheet)
Totals: 1 pivot table is not in the result (pivot-tables)
Chart: the sheet is a chart sheet or dialog sheet and is not in the result (sheet)
Movies: 1 defined name of the workbook is not in the result (names)
Movies: the workbook's macros are not in the result (macros)
"#]],
    );
}

#[test]
fn a_refusal_lists_what_a_plain_copy_would_lose() {
    let signed = package().edit(
        "_rels/.rels",
        "</Relationships>",
        "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" Target=\"_xmlsignatures/origin.sigs\"/></Relationships>",
    );
    let refused = refused(&WorkbookCopy::new().annotate([]), signed.zip());
    assert!(matches!(refused, ErrorKind::Uncopyable { .. }));
    assert_snapshot(
        refused.to_string(),
        str![
            "can't be copied with all of its content: it is signed, and the signature would not match a copy with changes; remove the signature in Excel (File > Info), or copy only the avails with `ema convert` and use that copy, which loses formatting such as colors, 1 sheet without avails, 1 chart or dialog sheet, 2 formulas, 2 notes, 1 picture, 2 charts, 2 shapes and text boxes, 1 table, 1 pivot table, 1 slicer, 3 conditional formats, 2 data validations, 1 filter condition, 1 hyperlink, 2 sparklines, 1 button or other control, 1 defined name and the macros"
        ],
    );
}

/// The avails are converted even if other content is damaged, and the damage is reported.
#[test]
fn content_that_cannot_be_listed_is_a_loss() {
    let damaged = package().with("xl/drawings/drawing1.xml", "<wsDr><twoCellAnchor>");
    let losses = left_behind(&damaged);
    let unlisted = losses.iter().filter(|loss| &*loss.text == "unlisted");
    let unlisted: Vec<String> = unlisted.map(ToString::to_string).collect();
    assert_snapshot(
        unlisted.join("\n"),
        str![
            "Movies: the sheet has more content that is not in the result and can't be listed, because a part of the file is damaged or too large"
        ],
    );
}
