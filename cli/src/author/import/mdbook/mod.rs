//! Converting an mdBook: `book.toml`, `SUMMARY.md` and its chapters.
//!
//! A chapter with chapters below it becomes a module, and all of them its
//! materials; chapters that stand alone are gathered, under their part's title
//! where the book has parts.

mod chapter;
mod include;
mod summary;

use codezest_core::course::i18n::is_tag;
use codezest_core::course::tree::CourseTree;
use serde::Deserialize;

use self::chapter::Placed;
use self::summary::{Chapter, Entry};
use super::build::{Builder, Course};
use super::{Converted, ImportError, Options, SourceKind, links};

/// What `book.toml` says.
#[derive(Debug, Default, Deserialize)]
struct BookToml {
    #[serde(default)]
    book: Book,
    #[serde(default)]
    output: Option<toml::Value>,
    #[serde(default)]
    preprocessor: toml::Table,
}

#[derive(Debug, Default, Deserialize)]
struct Book {
    title: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    description: Option<String>,
    language: Option<String>,
    src: Option<String>,
}

/// Whether `tree` is a book.
#[must_use]
pub fn is_book(tree: &CourseTree) -> bool {
    tree.get("book.toml").is_some()
}

/// Converts the book in `source`.
///
/// # Errors
/// `book.toml` or `SUMMARY.md` cannot be read.
pub fn convert(source: &CourseTree, options: &Options) -> Result<Converted, ImportError> {
    let book = book(source)?;
    let folder = book
        .book
        .src
        .as_deref()
        .unwrap_or("src")
        .trim_matches('/')
        .to_owned();
    let summary_path = links::join(&folder, "SUMMARY.md");
    let broken = |reason: &str| ImportError::Broken {
        file: summary_path.clone(),
        reason: reason.to_owned(),
    };
    let file = source
        .get(&summary_path)
        .ok_or_else(|| broken("it does not exist"))?;
    let (entries, odd) = summary::read(&String::from_utf8_lossy(&file.bytes));
    let mut builder = Builder::new(SourceKind::Mdbook);
    for (line, text) in odd {
        builder.note(
            format!("{summary_path}:{line}"),
            format!("is no chapter: {text:?}"),
        );
    }
    for (name, _) in book
        .preprocessor
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "links" | "index"))
    {
        builder.note(
            "book.toml",
            format!("the preprocessor `{name}` is a program of the book and was not run"),
        );
    }
    let title = book
        .book
        .title
        .clone()
        .unwrap_or_else(|| options.title("Book"));
    let mut placer = Placer {
        source,
        folder: &folder,
        builder: &mut builder,
        placed: Vec::new(),
        title: &title,
    };
    placer.all(&entries);
    let placed = placer.placed;
    if placed.is_empty() {
        return Err(broken("it names no chapter that exists"));
    }
    chapter::write_all(source, &folder, &placed, &mut builder);
    let rust = source
        .iter()
        .any(|(path, _)| path.ends_with("Cargo.toml") || path.ends_with(".rs"));
    let course = Course {
        id: title.clone(),
        language: options.language(if rust { "rust" } else { "text" }),
        locale: book
            .book
            .language
            .clone()
            .filter(|tag| is_tag(tag))
            .unwrap_or_default(),
        authors: book.book.authors.clone(),
        summary: book.book.description.clone().unwrap_or_default(),
        tags: vec!["mdbook".to_owned()],
        source: repository(&book).unwrap_or_else(|| options.address()),
        title,
        ..Course::default()
    };
    let identity = match repository(&book) {
        Some(address) => format!(
            "mdbook:{}",
            address.trim_end_matches('/').trim_end_matches(".git")
        ),
        None => options.identity("mdbook"),
    };
    Ok(builder.finish(course, &identity, source))
}

