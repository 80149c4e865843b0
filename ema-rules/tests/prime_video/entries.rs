//! Tests Full Extract and Full Delete.

use ema_model::Column::{
    Alid, AvailId, End, EntryType, GroupIdentity, LicenseType, Start, Territory,
};
use ema_rules::{AsOf, Feed, Holdings, Profile};

use crate::case::{AVAILS_1_9, Case, MOVIES, check, delete, sale, subscription};
use crate::story::file;

#[test]
fn entry_types() {
    check(&[
        // "Only Full Extract and Full Delete submissions are accepted."
        Case {
            name: "an Update of version 1.9",
            sheet: AVAILS_1_9,
            rows: &[sale(&[(EntryType, "Update"), (AvailId, "AV1")])],
            finds: &["row 1: error unknown-value"],
        },
        // "Entries intended for TVOD never extract or delete entries intended for SVOD"; "Entries
        // intended for Prime Video SVOD never extract or delete entries intended for Prime Video
        // Channels". A Full Delete has no price and no captions.
        Case {
            name: "one scope extracted, the three beside it deleted",
            sheet: MOVIES,
            rows: &[
                subscription(&[]),
                delete(&[(LicenseType, "SVOD"), (GroupIdentity, "pureflix")]),
                delete(&[]),
                delete(&[
                    (LicenseType, "SVOD"),
                    (GroupIdentity, "Prime Video"),
                    (Territory, "GB"),
                ]),
            ],
            finds: &[],
        },
        // "Prime Video defines scope as the unique combination of licensor, unique ID, territory, and the rights model
        // (e.g., TVOD, SVOD, etc.)". A sale and a rental are therefore in the same scope.
        Case {
            name: "a scope extracted and deleted",
            sheet: MOVIES,
            rows: &[sale(&[]), delete(&[(LicenseType, "VOD")])],
            finds: &["row 2: error entry-conflict"],
        },
        // "if the content is already in-window, a Full Delete isn't sufficient to automatically
        // expire content."
        Case {
            name: "a live title deleted",
            sheet: MOVIES,
            rows: &[sale(&[(Start, "2026-01-01")]), delete(&[])],
            finds: &["row 2: error full-delete-live"],
        },
        // "Submitting a Full Delete causes all avail records of that scope to be removed". The dates in the row are
        // ignored, but future dates look like a real window.
        Case {
            name: "a Full Delete with a window",
            sheet: MOVIES,
            rows: &[delete(&[
                (Alid, "B"),
                (Start, "2027-03-01"),
                (End, "2027-12-31"),
            ])],
            finds: &["row 1: warning full-delete-window"],
        },
    ]);
}

#[test]
fn what_the_platform_holds() {
    let profile = Profile::prime_video();
    let before = [
        sale(&[(Alid, "LIVE"), (Start, "2026-01-01")]),
        sale(&[(Alid, "TO_COME")]),
    ];
    let mut held = Holdings::new();
    let summer: AsOf = "2026-06-01".parse().unwrap();
    held.apply(
        &Feed::of(&file(MOVIES, &before), profile.conventions()),
        summer,
    );
    for case in [
        // "if the content is already in-window, a Full Delete isn't sufficient to automatically expire content". Prime
        // Video accepts the file, but the title remains live.
        Case {
            name: "a Full Delete of what is live",
            sheet: MOVIES,
            rows: &[delete(&[(Alid, "LIVE")])],
            finds: &["row 1: warning full-delete-live"],
        },
        Case {
            name: "a Full Delete of what has not begun",
            sheet: MOVIES,
            rows: &[delete(&[(Alid, "TO_COME")])],
            finds: &[],
        },
    ] {
        let found = case.found_against(&held, &profile);
        assert_eq!(found, case.finds, "{}", case.name);
    }
}
