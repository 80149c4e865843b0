//! The choice of options for testing an input.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Choices derived from an input's bytes, so that an input is always tested with the same option of each kind. Because
/// not all combinations are tested, a fuzzer can try ten times as many inputs and still reach every option.
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
