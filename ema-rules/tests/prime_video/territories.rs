//! Tests territories, exclusions, and captions in the United States.

use ema_model::Column::{
    Alid, CaptionExemption, CaptionIncluded, PriceCurrency, PriceType, PriceValue, Territory,
    TerritoryExclusion,
};

use crate::case::{AVAILS_1_9, Case, MOVIES, check, sale, subscription};

#[test]
fn territories() {
    check(&[
        // "Territory: ISO 3166-1 territory code"; TerritoryExcluded: "The territories to be excluded
        // if there is a large set of included territories."
        Case {
            name: "lists, exclusions and a wrong code",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (Alid, "A"),
                    (Territory, "US,CA"),
                    (TerritoryExclusion, "MX"),
                    (PriceType, "Category"),
                    (PriceValue, "Library"),
                    (PriceCurrency, ""),
                ]),
                subscription(&[(Alid, "B"), (Territory, "UK")]),
                subscription(&[(Alid, "C"), (Territory, "GB")]),
                sale(&[
                    (Alid, "D"),
                    (Territory, "GB,IE"),
                    (TerritoryExclusion, "IE"),
                    (PriceType, "Category"),
                    (PriceValue, "Library"),
                    (PriceCurrency, ""),
                ]),
                subscription(&[(Alid, "E"), (Territory, "DE"), (TerritoryExclusion, "DE")]),
            ],
            finds: &[
                "row 1: warning exclusion-empty",
                "row 1: warning territory-list",
                "row 2: error territory-code",
                "row 4: warning territory-list",
                "row 5: error exclusion-empty",
            ],
        },
    ]);
}

#[test]
fn captions() {
    check(&[
        // CaptionIncluded: "If "False/No" for US, CaptionExemption is required."
        Case {
            name: "captions in and out of the United States",
            sheet: AVAILS_1_9,
            rows: &[
                sale(&[(Alid, "A"), (CaptionIncluded, "No")]),
                sale(&[(Alid, "B"), (CaptionExemption, "3")]),
                sale(&[
                    (Alid, "C"),
                    (CaptionIncluded, "No"),
                    (CaptionExemption, "3"),
                ]),
                sale(&[
                    (Alid, "D"),
                    (Territory, "GB"),
                    (PriceCurrency, "GBP"),
                    (CaptionIncluded, ""),
                ]),
            ],
            finds: &[
                "row 1: error required-field",
                "row 2: warning caption-contradiction",
            ],
        },
    ]);
}
