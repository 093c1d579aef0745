//! `course.toml`.

use semver::Version;

use super::table::{Table, with_toml};
use super::{files, graph, module};
use crate::course::diagnostics::{Code, Place, Sink};
use crate::course::model::{Course, Difficulty, Tool};
use crate::course::tree::CourseTree;
use crate::ids::CourseUid;

const KEYS: &[&str] = &[
    "id",
    "uid",
    "title",
    "version",
    "language",
    "locale",
    "license",
    "authors",
    "summary",
    "difficulty",
    "tags",
    "source",
    "tool",
];

/// Reads the whole course. Modules are read even when `course.toml` is
/// broken, so that every problem is seen at once.
pub(super) fn read(tree: &CourseTree, sink: &Sink) -> Option<Course> {
    let head = head(tree, sink);
    let difficulty = head
        .as_ref()
        .map_or(Difficulty::default(), |course| course.difficulty);
    let mut modules = module::read_all(tree, difficulty, sink);
    graph::check(&mut modules, tree, sink);
    if modules.iter().all(|module| module.items.is_empty()) {
        let hint = "a module is a folder such as `01-values/` with a `module.toml` and items";
        sink.flaw(
            Code::Incomplete,
            Place::file("."),
            "the course has no usable item",
            Some(hint.to_owned()),
        );
    }
    head.map(|course| Course { modules, ..course })
}

fn head(tree: &CourseTree, sink: &Sink) -> Option<Course> {
    let source = sink_text(tree, sink)?;
    with_toml(source, source.text, sink, |table| {
        table.only(KEYS);
        // Every key is read before the first `?`, so that all are reported.
        let (id, title, version) = (required_id(&table), table.title(), version(&table));
        let (language, license) = (language(&table), table.required("license"));
        let (uid, tools) = (uid(&table), tools(&table));
        let locale = locale(&table);
        let difficulty = table.word("difficulty").unwrap_or_default();
        let (authors, tags) = (table.texts("authors"), table.texts("tags"));
        let (summary, source) = (table.text("summary"), table.text("source"));
        let id = id?;
        Some(Course {
            uid: uid.unwrap_or_else(|| CourseUid::derive(&format!("id:{id}"))),
            id,
            title: title?,
            version: version?,
            language: language?,
            locale,
            license: license?,
            authors,
            summary: summary.unwrap_or_default(),
            difficulty,
            tags,
            source,
            tools,
            modules: Vec::new(),
        })
    })
}

fn sink_text<'a>(
    tree: &'a CourseTree,
    sink: &Sink,
) -> Option<crate::course::diagnostics::Source<'a>> {
    if tree.get("course.toml").is_none() {
        let hint = Some("`codezest course new` writes one".to_owned());
        sink.error(
            Code::MissingFile,
            Place::file("course.toml"),
            "the file is missing: this is no course",
            hint,
        );
        return None;
    }
    files::text(tree, "course.toml", sink)
}

fn required_id<T: TryFrom<String, Error = crate::ids::SlugError>>(table: &Table<'_>) -> Option<T> {
    if !table.has("id") {
        table.missing("id");
    }
    table.id("id")
}

fn language(table: &Table<'_>) -> Option<crate::ids::LanguageId> {
    if !table.has("language") {
        table.missing("language");
    }
    table.id("language")
}

fn version(table: &Table<'_>) -> Option<Version> {
    let text = table.required("version")?;
    Version::parse(&text)
        .map_err(|error| {
            let hint = Some("a semantic version has three numbers: `1.0.0`".to_owned());
            let message = format!("{text:?} is no semantic version: {error}");
            table
                .sink
                .error(Code::BadValue, table.place("version"), message, hint);
        })
        .ok()
}

fn uid(table: &Table<'_>) -> Option<CourseUid> {
    let text = table.raw("uid")?;
    text.parse()
        .map_err(|_| table.bad("uid", format!("{text:?} is no UUID")))
        .ok()
}

fn locale(table: &Table<'_>) -> String {
    let locale = table.text("locale").unwrap_or_else(|| "en".to_owned());
    if !crate::course::i18n::is_tag(&locale) {
        table.bad(
            "locale",
            format!("{locale:?} is no language tag such as `en` or `pt-BR`"),
        );
    }
    locale
}

fn tools(table: &Table<'_>) -> Vec<Tool> {
    let read = |tool: Table<'_>| {
        tool.only(&["name", "version"]);
        let (name, version) = (tool.required("name"), tool.text("version"));
        Some(Tool {
            name: name?,
            version,
        })
    };
    table.tables("tool").into_iter().filter_map(read).collect()
}
