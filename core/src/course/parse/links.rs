//! Links and images of Markdown texts: they stay inside the course and lead
//! to something.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::course::diagnostics::{Code, Place, Sink, Source};
use crate::course::tree::CourseTree;

/// The Markdown of courses: CommonMark and the usual extensions.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// Checks the links of a Markdown file. `home` is the path that they are
/// relative to: the file's own, or the original's of a translation.
pub(super) fn check(tree: &CourseTree, source: Source<'_>, home: &str, sink: &Sink) {
    let body = crate::course::markdown::body(source.text);
    let base = source.text.len().saturating_sub(body.len());
    let source = Source { base, ..source };
    each_link(body, |target, span| {
        check_target(tree, home, target, source.place(&span), sink);
    });
}

/// Checks the links of a text inside a TOML file.
pub(super) fn check_inline(
    tree: &CourseTree,
    path: &str,
    text: &str,
    place: &Place<'_>,
    sink: &Sink,
) {
    each_link(text, |target, _| {
        check_target(tree, path, target, place.clone(), sink)
    });
}

fn each_link(text: &str, mut found: impl FnMut(&str, Range<usize>)) {
    for (event, span) in Parser::new_ext(text, options()).into_offset_iter() {
        if let Event::Start(
            Tag::Link {
                link_type,
                dest_url,
                ..
            }
            | Tag::Image {
                link_type,
                dest_url,
                ..
            },
        ) = event
            && link_type != LinkType::Email
        {
            found(&dest_url, span);
        }
    }
}

fn check_target(tree: &CourseTree, file: &str, target: &str, place: Place<'_>, sink: &Sink) {
    match resolve(file, target) {
        Target::Web => {}
        Target::Refused(why) => sink.flaw(
            Code::BrokenLink,
            place,
            format!("the link {target:?} {why}"),
            None,
        ),
        Target::Path(path) if path.split('/').nth(2) == Some("hidden") => {
            let message =
                format!("the link {target:?} leads to hidden files, which learners do not get");
            sink.flaw(Code::BrokenLink, place, message, None);
        }
        Target::Path(path) => {
            if !exists(tree, file, &path) {
                let hint = nearest(tree, &path);
                sink.flaw(
                    Code::BrokenLink,
                    place,
                    format!("the link {target:?} leads to no file of the course"),
                    hint,
                );
            }
        }
    }
}

/// A file, or a folder with files. The instructions of an assignment may also
/// name the files of the learner's folder, which come from `starter/`.
fn exists(tree: &CourseTree, file: &str, path: &str) -> bool {
    let there = |path: &str| tree.get(path).is_some() || tree.below(path).next().is_some();
    let (folder, _) = file.rsplit_once('/').unwrap_or(("", file));
    let in_starter = || {
        path.strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|rest| there(&format!("{folder}/starter/{rest}")))
    };
    path.is_empty() || there(path) || in_starter()
}

fn nearest(tree: &CourseTree, path: &str) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let near = tree
        .iter()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with(folder));
    crate::course::diagnostics::did_you_mean(path, near.take(200))
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    /// Out into the web, or to a heading of the same text.
    Web,
    /// A path of the course.
    Path(String),
    /// Nowhere it may lead.
    Refused(&'static str),
}

fn resolve(file: &str, target: &str) -> Target {
    let lower = target.trim().to_ascii_lowercase();
    if lower.starts_with('#')
        || ["http://", "https://", "mailto:"]
            .iter()
            .any(|web| lower.starts_with(web))
    {
        return Target::Web;
    }
    if lower.starts_with('/') || lower.starts_with('\\') {
        return Target::Refused("is absolute; write it relative to this file");
    }
    let path = target.split(['#', '?']).next().unwrap_or("");
    if path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'))
    {
        return Target::Refused("has a scheme other than http, https and mailto");
    }
    let Some(path) = percent_decode(path) else {
        return Target::Refused("has a broken %-escape");
    };
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => return Target::Refused("leads out of the course"),
            ".." => {}
            part => parts.push(part),
        }
    }
    Target::Path(parts.join("/"))
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let value = digit(rest.next()?)? * 16 + digit(rest.next()?)?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_against_the_file() {
        let path = |path: &str| Target::Path(path.to_owned());
        assert_eq!(resolve("a/b.md", "c.md#x"), path("a/c.md"));
        assert_eq!(
            resolve("a/b.md", "../img/my%20cat.png"),
            path("img/my cat.png")
        );
        assert_eq!(resolve("a/b.md", "./"), path("a"));
        assert_eq!(resolve("a/b.md", "#here"), Target::Web);
        assert_eq!(resolve("a/b.md", "HTTPS://example.org"), Target::Web);
        assert!(matches!(resolve("a/b.md", "../../x"), Target::Refused(_)));
        assert!(matches!(
            resolve("a/b.md", "%2e%2e/../x"),
            Target::Refused(_)
        ));
        assert!(matches!(
            resolve("a/b.md", "/etc/passwd"),
            Target::Refused(_)
        ));
        assert!(matches!(resolve("a/b.md", "//host/x"), Target::Refused(_)));
        assert!(matches!(
            resolve("a/b.md", "javascript:x"),
            Target::Refused(_)
        ));
        assert!(matches!(resolve("a/b.md", "x%zz"), Target::Refused(_)));
    }
}
