//! A pack. Compression and checksums would keep libFuzzer out, so the first
//! byte says how much of it the input is: the file as it is, the archive in
//! it, or the files in that (`manifest.json` first; see `codezest_fuzz::tree`).
#![no_main]

use codezest_core::course::pack::MANIFEST_PATH;
use codezest_core::course::tree::{CourseTree, check_path};
use codezest_core::ids::ContentHash;
use codezest_fuzz::author::pack::read::read_from;
use codezest_fuzz::tree;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|input: &[u8]| {
    let (how, rest) = input.split_first().unwrap_or((&b'p', &[]));
    let files = tree::read(rest);
    let packed = match how {
        b'p' => rest.to_vec(),
        b't' => compressed(rest),
        _ => compressed(&archive(&files, how % 2 == 0)),
    };
    let Ok(opened) = read_from(packed.as_slice()) else {
        return;
    };
    for (path, file) in opened.tree.iter() {
        check_path(path).expect("paths stay inside");
        if !matches!(how, b'p' | b't') {
            let given = files.get(path).expect("what is let in was there");
            assert_eq!(given.bytes, file.bytes);
        }
    }
});

fn compressed(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory is written to")
}

/// The files as an archive. Where it is `honest`, the manifest lists what is
/// there, besides what the input says itself.
fn archive(files: &CourseTree, honest: bool) -> Vec<u8> {
    let manifest = files.get(MANIFEST_PATH).map(|file| file.bytes.clone());
    let mut manifest = manifest.unwrap_or_default();
    if honest && let Ok(Value::Object(mut said)) = serde_json::from_slice(&manifest) {
        said.insert("files".to_owned(), listed(files));
        manifest = serde_json::to_vec(&said).unwrap_or_default();
    }
    let mut tar = tar::Builder::new(Vec::new());
    append(&mut tar, MANIFEST_PATH, &manifest);
    for (path, file) in files.iter().filter(|(path, _)| *path != MANIFEST_PATH) {
        append(&mut tar, path, &file.bytes);
    }
    tar.into_inner().unwrap_or_default()
}

fn listed(files: &CourseTree) -> Value {
    let listed = files.iter().filter(|(path, _)| *path != MANIFEST_PATH);
    let listed = listed.map(|(path, file)| {
        json!({ "path": path, "size": file.bytes.len(), "blake3": ContentHash::of(&file.bytes) })
    });
    listed.collect()
}

/// The first byte of a file may choose another kind of entry: `\x01` to `\x07`
/// are links, devices, folders and pipes.
fn append(tar: &mut tar::Builder<Vec<u8>>, path: &str, bytes: &[u8]) {
    let mut header = tar::Header::new_ustar();
    if header.set_path(path).is_err() {
        return;
    }
    let kind = bytes.first().filter(|byte| (1..=7).contains(*byte));
    header.set_entry_type(tar::EntryType::new(kind.map_or(b'0', |kind| b'0' + kind)));
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    let _ = tar.append(&header, bytes);
}
