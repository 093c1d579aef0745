//! Materials: Markdown after TOML front matter.

use super::module::Setting;
use super::table::with_toml;
use super::{files, links};
use crate::course::diagnostics::{Code, Sink, Source};
use crate::course::markdown::{FrontMatter, split_front_matter};
use crate::course::model::{Item, ItemBody, Material};
use crate::ids::ItemId;

const KEYS: &[&str] = &[
    "title",
    "id",
    "minutes",
    "kind",
    "tags",
    "hidden",
    "difficulty",
];

/// Reads the material at `path`.
pub(super) fn read(setting: Setting<'_>, path: String, default_id: ItemId) -> Option<Item> {
    let source = files::text(setting.tree, &path, setting.sink)?;
    files::check_controls(source, setting.sink);
    links::check(setting.tree, source, source.path, setting.sink);
    let front = front_matter(source, setting.sink)?;
    let source = Source {
        base: front.start,
        ..source
    };
    let difficulty = setting.difficulty;
    with_toml(source, front.toml, setting.sink, |table| {
        table.only(KEYS);
        let title = table.title();
        let id = if table.has("id") {
            table.id("id")
        } else {
            Some(default_id)
        };
        let (minutes, tags) = (table.number("minutes", 1..=100_000), table.texts("tags"));
        let kind = table.word("kind").unwrap_or_default();
        let hidden = table.bool("hidden").unwrap_or(false);
        let difficulty = table.word("difficulty").unwrap_or(difficulty);
        Some(Item {
            id: id?,
            path: path.clone(),
            title: title?,
            minutes,
            tags,
            difficulty,
            points: 0,
            hidden,
            body: ItemBody::Material(Material {
                material: kind,
                front_matter_lines: front.lines,
            }),
        })
    })
}

fn front_matter<'a>(source: Source<'a>, sink: &Sink) -> Option<crate::course::markdown::Front<'a>> {
    let (message, hint) = match split_front_matter(source.text) {
        FrontMatter::Found(front) => return Some(front),
        FrontMatter::Absent => (
            "a material begins with front matter",
            "put `+++`, a line `title = \"…\"`, and `+++` at the top",
        ),
        FrontMatter::Yaml => (
            "the front matter stands between `---` lines, as YAML does",
            "write TOML between `+++` lines: `title = \"…\"`",
        ),
        FrontMatter::Unclosed => (
            "the front matter has no closing `+++` line",
            "close it with a line `+++`",
        ),
    };
    sink.error(
        Code::FrontMatter,
        source.place(&(0..0)),
        message,
        Some(hint.to_owned()),
    );
    None
}
