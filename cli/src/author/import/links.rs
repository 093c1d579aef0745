//! Links of Markdown texts that move to another place.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::html;

/// Rewrites the addresses of links and images for which `target` has another
/// one; it gets what the link says, and whether it is an image. Images in HTML
/// become Markdown, and what could act on a terminal goes.
pub(super) fn rewrite(text: &str, mut target: impl FnMut(&str, bool) -> Option<String>) -> String {
    // What goes anyway must not hide an address.
    let text = &codezest_core::text::clean(text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let parser = Parser::new_ext(text, options());
    for (_, definition) in parser.reference_definitions().iter() {
        edits.extend(edit(
            text,
            definition.span.clone(),
            &definition.dest,
            false,
            &mut target,
        ));
    }
    for (event, range) in parser.into_offset_iter() {
        let part = text.get(range.clone()).unwrap_or("");
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }) => {
                edits.extend(edit(text, range, &dest_url, false, &mut target));
            }
            Event::Start(Tag::Image {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }) => {
                edits.extend(edit(text, range, &dest_url, true, &mut target));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                images(part, range.start, &mut edits, &mut target)
            }
            _ => {}
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = text.to_owned();
    let mut last = usize::MAX;
    for (range, new) in edits.into_iter().rev() {
        // A link inside a link's text was rewritten with it.
        if range.end <= last
            && text.is_char_boundary(range.start)
            && text.is_char_boundary(range.end)
        {
            last = range.start;
            out.replace_range(range, &new);
        }
    }
    out
}

/// The Markdown that the texts of courses are written in.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// The place of the address inside a link: behind its text, which may repeat
/// it.
fn edit(
    text: &str,
    range: Range<usize>,
    old: &str,
    image: bool,
    target: &mut impl FnMut(&str, bool) -> Option<String>,
) -> Option<(Range<usize>, String)> {
    let part = text.get(range.clone())?;
    let new = target(old, image)?;
    let at = part
        .rfind(&format!("]({old}"))
        .map(|at| at.saturating_add(2));
    let at = at.or_else(|| {
        part.rfind(&format!("<{old}>"))
            .map(|at| at.saturating_add(1))
    });
    let Some(at) = at.or_else(|| part.rfind(old)) else {
        return spelt_otherwise(part, range.start).map(|place| (place, format!("<{new}>")));
    };
    let from = range.start.saturating_add(at);
    Some((from..from.saturating_add(old.len()), new))
}

/// The place of an address that is written with escapes or entities, and of
/// the title behind it.
fn spelt_otherwise(part: &str, start: usize) -> Option<Range<usize>> {
    let inline = part
        .rfind("](")
        .filter(|_| part.ends_with(')'))
        .map(|at| at.saturating_add(2)..part.len().saturating_sub(1));
    let definition = || {
        let at = part.find("]:")?.saturating_add(2);
        Some(at..part.trim_end().len().max(at))
    };
    let place = inline.or_else(definition)?;
    Some(start.saturating_add(place.start)..start.saturating_add(place.end))
}

/// `<img src="…" alt="…">` as `![…](…)`.
fn images(
    part: &str,
    start: usize,
    edits: &mut Vec<(Range<usize>, String)>,
    target: &mut impl FnMut(&str, bool) -> Option<String>,
) {
    for (at, _) in part.match_indices('<') {
        let Some((tag, rest)) = part.get(at..).and_then(html::tag) else {
            continue;
        };
        let Some(source) = tag
            .attribute("src")
            .filter(|_| tag.name == "img" && !tag.closes)
        else {
            continue;
        };
        let alt = tag
            .attribute("alt")
            .unwrap_or_default()
            .replace(['[', ']', '\n'], " ");
        let new = target(&source, true).unwrap_or(source);
        let length = part.len().saturating_sub(at).saturating_sub(rest.len());
        let from = start.saturating_add(at);
        edits.push((
            from..from.saturating_add(length),
            format!("![{alt}](<{new}>)"),
        ));
    }
}

