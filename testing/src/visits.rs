//! Counts the steps that a computation takes, so that tests do not have to measure time.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Counts steps. The code under test calls this function under `#[cfg(test)]`:
///
/// ```ignore
/// #[cfg(test)]
/// ema_testing::visited(1);
/// ```
pub fn visited(steps: usize) {
    COUNT.with(|count| count.set(count.get() + steps));
}

/// Returns the number of steps that `work` takes on this thread.
pub fn visits_of(work: impl FnOnce()) -> usize {
    COUNT.with(|count| count.set(0));
    work();
    COUNT.with(Cell::get)
}

/// Asserts that four times as much input takes about four times as many steps. The additional cost
/// of sorting is allowed, but a quadratic cost is not.
///
/// # Panics
///
/// Panics if the number of steps grows faster than this, or if there are fewer steps than input
/// items.
#[track_caller]
pub fn assert_in_proportion(few: usize, visits: impl Fn(usize) -> usize) {
    let many = 4 * few;
    let (of_few, of_many) = (visits(few), visits(many));
    assert!(of_few >= few, "{of_few} steps for {few}");
    assert!(
        of_many * 2 <= of_few * 11,
        "{of_few} steps for {few}, and {of_many} for {many}"
    );
}
