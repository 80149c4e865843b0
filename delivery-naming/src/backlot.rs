//! Backlot, Ooyala's ingest server.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Backlot, and Brightcove's adapter for it: a server that starts to work when a manifest arrives.
///
/// The facts are those of the pages "Ingesting with Aspera" and "Supported ingest formats" of Ooyala and of
/// Brightcove's Ooyala-Video Cloud Ingestion Adapter, last updated in September 2022. The service is an old one;
/// check with Brightcove that your account is still there.
///
/// - An account has at most [100 GB](Self::QUOTA) on the server at a time. More can be asked for, for a while.
/// - What a manifest refers to is uploaded first, the manifest last.
/// - A package is deleted as soon as all of it was processed, and after [7 days](Self::DAYS_KEPT) if it never was,
///   as when the manifest is missing.
/// - A file that no manifest names is ingested by itself, with its name as the title.
///
/// ```
/// use delivery_naming::Backlot;
///
/// assert_eq!(Backlot::new().quota(), 100_000_000_000);
/// assert_eq!(Backlot::new().with_quota(250_000_000_000).quota(), 250_000_000_000);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Backlot {
    quota: u64,
}

impl Backlot {
    /// The host that works from all regions; there are `transfer-us`, `transfer-eu` and `transfer-apac` too.
    pub const HOST: &str = "transfer.ooyala.com";

    /// What an account may have on the server at a time, in bytes. The pages say 100 GB; it is taken for
    /// 100,000,000,000, the smaller of the two that it can mean.
    pub const QUOTA: u64 = 100_000_000_000;

    /// The days after which a package that was not processed is deleted.
    pub const DAYS_KEPT: u64 = 7;

    /// Whether a file of this name can be ingested by its extension: one of the formats of the page "Supported ingest
    /// formats", or one of the pictures and subtitles that a manifest can add to a video.
    #[must_use]
    pub fn takes_extension_of(name: &str) -> bool {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        VIDEO
            .iter()
            .chain(&BESIDE_VIDEO)
            .any(|known| known.eq_ignore_ascii_case(extension))
    }

    /// An account with the usual quota.
    #[must_use]
    pub const fn new() -> Self {
        Self { quota: Self::QUOTA }
    }

    /// An account that has been given another quota, in bytes.
    #[must_use]
    pub const fn with_quota(self, quota: u64) -> Self {
        Self { quota }
    }

    /// What may be on the server at a time, in bytes.
    #[must_use]
    pub const fn quota(&self) -> u64 {
        self.quota
    }
}

/// The list of the page, in its order.
const VIDEO: [&str; 31] = [
    "wmv", "avi", "mov", "moov", "mpg", "mpeg", "m2t", "m2v", "vob", "flv", "mp4", "mpg4", "mkv",
    "asf", "m4v", "m2p", "3gp", "3g2", "f4v", "mp3", "m4a", "wma", "aac", "mxf", "wav", "gxf",
    "fcp", "dv", "aif", "pek", "cfa",
];

/// Thumbnails, and the subtitles that Ooyala (DFXP) and Brightcove (WebVTT, SRT) take.
const BESIDE_VIDEO: [&str; 9] = [
    "jpg", "jpeg", "png", "gif", "dfxp", "ttml", "xml", "vtt", "srt",
];

impl Default for Backlot {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Backlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::HOST)
    }
}
