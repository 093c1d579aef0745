//! Putting an assignment's instructions together.

use std::collections::BTreeSet;

use serde_json::Value;

use super::concept::adapt;
use super::markdown::{self, is_placeholder, without_title};
use super::track::Entry;
use super::{Context, Notes};

/// The instructions: introduction, instructions, what the track adds to them,
/// and where the exercise comes from.
pub(super) fn readme(
    context: &Context<'_>,
    entry: &Entry,
    meta: &Value,
    notes: &mut Notes,
) -> String {
    let folder = entry.folder();
    let mut part = |name: &str| {
        let path = format!("{folder}/.docs/{name}");
        let file = context.source.get(&path)?;
        let text = markdown::text(file, &path, notes);
        (!is_placeholder(&text)).then(|| adapt(context, without_title(&text), &path, notes))
    };
    let introduction = part("introduction.md");
    let instructions = part("instructions.md");
    let append = part("instructions.append.md");
    let introduction = introduction.filter(|text| !in_concepts(context, entry, text, notes));
    let mut readme = String::new();
    if let Some(introduction) = &introduction {
        section(&mut readme, introduction);
        readme.push_str("\n## Instructions\n");
    }
    match &instructions {
        Some(instructions) => section(&mut readme, instructions),
        None => {
            notes.add(
                format!("{folder}/.docs/instructions.md"),
                "there are no instructions; the tests must speak for themselves",
            );
            section(
                &mut readme,
                meta.get("blurb")
                    .and_then(Value::as_str)
                    .unwrap_or(&entry.name),
            );
        }
    }
    if let Some(append) = &append {
        section(&mut readme, append);
    }
    if let Some(source) = credit(meta) {
        section(&mut readme, &source);
    }
    readme
}

fn section(readme: &mut String, text: &str) {
    if !readme.is_empty() {
        readme.push('\n');
    }
    readme.push_str(text.trim());
    readme.push('\n');
}

/// Whether the materials of the exercise's concepts already say all this: a
/// concept exercise's introduction mostly repeats them.
fn in_concepts(context: &Context<'_>, entry: &Entry, text: &str, notes: &mut Notes) -> bool {
    let mut said = BTreeSet::new();
    for concept in &entry.concepts {
        for name in ["about.md", "introduction.md"] {
            let path = format!("concepts/{concept}/{name}");
            let Some(file) = context.source.get(&path) else {
                continue;
            };
            let body = markdown::text(file, &path, notes);
            if is_placeholder(&body) {
                continue;
            }
            let body = adapt(context, &body, &path, notes);
            said.extend(body.lines().map(|line| line.trim().to_owned()));
            // The material shows the first of the two that says something.
            break;
        }
    }
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.all(|line| said.contains(line))
}

/// Where the exercise comes from, as its authors say.
fn credit(meta: &Value) -> Option<String> {
    let text = |key: &str| {
        meta.get(key)
            .and_then(Value::as_str)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    match (text("source"), text("source_url")) {
        (Some(source), Some(url)) => {
            Some(format!("*Source: {} — <{url}>*", source.replace('*', "")))
        }
        (Some(source), None) => Some(format!("*Source: {}*", source.replace('*', ""))),
        (None, Some(url)) => Some(format!("*Source: <{url}>*")),
        (None, None) => None,
    }
}
