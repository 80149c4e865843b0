//! XML Avails 2.1 to 2.7.

pub(crate) mod kept;
mod read;
pub(crate) mod schema;
pub(crate) mod terms;
pub(crate) mod values;
mod visits;
mod write;

pub(crate) use read::{Document, encoding};
pub(crate) use write::Writer;
