//! The options with which an input is tested.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Choices that are derived from the bytes of an input. An input is always tested with the same option of each kind,
/// not with all combinations. This lets a fuzzer try ten times as many inputs and still reach every option.
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
