//! The subcommands.

pub(crate) mod apply;
pub(crate) mod diff;
pub(crate) mod rules;
pub(crate) mod validate;
