//! Describes errors in a JSON document in plain words.

/// Rewrites a message from serde_json for people who know JSON but not Rust, for example as `there is the text "nine"
/// where a whole number belongs`. The position is left out.
///
/// Messages that do not come from serde_json are returned unchanged.
///
/// ```
/// let error = serde_json::from_str::<u32>("[]").unwrap_err();
/// assert_eq!(error.to_string(), "invalid type: sequence, expected u32 at line 1 column 0");
/// assert_eq!(
///     ema_io::json_error_in_words(&error.to_string()),
///     "there is a list where a whole number belongs"
/// );
/// ```
#[must_use]
pub fn json_error_in_words(message: &str) -> String {
    let message = match message.rsplit_once(" at line ") {
        Some((message, place)) if is_place(place) => message,
        _ => message,
    };
    if message.starts_with("EOF while parsing") {
        return "it ends in the middle, as if it had been cut off".to_owned();
    }
    if message.starts_with("control character") {
        return "a string contains a control character, which JSON must write as an escape such as \\n"
            .to_owned();
    }
    match message {
        "expected value" | "expected ident" => "the text there is not a JSON value",
        "expected `:`" => "a colon is missing",
        "expected `,` or `]`" => "a comma or the end of the list is missing",
        "expected `,` or `}`" => "a comma or the end of the object is missing",
        "expected `\"`" | "key must be a string" => "a name is not in double quotation marks",
        "trailing comma" => "a comma has nothing after it",
        "trailing characters" => "there is more after the end of the document",
        "invalid number" | "number out of range" => "the number can't be read",
        "invalid escape"
        | "unexpected end of hex escape"
        | "lone leading surrogate in hex escape" => "a backslash is not followed by a JSON escape",
        "invalid unicode code point" => "it is not valid UTF-8",
        "recursion limit exceeded" => "lists and objects are nested too deeply",
        _ => return of_data(message).unwrap_or_else(|| message.to_owned()),
    }
    .to_owned()
}

/// Returns the message for a document that is valid JSON but has the wrong content.
fn of_data(message: &str) -> Option<String> {
    if let Some(name) = message.strip_prefix("missing field ") {
        return Some(format!("{name} is missing"));
    }
    if let Some(name) = message.strip_prefix("duplicate field ") {
        return Some(format!("{name} occurs twice"));
    }
    if let Some(unknown) = message.strip_prefix("unknown field ") {
        let (name, known) = unknown.split_once(", expected ")?;
        let known = known.strip_prefix("one of ").unwrap_or(known);
        return Some(format!("{name} is not known here; known names: {known}"));
    }
    if let Some(unknown) = message.strip_prefix("unknown variant ") {
        let (word, known) = unknown.split_once(", expected ")?;
        return Some(format!("{word} is there where {known} belongs"));
    }
    if let Some(length) = message.strip_prefix("invalid length ") {
        let (length, expected) = length.split_once(", expected ")?;
        return Some(format!(
            "there is a list of {length} where {} belongs",
            expected_in_words(expected)
        ));
    }
    let wrong = message
        .strip_prefix("invalid type: ")
        .or(message.strip_prefix("invalid value: "))?;
    // The value that was found can be any string, even one that contains `, expected `.
    let (found, expected) = wrong.rsplit_once(", expected ")?;
    Some(format!(
        "there is {} where {} belongs",
        found_in_words(found),
        expected_in_words(expected)
    ))
}

fn found_in_words(found: &str) -> String {
    /// The maximum length of a quoted string, in characters. A longer string is shortened, because it can be as long as
    /// the document.
    const LONGEST: usize = 60;
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    let number = value
        .strip_prefix("point ")
        .unwrap_or(value)
        .trim_matches('`');
    match kind {
        "integer" | "floating" => format!("the number {number}"),
        "boolean" | "character" => value.trim_matches('`').to_owned(),
        "string" => match value.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("the text {}…", &value[..end]),
            None => format!("the text {value}"),
        },
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        _ => found.to_owned(),
    }
}

fn expected_in_words(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" | "a borrowed string" => "a text",
        "a sequence" => "a list",
        "a map" => "an object",
        _ if expected.starts_with("a nonzero ") => "a whole number from 1 on",
        _ if expected.starts_with("struct ") || expected.contains("tagged enum ") => "an object",
        _ if expected.starts_with("enum ") => "a word",
        _ if expected.starts_with("tuple ") => "a list",
        _ => expected,
    }
}

