//! Tests takedowns, Full Deletes and the ends of pre-orders.

use ema_model::Column::{Alid, End, LicenseType, Start, SuppressionLiftDate, Territory};

use crate::case::{Row, TV, delete, episode, sale, season};
use crate::story::{Story, check, sent};

/// A movie that has been on sale since the beginning of 2026.
const ON_SALE: Row<'_> = sale(&[(Start, "2026-01-01")]);
const ENDED_YESTERDAY: Row<'_> = sale(&[(Start, "2026-01-01"), (End, "2026-11-20")]);

#[test]
fn takedowns() {
    const EVERYWHERE: [Row<'_>; 3] = [
        sale(&[(Start, "2026-01-01"), (End, "Open")]),
        sale(&[(Start, "2026-01-01"), (End, "Open"), (Territory, "GB")]),
        sale(&[(Start, "2026-01-01"), (End, "Open"), (Territory, "AU")]),
    ];
    const NOWHERE: [Row<'_>; 3] = [
        ENDED_YESTERDAY,
        sale(&[
            (Start, "2026-01-01"),
            (End, "2026-11-20"),
            (Territory, "GB"),
        ]),
        sale(&[
            (Start, "2026-01-01"),
            (End, "2026-11-20"),
            (Territory, "AU"),
        ]),
    ];
    const BEGINS: [&str; 3] = [
        "FERRY AU sale and rental: 1 added",
        "FERRY GB sale and rental: 1 added",
        "FERRY US sale and rental: 1 added",
    ];
    check(&[
        // "Content providers should deliver a Full Extract avail with an appropriate date in the End field to take down
        // live titles". That date is the day before the submission, in the local time of each territory.
        Story {
            name: "End yesterday, sent on a day",
            feeds: &[
                sent("2026-06-01", &EVERYWHERE, &BEGINS),
                sent(
                    "2026-11-21",
                    &NOWHERE,
                    &[
                        "FERRY AU sale and rental: 1 changed; taken-down",
                        "FERRY GB sale and rental: 1 changed; taken-down",
                        "FERRY US sale and rental: 1 changed; taken-down",
                    ],
                ),
            ],
            live: &[],
        },
        // "a default of 23:59:59, corresponding to the end of the day in the easternmost time zone of the territory".
        // In New York, that day still has five hours left.
        Story {
            name: "End yesterday, sent at midnight in London",
            feeds: &[
                sent("2026-06-01", &EVERYWHERE, &BEGINS),
                sent(
                    "2026-11-21T00:00:00Z",
                    &NOWHERE,
                    &[
                        "FERRY AU sale and rental: 1 changed; taken-down",
                        "FERRY GB sale and rental: 1 changed; taken-down",
                        "FERRY US sale and rental: 1 changed",
                    ],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
    ]);
}

#[test]
fn full_deletes() {
    check(&[
        // "if the content is already in-window, a Full Delete isn't sufficient to automatically expire
        // content."
        Story {
            name: "a live title deleted",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[ON_SALE],
                    &["FERRY US sale and rental: 1 added"],
                ),
                sent(
                    "2026-11-21",
                    &[delete(&[])],
                    &["FERRY US sale and rental: 1 removed, 1 left live; not-taken-down"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        Story {
            name: "a live title deleted, then taken down",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[ON_SALE],
                    &["FERRY US sale and rental: 1 added"],
                ),
                sent(
                    "2026-11-21",
                    &[delete(&[])],
                    &["FERRY US sale and rental: 1 removed, 1 left live; not-taken-down"],
                ),
                sent(
                    "2026-11-21",
                    &[ENDED_YESTERDAY],
                    &["FERRY US sale and rental: 1 changed; taken-down"],
                ),
            ],
            live: &[],
        },
        // "Submitting a Full Delete causes all avail records of that scope to be removed". Each episode has its own
        // ALID, and therefore its own scope.
        Story {
            name: "one episode deleted before it begins",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[season(&[]), episode(1, &[]), episode(2, &[])],
                    &[
                        "HARBOR_S1 US sale and rental: 1 added",
                        "HARBOR_S1E1 US sale and rental: 1 added",
                        "HARBOR_S1E2 US sale and rental: 1 added",
                    ],
                )
                .under(TV),
                sent(
                    "2026-11-21",
                    &[delete(&[(Alid, "HARBOR_S1E2")])],
                    &["HARBOR_S1E2 US sale and rental: 1 removed"],
                ),
            ],
            live: &[],
        },
        // "Submitting a Full Delete causes all avail records of that scope to be removed". A feed that also extracts
        // the scope contradicts itself.
        Story {
            name: "a scope extracted and deleted in one feed",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[ON_SALE],
                    &["FERRY US sale and rental: 1 added"],
                ),
                sent(
                    "2026-11-21",
                    &[sale(&[]), delete(&[(LicenseType, "VOD")])],
                    &["FERRY US sale and rental: 1 unchanged, 1 conflict"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
    ]);
}

#[test]
fn a_preorder_ends_where_its_sale_starts() {
    const PREORDER: Row<'_> = sale(&[
        (LicenseType, "POEST"),
        (Start, "2026-11-01"),
        (End, "ESTStart"),
        (SuppressionLiftDate, "2026-10-25"),
    ]);
    const IN_MARCH: Row<'_> = sale(&[(Start, "2027-03-01"), (End, "Open")]);
    const IN_APRIL: Row<'_> = sale(&[(Start, "2027-04-01"), (End, "Open")]);
    check(&[
        // "or, for preorders, "ESTStart" if that's when the pre-order avail ends"
        Story {
            name: "the sale is moved, and the pre-order left out before it starts",
            feeds: &[
                sent(
                    "2026-11-21",
                    &[PREORDER, IN_MARCH],
                    &["FERRY US sale and rental: 2 added"],
                ),
                sent(
                    "2026-12-15",
                    &[PREORDER, IN_APRIL],
                    &["FERRY US sale and rental: 2 changed"],
                ),
                sent(
                    "2027-03-15",
                    &[IN_APRIL],
                    &["FERRY US sale and rental: 1 unchanged, 1 removed; dropped-live"],
                ),
            ],
            live: &[],
        },
        Story {
            name: "the sale is moved, and the pre-order left out after it has started",
            feeds: &[
                sent(
                    "2026-11-21",
                    &[PREORDER, IN_MARCH],
                    &["FERRY US sale and rental: 2 added"],
                ),
                sent(
                    "2026-12-15",
                    &[PREORDER, IN_APRIL],
                    &["FERRY US sale and rental: 2 changed"],
                ),
                sent(
                    "2027-04-02",
                    &[IN_APRIL],
                    &["FERRY US sale and rental: 1 unchanged, 1 history"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
    ]);
}
