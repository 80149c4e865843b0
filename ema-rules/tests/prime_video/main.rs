//! What Prime Video takes, what it refuses, and what it would misread: whole files with all that is
//! found in them.
//!
//! Every case was worked out from Prime Video's page "Content rights" before the program saw it, and
//! quotes the sentence that decides it. A case without findings is as much of a promise as one with
//! errors: a false error stops a delivery that Prime Video would have taken.

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
