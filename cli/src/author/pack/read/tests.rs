use super::super::write::write;
use super::*;
use codezest_core::course::tree::CourseTree;
use ed25519_dalek::SigningKey;

fn course() -> CourseTree {
    let mut tree = CourseTree::new();
    for (path, text) in [
        (
            "course.toml",
            "id='c'\ntitle='C'\nversion='1.0.0'\nlanguage='python'\nlicense='MIT'\n",
        ),
        ("01-m/module.toml", "title='M'\n"),
        ("01-m/01-a.md", "+++\ntitle='A'\n+++\nHello\n"),
        (
            "01-m/02-b/assignment.toml",
            "title='B'\nlearner=['b.py']\nrunner='python'\nsolution='never'\n",
        ),
        ("01-m/02-b/starter/b.py", "x\n"),
        ("01-m/02-b/solution/b.py", "y\n"),
        ("01-m/02-b/hidden/test_b.py", "z\n"),
    ] {
        tree.insert(path, text, false);
    }
    tree.insert("01-m/02-b/tests/run.sh", "#!/bin/sh\n", true);
    tree
}

fn pack() -> Vec<u8> {
    write(&course(), None).unwrap().bytes
}

/// One entry of an archive that a stranger made.
struct Entry {
    path: &'static [u8],
    kind: tar::EntryType,
    bytes: Vec<u8>,
}

fn file(path: &'static str, text: &str) -> Entry {
    Entry {
        path: path.as_bytes(),
        kind: tar::EntryType::Regular,
        bytes: text.as_bytes().to_vec(),
    }
}

fn archive(entries: &[Entry]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for entry in entries {
        let mut header = tar::Header::new_ustar();
        // `set_path` would refuse what strangers write.
        header.as_old_mut().name[..entry.path.len()].copy_from_slice(entry.path);
        header.set_entry_type(entry.kind);
        header.set_size(entry.bytes.len() as u64);
        header.set_mode(0o644);
        if matches!(entry.kind, tar::EntryType::Link | tar::EntryType::Symlink) {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_cksum();
        tar.append(&header, entry.bytes.as_slice()).unwrap();
    }
    zstd::encode_all(tar.into_inner().unwrap().as_slice(), 1).unwrap()
}

/// A manifest that lists the files, whatever they are called.
fn manifest(files: &[(&str, &str)]) -> Entry {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| {
            serde_json::json!({ "path": path, "size": text.len(), "blake3": blake3::hash(text.as_bytes()).to_hex().as_str() })
        })
        .collect();
    let json = serde_json::json!({
        "format": 1, "id": "c", "version": "1.0.0", "files": files,
        "uid": "00000000-0000-4000-8000-000000000000",
    });
    file("manifest.json", &json.to_string())
}

fn refused(bytes: &[u8]) -> String {
    let error = read_from(bytes).unwrap_err();
    assert!(!error.hint().is_empty());
    error.to_string()
}

#[test]
fn what_is_packed_is_read_and_nothing_learners_must_not_have() {
    let packed = write(&course(), None).unwrap();
    assert_eq!(packed.file_name, "c-1.0.0.czpack");
    let opened = read_from(packed.bytes.as_slice()).unwrap();
    let paths: Vec<_> = opened.tree.iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "01-m/01-a.md",
            "01-m/02-b/assignment.toml",
            "01-m/02-b/starter/b.py",
            "01-m/02-b/tests/run.sh",
            "01-m/module.toml",
            "course.toml"
        ]
    );
    assert!(
        opened
            .tree
            .get("01-m/02-b/tests/run.sh")
            .unwrap()
            .executable
    );
    assert_eq!(opened.signer, None);
    assert_eq!(pack(), packed.bytes, "the same course gives the same bytes");
}

#[test]
fn a_signature_is_reported_and_a_wrong_one_refused() {
    let key = SigningKey::from_bytes(&[3; 32]);
    let packed = write(&course(), Some(&key)).unwrap();
    let opened = read_from(packed.bytes.as_slice()).unwrap();
    assert_eq!(
        opened.signer,
        Some(signature::fingerprint(&key.verifying_key()))
    );
    let mut forged = packed.manifest.clone();
    forged.version = "9.9.9".parse().unwrap();
    let json = String::from_utf8(forged.to_json().unwrap()).unwrap();
    let mut entries = vec![file("manifest.json", &json)];
    for file in &forged.files {
        let content = opened.tree.get(&file.path).unwrap();
        let path: &'static str = Box::leak(file.path.clone().into_boxed_str());
        entries.push(Entry {
            path: path.as_bytes(),
            kind: tar::EntryType::Regular,
            bytes: content.bytes.clone(),
        });
    }
    assert!(refused(&archive(&entries)).contains("changed after it was signed"));
}

