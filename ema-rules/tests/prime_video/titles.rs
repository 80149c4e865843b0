//! Tests IDs, titles, seasons and episodes.

use ema_model::Column::{
    Alid, AltId, AvailId, ContentId, DisplayName, DistributionNumber, EpisodeContentId,
    EpisodeCount, EpisodeNumber, PriceCurrency, PriceType, PriceValue, Start, Territory, TitleId,
    TitleInternalAlias,
};

use crate::case::{AVAILS_1_8, Case, MOVIES, MOVIES_1_6, TV, TV_1_6, check, episode, sale, season};

#[test]
fn identifiers() {
    check(&[
        // "When used, the AltID, ALID, and ContentID (in v1.7.x) must be identical." Only an AltID is limited to "UTF-8
        // numbers/EN letters/ underscore/hyphen".
        Case {
            name: "three equal IDs, and an ID with colons",
            sheet: MOVIES,
            rows: &[
                sale(&[(AltId, "FERRY"), (ContentId, "FERRY")]),
                sale(&[
                    (Alid, "md:cid:org:harborfilms:ferry"),
                    (ContentId, "md:cid:org:harborfilms:ferry"),
                    (TitleId, "10.5240/7791-8534-2C23-9030-8610-5"),
                ]),
            ],
            finds: &[],
        },
        Case {
            name: "IDs that differ in case, with a blank, and with a Cyrillic letter",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "FERRY"), (ContentId, "ferry")]),
                sale(&[(Alid, "LAST FERRY")]),
                sale(&[(Alid, "L\u{410}ST_FERRY")]),
            ],
            finds: &[
                "row 1: error id-mismatch",
                "row 2: warning blank-in-id",
                "row 3: warning mixed-script",
            ],
        },
        // AvailID: "Unique ID of the avail window/terms."
        Case {
            name: "one AvailID on two windows",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (AvailId, "AV1")]),
                sale(&[(Alid, "B"), (AvailId, "AV1"), (Start, "2027-05-01")]),
            ],
            finds: &["row 2: warning avail-id-reused"],
        },
        // AltID: "UTF-8 numbers/EN letters/ underscore/hyphen", "Required for v1.6".
        Case {
            name: "AltIDs of version 1.6",
            sheet: MOVIES_1_6,
            rows: &[
                sale(&[(AltId, "FERRY_2027-a")]),
                sale(&[(AltId, "FERRY#2")]),
                sale(&[]),
            ],
            finds: &[
                "row 1: notice currency-default",
                "row 2: error id-characters",
                "row 2: notice currency-default",
                "row 3: error required-field",
                "row 3: notice currency-default",
            ],
        },
        // DisplayName: "Use the assigned Prime Video PartnerAlias to match to asset packages."
        Case {
            name: "one licensor in two spellings",
            sheet: MOVIES,
            rows: &[
                sale(&[]),
                sale(&[(Alid, "B"), (DisplayName, "Harborfilms")]),
            ],
            finds: &["row 2: warning licensor-spelling"],
        },
        // "Descriptive title information (e.g., title, rating, director, etc.) are always be pulled [sic]
        // from the associated title metadata submission, and not content rights."
        Case {
            name: "a title of its own in each territory",
            sheet: MOVIES,
            rows: &[
                sale(&[]),
                sale(&[
                    (Territory, "GB"),
                    (PriceCurrency, "GBP"),
                    (TitleInternalAlias, "Die letzte Fähre"),
                ]),
            ],
            finds: &[],
        },
    ]);
}

#[test]
fn seasons_and_episodes() {
    check(&[
        // SeasonNumber and EpisodeCount are "Required for "season"", and EpisodeNumber is required "for "episode"". The
        // season has no CaptionIncluded, because only the videos of its episodes have captions.
        Case {
            name: "a season and its episodes",
            sheet: TV,
            rows: &[
                season(&[]),
                episode(1, &[]),
                episode(2, &[]),
                episode(3, &[]),
            ],
            finds: &[],
        },
        // SeriesAltID, SeasonAltID and EpisodeAltID are required "in v1.6".
        Case {
            name: "a season and its episodes in version 1.6",
            sheet: TV_1_6,
            rows: &[
                season(&[
                    (EpisodeCount, "2"),
                    (PriceType, "Category"),
                    (PriceValue, "Library"),
                ]),
                episode(
                    1,
                    &[
                        (EpisodeCount, "2"),
                        (PriceType, "Category"),
                        (PriceValue, "Library"),
                    ],
                ),
                episode(
                    2,
                    &[
                        (EpisodeCount, "2"),
                        (PriceType, "Category"),
                        (PriceValue, "Library"),
                    ],
                ),
            ],
            finds: &[],
        },
        // EpisodeCount: "Required for "Season""; EpisodeNumber: "Integer"; "must be identical".
        Case {
            name: "a season without a count, an episode with two IDs, and an episode `three`",
            sheet: TV,
            rows: &[
                season(&[(EpisodeCount, "")]),
                episode(1, &[]),
                episode(2, &[(EpisodeContentId, "HARBOR_S1E02")]),
                episode(3, &[(EpisodeNumber, "three")]),
            ],
            finds: &[
                "row 1: error required-field",
                "row 3: error id-mismatch",
                "row 4: error number-syntax",
            ],
        },
        // "WorkType: Movie, Season, Episode". A season may be sold while its episodes are being released.
        Case {
            name: "a season whose episodes come weekly, beside a movie in one sheet",
            sheet: AVAILS_1_8,
            rows: &[
                sale(&[]),
                season(&[]),
                episode(1, &[]),
                episode(2, &[(Start, "2027-03-08")]),
                episode(3, &[(Start, "2027-03-15")]),
            ],
            finds: &["row 2: notice season-offer"],
        },
        // DistributionNumber: "Integer"
        Case {
            name: "a sub-volume that is not numbered",
            sheet: TV,
            rows: &[episode(1, &[(DistributionNumber, "one")])],
            finds: &["row 1: error number-syntax"],
        },
    ]);
}
