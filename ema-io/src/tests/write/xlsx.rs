//! Workbooks of Excel.

use super::*;

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
