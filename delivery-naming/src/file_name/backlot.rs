//! Names of files that Backlot takes.

use std::{fmt, str};

use super::fault::Rules;
use super::faults::NameFaults;

/// A file name that Backlot takes, which is Ooyala's, later Brightcove's, platform for video.
///
/// Its rules are other than Prime Video's: a name may have several periods, and hyphens and underscores anywhere but
/// a hyphen at the start. Of the extensions that Prime Video takes, `.ts` is refused.
///
/// A name has to be one that a URI can hold, without spaces and without `! @ # $ % ^ & * ( ) ? / \ { } [ ]`
/// (Brightcove, "Ooyala-Video Cloud Ingestion Adapter"). So it has the letters A to Z, digits, and `. - _ ~ + , ; =`:
/// what RFC 3986 lets stand in a path, less what Brightcove, or IBM for Aspera, excludes. What file systems refuse is
/// refused too: folders, names that Windows keeps for devices, a period at the start or the end, more than 255 bytes.
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
    /// Takes the name of a file, without its folders, if Backlot does.
    ///
    /// # Errors
    ///
    /// Gives everything that is wrong with the name, not only the first.
    pub fn parse(name: &str) -> Result<Self, NameFaults> {
        NameFaults::none_in(name, Rules::Backlot).map(Self)
    }

    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the last period, as it is written.
    #[must_use]
    pub fn extension(&self) -> &str {
        // A name that has passed has a period, with something on each side.
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
