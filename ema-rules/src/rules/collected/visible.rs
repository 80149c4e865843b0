//! Compares strings by their appearance.

use std::hash::{Hash, Hasher};

use ema_model::is_space;

use crate::marks::is_invisible;

/// A string as readers see it: each run of white space counts as one space, and invisible
/// characters are omitted. Other rules report stray white space and invisible characters.
///
/// Strings are compared without being copied, because a file can contain many long values.
pub(in crate::rules) struct Visible<'a>(pub(in crate::rules) &'a str);

impl Visible<'_> {
    fn chars(&self) -> impl Iterator<Item = char> {
        #[cfg(test)]
        ema_testing::visited(1);
        let is_hidden = |c: char| is_invisible(c) && !c.is_whitespace() && c != '\u{fffd}';
        let is_out = move |c: char| is_space(c) || is_hidden(c);
        let shown = self.0.trim_matches(is_out).chars();
        let mut after_blank = false;
        shown.filter(move |c| !is_hidden(*c)).filter_map(move |c| {
            let is_repeated = after_blank && is_space(c);
            after_blank = is_space(c);
            let c = if after_blank { ' ' } else { c };
            (!is_repeated).then_some(c)
        })
    }
}

impl PartialEq for Visible<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.chars().eq(other.chars())
    }
}

impl Eq for Visible<'_> {}

impl Hash for Visible<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.chars().for_each(|c| c.hash(state));
    }
}
