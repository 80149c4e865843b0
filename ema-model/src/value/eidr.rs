//! EIDR content IDs.

use std::fmt;
use std::str::FromStr;

/// An EIDR content ID: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C`, with twenty hexadecimal digits and a check character.
///
/// `10.5240` is the registry's prefix for content: titles, edits and encodings. IDs with the registry's prefixes for
/// parties and services, or with any other prefix, are not content IDs. The URN form of an ID, which Avails XML uses,
/// is also accepted.
///
/// A wrong check character does not make an ID invalid, because many IDs in example rows and tests have one. A rule can
/// report the correct character.
///
/// ```
/// use ema_model::Eidr;
///
/// let eidr: Eidr = "urn:eidr:10.5240:1489-49A2-3956-4B2D-FE16-6".parse()?;
/// assert_eq!(eidr.to_string(), "10.5240/1489-49A2-3956-4B2D-FE16-6");
/// assert!(!eidr.check_character_is_right());
/// assert_eq!(eidr.expected_check_character(), '5');
/// # Ok::<(), ema_model::EidrFault>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Eidr {
    body: [u8; 10],
    check: u8,
}

impl FromStr for Eidr {
    type Err = EidrFault;

    /// Parses an EIDR without surrounding blanks. If the text has several faults, one that
    /// [`corrected`](Self::corrected) cannot correct takes precedence.
    fn from_str(text: &str) -> Result<Self, EidrFault> {
        match read(text)? {
            (eidr, None) => Ok(eidr),
            (_, Some(slip)) => Err(slip),
        }
    }
}

impl Eidr {
    /// Returns the EIDR in its correct form if the text is unambiguous.
    ///
    /// Text with a stray colon or lowercase letters is unambiguous. Text without the prefix is unambiguous only if its
    /// check character is correct.
    ///
    /// ```
    /// use ema_model::Eidr;
    ///
    /// let corrected = Eidr::corrected("10.5240/:1489-49a2-3956-4b2d-fe16-7");
    /// assert_eq!(corrected.as_deref(), Some("10.5240/1489-49A2-3956-4B2D-FE16-7"));
    /// assert_eq!(Eidr::corrected("10.2340/1489-49A2-3956-4B2D-FE16-7"), None);
    /// ```
    #[must_use]
    pub fn corrected(text: &str) -> Option<String> {
        let (eidr, slip) = read(text).ok()?;
        slip.map(|_| eidr.to_string())
    }

    /// Whether the check character matches the digits (ISO 7064, Mod 37,36).
    #[must_use]
    pub fn check_character_is_right(self) -> bool {
        self.check == self.expected_check()
    }

    /// The check character that matches the digits.
    #[must_use]
    pub fn expected_check_character(self) -> char {
        char::from(self.expected_check())
    }

    /// The ID as a URN, which is the form used in Avails XML: `urn:eidr:10.5240:XXXX-…-C`.
    #[must_use]
    pub fn to_urn(self) -> String {
        format!("urn:eidr:{CONTENT_PREFIX}:{}", self.suffix())
    }

    fn suffix(self) -> String {
        let mut suffix = String::with_capacity(26);
        for pair in self.body.chunks(2) {
            suffix.extend(pair.iter().map(|byte| format!("{byte:02X}")));
            suffix.push('-');
        }
        suffix.push(char::from(self.check));
        suffix
    }

    fn expected_check(self) -> u8 {
        let digits = self.body.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let product = digits.fold(36, |product, digit| {
            let sum = match (product + digit) % 36 {
                0 => 36,
                sum => sum,
            };
            sum * 2 % 37
        });
        match (37 - product) % 36 {
            digit @ 0..10 => b'0' + digit,
            letter => b'A' + letter - 10,
        }
    }
}

impl fmt::Display for Eidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{CONTENT_PREFIX}/{}", self.suffix()))
    }
}

impl fmt::Debug for Eidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Eidr({self})")
    }
}

