//! Takes a GIFT file apart: questions, the category each is in, and what the
//! comments above it say.

/// Where escaped characters stand while the syntax is read, so that no later
/// step mistakes them for syntax: a private plane that texts do not use.
const ESCAPED: u32 = 0xF_0000;

/// One question of the file, still as it is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// Line, from 1.
    pub(super) line: usize,
    /// The text, with escaped characters hidden by [`hide`].
    pub(super) text: String,
    /// The category, as written.
    pub(super) category: Option<String>,
    /// `[id:…]` of a comment above.
    pub(super) id: Option<String>,
    /// `[tag:…]` of comments above.
    pub(super) tags: Vec<String>,
}

/// Splits a file at blank lines.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut lexer = Lexer::default();
    let source = source
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    for (number, line) in (1..).zip(source.split('\n')) {
        lexer.line(number, line);
    }
    lexer.end();
    lexer.blocks
}

#[derive(Default)]
struct Lexer {
    blocks: Vec<Block>,
    category: Option<String>,
    id: Option<String>,
    tags: Vec<String>,
    text: String,
    begin: usize,
}

impl Lexer {
    fn line(&mut self, number: usize, line: &str) {
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix("//") {
            self.comment(comment);
        } else if let Some(category) = trimmed.strip_prefix("$CATEGORY:") {
            self.end();
            self.category = Some(category.trim().to_owned());
        } else if trimmed.is_empty() {
            self.end();
        } else {
            if self.text.is_empty() {
                self.begin = number;
            } else {
                self.text.push('\n');
            }
            self.text.push_str(&hide(line));
        }
    }

    fn comment(&mut self, comment: &str) {
        for part in comment.split('[').skip(1) {
            let Some((inside, _)) = part.split_once(']') else {
                continue;
            };
            match inside.split_once(':') {
                Some(("id", id)) => self.id = Some(id.trim().to_owned()),
                Some(("tag", tag)) => self.tags.push(tag.trim().to_owned()),
                _ => {}
            }
        }
    }

    fn end(&mut self) {
        if self.text.is_empty() {
            return;
        }
        self.blocks.push(Block {
            line: self.begin,
            text: std::mem::take(&mut self.text),
            category: self.category.clone(),
            id: self.id.take(),
            tags: std::mem::take(&mut self.tags),
        });
    }
}

/// Moves escaped characters to the private plane; `\n` becomes a newline.
fn hide(line: &str) -> String {
    let mut hidden = String::with_capacity(line.len());
    let mut chars = line.chars().filter(|c| !is_hidden(*c));
    while let Some(c) = chars.next() {
        if c != '\\' {
            hidden.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => hidden.push('\n'),
            Some(c @ ('~' | '=' | '#' | '{' | '}' | ':' | '\\' | '%' | '-' | '>')) => {
                hidden.push(char::from_u32(ESCAPED + u32::from(c)).unwrap_or(c));
            }
            Some(other) => hidden.extend(['\\', other]),
            None => hidden.push('\\'),
        }
    }
    hidden
}

fn is_hidden(c: char) -> bool {
    (ESCAPED..ESCAPED + 0x80).contains(&u32::from(c))
}

/// The text as its author means it: escaped characters as themselves, spaces
/// at the ends gone.
pub(super) fn show(text: &str) -> String {
    let show = |c: char| {
        if is_hidden(c) {
            char::from_u32(u32::from(c) - ESCAPED).unwrap_or(c)
        } else {
            c
        }
    };
    text.trim().chars().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_separate_and_comments_go() {
        let blocks = blocks(concat!(
            "\u{feff}// [id:first one] a bank [tag:loops] [tag:basics]\r\n",
            "One\r\n// inside\r\nmore{T}\r\n\r\n",
            "$CATEGORY: $course$/top/Loops\nTwo{F}\n\n\n  \n",
            "Three",
        ));
        let seen: Vec<_> = blocks
            .iter()
            .map(|block| (block.line, block.text.as_str(), block.category.as_deref()))
            .collect();
        assert_eq!(
            seen,
            [
                (2, "One\nmore{T}", None),
                (7, "Two{F}", Some("$course$/top/Loops")),
                (11, "Three", Some("$course$/top/Loops")),
            ]
        );
        assert_eq!(blocks[0].id.as_deref(), Some("first one"));
        assert_eq!(blocks[0].tags, ["loops", "basics"]);
        assert_eq!(blocks[1].id, None);
    }

    #[test]
    fn escapes_survive_until_shown() {
        let hidden = hide(r"a \{ b \} \= \~ \# \: \\ \n \q \");
        assert!(!hidden.contains(['{', '}', '=', '~', '#', ':']));
        assert_eq!(show(&hidden), "a { b } = ~ # : \\ \n \\q \\");
    }
}
