//! Making a material of a concept.
//!
//! A concept has `introduction.md`, shown before its exercise, and `about.md`,
//! shown after it, which mostly says the same and more. The material is
//! `about.md`, or `introduction.md` where the other has no text yet; the links
//! of `links.json` stand at the end.

use serde_json::Value;

use super::markdown::{self, is_placeholder, without_title};
use super::{Context, Notes};

/// A concept with something to read.
#[derive(Debug)]
pub(super) struct Material {
    /// The concept.
    pub(super) slug: String,
    /// The item's id: exercises may have the same name, so it has a prefix.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// The text (Markdown).
    pub(super) body: String,
}

/// Every concept that has something to read, in the track's order.
pub(super) fn read_all(context: &Context<'_>, notes: &mut Notes) -> Vec<Material> {
    let concepts = &context.track.concepts;
    concepts
        .iter()
        .filter_map(|concept| read(context, &concept.slug, &concept.name, notes))
        .collect()
}

fn read(context: &Context<'_>, slug: &str, name: &str, notes: &mut Notes) -> Option<Material> {
    let folder = format!("concepts/{slug}");
    let texts = ["about.md", "introduction.md"];
    let found = texts
        .iter()
        .map(|file| format!("{folder}/{file}"))
        .find_map(|path| {
            let text = markdown::text(context.source.get(&path)?, &path, notes);
            (!is_placeholder(&text)).then_some((path, text))
        });
    let Some((path, text)) = found else {
        notes.add(folder, "left out: the concept has no text yet");
        return None;
    };
    let mut body = adapt(context, without_title(&text), &path, notes);
    body.push_str(&read_more(context, &folder, notes));
    Some(Material {
        slug: slug.to_owned(),
        id: format!("concept-{slug}"),
        title: name.to_owned(),
        body,
    })
}

/// Adapts a text of the track at `path`: alerts, links.
pub(super) fn adapt(context: &Context<'_>, text: &str, path: &str, notes: &mut Notes) -> String {
    let text = markdown::alerts(text, path, notes);
    markdown::relink(&text, |link| address(context, path, link))
}

/// The address of what a relative link in the text at `path` leads to; `None`
/// when the link is fine as it is.
fn address(context: &Context<'_>, path: &str, link: &str) -> Option<String> {
    let outside = link.contains("://") || link.starts_with("mailto:") || link.starts_with('#');
    if link.is_empty() || outside {
        return None;
    }
    if link.starts_with('/') {
        return Some(format!("https://exercism.org{link}"));
    }
    let (target, _) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let track = &context.track.slug;
    if let ["concepts", concept, ..] = parts.as_slice() {
        return Some(format!(
            "https://exercism.org/tracks/{track}/concepts/{concept}"
        ));
    }
    Some(format!(
        "https://github.com/exercism/{track}/blob/main/{}",
        parts.join("/")
    ))
}

/// The links of `links.json` as a section.
fn read_more(context: &Context<'_>, folder: &str, notes: &mut Notes) -> String {
    let path = format!("{folder}/links.json");
    let Some(file) = context.source.get(&path) else {
        return String::new();
    };
    let list = match serde_json::from_slice::<Value>(&file.bytes) {
        Ok(list) => list,
        Err(error) => {
            notes.add(path, format!("left out: {error}"));
            return String::new();
        }
    };
    let mut section = String::new();
    for link in list.as_array().into_iter().flatten() {
        let text = |key: &str| link.get(key).and_then(Value::as_str).map(str::trim);
        let Some(url) = text("url").filter(|url| url.starts_with("http")) else {
            continue;
        };
        let words = text("description").unwrap_or(url).replace(['[', ']'], "");
        section.push_str(&format!("- [{words}](<{url}>)\n"));
    }
    if section.is_empty() {
        section
    } else {
        format!("\n## Read more\n\n{section}")
    }
}
