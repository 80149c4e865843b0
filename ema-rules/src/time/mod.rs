//! Time: instants, days, time zones, and the conversion of a territory's local time to instants.

mod as_of;
mod clocks;
mod instant;
mod shifts;
#[rustfmt::skip]
mod table;
mod zones;

pub use as_of::{AsOf, InvalidAsOf};
pub use clocks::tzdb_version;
pub use instant::Instant;
pub(crate) use shifts::{LocalTimes, Shifts};
pub(crate) use zones::whole_day;
pub use zones::{Edge, Resolved, Shift, UnknownZone, Zones};
