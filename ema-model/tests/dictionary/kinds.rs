//! Generates `src/dictionary/kinds.rs` from `data/kinds.tsv`: `Kind`, `Value`, and the parsing of cells.

use std::fmt::Write as _;

use super::head;
use super::names::{camel, snake};

pub(super) struct Kind<'a> {
    pub(super) name: &'a str,
    /// The type of the values, and whether accessors return a reference. `None` means plain text.
    pub(super) value: Option<(&'a str, bool)>,
    read: &'a str,
    separators: &'a str,
    stored: &'a str,
    class: &'a str,
    example: &'a str,
    meaning: &'a str,
}

impl Kind<'_> {
    /// The type that an accessor returns.
    pub(super) fn result(&self) -> String {
        match self.value {
            None => "&str".to_owned(),
            Some((value, lent)) => format!("{}{}", if lent { "&" } else { "" }, path(value)),
        }
    }
}

pub(super) fn parse(data: &str) -> Vec<Kind<'_>> {
    let lines = data.lines().filter(|line| !line.starts_with('#'));
    lines
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, value, read, stored, class, example, meaning] = fields[..] else {
                panic!("seven fields: {line}")
            };
            let (read, separators) = read.split_once(' ').unwrap_or((read, ""));
            Kind {
                name,
                value: match value {
                    "-" => None,
                    value => Some((value.trim_start_matches('&'), value.starts_with('&'))),
                },
                read,
                separators,
                stored,
                class,
                example,
                meaning,
            }
        })
        .collect()
}