fn is_place(text: &str) -> bool {
    let numbers = text.split_once(" column ");
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(line, column)| is_number(line) && is_number(column))
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;
    use std::num::NonZeroU32;

    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    use super::json_error_in_words;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "lowercase")]
    #[expect(dead_code, reason = "only its reading is tried")]
    struct Doc {
        row: u32,
        name: Option<String>,
        kind: Option<Kind>,
        first: Option<NonZeroU32>,
        all: Option<Vec<bool>>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        One,
        Two,
    }

    fn words<T: DeserializeOwned + Debug>(json: &[u8]) -> String {
        let error = serde_json::from_slice::<T>(json).expect_err("it is wrong");
        json_error_in_words(&error.to_string())
    }

    /// Checks that no message contains Rust or serde terms, regardless of the document.
    #[test]
    fn every_message_is_in_plain_words() {
        let documents: [(&str, &str); 26] = [
            ("", "it ends in the middle, as if it had been cut off"),
            (
                "{\"row\":",
                "it ends in the middle, as if it had been cut off",
            ),
            ("{\"row\" 1}", "a colon is missing"),
            (
                "{\"row\":1 \"name\":\"\"}",
                "a comma or the end of the object is missing",
            ),
            (
                "{\"row\":1,\"all\":[true false]}",
                "a comma or the end of the list is missing",
            ),
            ("{row:1}", "a name is not in double quotation marks"),
            ("{\"row\":1,}", "a comma has nothing after it"),
            (
                "{\"row\":1} x",
                "there is more after the end of the document",
            ),
            ("{\"row\":01}", "the number can't be read"),
            ("{\"row\":nan}", "the text there is not a JSON value"),
            (
                "{\"row\":1,\"name\":\"\\q\"}",
                "a backslash is not followed by a JSON escape",
            ),
            (
                "{\"row\":1,\"name\":\"\u{1}\"}",
                "a string contains a control character, which JSON must write as an escape such as \\n",
            ),
            ("{}", "`row` is missing"),
            ("{\"row\":1,\"row\":2}", "`row` occurs twice"),
            (
                "{\"row\":1,\"rows\":2}",
                "`rows` is not known here; known names: `row`, `name`, `kind`, `first`, `all`",
            ),
            (
                "{\"row\":1,\"kind\":\"three\"}",
                "`three` is there where `one` or `two` belongs",
            ),
            (
                "{\"row\":-1}",
                "there is the number -1 where a whole number belongs",
            ),
            (
                "{\"row\":1.5}",
                "there is the number 1.5 where a whole number belongs",
            ),
            (
                "{\"row\":true}",
                "there is true where a whole number belongs",
            ),
            (
                "{\"row\":null}",
                "there is null where a whole number belongs",
            ),
            (
                "{\"row\":[]}",
                "there is a list where a whole number belongs",
            ),
            (
                "{\"row\":{}}",
                "there is an object where a whole number belongs",
            ),
            (
                "{\"row\":\"x, expected y\"}",
                "there is the text \"x, expected y\" where a whole number belongs",
            ),
            (
                "{\"row\":1,\"name\":7}",
                "there is the number 7 where a text belongs",
            ),
            (
                "{\"row\":1,\"first\":0}",
                "there is the number 0 where a whole number from 1 on belongs",
            ),
            ("5", "there is the number 5 where an object belongs"),
        ];
        for (json, expected) in documents {
            assert_eq!(words::<Doc>(json.as_bytes()), expected, "{json}");
        }
        assert_eq!(words::<String>(b"\"\xff\""), "it is not valid UTF-8");
        assert_eq!(
            words::<Doc>(b"[]"),
            "there is a list of 0 where an object belongs"
        );
    }

    #[test]
    fn a_long_text_is_cut() {
        let json = format!("\"{}\"", "x".repeat(1_000_000));
        assert!(words::<u32>(json.as_bytes()).len() < 200);
    }

    #[test]
    fn a_message_of_our_own_stays() {
        assert_eq!(
            json_error_in_words("it has the schema 5"),
            "it has the schema 5"
        );
    }
}
