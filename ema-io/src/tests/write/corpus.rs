//! Tests with real files, if they are available.

use super::*;
use crate::tests::corpus::files;

/// Every workbook is written in every format and read back with every cell.
#[test]
fn every_cell_of_every_workbook_is_held() {
    for path in files("xlsx") {
        let workbook = crate::read_path(&path).unwrap();
        for format in [Format::Xlsx, Format::Json] {
            holds(&workbook, format, &path);
        }
        // A text file has only one sheet, which is named after the file.
        for sheet in &workbook.sheets {
            let header = Header::clone(&sheet.header).named("Sheet1");
            let sheet = Sheet::new(Arc::new(header), sheet.avails.clone());
            let alone = Workbook::new(workbook.file.clone(), vec![sheet]);
            for format in [Format::Csv, Format::Tsv] {
                holds(&alone, format, &path);
            }
        }
    }
}

fn holds(workbook: &Workbook, format: Format, path: &std::path::Path) {
    let (read, losses) = again(workbook, format);
    let place = format!("{} as {format}", path.display());
    assert_eq!(losses, [], "{place}");
    for (sheet, was) in read.sheets.iter().zip(&workbook.sheets) {
        assert_eq!(sheet.header.sheet(), was.header.sheet(), "{place}");
        assert_eq!(sheet.header.version(), was.header.version(), "{place}");
        assert_eq!(sheet.header.layout(), was.header.layout(), "{place}");
        let rows = |sheet: &Sheet| -> Vec<(u32, Vec<(u16, String)>)> {
            let cells = |avail: &Avail| {
                let cells = avail.cells().iter();
                cells
                    .map(|cell| (cell.index(), cell.text().to_owned()))
                    .collect()
            };
            sheet
                .avails
                .iter()
                .map(|avail| (avail.row(), cells(avail)))
                .collect()
        };
        assert_eq!(rows(sheet), rows(was), "{place}");
    }
    assert_eq!(read.sheets.len(), workbook.sheets.len(), "{place}");
}
