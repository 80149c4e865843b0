//! What a builder remembers of the texts that it has parsed.

use std::hash::{BuildHasher, RandomState};

use super::Value;
use crate::dictionary::Kind;
use crate::value::Text;

/// The last few thousand short texts and the last few long ones that have been parsed, so that a text
/// that rows repeat is parsed and stored once. It does not grow with the sheet.
#[derive(Debug)]
pub(super) struct Memory {
    /// Texts that somebody else holds too: they come again as the same `Text`, and are known by it.
    held: Places,
    /// Texts that come anew each time, and are known by what they say.
    short: Places,
    long: Places,
    hasher: RandomState,
}

/// Texts that have been parsed, each in the place of its hash or in one of the next.
type Places = Vec<Option<(Kind, Text, Value)>>;

/// How many texts are remembered that others hold: 2 to the power of this. In a feed of 60,000 rows
/// nearly all that is not among them is new; more places do not pay.
const HELD_BITS: u32 = 12;

/// Up to how many bytes they have: a list of all territories is shorter, and together they stay below
/// a few megabytes when nobody else holds them any more.
const HELD: usize = 1024;

/// How many short texts are remembered. A feed of 60,000 rows repeats a few thousand texts; more
/// places do not pay, fewer cost copies.
const SHORT_TEXTS: usize = 8192;

/// Up to how many bytes a text is short: what most cells hold.
const SHORT: usize = 64;

/// How many longer texts are remembered: enough for the lists of territories that the rows of a feed
/// repeat, and no more than a few megabytes where each is as long as a cell allows.
const LONG_TEXTS: usize = 64;

/// In how many places a text may be, so that two that a row repeats do not drive each other out.
const PROBES: usize = 4;

impl Memory {
    /// One that remembers nothing yet.
    pub(super) fn new() -> Self {
        Self {
            held: Places::new(),
            short: Places::new(),
            long: Places::new(),
            hasher: RandomState::new(),
        }
    }

    /// Remembers from now on.
    pub(super) fn begin(&mut self) {
        if self.held.is_empty() {
            self.held.resize(1 << HELD_BITS, None);
        }
    }

    /// The text, or an equal one that is held already, with what it is parsed to.
    pub(super) fn parsed(
        &mut self,
        kind: Kind,
        text: Text,
        parse: impl FnOnce(&Text) -> Value,
    ) -> (Text, Value) {
        if self.held.is_empty() {
            let value = parse(&text);
            (text, value)
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
    ) -> (Text, Value) {
        // Nobody chooses where a text lies, and one that drives another out costs no more than parsing.
        // The factor is 2^64 over the golden ratio, which spreads what is near to each other.
        let address = text.as_ptr().addr() as u64 ^ ((kind as u64) << 48);
        let hash = address.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - HELD_BITS);
        let place = &mut self.held[hash as usize];
        if let Some((known_kind, known, value)) = place
            && *known_kind == kind
            && known.is_same(&text)
        {
            return (text, value.clone());
        }
        let value = parse(&text);
        // The faults of a long list take forty times as much as the list.
        if !matches!(value, Value::Invalid(_)) || text.len() <= SHORT {
            *place = Some((kind, text.clone(), value.clone()));
        }
        (text, value)
    }

    fn known_by_content(
        &mut self,
        kind: Kind,
        text: Text,
        parse: impl FnOnce(&Text) -> Value,
    ) -> (Text, Value) {
        let (memory, size) = match text.len() <= SHORT {
            true => (&mut self.short, SHORT_TEXTS),
            false => (&mut self.long, LONG_TEXTS),
        };
        // Most feeds have all their texts in a table.
        if memory.is_empty() {
            memory.resize(size, None);
        }
        // The start of a long text tells it from most others, and costs the same for all.
        let start = &text.as_bytes()[..text.len().min(SHORT)];
        let hash = self.hasher.hash_one((kind, text.len(), start)) % memory.len() as u64;
        let mut places = (0..PROBES).map(|next| (hash as usize + next) % memory.len());
        let known = |place: &usize| {
            let known = memory[*place].as_ref();
            known.is_some_and(|(known_kind, known, _)| *known_kind == kind && *known == text)
        };
        if let Some(place) = places.clone().find(known)
            && let Some((_, known, value)) = &memory[place]
        {
            return (known.clone(), value.clone());
        }
        let value = parse(&text);
        let free = places.clone().find(|place| memory[*place].is_none());
        if let Some(place) = free.or_else(|| places.next()) {
            memory[place] = Some((kind, text.clone(), value.clone()));
        }
        (text, value)
    }
}
