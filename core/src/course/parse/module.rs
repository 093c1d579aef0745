//! `module.toml` and the items below it.

use super::layout::{self, Place as Kind};
use super::table::with_toml;
use super::{assignment, files, material, quiz};
use crate::course::diagnostics::{Code, Place, Sink};
use crate::course::model::{Difficulty, Item, Module};
use crate::course::tree::CourseTree;
use crate::ids::{ItemId, ModuleId};

const KEYS: &[&str] = &[
    "title",
    "id",
    "summary",
    "order",
    "prerequisites",
    "minutes",
];

/// What every item's reader needs to know.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) tree: &'a CourseTree,
    pub(super) sink: &'a Sink,
    /// The course's difficulty, for items that set none.
    pub(super) difficulty: Difficulty,
}

/// Every usable module in order.
pub(super) fn read_all(tree: &CourseTree, difficulty: Difficulty, sink: &Sink) -> Vec<Module> {
    let setting = Setting {
        tree,
        sink,
        difficulty,
    };
    let mut modules: Vec<(u32, Module)> = Vec::new();
    for (position, folder) in layout::modules(tree).into_iter().enumerate() {
        let items = read_items(setting, folder);
        let number = layout::split_number(folder)
            .0
            .and_then(|number| u32::try_from(number).ok());
        let by_name = number.unwrap_or_else(|| u32::try_from(position).unwrap_or(u32::MAX));
        if let Some((order, module)) = head(setting, folder) {
            modules.push((order.unwrap_or(by_name), Module { items, ..module }));
        }
    }
    modules.sort_by_key(|(order, _)| *order);
    modules.into_iter().map(|(_, module)| module).collect()
}

fn head(setting: Setting<'_>, folder: &str) -> Option<(Option<u32>, Module)> {
    let path = format!("{folder}/module.toml");
    let source = files::text(setting.tree, &path, setting.sink)?;
    with_toml(source, source.text, setting.sink, |table| {
        table.only(KEYS);
        let (title, summary) = (table.title(), table.text("summary").unwrap_or_default());
        let (order, minutes) = (
            table.number("order", 0..=u32::MAX),
            table.number("minutes", 1..=100_000),
        );
        let prerequisites = table.ids("prerequisites");
        let id = if table.has("id") {
            table.id("id")
        } else {
            ModuleId::new(layout::default_id(folder)).ok()
        };
        let module = Module {
            id: id?,
            path: folder.to_owned(),
            title: title?,
            summary,
            prerequisites,
            minutes,
            items: Vec::new(),
        };
        Some((order, module))
    })
}

fn read_items(setting: Setting<'_>, folder: &str) -> Vec<Item> {
    let read = |(name, kind): (&str, Kind)| {
        let path = format!("{folder}/{name}");
        let Ok(id) = ItemId::new(layout::default_id(name)) else {
            setting.sink.error(
                Code::BadId,
                Place::file(path),
                "no id can be made from this name",
                None,
            );
            return None;
        };
        match kind {
            Kind::Material => material::read(setting, path, id),
            Kind::Quiz => quiz::read(setting, path, id),
            Kind::Assignment => assignment::read(setting, path, id),
        }
    };
    layout::items(setting.tree, folder)
        .into_iter()
        .filter_map(read)
        .collect()
}
