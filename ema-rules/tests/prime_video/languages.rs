//! Tests languages, their suffixes, and holdbacks.

use ema_model::Column::{
    Alid, AllowedLanguages, AssetLanguage, End, FormatProfile, GroupIdentity, HoldbackLanguage,
    LicenseType, LocalizationType, PriceCurrency, RequiredFulfillmentLanguages, Start, Territory,
};

use crate::case::{Case, MOVIES, check, sale, subscription};

#[test]
fn language_cells() {
    check(&[
        // "Prime Video supports appending :sub, :dub, :subdub, or :any after any language code";
        // "Multiple languages can be included in all language fields; use commas to separate them."
        Case {
            name: "lists of languages with all suffixes",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (AssetLanguage, "en-GB:any,es-419:sub,fr-CA:dub"),
                    (AllowedLanguages, "en,es-419,fr-CA:dub"),
                    (RequiredFulfillmentLanguages, "es-419:subdub"),
                ]),
                sale(&[
                    (LicenseType, "VOD"),
                    (AssetLanguage, "es-419"),
                    (LocalizationType, "sub"),
                ]),
                sale(&[(Alid, "B"), (AssetLanguage, "en-US,fr-FR")]),
            ],
            finds: &[],
        },
        // "Use RFC 5646 language codes". The sentences about suffixes and commas are quoted above. Until 1989, `iw` was
        // the code for Hebrew.
        Case {
            name: "text that is not a list of language codes",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (AssetLanguage, "es_419")]),
                sale(&[(Alid, "B"), (HoldbackLanguage, "fr:subs")]),
                sale(&[(Alid, "C"), (AssetLanguage, "de;fr")]),
                sale(&[(Alid, "D"), (AssetLanguage, "iw")]),
            ],
            finds: &[
                "row 1: error language-tag",
                "row 2: error language-suffix",
                "row 3: error language-separator",
                "row 4: warning language-unregistered",
            ],
        },
        // "Note that the AllowedLanguage/HoldbackExclusionLanguage field and HoldbackLanguage field
        // can't be used together."
        Case {
            name: "languages held back beside languages allowed",
            sheet: MOVIES,
            rows: &[sale(&[(HoldbackLanguage, "de"), (AllowedLanguages, "fr")])],
            finds: &[
                "row 1: error language-both",
                "row 1: notice holdback-overlap",
            ],
        },
    ]);
}

#[test]
fn contradictions() {
    check(&[
        // "This field specifies whether the title must be subtitled or dubbed and works in
        // conjunction with the AssetLanguage/StoreLanguage field."
        Case {
            name: "LocalizationType against a suffix",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (Alid, "A"),
                    (AssetLanguage, "fr:dub"),
                    (LocalizationType, "sub"),
                ]),
                sale(&[
                    (Alid, "B"),
                    (AssetLanguage, "fr:sub"),
                    (LocalizationType, "dub"),
                ]),
            ],
            finds: &[
                "row 1: warning language-contradiction",
                "row 2: warning language-contradiction",
            ],
        },
        // "If this field is populated and there is no appended LocalizationType in this field, "any" and "subdub" are
        // synonymous and assumed (any/all localizations of specified language are held back)." The second row holds
        // back only subtitles, so the Spanish dub remains available.
        Case {
            name: "all that is granted of a language is held back, and a part of it",
            sheet: MOVIES,
            rows: &[
                sale(&[
                    (Alid, "A"),
                    (AssetLanguage, "en,de:sub"),
                    (HoldbackLanguage, "de"),
                ]),
                sale(&[
                    (Alid, "B"),
                    (AssetLanguage, "en,es-419"),
                    (HoldbackLanguage, "es-419:sub"),
                ]),
            ],
            finds: &[
                "row 1: notice holdback-overlap",
                "row 1: warning language-contradiction",
                "row 2: notice holdback-overlap",
            ],
        },
    ]);
}

#[test]
fn holdbacks_of_a_title() {
    check(&[
        // "These languages must be excluded from distribution in the specified territory/terms."
        Case {
            name: "a holdback that ends with its window",
            sheet: MOVIES,
            rows: &[
                sale(&[(End, "2027-06-30"), (HoldbackLanguage, "es-419:sub")]),
                sale(&[(Start, "2027-07-01")]),
            ],
            finds: &["row 1: notice holdback-overlap"],
        },
        Case {
            name: "two dubs in one window, each without another language",
            sheet: MOVIES,
            rows: &[
                sale(&[(AssetLanguage, "fr:dub"), (HoldbackLanguage, "de")]),
                sale(&[(AssetLanguage, "it:dub"), (HoldbackLanguage, "es")]),
            ],
            finds: &[
                "row 1: notice holdback-overlap",
                "row 2: notice holdback-overlap",
                "row 2: warning holdback-split",
            ],
        },
        Case {
            name: "holdbacks of each territory, format, license and subscription",
            sheet: MOVIES,
            rows: &[
                sale(&[(HoldbackLanguage, "fr-CA")]),
                sale(&[
                    (Territory, "GB"),
                    (PriceCurrency, "GBP"),
                    (HoldbackLanguage, "de"),
                ]),
                sale(&[(FormatProfile, "UHD")]),
                sale(&[(LicenseType, "VOD"), (HoldbackLanguage, "ja")]),
                subscription(&[(GroupIdentity, "pureflix"), (HoldbackLanguage, "ko")]),
            ],
            finds: &[
                "row 1: notice holdback-overlap",
                "row 2: notice holdback-overlap",
                "row 4: notice holdback-overlap",
                "row 5: notice holdback-overlap",
            ],
        },
    ]);
}

#[test]
fn languages_of_an_offer() {
    check(&[
        // "If LocalizationType is left empty and there is no appended LocalizationType in this field
        // "any" is assumed"; "LocalizationType values can also be appended to a language within this
        // field."
        Case {
            name: "two spellings of one localization",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (AssetLanguage, "fr")]),
                sale(&[(Alid, "A"), (AssetLanguage, "fr:any")]),
                sale(&[
                    (Alid, "B"),
                    (AssetLanguage, "fr"),
                    (LocalizationType, "sub"),
                ]),
                sale(&[(Alid, "B"), (AssetLanguage, "fr:sub")]),
            ],
            finds: &[
                "row 2: error window-duplicate",
                "row 4: error window-duplicate",
            ],
        },
        // "Separate rows must be used for cases where the intention is to differentiate offers by localization type".
        // Rows are separate offers only if they have no language in common.
        Case {
            name: "a language of its own, and one that another row has too",
            sheet: MOVIES,
            rows: &[
                sale(&[(Alid, "A"), (AssetLanguage, "fr:sub")]),
                sale(&[(Alid, "A"), (AssetLanguage, "fr:dub")]),
                sale(&[(Alid, "B"), (AssetLanguage, "en")]),
                sale(&[(Alid, "B"), (AssetLanguage, "en,fr")]),
            ],
            finds: &["row 4: warning language-overlap"],
        },
    ]);
}
