//! Tests Prime Video's own subscription and its channels.

use ema_model::Column::{Alid, AltId, End, FormatProfile, GroupIdentity, Hdr, Start};

use crate::case::{Case, MOVIES, MOVIES_1_6, check, subscription};

#[test]
fn subscriptions() {
    check(&[
        // "Entries intended for Prime Video SVOD never extract or delete entries intended for Prime
        // Video Channels", and each channel is sold separately.
        Case {
            name: "one window on Prime Video and two channels",
            sheet: MOVIES,
            rows: &[
                subscription(&[]),
                subscription(&[(GroupIdentity, "pureflix"), (FormatProfile, "UHD")]),
                subscription(&[(GroupIdentity, "crimeflix"), (FormatProfile, "UHD")]),
            ],
            finds: &[],
        },
        // "This is important to distinguish between first-party subscriptions and third-party
        // subscriptions"
        Case {
            name: "a subscription that names none",
            sheet: MOVIES,
            rows: &[subscription(&[(GroupIdentity, "")])],
            finds: &["row 1: notice channel-unnamed"],
        },
        // "If you have a title available in more than one Prime Video Channel". A name that differs only in case means
        // the same channel, so the rows contain the same window twice.
        Case {
            name: "one channel in two spellings",
            sheet: MOVIES,
            rows: &[
                subscription(&[(GroupIdentity, "pureflix")]),
                subscription(&[(GroupIdentity, "PureFlix")]),
            ],
            finds: &[
                "row 2: error window-duplicate",
                "row 2: warning channel-spelling",
            ],
        },
        // "For SVOD, max resolution should be specified since lower resolutions are displayed based on
        // user setup."
        Case {
            name: "two formats of one subscription whose windows meet",
            sheet: MOVIES,
            rows: &[
                subscription(&[(Alid, "A"), (FormatProfile, "HD")]),
                subscription(&[(Alid, "A"), (FormatProfile, "SD")]),
                subscription(&[(Alid, "B"), (FormatProfile, "HD"), (End, "2027-06-30")]),
                subscription(&[(Alid, "B"), (FormatProfile, "UHD"), (Start, "2027-06-01")]),
                subscription(&[(Alid, "C"), (FormatProfile, "UHD"), (Hdr, "DV")]),
                subscription(&[(Alid, "C"), (FormatProfile, "UHD")]),
            ],
            finds: &[
                "row 2: warning window-duplicate",
                "row 4: warning window-overlap",
                "row 6: warning window-duplicate",
            ],
        },
        // "The GroupIdentity field within EMA v1.7.3 specifies whether content is intended for
        // first-party SVOD (Prime Video) or third-party SVOD"
        Case {
            name: "version 1.6, which can't name a subscription",
            sheet: MOVIES_1_6,
            rows: &[subscription(&[(AltId, "FERRY")])],
            finds: &["row 1: warning channel-version"],
        },
    ]);
}
