//! The ema program.
fn main() {}
