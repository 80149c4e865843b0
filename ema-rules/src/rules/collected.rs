//! Collectors for rules that compare rows. Each collector's documentation describes the data that
//! the collector keeps about a file.

pub(super) mod clashes;
pub(super) mod holdback;
pub(super) mod interner;
pub(super) mod judges;
pub(super) mod offers;
pub(super) mod overlaps;
pub(super) mod rows;
pub(super) mod scopes;
pub(super) mod seasons;
pub(super) mod spellings;
pub(super) mod territory_lists;
pub(super) mod title;
pub(super) mod title_windows;
pub(super) mod visible;
pub(super) mod written_offer;
