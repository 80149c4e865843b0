//! Identifiers of titles.

use std::fmt;
use std::str::FromStr;

use super::{Eidr, EidrFault, Reason};
use crate::text::Text;

/// Defines a type for an identifier that fills a whole cell: any nonempty text without surrounding blanks.
macro_rules! identifier {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Text);

        impl $name {
            /// The text of the ID.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Removes surrounding blanks from the text.
        impl FromStr for $name {
            type Err = Reason;

            fn from_str(text: &str) -> Result<Self, Reason> {
                match crate::text::trim(text) {
                    "" => Err(Reason::Blank),
                    id => Ok(Self(Text::from(id))),
                }
            }
        }

        /// Removes surrounding blanks from the text. Text that has none is shared, not copied.
        impl TryFrom<&Text> for $name {
            type Error = Reason;

            fn try_from(text: &Text) -> Result<Self, Reason> {
                match crate::text::trim(text) {
                    "" => Err(Reason::Blank),
                    id if id.len() == text.len() => Ok(Self(text.clone())),
                    id => Ok(Self(Text::from(id))),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

identifier! {
    /// A logical asset ID. From version 1.7 on, it is the unique ID of a title's avails.
    ///
    /// Prime Video compares ALIDs with the metadata character by character, so case matters.
    Alid
}

identifier! {
    /// An ID assigned by the licensor. In version 1.6, it is the unique ID of a title's avails.
    ///
    /// EMA allows any text. Prime Video accepts letters, digits, `_` and `-` ([`AltId::first_unusual`]).
    ///
    /// ```
    /// use ema_model::AltId;
    ///
    /// let id: AltId = "FIRST DANCE".parse()?;
    /// assert_eq!(id.first_unusual(), Some(' '));
    /// # Ok::<(), ema_model::Reason>(())
    /// ```
    AltId
}

impl AltId {
    /// The first character that is not an ASCII letter, an ASCII digit, `_` or `-`.
    #[must_use]
    pub fn first_unusual(&self) -> Option<char> {
        let usual = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        self.0.chars().find(|c| !usual(c))
    }
}

/// The content of an EIDR column: either an EIDR, or an `md:` identifier in its place.
///
/// The data dictionary of 1.7.2 allows `md:titleid:org:…` in TitleID and `md:editid:…` in EditID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AssetId {
    /// An EIDR.
    Eidr(Eidr),
    /// An identifier of the `md:` scheme.
    Md(Text),
}

impl FromStr for AssetId {
    type Err = EidrFault;

    /// Parses an EIDR or an `md:` identifier. The error is the reason why the text is not an EIDR.
    fn from_str(text: &str) -> Result<Self, EidrFault> {
        if text.starts_with("md:") {
            return Ok(Self::Md(Text::from(text)));
        }
        text.parse().map(Self::Eidr)
    }
}

impl fmt::Display for AssetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Eidr(eidr) => eidr.fmt(f),
            Self::Md(text) => f.pad(text),
        }
    }
}
