//! Defines the processing instructions for row content that the schema can't represent. Every schema allows processing
//! instructions, and other programs skip them.
//!
//! ```xml
//! <?ema-cell {"column":"OtherTerms","text":"At the cinema first"}?>
//! ```
//!
//! When a file is read, the preserved text is used if writing it would produce the elements in the file, or if the
//! version has no element for its column. Otherwise, another program must have changed the elements, so the elements
//! are used and the preserved text is stale. `read/kept.rs` makes this decision.
//!
//! A column that is not in the dictionary is declared once, in the AvailList before the first Avail, so that the header
//! is known before the first row is read:
//!
//! ```xml
//! <?ema-column {"header":"Shelf","category":"AvailTrans"}?>
//! ```

use ema_model::{Column, Position, Text, Unplaced};
use serde::{Deserialize, Serialize};

/// A cell whose text is missing from the elements or differs from theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptCell {
    pub(crate) place: Place,
    /// The text of the cell, or an empty string if only the elements have a value.
    pub(crate) text: String,
    /// The value that a reader would derive from the elements for other columns. For example, an exemption means `No`
    /// for CaptionIncluded, even if the cell contains a different value.
    pub(crate) beside: Option<String>,
}

/// The column of a kept cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// A dictionary column.
    Column(Column),
    /// Any other column in a sheet.
    Header(HeaderPlace),
}

/// A column that is not in the dictionary, or that repeats an earlier column in the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct HeaderPlace {
    pub(crate) header: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) category: Option<String>,
    /// The number of earlier columns with the same header and category.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) before: u16,
}

impl HeaderPlace {
    /// The name of the processing instruction that declares the column.
    pub(crate) const TARGET: &'static str = "ema-column";

    /// Returns the content of the instruction, without its name and the space after the name.
    pub(crate) fn to_instruction(&self) -> String {
        json(self)
    }

    /// Parses the content of an instruction. Returns `None` if the content does not have the expected form.
    pub(crate) fn from_instruction(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}

/// The content of an `ema-cell` instruction, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Instruction {
    Known {
        column: String,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        beside: Option<String>,
    },
    Other {
        #[serde(flatten)]
        place: HeaderPlace,
        text: String,
    },
}

impl KeptCell {
    /// The name of the processing instruction.
    pub(crate) const TARGET: &'static str = "ema-cell";

    /// Returns the content of the instruction, without its name and the space after the name.
    pub(crate) fn to_instruction(&self) -> String {
        let text = self.text.clone();
        json(&match &self.place {
            Place::Column(column) => Instruction::Known {
                column: column.name().to_owned(),
                text,
                beside: self.beside.clone(),
            },
            Place::Header(place) => Instruction::Other {
                place: place.clone(),
                text,
            },
        })
    }

    /// Parses the content of an instruction. Returns `None` if the content does not have the expected form.
    pub(crate) fn from_instruction(json: &str) -> Option<Self> {
        Some(match serde_json::from_str(json).ok()? {
            Instruction::Known {
                column,
                text,
                beside,
            } => Self {
                place: Place::Column(column.parse().ok()?),
                text,
                beside,
            },
            Instruction::Other { place, text } => Self {
                place: Place::Header(place),
                text,
                beside: None,
            },
        })
    }
}

/// The content of an `ema-unplaced` instruction: an [`Unplaced`] that has no place in the version.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptUnplaced {
    path: String,
    content: String,
}

impl KeptUnplaced {
    /// The name of the processing instruction.
    pub(crate) const TARGET: &'static str = "ema-unplaced";

    /// Returns the content of the instruction, without its name and the space after the name.
    pub(crate) fn to_instruction(unplaced: &Unplaced) -> String {
        json(&Self {
            path: unplaced.path.to_string(),
            content: unplaced.content.to_string(),
        })
    }

    /// Parses the content of an instruction. Returns `None` if the content does not have the expected form.
    pub(crate) fn from_instruction(json: &str, position: Position) -> Option<Unplaced> {
        let kept: Self = serde_json::from_str(json).ok()?;
        Some(Unplaced::new(
            Text::from(kept.path),
            Text::from(kept.content),
            position,
        ))
    }
}

/// Returns JSON that can't end the instruction early and has only characters that XML can represent.
fn json(value: &impl Serialize) -> String {
    // Serializing strings and a number can't fail.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut escaped = String::with_capacity(json.len());
    let mut question = false;
    for c in json.chars() {
        match c {
            '>' if question => escaped.push_str("\\u003e"),
            '\u{fffe}' => escaped.push_str("\\ufffe"),
            '\u{ffff}' => escaped.push_str("\\uffff"),
            c => escaped.push(c),
        }
        question = c == '?';
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_column_is_named_as_in_the_dictionary() {
        let kept = KeptCell {
            place: Place::Column(Column::OtherTerms),
            text: "who? <us>?>".to_owned(),
            beside: None,
        };
        let instruction = kept.to_instruction();
        assert_eq!(
            instruction,
            r#"{"column":"OtherTerms","text":"who? <us>?\u003e"}"#
        );
        assert_eq!(KeptCell::from_instruction(&instruction), Some(kept));
        for other in [
            "",
            "{}",
            "[]",
            r#"{"column":"Shelf","text":"1"}"#,
            r#"{"column":"ALID"}"#,
        ] {
            assert_eq!(KeptCell::from_instruction(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_text_stands_in_an_instruction(
            text in any::<String>(),
            header in any::<String>(),
            category in proptest::option::of(any::<String>()),
            before in any::<u16>(),
        ) {
            let place = HeaderPlace { header, category, before };
            prop_assert_eq!(HeaderPlace::from_instruction(&place.to_instruction()), Some(place.clone()));
            let place = Place::Header(place);
            let text = format!("{text}?>\u{ffff}\u{1}");
            let kept = KeptCell { place, text, beside: None };
            let instruction = kept.to_instruction();
            prop_assert!(!instruction.contains("?>"));
            prop_assert!(instruction.chars().all(crate::xml::characters::is_xml));
            prop_assert_eq!(KeptCell::from_instruction(&instruction), Some(kept));
        }

        #[test]
        fn what_is_unplaced_stands_in_an_instruction(path in any::<String>(), content in any::<String>()) {
            let position = Position { line: 3, column: 4 };
            let unplaced = Unplaced::new(path, content, position);
            let instruction = KeptUnplaced::to_instruction(&unplaced);
            prop_assert_eq!(KeptUnplaced::from_instruction(&instruction, position), Some(unplaced));
        }
    }
}
