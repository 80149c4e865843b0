//! A name with what is wrong with it, for the eye.

use std::fmt;

use super::fault::NameFaults;
use crate::shown::write_seen;

/// A name with a caret under each fault. It has no line break at its end.
pub(super) struct Marked<'a>(pub(super) &'a NameFaults);

impl fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.name();
        let mut carets = String::new();
        let mut marked_until = 0;
        let mut faults = self.0.iter().peekable();
        f.write_str("  ")?;
        for (byte, c) in name.char_indices() {
            while let Some(fault) = faults.next_if(|fault| fault.byte <= byte) {
                // Nothing is marked where a thing is missing, but its place.
                marked_until = marked_until.max(fault.span().end.max(byte + 1));
            }
            let mark = if byte < marked_until { '^' } else { ' ' };
            match write_seen(f, c)? {
                // An accent is seen on the letter before it.
                0 if mark == '^' => {
                    carets.pop();
                    carets.push('^');
                }
                width => carets.extend(std::iter::repeat_n(mark, width)),
            }
        }
        if faults.next().is_some() {
            carets.push('^');
        }
        write!(f, "\n  {}", carets.trim_end())
    }
}
