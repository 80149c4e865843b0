//! Tests that the new value is read after another program has changed a number or date in a workbook. The workbook does
//! not store the original text as well.

use ema_model::{Column, Format};
use proptest::prelude::*;

use super::{movies_with, written};
use crate::tests::package::{unzipped, zip};

/// Returns the workbook with a different number in a cell.
fn with_number(workbook: &[u8], cell: &str, number: f64) -> Vec<u8> {
    let mut parts = unzipped(workbook.to_vec());
    let sheet = parts.get_mut("xl/worksheets/sheet1.xml").unwrap();
    let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap();
    let start = start + sheet[start..].find("<v>").unwrap() + 3;
    let end = start + sheet[start..].find("</v>").unwrap();
    sheet.replace_range(start..end, &number.to_string());
    zip(parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes())))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_changed_number_is_what_is_read(
        price in prop_oneof![Just("13.90"), Just("5"), Just("0.999")],
        thousandths in 0_u32..10_000_000,
        day in 36_526_u32..73_050,
    ) {
        let cells = [
            (Column::PriceValue, price),
            (Column::Start, "2026-01-01"),
        ];
        let workbook = movies_with(&[&cells]);
        let header = &workbook.sheets[0].header;
        let cell = |column| {
            let index = header.index_of(column).unwrap();
            format!("{}4", ema_model::column_letters(index))
        };
        let (bytes, _) = written(&workbook, Format::Xlsx).unwrap();
        let number = f64::from(thousandths) / 1000.0;
        let changed = with_number(&bytes, &cell(Column::PriceValue), number);
        let changed = with_number(&changed, &cell(Column::Start), f64::from(day));
        let workbook = crate::read_bytes(changed).unwrap();
        let avail = workbook.avails().next().unwrap();
        let read: f64 = avail.price_value().text().parse().unwrap();
        prop_assert_eq!(read, number);
        let start = avail.start().text();
        let date = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
        let date = date + chrono::Days::new(day.into());
        prop_assert_eq!(start, date.to_string());
    }
}
