//! How many steps a piece of work takes: tests count them instead of measuring time.

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Counts steps of the code under test, which calls it in tests only:
///
/// ```ignore
/// #[cfg(test)]
/// ema_testing::visited(1);
/// ```
pub fn visited(steps: usize) {
    COUNT.with(|count| count.set(count.get() + steps));
}

/// How many steps were counted on this thread while `work` ran.
pub fn visits_of(work: impl FnOnce()) -> usize {
    COUNT.with(|count| count.set(0));
    work();
    COUNT.with(Cell::get)
}

/// Checks that four times the input takes about four times the steps: what sorting takes is allowed, and
/// what each pair takes is not.
///
/// # Panics
///
/// Panics if the steps grow faster, or if they are too few to be all.
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
