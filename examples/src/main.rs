//! The program `ema`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(ema_examples::run(std::env::args_os()))
}
