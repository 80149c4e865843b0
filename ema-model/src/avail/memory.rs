//! A memory of parsed texts, so that a text that a sheet repeats is parsed only once.
//!
//! Most texts in a feed are repeated: `US, CA` can be in 20,000 rows of the column Territory. The memory keeps recently
//! parsed texts with their values, in three tables of fixed size:
//!
//! - `held`: 4,096 texts that are also held elsewhere, for example in the string table of a workbook. A repeat is the
//!   same allocation, so it is recognized by its address, without comparing any bytes.
//! - `short`: 8,192 texts of up to 64 bytes that are newly allocated for each cell. A repeat is found by its hash.
//! - `long`: 64 longer texts. Their first 64 bytes are hashed.
//!
//! A new text replaces an old one, so the memory does not grow with the sheet. If a replaced text occurs again, it is
//! parsed again.

use std::sync::Arc;

use crate::cell::Content;
use crate::dictionary::{Kind, Value};
use crate::text::Text;

/// Recently parsed texts with their values. A text that rows repeat is parsed and stored once. The memory does not grow
/// with the sheet.
#[derive(Debug)]
pub(super) struct Memory {
    /// Texts that are also held elsewhere. Repeats are the same `Text`, and are recognized by their address.
    held: Places,
    /// Texts that are newly allocated for each cell. Repeats are recognized by their content.
    short: Places,
    long: Places,
}

/// Parsed texts. A text is at the index of its hash, or at one of the next few indices.
type Places = Vec<Option<(Kind, Arc<Content>)>>;

/// The size of the table of held texts, as a power of two (4,096). In a feed of 60,000 rows, nearly all texts outside
/// the table are new, so a larger table would gain nothing.
const HELD_BITS: u32 = 12;

/// The length of the longest held text, in bytes. A list of all territories is shorter. With this limit, the texts take
/// at most a few megabytes even if they are no longer held elsewhere.
const HELD: usize = 1024;

/// The size of the table of short texts. A feed of 60,000 rows repeats a few thousand texts. A larger table would gain
/// nothing, and a smaller one would store more copies.
const SHORT_TEXTS: usize = 8192;

/// The length of the longest short text, in bytes. Most cells are not longer.
const SHORT: usize = 64;

/// The size of the table of longer texts. It is large enough for the lists of territories that the rows of a feed
/// repeat, and takes at most a few megabytes even if each text is as long as a cell allows.
const LONG_TEXTS: usize = 64;

/// The number of table entries in which a text may be stored, so that two texts that a row repeats do not replace each
/// other.
const PROBES: usize = 4;

impl Memory {
    /// Creates a memory that is not active.
    pub(super) fn new() -> Self {
        Self {
            held: Places::new(),
            short: Places::new(),
            long: Places::new(),
        }
    }

    /// Activates the memory.
    pub(super) fn begin(&mut self) {
        if self.held.is_empty() {
            self.held.resize(1 << HELD_BITS, None);
        }
    }

    /// Returns the text, or an equal one that is already stored, with its parsed value.
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
        // An input cannot control the address of a text, and a replaced entry costs no more than parsing. The factor is
        // 2^64 divided by the golden ratio, which spreads neighboring addresses.
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
        // Most feeds have all their texts in a string table, so this table is allocated on first use.
        if memory.is_empty() {
            memory.resize(size, None);
        }
        // The start of a long text distinguishes it from most others, and hashing the start costs the same for texts of
        // any length.
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

/// Returns a hash without a key. An input can choose texts with the same hash, but such texts only replace each other,
/// which costs no more than texts that are all different.
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
    // The shift keeps the highest bits, which depend on all other bits.
    add(words.fold(first, add), rest) >> 32
}

fn content(text: Text, parse: impl FnOnce(&Text) -> Value) -> Arc<Content> {
    let value = parse(&text);
    Arc::new(Content { text, value })
}

impl Content {
    /// Whether the content takes memory in proportion to its text. The faults of a long list take forty times as much
    /// memory as the list.
    pub(super) fn is_worth_keeping(&self) -> bool {
        self.text.len() <= SHORT
            || self.text.len() <= HELD && !matches!(self.value, Value::Invalid(_))
    }
}
