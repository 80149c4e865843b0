//! Tests writing Excel workbooks.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::*;
use ema_model::{Kind, column_letters};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

use crate::Output;
use crate::tests::package::{unzipped, zip};

#[test]
fn values_are_stored_as_excel_stores_them() {
    let workbook = movies_with(&[&[
        (Column::Alid, "0042"),
        (Column::Start, "2026-01-31"),
        (Column::End, "2026-03-01T23:59:59"),
        (Column::PriceValue, "13.90"),
        (Column::ReleaseYear, "1917"),
        (Column::TitleInternalAlias, "=1+1"),
    ]]);
    let (read, losses) = again(&workbook, Format::Xlsx);
    assert!(losses.is_empty());
    let stored = |column| {
        let cell = read.sheets[0].avails[0].cell(column).unwrap();
        (cell.text().to_owned(), cell.stored())
    };
    for (column, text, as_what) in [
        (Column::Alid, "0042", Stored::Text),
        (Column::Start, "2026-01-31", Stored::Date),
        (Column::End, "2026-03-01T23:59:59", Stored::Date),
        (Column::PriceValue, "13.90", Stored::Number),
        (Column::ReleaseYear, "1917", Stored::Number),
        (Column::TitleInternalAlias, "=1+1", Stored::Text),
    ] {
        assert_eq!(stored(column), (text.to_owned(), as_what), "{column}");
    }
}

fn parts(workbook: &Workbook) -> BTreeMap<String, String> {
    let (bytes, losses) = written(workbook, Format::Xlsx).unwrap();
    assert_eq!(losses, []);
    unzipped(bytes)
}

/// 13.90 is stored as the number 13.9, so the text that a reader returns depends on the writer's number format.
#[test]
fn a_price_is_a_number_that_shows_its_zeros() {
    let parts = parts(&movies_with(&[&[
        (Column::PriceValue, "13.90"),
        (Column::Srp, "5"),
    ]]));
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(
        sheet.contains("<v>13.9</v>") && sheet.contains("<v>5</v>"),
        "{sheet}"
    );
}

#[test]
fn a_sheet_is_ready_to_be_worked_in() {
    let parts = parts(&movies_with(&[&[(Column::Territory, "US")]]));
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    for part in [
        r#"<pane ySplit="3" topLeftCell="A4""#,
        r#"<autoFilter ref="A3:BZ4"/>"#,
        r#"sqref="H4:H1048576"><formula1>"Full Extract,Full Delete"</formula1>"#,
        // The version is stored as a number, as in the templates.
        "><v>1.8</v></c>",
    ] {
        assert!(sheet.contains(part), "{part}\n{sheet}");
    }
    assert!(!parts.contains_key("xl/comments1.xml"));
}

#[test]
fn a_template_explains_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let template = |layout: Layout| {
        let mut template = crate::Template::new(layout);
        for &column in layout.columns() {
            template.column(crate::TemplateColumn {
                column,
                flag: "//REQ for pre-orders".to_owned(),
                note: column.meaning().to_owned(),
                words: match column.kind(layout.version) {
                    Kind::EntryType => vec!["Full Extract"],
                    _ => Vec::new(),
                },
            });
        }
        template.example([
            (Column::DisplayName, "Rockstar Films"),
            (Column::Start, "2027-01-31"),
            (Column::PriceValue, "9.99"),
            (Column::Alid, "NIGHT_TRAIN"),
        ]);
        template
    };
    for layout in Layout::all() {
        let path = folder.path().join("template.xlsx");
        template(layout).write(Output::path(&path)).unwrap();
        let read = crate::read_path(&path).unwrap();
        let header = &read.sheets[0].header;
        assert_eq!(header.rows(), HeaderRows::TEMPLATE, "{layout}");
        assert_eq!(
            header.columns(),
            Header::template(layout).columns(),
            "{layout}"
        );
        assert_eq!(read.sheets[0].avails, [], "{layout}");
        let parts = unzipped(std::fs::read(&path).unwrap());
        let sheet = &parts["xl/worksheets/sheet1.xml"];
        assert!(sheet.contains("<formula1>\"Full Extract\"</formula1>"));
        let strings = &parts["xl/sharedStrings.xml"];
        assert!(strings.contains("//e.g., Rockstar Films"), "{layout}");
        assert!(strings.contains("//REQ for pre-orders"), "{layout}");
        let notes = parts["xl/comments1.xml"].matches("<comment ").count();
        let has_version = layout.version >= EmaVersion::V1_8;
        assert_eq!(notes, layout.columns().len() + usize::from(has_version));
    }
    let layout = Layout {
        version: EmaVersion::V1_6,
        sheet: SheetKind::Bonus,
    };
    let output = Output::path(folder.path().join("none.xlsx"));
    let error = template(layout).write(output).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("version 1.6 has no tab Bonus; it has Movies, TV"),
        "{error}"
    );
}

