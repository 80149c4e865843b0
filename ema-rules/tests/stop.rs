//! Tests that a caller can stop a check.

use std::ops::ControlFlow;

use ema_rules::{AsOf, Checker, Profile};

/// Once the sink has returned `Break`, it receives no more findings, even at the end of the file, where rules that
/// compare rows report their findings.
#[test]
fn a_check_stops_where_its_sink_does() {
    let row = "House,US,Movie,Full Extract,EST,HD,2027-01-01,2028-01-01,FILM\n";
    let header =
        "DisplayName,Territory,WorkType,EntryType,LicenseType,FormatProfile,Start,End,ALID\n";
    let workbook = ema_io::read_bytes(format!("{header}{}", row.repeat(5))).unwrap();
    let profile = Profile::prime_video();
    let as_of: AsOf = "2026-11-21".parse().unwrap();
    let check = |most: usize| {
        let (mut found, mut rows) = (0, 0);
        let mut checker = Checker::new(&profile, workbook.file.format, as_of, |_| {
            found += 1;
            match found < most {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        });
        for avail in workbook.avails() {
            rows += 1;
            if checker.avail(avail).is_break() {
                break;
            }
        }
        checker.finish(&workbook.file);
        (found, rows)
    };
    let (all, rows) = check(usize::MAX);
    assert_eq!(rows, 5);
    for most in 1..=all {
        assert_eq!(check(most).0, most);
    }
    assert!(check(1).1 < rows);
    assert_eq!(check(all).1, rows, "the last finding compares rows");
}
