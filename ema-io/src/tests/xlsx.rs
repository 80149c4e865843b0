//! Tests reading `.xlsx` files.

use std::collections::BTreeMap;

use ema_model::Visibility;
use ema_testing::{assert_snapshot, str};
use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula};

use super::package::Package;
use super::{column_name, open, refused, rows, sheet_rows};
use crate::sheet::Format;

#[test]
fn every_kind_of_cell_comes_as_what_it_is() {
    let package = Package::with_rows(concat!(
        r#"<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>inline</t></is></c>"#,
        r#"<c r="C2"><v>3.99</v></c><c r="D2" s="1"><v>45658</v></c><c r="E2" s="2"><v>45657.999988425924</v></c>"#,
        r#"<c r="F2" s="3"><v>0.0807870370370370</v></c><c r="G2" s="4"><v>1.5</v></c><c r="H2" t="b"><v>1</v></c>"#,
        r#"<c r="I2" t="e"><v>#REF!</v></c><c r="J2" t="d"><v>2025-01-31T23:59:59</v></c>"#,
        r#"<c r="K2" t="d"><v>2025-01-31T23:59:59Z</v></c></row>"#,
    ));
    assert_snapshot(
        rows(package.texts(&["zero", "shared"]).formats().zip()),
        str![[r#"
2: A="shared" B="inline" C=3.99 D=2025-01-01 E=2024-12-31 23:59:59 F=6980000ms G=129600000ms H=true I=error #REF! J=2025-01-31 23:59:59 K=2025-01-31 23:59:59

"#]],
    );
}

/// A date can be stored as a serial number, as ISO 8601 text with or without `Z`, or as text that a formula returned.
#[test]
fn a_date_is_the_same_however_it_is_stored() {
    let midnight = "2025-01-01T00:00:00";
    let stored = [
        r#"<c s="1"><v>45658</v></c>"#.to_owned(),
        r#"<c s="1" t="d"><v>2025-01-01</v></c>"#.to_owned(),
        format!(r#"<c s="1" t="d"><v>{midnight}</v></c>"#),
        format!(r#"<c t="d"><v>{midnight}Z</v></c>"#),
        format!(r#"<c t="d"><v>{midnight}.000Z</v></c>"#),
        format!(r#"<c s="1" t="d"><f>A1</f><v>{midnight}</v></c>"#),
        format!(r#"<c s="1" t="str"><f>A1</f><v>{midnight}Z</v></c>"#),
    ];
    let row = format!("<row>{}</row>", stored.concat());
    let read = rows(Package::with_rows(&row).formats().zip());
    let read = read.replace(" (formula)", "");
    let cells = read.trim_end().split(' ').skip(1);
    assert_eq!(
        cells.map(|cell| &cell[2..]).collect::<Vec<_>>(),
        ["2025-01-01"; 7]
    );
    // Without a date format, the content stays text.
    let text = format!(r#"<row><c t="str"><f>A1</f><v>{midnight}Z</v></c></row>"#);
    assert_eq!(
        rows(Package::with_rows(&text).formats().zip()),
        format!("1: A=\"{midnight}Z\" (formula)\n")
    );
}

#[test]
fn days_are_counted_counting_from_1904_where_the_workbook_says_so() {
    let package = Package::with_rows(
        r#"<row r="1"><c r="A1" s="1"><v>44196</v></c><c r="B1" s="1"><v>60</v></c></row>"#,
    )
    .formats();
    assert_eq!(rows(package.zip()), "1: A=2020-12-31 B=60\n");
    assert_eq!(
        rows(package.counting_from_1904().zip()),
        "1: A=2025-01-01 B=1904-03-01\n"
    );
}

#[test]
fn cells_without_a_value_neither_come_nor_move_the_others() {
    let package = Package::with_rows(concat!(
        r#"<row r="1"><c r="A1" s="1"/><c r="B1" s="1"></c></row><row r="2"/>"#,
        r#"<row r="7"><c r="A7" s="1"/><c r="C7"><v>1</v></c><c r="D7" t="s"><v>0</v></c></row>"#,
        r#"<row r="1048576"><c r="A1048576" s="1"/></row>"#,
    ));
    assert_eq!(rows(package.texts(&[""]).formats().zip()), "7: C=1\n");
}

#[test]
fn cells_without_an_address_follow_each_other() {
    let package = Package::with_rows(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row><row/><row><c r=\"C4\"><v>4</v></c><c><v>5</v></c></row>",
    );
    assert_eq!(rows(package.zip()), "1: A=1 B=2\n2: B=3\n4: C=4 D=5\n");
}

#[test]
fn what_an_extension_of_a_row_holds_is_no_cell() {
    for name in ["c", "x:c"] {
        let package = Package::with_rows(&format!(
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><extLst><ext><row r=\"9\"/><{name} r=\"A1\"><v>2</v></{name}></ext></extLst></row>\
             <row><c><v>3</v></c></row>",
        ));
        assert_eq!(rows(package.zip()), "1: A=1\n2: A=3\n");
    }
}

/// If a cell has two addresses, either one could be wrong, and nothing would be worse than a value in the wrong column.
#[test]
fn a_cell_that_says_twice_where_it_stands_is_refused() {
    for twice in [
        "r=\"B1\" r=\"C1\"",
        "t=\"n\" t=\"str\"",
        "s=\"1\" r=\"B1\" s=\"2\"",
    ] {
        let package = Package::with_rows(&format!("<row r=\"1\"><c {twice}><v>1</v></c></row>"));
        let kind = refused(package.zip());
        assert!(
            matches!(kind, crate::ErrorKind::Damaged { .. }),
            "{twice}: {kind:?}"
        );
    }
}

#[test]
fn dimensions_are_not_believed() {
    let package = Package::with_rows("<row><c><v>1</v></c></row>");
    for dimension in ["1:12", "A:A", "B5:A1", "nonsense"] {
        let written = format!("<dimension ref=\"{dimension}\"/><sheetData>");
        let package = package
            .clone()
            .edit("xl/worksheets/sheet1.xml", "<sheetData>", &written);
        assert_eq!(rows(package.zip()), "1: A=1\n", "{dimension}");
    }
}

#[test]
fn formulas_are_told_apart_and_so_are_those_without_a_result() {
    let package = Package::with_rows(concat!(
        r#"<row r="1"><c r="A1" t="b"><f>TRUE()</f><v>1</v></c><c r="B1"><f>A1+1</f></c>"#,
        r#"<c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f t="shared" ref="D1:E1" si="0">A1</f><v>5</v></c>"#,
        r#"<c r="E1"><f t="shared" si="0"/><v>6</v></c><c r="F1" t="str"><f>"a"</f></c></row>"#,
    ));
    assert_snapshot(
        rows(package.zip()),
        str![[r#"
1: A=true (formula) B=no stored value (formula) C="" (formula) D=5 (formula) E=6 (formula) F=no stored value (formula)

"#]],
    );
}

#[test]
fn a_cell_that_cannot_be_read_is_an_error_in_its_place() {
    let package = Package::with_rows(concat!(
        r#"<row r="3"><c r="B3" t="e"><v>#SPILL!</v></c><c r="D3"><v>1</v></c><c r="E3" t="n"><v>1,5</v></c>"#,
        r#"<c r="F3" t="b"><v>maybe</v></c><c r="G3" t="s"><v>7</v></c><c r="H3" t="q"><v>odd &amp; new</v></c></row>"#,
        r#"<row r="4"><c r="A4" t="e"><f>B1</f><v>#FIELD!</v></c><c r="B4"><v>2</v></c><c r="C4"><v>5</v><extLst><ext><v>6</v></ext></extLst></c></row>"#,
    ));
    assert_snapshot(
        rows(package.zip()),
        str![[r#"
3: B=error #SPILL! D=1 E=error 1,5 F=error maybe G=error missing text no. 7 H=error odd & new
4: A=error #FIELD! (formula) B=2 C=5

"#]],
    );
}

#[test]
fn a_cell_that_cannot_be_read_does_not_shift_those_without_an_address() {
    let package = Package::with_rows(concat!(
        r#"<row><c><v>1</v></c><c t="e"><v>#SPILL!</v></c><c><v>3</v></c></row>"#,
        r#"<row><c t="e"><v>#CALC!</v></c><c/><c><v>6</v></c></row><row><c><v>7</v></c></row>"#,
    ));
    assert_eq!(
        rows(package.zip()),
        "1: A=1 B=error #SPILL! C=3\n2: A=error #CALC! C=6\n3: A=7\n"
    );
}

#[test]
fn columns_out_of_order_are_put_in_order_and_the_last_of_a_cell_stays() {
    let package = Package::with_rows(concat!(
        r#"<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>"#,
        r#"<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c><c r="B2"><v>3</v></c><c r="A2"><v>4</v></c></row>"#,
    ));
    assert_eq!(
        rows(package.zip()),
        "1: A=1 B=2 C=3\n2: A=4 (repeated) B=3\n"
    );
}

#[test]
fn rows_out_of_order_and_in_pieces_are_marked() {
    let package = Package::with_rows(concat!(
        r#"<row r="5"><c r="A5"><v>5</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>"#,
        r#"<row r="6"><c r="A6"><v>6</v></c></row><row r="5"><c r="B5"><v>5</v></c></row>"#,
        r#"<row r="7"><c r="A7"><v>7</v></c></row><row r="7"><c r="B7"><v>8</v></c></row>"#,
    ));
    assert_eq!(
        rows(package.zip()),
        "5: A=5\n2 out of order: A=2\n6: A=6\n5 out of order: B=5\n7: A=7 B=8\n"
    );
}

#[test]
fn text_is_kept_as_it_is_stored() {
    let package = Package::with_rows(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>"#,
    )
    .texts(&["\u{a0}nbsp\u{a0}", "a &lt;&amp;&#233;&gt; b", "line_x000D_\none"])
    .edit(
        "xl/sharedStrings.xml",
        "</sst>",
        concat!(
            "<si><t xml:space=\"preserve\">  padded </t></si>",
            "<si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> text</t></r><rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si></sst>",
        ),
    );
    assert_snapshot(
        rows(package.zip()),
        str![[r#"
1: A="\u{a0}nbsp\u{a0}" B="a <&é> b" C="line\r\none" D="  padded " E="rich text"

"#]],
    );
}

#[test]
fn sheets_are_listed_in_order_and_charts_are_not() {
    let package = Package::with_sheets(&[
        ("Movies &amp; more", "", "<row><c><v>1</v></c></row>"),
        ("Chart", "", ""),
        ("Lists", "state=\"hidden\"", "<row><c><v>2</v></c></row>"),
        ("Secret", "state=\"veryHidden\"", ""),
    ])
    .edit(
        "xl/_rels/workbook.xml.rels",
        "/worksheet\" Target=\"worksheets/sheet2.xml",
        "/chartsheet\" Target=\"worksheets/sheet2.xml",
    );
    let mut workbook = open(package.zip()).unwrap();
    let sheets: Vec<_> = workbook
        .sheets()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visibility))
        .collect();
    assert_eq!(
        sheets,
        [
            ("Movies & more".to_owned(), Visibility::Visible),
            ("Lists".to_owned(), Visibility::Hidden),
            ("Secret".to_owned(), Visibility::VeryHidden),
        ]
    );
    assert_eq!(workbook.format(), Format::Xlsx);
    assert_eq!(sheet_rows(&mut workbook, 1).unwrap(), "1: A=2\n");
    assert_eq!(sheet_rows(&mut workbook, 0).unwrap(), "1: A=1\n");
    assert_eq!(sheet_rows(&mut workbook, 0).unwrap(), "1: A=1\n");
    assert_eq!(sheet_rows(&mut workbook, 2).unwrap(), "");
    assert!(workbook.rows(3).unwrap().is_none());
}

#[test]
fn parts_may_be_named_in_any_case_and_the_workbook_in_any_way() {
    let package =
        Package::with_rows(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#).texts(&["x"]);
    let parts: Vec<_> = package
        .parts()
        .iter()
        .map(|(name, content)| (name.replace("xl/", "XL\\"), content.as_slice()))
        .collect();
    let bytes = super::package::zip(
        parts
            .iter()
            .map(|(name, content)| (name.as_str(), *content)),
    );
    assert_eq!(rows(bytes), "1: A=\"x\"\n");

    let package = package
        .edit("_rels/.rels", "xl/workbook.xml", "/office/book2.xml")
        .edit("[Content_Types].xml", "xl/workbook", "office/book2")
        .edit(
            "xl/_rels/workbook.xml.rels",
            "worksheets/",
            "/xl/worksheets/",
        );
    let moved: Vec<_> = package
        .parts()
        .iter()
        .map(|(name, content)| {
            let name = match name.as_str() {
                "xl/workbook.xml" => "office/book2.xml",
                "xl/_rels/workbook.xml.rels" => "office/_rels/book2.xml.rels",
                "xl/sharedStrings.xml" => "office/sharedStrings.xml",
                other => other,
            };
            (name, content.as_slice())
        })
        .collect();
    assert_eq!(rows(super::package::zip(moved)), "1: A=\"x\"\n");
}

#[derive(Debug, Clone)]
enum Value {
    Text(String),
    Number(f64),
    Bool(bool),
    Second(u32),
    Formula(f64),
    Format,
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[ -~\u{a0}-\u{ff}\n\u{4e00}]{1,12}".prop_map(Value::Text),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(Value::Number),
        any::<bool>().prop_map(Value::Bool),
        (0..2_000_000_000_u32).prop_map(Value::Second),
        (-1e6..1e6).prop_map(Value::Formula),
        proptest::strategy::Just(Value::Format),
    ]
}

proptest! {
    /// Every cell that another program has written is read at its address.
    #[test]
    fn what_is_written_is_read(cells in proptest::collection::btree_map((0..60_u32, 0..40_u16), value(), 0..60)) {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let date = CellFormat::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        let mut expected: BTreeMap<u32, String> = BTreeMap::new();
        for ((row, column), value) in &cells {
            let (row, column) = (*row, *column);
            let shown = match value {
                Value::Text(text) => {
                    sheet.write_string(row, column, text).unwrap();
                    format!("{text:?}")
                }
                Value::Number(number) => {
                    sheet.write_number(row, column, *number).unwrap();
                    number.to_string()
                }
                Value::Bool(value) => {
                    sheet.write_boolean(row, column, *value).unwrap();
                    value.to_string()
                }
                Value::Second(second) => {
                    let at = chrono::DateTime::from_timestamp(i64::from(*second), 0).unwrap().naive_utc();
                    let moment = ExcelDateTime::from_timestamp(i64::from(*second)).unwrap();
                    sheet.write_datetime_with_format(row, column, moment, &date).unwrap();
                    match *second % 86_400 {
                        0 => at.date().to_string(),
                        _ => at.to_string(),
                    }
                }
                Value::Formula(result) => {
                    let formula = Formula::new("=1+1").set_result(result.to_string());
                    sheet.write_formula(row, column, formula).unwrap();
                    format!("{result} (formula)")
                }
                Value::Format => {
                    sheet.write_blank(row, column, &date).unwrap();
                    continue;
                }
            };
            let line = expected.entry(row).or_insert_with(|| format!("{}:", row + 1));
            *line += &format!(" {}={shown}", column_name(column.into()));
        }
        let expected: String = expected.into_values().map(|line| line + "\n").collect();
        prop_assert_eq!(rows(workbook.save_to_buffer().unwrap()), expected);
    }
}

/// Otherwise, a part with several names would be read several times.
#[test]
fn a_part_is_one_sheet_however_its_name_is_spelled() {
    let row = "<row><c><v>1</v></c></row>";
    let package = Package::with_sheets(&[("One", "", row), ("Two", "", row)]);
    for name in [
        "worksheets/sheet1.xml",
        "WorkSheets/sHeet1.xml",
        "worksheets\\Sheet1.XML",
        "./worksheets//sheet1.xml",
        "/XL/worksheets/sheet1.xml",
        "worksheets/../worksheets/sheet1.xml",
    ] {
        let relationships = "xl/_rels/workbook.xml.rels";
        let package = package
            .clone()
            .edit(relationships, "worksheets/sheet2.xml", name);
        let refusal = refused(package.zip()).to_string();
        assert!(
            refusal.contains("it has its sheet “Two” twice"),
            "{name}: {refusal}"
        );
    }
    assert_eq!(open(package.zip()).unwrap().sheets().len(), 2);
}
