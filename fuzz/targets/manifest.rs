//! The manifest of a pack.
#![no_main]

use codezest_core::course::pack::Manifest;
use codezest_core::course::tree::check_path;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Ok(manifest) = Manifest::from_json(input) else {
        return;
    };
    for file in &manifest.files {
        check_path(&file.path).expect("paths stay inside");
    }
    let json = manifest.to_json().expect("a manifest is JSON");
    assert_eq!(Manifest::from_json(&json), Ok(manifest));
});
