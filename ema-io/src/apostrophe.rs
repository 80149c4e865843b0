//! The apostrophe that keeps a `.csv` cell from being run as a formula or skipped as a comment.
//!
//! If a cell in a text file starts with `=`, `+`, `-`, `@`, a tab or a carriage return, a spreadsheet program runs the
//! cell as a formula, which can send data to a server or start a program. With a leading apostrophe, the program treats
//! the cell as text. In this crate, the apostrophe also distinguishes a value that starts with `//` from a comment.

/// Whether the text is written with a leading apostrophe. Without one, the text would be run as a formula, be skipped
/// as a comment, or lose its own leading apostrophe when it is read back.
pub(crate) fn needs_apostrophe(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    is_formula(bare) || ema_model::trim(bare).starts_with("//")
}

/// The text without the apostrophe that [`needs_apostrophe`] requires, or `None` if the text has no such apostrophe.
pub(crate) fn without_apostrophe(text: &str) -> Option<&str> {
    text.strip_prefix('\'')
        .filter(|bare| needs_apostrophe(bare))
}

/// Whether a spreadsheet program would run the text as a formula.
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_plain_number(text)
}

/// Whether the text has only digits, apart from an optional sign and decimal point.
fn is_plain_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_numbers() {
        for text in [
            "=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "+.5", "-1.", "=", "'=1",
            "''-x", "//x", " //x", "'//x",
        ] {
            assert!(needs_apostrophe(text), "{text}");
        }
        for text in [
            "", "1", "-5", "+5", "-0.50", "x=1", "'", "'x", "'-5", " =1", "/x", "#REF!",
        ] {
            assert!(!needs_apostrophe(text), "{text}");
        }
    }

    #[test]
    fn only_the_apostrophe_of_the_writer_is_taken_off() {
        assert_eq!(without_apostrophe("'=1"), Some("=1"));
        assert_eq!(without_apostrophe("''=1"), Some("'=1"));
        for text in ["'", "'x", "''x", "'-5", "=1", "''"] {
            assert_eq!(without_apostrophe(text), None, "{text}");
        }
    }
}
