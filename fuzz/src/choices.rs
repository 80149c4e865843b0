//! What an input is tried with.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Choices that the bytes of an input make, so that it is tried with one of everything and not with
/// all: a fuzzer that can try ten times as many inputs comes to every choice anyway, and an input
/// makes the same ones each time.
pub(crate) struct Choices(u64);

impl Choices {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self(hasher.finish())
    }

    pub(crate) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        let number = all.len() as u64;
        let chosen = self.0 % number;
        self.0 /= number;
        all[chosen as usize]
    }
}