#[test]
fn a_row_that_would_be_a_comment_is_refused() {
    let workbook = movies_with(&[&[(Column::DisplayName, "//")]]);
    let error = written(&workbook, Format::Xlsx).unwrap_err();
    assert_snapshot(
        error.to_string(),
        str![
            "the file cannot be written: row 4 of sheet “Movies” would be read as a comment, because its first cell starts with //; change the text of that cell, or write .csv, .json or .xml"
        ],
    );
    for format in [Format::Csv, Format::Tsv, Format::Json] {
        let (read, losses) = again(&workbook, format);
        assert!(losses.is_empty(), "{format}");
        let name = read.sheets[0].avails[0].display_name();
        assert_eq!(name.text(), "//", "{format}");
    }
}

#[test]
fn what_no_cell_holds_is_told() {
    let long = "x".repeat(32_768);
    let longest = "é".repeat(32_767);
    let workbook = workbook(movies(EmaVersion::V1_8), |builder| {
        builder
            .set(Column::TitleInternalAlias, &long)
            .unwrap()
            .set(Column::TitleDisplayUnlimited, &longest)
            .unwrap()
            .set(Column::Alid, "A")
            .unwrap();
        builder.push(60, "", Stored::NoResult, Marks::default());
        builder.push(61, "#REF!", Stored::Error, Marks::default());
        builder.push(62, "#SPILL!", Stored::Error, Marks::default());
        vec![builder.build(4)]
    });
    let told = |format| {
        let (read, losses) = again(&workbook, format);
        let avail = &read.sheets[0].avails[0];
        assert_eq!(avail.title_display_unlimited().text(), longest);
        assert!(avail.title_internal_alias().is_absent());
        let stored = avail.cell_at(61).unwrap().stored();
        let lines = losses.iter().map(ToString::to_string);
        let lines: Vec<String> = lines
            .map(|line| line.replace(&"x".repeat(20), ""))
            .collect();
        format!("{format}: #REF! is {stored:?}\n{}", lines.join("\n"))
    };
    assert_snapshot(
        [told(Format::Xlsx), told(Format::Csv)].join("\n\n"),
        str![[r#"
xlsx: #REF! is Error
Movies!I4: TitleInternalAlias `…` is lost: a cell holds no more than 32,767 characters
Movies!BI4: TitleStatus `` is lost: its formula has no result, and formulas are not kept
Movies!BK4: ExclusiveAttributes `#SPILL!` means something else: the error value of the source is written as text

csv: #REF! is Text
Movies!I4: TitleInternalAlias `…` is lost: a cell holds no more than 32,767 characters
Movies!BI4: TitleStatus `` is lost: its formula has no result, and formulas are not kept
Movies!BJ4: Exclusive `#REF!` means something else: the error value of the source is written as text
Movies!BK4: ExclusiveAttributes `#SPILL!` means something else: the error value of the source is written as text
"#]],
    );
}

#[test]
fn rows_keep_their_numbers_where_these_are_free() {
    let rows = [4, 7, 7, 2, 9, 2_000_000];
    let workbook = workbook(movies(EmaVersion::V1_8), |builder| {
        let avail = |row: u32| {
            builder.set(Column::Alid, &row.to_string()).unwrap();
            builder.build(row)
        };
        rows.map(avail).into()
    });
    for format in [Format::Xlsx, Format::Csv] {
        let (read, _) = again(&workbook, format);
        let numbers: Vec<u32> = read.avails().map(Avail::row).collect();
        assert_eq!(numbers, [4, 7, 8, 9, 10, 11], "{format}");
    }
    let (read, _) = again(&workbook, Format::Json);
    assert!(read.avails().map(Avail::row).eq(rows));
}

#[test]
fn cells_of_another_header_go_to_their_columns() {
    let own = Arc::new(movies(EmaVersion::V1_8));
    let further = [("Shelf".into(), None), ("Shelf".into(), None)];
    let layout = Layout {
        version: EmaVersion::V1_9,
        sheet: SheetKind::Bonus,
    };
    let other = Arc::new(Header::extended(layout, further.clone()));
    let own = Arc::new(Header::extended(own.layout(), further));
    let mut builder = AvailBuilder::new(Arc::clone(&other));
    builder
        .set(Column::Alid, "A")
        .unwrap()
        .set(Column::RefAlid, "B")
        .unwrap()
        .set(Column::Territory, "US")
        .unwrap();
    let last = other.columns().last().unwrap().index;
    builder.push(last, "second", Stored::Text, Marks::default());
    builder.push(last - 1, "first", Stored::Text, Marks::default());
    let sheet = Sheet::new(Arc::clone(&own), vec![builder.build(4)]);
    let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
    let (read, losses) = again(&workbook, Format::Xlsx);
    let avail = &read.sheets[0].avails[0];
    assert_eq!((avail.alid().text(), avail.territory().text()), ("A", "US"));
    let unknown: Vec<&str> = avail.unknown_cells().map(|(_, cell)| cell.text()).collect();
    assert_eq!(unknown, ["first", "second"]);
    let told: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["Bonus!C4: RefALID `B` is lost: the sheet has no such column"]
    );
}

#[test]
fn sheets_that_would_not_be_found_again_are_refused() {
    let columns = |names: &[&str]| -> Vec<HeaderColumn> {
        let column =
            |(index, name): (u16, &&str)| HeaderColumn::new(index, Text::from(*name), None);
        (0..).zip(names).map(column).collect()
    };
    let refused = |header: Header, texts: &[&str]| {
        let workbook = workbook(header, |builder| {
            for (index, text) in (0..).zip(texts) {
                builder.push(index, *text, Stored::Text, Marks::default());
            }
            vec![builder.build(2)]
        });
        let messages = [Format::Xlsx, Format::Csv].map(|format| {
            let error = written(&workbook, format).unwrap_err();
            assert!(matches!(error.kind(), crate::ErrorKind::Unwritable { .. }));
            error.to_string()
        });
        assert_eq!(messages[0], messages[1]);
        messages[0].clone()
    };
    let named = |names: &[&str]| {
        Header::new(
            "Sheet1".into(),
            HeaderRows::names_in(1),
            columns(names),
            None,
            None,
        )
    };
    let core = ["Territory", "WorkType", "LicenseType", "ALID"];
    let wide: Vec<String> = (0..17_000).map(|n| format!("n{n}")).collect();
    let wide: Vec<&str> = core
        .into_iter()
        .chain(wide.iter().map(String::as_str))
        .collect();
    let messages = [
        refused(named(&["ALID", "Start"]), &["A"]),
        refused(named(&core), &["Required", "Optional"]),
        written(&workbook(named(&wide), |_| Vec::new()), Format::Xlsx)
            .unwrap_err()
            .to_string(),
    ];
    assert_snapshot(
        messages.join("\n"),
        str![[r#"
the file cannot be written: the header of sheet “Sheet1” would not be recognized as a header of avails, which needs a row that names Territory, WorkType and LicenseType or any six columns of avails, one of them a title, an ID or a date; write the columns of a template
the file cannot be written: row 2 of sheet “Sheet1” would be read as the row that states which columns must be filled, because its cells start with a slash or a word such as Required; move another row to the top
the file cannot be written: sheet “Sheet1” has more columns than the 16,384 that Excel allows; write .csv, .json or .xml
"#]],
    );
}

#[test]
fn hidden_sheets_stay_hidden_unless_all_are() {
    use ema_model::Visibility::{self, Hidden, VeryHidden, Visible};
    let sheet = |name: &'static str, visibility| {
        let header = movies(EmaVersion::V1_8).named(name);
        Sheet::new(Arc::new(header.with_visibility(visibility)), Vec::new())
    };
    let read = |sheets: Vec<Sheet>| -> Vec<Visibility> {
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), sheets);
        let (read, _) = again(&workbook, Format::Xlsx);
        read.sheets
            .iter()
            .map(|sheet| sheet.header.visibility())
            .collect()
    };
    for hidden in [Hidden, VeryHidden] {
        assert_eq!(
            read(vec![sheet("Old", hidden), sheet("New", Visible)]),
            [hidden, Visible]
        );
        assert_eq!(
            read(vec![sheet("Old", hidden), sheet("Older", hidden)]),
            [Visible, hidden]
        );
    }
}

