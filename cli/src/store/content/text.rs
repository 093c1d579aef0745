//! What is searchable in a Markdown text.

use std::str;

/// A text cut into what ranks high and the rest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    /// Its headings, one a line.
    pub(super) headings: String,
    /// Everything else, without front matter.
    pub(super) body: String,
}

/// Cuts Markdown into headings and the rest, leaving out its first
/// `skipped_lines` lines (front matter). Lines of fenced code that begin with
/// `#` are comments, not headings.
pub(super) fn prose(markdown: &str, skipped_lines: usize) -> Prose {
    let mut prose = Prose::default();
    let mut fence: Option<&str> = None;
    for line in markdown.lines().skip(skipped_lines) {
        let trimmed = line.trim_start();
        match fence {
            Some(mark) if trimmed.starts_with(mark) => fence = None,
            None if trimmed.starts_with("```") => fence = Some("```"),
            None if trimmed.starts_with("~~~") => fence = Some("~~~"),
            None if trimmed.starts_with('#') => {
                prose
                    .headings
                    .push_str(trimmed.trim_start_matches('#').trim());
                prose.headings.push('\n');
                continue;
            }
            _ => {
                prose.body.push_str(line);
                prose.body.push('\n');
                continue;
            }
        }
    }
    prose
}

/// Text of a file, unless it is binary.
pub(super) fn readable(bytes: &[u8]) -> Option<&str> {
    str::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

/// Whether the text has characters of languages written without spaces, whose
/// words the word index cannot tell apart.
pub(super) fn has_unspaced_script(text: &str) -> bool {
    text.chars().any(is_unspaced)
}

/// Han, Hiragana, Katakana, Hangul, Thai, Lao, Khmer and Myanmar (Unicode
/// blocks).
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_comments_in_code() {
        let text = "+++\n+++\n# Lists\nText\n```python\n# a comment\n```\n## More\nEnd\n";
        let cut = prose(text, 2);
        assert_eq!(cut.headings, "Lists\nMore\n");
        assert_eq!(cut.body, "Text\n# a comment\nEnd\n");
    }

    #[test]
    fn scripts_without_spaces_are_noticed() {
        assert!(has_unspaced_script("変数の値"));
        assert!(!has_unspaced_script("Größe naïve žluť"));
    }
}