/// The reason why text is not an EIDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum EidrFault {
    /// A colon follows the slash, as in the example rows of the templates that preceded 1.7.2a, 1.7.3a and 1.8a.
    /// [`Eidr::corrected`] removes the colon.
    #[error("there is a colon between 10.5240 and the digits, where only a slash belongs")]
    StrayColon,
    /// Some letters are in lowercase. [`Eidr::corrected`] capitalizes these letters.
    #[error("an EIDR is written in capital letters")]
    LowerCase,
    /// `10.5240/` is missing. [`Eidr::corrected`] adds this prefix if the check character is correct.
    #[error("the prefix 10.5240/ is missing")]
    MissingPrefix,
    /// The prefix is not the content prefix. For example, `10.2340/` appears in official examples, and `10.5237/` is
    /// the prefix for parties.
    #[error("the prefix is not 10.5240, which every EIDR for a title or an edit has")]
    WrongPrefix,
    /// A letter from G to Z is among the hexadecimal digits.
    #[error("before its last character, an EIDR has only the digits 0 to 9 and A to F")]
    NotHexadecimal,
    /// Several characters follow the last hyphen, as in `…-FE16-10`.
    #[error("an EIDR ends in one check character, and this text has several")]
    LongCheck,
    /// The ID has too few or too many groups, or one of its groups does not have four digits.
    #[error("after the prefix, an EIDR has five groups of four digits and a check character")]
    Shape,
    /// The text does not resemble an EIDR.
    #[error("an EIDR looks like 10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C")]
    NotEidr,
}

const CONTENT_PREFIX: &str = "10.5240";

/// Returns the EIDR that the text clearly means, and the fault in the text if there is one.
fn read(text: &str) -> Result<(Eidr, Option<EidrFault>), EidrFault> {
    let (written, colon) = if let Some(behind) = strip_urn(text) {
        let behind = behind
            .strip_prefix(CONTENT_PREFIX)
            .ok_or(EidrFault::WrongPrefix)?;
        (behind.strip_prefix(':').ok_or(EidrFault::Shape)?, None)
    } else if let Some(behind) = text.strip_prefix(CONTENT_PREFIX) {
        let digits = behind.trim_start_matches(['/', ':']);
        match &behind[..behind.len() - digits.len()] {
            "/" => (digits, None),
            ":" | "/:" => (digits, Some(EidrFault::StrayColon)),
            _ => return Err(EidrFault::Shape),
        }
    } else if has_other_prefix(text) {
        return Err(EidrFault::WrongPrefix);
    } else {
        let (eidr, _) = read_suffix(text).map_err(|_| EidrFault::NotEidr)?;
        return if eidr.check_character_is_right() {
            Ok((eidr, Some(EidrFault::MissingPrefix)))
        } else {
            Err(EidrFault::MissingPrefix)
        };
    };
    let (eidr, lower_case) = read_suffix(written)?;
    Ok((eidr, colon.or(lower_case)))
}

fn strip_urn(text: &str) -> Option<&str> {
    // The scheme and the namespace of a URN are case-insensitive (RFC 8141, section 3.1).
    let (scheme, behind) = text.split_at_checked("urn:eidr:".len())?;
    scheme.eq_ignore_ascii_case("urn:eidr:").then_some(behind)
}

/// Whether the text begins with the DOI prefix of another registry.
fn has_other_prefix(text: &str) -> bool {
    let registrant = text
        .strip_prefix("10.")
        .and_then(|behind| behind.split_once('/'));
    registrant.is_some_and(|(registrant, _)| registrant.bytes().all(|b| b.is_ascii_digit()))
}

fn read_suffix(text: &str) -> Result<(Eidr, Option<EidrFault>), EidrFault> {
    let (groups, check) = text.rsplit_once('-').ok_or(EidrFault::Shape)?;
    let mut digits = [0; 20];
    let mut places = digits.chunks_exact_mut(4);
    for group in groups.split('-') {
        let place = places.next().ok_or(EidrFault::Shape)?;
        if group.len() != place.len() || !is_alphanumeric(group) {
            return Err(EidrFault::Shape);
        }
        place.copy_from_slice(group.as_bytes());
    }
    if places.next().is_some() || check.is_empty() || !is_alphanumeric(check) {
        return Err(EidrFault::Shape);
    }
    let mut body = [0; 10];
    for (byte, digits) in body.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = match digits {
            [high, low] => hexadecimal(*high)? << 4 | hexadecimal(*low)?,
            _ => return Err(EidrFault::Shape),
        };
    }
    let &[check] = check.as_bytes() else {
        return Err(EidrFault::LongCheck);
    };
    let is_lower_case = text.bytes().any(|b| b.is_ascii_lowercase());
    let eidr = Eidr {
        body,
        check: check.to_ascii_uppercase(),
    };
    Ok((eidr, is_lower_case.then_some(EidrFault::LowerCase)))
}

