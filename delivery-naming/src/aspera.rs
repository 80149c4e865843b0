//! Prime Video's Aspera endpoint.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::plan::TargetError;

/// Prime Video as an Aspera target: an account, and the folder in it that receives the files.
///
/// The host, the address of Shares, the region folders, and the form of the `ascp` command are from Prime Video's page
/// "Bulk file delivery onboarding". Prime Video publishes neither a quota nor a rate.
///
/// An account that was onboarded before 2023 may have a folder for each region. Source assets must then go to the
/// folder for the territory where they are distributed. All other accounts receive files in the root folder. Only
/// [`SHARES`](Self::SHARES) shows whether an account has regions, so this crate never guesses the region, and the
/// caller must set it.
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
    /// The host that `ascp` connects to. Its DNS entry rotates between addresses, so always use the name and never an
    /// IP address.
    pub const HOST: &str = "aivdelivery.com";

    /// The address of Aspera Shares, where people upload by hand and check which files have arrived.
    pub const SHARES: &str = "https://shares.aivdelivery.com";

    /// Creates the target for the account with this user name, which Prime Video assigns during onboarding.
    ///
    /// # Errors
    ///
    /// Returns an error if the user name is empty, starts with a hyphen, or contains a blank, a control character, `:`,
    /// `/` or `@`, because the name would then change the meaning of the `ascp` command.
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

    /// Sends the files to a region's folder.
    #[must_use]
    pub fn with_region(self, region: Region) -> Self {
        Self {
            region: Some(region),
            ..self
        }
    }

    /// Limits how fast `ascp` sends (`-l`).
    #[must_use]
    pub fn with_rate(self, rate: Rate) -> Self {
        Self {
            rate: Some(rate),
            ..self
        }
    }

    /// Sets how `ascp` shares the connection with other traffic (`--policy`).
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self {
            policy: Some(policy),
            ..self
        }
    }

    /// Sets the SSH port (`-P`), which overrides the port in `ascp`'s configuration.
    #[must_use]
    pub fn with_port(self, port: u16) -> Self {
        Self {
            port: Some(port),
            ..self
        }
    }

    /// The rate limit for `ascp`. If no limit was set (`None`), `ascp` sends at most [10 Mbit/s](Rate::DEFAULT).
    #[must_use]
    pub fn rate(&self) -> Option<Rate> {
        self.rate
    }

    /// The account's user name.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The region whose folder receives the files, for an account that has regions.
    #[must_use]
    pub fn region(&self) -> Option<Region> {
        self.region
    }

    /// The folder in the account that receives the files, with a slash at both ends.
    #[must_use]
    pub fn folder(&self) -> &'static str {
        self.region.map_or("/", Region::folder)
    }

    /// The `ascp` arguments that send one file. They are a list, so no shell interprets them.
    ///
    /// - `-k 2` resumes a partially transferred file, after comparing samples of the part that has arrived. The option
    ///   must already be set in the first call.
    /// - `--overwrite=diff` skips a file that has arrived completely.
    /// - `-L-` writes the log, which gives the reason for a refused connection, to standard error.
    ///
    /// The password is not among the arguments, because `ascp` reads it from the environment variable
    /// `ASPERA_SCP_PASS`.
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

    /// The `ascp` arguments that send several files in one session.
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

    /// The `ascp` command that sends one file, quoted for a POSIX shell and without the password.
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

/// Puts a word in single quotes for a POSIX shell if it is empty or has a character that a shell could interpret.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The destination in the form that `ascp` uses: `user@host:folder`.
impl fmt::Display for PrimeVideoAspera {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}:{}", self.user, Self::HOST, self.folder())
    }
}

/// A region with its own folder in accounts that were onboarded before 2023.
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
    /// The region of the territory where an asset is distributed, given as an ISO 3166 code: `US`, `US-CA`.
    ///
    /// Prime Video's page lists the folders, and requires the folder to match the territory. The page does not say that
    /// `GB` means `region_UK`, or that a territory without its own folder means `region_GLOBAL`. Both are assumptions
    /// of this crate. Ask Prime Video before the first delivery for a territory such as Austria or Switzerland.
    ///
    /// ```
    /// use delivery_naming::Region;
    ///
    /// assert_eq!(Region::of_territory("GB"), Region::Uk);
    /// assert_eq!(Region::of_territory("FR"), Region::Global);
    /// ```
    #[must_use]
    pub fn of_territory(code: &str) -> Self {
        // A part of a country (`US-CA`) belongs to the country's region.
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

impl Region {
    /// The assumption behind the region's folder, if Prime Video's page does not confirm it. Plans show this text.
    pub(crate) fn reading(self) -> Option<&'static str> {
        match self {
            Self::De | Self::Jp | Self::Us => None,
            Self::Uk => {
                Some("GB as the territory of region_UK is our interpretation of Prime Video's page")
            }
            Self::Global => Some(
                "region_GLOBAL for every territory without a folder of its own is our interpretation of Prime Video's \
                 page; ask Prime Video before the first delivery",
            ),
        }
    }
}

/// Deserialized accounts are checked like new ones.
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

/// A rate in bits per second, in `ascp` notation: `300m`, `1g`, `500k`.
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
    /// The rate in thousands of bits per second, which is never 0.
    kilobits: u64,
}

impl Rate {
    /// The rate that `ascp` uses without the option `-l`: 10 Mbit/s. `ascp` 3.9 reports this rate as `Rate: 10000`.
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
        // The limit is one petabit per second, which no connection reaches.
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

/// How `ascp` shares a connection with other traffic. Without a policy, it uses `fair`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Policy {
    /// Sends at the configured rate, so other traffic may get no bandwidth at all.
    Fixed,
    /// Uses twice as much bandwidth as `Fair`.
    High,
    /// Yields to other traffic.
    Fair,
    /// Uses only bandwidth that no other traffic uses.
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
