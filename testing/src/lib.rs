//! Exact snapshots and step counts for the tests in all crates.
//!
//! ```
//! use ema_testing::{assert_snapshot, str};
//!
//! let message = format!("`{}` is not a country code", "UK");
//! assert_snapshot(message, str!["`UK` is not a country code"]);
//! ```
//!
//! A short snapshot is written inline with [`str!`]. A long snapshot is stored in a file next to
//! the test. Pass the file's path to `ema_testing::file!` or, if the path is computed, to
//! [`Data::read_from`]. (If proptest is in scope, a plain `file!` is the macro from `std`.) To
//! overwrite all snapshots with the actual output, run `SNAPSHOTS=overwrite cargo test`.
//!
//! If a snapshot is a single line that is too long for its place in the code, put it between line
//! breaks, as in `str![[r#"` … `"#]]`, because snapbox does not find a plain literal that rustfmt
//! has moved to the next line.

mod visits;

pub use snapbox::{Data, file, str};
pub use visits::{assert_in_proportion, visited, visits_of};

use std::fmt::Display;

use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, IntoData};

/// Compares text with its snapshot, character by character except for line endings.
///
/// `snapbox::assert_data_eq!` treats `[..]` and a line `...` in the snapshot as wildcards, and
/// treats `\` as `/`. Messages and file names contain these characters, so here they have no
/// special meaning.
///
/// # Panics
///
/// Panics, showing the differences, if the text differs from the snapshot.
#[track_caller]
pub fn assert_snapshot(actual: impl Display, expected: impl IntoData) {
    Assert::new()
        .action_env(DEFAULT_ACTION_ENV)
        .eq(actual.to_string(), expected.raw());
}

#[cfg(test)]
mod tests {
    use super::assert_snapshot;

    #[test]
    fn equal_texts_pass() {
        for text in ["", "[..]", "...", "[EXE]", r"a\b/c", "one\ntwo\n"] {
            assert_snapshot(text, text);
        }
    }

    #[test]
    #[should_panic = "Expected"]
    fn a_wildcard_within_a_line_is_text() {
        assert_snapshot("a long text", "a [..] text");
    }

    #[test]
    #[should_panic = "Expected"]
    fn a_wildcard_for_lines_is_text() {
        assert_snapshot("one\ntwo\nthree\n", "one\n...\nthree\n");
    }

    #[test]
    #[should_panic = "Expected"]
    fn a_backslash_is_not_a_slash() {
        assert_snapshot(r"films\a.mov", "films/a.mov");
    }

    #[test]
    #[should_panic = "Expected"]
    fn a_line_break_at_the_end_counts() {
        assert_snapshot("one\n", "one");
    }
}
