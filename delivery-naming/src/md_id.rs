//! Asset identifiers of the form `md:…`.

use std::{fmt, str};

/// An asset identifier in a manifest:
/// `md:audtrackid:eidr-x:8011-8DCB-38E0-BF71-83D2-U:amazon_studios:feature.audio.en`.
///
/// An identifier has a kind (`audtrackid`), a title, a Partner Alias, and a detail (`feature.audio.en`). The title is
/// identified by its EIDR, which Prime Video prefers, or by the partner's own ID:
/// `md:audtrackid:org:amazon_studios:BBB_01:audio.en`. The Partner Alias comes after an EIDR but before the partner's
/// own ID.
///
/// The form is documented on Prime Video's page "MMC asset manifest", dated 2024-12-17. An EIDR is written without its
/// prefix `10.5240/`.
///
/// ```
/// use delivery_naming::{MdId, TitleId};
///
/// let id = MdId::of_eidr("audtrackid", "10.5240/8011-8DCB-38E0-BF71-83D2-U", "amazon_studios", Some("feature.audio.en"))?;
/// assert_eq!(
///     id.to_string(),
///     "md:audtrackid:eidr-x:8011-8DCB-38E0-BF71-83D2-U:amazon_studios:feature.audio.en",
/// );
///
/// let id = MdId::parse("md:audtrackid:org:amazon_studios:BBB_01:feature.audio.en")?;
/// assert_eq!(id.kind(), "audtrackid");
/// assert_eq!(id.partner(), "amazon_studios");
/// assert_eq!(id.title(), &TitleId::Own("BBB_01".to_owned()));
/// assert_eq!(id.detail(), Some("feature.audio.en"));
/// # Ok::<(), delivery_naming::MdIdFault>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MdId {
    kind: String,
    title: TitleId,
    partner: String,
    detail: Option<String>,
}

/// The ID of a title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TitleId {
    /// The title's EIDR without `10.5240/`, with the check character that matches its digits:
    /// `8011-8DCB-38E0-BF71-83D2-U`.
    Eidr(String),
    /// The partner's own ID.
    Own(String),
}

/// The reason a string is not an `md:` identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum MdIdFault {
    /// The string does not begin with `md:`.
    #[error(
        "an ID begins with md: in lowercase letters, as in md:audtrackid:org:partner:title:feature.audio.en"
    )]
    NotMd,
    /// The kind is missing or has characters other than letters and digits.
    #[error("after md: write the kind of the ID, in letters and digits only, such as audtrackid")]
    Kind,
    /// The scheme is neither `eidr-x` nor `org`.
    #[error(
        "the third part must be eidr-x before the title's EIDR, or org before the partner's own ID"
    )]
    Scheme,
    /// The scheme is `eider-x`, a misprint that appears once on Prime Video's own page.
    #[error("the scheme eider-x is a misprint; write eidr-x")]
    MisspeltScheme,
    /// The EIDR still has its prefix `10.5240/`.
    #[error("an EIDR in an ID is written without its prefix; remove 10.5240/")]
    EidrPrefix,
    /// The text after `eidr-x:` is not an EIDR.
    #[error(
        "after eidr-x: write an EIDR without 10.5240/, in capitals: XXXX-XXXX-XXXX-XXXX-XXXX-C"
    )]
    Eidr,
    /// The check character at the end of the EIDR does not match its digits, so a digit or the check character was
    /// mistyped.
    #[error(
        "the last character of the EIDR does not match its digits, which require {expected}; compare it with the \
         registry, because one of the digits may be wrong"
    )]
    EidrCheck {
        /// The check character that matches the digits.
        expected: char,
    },
    /// The Partner Alias is missing or has characters that are not allowed.
    #[error(
        "the Partner Alias is missing or has blanks or other characters that are not allowed; \
         it follows an EIDR, or precedes an ID of your own"
    )]
    Partner,
    /// The title is missing or has characters that are not allowed.
    #[error(
        "the ID of the title is missing, or has blanks or other characters that are not allowed"
    )]
    Title,
    /// The detail at the end is empty or has characters that are not allowed.
    #[error(
        "the part at the end is empty, or has blanks or other characters that are not allowed; write it without them, as in feature.audio.en"
    )]
    Detail,
}

impl MdId {
    /// Parses an identifier.
    ///
    /// # Errors
    ///
    /// Returns the first fault in the text.
    pub fn parse(text: &str) -> Result<Self, MdIdFault> {
        let text = text.strip_prefix("md:").ok_or(MdIdFault::NotMd)?;
        let mut parts = text.splitn(5, ':');
        let kind = parts
            .next()
            .filter(|kind| is_kind(kind))
            .ok_or(MdIdFault::Kind)?;
        let scheme = parts.next().ok_or(MdIdFault::Scheme)?;
        let (third, fourth, detail) = (parts.next(), parts.next(), parts.next());
        match scheme {
            EIDR => {
                let eidr = third.ok_or(MdIdFault::Eidr)?;
                if eidr.starts_with(EIDR_PREFIX) {
                    return Err(MdIdFault::EidrPrefix);
                }
                let title = TitleId::Eidr(eidr.to_owned());
                Self::checked(kind, title, fourth.ok_or(MdIdFault::Partner)?, detail)
            }
            OWN => {
                let title = TitleId::Own(fourth.unwrap_or_default().to_owned());
                Self::checked(kind, title, third.ok_or(MdIdFault::Partner)?, detail)
            }
            "eider-x" => Err(MdIdFault::MisspeltScheme),
            _ => Err(MdIdFault::Scheme),
        }
    }

