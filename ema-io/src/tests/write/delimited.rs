//! Tests writing `.csv` and `.tsv` files.

use ema_testing::{assert_snapshot, str};

use super::*;

#[test]
fn a_text_file_is_one_that_excel_shows_and_does_not_run() {
    let columns = ["Territory", "WorkType", "LicenseType", "=Notes", "ALID"];
    let columns = (0..)
        .zip(columns)
        .map(|(index, name)| HeaderColumn::new(index, name.into(), Some("Avail".into())))
        .collect();
    let mut rows = HeaderRows::names_in(2);
    rows.categories = Some(1);
    let header = Header::new("Sheet1".into(), rows, columns, None, None);
    let workbook = workbook(header, |builder| {
        let mut avail = |row, texts: [&str; 4]| {
            for (index, text) in (0..).zip(texts) {
                builder.push(index, text, Stored::Text, Marks::default());
            }
            builder.build(row)
        };
        vec![
            avail(4, ["US", "Movie", "EST", "=HYPERLINK(\"x\")"]),
            avail(5, ["//US", "Mövie", "", "a, \"b\"\nc"]),
            avail(7, ["-5", "'=x", "@x", "a\r\nb"]),
        ]
    });
    let (bytes, losses) = written(&workbook, Format::Csv).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_snapshot(
        text.escape_debug()
            .to_string()
            .replace("\\r\\n", "\\r\\n\n"),
        str![[r#"
\u{feff}Avail,Avail,Avail,Avail,Avail\r\n
Territory,WorkType,LicenseType,\'=Notes,ALID\r\n
\r\n
US,Movie,EST,\"\'=HYPERLINK(\"\"x\"\")\",\r\n
\'//US,Mövie,,\"a, \"\"b\"\"\nc\",\r\n
\r\n
-5,\'\'=x,\'@x,\"a\nb\",\r\n

"#]],
    );
    let losses: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_snapshot(
        losses.join("\n"),
        str![[r#"
Sheet1!D7: =Notes `a  b` became `a b`: lines in a cell of a text file end only with a line feed
"#]],
    );
}

/// If the delimiter were a semicolon, the first row of the file would already have the column
/// names.
#[test]
fn headers_that_hide_the_delimiter_are_refused() {
    let names = ["Territory", "WorkType", "LicenseType", "ALID"];
    let mut columns: Vec<HeaderColumn> = (0..)
        .zip(names)
        .map(|(index, name)| HeaderColumn::new(index, name.into(), None))
        .collect();
    columns[0].category = Some("Territory;WorkType;LicenseType;ALID;".into());
    let mut rows = HeaderRows::names_in(2);
    rows.categories = Some(1);
    let header = Header::new("Sheet1".into(), rows, columns, None, None);
    let workbook = workbook(header, |_| Vec::new());
    let error = written(&workbook, Format::Csv).unwrap_err();
    assert_snapshot(
        error,
        str![[r#"
the file cannot be written: the headers of sheet “Sheet1” contain other delimiters, so the sheet would be read with different columns; write .xlsx, or rename the columns
"#]],
    );
    let (read, _) = again(&workbook, Format::Xlsx);
    assert_eq!(texts(&read), texts(&workbook));
}

/// Without quotation marks, these files would be mistaken for XML, JSON or a web page.
#[test]
fn a_first_header_like_markup_is_put_in_quotation_marks() {
    for first in ["<a", " <?xml", "{\"", "[{", "MIME-Version: 1.0"] {
        let mut columns = vec![HeaderColumn::new(0, first.into(), None)];
        let names = ["Territory", "WorkType", "LicenseType", "ALID", "</a"];
        let others = (1..).zip(names);
        columns.extend(others.map(|(index, name)| HeaderColumn::new(index, name.into(), None)));
        let header = Header::new(
            "Sheet1".into(),
            HeaderRows::names_in(2),
            columns,
            None,
            None,
        );
        let workbook = workbook(header, |_| Vec::new());
        for format in [Format::Csv, Format::Tsv] {
            let (read, _) = again(&workbook, format);
            let column = &read.sheets[0].header.columns()[0];
            assert_eq!(column.name, first, "{format}");
        }
    }
}
