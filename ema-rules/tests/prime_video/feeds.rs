//! Tests the effects of feeds on Prime Video's holdings.

use ema_model::Column::{
    AltId, End, FormatProfile, GroupIdentity, LicenseType, PriceCurrency, PriceValue, Start,
    Territory, TerritoryExclusion,
};

use crate::case::{MOVIES_1_6, Row, delete, sale, subscription};
use crate::story::{Story, check, sent};

/// A movie that has been on sale since the beginning of 2026.
const ON_SALE: Row<'_> = sale(&[(Start, "2026-01-01")]);
const ON_SALE_SD: Row<'_> = sale(&[
    (Start, "2026-01-01"),
    (FormatProfile, "SD"),
    (PriceValue, "6.99"),
]);

#[test]
fn a_full_extract_replaces_what_is_current_and_future() {
    check(&[
        // "Full Extract allows a content partner to expire a license on a future date." A window
        // that has ended is neither current nor future, so it is not replaced.
        Story {
            name: "an open end gets a date",
            feeds: &[
                sent(
                    "2026-01-15",
                    &[
                        sale(&[(Start, "2025-01-01"), (End, "2025-12-31")]),
                        sale(&[(Start, "2026-01-01"), (End, "Open")]),
                    ],
                    &["FERRY US sale and rental: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[sale(&[(Start, "2026-01-01"), (End, "2027-03-31")])],
                    &["FERRY US sale and rental: 1 changed, 1 history"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        // "When Full Extract avails are submitted, Prime Video replaces all current and future avail
        // information for a given scope."
        Story {
            name: "the window that follows, without the one that is live",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[ON_SALE],
                    &["FERRY US sale and rental: 1 added"],
                ),
                sent(
                    "2026-11-21",
                    &[sale(&[])],
                    &["FERRY US sale and rental: 1 changed; dropped-live"],
                ),
            ],
            live: &[],
        },
        // "Full Extract requires that all of your current and future avail entries are provided for a
        // scope."
        Story {
            name: "a live format left out, and the feed sent twice",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[ON_SALE, ON_SALE_SD],
                    &["FERRY US sale and rental: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[ON_SALE],
                    &["FERRY US sale and rental: 1 unchanged, 1 removed; dropped-live"],
                ),
                sent(
                    "2026-11-21",
                    &[ON_SALE],
                    &["FERRY US sale and rental: 1 unchanged"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        Story {
            name: "a future format left out",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[
                        ON_SALE,
                        sale(&[(Start, "2027-02-01"), (FormatProfile, "UHD")]),
                    ],
                    &["FERRY US sale and rental: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[ON_SALE],
                    &["FERRY US sale and rental: 1 unchanged, 1 removed; dropped-future"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        // "For SVOD, max resolution should be specified since lower resolutions are displayed based on
        // user setup."
        Story {
            name: "a subscription goes from HD to UHD",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[subscription(&[(Start, "2026-01-01")])],
                    &["FERRY US SVOD: 1 added"],
                ),
                sent(
                    "2026-11-21",
                    &[subscription(&[
                        (Start, "2026-01-01"),
                        (FormatProfile, "UHD"),
                    ])],
                    &["FERRY US SVOD: 1 changed"],
                ),
            ],
            live: &["FERRY US SVOD UHD"],
        },
    ]);
}

#[test]
fn scopes() {
    check(&[
        // "Prime Video defines scope as the unique combination of licensor, unique ID, territory, and
        // the rights model"; "Entries intended for TVOD never extract or delete entries intended for
        // SVOD."
        Story {
            name: "one of six scopes of a title",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[
                        ON_SALE,
                        subscription(&[(Start, "2026-01-01")]),
                        subscription(&[(Start, "2026-01-01"), (GroupIdentity, "pureflix")]),
                        subscription(&[
                            (Start, "2026-01-01"),
                            (GroupIdentity, ""),
                            (LicenseType, "FVOD"),
                        ]),
                        sale(&[
                            (Start, "2026-01-01"),
                            (Territory, "GB"),
                            (PriceCurrency, "GBP"),
                        ]),
                        subscription(&[(Start, "2026-01-01"), (Territory, "GB")]),
                    ],
                    &[
                        "FERRY GB sale and rental: 1 added",
                        "FERRY GB SVOD: 1 added",
                        "FERRY US sale and rental: 1 added",
                        "FERRY US SVOD: 1 added",
                        "FERRY US SVOD channels: 1 added",
                        "FERRY US FVOD: 1 added",
                    ],
                ),
                sent(
                    "2026-11-21",
                    &[subscription(&[(Start, "2026-01-01"), (End, "2027-06-30")])],
                    &["FERRY US SVOD: 1 changed"],
                ),
            ],
            live: &[
                "FERRY GB EST HD",
                "FERRY GB SVOD HD",
                "FERRY US EST HD",
                "FERRY US SVOD HD",
                "FERRY US SVOD HD",
                "FERRY US FVOD HD",
            ],
        },
        // "A unique ID is represented by an Alt ID in EMA v1.6 and an ALID in EMA v1.7."
        Story {
            name: "a title that version 1.6 began and 1.7.3 ends",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[sale(&[
                        (AltId, "FERRY"),
                        (Start, "2026-01-01"),
                        (End, "Open"),
                    ])],
                    &["FERRY US sale and rental: 1 added"],
                )
                .under(MOVIES_1_6),
                sent(
                    "2026-11-21",
                    &[sale(&[(Start, "2026-01-01"), (End, "2027-01-31")])],
                    &["FERRY US sale and rental: 1 changed"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        // "the unique combination of licensor, unique ID, territory". A list of territories therefore has a separate
        // scope for each territory that is not excluded.
        Story {
            name: "one of two territories",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[subscription(&[(Territory, "US,CA"), (Start, "2026-01-01")])],
                    &["FERRY CA SVOD: 1 added", "FERRY US SVOD: 1 added"],
                ),
                sent(
                    "2026-11-21",
                    &[subscription(&[(Start, "2026-01-01"), (End, "2027-06-30")])],
                    &["FERRY US SVOD: 1 changed"],
                ),
                sent(
                    "2026-11-21",
                    &[subscription(&[
                        (Territory, "US,CA"),
                        (TerritoryExclusion, "CA"),
                        (Start, "2026-01-01"),
                        (End, "2027-05-31"),
                    ])],
                    &["FERRY US SVOD: 1 changed"],
                ),
            ],
            live: &["FERRY CA SVOD HD", "FERRY US SVOD HD"],
        },
    ]);
}

#[test]
fn channels() {
    const PUREFLIX: Row<'_> = subscription(&[(Start, "2026-01-01"), (GroupIdentity, "pureflix")]);
    const CRIMEFLIX: Row<'_> = subscription(&[(Start, "2026-01-01"), (GroupIdentity, "crimeflix")]);
    check(&[
        // "If you have a title available in more than one Prime Video Channel in a single territory,
        // you must include details for both titles when sending a Full Extract submission, because
        // both Channels are within the same scope."
        Story {
            name: "one of two channels",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[PUREFLIX, CRIMEFLIX],
                    &["FERRY US SVOD channels: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[PUREFLIX],
                    &[
                        "FERRY US SVOD channels: 1 unchanged, 1 removed; channel-missing, dropped-live",
                    ],
                ),
            ],
            live: &["FERRY US SVOD HD"],
        },
        // "both Channels are within the same scope", and "Submitting a Full Delete causes all avail records of that
        // scope to be removed."
        Story {
            name: "one of two channels deleted, neither of which has begun",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[
                        subscription(&[(GroupIdentity, "pureflix")]),
                        subscription(&[(GroupIdentity, "crimeflix")]),
                    ],
                    &["FERRY US SVOD channels: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[delete(&[
                        (LicenseType, "SVOD"),
                        (GroupIdentity, "crimeflix"),
                    ])],
                    &["FERRY US SVOD channels: 2 removed; channel-missing"],
                ),
            ],
            live: &[],
        },
        Story {
            name: "one of two channels deleted, while the other is live",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[PUREFLIX, subscription(&[(GroupIdentity, "crimeflix")])],
                    &["FERRY US SVOD channels: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[delete(&[
                        (LicenseType, "SVOD"),
                        (GroupIdentity, "crimeflix"),
                    ])],
                    &[
                        "FERRY US SVOD channels: 2 removed, 1 left live; channel-missing, not-taken-down",
                    ],
                ),
            ],
            live: &["FERRY US SVOD HD"],
        },
        // "Full Extract requires that all of your current and future avail entries are provided". The other channel has
        // no current or future entry.
        Story {
            name: "one of two channels, after the other has ended",
            feeds: &[
                sent(
                    "2026-01-15",
                    &[
                        PUREFLIX,
                        subscription(&[
                            (Start, "2026-01-01"),
                            (End, "2026-05-31"),
                            (GroupIdentity, "crimeflix"),
                        ]),
                    ],
                    &["FERRY US SVOD channels: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[PUREFLIX],
                    &["FERRY US SVOD channels: 1 unchanged, 1 history"],
                ),
            ],
            live: &["FERRY US SVOD HD"],
        },
    ]);
}
