//! Fixes cells that list languages. The rules about languages share this module.

use ema_model::{Cell, LanguageTag, Reason, Text};

/// Returns the cell's text with commas between the languages and hyphens within them. Returns
/// `None` if this does not fix all faults.
pub(in crate::rules) fn mended(cell: &Cell) -> Option<Text> {
    let text = cell.text();
    let mut mended = String::with_capacity(text.len());
    let mut rest = 0;
    for fault in cell.faults() {
        let right = match fault.reason {
            Reason::Language(_) => LanguageTag::corrected(&text[fault.at.clone()])?,
            Reason::LanguageSeparator => ",".to_owned(),
            _ => return None,
        };
        mended += &text[rest..fault.at.start];
        mended += &right;
        rest = fault.at.end;
    }
    mended += &text[rest..];
    Some(Text::from(mended))
}

/// Replaces some of the languages in a list. `other` is called with the zero-based index of each
/// language and returns its replacement, if any.
pub(in crate::rules) fn replaced(text: &str, other: impl Fn(usize) -> Option<LanguageTag>) -> Text {
    let items = text.split_inclusive([',', '|']).enumerate();
    let replaced: String = items
        .map(|(index, item)| match other(index) {
            Some(other) => {
                let old = ema_model::trim(item.trim_end_matches([',', '|']));
                item.replacen(old, &other.to_string(), 1)
            }
            None => item.to_owned(),
        })
        .collect();
    Text::from(replaced)
}
