//! Prime Video's Aspera endpoint.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::plan::TargetError;

/// Prime Video, delivered to with Aspera: one account, and where in it the files go.
///
/// The facts are those of Prime Video's page "Bulk file delivery onboarding": the host, the address of Shares, the
/// folders of the regions, and the form of the call of `ascp`. Prime Video publishes no quota and no rate.
///
/// An account that was onboarded before 2023 may have a folder for each region, and source assets must go to the one
/// of the territory in which they are distributed. Any other account delivers to its root. Which kind an account is
/// can be seen in [`SHARES`](Self::SHARES) alone, so a region is set by whoever knows the account, never guessed.
///
/// ```
/// use delivery_naming::{PrimeVideoAspera, Region};
///
/// let account = PrimeVideoAspera::new("HollywoodSuperPost")?;
/// assert_eq!(account.folder(), "/");
///
/// let old_account = account.with_region(Region::of_territory("US"));
/// assert_eq!(old_account.to_string(), "HollywoodSuperPost@aivdelivery.com:/region_US/");
/// # Ok::<(), delivery_naming::TargetError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PrimeVideoAspera {
    user: String,
    region: Option<Region>,
}

impl PrimeVideoAspera {
    /// The host that `ascp` connects to. Its addresses take turns, so it is named and never given as a number.
    pub const HOST: &str = "aivdelivery.com";

    /// Aspera Shares, where a person uploads by hand and sees what has arrived.
    pub const SHARES: &str = "https://shares.aivdelivery.com";

    /// The account with this user name, which Prime Video gives during onboarding.
    ///
    /// # Errors
    ///
    /// A user name that is empty, starts with a hyphen, or has a blank, control character, `:`, `/` or `@`, which
    /// would make something else of the call.
    pub fn new(user: &str) -> Result<Self, TargetError> {
        let wrong = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ':' | '/' | '@');
        if user.is_empty() || user.starts_with('-') || user.contains(wrong) {
            return Err(TargetError::user(user));
        }
        Ok(Self {
            user: user.to_owned(),
            region: None,
        })
    }

    /// The same account, its files going to the folder of a region.
    #[must_use]
    pub fn with_region(self, region: Region) -> Self {
        Self {
            region: Some(region),
            ..self
        }
    }

    /// The user name.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The folder of the region, for an account that has them.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        self.region
    }

    /// Where in the account the files go, with a slash at both ends.
    #[must_use]
    pub fn folder(&self) -> &'static str {
        self.region.map_or("/", Region::folder)
    }

    /// What `ascp` is called with to send one file: a list, which no shell ever sees.
    ///
    /// `-k 2` resumes a file of which a part has arrived, after comparing what is there by samples; it has to be
    /// given from the first call on. `--overwrite=diff` leaves a file alone that has arrived whole. `-L-` writes the
    /// log to the standard error, where it says why a connection was refused. The password is
    /// not among the arguments: `ascp` reads it from the environment variable `ASPERA_SCP_PASS`.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// let account = delivery_naming::PrimeVideoAspera::new("HollywoodSuperPost")?;
    /// assert_eq!(
    ///     account.arguments(Path::new("/masters/Harbor-US.mov")),
    ///     [
    ///         "-L-", "-k", "2", "--overwrite=diff", "--mode=send", "--host=aivdelivery.com",
    ///         "--user=HollywoodSuperPost", "--", "/masters/Harbor-US.mov", "/",
    ///     ],
    /// );
    /// # Ok::<(), delivery_naming::TargetError>(())
    /// ```
    #[must_use]
    pub fn arguments(&self, source: &Path) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = ["-L-", "-k", "2", "--overwrite=diff", "--mode=send"]
            .map(OsString::from)
            .into();
        arguments.push(format!("--host={}", Self::HOST).into());
        arguments.push(format!("--user={}", self.user).into());
        arguments.push("--".into());
        arguments.push(source.into());
        arguments.push(self.folder().into());
        arguments
    }
}

/// The destination as `ascp` and its users write it.
impl fmt::Display for PrimeVideoAspera {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}:{}", self.user, Self::HOST, self.folder())
    }
}

/// A region with a folder of its own, in accounts that were onboarded before 2023.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum Region {
    /// `region_DE`
    De,
    /// `region_JP`
    Jp,
    /// `region_UK`
    Uk,
    /// `region_US`
    Us,
    /// `region_GLOBAL`
    Global,
}

impl Region {
    /// The region of the territory in which something is distributed, by its code of ISO 3166: `US`, `US-CA`.
    ///
    /// Prime Video says that the folder has to match the territory, and names the folders. That `GB` means
    /// `region_UK`, and every territory without a folder of its own `region_GLOBAL`, is our reading; the page does
    /// not say it. Ask Prime Video before the first delivery for Austria or Switzerland.
    ///
    /// ```
    /// use delivery_naming::Region;
    ///
    /// assert_eq!(Region::of_territory("GB"), Region::Uk);
    /// assert_eq!(Region::of_territory("FR"), Region::Global);
    /// ```
    #[must_use]
    pub fn of_territory(code: &str) -> Self {
        // A part of a country (`US-CA`) is in its region.
        let country = code.split('-').next().unwrap_or_default();
        match country.to_ascii_uppercase().as_str() {
            "DE" => Self::De,
            "JP" => Self::Jp,
            "GB" | "UK" => Self::Uk,
            "US" => Self::Us,
            _ => Self::Global,
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::De => "/region_DE/",
            Self::Jp => "/region_JP/",
            Self::Uk => "/region_UK/",
            Self::Us => "/region_US/",
            Self::Global => "/region_GLOBAL/",
        }
    }
}
