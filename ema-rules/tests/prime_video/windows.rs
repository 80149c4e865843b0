//! Tests which windows are for the same offer, and when windows begin and end.

use ema_model::Column::{
    Alid, End, FormatProfile, Hdr, PriceCurrency, PriceValue, Start, Territory, Wcg,
};

use crate::case::{Case, MOVIES, check, sale};

#[test]
fn one_offer() {
    check(&[
        // "We don't accept duplicate or overlapping windows". `4K` and `UHD` are the same
        // resolution, a Boolean can be `True` or `Yes`, and WCG is "Not Used".
        Case {
            name: "two spellings of one offer",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (FormatProfile, "4K")]),
                sale(&[(Alid, "A"), (FormatProfile, "UHD")]),
                sale(&[(Alid, "B"), (Hdr, "True")]),
                sale(&[(Alid, "B"), (Hdr, "Yes")]),
                sale(&[(Alid, "C"), (Wcg, "Yes")]),
                sale(&[(Alid, "C"), (Wcg, "No")]),
            ],
            finds: &[
                "header: notice unused-field",
                "row 1: notice superseded-format",
                "row 2: error window-duplicate",
                "row 4: error window-duplicate",
                "row 6: error window-duplicate",
            ],
        },
        // "HDR: Boolean, "DV" (DolbyVision), "HDR10""
        Case {
            name: "HDR as a Boolean",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (FormatProfile, "UHD"), (Hdr, "Yes")]),
                sale(&[(Alid, "B"), (Hdr, "No")]),
            ],
            finds: &[],
        },
    ]);
}

#[test]
fn consecutive_windows() {
    check(&[
        // "If no time is supplied, a default of 23:59:59, corresponding to the end of the day in the easternmost time
        // zone of the territory indicated is assumed." In Chile, the day between the windows has an extra hour, because
        // the clocks are set back.
        Case {
            name: "days, local times and instants that follow each other",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (End, "2027-06-30")]),
                sale(&[(Alid, "A"), (Start, "2027-07-01")]),
                sale(&[(Alid, "B"), (End, "2027-06-30T23:59:59")]),
                sale(&[(Alid, "B"), (Start, "2027-07-01T00:00:00")]),
                sale(&[(Alid, "C"), (End, "2027-06-30T23:59:59-04:00")]),
                sale(&[(Alid, "C"), (Start, "2027-07-01T04:00:00Z")]),
                sale(&[
                    (Alid, "D"),
                    (Territory, "CL"),
                    (PriceCurrency, "CLP"),
                    (PriceValue, "7990"),
                    (End, "2027-04-03"),
                ]),
                sale(&[
                    (Alid, "D"),
                    (Territory, "CL"),
                    (PriceCurrency, "CLP"),
                    (PriceValue, "7990"),
                    (Start, "2027-04-04"),
                ]),
            ],
            finds: &[],
        },
        // "the local time in the easternmost time zone of the territory". In Russia, this is the zone of Kamchatka, and
        // in Canada, it is the zone of St. John's. In the United Kingdom, local time in winter is UTC.
        Case {
            name: "days that end elsewhere than the next window begins",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (Alid, "A"),
                    (Territory, "RU"),
                    (PriceCurrency, "RUB"),
                    (End, "2027-06-30"),
                ]),
                sale(&[
                    (Alid, "A"),
                    (Territory, "RU"),
                    (PriceCurrency, "RUB"),
                    (Start, "2027-06-30T12:00:00Z"),
                ]),
                sale(&[
                    (Alid, "B"),
                    (Territory, "CA"),
                    (PriceCurrency, "CAD"),
                    (End, "2027-06-30"),
                ]),
                sale(&[
                    (Alid, "B"),
                    (Territory, "CA"),
                    (PriceCurrency, "CAD"),
                    (Start, "2027-07-01T02:30:00Z"),
                ]),
                sale(&[
                    (Alid, "C"),
                    (Territory, "GB"),
                    (PriceCurrency, "GBP"),
                    (End, "2027-11-30"),
                ]),
                sale(&[
                    (Alid, "C"),
                    (Territory, "GB"),
                    (PriceCurrency, "GBP"),
                    (Start, "2027-12-01T00:00:00Z"),
                ]),
            ],
            // In Moscow, the first window begins the day before its Start.
            finds: &["row 1: notice day-begins-elsewhere"],
        },
        // The same sentence applies. June 30 ends in New York on July 1 at 03:59:59 UTC.
        Case {
            name: "a day that ends after the next window has begun",
            sheet: MOVIES,
            rows: &[
                sale(&[(End, "2027-06-30")]),
                sale(&[(Start, "2027-07-01T00:00:00Z")]),
            ],
            finds: &["row 2: error window-overlap"],
        },
    ]);
}

#[test]
fn moments() {
    check(&[
        // "Specific time zones may be specified by supplying offsets from UTC"; "YYYY-MM-DD or ISO
        // 8601 Date+Time format".
        Case {
            name: "an offset beside a date, and a window of one day",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (Alid, "A"),
                    (Territory, "IN"),
                    (PriceCurrency, "INR"),
                    (Start, "2027-03-01T00:00:00+05:30"),
                    (End, "2027-03-01"),
                ]),
                sale(&[(Alid, "B"), (Start, "2027-03-01"), (End, "2027-03-01")]),
            ],
            finds: &[],
        },
        // "the local time in the easternmost time zone of the territory". In New York, clocks skip 02:30 on March 14,
        // 2027, and show 01:30 twice on November 7.
        Case {
            name: "local times that clocks skip or show twice",
            sheet: MOVIES,
            rows: &[sale(&[
                (Start, "2027-03-14T02:30:00"),
                (End, "2027-11-07T01:30:00"),
            ])],
            finds: &[
                "row 1: notice local-time-fold",
                "row 1: notice local-time-gap",
            ],
        },
        // "Immediate take-down: End = one day before the submission date."
        Case {
            name: "a take-down that ended yesterday, in New York too",
            sheet: MOVIES,
            rows: &[sale(&[(Start, "2026-01-01"), (End, "2026-11-20")])],
            finds: &["row 1: notice ended"],
        },
    ]);
}
