//! Comparison of names that ignores case, accents, punctuation and filler words.

use core::iter::once;

/// The comparable form of a name: its words in lowercase letters without accents, each preceded by a space.
///
/// "The Bahamas", "BAHAMAS, the" and "Bahamas" have the same form, and so do "St. Kitts & Nevis" and "Saint Kitts and
/// Nevis". The result is an iterator, so nothing is allocated.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> + Clone {
    text.split(is_separator)
        .filter(|word| letters(word).next().is_some() && !is_filler(word))
        .flat_map(|word| once(' ').chain(letters(if is("st", word) { "saint" } else { word })))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '–' | '—' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '/' | '&' | '_' | '"'
        )
}

fn is_filler(word: &str) -> bool {
    is("the", word) || is("and", word)
}

fn is(plain: &str, word: &str) -> bool {
    letters(word).eq(plain.chars())
}

fn letters(word: &str) -> impl Iterator<Item = char> + Clone {
    word.chars().flat_map(char::to_lowercase).filter_map(plain)
}

/// The letter without its accent, or `None` for characters that people often omit: apostrophes, periods and combining
/// accents.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '.' | '\'' | '’' | '‘' | 'ʻ' | '`' | '\u{300}'..='\u{36f}' => return None,
        'à'..='å' | 'ā' | 'ă' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ř' => 'r',
        'ś' | 'š' => 's',
        'ù'..='ü' | 'ū' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    })
}
