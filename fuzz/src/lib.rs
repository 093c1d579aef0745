//! What the fuzz targets share. A target is a file of `targets/`: it gives
//! bytes to one parser and asserts what must hold whatever they are.
//!
//! `cli` is a program, so its parsers are taken in by their paths: `author`,
//! `ui` and `lines` stand here under the names that they have there.

#[allow(dead_code)]
pub mod author;
#[allow(dead_code)]
pub mod lines;
pub mod reports;
pub mod tree;
#[allow(dead_code)]
pub mod ui;

/// Asserts that nothing in `text` can act on a terminal.
#[track_caller]
pub fn assert_clean(text: &str) {
    let acts = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(acts), "{text:?} acts on the terminal");
}