/// The parts of a workbook whose numbers another program might change. Each row has a year, a date, a date with a time,
/// and a price; the number of decimals differs from row to row.
static NUMBERS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let row = |price| {
        [
            (Column::PriceValue, price),
            (Column::ReleaseYear, "1917"),
            (Column::Start, "2026-01-31"),
            (Column::End, "2026-01-31T12:00:00"),
        ]
    };
    let rows = ["5", "5.5", "13.90", "1.000"].map(row);
    let rows: Vec<&[(Column, &str)]> = rows.iter().map(<[_; 4]>::as_slice).collect();
    parts(&movies_with(&rows))
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// In a workbook, only the number format records how a number was written. If another program changes the number,
    /// the new number is read, possibly with additional zeros.
    #[test]
    fn a_number_that_another_program_changes_is_the_one_that_is_read(
        cents in -10_000_000..10_000_000_i32,
        digits in 0..5_i32,
        is_exponential in any::<bool>(),
        year in 1900..2100_u32,
        days in 61.0..80_000.0_f64,
    ) {
        let header = movies(EmaVersion::V1_8);
        let mut parts = NUMBERS.clone();
        let sheet = parts.get_mut("xl/worksheets/sheet1.xml").unwrap();
        let amount = f64::from(cents) / 10_f64.powi(digits);
        let amount = if is_exponential { format!("{amount:e}") } else { amount.to_string() };
        let (year, day) = (year.to_string(), days.to_string());
        let values = [
            (Column::PriceValue, &amount),
            (Column::ReleaseYear, &year),
            (Column::Start, &day),
            (Column::End, &day),
        ];
        for row in 4..8 {
            for (column, value) in values {
                let index = header.index_of(column).unwrap();
                let cell = format!("<c r=\"{}{row}\"", column_letters(index));
                let start = sheet.find(&cell).unwrap();
                let start = start + sheet[start..].find("<v>").unwrap() + 3;
                let end = start + sheet[start..].find("</v>").unwrap();
                sheet.replace_range(start..end, value);
            }
        }
        let bytes = zip(parts.iter().map(|(name, part)| (name.as_str(), part.as_bytes())));
        let read = read_bytes(bytes).unwrap();
        prop_assert_eq!(read.avails().count(), 4);
        let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
        let day = (first + chrono::TimeDelta::days(days as i64)).to_string();
        for avail in read.avails() {
            let text = |column| avail.cell(column).unwrap().text();
            let price: f64 = text(Column::PriceValue).parse().unwrap();
            prop_assert_eq!(price, amount.parse::<f64>().unwrap());
            prop_assert_eq!(text(Column::ReleaseYear), &year);
            for column in [Column::Start, Column::End] {
                prop_assert!(text(column).starts_with(&day), "{}", text(column));
            }
        }
    }
}
