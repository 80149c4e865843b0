//! Instants, days and time zones, and the conversion of local times to instants.

mod as_of;
mod clocks;
mod shifts;
mod timestamp;
mod years;
#[rustfmt::skip]
mod table;
mod zones;

pub use as_of::{AsOf, InvalidAsOf};
pub use clocks::tzdb_version;
pub(crate) use shifts::{LocalTimes, Shifts};
pub use timestamp::{InvalidTimestamp, Timestamp};
pub(crate) use zones::whole_day;
pub use zones::{Edge, Resolved, Shift, UnknownZone, Zones};
