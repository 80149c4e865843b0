//! What has been made of something before, to be made once only.
//!
//! Of the 468,000 numbers in a feed of 60,000 rows 5,000 differ. Each has a pair of places, which its bytes or its
//! position choose: 43933 as a date may be in place 24 or 25. A third one that comes to a pair drives out the one that
//! came first. That costs no more than making it again, so it does not matter who chooses what comes, and nothing
//! grows with the file.

/// What has been made of things that come again.
pub(crate) struct Recent<T> {
    pairs: Vec<[Option<T>; 2]>,
    most: usize,
    /// How many have been put here since there were so many places.
    put: usize,
}

/// How many pairs there are at first. A short file does not wait for memory that it has no use for.
const FEWEST: usize = 1 << 6;

impl<T> Recent<T> {
    /// Remembers nothing yet, and as many pairs at most, which is a power of 2.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            pairs: Vec::new(),
            most: most.next_power_of_two().max(FEWEST),
            put: 0,
        }
    }

    /// What was put into a pair, if it is still there. The lowest bits of `pair` count.
    #[inline]
    pub(crate) fn get(&self, pair: usize, is_same: impl Fn(&T) -> bool) -> Option<&T> {
        let at = pair & self.pairs.len().wrapping_sub(1);
        let [first, second] = self.pairs.get(at)?;
        let is_same = |known: &&T| is_same(known);
        first
            .as_ref()
            .filter(is_same)
            .or_else(|| second.as_ref().filter(is_same))
    }

    /// Puts something into a pair. Once more has been put than there are places, there will be more.
    pub(crate) fn put(&mut self, pair: usize, made: T) {
        if self.put >= 2 * self.pairs.len() && self.pairs.len() < self.most {
            let count = (8 * self.pairs.len()).clamp(FEWEST, self.most);
            self.pairs.clear();
            self.pairs.resize_with(count, || [None, None]);
            self.put = 0;
        }
        self.put += 1;
        let at = pair & (self.pairs.len() - 1);
        let [first, second] = &mut self.pairs[at];
        *second = first.replace(made);
    }
}

/// Spreads what is near to each other, in the highest bits. The factor is 2^64 over the golden ratio.
#[inline]
pub(crate) fn spread(bits: u64) -> u64 {
    bits.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_was_put_last(puts in vec((0..400_usize, 0..5_u8), 0..2000)) {
            let mut recent = Recent::new(1 << 8);
            let mut last = std::collections::HashMap::new();
            for (key, value) in puts {
                let found = recent.get(key / 2, |(known, _)| *known == key);
                prop_assert!(found.is_none_or(|(_, found)| last.get(&key) == Some(found)));
                if found.is_none() {
                    recent.put(key / 2, (key, value));
                    last.insert(key, value);
                    prop_assert_eq!(recent.get(key / 2, |(known, _)| *known == key), Some(&(key, value)));
                }
            }
        }
    }

    #[test]
    fn two_that_share_a_pair_stay() {
        let mut recent = Recent::new(1 << 4);
        recent.put(3, "a");
        recent.put(3, "b");
        assert!(recent.get(3, |known| *known == "a").is_some());
        recent.put(3, "c");
        assert!(recent.get(3, |known| *known == "a").is_none());
        assert!(recent.get(3, |known| *known == "b").is_some());
    }
}
