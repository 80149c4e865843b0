//! Code that several rules share.

pub(super) mod demands;
pub(super) mod identifiers;
pub(super) mod once_a_column;
