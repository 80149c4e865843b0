//! How many steps reading and writing take, which the tests count: what grows faster than a file must
//! not pass for slow.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Counts children, cells and pieces of markup that are looked at; in tests only.
#[inline]
pub(super) fn visited(_number: usize) {
    #[cfg(test)]
    COUNT.with(|count| count.set(count.get() + _number));
}

/// How many have been looked at on this thread while `work` ran.
#[cfg(test)]
pub(super) fn visits_of(work: impl FnOnce()) -> usize {
    COUNT.with(|count| count.set(0));
    work();
    COUNT.with(Cell::get)
}
