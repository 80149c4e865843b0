//! Turns any text into a sheet name that Excel allows.

/// The maximum length of a name, in UTF-16 code units.
const LONGEST: usize = 31;

/// Returns a sheet name that Excel allows: without forbidden characters, not too long, and unique even if case is
/// ignored.
pub(crate) fn sheet_name<'a>(name: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let allowed = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '_',
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => '_',
        c => c,
    };
    let name: String = name.chars().map(allowed).collect();
    let name = cut(&name, LONGEST);
    let name = match name.trim_matches('\'') {
        name if name.trim().is_empty() => "Avails",
        name => name,
    };
    let is_free = |name: &str| {
        // Excel reserves the name "History".
        let own = "history";
        let lower = name.to_lowercase();
        lower != own && !taken.clone().any(|other| other.to_lowercase() == lower)
    };
    if is_free(name) {
        return name.to_owned();
    }
    let numbered = (2_u32..).map(|number| {
        let suffix = format!(" ({number})");
        format!("{}{suffix}", cut(name, LONGEST - suffix.len()))
    });
    let mut numbered = numbered.filter(|name| is_free(name));
    numbered.next().unwrap_or_default()
}

/// Returns the beginning of a string, up to `most` UTF-16 code units.
fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > most {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::sheet_name;

    #[test]
    fn names_are_made_fit_and_unique() {
        for (name, taken, expected) in [
            ("Movies", &[][..], "Movies"),
            ("Movies", &["movies"], "Movies (2)"),
            ("TV: [2026/27]?*\\", &[], "TV_ _2026_27____"),
            ("'quoted'", &[], "quoted"),
            ("", &[], "Avails"),
            (" '' ", &["avails"], " '' "),
            ("HISTORY", &[], "HISTORY (2)"),
            ("a\u{1}b\nc", &[], "a_b_c"),
            (
                "A name of more than thirty-one characters",
                &["A name of more than thirty-one "],
                "A name of more than thirty- (2)",
            ),
            (
                "🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬",
                &[],
                "🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬",
            ),
        ] {
            assert_eq!(sheet_name(name, taken.iter().copied()), expected);
        }
    }
}