fn is_alphanumeric(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn hexadecimal(digit: u8) -> Result<u8, EidrFault> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(EidrFault::NotHexadecimal),
    }
}

#[cfg(test)]
mod tests {
    use ema_testing::{assert_snapshot, str};
    use iso_7064::MOD37_36;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_forms_of_sheets_and_of_xml_are_read() {
        for text in [
            "10.5240/2156-FA16-777A-20BF-AF2B-C",
            "urn:eidr:10.5240:2156-FA16-777A-20BF-AF2B-C",
            "URN:EIDR:10.5240:2156-FA16-777A-20BF-AF2B-C",
        ] {
            let eidr: Eidr = text.parse().unwrap();
            assert_eq!(eidr.to_string(), "10.5240/2156-FA16-777A-20BF-AF2B-C");
            assert_eq!(eidr.to_urn(), "urn:eidr:10.5240:2156-FA16-777A-20BF-AF2B-C");
            assert_eq!(Eidr::corrected(text), None, "there is nothing to correct");
        }
    }

    #[test]
    fn check_characters_of_known_ids_are_right() {
        // These IDs are in the EIDR registry and belong to released films.
        for text in [
            "10.5240/7791-8534-2C23-9030-8610-5",
            "10.5240/EA73-79D7-1B2B-B378-3A73-M",
        ] {
            assert!(
                text.parse::<Eidr>().unwrap().check_character_is_right(),
                "{text}"
            );
        }
    }

