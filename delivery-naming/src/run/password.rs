//! The password of a delivery account.

use std::{env, fmt};

use zeroize::Zeroizing;

/// The password of an Aspera account.
///
/// It can't be printed, is given to `ascp` in its environment alone, never as an argument, and is wiped from this
/// value's memory when the value goes. What the operating system keeps of the environment of `ascp` is not wiped.
///
/// ```
/// use delivery_naming::{Password, PasswordFault};
///
/// let password = Password::new("hunter2".to_owned());
/// assert_eq!(format!("{password:?}"), "Password(…)");
/// assert_eq!(password.faults(), [PasswordFault::TooShort, PasswordFault::NoCapital]);
/// ```
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The environment variable from which `ascp` takes the password.
    pub const VARIABLE: &str = "ASPERA_SCP_PASS";

    /// A password that was asked for, or taken from a safe.
    #[must_use]
    pub fn new(password: String) -> Self {
        Self(Zeroizing::new(password))
    }

    /// The password in the environment of this process; `None` if there is none, or one that is not Unicode.
    #[must_use]
    pub fn from_env() -> Option<Self> {
        let password = env::var_os(Self::VARIABLE)?.into_string().ok()?;
        (!password.is_empty()).then(|| Self::new(password))
    }

    /// Which of Prime Video's rules for passwords of delivery accounts it breaks: eight characters, one capital, one
    /// small letter, one digit at least. An account can't have a password that breaks one, so it was not copied whole,
    /// or is that of something else.
    #[must_use]
    pub fn faults(&self) -> Vec<PasswordFault> {
        let has = |is: fn(char) -> bool| self.0.contains(is);
        [
            (self.0.chars().count() < 8, PasswordFault::TooShort),
            (!has(char::is_uppercase), PasswordFault::NoCapital),
            (!has(char::is_lowercase), PasswordFault::NoSmallLetter),
            (!has(|c| c.is_ascii_digit()), PasswordFault::NoDigit),
        ]
        .into_iter()
        .filter_map(|(is_broken, fault)| is_broken.then_some(fault))
        .collect()
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// A text with the password taken out.
    pub(super) fn hidden_in(&self, text: &str) -> String {
        if self.0.is_empty() {
            return text.to_owned();
        }
        text.replace(self.0.as_str(), "…")
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A rule of Prime Video's for passwords that one breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PasswordFault {
    /// Fewer than eight characters.
    TooShort,
    /// No capital letter.
    NoCapital,
    /// No small letter.
    NoSmallLetter,
    /// No digit.
    NoDigit,
}

impl fmt::Display for PasswordFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooShort => "it has fewer than eight characters",
            Self::NoCapital => "it has no capital letter",
            Self::NoSmallLetter => "it has no small letter",
            Self::NoDigit => "it has no digit",
        })
    }
}
