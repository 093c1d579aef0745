//! The texts of the chapters: files included, links led to where the chapters
//! and images are now.

use std::collections::BTreeMap;

use codezest_core::course::tree::CourseTree;

use super::include;
use crate::author::import::build::Builder;
use crate::author::import::links;

/// Where the book's images go: no module, as its name has no number.
const ASSETS: &str = "assets";

/// A chapter with its place in the course.
#[derive(Debug)]
pub(super) struct Placed {
    /// Path in the source.
    pub(super) source: String,
    /// Path in the course.
    pub(super) path: String,
    pub(super) id: String,
    pub(super) title: String,
}

/// Writes every chapter's text, and the files that they show.
pub(super) fn write_all(
    source: &CourseTree,
    folder: &str,
    placed: &[Placed],
    builder: &mut Builder,
) {
    let mut writer = Writer {
        source,
        folder,
        paths: placed
            .iter()
            .map(|chapter| (chapter.source.as_str(), chapter.path.as_str()))
            .collect(),
        builder,
    };
    for chapter in placed {
        writer.chapter(chapter);
    }
    writer.unread(placed);
}

struct Writer<'a> {
    source: &'a CourseTree,
    folder: &'a str,
    paths: BTreeMap<&'a str, &'a str>,
    builder: &'a mut Builder,
}

impl Writer<'_> {
    fn chapter(&mut self, chapter: &Placed) {
        let bytes = self
            .source
            .get(&chapter.source)
            .map(|file| file.bytes.as_slice())
            .unwrap_or_default();
        if std::str::from_utf8(bytes).is_err() {
            self.builder.note(
                chapter.source.clone(),
                "is not UTF-8; unreadable characters were replaced",
            );
        }
        let text = String::from_utf8_lossy(bytes)
            .trim_start_matches('\u{feff}')
            .replace("\r\n", "\n");
        let included = include::expand(self.source, &chapter.source, &text);
        for note in included.notes {
            self.builder.note(chapter.source.clone(), note);
        }
        let text = visible_code(&included.text);
        let mut cut = Vec::new();
        let mut shown = Vec::new();
        let text = links::rewrite(&text, |link, image| {
            self.target(chapter, link, image, &mut shown).or_else(|| {
                links::is_relative(link).then(|| {
                    cut.push(link.to_owned());
                    "#".to_owned()
                })
            })
        });
        for path in shown {
            self.asset(&path);
        }
        if !cut.is_empty() {
            cut.dedup();
            let reason = format!(
                "links that lead out of the book were cut: {}",
                cut.join(", ")
            );
            self.builder.note(chapter.source.clone(), reason);
        }
        self.builder
            .set_text(&chapter.path, &chapter.id, &chapter.title, &text);
    }

    /// What a link should say now: another chapter's new place, or the file
    /// among the assets.
    fn target(
        &self,
        chapter: &Placed,
        link: &str,
        image: bool,
        shown: &mut Vec<String>,
    ) -> Option<String> {
        let path = links::resolve(&chapter.source, link)?;
        let heading = link
            .split_once('#')
            .map(|(_, heading)| format!("#{heading}"))
            .unwrap_or_default();
        if let Some(to) = self.chapter_at(&path).filter(|_| !image) {
            return Some(format!("{}{heading}", links::relative(&chapter.path, to)));
        }
        self.source
            .get(&path)
            .filter(|_| image || is_media(&path))?;
        let asset = self.asset_path(&path);
        let new = links::relative(&chapter.path, &asset);
        shown.push(path);
        Some(new)
    }

    /// The chapter that a link means: its file, the page it is rendered to,
    /// or its folder.
    fn chapter_at(&self, path: &str) -> Option<&str> {
        let page = path.strip_suffix(".html");
        let folder = page
            .and_then(|page| page.strip_suffix("index"))
            .or(Some(path))
            .map(|path| path.trim_end_matches('/'));
        let found = |path: String| self.paths.get(path.as_str()).copied();
        found(path.to_owned())
            .or_else(|| found(format!("{}.md", page?)))
            .or_else(|| {
                ["README.md", "index.md"]
                    .iter()
                    .find_map(|name| found(format!("{}/{name}", folder?)))
            })
    }

    fn asset_path(&self, path: &str) -> String {
        let below = path
            .strip_prefix(self.folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or(path);
        format!("{ASSETS}/{below}")
    }

    fn asset(&mut self, path: &str) {
        let to = self.asset_path(path);
        if self.builder.has(&to) {
            return;
        }
        if let Some(file) = self.source.get(path) {
            self.builder.file(&to, file.bytes.clone(), false);
        }
    }

    /// Chapters that the summary does not name.
    fn unread(&mut self, placed: &[Placed]) {
        let unread: Vec<String> = self
            .source
            .below(self.folder)
            .map(|(path, _)| links::join(self.folder, path))
            .filter(|path| path.ends_with(".md") && !path.ends_with("SUMMARY.md"))
            .filter(|path| !placed.iter().any(|chapter| chapter.source == *path))
            .collect();
        for path in unread {
            self.builder.note(
                path,
                "is not named in SUMMARY.md; left out unless a chapter includes it",
            );
        }
    }
}

/// A file that is shown or downloaded rather than read on as a chapter.
fn is_media(path: &str) -> bool {
    let end = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "txt", "csv", "json", "zip",
    ]
    .contains(&end.as_str())
}

/// Code blocks as mdBook shows them: in Rust, lines that begin with `# ` are
/// there for the compiler only. The marks behind the language go as well.
fn visible_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<(String, bool)> = None;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let mark: String = trimmed
            .chars()
            .take_while(|c| matches!(c, '`' | '~'))
            .collect();
        match &fence {
            Some((open, _)) if trimmed.trim_end() == mark && mark.starts_with(open.as_str()) => {
                fence = None;
                push(&mut out, line);
            }
            Some((_, true)) if trimmed == "#" || trimmed.starts_with("# ") => {}
            Some((_, true)) if trimmed.starts_with("##") => {
                push(&mut out, &line.replacen("##", "#", 1))
            }
            Some(_) => push(&mut out, line),
            None if mark.len() >= 3 => {
                let info = trimmed.strip_prefix(mark.as_str()).unwrap_or("").trim();
                let language = info.split([',', ' ', '{']).next().unwrap_or("");
                let indent = line.len().saturating_sub(trimmed.len());
                push(&mut out, &format!("{}{mark}{language}", " ".repeat(indent)));
                fence = Some((mark, language == "rust"));
            }
            None => push(&mut out, line),
        }
    }
    out
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_lines_and_marks_go_from_rust_only() {
        assert_eq!(
            visible_code(
                "# Title\n```rust,ignore\n# hidden\n#\n##[attr]\n#[derive]\nlet x;\n```\n```python\n# kept\n```\n"
            ),
            "# Title\n```rust\n#[attr]\n#[derive]\nlet x;\n```\n```python\n# kept\n```\n"
        );
        assert_eq!(
            visible_code("````\n```rust\n# x\n````\n# y"),
            "````\n```rust\n# x\n````\n# y\n"
        );
    }
}
