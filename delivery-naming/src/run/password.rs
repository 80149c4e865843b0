//! The password of a delivery account.

use std::{env, fmt};

use zeroize::Zeroizing;

/// The password of an Aspera account.
///
/// The password cannot be printed, and `ascp` receives it only in the environment, never as an argument. The memory
/// that holds the password is wiped when the value is dropped, but the operating system's copy of `ascp`'s environment
/// is not.
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
    /// The environment variable that `ascp` takes the password from.
    pub const VARIABLE: &str = "ASPERA_SCP_PASS";

    /// Creates a password from a string, for example from a prompt or a password manager.
    #[must_use]
    pub fn new(password: String) -> Self {
        Self(Zeroizing::new(password))
    }

    /// Reads the password from the environment of this process. Returns `None` if the variable is not set, is empty, or
    /// is not Unicode.
    #[must_use]
    pub fn from_env() -> Option<Self> {
        let password = env::var_os(Self::VARIABLE)?.into_string().ok()?;
        (!password.is_empty()).then(|| Self::new(password))
    }

    /// The Prime Video password rules that the password breaks. Prime Video requires at least eight characters, an
    /// uppercase letter, a lowercase letter and a digit. A password that breaks a rule cannot be an account's actual
    /// password. It was probably copied incompletely, or it belongs to a different service.
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

    /// Removes the password from the text.
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

/// One of Prime Video's password rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PasswordFault {
    /// The password has fewer than eight characters.
    TooShort,
    /// The password has no uppercase letter.
    NoCapital,
    /// The password has no lowercase letter.
    NoSmallLetter,
    /// The password has no digit.
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