#[test]
fn a_manifest_of_another_course_is_refused() {
    let toml = "id='c'\ntitle='C'\nversion='2.0.0'\nlanguage='python'\nlicense='MIT'\n";
    let message = refused(&archive(&[
        manifest(&[("course.toml", toml)]),
        file("course.toml", toml),
    ]));
    assert!(message.contains("speaks of c 1.0.0"), "{message}");
    let message = refused(&archive(&[manifest(&[("a", "x")]), file("a", "x")]));
    assert!(message.contains("not readable"), "{message}");
}

#[test]
fn broken_courses_are_not_packed() {
    let mut tree = course();
    tree.remove("01-m/02-b/starter/b.py");
    assert!(
        write(&tree, None)
            .unwrap_err()
            .to_string()
            .contains("starter/b.py")
    );
    let mut tree = course();
    tree.insert(format!("01-m/{}.png", "x".repeat(120)), "", false);
    assert!(
        write(&tree, None)
            .unwrap_err()
            .to_string()
            .contains("100 bytes")
    );
    let mut tree = course();
    tree.insert("manifest.json", "", false);
    assert!(write(&tree, None).is_err());
    let mut tree = course();
    tree.insert("big", vec![0; 16 * 1024 * 1024 + 1], false);
    assert!(write(&tree, None).is_err());
}

#[test]
fn paths_that_lead_elsewhere_are_refused() {
    for path in [
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a\\b",
        "C:x",
        "a/./b",
        "a//b",
        "a\u{1b}b",
    ] {
        let listed = archive(&[
            manifest(&[(path, "x")]),
            file(Box::leak(path.to_owned().into_boxed_str()), "x"),
        ]);
        refused(&listed);
        let unlisted = archive(&[
            manifest(&[]),
            file(Box::leak(path.to_owned().into_boxed_str()), "x"),
        ]);
        refused(&unlisted);
    }
}

#[test]
fn only_regular_files_are_taken() {
    use tar::EntryType as Kind;
    for (kind, word) in [
        (Kind::Symlink, "symbolic link"),
        (Kind::Link, "hard link"),
        (Kind::Char, "device"),
        (Kind::Block, "device"),
        (Kind::Fifo, "pipe"),
        (Kind::Directory, "folder"),
        (Kind::GNUSparse, "sparse"),
        (Kind::XHeader, "extended header"),
        (Kind::XGlobalHeader, "extended header"),
        (Kind::GNULongName, "long name"),
        (Kind::GNULongLink, "long name"),
        (Kind::Continuous, "unknown kind"),
        (Kind::new(b'V'), "unknown kind"),
    ] {
        let entry = Entry {
            path: b"a",
            kind,
            bytes: Vec::new(),
        };
        let message = refused(&archive(&[manifest(&[("a", "")]), entry]));
        assert!(message.contains(word), "{message}");
        let entry = Entry {
            path: b"manifest.json",
            kind,
            bytes: Vec::new(),
        };
        refused(&archive(&[entry]));
    }
}

