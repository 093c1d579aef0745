//! Writing a course as files of the format: for converters, `course new`, and
//! graded quizzes without their answers. What is written reads back as the
//! same model; what has its default is left out.

mod assignment;
mod quiz;
#[cfg(test)]
mod tests;
mod writer;

use writer::Writer;

use super::model::{Course, Difficulty, Item, ItemBody, Module};
use super::parse::layout::default_id;
use super::tree::CourseTree;
use super::words::Word;
use crate::ids::CourseUid;

pub use assignment::assignment;
pub use quiz::quiz;

/// Puts every described file of `course` into `tree`: `course.toml`,
/// `module.toml`s, `assignment.toml`s, quizzes, and the front matter of
/// materials, whose text is kept from the file that is there. Modules and items
/// are ordered by the names of their folders and files; see [`numbered`].
pub fn write_course(course: &Course, tree: &mut CourseTree) {
    tree.insert("course.toml", self::course(course), false);
    for module in &course.modules {
        tree.insert(
            format!("{}/module.toml", module.path),
            self::module(module),
            false,
        );
        for item in &module.items {
            let (path, text) = match &item.body {
                ItemBody::Assignment(_) => (
                    format!("{}/assignment.toml", item.path),
                    assignment(item, course.difficulty),
                ),
                ItemBody::Quiz(_) => (item.path.clone(), quiz(item, course.difficulty)),
                ItemBody::Material(_) => {
                    let old = tree
                        .get(&item.path)
                        .map(|file| file.bytes.clone())
                        .unwrap_or_default();
                    let old = String::from_utf8_lossy(&old).into_owned();
                    let body = super::markdown::body(&old);
                    (item.path.clone(), material(item, course.difficulty, body))
                }
            };
            if let Some(text) = text {
                tree.insert(path, text, false);
            }
        }
    }
}

/// A folder or file name with a number in front: `03-sum-two`. `width` is the
/// number of digits, so that names sort as the numbers do.
#[must_use]
pub fn numbered(number: usize, width: usize, name: &str) -> String {
    format!("{number:0width$}-{name}")
}

/// `course.toml`.
#[must_use]
pub fn course(course: &Course) -> String {
    let mut out = Writer::new();
    out.text("id", course.id.as_str());
    if course.uid != CourseUid::derive(&format!("id:{}", course.id)) {
        out.text("uid", &course.uid.to_string());
    }
    out.text("title", &course.title);
    out.text("version", &course.version.to_string());
    out.text("language", course.language.as_str());
    out.text_unless("locale", &course.locale, "en");
    out.text("license", &course.license);
    out.texts("authors", &course.authors);
    out.text_unless("summary", &course.summary, "");
    out.text_unless(
        "difficulty",
        course.difficulty.word(),
        Difficulty::default().word(),
    );
    out.texts("tags", &course.tags);
    out.optional_text("source", course.source.as_deref());
    for tool in &course.tools {
        out.header("[[tool]]");
        out.text("name", &tool.name);
        out.optional_text("version", tool.version.as_deref());
    }
    out.finish()
}

/// `module.toml`.
#[must_use]
pub fn module(module: &Module) -> String {
    let mut out = Writer::new();
    out.text("title", &module.title);
    out.text_unless("id", module.id.as_str(), &default_id(name(&module.path)));
    out.text_unless("summary", &module.summary, "");
    out.texts("prerequisites", &module.prerequisites);
    out.optional_number("minutes", module.minutes);
    out.finish()
}

/// A material: front matter and `body`. `None` when `item` is none.
/// `difficulty` is the course's.
#[must_use]
pub fn material(item: &Item, difficulty: Difficulty, body: &str) -> Option<String> {
    let ItemBody::Material(material) = &item.body else {
        return None;
    };
    let mut out = Writer::new();
    head(&mut out, item, difficulty);
    out.text_unless("kind", material.material.word(), "article");
    Some(format!("+++\n{}+++\n{body}", out.finish()))
}

/// What every item begins with.
fn head(out: &mut Writer, item: &Item, course: Difficulty) {
    out.text("title", &item.title);
    out.text_unless("id", item.id.as_str(), &default_id(name(&item.path)));
    out.text_unless("difficulty", item.difficulty.word(), course.word());
    out.optional_number("minutes", item.minutes);
    out.texts("tags", &item.tags);
    out.flag_unless("hidden", item.hidden, false);
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
