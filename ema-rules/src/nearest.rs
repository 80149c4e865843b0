//! Suggests the word that a misspelling probably means.

/// Returns the word that is most similar to `text`, or `None` if more than one letter in three differs. Case is
/// ignored, and two swapped letters count as one difference. If several words are equally similar, the first one is
/// returned.
pub(crate) fn nearest<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let text = text.to_lowercase();
    let length = text.chars().count();
    words
        .into_iter()
        .filter_map(|word| {
            let other = word.to_lowercase();
            let other_length = other.chars().count();
            let most = length.max(other_length) / 3;
            // A cell with 30,000 letters is not similar to any word, and computing its distance to each word would be
            // slow.
            if length.abs_diff(other_length) > most {
                return None;
            }
            let distance = strsim::osa_distance(&text, &other);
            (distance <= most).then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const WORDS: [&str; 4] = ["Territory", "LicenseType", "SD", "HD"];

    #[test]
    fn small_slips_are_recognized() {
        for (text, word) in [
            ("Teritory", "Territory"),
            ("LICENCETYPE", "LicenseType"),
            ("Terirtory", "Territory"),
            ("hd", "HD"),
        ] {
            assert_eq!(nearest(text, WORDS), Some(word), "{text}");
        }
    }

    #[test]
    fn other_words_are_near_to_nothing() {
        for text in ["", "8K", "Notes", "Rights", &"Territory".repeat(4000)] {
            assert_eq!(nearest(text, WORDS), None, "{text:.20}");
        }
    }
}
