//! How messages quote what stands in a cell, and list words.

/// A text between backticks, on one line, and of a long one the beginning.
///
/// One text of a file can stand in a million cells, so no message repeats a long one.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut out = String::from("`");
    out.extend(chars.by_ref().take(LONGEST));
    if chars.next().is_some() {
        out.push('…');
    }
    out.push('`');
    out
}

/// Words between backticks: `` `HD`, `SD` or `UHD` ``.
pub(super) fn listed<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    joined(words.into_iter().map(|word| format!("`{word}`")), last)
}

/// `GB, FR and US`.
pub(super) fn joined(items: impl IntoIterator<Item = String>, last: &str) -> String {
    let mut items: Vec<String> = items.into_iter().collect();
    match items.pop() {
        Some(end) if !items.is_empty() => format!("{} {last} {end}", items.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
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
    fn words_are_listed_as_they_are_read_aloud() {
        assert_eq!(listed([], "or"), "");
        assert_eq!(listed(["HD"], "or"), "`HD`");
        assert_eq!(listed(["HD", "SD", "UHD"], "or"), "`HD`, `SD` or `UHD`");
    }
}
