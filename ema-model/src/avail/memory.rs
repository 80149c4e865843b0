//! A cache of parsed text, so that repeated text in a sheet is parsed only once.
//!
//! Most of the text in a feed is repeated. For example, `US, CA` can be the Territory in 20,000 rows. The cache keeps
//! recently parsed strings with their values, in three tables of fixed size:
//!
//! - `held`: 4,096 strings that are also held elsewhere, for example in a workbook's string table. Repeated strings
//!   share one allocation, so a repeat is recognized by its address and no bytes are compared.
//! - `short`: 8,192 strings of up to 64 bytes that are newly allocated for each cell. A repeated string is found by its
//!   hash.
//! - `long`: 64 longer strings. Only their first 64 bytes are hashed.
//!
//! A new string replaces an old one, so the cache does not grow with the sheet. If a replaced string occurs again, it
//! is parsed again.

use std::sync::Arc;

use crate::cell::Content;
use crate::dictionary::{Kind, Value};
use crate::text::Text;

/// The cache: recently parsed strings with their values.
#[derive(Debug)]
pub(super) struct Memory {
    /// Strings that are also held elsewhere. A repeated string is the same `Text`, so it is recognized by its address.
    held: Places,
    /// Strings that are newly allocated for each cell. A repeated string is recognized by its content.
    short: Places,
    long: Places,
}

/// A table of parsed strings. Each is at the index that its hash gives, or at one of the next few.
type Places = Vec<Option<(Kind, Arc<Content>)>>;

/// The base-2 logarithm of the number of held strings (4,096). In a feed of 60,000 rows, nearly all strings that are
/// not in the table occur for the first time, so a larger table would not help.
const HELD_BITS: u32 = 12;

/// The maximum length of a held string, in bytes. Even a list of all territories is shorter. With this limit, the
/// strings take at most a few megabytes, even if they are no longer held elsewhere.
const HELD: usize = 1024;

/// The size of the table of short strings. A larger table would not help, because a feed of 60,000 rows repeats only a
/// few thousand strings. With a smaller one, more copies would be stored.
const SHORT_TEXTS: usize = 8192;

/// The maximum length of a short string, in bytes. Most cells do not exceed this length.
const SHORT: usize = 64;

/// The size of the table of longer strings. It has room for the territory lists that a feed's rows repeat, and takes at
/// most a few megabytes even if each string is as long as a cell allows.
const LONG_TEXTS: usize = 64;

/// The number of table entries that a string can be in. With only one entry, two strings that occur in every row could
/// keep replacing each other.
const PROBES: usize = 4;

impl Memory {
    /// Creates a cache that is not yet active.
    pub(super) fn new() -> Self {
        Self {
            held: Places::new(),
            short: Places::new(),
            long: Places::new(),
        }
    }

    /// Activates the cache.
    pub(super) fn begin(&mut self) {
        if self.held.is_empty() {
            self.held.resize(1 << HELD_BITS, None);
        }
    }

    /// Returns the text with its parsed value. Both come from the cache if it contains the same text for the same kind
    /// of column.
    pub(super) fn parsed(
        &mut self,
        kind: Kind,
        text: Text,
        parse: impl FnOnce(&Text) -> Value,
    ) -> Arc<Content> {
        if self.held.is_empty() {
            content(text, parse)
        } else if text.len() <= HELD && text.is_held_elsewhere() {
            self.known_by_itself(kind, text, parse)
        } else {
            self.known_by_content(kind, text, parse)
        }
    }

    fn known_by_itself(
        &mut self,
        kind: Kind,
        text: Text,
        parse: impl FnOnce(&Text) -> Value,
    ) -> Arc<Content> {
        // This hash does not need a key, because input cannot control the addresses of strings, and because replacing
        // an entry costs no more than parsing its text again. The factor is 2^64 divided by the golden ratio, which
        // spreads neighboring addresses.
        let address = text.as_ptr().addr() as u64 ^ ((kind as u64) << 48);
        let hash = address.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - HELD_BITS);
        let place = &mut self.held[hash as usize];
        if let Some((known_kind, known)) = place
            && *known_kind == kind
            && known.text.is_same(&text)
        {
            return Arc::clone(known);
        }
        let content = content(text, parse);
        if content.is_worth_keeping() {
            *place = Some((kind, Arc::clone(&content)));
        }
        content
    }

    fn known_by_content(
        &mut self,
        kind: Kind,
        text: Text,
        parse: impl FnOnce(&Text) -> Value,
    ) -> Arc<Content> {
        let (memory, size) = match text.len() <= SHORT {
            true => (&mut self.short, SHORT_TEXTS),
            false => (&mut self.long, LONG_TEXTS),
        };
        // The tables for short and long strings are allocated only on first use, because most feeds store all of their
        // text in a string table and never need them.
        if memory.is_empty() {
            memory.resize(size, None);
        }
        // The beginning of a long string is enough to distinguish it from most others, and takes the same time to hash
        // whatever the length of the string.
        let start = &text.as_bytes()[..text.len().min(SHORT)];
        let hash = hash(kind, text.len(), start) as usize;
        let mut places = (0..PROBES).map(|next| (hash + next) % memory.len());
        let known = |place: &usize| {
            let known = memory[*place].as_ref();
            known.is_some_and(|(known_kind, known)| *known_kind == kind && known.text == text)
        };
        if let Some(place) = places.clone().find(known)
            && let Some((_, known)) = &memory[place]
        {
            return Arc::clone(known);
        }
        let content = content(text, parse);
        let free = places.clone().find(|place| memory[*place].is_none());
        if let Some(place) = free.or_else(|| places.next()) {
            memory[place] = Some((kind, Arc::clone(&content)));
        }
        content
    }
}

/// Returns an unkeyed hash. An attacker can choose strings with the same hash, but such strings only replace each
/// other, which costs no more than processing input where every string is different.
fn hash(kind: Kind, length: usize, start: &[u8]) -> u64 {
    // The factor is 2^64 divided by the golden ratio.
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let add = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = start.as_chunks::<8>();
    let rest = rest
        .iter()
        .fold(1, |word, byte| (word << 8) | u64::from(*byte));
    let first = add(kind as u64, length as u64);
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    // The shift keeps the highest bits, which depend on all of the lower bits.
    add(words.fold(first, add), rest) >> 32
}

fn content(text: Text, parse: impl FnOnce(&Text) -> Value) -> Arc<Content> {
    let value = parse(&text);
    Arc::new(Content { text, value })
}

impl Content {
    /// Whether the content's memory is in proportion to the length of its text. The faults in a long list take forty
    /// times as much memory as its text.
    pub(super) fn is_worth_keeping(&self) -> bool {
        self.text.len() <= SHORT
            || self.text.len() <= HELD && !matches!(self.value, Value::Invalid(_))
    }
}
