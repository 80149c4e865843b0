//! Tests files that Prime Video accepts, rejects, or would misinterpret, each with all of its expected findings.
//!
//! Every case was derived from Prime Video's page "Content rights" before the program was run on it, and quotes the
//! sentence that it tests. A case without findings is as important as one with errors, because a false error stops a
//! delivery that Prime Video would have accepted.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets what cannot be is to fail"
)]

mod case;
mod columns;
mod corrections;
mod endings;
mod entries;
mod feeds;
mod languages;
mod preorders;
mod prices;
mod story;
mod subscriptions;
mod territories;
mod titles;
mod windows;
