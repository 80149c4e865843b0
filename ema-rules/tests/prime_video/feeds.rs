//! What a feed does to what Prime Video holds.

use ema_model::Column::{
    Alid, AltId, End, FormatProfile, GroupIdentity, LicenseType, PriceCurrency, PriceValue, Start,
    SuppressionLiftDate, Territory, TerritoryExclusion,
};

use crate::case::{MOVIES_1_6, Row, TV, delete, episode, sale, season, subscription};
use crate::story::{Story, check, sent};

/// On sale since the beginning of 2026.
const ON_SALE: Row<'_> = sale(&[(Start, "2026-01-01")]);
const ON_SALE_SD: Row<'_> = sale(&[
    (Start, "2026-01-01"),
    (FormatProfile, "SD"),
    (PriceValue, "6.99"),
]);
const ENDED_YESTERDAY: Row<'_> = sale(&[(Start, "2026-01-01"), (End, "2026-11-20")]);

#[test]
fn a_full_extract_replaces_what_is_current_and_future() {
    check(&[
        // "Full Extract allows a content partner to expire a license on a future date." A window that
        // has ended is not replaced: it is neither current nor future.
        Story {
            name: "an open end gets a date",
            feeds: &[
                sent(
                    "2026-01-15",
                    &[
                        sale(&[(Start, "2025-01-01"), (End, "2025-12-31")]),
                        sale(&[(Start, "2026-01-01"), (End, "Open")]),
                    ],
                    &["FERRY US TVOD: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[sale(&[(Start, "2026-01-01"), (End, "2027-03-31")])],
                    &["FERRY US TVOD: 1 changed, 1 history"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        // "When Full Extract avails are submitted, Prime Video replaces all current and future avail
        // information for a given scope."
        Story {
            name: "the window that follows, without the one that is live",
            feeds: &[
                sent("2026-06-01", &[ON_SALE], &["FERRY US TVOD: 1 added"]),
                sent(
                    "2026-11-21",
                    &[sale(&[])],
                    &["FERRY US TVOD: 1 changed; dropped-live"],
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
                    &["FERRY US TVOD: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[ON_SALE],
                    &["FERRY US TVOD: 1 unchanged, 1 removed; dropped-live"],
                ),
                sent("2026-11-21", &[ON_SALE], &["FERRY US TVOD: 1 unchanged"]),
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
                    &["FERRY US TVOD: 2 added"],
                ),
                sent(
                    "2026-11-21",
                    &[ON_SALE],
                    &["FERRY US TVOD: 1 unchanged, 1 removed; dropped-future"],
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
                        "FERRY GB TVOD: 1 added",
                        "FERRY GB SVOD: 1 added",
                        "FERRY US TVOD: 1 added",
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
                    &["FERRY US TVOD: 1 added"],
                )
                .under(MOVIES_1_6),
                sent(
                    "2026-11-21",
                    &[sale(&[(Start, "2026-01-01"), (End, "2027-01-31")])],
                    &["FERRY US TVOD: 1 changed"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        // "the unique combination of licensor, unique ID, territory": a list of territories is one
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
        // "both Channels are within the same scope", and "Submitting a Full Delete causes all avail
        // records of that scope to be removed."
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
        // "Full Extract requires that all of your current and future avail entries are provided": the
        // other channel has no such entry.
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
        "FERRY AU TVOD: 1 added",
        "FERRY GB TVOD: 1 added",
        "FERRY US TVOD: 1 added",
    ];
    check(&[
        // "Content providers should deliver a Full Extract avail with an appropriate date in the End
        // field to take down live titles": the day before the submission, by the clocks of each
        // territory.
        Story {
            name: "End yesterday, sent on a day",
            feeds: &[
                sent("2026-06-01", &EVERYWHERE, &BEGINS),
                sent(
                    "2026-11-21",
                    &NOWHERE,
                    &[
                        "FERRY AU TVOD: 1 changed; taken-down",
                        "FERRY GB TVOD: 1 changed; taken-down",
                        "FERRY US TVOD: 1 changed; taken-down",
                    ],
                ),
            ],
            live: &[],
        },
        // "a default of 23:59:59, corresponding to the end of the day in the easternmost time zone of
        // the territory": in New York, the day lasts five more hours.
        Story {
            name: "End yesterday, sent at midnight in London",
            feeds: &[
                sent("2026-06-01", &EVERYWHERE, &BEGINS),
                sent(
                    "2026-11-21T00:00:00Z",
                    &NOWHERE,
                    &[
                        "FERRY AU TVOD: 1 changed; taken-down",
                        "FERRY GB TVOD: 1 changed; taken-down",
                        "FERRY US TVOD: 1 changed",
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
                sent("2026-06-01", &[ON_SALE], &["FERRY US TVOD: 1 added"]),
                sent(
                    "2026-11-21",
                    &[delete(&[])],
                    &["FERRY US TVOD: 1 removed, 1 left live; not-taken-down"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
        Story {
            name: "a live title deleted, then taken down",
            feeds: &[
                sent("2026-06-01", &[ON_SALE], &["FERRY US TVOD: 1 added"]),
                sent(
                    "2026-11-21",
                    &[delete(&[])],
                    &["FERRY US TVOD: 1 removed, 1 left live; not-taken-down"],
                ),
                sent(
                    "2026-11-21",
                    &[ENDED_YESTERDAY],
                    &["FERRY US TVOD: 1 changed; taken-down"],
                ),
            ],
            live: &[],
        },
        // "Submitting a Full Delete causes all avail records of that scope to be removed": each
        // episode has an ALID, and so a scope of its own.
        Story {
            name: "one episode deleted before it begins",
            feeds: &[
                sent(
                    "2026-06-01",
                    &[season(&[]), episode(1, &[]), episode(2, &[])],
                    &[
                        "HARBOR_S1 US TVOD: 1 added",
                        "HARBOR_S1E1 US TVOD: 1 added",
                        "HARBOR_S1E2 US TVOD: 1 added",
                    ],
                )
                .under(TV),
                sent(
                    "2026-11-21",
                    &[delete(&[(Alid, "HARBOR_S1E2")])],
                    &["HARBOR_S1E2 US TVOD: 1 removed"],
                ),
            ],
            live: &[],
        },
        // "Submitting a Full Delete causes all avail records of that scope to be removed": a feed that
        // also extracts the scope contradicts itself.
        Story {
            name: "a scope extracted and deleted in one feed",
            feeds: &[
                sent("2026-06-01", &[ON_SALE], &["FERRY US TVOD: 1 added"]),
                sent(
                    "2026-11-21",
                    &[sale(&[]), delete(&[(LicenseType, "VOD")])],
                    &["FERRY US TVOD: 1 unchanged, 1 conflict"],
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
                    &["FERRY US TVOD: 2 added"],
                ),
                sent(
                    "2026-12-15",
                    &[PREORDER, IN_APRIL],
                    &["FERRY US TVOD: 2 changed"],
                ),
                sent(
                    "2027-03-15",
                    &[IN_APRIL],
                    &["FERRY US TVOD: 1 unchanged, 1 removed; dropped-live"],
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
                    &["FERRY US TVOD: 2 added"],
                ),
                sent(
                    "2026-12-15",
                    &[PREORDER, IN_APRIL],
                    &["FERRY US TVOD: 2 changed"],
                ),
                sent(
                    "2027-04-02",
                    &[IN_APRIL],
                    &["FERRY US TVOD: 1 unchanged, 1 history"],
                ),
            ],
            live: &["FERRY US EST HD"],
        },
    ]);
}
