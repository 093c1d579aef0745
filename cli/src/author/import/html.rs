//! HTML that stands in texts of other formats, made Markdown: the few elements
//! that authors use; of everything else the text stays.

/// The Markdown of `html`, and what was lost on the way.
pub(super) fn to_markdown(html: &str) -> (String, Vec<String>) {
    let mut writer = Writer::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        writer.text(text);
        match tag(tail) {
            Some((found, next)) => {
                writer.tag(&found);
                rest = next;
            }
            None => {
                writer.text("<");
                rest = tail.get(1..).unwrap_or("");
            }
        }
    }
    writer.text(rest);
    (writer.finish(), writer.lost)
}

/// Whether the text has an element, such as `<p>` or `</b>`.
pub(super) fn has_elements(text: &str) -> bool {
    let known = |name: &str| ELEMENTS.contains(&name);
    text.match_indices('<').any(|(at, _)| {
        text.get(at..)
            .and_then(tag)
            .is_some_and(|(found, _)| known(&found.name))
    })
}

const ELEMENTS: [&str; 26] = [
    "a", "b", "br", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "hr", "i", "img", "li",
    "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tt", "u", "ul",
];

/// One tag: `<name attributes>` or `</name>`.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) closes: bool,
    attributes: String,
}

impl Tag {
    /// The value of an attribute, in quotes or without.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.attributes.to_ascii_lowercase();
        let at = lower.match_indices(name).find(|(at, _)| {
            let before = lower.get(..*at).and_then(|text| text.chars().next_back());
            let behind = lower.get(at + name.len()..).unwrap_or("").trim_start();
            before.is_none_or(char::is_whitespace) && behind.starts_with('=')
        })?;
        let value = self
            .attributes
            .get(at.0 + name.len()..)?
            .trim_start()
            .strip_prefix('=')?
            .trim_start();
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
            _ => value.split([' ', '\t', '\n', '/']).next()?,
        };
        Some(entities(value))
    }
}

/// The tag that `text` begins with, and what follows it.
pub(super) fn tag(text: &str) -> Option<(Tag, &str)> {
    let inside = text.strip_prefix('<')?;
    let (inside, rest) = inside.split_once('>')?;
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inside),
    };
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        closes,
        attributes: attributes.to_owned(),
    };
    Some((tag, rest))
}

#[derive(Default)]
struct Writer {
    out: String,
    lost: Vec<String>,
    link: Option<String>,
    /// Numbers of the open lists; `None` for bullets.
    lists: Vec<Option<u32>>,
    pre: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let text = entities(text);
        if self.pre {
            self.out.push_str(&text);
            return;
        }
        for c in text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c != ' ' || !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
                self.out.push(c);
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match (tag.name.as_str(), tag.closes) {
            ("br", _) => self.out.push_str("  \n"),
            ("p" | "div" | "table" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr", _) => {
                self.paragraph()
            }
            ("b" | "strong", _) => self.out.push_str("**"),
            ("i" | "em", _) => self.out.push('*'),
            ("code" | "tt", _) if !self.pre => self.out.push('`'),
            ("pre", false) => {
                self.paragraph();
                self.out.push_str("```\n");
                self.pre = true;
            }
            ("pre", true) if self.pre => {
                self.pre = false;
                let newline = if self.out.ends_with('\n') { "" } else { "\n" };
                self.out.push_str(newline);
                self.out.push_str("```\n\n");
            }
            ("ul", false) => self.lists.push(None),
            ("ol", false) => self.lists.push(Some(0)),
            ("ul" | "ol", true) => {
                self.lists.pop();
                self.paragraph();
            }
            ("li", false) => self.item(),
            ("a", false) => {
                self.link = tag
                    .attribute("href")
                    .filter(|link| link.starts_with("http"));
                if self.link.is_some() {
                    self.out.push('[');
                }
            }
            ("a", true) => {
                if let Some(link) = self.link.take() {
                    self.out.push_str(&format!("](<{link}>)"));
                }
            }
            ("img", false) => self.image(tag),
            ("script" | "style" | "video" | "audio" | "iframe" | "object", false) => {
                self.lost
                    .push(format!("a <{}> element was left out", tag.name));
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    fn item(&mut self) {
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        };
        let blank = if self.out.is_empty() { "" } else { "\n" };
        self.out.push_str(&format!("{blank}{mark}"));
    }

    fn image(&mut self, tag: &Tag) {
        let (source, alt) = (
            tag.attribute("src").unwrap_or_default(),
            tag.attribute("alt").unwrap_or_default(),
        );
        if source.starts_with("https://") || source.starts_with("http://") {
            self.out.push_str(&format!("![{alt}](<{source}>)"));
        } else {
            self.out.push_str(&alt);
            self.lost.push(format!(
                "the image {source:?} is not in the file; its description stands in its place"
            ));
        }
    }

    fn finish(&mut self) -> String {
        std::mem::take(&mut self.out).trim().to_owned()
    }
}

/// Character references as the characters they stand for.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let named = tail
            .get(1..)
            .and_then(|tail| tail.split_once(';'))
            .filter(|(name, _)| name.len() <= 8);
        match named.and_then(|(name, next)| Some((character(name)?, next))) {
            Some((c, next)) => {
                out.push(c);
                rest = next;
            }
            None => {
                out.push('&');
                rest = tail.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "times" => '×',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_elements_become_markdown() {
        for (html, markdown) in [
            (
                "<p>One &lt; <b>two</b></p><p>three</p>",
                "One < **two**\n\nthree",
            ),
            ("a<br>b <code>x &amp; y</code>", "a  \nb `x & y`"),
            ("<ol><li>a<li>b</ol>c", "1. a\n2. b\n\nc"),
            ("<pre>if a:\n    b</pre>", "```\nif a:\n    b\n```"),
            (
                "<a href=\"https://example.org\">x</a> <a href='y'>z</a>",
                "[x](<https://example.org>) z",
            ),
            (
                "1 < 2 && 3 > 2 &unknown; &#65;&#x42;",
                "1 < 2 && 3 > 2 &unknown; AB",
            ),
            ("<p", "<p"),
        ] {
            assert_eq!(to_markdown(html).0, markdown, "{html}");
        }
    }

    #[test]
    fn what_is_lost_is_said() {
        let (text, lost) =
            to_markdown("<img src='@@PLUGINFILE@@/a.png' alt='a cat'><script>x</script>");
        assert_eq!(text, "a catx");
        assert_eq!(lost.len(), 2);
        assert!(lost[0].contains("a.png"));
    }

    #[test]
    fn only_known_elements_make_a_text_html() {
        assert!(has_elements("a <br/> b") && has_elements("</p>"));
        assert!(!has_elements("List<T> and a < b > c") && !has_elements("#include <stdio.h>"));
    }
}
