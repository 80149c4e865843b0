//! Tests with files from real programs, if they are available. The expected contents were determined by hand.

use std::path::{Path, PathBuf};

use ema_model::{Avail, Column, Workbook};

/// Returns the path of a file in the folder, or prints a message and returns `None` if the file is missing.
fn path(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/cases/wild")
        .join(name);
    if path.is_file() {
        return Some(path);
    }
    assert!(
        std::env::var_os("EMA_REQUIRE_CORPUS").is_none(),
        "{} is missing",
        path.display()
    );
    println!("skipped: there is no {}", path.display());
    None
}

pub(super) fn read(name: &str) -> Option<Workbook> {
    Some(crate::read_path(path(name)?).unwrap())
}

/// Returns the Start and End of each row.
fn windows(name: &str) -> Option<Vec<String>> {
    let text = |avail: &Avail, column| avail.cell(column).unwrap().text().to_owned();
    let window = |avail: &Avail| {
        let (start, end) = (text(avail, Column::Start), text(avail, Column::End));
        format!("{start} to {end}")
    };
    Some(read(name)?.avails().map(window).collect())
}

#[test]
fn the_end_of_a_day_is_not_the_next_day() {
    if let Some(windows) = windows("F1_endofday.xlsx") {
        assert_eq!(windows, ["2027-03-01 to 2028-02-29T23:59:59.999"; 2]);
    }
}

#[test]
fn a_date_that_is_stored_as_text_is_the_date_of_its_serial_number() {
    for name in [
        "F2_openpyxl_iso.xlsx",
        "F2_sheetjs_cellDates.xlsx",
        "F3_sheetjs.xls",
    ] {
        if let Some(windows) = windows(name) {
            assert_eq!(windows, ["2027-03-01 to 2028-02-29"; 2], "{name}");
        }
    }
}

#[test]
fn a_text_that_is_not_unicode_is_read_in_the_encoding_that_fits() {
    if let Some(workbook) = read("F6_shiftjis.csv") {
        let encoding = workbook.file.encoding.as_ref().unwrap();
        assert_eq!((encoding.name, encoding.is_guess), ("Shift_JIS", true));
        let avail = workbook.avails().next().unwrap();
        assert_eq!(avail.title_internal_alias().text(), "アニメ映画");
        assert_eq!(encoding.samples[0].text, "アニメ映画");
    }
}

#[test]
fn movies_and_tv_in_one_sheet_are_1_8() {
    if let Some(workbook) = read("Avails_noErrors_v2.3_v1.7.3_v1.8.xlsx") {
        let layout = workbook.sheets[0].header.layout();
        assert_eq!(layout.to_string(), "1.8 Avails");
    }
    if let Some(workbook) = read("UltimateAvailMaker_both.xlsx") {
        let layouts: Vec<String> = workbook
            .sheets
            .iter()
            .map(|sheet| sheet.header.layout().to_string())
            .collect();
        assert_eq!(layouts, ["1.7.3 Movies", "1.7.3 TV"]);
    }
}

#[test]
fn values_that_xml_spells_otherwise_are_read() {
    for name in [
        "F8_releasedate.xml",
        "F8_t24.xml",
        "VEEP_Season5_E5_avail.xml",
    ] {
        let Some(workbook) = read(name) else { return };
        for avail in workbook.avails() {
            assert_eq!(avail.schema_faults(), [], "{name}");
            for column in [Column::ReleaseYear, Column::Start, Column::End] {
                let cell = avail.cell(column);
                assert!(cell.is_none_or(|cell| cell.faults().is_empty()), "{name}");
            }
        }
    }
    if let Some(windows) = windows("F8_t24.xml") {
        assert!(windows[0].ends_with(" to 2028-02-29T00:00:00"));
    }
}

#[test]
fn a_date_is_not_a_date_and_time() {
    let Some(workbook) = read("F10_dateonly.xml") else {
        return;
    };
    let faults = workbook.avails().flat_map(Avail::schema_faults);
    let paths: Vec<&str> = faults.map(|fault| fault.path.as_str()).collect();
    assert_eq!(paths, ["Transaction/End"; 2]);
}
