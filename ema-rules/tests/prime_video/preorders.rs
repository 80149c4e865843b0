//! Tests pre-orders and the sale that ends them.

use ema_model::Column::{
    Alid, AnnounceDate, End, FormatProfile, LicenseType, Start, SuppressionLiftDate,
};

use crate::case::{Case, MOVIES, Row, check, sale, subscription};

const SOLD: Row<'_> = sale(&[(Start, "2027-03-15"), (End, "Open")]);

#[test]
fn preorders() {
    check(&[
        // "or, for preorders, "ESTStart" if that's when the pre-order avail ends". SuppressionLiftDate is "Required for
        // POEST".
        Case {
            name: "pre-orders until their sale",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (LicenseType, "POEST"),
                    (Start, "2027-02-15"),
                    (End, "ESTStart"),
                    (SuppressionLiftDate, "2027-02-10"),
                    (AnnounceDate, "2027-02-12"),
                ]),
                SOLD,
                sale(&[
                    (LicenseType, "POEST"),
                    (FormatProfile, "UHD"),
                    (Start, "2027-02-15"),
                    (End, "ESTStart"),
                    (SuppressionLiftDate, "2027-02-10"),
                ]),
                sale(&[(FormatProfile, "UHD"), (Start, "2027-03-15"), (End, "Open")]),
            ],
            finds: &[],
        },
        // The pre-order and the sale are in the same scope, and "Full Extract requires that all of your current and
        // future avail entries are provided for a scope."
        Case {
            name: "a pre-order until a sale that the file does not have",
            sheet: MOVIES,
            rows: &[sale(&[
                (LicenseType, "POEST"),
                (Start, "2027-02-15"),
                (End, "ESTStart"),
                (SuppressionLiftDate, "2027-02-10"),
            ])],
            finds: &["row 1: warning preorder-without-sale"],
        },
        // "Required for POEST, otherwise Optional"
        Case {
            name: "a pre-order without SuppressionLiftDate",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (LicenseType, "POEST"),
                    (Start, "2027-02-15"),
                    (End, "ESTStart"),
                ]),
                SOLD,
            ],
            finds: &["row 1: error required-field"],
        },
        // ""Open" if no end date is available or, for preorders, "ESTStart""
        Case {
            name: "a pre-order without an end",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (LicenseType, "POEST"),
                    (Start, "2027-02-15"),
                    (End, "Open"),
                    (SuppressionLiftDate, "2027-02-10"),
                ]),
                SOLD,
            ],
            finds: &["row 1: warning preorder-end"],
        },
        // SuppressionLiftDate: "Date on which we can display the earliest EST start date."
        Case {
            name: "the start of the sale may be shown after it has started",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (LicenseType, "POEST"),
                    (Start, "2027-02-15"),
                    (End, "ESTStart"),
                    (SuppressionLiftDate, "2027-05-01"),
                ]),
                SOLD,
            ],
            finds: &["row 1: warning suppression-date"],
        },
        // The field list specifies the format `YYYY-MM-DD` for SuppressionLiftDate.
        Case {
            name: "SuppressionLiftDate with a time",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (LicenseType, "POEST"),
                    (Start, "2027-02-15"),
                    (End, "ESTStart"),
                    (SuppressionLiftDate, "2027-01-10T09:00:00Z"),
                ]),
                SOLD,
            ],
            finds: &["row 1: warning time-not-wanted"],
        },
    ]);
}

#[test]
fn est_start_is_for_preorders() {
    check(&[
        // "for preorders, "ESTStart" if that's when the pre-order avail ends"
        Case {
            name: "a subscription and a sale until ESTStart",
            sheet: MOVIES,
            rows: &[
                subscription(&[(Start, "2027-01-15"), (End, "ESTStart")]),
                SOLD,
                sale(&[(Alid, "B"), (Start, "2027-01-15"), (End, "ESTStart")]),
            ],
            finds: &["row 1: error end-keyword", "row 3: error end-keyword"],
        },
    ]);
}
