#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ema_fuzz::ods(bytes));
