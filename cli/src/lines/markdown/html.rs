//! The little HTML that Markdown carries, taken apart into tags and text. Only
//! what is read matters; nothing is ever interpreted.

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `<name …>`, in lower case.
    Open(String),
    /// `</name>`, in lower case.
    Close(String),
    /// The text that stands for an image.
    Alt(String),
    /// Text, with runs of white space as one space and entities resolved.
    Text(String),
}

/// Takes `html` apart. Comments, scripts and styles are left out.
pub(super) fn scan(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        push_text(&mut tokens, text);
        rest = take_tag(&mut tokens, tag);
    }
    push_text(&mut tokens, rest);
    tokens
}

/// Takes one tag or comment from the front of `html`, which begins with `<`;
/// returns what follows.
fn take_tag<'a>(tokens: &mut Vec<Token>, html: &'a str) -> &'a str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return after(comment, "-->");
    }
    let Some((tag, rest)) = html.get(1..).and_then(|inner| inner.split_once('>')) else {
        // No tag ends any more. Stopping here keeps hostile texts cheap.
        push_text(tokens, html);
        return "";
    };
    let (closing, tag) = match tag.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, tag),
    };
    let name: String = tag
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match name.as_str() {
        "script" | "style" if !closing => return after(rest, &format!("</{name}>")),
        "img" => tokens.push(Token::Alt(attribute(tag, "alt"))),
        _ if closing => tokens.push(Token::Close(name)),
        _ => tokens.push(Token::Open(name)),
    }
    rest
}

/// What follows `end`, or nothing when it never comes.
fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

fn attribute(tag: &str, name: &str) -> String {
    let Some((_, value)) = tag.split_once(&format!("{name}=")) else {
        return String::new();
    };
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.split(quote).nth(1),
        _ => value.split_whitespace().next(),
    };
    entities(value.unwrap_or(""))
}

fn push_text(tokens: &mut Vec<Token>, text: &str) {
    if text.is_empty() {
        return;
    }
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_whitespace() {
            collapsed.push(c);
        } else if !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
    tokens.push(Token::Text(entities(&collapsed)));
}

/// Resolves the entities that HTML cannot do without.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_and_tags_remain() {
        let html = "<!-- no --><Details open>\n <summary>a &lt; b</summary><script>x()</script>\
                    <img src=x alt='a cat'> 1 < 2";
        assert_eq!(
            scan(html),
            [
                Token::Open("details".into()),
                Token::Text(" ".into()),
                Token::Open("summary".into()),
                Token::Text("a < b".into()),
                Token::Close("summary".into()),
                Token::Alt("a cat".into()),
                Token::Text(" 1 ".into()),
                Token::Text("< 2".into()),
            ]
        );
        assert!(scan("<!-- never closed").is_empty());
    }
}