/// Where a relative link leads from the folder of `file`, as a path of the
/// source; `None` for addresses, headings and whatever leaves the source.
pub(super) fn resolve(file: &str, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or("");
    let scheme = path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'));
    if path.is_empty() || scheme || path.starts_with(['/', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(percent_decoded(&parts.join("/")))
}

/// The path of `name` in `folder`, which may be the root.
pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() || folder == "." {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// Whether a link leads to somewhere on this disk rather than into the web or
/// to a heading.
pub(super) fn is_relative(link: &str) -> bool {
    let lower = link.to_ascii_lowercase();
    let web = ["http://", "https://", "mailto:"]
        .iter()
        .any(|start| lower.starts_with(start));
    !web && !link.starts_with('#')
}

/// The text with relative links leading to its own top, and those links.
pub(super) fn without_relative(text: &str) -> (String, Vec<String>) {
    let mut cut = Vec::new();
    let text = rewrite(text, |link, _| {
        is_relative(link).then(|| {
            cut.push(link.to_owned());
            "#".to_owned()
        })
    });
    (text, cut)
}

/// The link from the file `from` to the file `to`, both paths of one tree.
pub(super) fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len().saturating_sub(common));
    let path: Vec<&str> = up.chain(to.into_iter().skip(common)).collect();
    let encode = |c: char| match c {
        ' ' => "%20".to_owned(),
        '(' => "%28".to_owned(),
        ')' => "%29".to_owned(),
        '%' => "%25".to_owned(),
        '#' => "%23".to_owned(),
        '?' => "%3F".to_owned(),
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        ':' => "%3A".to_owned(),
        c => c.to_string(),
    };
    path.join("/").chars().map(encode).collect()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        if let ([b'%', high, low, next @ ..], true) = (rest, *first == b'%')
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            bytes.extend(u8::try_from(high * 16 + low));
            rest = next;
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_change_and_code_stays() {
        let text = concat!(
            "[x](x) ![x](x \"x\") `[x](x)` [a][r] [![x](x)](x)\n\n",
            "<img class=\"c\" src='x' alt=\"a [b]\">\n\n```\n[x](x)\n```\n\n[r]: x\n",
        );
        let out = rewrite(text, |old, image| {
            (old == "x").then(|| if image { "i" } else { "l" }.to_owned())
        });
        assert_eq!(
            out,
            concat!(
                "[x](l) ![x](i \"x\") `[x](x)` [a][r] [![x](i)](l)\n\n",
                "![a  b ](<i>)\n\n```\n[x](x)\n```\n\n[r]: l\n",
            )
        );
    }

    #[test]
    fn links_resolve_inside_and_are_relative_again() {
        for (file, link, path) in [
            ("src/a/b.md", "../img/x%20y.png#f", Some("src/img/x y.png")),
            ("src/b.md", "./c.md?x", Some("src/c.md")),
            ("b.md", "../c.md", None),
            ("b.md", "https://example.org", None),
            ("b.md", "#here", None),
            ("b.md", "/abs", None),
        ] {
            assert_eq!(resolve(file, link).as_deref(), path, "{link}");
        }
        assert_eq!(relative("01-a/02-b.md", "01-a/03-c.md"), "03-c.md");
        assert_eq!(
            relative("01-a/02-b.md", "assets/x y.png"),
            "../assets/x%20y.png"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_rewritten(text in r"(\[|\]|\(|\)|<img src=|>|x|ä|\n|`|!|\\|<|: |'){0,40}") {
            rewrite(&text, |_, _| Some("new".to_owned()));
        }
    }

    /// Found by fuzzing: such addresses stayed as they were.
    #[test]
    fn addresses_are_found_however_they_are_spelt() {
        for (text, rewritten) in [
            ("[a](b&amp;c)", "[a](<#>)"),
            ("[a](b\\_c \"T\")", "[a](<#>)"),
            ("![a](\u{0}r)", "![a](#)"),
            ("[a]\n\n[a]: b&amp;c", "[a]\n\n[a]:<#>"),
        ] {
            assert_eq!(without_relative(text).0, rewritten, "{text}");
        }
    }
}
