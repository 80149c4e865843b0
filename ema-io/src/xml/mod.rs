//! Reads XML Avails 2.1 to 2.7 and writes XML Avails 2.2 to 2.7.

mod characters;
pub(crate) mod kept;
mod read;
pub(crate) mod schema;
pub(crate) mod terms;
mod uri;
pub(crate) mod values;
mod words;
mod write;

pub(crate) use read::{Document, encoding};
pub(crate) use words::{attribute_error_in_words, markup_error_in_words};
pub(crate) use write::Writer;
