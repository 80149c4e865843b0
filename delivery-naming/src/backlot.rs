//! Backlot, Ooyala's ingest server.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Backlot with Brightcove's adapter, which starts processing a package when its manifest arrives.
///
/// The values are from the pages "Ingesting with Aspera" and "Supported ingest formats" in the documentation of Ooyala
/// and of Brightcove's Ooyala-Video Cloud Ingestion Adapter, which were last updated in September 2022. The service is
/// old, so check with Brightcove whether your account still exists.
///
/// - An account may have at most [100 GB](Self::QUOTA) on the server at any one time. A temporary increase can be
///   requested.
/// - The files that a manifest refers to are uploaded first, and the manifest last.
/// - A package is deleted as soon as it has been processed completely. If it is never processed, for example because
///   its manifest is missing, it is deleted after [7 days](Self::DAYS_KEPT).
/// - A file that is not in any manifest is ingested separately, with its name as the title.
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
    /// The host that can be used from all regions. There are also the hosts `transfer-us`, `transfer-eu` and
    /// `transfer-apac`.
    pub const HOST: &str = "transfer.ooyala.com";

    /// The most data that an account can have on the server at any one time, in bytes. The pages give the limit as 100
    /// GB, which is taken to mean 100,000,000,000 bytes, the smaller of the two possible meanings.
    pub const QUOTA: u64 = 100_000_000_000;

    /// The number of days after which an unprocessed package is deleted.
    pub const DAYS_KEPT: u64 = 7;

    /// Whether Backlot can ingest a file with this name, judging by the extension. The extension must be listed on the
    /// page "Supported ingest formats", or be one used for the images or subtitle files that a manifest can add to a
    /// video.
    #[must_use]
    pub fn takes_extension_of(name: &str) -> bool {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        VIDEO
            .iter()
            .chain(&BESIDE_VIDEO)
            .any(|known| known.eq_ignore_ascii_case(extension))
    }

    /// Creates an account with the usual quota.
    #[must_use]
    pub const fn new() -> Self {
        Self { quota: Self::QUOTA }
    }

    /// Sets a different quota for the account, in bytes.
    #[must_use]
    pub const fn with_quota(self, quota: u64) -> Self {
        Self { quota }
    }

    /// The most data that the account can have on the server at any one time, in bytes.
    #[must_use]
    pub const fn quota(&self) -> u64 {
        self.quota
    }
}

/// The extensions on the page "Supported ingest formats", in the same order.
const VIDEO: [&str; 31] = [
    "wmv", "avi", "mov", "moov", "mpg", "mpeg", "m2t", "m2v", "vob", "flv", "mp4", "mpg4", "mkv",
    "asf", "m4v", "m2p", "3gp", "3g2", "f4v", "mp3", "m4a", "wma", "aac", "mxf", "wav", "gxf",
    "fcp", "dv", "aif", "pek", "cfa",
];

/// The extensions of thumbnails, and of the subtitles that Ooyala (DFXP) and Brightcove (WebVTT, SRT) accept.
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