pub(super) fn generate(kinds: &[Kind<'_>]) -> String {
    let mut out = head("kinds.tsv");
    out.push_str(
        "\nuse std::sync::Arc;\n\n\
         use super::KindFacts;\n\
         use super::read::{self, Written};\n\
         use crate::fault::Fault;\n\
         use crate::stored::Stored;\n\
         use crate::value;\n",
    );
    write_kinds(&mut out, kinds);
    write_values(&mut out, kinds);
    write_methods(&mut out, kinds);
    write_reading(&mut out, kinds);
    out
}

fn write_kinds(out: &mut String, kinds: &[Kind<'_>]) {
    out.push_str(
        "\n/// The kind of values in the cells of a column.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         #[non_exhaustive]\n#[repr(u8)]\npub enum Kind {\n",
    );
    for kind in kinds {
        let meaning = match kind.value {
            Some((word, _)) if kind.class == "words" => {
                format!("A word from the vocabulary [`{word}`](crate::{word}).")
            }
            _ => kind.meaning.to_owned(),
        };
        let _ = writeln!(out, "/// {meaning}\n{},", camel(kind.name));
    }
    let _ = writeln!(
        out,
        "}}\n\n#[rustfmt::skip]\npub(super) const KINDS: [KindFacts; {}] = [",
        kinds.len()
    );
    for kind in kinds {
        let stored = match kind.stored {
            "-" => "None".to_owned(),
            stored => format!("Some(Stored::{})", camel(stored)),
        };
        let words = match (kind.class, kind.value) {
            ("words", Some((value, _))) => format!("{}::WORDS", path(value)),
            _ => "&[]".to_owned(),
        };
        let is_identifier = kind.class == "id";
        let optional = |text: &str| (text != "-").then(|| text.to_owned());
        let (meaning, example) = (optional(kind.meaning), optional(kind.example));
        let _ = writeln!(
            out,
            "    KindFacts {{ stored: {stored}, is_identifier: {is_identifier}, words: {words}, \
             meaning: {meaning:?}, example: {example:?} }},",
        );
    }
    out.push_str("];\n");
}

fn write_values(out: &mut String, kinds: &[Kind<'_>]) {
    out.push_str(
        "\n/// The value of a cell, according to the kind of its column.\n\
         #[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\npub enum Value {\n\
         /// The cell contains only blanks.\nBlank,\n\
         /// Text, an identifier in any form, or a cell in an unknown column.\nText,\n\
         /// Text that is not a valid value for the column.\nInvalid(Arc<[Fault]>),\n",
    );
    for (kind, value, _) in typed(kinds) {
        let name = camel(kind.name);
        let _ = writeln!(out, "/// See [`Kind::{name}`].\n{name}({}),", path(value));
    }
    out.push_str("}\n");
}

/// Writes one method for each kind, one for the words of all vocabularies, and one for the text of all kinds.
fn write_methods(out: &mut String, kinds: &[Kind<'_>]) {
    out.push_str("\nimpl Value {\n");
    for (kind, _, lent) in typed(kinds) {
        let name = camel(kind.name);
        let _ = writeln!(
            out,
            "/// The value of a cell of kind [`Kind::{name}`], or `None` for a cell of another kind.\n\
             #[must_use]\npub fn as_{}(&self) -> Option<{}> {{\n\
             match self {{\nSelf::{name}(value) => Some({}value),\n_ => None,\n}}\n}}\n",
            snake(kind.name),
            kind.result(),
            if lent { "" } else { "*" },
        );
    }
    out.push_str(
        "/// The word from a closed vocabulary, as spelled in the specification. A word that is not in\n\
         /// the vocabulary is returned as written. Returns `None` for a cell of another kind.\n\
         #[must_use]\npub fn as_word(&self) -> Option<&str> {\nmatch self {\n",
    );
    for (kind, ..) in typed(kinds).filter(|(kind, ..)| kind.class == "words") {
        let _ = writeln!(
            out,
            "Self::{}(word) => Some(word.as_str()),",
            camel(kind.name)
        );
    }
    out.push_str(
        "_ => None,\n}\n}\n\n\
         /// The value as text, as its specification writes it: `EST` for `est`, `US, CA` for `US;CA`, and `Yes` for\n\
         /// `true`. Returns `None` for a cell that is blank, that contains text in any form, or that is not valid.\n\
         #[must_use]\npub fn normalized(&self) -> Option<String> {\nSome(match self {\n\
         Self::Blank | Self::Text | Self::Invalid(_) => return None,\n",
    );
    for (kind, ..) in typed(kinds) {
        let value = match (kind.read, kind.separators) {
            ("flag", _) => "if *value { \"Yes\" } else { \"No\" }.to_owned()",
            ("list", ";") => "value.joined(\"; \")",
            ("list" | "languages", _) => "value.joined(\", \")",
            _ => "value.to_string()",
        };
        let _ = writeln!(out, "Self::{}(value) => {value},", camel(kind.name));
    }
    out.push_str("})\n}\n}\n");
}

fn write_reading(out: &mut String, kinds: &[Kind<'_>]) {
    out.push_str(
        "\n/// Parses a nonblank cell according to the kind of its column.\n#[rustfmt::skip]\n\
         pub(super) fn read_as(kind: Kind, cell: Written<'_>) -> Value {\n    match kind {\n",
    );
    for kind in kinds {
        let name = camel(kind.name);
        let value = match (kind.read, kind.separators) {
            ("text", _) => "Value::Text".to_owned(),
            (read, "") => format!("read::{read}(cell, Value::{name})"),
            (read, separators) => format!("read::{read}(cell, {separators:?}, Value::{name})"),
        };
        let _ = writeln!(out, "        Kind::{name} => {value},");
    }
    out.push_str("    }\n}\n");
}

fn typed<'a>(kinds: &'a [Kind<'a>]) -> impl Iterator<Item = (&'a Kind<'a>, &'a str, bool)> {
    kinds.iter().filter_map(|kind| {
        let (value, lent) = kind.value?;
        Some((kind, value, lent))
    })
}

/// Turns `List<Alid>` into `value::List<value::Alid>`.
fn path(value: &str) -> String {
    match value {
        "bool" => value.to_owned(),
        value => format!("value::{}", value.replace('<', "<value::")),
    }
}
