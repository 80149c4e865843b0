//! The options with which an input is tested.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Choices that are derived from the bytes of an input. Each input is tested with one option of each kind, and not with
/// all combinations. A fuzzer that can try ten times as many inputs reaches every option anyway, and an input always
/// leads to the same choices.
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
