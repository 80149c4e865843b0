//! The subcommands.

pub(crate) mod apply;
pub(crate) mod convert;
pub(crate) mod currency;
pub(crate) mod deliver;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod manual;
pub(crate) mod name;
pub(crate) mod rules;
pub(crate) mod takedown;
pub(crate) mod template;
pub(crate) mod timeline;
pub(crate) mod validate;
pub(crate) mod zone;
