//! The recipients of a delivery.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Backlot, PrimeVideoAspera, PrimeVideoS3};

/// The recipient of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Target {
    /// Prime Video, with Aspera.
    Aspera(PrimeVideoAspera),
    /// Prime Video, by S3 push.
    S3(PrimeVideoS3),
    /// Backlot.
    Backlot(Backlot),
}

impl Target {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Aspera(_) => "aspera",
            Self::S3(_) => "s3",
            Self::Backlot(_) => "backlot",
        }
    }

    /// The command that sends one file, or `None` for targets other than Aspera.
    pub(super) fn command(&self, source: &std::path::Path) -> Option<String> {
        match self {
            Self::Aspera(account) => Some(account.command(source)),
            Self::S3(_) | Self::Backlot(_) => None,
        }
    }

    pub(super) fn destination(&self, name: &str) -> String {
        match self {
            Self::Aspera(account) => format!("{}{name}", account.folder()),
            Self::S3(push) => format!("{push}{name}"),
            Self::Backlot(_) => format!("/{name}"),
        }
    }
}

impl From<PrimeVideoAspera> for Target {
    fn from(account: PrimeVideoAspera) -> Self {
        Self::Aspera(account)
    }
}

impl From<PrimeVideoS3> for Target {
    fn from(push: PrimeVideoS3) -> Self {
        Self::S3(push)
    }
}

impl From<Backlot> for Target {
    fn from(backlot: Backlot) -> Self {
        Self::Backlot(backlot)
    }
}

/// The destination of the files, without file names.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Aspera(account) => account.fmt(f),
            Self::S3(push) => push.fmt(f),
            Self::Backlot(backlot) => backlot.fmt(f),
        }
    }
}

/// The kind of a title, which determines how many days before the live date Prime Video needs the files.
///
/// The figures are from the table of delivery times in Prime Video's help (page GNZ69HSJPV5V3GSQ). Its column headings
/// could not be read completely, so the figures are not certain. Contracts take precedence over them. Titles that go
/// live within hours of their broadcast are not covered, because their contracts set lead times of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LeadTime {
    /// HD catalog titles: avails 30 days before the live date, assets 7 days.
    Hd,
    /// UHD or HDR catalog titles: avails 30 days before the live date, assets 14 days.
    Uhd,
    /// Catalog titles in several languages for Germany: avails 30 days before the live date, assets 14 days.
    Germany,
    /// Titles that can be pre-ordered: avails and assets 7 days before the live date.
    PreOrder,
}

impl LeadTime {
    /// The number of days before the live date by which the avails must arrive.
    #[must_use]
    pub fn avails_days(self) -> u64 {
        match self {
            Self::Hd | Self::Uhd | Self::Germany => 30,
            Self::PreOrder => 7,
        }
    }

    /// The number of days before the live date by which the assets must arrive.
    #[must_use]
    pub fn assets_days(self) -> u64 {
        match self {
            Self::Hd | Self::PreOrder => 7,
            Self::Uhd | Self::Germany => 14,
        }
    }
}

/// The error for an invalid description of a target. The `Display` text contains the value and the expected form.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(transparent)]
pub struct TargetError(TargetErrorKind);

#[derive(Clone, Debug, PartialEq, Eq, Error)]
enum TargetErrorKind {
    #[error(
        "{0:?} is not the user name of an Aspera account; give only the name, as Prime Video has sent it, without host \
         or folder"
    )]
    User(String),
    #[error(
        "{0:?} is not an S3 access point; give its alias, which ends in -s3alias, or the ARN that Prime Video has sent \
         (arn:aws:s3:::…-s3alias)"
    )]
    AccessPoint(String),
    #[error(
        "{0:?} is not a rate; write a whole number with k, m or g for bits per second, such as 300m"
    )]
    Rate(String),
    #[error("{0:?} is not a bucket; write it as s3://bucket or s3://bucket/folder")]
    Bucket(String),
}

impl TargetError {
    pub(crate) fn user(given: &str) -> Self {
        Self(TargetErrorKind::User(given.to_owned()))
    }

    pub(crate) fn rate(given: &str) -> Self {
        Self(TargetErrorKind::Rate(given.to_owned()))
    }

    pub(crate) fn access_point(given: &str) -> Self {
        Self(TargetErrorKind::AccessPoint(given.to_owned()))
    }

    pub(crate) fn bucket(given: &str) -> Self {
        Self(TargetErrorKind::Bucket(given.to_owned()))
    }
}
