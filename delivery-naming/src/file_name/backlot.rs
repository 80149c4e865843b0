//! File names that Backlot accepts.

use std::{fmt, str};

use super::fault::Rules;
use super::faults::NameFaults;

/// A file name that Backlot accepts. Backlot is a video platform that belonged first to Ooyala and then to Brightcove.
///
/// Backlot's rules differ from Prime Video's: a name can have several periods, hyphens and underscores are allowed
/// anywhere except for a hyphen at the start, and the extension `.ts`, which Prime Video accepts, is rejected.
///
/// Brightcove ("Ooyala-Video Cloud Ingestion Adapter") requires a name that can be part of a URI, without spaces and
/// without `! @ # $ % ^ & * ( ) ? / \ { } [ ]`. The allowed characters are therefore ASCII letters, digits, and
/// `. - _ ~ + , ; =`. These are the characters that RFC 3986 allows in a path, except for those excluded by Brightcove
/// or, for Aspera, by IBM. Names that file systems reject are invalid too: names with folders, device names that
/// Windows reserves, names with a period at the start or the end, and names of more than 255 bytes.
///
/// ```
/// use delivery_naming::{BacklotFileName, FileName};
///
/// let name = BacklotFileName::parse("trailer.v2.mp4")?;
/// assert_eq!(name.extension(), "mp4");
/// assert!(FileName::parse(name.as_str()).is_err());
/// # Ok::<(), delivery_naming::NameFaults>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BacklotFileName(Box<str>);

impl BacklotFileName {
    /// Parses a file name without folders.
    ///
    /// # Errors
    ///
    /// Returns all faults in the name, not only the first.
    pub fn parse(name: &str) -> Result<Self, NameFaults> {
        NameFaults::none_in(name, Rules::Backlot).map(Self)
    }

    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the last period, as written.
    #[must_use]
    pub fn extension(&self) -> &str {
        // A parsed name has a period with text on each side.
        self.0
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }
}

impl str::FromStr for BacklotFileName {
    type Err = NameFaults;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::parse(name)
    }
}

impl fmt::Display for BacklotFileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for BacklotFileName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}
