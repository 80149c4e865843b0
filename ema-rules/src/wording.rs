//! Quotes cells and lists words in messages.

/// Quotes text in backticks on one line and truncates long text.
///
/// A million cells in a file can contain the same long string, so messages do not quote it in full.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_control();
    if text.len() <= LONGEST && text.bytes().all(is_plain) {
        return ["`", text, "`"].concat();
    }
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut out = String::from("`");
    out.extend(chars.by_ref().take(LONGEST));
    if chars.next().is_some() {
        out.push('…');
    }
    out.push('`');
    out
}

/// Lists words in backticks, as in `` `HD`, `SD` or `UHD` ``.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    joined(words.into_iter().map(|word| format!("`{word}`")), last)
}

/// Lists items, as in `GB, FR and US`.
pub(crate) fn joined(items: impl IntoIterator<Item = String>, last: &str) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        Some(end) if !items.is_empty() => format!("{} {last} {end}", items.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
}

/// Formats the count as `1 row has` or `27 rows have`.
pub(crate) fn rows(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 row {one}"),
        count => format!("{count} rows {several}"),
    }
}

/// Names the kinds of white space, each only once, as in `a space and a no-break space`.
pub(crate) fn blanks(kinds: impl IntoIterator<Item = char>) -> String {
    let mut names: Vec<String> = Vec::new();
    for kind in kinds {
        let name = blank(kind);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    joined(names, "and")
}

fn blank(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        '\t' => "a tab".to_owned(),
        '\n' | '\r' => "a line break".to_owned(),
        '\u{a0}' => "a no-break space".to_owned(),
        '\u{200b}' => "a zero-width space".to_owned(),
        '\u{3000}' => "a full-width space".to_owned(),
        '\u{2060}' | '\u{feff}' => format!("an invisible mark (U+{:04X})", u32::from(c)),
        other => format!("another kind of space (U+{:04X})", u32::from(other)),
    }
}

/// Formats the count as `1 row` or `1,234 rows`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", thousands(count))
}

/// Formats the number as `12,345`.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_and_line_breaks_stay_on_one_short_line() {
        assert_eq!(quoted("US\r\nCA"), "`US  CA`");
        let quote = quoted(&"é".repeat(40_000));
        assert!(
            quote.chars().count() < 70 && quote.ends_with("…`"),
            "{quote}"
        );
    }

    #[test]
    fn each_kind_of_blank_is_named_once() {
        assert_eq!(blanks("".chars()), "");
        assert_eq!(
            blanks(" \r\n \u{a0}\n".chars()),
            "a space, a line break and a no-break space"
        );
    }

    #[test]
    fn words_are_listed_as_they_are_read_aloud() {
        assert_eq!(listed([], "or"), "");
        assert_eq!(listed(["HD"], "or"), "`HD`");
        assert_eq!(listed(["HD", "SD", "UHD"], "or"), "`HD`, `SD` or `UHD`");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
