//! Tests the effects of feeds on holdings against a slow model, the texts about holdings, and the
//! saved state.

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