    #[test]
    fn faults_are_told_apart() {
        use EidrFault as Fault;
        for (text, fault, corrected) in [
            (
                "10.5240/:1489-49A2-3956-4B2D-FE16-7",
                Fault::StrayColon,
                Some("10.5240/1489-49A2-3956-4B2D-FE16-7"),
            ),
            (
                "10.5240:1489-49A2-3956-4B2D-FE16-7",
                Fault::StrayColon,
                Some("10.5240/1489-49A2-3956-4B2D-FE16-7"),
            ),
            (
                "10.5240/1489-49A2-3956-4B2D-fe44-7",
                Fault::LowerCase,
                Some("10.5240/1489-49A2-3956-4B2D-FE44-7"),
            ),
            (
                "10.5240/:7791-8534-2c23-9030-8610-5",
                Fault::StrayColon,
                Some("10.5240/7791-8534-2C23-9030-8610-5"),
            ),
            (
                "7791-8534-2c23-9030-8610-5",
                Fault::MissingPrefix,
                Some("10.5240/7791-8534-2C23-9030-8610-5"),
            ),
            ("7791-8534-2C23-9030-8610-6", Fault::MissingPrefix, None),
            (
                "10.2340/1489-49A2-3956-4B2D-FE16-7",
                Fault::WrongPrefix,
                None,
            ),
            ("10.5237/1489-49A2", Fault::WrongPrefix, None),
            ("urn:eidr:10.5239:1489-49A2", Fault::WrongPrefix, None),
            (
                "10.5240/:1489-49A2-3956-4B2D-BEFK-6",
                Fault::NotHexadecimal,
                None,
            ),
            (
                "10.5240/:1489-49A2-3956-4B2D-BEFK-10",
                Fault::NotHexadecimal,
                None,
            ),
            (
                "10.5240/1489-49A2-3956-4B2D-FE16-10",
                Fault::LongCheck,
                None,
            ),
            ("10.5240/1489-49A2-3956-4B2D-7", Fault::Shape, None),
            (
                "10.5240/1489-49A2-3956-4B2D-FE16-FE16-7",
                Fault::Shape,
                None,
            ),
            ("10.5240/1489-49A2-3956-4B2D-FE16-", Fault::Shape, None),
            ("10.5240/1489-49A2-3956-4B2D-FE16", Fault::Shape, None),
            ("10.5240/148949A239564B2DFE167", Fault::Shape, None),
            ("10.5240//1489-49A2-3956-4B2D-FE16-7", Fault::Shape, None),
            ("10.5240", Fault::Shape, None),
            (
                "urn:eidr:10.5240/1489-49A2-3956-4B2D-FE16-7",
                Fault::Shape,
                None,
            ),
            ("10.5240/1489-49A2-3956-4B2D-FÉ1-7", Fault::Shape, None),
            (
                "md:cid:eidr-s:1489-49A2-3956-4B2D-FE16-7",
                Fault::NotEidr,
                None,
            ),
            ("1489-49A2-3956-4B2D-FE16-10", Fault::NotEidr, None),
            ("urn:eidr", Fault::NotEidr, None),
            ("TITLE1", Fault::NotEidr, None),
            ("", Fault::NotEidr, None),
        ] {
            assert_eq!(text.parse::<Eidr>(), Err(fault), "{text}");
            assert_eq!(Eidr::corrected(text).as_deref(), corrected, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_a_fault() {
        let said = [
            EidrFault::StrayColon,
            EidrFault::LowerCase,
            EidrFault::MissingPrefix,
            EidrFault::WrongPrefix,
            EidrFault::NotHexadecimal,
            EidrFault::LongCheck,
            EidrFault::Shape,
            EidrFault::NotEidr,
        ]
        .map(|fault| fault.to_string());
        assert_snapshot(
            format!("{said:#?}"),
            str![[r#"
[
    "there is a colon between 10.5240 and the digits, where only a slash belongs",
    "an EIDR is written in capital letters",
    "the prefix 10.5240/ is missing",
    "the prefix is not 10.5240, which every EIDR for a title or an edit has",
    "before its last character, an EIDR has only the digits 0 to 9 and A to F",
    "an EIDR ends in one check character, and this text has several",
    "after the prefix, an EIDR has five groups of four digits and a check character",
    "an EIDR looks like 10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C",
]
"#]],
        );
    }

    #[test]
    fn an_eidr_is_small() {
        assert!(size_of::<Eidr>() <= 16);
    }

    proptest! {
        #[test]
        fn the_check_character_is_that_of_iso_7064(digits in "[0-9A-F]{20}", check in "[0-9A-Z]") {
            let groups = digits.as_bytes().chunks(4).map(|group| std::str::from_utf8(group).unwrap());
            let groups = Vec::from_iter(groups).join("-");
            let text = format!("10.5240/{groups}-{check}");
            let eidr: Eidr = text.parse().unwrap();
            let [expected] = MOD37_36.compute(&digits).unwrap();
            prop_assert_eq!(eidr.expected_check_character(), expected);
            prop_assert_eq!(eidr.check_character_is_right(), check.starts_with(expected));
            prop_assert_eq!(eidr.to_string(), text);
            prop_assert_eq!(eidr.to_urn().parse(), Ok(eidr));
        }

        #[test]
        fn a_corrected_text_is_an_eidr(
            text in "(10\\.5240)?[/:]{0,2}([0-9A-Fa-f]{4}-){4,5}[0-9A-Ga-g]{4}-[0-9A-Za-z]{1,2}",
        ) {
            match Eidr::corrected(&text) {
                Some(corrected) => {
                    prop_assert!(text.parse::<Eidr>().is_err());
                    prop_assert!(corrected.parse::<Eidr>().is_ok());
                    prop_assert!(corrected.ends_with(&text.trim_start_matches("10.5240").trim_start_matches(['/', ':']).to_uppercase()));
                }
                None => if let Err(fault) = text.parse::<Eidr>() {
                    prop_assert!(!matches!(fault, EidrFault::StrayColon | EidrFault::LowerCase));
                }
            }
        }

        #[test]
        fn reading_never_panics(text in "(10\\.5240[/:])?\\PC*") {
            let _ = (text.parse::<Eidr>(), Eidr::corrected(&text));
        }
    }
}
