//! Markdown files of a course: front matter and body.

/// Front matter found at the top of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Front<'a> {
    /// The TOML between the `+++` lines.
    pub toml: &'a str,
    /// Byte offset of that TOML in the file.
    pub start: usize,
    /// Lines to skip, both `+++` lines included.
    pub lines: u32,
    /// The text behind it.
    pub body: &'a str,
}

/// What is at the top of a Markdown file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontMatter<'a> {
    /// TOML between `+++` lines.
    Found(Front<'a>),
    /// Nothing.
    Absent,
    /// A block between `---` lines.
    Yaml,
    /// `+++` without an end.
    Unclosed,
}

/// Splits a file into front matter and body. A byte order mark in front is
/// skipped.
#[must_use]
pub fn split_front_matter(text: &str) -> FrontMatter<'_> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text.get(start..).unwrap_or("").split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    match first.trim_end() {
        "+++" => {}
        "---" => return FrontMatter::Yaml,
        _ => return FrontMatter::Absent,
    }
    let toml_start = start + first.len();
    let (mut end, mut count) = (toml_start, 1_u32);
    for line in lines {
        count = count.saturating_add(1);
        if line.trim_end() == "+++" {
            let toml = text.get(toml_start..end).unwrap_or("");
            let body = text.get(end + line.len()..).unwrap_or("");
            return FrontMatter::Found(Front {
                toml,
                start: toml_start,
                lines: count,
                body,
            });
        }
        end += line.len();
    }
    FrontMatter::Unclosed
}

/// The text without its front matter, if it has any.
#[must_use]
pub fn body(text: &str) -> &str {
    match split_front_matter(text) {
        FrontMatter::Found(front) => front.body,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_taken_off() {
        let text = "+++\r\ntitle = \"x\"\r\n+++\r\nbody\n";
        let FrontMatter::Found(front) = split_front_matter(text) else {
            panic!("not found")
        };
        assert_eq!(
            (front.toml, front.start, front.lines),
            ("title = \"x\"\r\n", 5, 3)
        );
        assert_eq!(body(text), "body\n");
        assert_eq!(
            split_front_matter("---\ntitle: x\n---\n"),
            FrontMatter::Yaml
        );
        assert_eq!(split_front_matter("# Title\n"), FrontMatter::Absent);
        assert_eq!(split_front_matter("+++\nx = 1\n"), FrontMatter::Unclosed);
        assert_eq!(split_front_matter(""), FrontMatter::Absent);
        assert!(matches!(
            split_front_matter("\u{feff}+++\n+++"),
            FrontMatter::Found(_)
        ));
    }
}
