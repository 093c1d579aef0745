//! The results of Exercism's test runners.
#![no_main]

use codezest_core::course::model::ReportFormat;
use codezest_fuzz::reports;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| reports::check(ReportFormat::ExercismJson, input));
