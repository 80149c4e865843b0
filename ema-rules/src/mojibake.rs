//! Detects text that was encoded as UTF-8 twice: `CafÃ©` instead of `Café`.
//!
//! A program produces such text if it mistakes UTF-8 for Windows-1252. It reads each non-ASCII character as two to four
//! characters and then writes each of these as UTF-8.

/// Undoes a double encoding. Returns `None` if the text does not look doubly encoded.
///
/// Text looks doubly encoded if all of its characters are in Windows-1252, their bytes are valid UTF-8, and the
/// sequences are unlikely to be intended. The last condition excludes `CAFÉ™`, whose bytes happen to be valid UTF-8.
pub(crate) fn decoded(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes = text.chars().map(byte).collect::<Option<Vec<u8>>>()?;
    let decoded = String::from_utf8(bytes).ok()?;
    let (mut sure, mut likely) = (false, 0);
    for character in decoded.chars().filter(|c| !c.is_ascii()) {
        match character {
            // An uppercase Ã or Â before a no-break space is ignored, because either letter can end a Portuguese word.
            '\u{A0}' | 'à' => {}
            // `Ã©`, `Â®` and sequences of three or four bytes occur only in doubly encoded text.
            '\u{80}'..='\u{FF}' | '\u{800}'.. => sure = true,
            // A single uppercase letter with a diacritic, followed by a symbol, might be intended.
            _ => likely += 1,
        }
    }
    (sure || likely >= 2).then_some(decoded)
}

/// Returns the byte for a character in Windows-1252. Five bytes have no character in Windows-1252, so, as in most
/// programs, they are treated as the control characters with the same numbers.
fn byte(character: char) -> Option<u8> {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    if let Some(at) = FROM_0X80.iter().position(|c| *c == character) {
        // The table has only 32 characters, so the index fits.
        return Some(0x80 + at as u8);
    }
    u8::try_from(u32::from(character)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{byte, decoded};

    /// Encodes text a second time.
    fn again(text: &str) -> String {
        let all = (0..=u8::MAX).filter_map(|number| {
            let characters = (0..=0x2122).filter_map(char::from_u32);
            let mut characters = characters.filter(|c| byte(*c) == Some(number));
            // Windows-1252 takes precedence over the control characters of Latin-1.
            let first = characters.next();
            characters.next_back().or(first)
        });
        let all: Vec<char> = all.collect();
        text.bytes().map(|byte| all[usize::from(byte)]).collect()
    }

    #[test]
    fn text_that_was_encoded_twice_is_told() {
        for text in [
            "Café",
            "Größe",
            "L’été",
            "Cien años",
            "Łódź",
            "Dvořák",
            "Čeština",
            "Война и мир",
            "千と千尋",
            "Harbor™",
            "“Lights”",
            "😀",
        ] {
            assert_eq!(decoded(&again(text)).as_deref(), Some(text));
            assert_eq!(decoded(text), None, "{text}");
        }
        assert_eq!(decoded("CafÃ© Society").as_deref(), Some("Café Society"));
        assert_eq!(decoded("Donâ€™t").as_deref(), Some("Don’t"));
    }

    #[test]
    fn text_that_only_looks_like_it_is_left() {
        for text in [
            "",
            "Cafe",
            "AÇÃO",
            "MANHÃ\u{A0}VERDE",
            "NESCAFÉ®",
            "CAFÉ™",
            "SCHÖ…",
            "Ã",
            "Â",
            "É »",
            "Ñ",
            "Être à l’heure",
            "São Tomé",
            "Ã©té à Paris",
        ] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }

    proptest! {
        /// Words with Western European letters, such as those in titles, are never treated as doubly encoded.
        #[test]
        fn plain_words_are_left(text in "([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{0,6}[ ,.!?:-]{0,2}){1,4}") {
            prop_assert_eq!(decoded(&text), None);
        }

        #[test]
        fn what_was_encoded_twice_comes_back(text in "[A-Za-z ]{0,6}[á-ö]{1,3}[a-zé-öα-ωа-я ]{0,6}") {
            prop_assert_eq!(decoded(&again(&text)), Some(text));
        }
    }
}
