//! XML Avails 2.1 to 2.7.

#[allow(dead_code, reason = "the writer goes by it")]
pub(crate) mod kept;
mod read;
#[allow(dead_code, unused_imports, reason = "the writer goes by it")]
pub(crate) mod schema;
#[allow(dead_code, reason = "the writer goes by it")]
pub(crate) mod terms;
#[allow(dead_code, unused_imports, reason = "the writer goes by it")]
pub(crate) mod values;

pub(crate) use read::{Document, encoding};
