//! Counts the steps of reading and writing in tests, so that work that grows faster than the file
//! is detected.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Counts children, cells and pieces of markup that are examined; in tests only.
#[inline]
pub(super) fn visited(_number: usize) {
    #[cfg(test)]
    COUNT.with(|count| count.set(count.get() + _number));
}

/// The number of items examined on this thread while `work` ran.
#[cfg(test)]
pub(super) fn visits_of(work: impl FnOnce()) -> usize {
    COUNT.with(|count| count.set(0));
    work();
    COUNT.with(Cell::get)
}
