//! Checks which parts of a package change and how they change.

use ema_testing::{assert_snapshot, str};

use super::super::package::{Package, unzipped};
use super::*;

/// A sheet whose second row is an avail.
const ROWS: &str = concat!(
    r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>"#,
    r#"<row r="2" spans="1:3"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2"><f>B2</f><v>1</v></c></row>"#,
);

fn package() -> Package {
    Package::with_rows(ROWS)
        .texts(&["Territory", "WorkType", "LicenseType", "us"])
        .formats()
}

fn texts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    unzipped(bytes)
}

#[test]
fn a_copy_without_edits_is_the_same_file() {
    let bytes = package().zip();
    let (copied, said) = copy(&WorkbookCopy::new(), bytes.clone());
    assert_eq!(copied, bytes);
    assert_eq!(said, Copied::default());
    let same = CellChange::new(cell("Movies", 2, 0), "us", "us");
    let (copied, said) = copy(&WorkbookCopy::new().change([same]), bytes.clone());
    assert_eq!(differing(&copied, &bytes), [""; 0]);
    assert_eq!(said.changed, 0);
}

#[test]
fn a_remark_adds_a_color_a_note_and_a_line() {
    let parts = texts(annotated(package().zip(), vec![remark("Movies", 2, 0)]));
    assert_snapshot(
        &parts["xl/worksheets/sheet1.xml"],
        str![[
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2" spans="1:3"><c r="A2" t="s" s="5"><v>3</v></c><c r="B2" s="1"><v>45000</v></c><c r="C2"><f>B2</f><v>1</v></c></row></sheetData><legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId2"/></worksheet>"#
        ]],
    );
    assert_snapshot(
        &parts["xl/styles.xml"],
        str![[
            r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="5"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font><font><i/><sz val="11"/><color rgb="FF595959"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="7"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC8CE"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F1"/><bgColor rgb="FFDCE6F1"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor rgb="FFFFC7CE"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFEB9C"/><bgColor rgb="FFFFEB9C"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/><bgColor rgb="FFDDEBF7"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="46"/><xf numFmtId="0" fillId="2" applyFill="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="3" fillId="3" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="4" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="4" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="5" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="0" fillId="6" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>"#
        ]],
    );
    assert_snapshot(
        &parts["xl/comments1.xml"],
        str![[r#"
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>EMA findings</author></authors><commentList><comment ref="A2" authorId="0"><text><r><rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr><t xml:space="preserve">Error: a-rule
this is wrong
What to do: change it</t></r></text></comment></commentList></comments>
"#]],
    );
    assert_snapshot(
        &parts["xl/worksheets/sheet2.xml"],
        str![[r#"
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="11" customWidth="1"/><col min="2" max="2" width="26" customWidth="1"/><col min="3" max="3" width="14" customWidth="1"/><col min="4" max="4" width="9" customWidth="1"/><col min="5" max="5" width="24" customWidth="1"/><col min="6" max="6" width="28" customWidth="1"/><col min="7" max="7" width="70" customWidth="1"/><col min="8" max="8" width="50" customWidth="1"/><col min="9" max="9" width="8" customWidth="1"/></cols><sheetData><row r="1"><c r="A1" s="6" t="inlineStr"><is><t>1 error</t></is></c></row><row r="2"><c r="A2" s="7" t="inlineStr"><is><t>Each line leads to its cell. Colored cells have a note with the same text.</t></is></c></row><row r="3"><c r="A3" s="8" t="inlineStr"><is><t>Severity</t></is></c><c r="B3" s="8" t="inlineStr"><is><t>Rule</t></is></c><c r="C3" s="8" t="inlineStr"><is><t>Sheet</t></is></c><c r="D3" s="8" t="inlineStr"><is><t>Cell</t></is></c><c r="E3" s="8" t="inlineStr"><is><t>Field</t></is></c><c r="F3" s="8" t="inlineStr"><is><t>Value</t></is></c><c r="G3" s="8" t="inlineStr"><is><t>Message</t></is></c><c r="H3" s="8" t="inlineStr"><is><t>What to do</t></is></c><c r="I3" s="8" t="inlineStr"><is><t>Done</t></is></c></row><row r="4" ht="15" customHeight="1"><c r="A4" s="12" t="inlineStr"><is><t>Error</t></is></c><c r="B4" s="9" t="inlineStr"><is><t>a-rule</t></is></c><c r="C4" s="9" t="inlineStr"><is><t>Movies</t></is></c><c r="D4" s="11" t="str"><f>HYPERLINK(&quot;#&apos;Movies&apos;!A2&quot;,&quot;A2&quot;)</f><v>A2</v></c><c r="G4" s="10" t="inlineStr"><is><t>this is wrong</t></is></c><c r="H4" s="10" t="inlineStr"><is><t>change it</t></is></c></row></sheetData><autoFilter ref="A3:I4"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>
"#]],
    );
    assert_snapshot(
        &parts["xl/workbook.xml"],
        str![[
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Movies" sheetId="1"  r:id="rId1"/><sheet name="Findings" sheetId="2" r:id="rId2"/></sheets></workbook>"#
        ]],
    );
    assert_snapshot(
        &parts["[Content_Types].xml"],
        str![[
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#
        ]],
    );
}

#[test]
fn a_change_is_listed_and_formulas_are_computed_again() {
    let chain = "<calcChain><c r=\"C2\" i=\"1\"/></calcChain>";
    let package = package()
        .with("xl/calcChain.xml", chain)
        .edit(
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            "<Relationship Id=\"rIdC\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain\" Target=\"calcChain.xml\"/></Relationships>",
        );
    let of_text = WorkbookCopy::new().change([change("Movies", (2, 0), "US")]);
    let (bytes, said) = copy(&of_text, package.zip());
    assert_eq!(said.changed, 1);
    let parts = texts(bytes);
    assert_eq!(parts["xl/calcChain.xml"], chain);
    assert!(parts["xl/workbook.xml"].contains("<calcPr fullCalcOnLoad=\"1\"/></workbook>"));
    assert_snapshot(
        &parts["xl/worksheets/sheet2.xml"],
        str![[r#"
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><tabColor rgb="FF2F75B5"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="26" customWidth="1"/><col min="2" max="2" width="14" customWidth="1"/><col min="3" max="3" width="9" customWidth="1"/><col min="4" max="4" width="24" customWidth="1"/><col min="5" max="5" width="34" customWidth="1"/><col min="6" max="6" width="34" customWidth="1"/><col min="7" max="7" width="70" customWidth="1"/></cols><sheetData><row r="1"><c r="A1" s="6" t="inlineStr"><is><t>1 cell was changed</t></is></c></row><row r="2"><c r="A2" s="7" t="inlineStr"><is><t>Each line leads to its cell, which is green unless a finding is left there. Everything else in the workbook is unchanged.</t></is></c></row><row r="3"><c r="A3" s="8" t="inlineStr"><is><t>Rule</t></is></c><c r="B3" s="8" t="inlineStr"><is><t>Sheet</t></is></c><c r="C3" s="8" t="inlineStr"><is><t>Cell</t></is></c><c r="D3" s="8" t="inlineStr"><is><t>Field</t></is></c><c r="E3" s="8" t="inlineStr"><is><t>Before</t></is></c><c r="F3" s="8" t="inlineStr"><is><t>After</t></is></c><c r="G3" s="8" t="inlineStr"><is><t>Why</t></is></c></row><row r="4" ht="15" customHeight="1"><c r="B4" s="9" t="inlineStr"><is><t>Movies</t></is></c><c r="C4" s="11" t="str"><f>HYPERLINK(&quot;#&apos;Movies&apos;!A2&quot;,&quot;A2&quot;)</f><v>A2</v></c><c r="E4" s="10" t="inlineStr"><is><t>?</t></is></c><c r="F4" s="10" t="inlineStr"><is><t>US</t></is></c></row></sheetData><autoFilter ref="A3:G4"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>
"#]],
    );
    let of_formula = WorkbookCopy::new().change([change("Movies", (2, 2), "2")]);
    let parts = texts(copy(&of_formula, package.zip()).0);
    assert!(!parts.contains_key("xl/calcChain.xml"));
    assert!(!parts["xl/_rels/workbook.xml.rels"].contains("calcChain"));
    // The changed cell is green.
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    let (_, cell) = sheet.split_once("<c r=\"C2\" s=\"").unwrap();
    assert!(cell[1..].starts_with("\"><v>2</v></c>"), "{sheet}");
}

#[test]
fn tabs_of_others_keep_their_names() {
    let named = Package::with_sheets(&[("Movies", "", ROWS), ("Findings", "", "")])
        .texts(&["Territory", "WorkType", "LicenseType", "us"])
        .formats();
    let first = annotated(named.zip(), vec![remark("Movies", 2, 0)]);
    assert!(
        texts(first.clone())["xl/workbook.xml"]
            .contains("<sheet name=\"Findings (2)\" sheetId=\"3\"")
    );
    let second = annotated(first.clone(), vec![remark("Movies", 2, 0)]);
    assert_eq!(differing(&second, &first), [""; 0]);
}

#[test]
fn a_second_copy_shows_what_holds_now() {
    let remarks = || vec![remark("Movies", 2, 0), remark("Movies", 2, 5)];
    let first = annotated(package().zip(), remarks());
    // The color and the note are gone, and the cell has its original format again.
    let second = annotated(first, vec![remark("Movies", 2, 1)]);
    let parts = texts(second.clone());
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(
        sheet.contains("<c r=\"A2\" t=\"s\"><v>3</v></c>"),
        "{sheet}"
    );
    assert!(!parts["xl/comments1.xml"].contains("A2"));
    assert!(parts["xl/comments1.xml"].contains("\"B2\""));
    assert_eq!(
        parts["xl/drawings/vmlDrawing1.vml"]
            .matches("<v:shape ")
            .count(),
        1
    );
    let third = texts(annotated(second, Vec::new()));
    assert!(third["xl/worksheets/sheet2.xml"].contains("Nothing was found"));
    assert!(!third["xl/worksheets/sheet1.xml"].contains("<c r=\"B2\" s=\"6\""));
}

#[test]
fn parts_that_are_the_same_again_stay_packed_as_they_are() {
    let remarks = || vec![remark("Movies", 2, 0), remark("Movies", 7, 7)];
    let first = annotated(package().zip(), remarks());
    let second = annotated(first.clone(), remarks());
    assert!(second == first);
    // The parts are packed again, as another program would pack them.
    let parts = unpacked(&first).into_iter();
    let other = parts.fold(package(), |package, (name, content)| {
        package.with(&name, content)
    });
    let other = other.zip();
    let again = annotated(other.clone(), remarks());
    for ((name, before), (_, after)) in packed(&other).into_iter().zip(packed(&again)) {
        let is_tab = name == "xl/worksheets/sheet2.xml";
        assert!(is_tab || before == after, "{name}");
    }
}

#[test]
fn cells_that_cannot_change_alone_stay() {
    let rows = concat!(
        r#"<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">C1</f><v>1</v></c><c r="C1"/></row>"#,
        r#"<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" si="0"/><v>1</v></c><c r="C2"/></row>"#,
    );
    let package = Package::with_rows(rows).edit(
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"C1:C2\"/></mergeCells>",
    );
    let at = [(1, 0), (2, 0), (1, 1), (2, 1), (1, 2), (2, 2)];
    let changes = at.map(|at| change("Movies", at, "7"));
    let elsewhere = change("TV", (1, 0), "7");
    let copying = WorkbookCopy::new().change(changes).change([elsewhere]);
    let (bytes, said) = copy(&copying, package.zip());
    let unchanged: Vec<String> = said.unchanged.iter().map(ToString::to_string).collect();
    assert_snapshot(
        unchanged.join("\n"),
        str![[r#"
TV!A1 is not changed: the workbook has no such cell
Movies!A1 is not changed: it is one of the cells that an array formula fills, which change together; change the formula in Excel
Movies!B1 is not changed: other cells share the formula that it holds; replace the formulas with their values in Excel first
Movies!A2 is not changed: it is one of the cells that an array formula fills, which change together; change the formula in Excel
Movies!C2 is not changed: merged cells cover it, and the new text would not be shown; unmerge them in Excel first
"#]],
    );
    assert_eq!(said.changed, 2);
    let sheet = &texts(bytes)["xl/worksheets/sheet1.xml"];
    assert!(
        sheet.contains("<c r=\"B2\" s=\"3\"><v>7</v></c>"),
        "{sheet}"
    );
}

#[test]
fn a_remark_on_a_covered_cell_is_shown_on_the_one_that_covers_it() {
    let package = package().edit(
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"A2:B3\"/></mergeCells>",
    );
    let parts = texts(annotated(package.zip(), vec![remark("Movies", 3, 1)]));
    assert!(parts["xl/comments1.xml"].contains("ref=\"A2\""));
    assert!(!parts["xl/worksheets/sheet1.xml"].contains("r=\"B3\""));
}

#[test]
fn what_can_not_be_right_is_refused() {
    let copying = WorkbookCopy::new().annotate([]);
    let signed = package().edit(
        "_rels/.rels",
        "</Relationships>",
        "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" Target=\"_xmlsignatures/origin.sigs\"/></Relationships>",
    );
    let shared = package().edit(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders\" Target=\"revisions/revisionHeaders.xml\"/></Relationships>",
    );
    let macros = package().edit(
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    );
    let disordered = Package::with_rows("<row r=\"2\"/><row r=\"1\"><c r=\"A1\"/></row>");
    let remarks = WorkbookCopy::new().annotate([remark("Movies", 1, 0)]);
    let refusals = [
        refused(&copying, signed.zip()),
        refused(&copying, shared.zip()),
        refused(&WorkbookCopy::new(), macros.zip()),
        refused(&remarks, disordered.zip()),
    ];
    let refusals = refusals.map(|kind| kind.to_string());
    assert_snapshot(
        refusals.join("\n"),
        str![[r#"
can't be copied with all of its content: it is signed, and the signature would not match a copy with changes; remove the signature in Excel (File > Info), or copy only the avails with `ema convert` and use that copy, which loses formatting such as colors and 1 sheet without avails
can't be copied with all of its content: it uses the legacy sharing feature, with a list of changes that would not match the copy; end the sharing in Excel (Review > Unshare Workbook), or copy only the avails with `ema convert` and use that copy, which loses formatting such as colors and 1 sheet without avails
cannot be written: the workbook has macros, and Excel opens its copy only with the extension .xlsm; give the copy that extension
can't be copied with all of its content: it has rows that are out of order, which Excel would repair in its own way; open it in Excel, save it and use the saved file, or copy only the avails with `ema convert` and use that copy, which loses formatting such as colors
"#]],
    );
}

#[test]
fn a_template_becomes_a_workbook() {
    let template = package().edit(
        "[Content_Types].xml",
        "spreadsheetml.sheet.main+xml",
        "spreadsheetml.template.main+xml",
    );
    let (bytes, _) = copy(&WorkbookCopy::new(), template.zip());
    assert_eq!(
        unpacked(&bytes)["[Content_Types].xml"].len(),
        unpacked(&package().zip())["[Content_Types].xml"].len()
    );
}
