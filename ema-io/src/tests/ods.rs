//! Tests reading `.ods` files. The results are compared with calamine's if both crates read the file.

use std::io::Cursor;

use calamine::{Data, Ods, Reader};
use chrono::{NaiveDateTime, NaiveTime};
use ema_model::Visibility;
use ema_testing::{assert_snapshot, str};

use super::package::zip;
use super::{listed, open, open_within, read_all, refused, rows, shown};
use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::sheet::{Content, Format, Merged, RawRow};

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

const STYLES: &str = concat!(
    r#"<office:automatic-styles><style:style style:name="ta1" style:family="table">"#,
    r#"<style:table-properties table:display="true"/></style:style>"#,
    r#"<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>"#,
    r#"</style:style></office:automatic-styles>"#,
);

/// Returns the content of a file with these tables.
pub(super) fn content(tables: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content>{STYLES}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
}

pub(super) fn with_content(content: &str) -> Vec<u8> {
    zip([
        ("mimetype", MIME.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// Returns a file with one sheet, Movies, and these rows.
pub(super) fn with_rows(rows: &str) -> Vec<u8> {
    with_content(&content(&format!(
        r#"<table:table table:name="Movies">{rows}</table:table>"#
    )))
}

/// Returns a cell with a value of this type, stored in the attribute with this name.
fn cell(kind: &str, name: &str, value: &str, displayed: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="{kind}" office:{name}="{value}"><text:p>{displayed}</text:p></table:table-cell>"#
    )
}

fn row(cells: &[&str]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

pub(super) fn text(text: &str) -> String {
    format!(
        r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
    )
}

/// Returns rows with every kind of cell.
pub(super) fn everything() -> String {
    row(&[
        &text("Amélie &amp; Co."),
        &cell("float", "value", "3.9", "3.90"),
        &cell("currency", "value", "1234.5", "$1,234.50"),
        &cell("percentage", "value", "0.08", "8.0%"),
        &cell("date", "date-value", "2025-01-31", "31.01.25"),
        &cell(
            "date",
            "date-value",
            "2025-01-31T23:59:59",
            "31.01.25 23:59",
        ),
        &cell("time", "time-value", "PT01H56M20S", "01:56:20"),
        &cell("boolean", "boolean-value", "true", "TRUE"),
        r##"<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>"##,
        r#"<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>"#,
        r#"<table:table-cell table:formula="of:=A1"/>"#,
        r#"<table:table-cell table:formula="of:=FALSE()" office:value-type="boolean" office:boolean-value="false"><text:p>FALSE</text:p></table:table-cell>"#,
        &cell("float", "value", "soon", "soon"),
        &cell("string", "string-value", "stored", "displayed"),
    ])
}

#[test]
fn every_kind_of_cell_comes_as_what_it_is() {
    assert_snapshot(
        rows(with_rows(&everything())),
        str![[r#"
1: A="Amélie & Co." B=3.9 C=1234.5 D=0.08 E=2025-01-31 F=2025-01-31 23:59:59 G=6980000ms H=true I=error #DIV/0! (formula) J=2 (formula) K=no stored value (formula) L=false M=error soon N="stored"

"#]],
    );
}

#[test]
fn the_decimals_of_a_price_are_those_that_are_displayed() {
    let names = ["Territory", "WorkType", "LicenseType", "PriceValue"].map(text);
    let price = cell("currency", "value", "3.9", "3,90 €");
    let head = row(&names.each_ref().map(String::as_str));
    let avail = row(&[&text("DE"), &text("Movie"), &text("EST"), &price]);
    let workbook = crate::read_bytes(with_rows(&(head + &avail))).unwrap();
    let avail = workbook.avails().next().unwrap();
    assert_eq!(avail.price_value().text(), "3.90");
}

#[test]
fn rows_and_cells_are_repeated() {
    let two = r#"<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>"#;
    let blank = r#"<table:table-cell table:number-columns-repeated="3"/>"#;
    let bytes = with_rows(&format!(
        "<table:table-header-rows>{}</table:table-header-rows>\
         <table:table-row table:number-rows-repeated=\"3\">{blank}</table:table-row>\
         <table:table-row-group><table:table-row table:number-rows-repeated=\"2\">{blank}{two}{}{blank}</table:table-row></table:table-row-group>\
         <table:table-row table:number-rows-repeated=\"1048000\">{blank}</table:table-row>",
        row(&[&text("name")]),
        text("x"),
    ));
    assert_snapshot(
        rows(bytes),
        str![[r#"
1: A="name"
5: D=7 E=7 F="x"
6: D=7 E=7 F="x"

"#]],
    );
}

#[test]
fn texts_are_what_their_paragraphs_display() {
    let cell = |inside: &str| {
        format!(r#"<table:table-cell office:value-type="string">{inside}</table:table-cell>"#)
    };
    let bytes = with_rows(&row(&[
        &cell("<text:p>one</text:p><text:p/><text:p>three</text:p>"),
        &cell(
            "<text:p>\n  a<text:span text:style-name=\"T1\"> <text:a>link</text:a></text:span>  b\n</text:p>",
        ),
        &cell("<text:p>a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d<text:s/></text:p>"),
        &cell(
            "<office:annotation><dc:creator>me</dc:creator><text:p>note</text:p></office:annotation><text:p>text</text:p>",
        ),
        &cell(
            "<text:p>a\u{a0} b</text:p><draw:frame><draw:text-box><text:p>c</text:p></draw:text-box></draw:frame>",
        ),
        &cell("<text:p></text:p>"),
    ]));
    assert_snapshot(
        rows(bytes),
        str![[r#"
1: A="one\n\nthree" B="a link b" C="a   b\tc\nd " D="text" E="a\u{a0} b"

"#]],
    );
}

#[test]
fn sheets_are_listed_with_those_that_are_hidden() {
    let table = |attributes: &str, inside: &str| {
        format!("<table:table {attributes}>{inside}</table:table>")
    };
    let nested = table(r#"table:name="in a cell""#, &row(&[&text("no")]));
    let pictures = format!("<table:shapes><draw:frame>{nested}</draw:frame></table:shapes>");
    let inside = format!(
        "{pictures}{}",
        row(&[
            &format!("<table:table-cell>{nested}</table:table-cell>"),
            &text("yes")
        ])
    );
    let linked =
        format!("<table:dde-links><table:dde-link>{nested}</table:dde-link></table:dde-links>");
    let bytes = with_content(&content(&format!(
        "{}<table:table table:name=\"None\"/>{}{linked}",
        table(r#"table:name="Shown" table:style-name="ta1""#, &inside),
        table(r#"table:name="A &lt; B" table:style-name="ta2""#, ""),
    )));
    let mut workbook = open(bytes).unwrap();
    assert_eq!(workbook.format(), Format::Ods);
    assert_eq!(
        listed(&workbook),
        [
            ("Shown", Visibility::Visible),
            ("None", Visibility::Visible),
            ("A < B", Visibility::Hidden),
        ]
    );
    assert_eq!(read_all(&mut workbook).unwrap(), "1: B=\"yes\"\n");
}

#[test]
fn merged_cells_are_told() {
    let merged = r#"<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="string"><text:p>x</text:p></table:table-cell><table:covered-table-cell/>"#;
    let mut workbook = open(with_rows(&row(&[&text("a"), merged]))).unwrap();
    let mut rows = workbook.rows(0).unwrap().unwrap();
    while rows.next_row(&mut RawRow::default()).unwrap() {}
    let expected = Merged {
        first: (1, 1),
        last: (3, 2),
    };
    assert_eq!(rows.merged(), [expected]);
}

#[test]
fn what_cannot_be_read_is_refused() {
    let part = |name: &str, content: &str| {
        zip([("mimetype", MIME.as_bytes()), (name, content.as_bytes())])
    };
    assert!(matches!(
        refused(part(
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
        )),
        ErrorKind::Password
    ));
    let all = content(r#"<table:table table:name="a"><table:table-row/></table:table>"#);
    let mut messages = vec![
        refused(part("meta.xml", "<x/>")),
        refused(part("content.xml", "<html/>")),
        refused(part("content.xml", "")),
        refused(with_content(&all[..all.len() / 2])),
    ];
    for number in ["0", "-1", "4294967296", "many"] {
        messages.push(refused(with_rows(&format!(
            r#"<table:table-row table:number-rows-repeated="{number}"/>"#
        ))));
    }
    let messages: Vec<String> = messages.iter().map(ToString::to_string).collect();
    assert_snapshot(
        messages.join("\n"),
        str![[r#"
is damaged: its part content.xml is missing; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: its part content.xml is not the content of an OpenDocument file; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: its part content.xml is not the content of an OpenDocument file; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: its part content.xml breaks the rules of XML at byte 199: the quotation mark of an attribute in the tag there is never closed; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: it has the attribute table:number-rows-repeated="0", which is not a number from 1; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: it has the attribute table:number-rows-repeated="-1", which is not a number from 1; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: it has the attribute table:number-rows-repeated="4294967296", which is not a number from 1; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
is damaged: it has the attribute table:number-rows-repeated="many", which is not a number from 1; open it in Excel, save it under a new name as .xlsx and try again, or ask for it to be sent again
"#]],
    );
}

/// A few bytes can declare billions of rows and columns. A file with too many of them is rejected before a row is
/// returned.
#[test]
fn repetitions_are_limited_in_all_sheets_together() {
    let limits = Limits {
        repeated_cells: 9,
        ..Limits::default()
    };
    let table = |rows: u32, columns: u32| {
        format!(
            r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row></table:table>"#
        )
    };
    let outcome = |tables: &[String]| {
        open_within(with_content(&content(&tables.concat())), &limits)
            .map(|mut workbook| read_all(&mut workbook).unwrap().lines().count())
            .map_err(|error| error.to_string())
    };
    assert_eq!(outcome(&[table(2, 5)]), Ok(2));
    assert_eq!(outcome(&[table(5, 1), table(6, 1)]), Ok(11));
    assert_snapshot(
        outcome(&[table(5, 1), table(7, 1)]).unwrap_err(),
        str![
            "the file exceeds a limit that protects against files designed to exhaust memory or time: the number of cells that repeat another is above 9; delete rows and columns that are filled to the end of the sheet, or save it as Excel Workbook (.xlsx)"
        ],
    );
    assert!(outcome(&[table(u32::MAX, u32::MAX)]).is_err());
    // A file can always have as many repeated cells as stored cells.
    let tables: Vec<String> = (0..20).map(|_| table(2, 1)).collect();
    assert_eq!(outcome(&tables), Ok(40));
}

#[test]
fn the_content_is_not_read_for_each_of_many_sheets() {
    let tables = r#"<table:table table:name="a"/>"#.repeat(20);
    let bytes = with_content(&content(&tables));
    let size = content(&tables).len() as u64;
    let limits = |unpacked_size| Limits {
        unpacked_size,
        ..Limits::default()
    };
    assert!(open_within(bytes.clone(), &limits(size * 5)).is_ok());
    let error = open_within(bytes, &limits(size * 4)).err().unwrap();
    let kind = error.into_kind();
    assert!(
        matches!(
            kind,
            ErrorKind::Limit {
                limit: Limit::UnpackedSize,
                ..
            }
        ),
        "{kind}"
    );
}

/// Formats a cell from calamine as these tests format cells, or returns `None` if the cell is blank.
fn shown_by_calamine(value: &Data) -> Option<String> {
    let moment = |text: &str| match text.parse::<NaiveDateTime>() {
        Ok(at) if at.time() != NaiveTime::MIN => at.to_string(),
        _ => text.split('T').next().unwrap().to_owned(),
    };
    Some(match value {
        Data::Empty => return None,
        Data::String(text) if text.is_empty() => return None,
        // calamine returns errors as text.
        Data::String(text) if text.starts_with('#') => format!("error {text}"),
        Data::String(text) => format!("{text:?}"),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTimeIso(text) => moment(text),
        Data::DurationIso(text) => {
            let digits: Vec<i64> = text[2..]
                .split_terminator(['H', 'M', 'S'])
                .map(|number| number.parse().unwrap())
                .collect();
            format!(
                "{}ms",
                (digits[0] * 3600 + digits[1] * 60 + digits[2]) * 1000
            )
        }
        other => panic!("{other:?}"),
    })
}

#[test]
fn calamine_reads_the_same() {
    let sample = include_bytes!("../../tests/data/sample-avails.ods").to_vec();
    // calamine rejects a file with an invalid number.
    let built = with_rows(&everything().replace("\"soon\"", "\"5\""));
    for (bytes, least) in [(sample, 3_000), (built, 12)] {
        let mut theirs = Ods::new(Cursor::new(&bytes)).unwrap();
        let mut ours = open(bytes.clone()).unwrap();
        let mut compared = 0;
        for sheet in 0..ours.sheets().len() {
            let name = ours.sheets()[sheet].name.clone();
            let range = theirs.worksheet_range(&name).unwrap();
            let (top, left) = range.start().unwrap_or_default();
            let cells = range.used_cells().filter_map(|(row, column, value)| {
                let at = (row as u32 + top, column as u32 + left);
                Some((at, shown_by_calamine(value)?))
            });
            let mut cells = cells.peekable();
            let mut rows = ours.rows(sheet).unwrap().unwrap();
            let mut row = RawRow::default();
            while rows.next_row(&mut row).unwrap() {
                for cell in &row.cells {
                    // calamine does not report a formula without a result.
                    if matches!(cell.content, Content::NoStoredValue) {
                        continue;
                    }
                    let at = (row.row - 1, cell.column);
                    assert_eq!(cells.next(), Some((at, shown(&cell.content))), "{name}");
                    compared += 1;
                }
            }
            assert_eq!(cells.next(), None, "{name}");
        }
        assert!(compared >= least, "{compared}");
    }
}
