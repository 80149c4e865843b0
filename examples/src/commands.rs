//! The subcommands.

pub(crate) mod rules;
pub(crate) mod validate;
