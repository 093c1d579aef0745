//! The files themselves: paths, sizes and text.

use std::collections::BTreeMap;

use crate::course::diagnostics::{Code, Place, Sink, Source};
use crate::course::tree::{CourseTree, check_path};
use crate::limits::{
    MAX_COURSE_BYTES, MAX_COURSE_FILE_BYTES, MAX_COURSE_FILES, MAX_TEXT_FILE_BYTES,
};
use crate::text::clean;

/// Checks what holds for every file of a course.
pub(super) fn check_tree(tree: &CourseTree, sink: &Sink) {
    if tree.len() > MAX_COURSE_FILES {
        let message = format!(
            "a course has at most {MAX_COURSE_FILES} files, this one {}",
            tree.len()
        );
        sink.flaw(Code::TooLarge, Place::file("."), message, None);
    }
    let mut total = 0_u64;
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (path, file) in tree.iter() {
        let size = size(&file.bytes);
        total = total.saturating_add(size);
        if let Err(error) = check_path(path) {
            sink.flaw(Code::BadPath, Place::file(path), error.to_string(), None);
        }
        if size > MAX_COURSE_FILE_BYTES {
            let message =
                format!("the file has {size} bytes, at most {MAX_COURSE_FILE_BYTES} are allowed");
            sink.flaw(Code::TooLarge, Place::file(path), message, None);
        }
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            let message =
                format!("differs from {other} only in case, which some systems cannot store");
            sink.flaw(Code::BadPath, Place::file(path), message, None);
        }
    }
    if total > MAX_COURSE_BYTES {
        let message =
            format!("the course has {total} bytes, at most {MAX_COURSE_BYTES} are allowed");
        sink.flaw(Code::TooLarge, Place::file("."), message, None);
    }
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// The text of a file that is parsed; missing, too large and non-UTF-8 files
/// are reported.
pub(super) fn text<'a>(tree: &'a CourseTree, path: &'a str, sink: &Sink) -> Option<Source<'a>> {
    let Some(file) = tree.get(path) else {
        sink.error(
            Code::MissingFile,
            Place::file(path),
            "the file is missing",
            None,
        );
        return None;
    };
    if size(&file.bytes) > MAX_TEXT_FILE_BYTES {
        let message = format!("the file is larger than {MAX_TEXT_FILE_BYTES} bytes");
        sink.error(Code::TooLarge, Place::file(path), message, None);
        return None;
    }
    match std::str::from_utf8(&file.bytes) {
        Ok(text) => Some(Source::new(path, text)),
        Err(error) => {
            let good = file.bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = std::str::from_utf8(good).unwrap_or_default();
            let place = Source::new(path, before).place(&(before.len()..before.len()));
            let hint = Some("save the file as UTF-8".to_owned());
            sink.error(Code::NotUtf8, place, "the file is not UTF-8 text", hint);
            None
        }
    }
}

/// Warns about the first control character of a Markdown text.
pub(super) fn check_controls(source: Source<'_>, sink: &Sink) {
    let text = source.text.replace("\r\n", "\n");
    if clean(&text) == text {
        return;
    }
    let mut buffer = [0; 4];
    let found = source
        .text
        .char_indices()
        .find(|(_, c)| *c != '\n' && *c != '\r' && clean(c.encode_utf8(&mut buffer)).is_empty());
    let at = found.map_or(0, |(at, _)| at);
    let message = "the text has control characters; they are not shown";
    sink.warn(
        Code::ControlCharacters,
        source.place(&(at..at)),
        message,
        None,
    );
}
