//! The pauses between attempts.

use std::time::Duration;

/// The pauses between attempts to send a file, and the number of attempts.
///
/// Each pause is twice as long as the one before it, up to the longest pause. It is then varied randomly by up to a
/// quarter, so that partners whose connections failed together do not all retry at the same moment. Only attempts
/// without progress are counted, so a file that arrives piece by piece is eventually sent completely.
///
/// ```
/// use delivery_naming::Pauses;
/// use std::time::Duration;
///
/// let patient = Pauses::default().with_tries(50).with_longest(Duration::from_secs(3600));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pauses {
    first: Duration,
    longest: Duration,
    tries: u32,
}

impl Pauses {
    /// Sets the first pause.
    #[must_use]
    pub const fn with_first(self, first: Duration) -> Self {
        Self { first, ..self }
    }

    /// Sets the longest pause, before the random variation.
    #[must_use]
    pub const fn with_longest(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }

    /// Sets the number of attempts without progress after which the run ends. At least one attempt is always made.
    #[must_use]
    pub const fn with_tries(self, tries: u32) -> Self {
        Self { tries, ..self }
    }

    pub(super) const fn tries(&self) -> u32 {
        self.tries
    }

    /// The pause after `in_vain` consecutive attempts without progress. `chance` is a random number from 0 to 1.
    pub(super) fn after(&self, in_vain: u32, chance: f64) -> Duration {
        let doubled = 2_u32.saturating_pow(in_vain.saturating_sub(1));
        let pause = self.first.saturating_mul(doubled).min(self.longest);
        let varied = pause.as_secs_f64() * (0.75 + chance.clamp(0.0, 1.0) / 2.0);
        // A pause that is too long for the conversion is used without variation.
        Duration::try_from_secs_f64(varied).unwrap_or(pause)
    }
}

/// By default, there are eight attempts, the first pause is five seconds, and the longest pause is five minutes.
impl Default for Pauses {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(5),
            longest: Duration::from_secs(300),
            tries: 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_the_longest() {
        let seconds = |in_vain, chance| Pauses::default().after(in_vain, chance).as_secs_f64();
        let middle: Vec<f64> = (1..=8).map(|in_vain| seconds(in_vain, 0.5)).collect();
        assert_eq!(middle, [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0, 300.0]);
        assert_eq!((seconds(1, 0.0), seconds(1, 1.0)), (3.75, 6.25));
        assert_eq!(seconds(u32::MAX, 1.0), 375.0);

        let endless = Pauses::default()
            .with_first(Duration::MAX)
            .with_longest(Duration::MAX);
        assert_eq!(endless.after(9, 1.0), Duration::MAX);
    }
}
