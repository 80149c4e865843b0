//! Prime Video's S3 access points.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use crate::plan::TargetError;

/// Prime Video as an S3 target. Partners copy files from their own bucket to an access point that Prime Video has
/// created for them.
///
/// The values are from Prime Video's page "Bulk file delivery onboarding with Amazon S3". The partner copies the files
/// with S3 Copy or AWS DataSync, under the IAM role that was named during onboarding. This crate does not copy files.
/// It only returns [the list of copies](Self::copy).
///
/// ```
/// use delivery_naming::PrimeVideoS3;
/// use std::path::Path;
///
/// let push = PrimeVideoS3::new("arn:aws:s3:::hollywood-post-k3x9-s3alias")?.with_bucket("s3://masters/december")?;
/// let copy = push.copy(Path::new("/masters/Harbor-US.mov"), "Harbor-US.mov");
/// assert_eq!(copy.from, "s3://masters/december/Harbor-US.mov");
/// assert_eq!(copy.to, "s3://hollywood-post-k3x9-s3alias/Harbor-US.mov");
/// # Ok::<(), delivery_naming::TargetError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PrimeVideoS3 {
    access_point: String,
    bucket: Option<String>,
}

/// One copy operation in the list: its source and its target.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct S3Copy {
    /// The object in the partner's bucket, or the file's path if no bucket was given.
    pub from: String,
    /// The object at Prime Video's access point.
    pub to: String,
}

impl PrimeVideoS3 {
    /// The maximum size, in bytes, of an object that a single S3 CopyObject call can copy (5 GiB). A larger object must
    /// be copied in parts, which `aws s3 cp` does automatically. The figure is from Amazon S3's user guide.
    pub const LARGEST_SINGLE_COPY: u64 = 5 * 1024 * 1024 * 1024;

    /// Creates the target from the access point that Prime Video assigned. The argument is the alias of the access
    /// point (`…-s3alias`), or an ARN that ends in the alias.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not the alias of an access point. An alias has at most 63 characters
    /// (lowercase letters, digits and hyphens) and ends in `-s3alias`.
    pub fn new(access_point: &str) -> Result<Self, TargetError> {
        let alias = access_point
            .strip_prefix("arn:aws:s3:::")
            .unwrap_or(access_point);
        let name = alias.strip_suffix("-s3alias");
        if !name.is_some_and(is_label) || alias.len() > 63 {
            return Err(TargetError::access_point(access_point));
        }
        Ok(Self {
            access_point: alias.to_owned(),
            bucket: None,
        })
    }

    /// Sets the partner's bucket as the source, with or without a folder: `s3://bucket/folder`.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not an `s3://` address of a bucket.
    pub fn with_bucket(self, bucket: &str) -> Result<Self, TargetError> {
        let address = bucket.trim_end_matches('/');
        let name = address
            .strip_prefix("s3://")
            .and_then(|rest| rest.split('/').next());
        let sound = name.is_some_and(|name| name.len() <= 63 && name.split('.').all(is_label));
        if !sound || address.contains(|c: char| c.is_control()) {
            return Err(TargetError::bucket(bucket));
        }
        Ok(Self {
            bucket: Some(address.to_owned()),
            ..self
        })
    }

    /// The alias of the access point.
    #[must_use]
    pub fn access_point(&self) -> &str {
        &self.access_point
    }

    /// The partner's bucket, if one was given.
    #[must_use]
    pub fn bucket(&self) -> Option<&str> {
        self.bucket.as_deref()
    }

    /// The copy that delivers a source file under `name`.
    #[must_use]
    pub fn copy(&self, source: &Path, name: &str) -> S3Copy {
        S3Copy {
            from: match &self.bucket {
                Some(bucket) => format!("{bucket}/{name}"),
                None => source.display().to_string(),
            },
            to: format!("{self}{name}"),
        }
    }
}

/// Deserialized targets are checked like new ones.
impl<'de> Deserialize<'de> for PrimeVideoS3 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Push {
            access_point: String,
            bucket: Option<String>,
        }
        let read = Push::deserialize(deserializer)?;
        let push = Self::new(&read.access_point).map_err(D::Error::custom)?;
        match read.bucket {
            Some(bucket) => push.with_bucket(&bucket).map_err(D::Error::custom),
            None => Ok(push),
        }
    }
}

/// The access point's address, to which file names are appended.
impl fmt::Display for PrimeVideoS3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3://{}/", self.access_point)
    }
}

/// Whether the text is a valid part of a bucket name, according to Amazon S3's naming rules.
fn is_label(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
