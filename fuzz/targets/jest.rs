//! What Jest writes with `--json`.
#![no_main]

use codezest_core::run::parse::parse_jest;
use codezest_fuzz::reports;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| reports::check_reader(parse_jest, input));
