//! XML Avails 2.1 to 2.7.

#[expect(dead_code, reason = "the reader and the writer go by it")]
pub(crate) mod kept;
#[expect(
    dead_code,
    unused_imports,
    reason = "the reader and the writer go by it"
)]
pub(crate) mod schema;
#[expect(dead_code, reason = "the reader and the writer go by it")]
pub(crate) mod terms;
#[expect(
    dead_code,
    unused_imports,
    reason = "the reader and the writer go by it"
)]
pub(crate) mod values;