fn book(source: &CourseTree) -> Result<BookToml, ImportError> {
    let broken = |reason: String| ImportError::Broken {
        file: "book.toml".to_owned(),
        reason,
    };
    let bytes = source
        .get("book.toml")
        .map(|file| file.bytes.as_slice())
        .unwrap_or_default();
    let text = std::str::from_utf8(bytes).map_err(|_| broken("it is not UTF-8".to_owned()))?;
    toml::from_str(text).map_err(|error| broken(error.to_string()))
}

/// The address of the book's repository, as it says itself.
fn repository(book: &BookToml) -> Option<String> {
    let html = book.output.as_ref()?.get("html")?;
    let address = html.get("git-repository-url")?.as_str()?;
    address.starts_with("https://").then(|| address.to_owned())
}

/// Gives every chapter its module and path, before any link is rewritten.
struct Placer<'a> {
    source: &'a CourseTree,
    folder: &'a str,
    builder: &'a mut Builder,
    placed: Vec<Placed>,
    title: &'a str,
}

impl Placer<'_> {
    fn all(&mut self, entries: &[Entry]) {
        let mut part = String::new();
        // Whether the module begun last gathers chapters that stand alone.
        let mut gathering = false;
        let mut numbered = false;
        for (index, entry) in entries.iter().enumerate() {
            let chapter = match entry {
                Entry::Part(title) => {
                    part.clone_from(title);
                    gathering = false;
                    continue;
                }
                Entry::Chapter(chapter) => chapter,
            };
            if numbered && !chapter.numbered {
                // What follows the lists belongs to no part.
                part.clear();
            }
            gathering &= numbered == chapter.numbered;
            numbered = chapter.numbered;
            let Some(path) = self.path(chapter) else {
                continue;
            };
            let parent = matches!(entries.get(index.saturating_add(1)), Some(Entry::Chapter(next)) if next.depth > chapter.depth);
            if chapter.depth == 0 && parent {
                self.builder.module(stem(&path), &chapter.title, &part);
                gathering = false;
            } else if self.placed.is_empty() || chapter.depth == 0 && !gathering {
                let title = if part.is_empty() {
                    self.gathered_title(chapter)
                } else {
                    part.clone()
                };
                self.builder.module(&title, &title, "");
                gathering = true;
            }
            self.place(chapter, path);
        }
    }

    /// Chapters before the first list are the book's opening.
    fn gathered_title(&self, chapter: &Chapter) -> String {
        if !chapter.numbered && self.placed.is_empty() {
            self.title.to_owned()
        } else {
            chapter.title.clone()
        }
    }

    /// The chapter's file, if it has one.
    fn path(&mut self, chapter: &Chapter) -> Option<String> {
        let summary = links::join(self.folder, "SUMMARY.md");
        let Some(path) = &chapter.path else {
            self.builder.note(
                summary,
                format!(
                    "the chapter {:?} is a draft without a text; left out",
                    chapter.title
                ),
            );
            return None;
        };
        let full = links::resolve(&summary, path).filter(|path| self.source.get(path).is_some());
        if full.is_none() {
            self.builder.note(
                summary,
                format!(
                    "the chapter {:?} names {path:?}, which does not exist; left out",
                    chapter.title
                ),
            );
        }
        full
    }

    fn place(&mut self, chapter: &Chapter, source: String) {
        if self.placed.iter().any(|other| other.source == source) {
            self.builder.note(
                source,
                "is named twice in the summary; only the first is taken over",
            );
            return;
        }
        let id = self.builder.id(stem(&source));
        let path = self.builder.material(&id, &chapter.title, "");
        self.placed.push(Placed {
            source,
            path,
            id,
            title: chapter.title.clone(),
        });
    }
}

/// What a chapter is called by its path: the file, or its folder for
/// `README.md` and `index.md`; numbers in front make the order and go.
fn stem(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let index = ["readme", "index"].contains(&name.to_ascii_lowercase().as_str());
    let name = if index && !folder.is_empty() {
        folder.rsplit('/').next().unwrap_or(name)
    } else {
        name
    };
    let bare = name
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches(['-', '_']);
    if bare.is_empty() { name } else { bare }
}

#[cfg(test)]
mod tests;
