//! Tests columns and versions.

use ema_model::Column::{
    Alid, AltId, Director, DisplayName, End, EndLag, EntryType, FormatProfile, Hfr, LicenseType,
    NgAudio, OtherInstructions, PriceValue, ReleaseHistoryOriginal, ReleaseYear, RentalDuration,
    SpecialPreOrderFulfillDate, Start, StartLag, StoreLanguage, Territory, TitleInternalAlias,
    TotalRunTime, Wcg, WindowDuration, WorkType,
};
use ema_model::{Avail, EmaVersion, FileInfo, Format, HeaderColumn, Sheet, Workbook};
use ema_rules::{Profile, Severity};

use crate::case::{Case, MOVIES, MOVIES_1_6, check, day, findings, sale};

#[test]
fn columns_that_prime_video_does_not_use() {
    check(&[
        // The field list marks these columns "Not Used", so Prime Video accepts the row regardless of their contents.
        Case {
            name: "values and pairings that EMA forbids",
            sheet: MOVIES,
            rows: &[sale(&[
                (StartLag, "P7D"),
                (NgAudio, "Yes"),
                (ReleaseHistoryOriginal, "May 2026"),
                (SpecialPreOrderFulfillDate, "2027-03-01"),
            ])],
            finds: &["header: notice unused-field"],
        },
        Case {
            name: "values that are not dates, durations or Booleans",
            sheet: MOVIES,
            rows: &[sale(&[
                (StartLag, "soon"),
                (EndLag, "P"),
                (WindowDuration, "x"),
                (ReleaseYear, "77"),
                (TotalRunTime, "two hours"),
                (Wcg, "maybe"),
                (Hfr, "60"),
                (Director, "A. Person"),
                (SpecialPreOrderFulfillDate, "next week"),
                (OtherInstructions, "call us"),
            ])],
            finds: &["header: notice unused-field"],
        },
    ]);
}

#[test]
fn version_1_6() {
    check(&[
        // "a default currency will be added to versions EMA 1.7+ and EMA 1.6 avails". Germany has no default.
        Case {
            name: "a local time, a rental, and no column for currencies",
            sheet: MOVIES_1_6,
            rows: &[
                sale(&[
                    (AltId, "A"),
                    (Territory, "GB"),
                    (Start, "2027-03-01T09:00:00"),
                    (End, "Open"),
                ]),
                sale(&[
                    (AltId, "B"),
                    (Territory, "DE"),
                    (LicenseType, "VOD"),
                    (FormatProfile, "SD"),
                    (PriceValue, "2.99"),
                    (RentalDuration, "48"),
                    (StoreLanguage, "de:dub"),
                ]),
            ],
            finds: &[
                "file: notice currency-missing",
                "row 1: notice currency-default",
            ],
        },
    ]);
}

#[test]
fn a_time_of_day_in_version_1_6() {
    let case = Case {
        name: "a start with an offset",
        sheet: MOVIES_1_6,
        rows: &[sale(&[
            (AltId, "FERRY"),
            (Start, "2027-03-01T07:00:00-05:00"),
            (End, "Open"),
        ])],
        finds: &["row 1: notice currency-default"],
    };
    // "offsets from UTC can be used to specify time zones". The page does not make an exception for 1.6, although the
    // 1.6 template has only dates.
    let under_ema = case.found(&Profile::ema());
    assert!(
        under_ema.contains(&"row 1: error date-syntax".to_owned()),
        "{under_ema:?}"
    );
    check(&[case]);
}

#[test]
fn a_file_with_only_the_columns_that_its_rows_need() {
    let avail = Avail::from_cells(
        EmaVersion::V1_7_3,
        [
            (DisplayName, "harborfilms"),
            (Territory, "GB"),
            (WorkType, "Movie"),
            (EntryType, "Full Extract"),
            (TitleInternalAlias, "The Last Ferry"),
            (LicenseType, "AVOD"),
            (FormatProfile, "HD"),
            (Start, "2027-03-01"),
            (End, "2027-12-31"),
            (Alid, "FERRY"),
        ],
    );
    let sheet = Sheet::new(avail.header().clone(), vec![avail]);
    let file = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
    let report = Profile::prime_video().check(&file, day());
    // The columns for prices, captions and metadata IDs are "Required for TVOD", "for US" and "for TV".
    let severe = report.findings().iter();
    let severe: Vec<String> = severe
        .filter(|finding| finding.first.severity != Severity::Notice)
        .map(ToString::to_string)
        .collect();
    assert_eq!(severe, [""; 0]);
}

#[test]
fn a_text_file_that_is_not_utf_8() {
    let case = Case {
        name: "a title with an umlaut",
        sheet: MOVIES,
        rows: &[sale(&[(TitleInternalAlias, "F\u{e4}hre")])],
        finds: &["file: warning encoding"],
    };
    let file = case.file();
    let columns = file.sheets[0].header.columns();
    let avail = &file.sheets[0].avails[0];
    let line = |text: &dyn Fn(&HeaderColumn) -> String| -> String {
        let texts: Vec<String> = columns.iter().map(text).collect();
        texts.join(",") + "\n"
    };
    let csv = line(&|column| column.category.as_deref().unwrap_or_default().to_owned())
        + &line(&|column| column.name.to_string())
        + &line(&|_| "//Opt".to_owned())
        + &line(&|column| {
            let cell = avail.cell_at(column.index);
            cell.map_or("", |cell| cell.text()).to_owned()
        });
    // "All inputs are limited to UTF-8 characters."
    assert_eq!(found_in(csv.clone().into_bytes()), [""; 0]);
    let latin: Vec<u8> = csv.chars().map(|c| u8::try_from(c).unwrap()).collect();
    assert_eq!(found_in(latin), case.finds);
}

fn found_in(csv: Vec<u8>) -> Vec<String> {
    let file = ema_io::read_bytes(csv).unwrap();
    findings(&Profile::prime_video().check(&file, day()))
}
