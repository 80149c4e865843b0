//! Identifiers of titles.

use std::fmt;

use super::{Eidr, EidrFault, Text};

/// Identifiers of one cell: any text without blanks around it, and never none.
macro_rules! identifier {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Text);

        impl $name {
            /// Takes the text of a cell; `None` if nothing stands in it.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let text = super::trim(text);
                (!text.is_empty()).then(|| Self(Text::from(text)))
            }

            /// Takes the text of a cell without a copy where no blanks stand around it.
            pub(crate) fn share(text: &Text) -> Option<Self> {
                if super::trim(text).len() == text.len() && !text.is_empty() {
                    Some(Self(text.clone()))
                } else {
                    Self::parse(text)
                }
            }

            /// The ID.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
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
    /// A logical asset ID: from version 1.7 on the unique ID of a title's avails.
    ///
    /// Prime Video matches it with the metadata character by character, so case counts.
    Alid
}

identifier! {
    /// An ID of the licensor's own, in version 1.6 the unique ID of a title's avails.
    ///
    /// EMA allows any text; Prime Video takes letters, digits, `_` and `-`
    /// ([`AltId::first_unusual`]).
    ///
    /// ```
    /// use ema_model::AltId;
    ///
    /// let id = AltId::parse("FIRST DANCE").unwrap();
    /// assert_eq!(id.first_unusual(), Some(' '));
    /// ```
    AltId
}

impl AltId {
    /// The first character other than a letter a to z, a digit, `_` or `-`.
    #[must_use]
    pub fn first_unusual(&self) -> Option<char> {
        let usual = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        self.0.chars().find(|c| !usual(c))
    }
}

/// What an EIDR column may hold: an EIDR, or an `md:` identifier in its place.
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

impl AssetId {
    /// Reads an EIDR or an `md:` identifier.
    ///
    /// # Errors
    ///
    /// What is wrong with the text as an EIDR.
    pub fn parse(text: &str) -> Result<Self, EidrFault> {
        if text.starts_with("md:") {
            return Ok(Self::Md(Text::from(text)));
        }
        Eidr::parse(text).map(Self::Eidr)
    }
}
