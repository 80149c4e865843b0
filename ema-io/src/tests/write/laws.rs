//! Tests laws of writing and reading that hold for all headers and all cell contents.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_oneof, proptest};
use proptest::sample::{Index, select};
use proptest::test_runner::{Config as ProptestConfig, TestCaseError};
use proptest::{prop_assert, prop_assert_eq};

use super::*;

/// Generates strings that a careless writer or reader would change.
fn text() -> impl Strategy<Value = String> {
    let fixed = select(vec![
        "007",
        "1.0",
        "13.90",
        "1e5",
        "-0",
        "-3.50",
        "0.1",
        "+1",
        "123456789012345678",
        "NaN",
        "inf",
        "2026-01-31",
        "2026-01-31T09:00:00",
        "2026-01-31T00:00:00",
        "1899-12-31",
        "1900-02-28",
        "9999-12-31",
        "2026-01-31T09:00",
        "2026-01-31T09:00:00.5",
        "2026-01-31T09:00:00Z",
        "1:37:00",
        "TRUE",
        "true",
        "FALSE",
        "#REF!",
        "#N/A",
        "=1+1",
        "+x",
        "-x",
        "@SUM(A1)",
        "\tx",
        "'",
        "'=1",
        "''=1",
        "'-5",
        "'x",
        "_x0041_",
        "_x0041",
        "_x0041\u{1}",
        "_x005F_",
        "<r>a</r>",
        "<r></r>",
        "<r><t>a</t></r>",
        " a ",
        "\u{a0}",
        "\n",
        "a\nb",
        "\"",
        "a\"b",
        "a,b;c|d\te",
        "sep=;",
        "//x",
        "Open",
        "\u{0}",
        "\u{1f}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffe}",
        "\u{fffd}",
        "🎬",
        "e\u{301}",
        "&amp;",
        "]]>",
        "\u{202e}abc",
    ]);
    prop_oneof![
        6 => fixed.prop_map(str::to_owned),
        2 => any::<String>(),
        2 => "[ -~]{0,12}",
        1 => "[0-9]{1,4}(\\.[0-9]{1,4})?",
        1 => "[_x0-9A-F<>r/\u{1}\u{b}]{0,12}",
        1 => (0..3000_usize, "[a☂]").prop_map(|(count, c)| c.repeat(count)),
    ]
}

fn stored() -> impl Strategy<Value = Stored> {
    select(vec![
        Stored::Text,
        Stored::Text,
        Stored::Number,
        Stored::Date,
        Stored::Boolean,
    ])
}

/// Generates headers that a reader recognizes. Each is the header of a template with additional unknown columns between
/// and after the template's columns, and with or without the rows above and below the names.
fn header() -> impl Strategy<Value = Header> {
    let layout = select(Layout::all().collect::<Vec<_>>());
    let further = vec((any::<Index>(), "[A-Za-z_<&\" é]{0,9}[A-Za-z]"), 0..4);
    let shape = (any::<bool>(), any::<bool>(), 1..4_u32, 0..3_u16);
    (layout, further, shape).prop_map(|(layout, further, shape)| {
        let (categories, flags, above, gap) = shape;
        let template = Header::template(layout);
        let mut names: Vec<(Text, Option<Text>)> = template
            .columns()
            .iter()
            .map(|column| (column.name.clone(), column.category.clone()))
            .collect();
        for (at, name) in further {
            names.insert(at.index(names.len() + 1), (name.as_str().into(), None));
        }
        let mut rows = HeaderRows::names_in(above + u32::from(categories));
        rows.categories = categories.then_some(above);
        rows.flags = flags.then_some(rows.names + 1);
        let columns = (gap..)
            .zip(names)
            .map(|(index, (name, category))| HeaderColumn::new(index, name, category))
            .collect();
        let stated = template.stated_version().filter(|_| flags).cloned();
        Header::new("Sheet1".into(), rows, columns, stated, None)
    })
}

type Cells = Vec<(Index, String, Stored)>;

/// Generates an avails sheet with gaps between the rows.
fn sheet() -> impl Strategy<Value = Workbook> {
    let cells = vec((any::<Index>(), text(), stored()), 1..12);
    (header(), vec((1..3_u32, cells), 0..8)).prop_map(|(header, rows)| {
        let end = header.rows().flags.unwrap_or(header.rows().names);
        // The last two columns are to the right of the header, so their cells have no name.
        let width = usize::from(header.columns().last().unwrap().index) + 3;
        workbook(header, |builder| {
            let mut number = end;
            let mut avails = Vec::new();
            for (step, cells) in rows {
                number += step;
                avails.extend(avail(builder, width, number, cells));
            }
            avails
        })
    })
}

/// Returns an avail if every format can hold it as a row. It must have a value and must not be a comment.
fn avail(builder: &mut AvailBuilder, width: usize, row: u32, cells: Cells) -> Option<Avail> {
    for (at, text, stored) in cells {
        let index = at.index(width) as u16;
        // A cell without text is blank.
        let stored = if text.is_empty() {
            Stored::Text
        } else {
            stored
        };
        builder.push(index, text.as_str(), stored, Marks::default());
    }
    let avail = builder.build(row);
    let first = avail.cells().iter().find(|cell| !cell.is_blank())?;
    (!first.trimmed().starts_with('/')).then_some(avail)
}

/// Checks that the workbook is read as it was written, except for the reported losses.
fn holds(workbook: &Workbook, format: Format) -> Result<(), TestCaseError> {
    let (bytes, losses) = match written(workbook, format) {
        Ok(written) => written,
        // The header is rejected, because the first row looks like a row of flags.
        Err(error) if error.to_string().contains("would be read as the row") => return Ok(()),
        Err(error) => return Err(TestCaseError::fail(error.to_string())),
    };
    let (again, _) = written(workbook, format).unwrap();
    prop_assert!(bytes == again, "the same rows give other bytes");
    let mut expected = texts(workbook);
    for loss in losses {
        prop_assert_eq!(loss.kind, LossKind::Changed, "{}", loss);
        let at = loss.cell.unwrap();
        let line = format!("{at} {:?}", loss.text);
        let became = format!("{at} {:?}", loss.became.unwrap());
        let place = expected.iter().position(|other| *other == line).unwrap();
        expected[place] = became;
    }
    let read = read_bytes(bytes).unwrap();
    prop_assert_eq!(read.sheets.len(), 1);
    prop_assert_eq!(texts(&read), expected);
    let (header, was) = (&read.sheets[0].header, &workbook.sheets[0].header);
    prop_assert_eq!(header.version(), was.version());
    prop_assert_eq!(header.rows().names, was.rows().names);
    prop_assert_eq!(header.stated_version(), was.stated_version());
    Ok(())
}

/// Runs fewer cases than usual, because each case is a whole sheet. Set `PROPTEST_CASES` for more.
fn cases() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(64),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_written_to_xlsx_is_read_again(workbook in sheet()) {
        holds(&workbook, Format::Xlsx)?;
    }

    #[test]
    fn what_is_written_to_csv_is_read_again(workbook in sheet()) {
        holds(&workbook, Format::Csv)?;
    }

    #[test]
    fn what_is_written_to_json_is_read_again(workbook in sheet()) {
        holds(&workbook, Format::Json)?;
    }

    #[test]
    fn what_is_written_to_tsv_is_read_again(workbook in sheet()) {
        holds(&workbook, Format::Tsv)?;
    }
}
