//! Converts the names in the data files to Rust names.

/// Converts `AvailID` to `AvailId`, `UV_ID` to `UvId`, and `work-type` to `WorkType`.
pub(super) fn camel(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        })
        .collect()
}

/// Converts `AvailID` to `avail_id`.
pub(super) fn snake(name: &str) -> String {
    words(name).join("_").to_ascii_lowercase()
}

/// Splits a name before each capital letter that begins a word. `ALIDs` and `IDs` are single words.
fn words(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        let begins = bytes[at].is_ascii_uppercase()
            && (bytes[at - 1].is_ascii_lowercase()
                || bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase) && &name[at..] != "Ds");
        if matches!(bytes[at], b'_' | b'-') {
            words.push(&name[start..at]);
            start = at + 1;
        } else if begins && at > start {
            words.push(&name[start..at]);
            start = at;
        }
    }
    words.push(&name[start..]);
    words
}
