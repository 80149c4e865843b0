//! Tests holdings: their effects, compared with a slow model, their texts, and their saved state.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets what cannot be is to fail"
)]

mod laws;
mod model;
mod samples;
mod sent;
#[cfg(feature = "serde")]
mod state;
mod stored;
#[cfg(all(feature = "html", feature = "serde"))]
mod territories;
mod texts;
