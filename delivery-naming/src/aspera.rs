//! Prime Video's Aspera endpoint.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

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
    rate: Option<Rate>,
    policy: Option<Policy>,
    port: Option<u16>,
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
            rate: None,
            policy: None,
            port: None,
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

    /// The same account, with the highest rate at which `ascp` sends (`-l`).
    #[must_use]
    pub fn with_rate(self, rate: Rate) -> Self {
        Self {
            rate: Some(rate),
            ..self
        }
    }

    /// The same account, with a policy by which `ascp` shares the line with others (`--policy`).
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self {
            policy: Some(policy),
            ..self
        }
    }

    /// The same account, with another SSH port than the one of `ascp`'s configuration (`-P`).
    #[must_use]
    pub fn with_port(self, port: u16) -> Self {
        Self {
            port: Some(port),
            ..self
        }
    }

    /// The highest rate at which `ascp` sends. Without one, `ascp` sends at most [10 Mbit/s](Rate::DEFAULT).
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        self.rate
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
    /// given from the first call on. `--overwrite=diff` skips a file that has arrived whole. `-L-` writes the
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
        self.arguments_for([source])
    }

    /// What `ascp` is called with to send several files in one session.
    pub(crate) fn arguments_for<'p>(
        &self,
        sources: impl IntoIterator<Item = &'p Path>,
    ) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = ["-L-", "-k", "2", "--overwrite=diff", "--mode=send"]
            .map(OsString::from)
            .into();
        if let Some(rate) = self.rate {
            arguments.extend(["-l".into(), rate.to_string().into()]);
        }
        if let Some(policy) = self.policy {
            arguments.push(format!("--policy={policy}").into());
        }
        if let Some(port) = self.port {
            arguments.extend(["-P".into(), port.to_string().into()]);
        }
        arguments.push(format!("--host={}", Self::HOST).into());
        arguments.push(format!("--user={}", self.user).into());
        arguments.push("--".into());
        arguments.extend(sources.into_iter().map(OsString::from));
        arguments.push(self.folder().into());
        arguments
    }

    /// The call of `ascp` that sends one file, quoted for a POSIX shell. The password is not part of it.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// let account = delivery_naming::PrimeVideoAspera::new("HollywoodSuperPost")?;
    /// assert_eq!(
    ///     account.command(Path::new("/masters of May/Harbor-US.mov")),
    ///     "ascp -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- \
    ///      '/masters of May/Harbor-US.mov' /",
    /// );
    /// # Ok::<(), delivery_naming::TargetError>(())
    /// ```
    #[must_use]
    pub fn command(&self, source: &Path) -> String {
        let arguments = self.arguments(source);
        let quoted = arguments
            .iter()
            .map(|argument| quoted(&argument.to_string_lossy()));
        std::iter::once("ascp".to_owned())
            .chain(quoted)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A word for a POSIX shell, in single quotes if it has anything that a shell could take for something else.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The destination as `ascp` and its users write it.
impl fmt::Display for PrimeVideoAspera {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}:{}", self.user, Self::HOST, self.folder())
    }
}

/// A region with a folder of its own, in accounts that were onboarded before 2023.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// What is not stated by Prime Video about the folder of a region, for the person who plans.
impl Region {
    pub(crate) fn reading(self) -> Option<&'static str> {
        match self {
            Self::De | Self::Jp | Self::Us => None,
            Self::Uk => {
                Some("that GB is the territory of region_UK is our reading of Prime Video's page")
            }
            Self::Global => Some(
                "that region_GLOBAL is for every territory without a folder of its own is our reading of Prime Video's \
                 page; ask Prime Video before the first delivery",
            ),
        }
    }
}

/// An account read back is checked as one that is made.
impl<'de> Deserialize<'de> for PrimeVideoAspera {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Account {
            user: String,
            region: Option<Region>,
            rate: Option<Rate>,
            policy: Option<Policy>,
            port: Option<u16>,
        }
        let read = Account::deserialize(deserializer)?;
        Ok(Self {
            region: read.region,
            rate: read.rate,
            policy: read.policy,
            port: read.port,
            ..Self::new(&read.user).map_err(D::Error::custom)?
        })
    }
}

/// A rate in bits per second, as `ascp` takes it: `300m`, `1g`, `500k`.
///
/// ```
/// use delivery_naming::Rate;
///
/// let rate: Rate = "300M".parse()?;
/// assert_eq!(rate.bits_per_second(), 300_000_000);
/// assert_eq!(rate.to_string(), "300m");
/// assert!("fast".parse::<Rate>().is_err());
/// # Ok::<(), delivery_naming::TargetError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate {
    /// In thousands of bits per second; never 0.
    kilobits: u64,
}

impl Rate {
    /// The rate of an `ascp` that is given none: 10 Mbit/s, which `ascp` 3.9 reports as `Rate: 10000`.
    pub const DEFAULT: Self = Self { kilobits: 10_000 };

    /// The rate in bits per second.
    #[must_use]
    pub const fn bits_per_second(self) -> u64 {
        self.kilobits * 1000
    }
}

impl std::str::FromStr for Rate {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || TargetError::rate(text);
        let unit = text.chars().last().ok_or_else(wrong)?;
        let factor: u64 = match unit.to_ascii_lowercase() {
            'k' => 1,
            'm' => 1000,
            'g' => 1_000_000,
            _ => return Err(wrong()),
        };
        let number = &text[..text.len() - 1];
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let number: u64 = is_number
            .then(|| number.parse().ok())
            .flatten()
            .ok_or_else(wrong)?;
        // A petabit is beyond any line.
        match number.checked_mul(factor) {
            Some(kilobits @ 1..=1_000_000_000_000) => Ok(Self { kilobits }),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kilobits {
            kilobits if kilobits % 1_000_000 == 0 => write!(f, "{}g", kilobits / 1_000_000),
            kilobits if kilobits % 1000 == 0 => write!(f, "{}m", kilobits / 1000),
            kilobits => write!(f, "{kilobits}k"),
        }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// How `ascp` shares a line with other traffic; `fair` if it is given none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Policy {
    /// Sends at the rate, whatever else is on the line; it can crowd out everything else.
    Fixed,
    /// Takes twice the share that `Fair` takes.
    High,
    /// Gives way to other traffic.
    Fair,
    /// Uses what nothing else uses.
    Low,
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fixed => "fixed",
            Self::High => "high",
            Self::Fair => "fair",
            Self::Low => "low",
        })
    }
}