    /// Builds an asset's identifier from its title's EIDR, with or without `10.5240/`.
    ///
    /// # Errors
    ///
    /// Returns an error if a part is missing or has characters that are not allowed.
    pub fn of_eidr(
        kind: &str,
        eidr: &str,
        partner: &str,
        detail: Option<&str>,
    ) -> Result<Self, MdIdFault> {
        let suffix = eidr.strip_prefix(EIDR_PREFIX).unwrap_or(eidr);
        Self::checked(kind, TitleId::Eidr(suffix.to_owned()), partner, detail)
    }

    /// Builds an asset's identifier from the partner's own ID for its title.
    ///
    /// # Errors
    ///
    /// Returns an error if a part is missing or has characters that are not allowed. The title's ID must not contain a
    /// colon.
    pub fn of_own_id(
        kind: &str,
        partner: &str,
        title: &str,
        detail: Option<&str>,
    ) -> Result<Self, MdIdFault> {
        Self::checked(kind, TitleId::Own(title.to_owned()), partner, detail)
    }

    /// The kind of asset, such as `audtrackid`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The title that the asset belongs to.
    #[must_use]
    pub fn title(&self) -> &TitleId {
        &self.title
    }

    /// The Partner Alias.
    #[must_use]
    pub fn partner(&self) -> &str {
        &self.partner
    }

    /// The part or version of the title, such as `feature.audio.en`.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    fn checked(
        kind: &str,
        title: TitleId,
        partner: &str,
        detail: Option<&str>,
    ) -> Result<Self, MdIdFault> {
        if !is_kind(kind) {
            return Err(MdIdFault::Kind);
        }
        match &title {
            TitleId::Eidr(suffix) if !is_eidr_suffix(suffix) => return Err(MdIdFault::Eidr),
            TitleId::Eidr(suffix) => {
                let expected = check_character(suffix);
                if !suffix.ends_with(expected) {
                    return Err(MdIdFault::EidrCheck { expected });
                }
            }
            TitleId::Own(id) if !is_part(id) => return Err(MdIdFault::Title),
            TitleId::Own(_) => {}
        }
        if !is_part(partner) {
            return Err(MdIdFault::Partner);
        }
        if detail.is_some_and(|detail| !detail.split(':').all(is_part)) {
            return Err(MdIdFault::Detail);
        }
        Ok(Self {
            kind: kind.to_owned(),
            title,
            partner: partner.to_owned(),
            detail: detail.map(str::to_owned),
        })
    }
}

impl str::FromStr for MdId {
    type Err = MdIdFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for MdId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, partner) = (&self.kind, &self.partner);
        match &self.title {
            TitleId::Eidr(suffix) => write!(f, "md:{kind}:{EIDR}:{suffix}:{partner}"),
            TitleId::Own(id) => write!(f, "md:{kind}:{OWN}:{partner}:{id}"),
        }?;
        match &self.detail {
            Some(detail) => write!(f, ":{detail}"),
            None => Ok(()),
        }
    }
}

const EIDR: &str = "eidr-x";
const OWN: &str = "org";

/// The registry's prefix for titles and edits, with the slash that follows it.
const EIDR_PREFIX: &str = "10.5240/";

fn is_kind(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether the text is five groups of four hexadecimal digits, followed by a check character.
fn is_eidr_suffix(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
    match &*groups {
        [digits @ .., check] => {
            digits.len() == 5
                && digits
                    .iter()
                    .all(|group| group.len() == 4 && group.bytes().all(is_digit))
                && matches!(check.as_bytes(), [b'0'..=b'9' | b'A'..=b'Z'])
        }
        [] => false,
    }
}

/// The check character for the preceding digits, according to ISO 7064, Mod 37,36.
fn check_character(suffix: &str) -> char {
    let digits = suffix.rsplit_once('-').map_or("", |(digits, _)| digits);
    let digits = digits.chars().filter_map(|digit| digit.to_digit(16));
    let product = digits.fold(36, |product, digit| {
        let sum = match (product + digit) % 36 {
            0 => 36,
            sum => sum,
        };
        sum * 2 % 37
    });
    let check = (37 - product) % 36;
    char::from_digit(check, 36).map_or('0', |check| check.to_ascii_uppercase())
}

/// Whether the text can be a part of an identifier, between two colons. An `md:` identifier has the form of a URN, so a
/// part may have only the characters that RFC 2141 allows in a URN.
fn is_part(text: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "()+,-.=@;$_!*'%".contains(c);
    !text.is_empty() && text.chars().all(is_allowed)
}
