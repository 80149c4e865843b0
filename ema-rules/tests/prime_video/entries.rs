//! Full Extract and Full Delete.

use ema_model::Column::{
    Alid, AvailId, End, EntryType, GroupIdentity, LicenseType, Start, Territory,
};

use crate::case::{AVAILS_1_9, Case, MOVIES, check, delete, sale, subscription};

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
        // "Prime Video defines scope as the unique combination of licensor, unique ID, territory, and
        // the rights model (e.g., TVOD, SVOD, etc.)": a sale and a rental are one scope.
        Case {
            name: "a scope extracted and deleted",
            sheet: MOVIES,
            rows: &[sale(&[]), delete(&[(LicenseType, "VOD")])],
            finds: &["row 2: error entry-conflict"],
        },
        // "Submitting a Full Delete causes all avail records of that scope to be removed", whatever its
        // dates are. Future dates look like a window.
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
