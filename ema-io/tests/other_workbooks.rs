//! Tests that `.ods` and `.xlsb` files from other programs have the same rows as the `.xlsx` file that they were made
//! from.

use ema_io::{ErrorKind, Output, read_path};
use ema_model::{Format, Workbook};

fn read(path: &str) -> Workbook {
    let folder = env!("CARGO_MANIFEST_DIR");
    read_path(format!("{folder}/{path}")).expect("a workbook")
}

#[test]
fn the_rows_are_those_of_the_xlsx() {
    let original = read("../examples/data/sample-avails.xlsx");
    for (path, format) in [
        ("tests/data/sample-avails.ods", Format::Ods),
        ("tests/data/sample-avails.xlsb", Format::Xlsb),
    ] {
        let workbook = read(path);
        assert_eq!(workbook.file.format, format);
        assert_eq!(workbook.file.passed_over, original.file.passed_over);
        assert_eq!(workbook.avails().count(), 125);
        for (sheet, original) in workbook.sheets.iter().zip(&original.sheets) {
            assert_eq!(sheet.header, original.header);
            for (avail, original) in sheet.avails.iter().zip(&original.avails) {
                assert_eq!(avail, original, "{path}, row {}", original.row());
            }
        }
    }
}

#[test]
fn neither_is_written() {
    for name in ["avails.ods", "avails.xlsb", "AVAILS.ODS"] {
        let error = Output::path(name).format().expect_err("refused");
        assert!(matches!(error.kind(), ErrorKind::Ending { .. }));
        let message = error.to_string();
        assert!(message.contains("read but not written"), "{message}");
        assert!(
            message.contains(".xlsx, .csv, .tsv, .json or .xml"),
            "{message}"
        );
    }
}