#[test]
fn the_manifest_is_first_and_says_everything() {
    let is = |entries: &[Entry], word: &str| {
        let message = refused(&archive(entries));
        assert!(message.contains(word), "{word}: {message}");
    };
    is(&[], "begin with manifest.json");
    is(
        &[file("a", "x"), manifest(&[("a", "x")])],
        "begin with manifest.json",
    );
    is(&[file("manifest.json", "no json")], "cannot be read");
    is(&[file("manifest.json", r#"{"format":99}"#)], "format 99");
    is(&[manifest(&[("a", "x")])], "lacks \"a\"");
    is(&[manifest(&[]), file("a", "x")], "does not list");
    is(&[manifest(&[("a", "x")]), file("a", "y")], "damaged");
    is(&[manifest(&[("a", "x")]), file("a", "xx")], "damaged");
    is(
        &[manifest(&[("a", "x")]), file("a", "x"), file("a", "x")],
        "twice",
    );
    is(
        &[
            manifest(&[("a", "x"), ("A", "x")]),
            file("a", "x"),
            file("A", "x"),
        ],
        "one file",
    );
    is(
        &[
            manifest(&[("a", "x"), ("a/b", "x")]),
            file("a", "x"),
            file("a/b", "x"),
        ],
        "folder",
    );
    is(
        &[
            manifest(&[("a", "x")]),
            file("a", "x"),
            manifest(&[("a", "x")]),
        ],
        "does not list",
    );
    let huge = " ".repeat(usize::try_from(MAX_MANIFEST_BYTES).unwrap() + 1);
    is(&[file("manifest.json", &huge)], "too large");
}

#[test]
fn a_size_that_the_manifest_only_claims_takes_no_memory() {
    let json = r#"{"format":1,"id":"c","version":"1.0.0","uid":"00000000-0000-4000-8000-000000000000",
        "files":[{"path":"a","size":99999999999999,"blake3":"00"}]}"#;
    refused(&archive(&[file("manifest.json", json)]));
    // A header that claims more than follows.
    let mut header = tar::Header::new_ustar();
    header.set_path("manifest.json").unwrap();
    header.set_size(1 << 40);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    let bytes = zstd::encode_all(&header.as_bytes()[..], 1).unwrap();
    assert!(refused(&bytes).contains("too large"));
}

#[test]
fn bombs_are_stopped_before_they_unfold() {
    // 64 MiB of zeros behind an honest manifest pack into a few KiB.
    let zeros = "\0".repeat(64 * 1024 * 1024);
    let bomb = archive(&[
        manifest(&[("a", "x")]),
        Entry {
            path: b"manifest.json",
            kind: tar::EntryType::Regular,
            bytes: zeros.clone().into_bytes(),
        },
    ]);
    refused(&bomb);
    let mut tar = vec![0_u8; 1024];
    tar.extend_from_slice(zeros.as_bytes());
    let message = refused(&zstd::encode_all(tar.as_slice(), 1).unwrap());
    assert!(message.contains("begin with"), "{message}");
    let mut honest = pack();
    let honest = {
        let mut plain = zstd::decode_all(honest.as_slice()).unwrap();
        plain.extend_from_slice(zeros.as_bytes());
        honest = zstd::encode_all(plain.as_slice(), 1).unwrap();
        honest
    };
    assert!(refused(&honest).contains("thousand times"));
}

#[test]
fn a_larger_window_than_any_pack_needs_is_refused() {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.long_distance_matching(true).unwrap();
    encoder.window_log(WINDOW_LOG_MAX + 1).unwrap();
    std::io::Write::write_all(&mut encoder, &zstd::decode_all(pack().as_slice()).unwrap()).unwrap();
    let bytes = encoder.finish().unwrap();
    refused(&bytes);
}

#[test]
fn a_pack_that_is_cut_off_anywhere_is_refused() {
    let bytes = pack();
    for end in 0..bytes.len() {
        refused(&bytes[..end]);
    }
}

#[test]
fn a_changed_byte_anywhere_is_noticed() {
    let bytes = pack();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        if let Ok(opened) = read_from(changed.as_slice()) {
            // A bit of the frame header that means nothing may differ.
            assert_eq!(
                opened.tree,
                read_from(bytes.as_slice()).unwrap().tree,
                "byte {at}"
            );
        }
    }
}

#[test]
fn nothing_may_follow() {
    let mut bytes = pack();
    bytes.extend_from_slice(&pack());
    assert!(refused(&bytes).contains("behind its end"));
    let mut plain = zstd::decode_all(pack().as_slice()).unwrap();
    plain.extend_from_slice(b"more");
    assert!(refused(&zstd::encode_all(plain.as_slice(), 1).unwrap()).contains("behind its end"));
}

#[test]
fn what_is_no_pack_is_said_to_be_none() {
    for bytes in [
        &b""[..],
        b"hello",
        b"PK\x03\x04zip",
        &[0x28, 0xb5, 0x2f, 0xfd],
        &[0; 4096],
    ] {
        refused(bytes);
    }
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(read(dir.path()), Err(ReadError::Io(_))));
    assert!(matches!(
        read(&dir.path().join("none")),
        Err(ReadError::Io(_))
    ));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_refused_quietly(bytes: Vec<u8>) {
        proptest::prop_assert!(read_from(bytes.as_slice()).is_err());
        let inside = zstd::encode_all(bytes.as_slice(), 1).unwrap();
        proptest::prop_assert!(read_from(inside.as_slice()).is_err());
    }
}
