//! Tests prices, their currencies, and temporary price reductions.

use ema_model::Column::{
    Alid, End, FormatProfile, GroupIdentity, Hdr, LicenseType, PriceCurrency, PriceType,
    PriceValue, RentalDuration, Srp, Start, Territory,
};

use crate::case::{Case, MOVIES, check, sale, subscription};

#[test]
fn prices_of_sales() {
    check(&[
        // "For TVOD titles on wholesale price terms, PriceType must be WSP and PriceValue must be a monetary value. For
        // TVOD titles on revenue-share terms, the PriceType must be Category and PriceValue must be either Library or
        // New Release." A category does not need a currency.
        Case {
            name: "wholesale prices and revenue shares",
            sheet: MOVIES,
            rows: &[
                sale(&[]),
                sale(&[
                    (LicenseType, "VOD"),
                    (PriceType, "Category"),
                    (PriceValue, "Library"),
                    (PriceCurrency, ""),
                ]),
                sale(&[
                    (Alid, "OTHER"),
                    (PriceType, "Category"),
                    (PriceValue, "New Release"),
                    (PriceCurrency, ""),
                ]),
            ],
            finds: &[],
        },
        // The same sentences apply, but each row has the wrong kind of value.
        Case {
            name: "wholesale without an amount, a category with one",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (PriceValue, "Library")]),
                sale(&[(Alid, "B"), (PriceType, "Category"), (PriceValue, "4.99")]),
            ],
            finds: &["row 1: error money", "row 2: error price-pairing"],
        },
        // "monetary values (e.g., 10.49, 13.99)". The yen has no minor unit.
        Case {
            name: "amounts that are not plain decimals of the currency",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (PriceValue, "$9.99")]),
                sale(&[
                    (Alid, "B"),
                    (Territory, "JP"),
                    (PriceValue, "499.50"),
                    (PriceCurrency, "JPY"),
                ]),
            ],
            finds: &["row 1: error money", "row 2: error money"],
        },
        // "Use Tier, SRP, or NA only if instructed by your Content Acquisition Manager."
        Case {
            name: "a price type by arrangement",
            sheet: MOVIES,
            rows: &[sale(&[(PriceType, "SRP"), (PriceValue, "12.99")])],
            finds: &["row 1: warning price-by-arrangement"],
        },
    ]);
}

#[test]
fn currencies() {
    check(&[
        // "If a content provider submits avails for a territory without a default currency mapped, a default currency
        // will be added to versions EMA 1.7+ and EMA 1.6 avails per the following currency-to-territory mapping table".
        // The table includes Canada, but not Germany.
        Case {
            name: "no currency, with and without a default",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (Territory, "CA"), (PriceCurrency, "")]),
                sale(&[(Alid, "B"), (Territory, "DE"), (PriceCurrency, "")]),
            ],
            finds: &[
                "row 1: notice currency-default",
                "row 2: warning currency-missing",
            ],
        },
        // "PriceCurrency: ISO 4217 currency code". Croatia's kuna was withdrawn at the end of 2022, although it is
        // still in the table of defaults.
        Case {
            name: "the currency of another territory, and one that is withdrawn",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (Territory, "GB"), (PriceCurrency, "EUR")]),
                sale(&[(Alid, "B"), (Territory, "HR"), (PriceCurrency, "HRK")]),
            ],
            finds: &[
                "row 1: notice currency-unusual",
                "row 2: warning currency-withdrawn",
            ],
        },
    ]);
}

#[test]
fn prices_of_other_licenses() {
    check(&[
        // "For SVOD titles (including Prime Channels and Cost Per Hour SVOD), these fields are
        // optional, but you may include Category for PriceType and sub for PriceValue."
        Case {
            name: "subscriptions with and without a price",
            sheet: MOVIES,
            rows: &[
                subscription(&[(PriceType, "Category"), (PriceValue, "sub")]),
                subscription(&[(GroupIdentity, "pureflix")]),
            ],
            finds: &[],
        },
        Case {
            name: "a subscription with an amount, and with a capital",
            sheet: MOVIES,
            rows: &[
                subscription(&[
                    (Alid, "A"),
                    (PriceType, "WSP"),
                    (PriceValue, "3.99"),
                    (PriceCurrency, "USD"),
                ]),
                subscription(&[(Alid, "B"), (PriceType, "Category"), (PriceValue, "Sub")]),
            ],
            finds: &["row 1: warning svod-price", "row 2: notice value-case"],
        },
        // "PriceType: The type of pricing that will be applied for TVOD titles."
        Case {
            name: "free offers with and without a price",
            sheet: MOVIES,
            rows: &[
                subscription(&[
                    (Alid, "A"),
                    (GroupIdentity, ""),
                    (LicenseType, "FVOD"),
                    (PriceType, "Category"),
                    (PriceValue, "Library"),
                ]),
                subscription(&[(Alid, "B"), (GroupIdentity, ""), (LicenseType, "AVOD")]),
            ],
            finds: &["row 1: warning price-not-wanted"],
        },
    ]);
}

#[test]
fn temporary_price_reductions() {
    check(&[
        // "For TPRs specified in PriceType, SRP should be included."
        Case {
            name: "a reduction without the retail price",
            sheet: MOVIES,
            rows: &[sale(&[(PriceType, "TPR-WSP"), (PriceValue, "8.49")])],
            finds: &[
                "row 1: notice unlisted-value",
                "row 1: warning tpr-without-srp",
            ],
        },
        // A price reduction overlaps the price that it reduces, and each format has its own price
        // ("FormatProfile: Indicates the resolution of the video covered by the terms").
        Case {
            name: "all formats, a rental and a reduction in one window",
            sheet: MOVIES,
            rows: &[
                sale(&[(FormatProfile, "SD"), (PriceValue, "6.99")]),
                sale(&[]),
                sale(&[(FormatProfile, "UHD"), (PriceValue, "13.99")]),
                sale(&[(FormatProfile, "UHD"), (Hdr, "DV"), (PriceValue, "13.99")]),
                sale(&[
                    (LicenseType, "VOD"),
                    (PriceValue, "3.49"),
                    (RentalDuration, "48"),
                ]),
                sale(&[
                    (PriceType, "TPR-WSP"),
                    (PriceValue, "4.99"),
                    (Srp, "15"),
                    (Start, "2027-06-01"),
                    (End, "2027-06-14"),
                ]),
            ],
            finds: &["row 6: notice unlisted-value"],
        },
    ]);
}
