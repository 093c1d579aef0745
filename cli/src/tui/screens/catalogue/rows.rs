//! The rows of the catalogue: which there are, and what each says.

use std::collections::{HashMap, HashSet};

use codezest_core::course::model::ItemKind;

use super::filter::Filter;
use crate::lines::catalogue::{bar, difficulty_word, mark};
use crate::lines::home::count;
use crate::tui::widgets::canvas::shortened;
use crate::ui::{Role, Styled};
use crate::views::list::{Catalogue, CourseLine, ItemLine, ModuleLine};

/// What a row is about. Numbers are places in the catalogue's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    /// A language, by the place of its first course.
    Language(usize),
    /// A course.
    Course(usize),
    /// A module: its course, and its place there.
    Module(usize, usize),
    /// An item.
    Item(usize),
}

/// The catalogue and what of it is shown.
#[derive(Debug)]
pub(super) struct Rows {
    content: Catalogue,
    /// Courses by language, in the order shown.
    languages: Vec<(String, Vec<usize>)>,
    /// The items of each module.
    items: HashMap<(usize, usize), Vec<usize>>,
    open: HashSet<Thing>,
    shown: Vec<Thing>,
}

impl Rows {
    pub(super) fn new(content: Catalogue) -> Self {
        let mut rows = Self {
            content,
            languages: Vec::new(),
            items: HashMap::new(),
            open: HashSet::new(),
            shown: Vec::new(),
        };
        rows.index();
        rows
    }

    /// Takes newer content; what is open stays open while the courses are the
    /// same.
    pub(super) fn take(&mut self, content: Catalogue) {
        let names = |content: &Catalogue| -> Vec<String> {
            content
                .courses
                .iter()
                .map(|course| course.id.clone())
                .collect()
        };
        if names(&content) != names(&self.content) {
            self.open.clear();
        }
        self.content = content;
        self.index();
    }

    fn index(&mut self) {
        self.languages.clear();
        for (at, course) in self.content.courses.iter().enumerate() {
            let known = self
                .languages
                .iter_mut()
                .find(|(name, _)| *name == course.language);
            match known {
                Some((_, courses)) => courses.push(at),
                None => self.languages.push((course.language.clone(), vec![at])),
            }
        }
        self.languages.sort();
        let mut places: HashMap<(&str, &str), (usize, usize)> = HashMap::new();
        for (course_at, course) in self.content.courses.iter().enumerate() {
            for (module_at, module) in course.modules.iter().enumerate() {
                places.insert((&course.id, &module.id), (course_at, module_at));
            }
        }
        self.items.clear();
        for (at, item) in self.content.items.iter().enumerate() {
            if let Some(place) = places.get(&(item.course.as_str(), item.module.as_str())) {
                self.items.entry(*place).or_default().push(at);
            }
        }
    }

    /// Opens what leads to `at`, a course or an item; with nothing to go to,
    /// what was begun, or everything if there is little.
    pub(super) fn open_to(&mut self, at: Option<&str>) {
        for (_, courses) in &self.languages {
            self.open
                .extend(courses.first().map(|first| Thing::Language(*first)));
        }
        let Some(at) = at else {
            let begun = self
                .content
                .courses
                .iter()
                .enumerate()
                .filter(|(_, it)| it.done > 0);
            self.open.extend(begun.map(|(at, _)| Thing::Course(at)));
            return;
        };
        if let Some(item) = self.content.items.iter().position(|item| item.name == at) {
            self.open_to_item(item);
            return;
        }
        let Some(course_at) = self.content.courses.iter().position(|it| it.id == at) else {
            return;
        };
        self.open.insert(Thing::Course(course_at));
        let modules = self
            .content
            .courses
            .get(course_at)
            .map_or(&[][..], |it| &it.modules);
        // The first module with something to do, for that is where one is.
        let first = modules.iter().position(|module| module.done < module.total);
        self.open
            .extend(first.map(|module| Thing::Module(course_at, module)));
    }

    /// Opens what is around an item.
    pub(super) fn open_to_item(&mut self, item: usize) {
        let around = self.items.iter().find(|(_, items)| items.contains(&item));
        let Some(((course, module), _)) = around.map(|(place, items)| (*place, items)) else {
            return;
        };
        self.open.insert(Thing::Course(course));
        self.open.insert(Thing::Module(course, module));
        for (_, courses) in &self.languages {
            if let (true, Some(first)) = (courses.contains(&course), courses.first()) {
                self.open.insert(Thing::Language(*first));
            }
        }
    }

    pub(super) fn shown(&self) -> &[Thing] {
        &self.shown
    }

    pub(super) fn thing(&self, at: usize) -> Option<Thing> {
        self.shown.get(at).copied()
    }

    pub(super) fn item(&self, item: usize) -> Option<&ItemLine> {
        self.content.items.get(item)
    }

    /// Where a course or an item is shown.
    pub(super) fn place_of(&self, name: &str) -> Option<usize> {
        self.shown.iter().position(|thing| match thing {
            Thing::Course(at) => self
                .content
                .courses
                .get(*at)
                .is_some_and(|it| it.id == name),
            Thing::Item(at) => self
                .content
                .items
                .get(*at)
                .is_some_and(|it| it.name == name),
            _ => false,
        })
    }

    pub(super) fn place_of_thing(&self, thing: Thing) -> Option<usize> {
        self.shown.iter().position(|shown| *shown == thing)
    }

    /// The nearest row above `at` that is less deep: what is around it.
    pub(super) fn around(&self, at: usize) -> Option<usize> {
        let depth = self.shown.get(at).map(|thing| depth(*thing))?;
        let above = self.shown.get(..at)?;
        above.iter().rposition(|thing| self::depth(*thing) < depth)
    }

    pub(super) fn is_open(&self, thing: Thing) -> bool {
        self.open.contains(&thing)
    }

    pub(super) fn toggle(&mut self, thing: Thing) {
        if !self.open.remove(&thing) {
            self.open.insert(thing);
        }
    }

    /// Shows the tree: what is open, and of it what the filter lets through.
    pub(super) fn show_tree(&mut self, filter: Filter) {
        let mut shown = Vec::new();
        for (_, courses) in &self.languages {
            let Some(language) = courses.first().map(|first| Thing::Language(*first)) else {
                continue;
            };
            let before = shown.len();
            shown.push(language);
            let is_open = self.open.contains(&language);
            let mut has_some = filter == Filter::All;
            for course in courses {
                has_some |= self.show_course(*course, filter, is_open, &mut shown);
            }
            if !has_some {
                shown.truncate(before);
            }
        }
        self.shown = shown;
    }

    /// Whether the filter lets anything of the course through.
    fn show_course(
        &self,
        course_at: usize,
        filter: Filter,
        is_open: bool,
        shown: &mut Vec<Thing>,
    ) -> bool {
        let Some(course) = self.content.courses.get(course_at) else {
            return false;
        };
        let fitting = |module: usize| -> Vec<usize> {
            let items = self.items.get(&(course_at, module));
            let items = items.map_or(&[][..], Vec::as_slice).iter().copied();
            let fits = |item: &usize| self.item(*item).is_some_and(|item| filter.fits(item));
            items.filter(fits).collect()
        };
        let has_some = (0..course.modules.len()).any(|module| !fitting(module).is_empty());
        if !is_open || !(has_some || filter == Filter::All) {
            return has_some;
        }
        shown.push(Thing::Course(course_at));
        if !self.open.contains(&Thing::Course(course_at)) {
            return has_some;
        }
        for module in 0..course.modules.len() {
            let items = fitting(module);
            if items.is_empty() && filter != Filter::All {
                continue;
            }
            let thing = Thing::Module(course_at, module);
            shown.push(thing);
            if self.open.contains(&thing) {
                shown.extend(items.into_iter().map(Thing::Item));
            }
        }
        has_some
    }

    /// Shows items that were found, in that order.
    pub(super) fn show_found(&mut self, found: &[usize], filter: Filter) {
        let fits = |item: &&usize| {
            filter == Filter::All || self.item(**item).is_some_and(|item| filter.fits(item))
        };
        self.shown = found
            .iter()
            .filter(fits)
            .map(|item| Thing::Item(*item))
            .collect();
    }

    /// What each item is searched by.
    pub(super) fn search_texts(&self) -> Vec<String> {
        self.content.items.iter().map(ItemLine::letters).collect()
    }

    /// How much is shown, in words.
    pub(super) fn counted(&self) -> String {
        let items = self
            .shown
            .iter()
            .filter(|thing| matches!(thing, Thing::Item(_)))
            .count();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        if items == self.shown.len() && items > 0 {
            return count(number(items), "item");
        }
        format!(
            "{}, {}",
            count(number(self.content.courses.len()), "course"),
            count(number(self.content.items.len()), "item")
        )
    }

    /// A row as a line; `flat` when nothing is around it.
    pub(super) fn line(&self, at: usize, width: usize, flat: bool) -> Styled {
        let Some(thing) = self.thing(at) else {
            return Styled::new();
        };
        let sign = if self.is_open(thing) { "▾ " } else { "▸ " };
        match thing {
            Thing::Language(first) => {
                let name = self
                    .content
                    .courses
                    .get(first)
                    .map_or("", |it| it.language.as_str());
                Styled::new().role(Role::Dim, sign).role(Role::Title, name)
            }
            Thing::Course(at) => match self.content.courses.get(at) {
                Some(course) => course_line(course, sign, width),
                None => Styled::new(),
            },
            Thing::Module(course, module) => {
                let course = self.content.courses.get(course);
                match course.and_then(|course| course.modules.get(module)) {
                    Some(module) => module_line(module, sign, width),
                    None => Styled::new(),
                }
            }
            Thing::Item(at) => match self.item(at) {
                Some(item) => item_line(item, width, flat),
                None => Styled::new(),
            },
        }
    }
}

fn depth(thing: Thing) -> usize {
    match thing {
        Thing::Language(_) => 0,
        Thing::Course(_) => 1,
        Thing::Module(..) => 2,
        Thing::Item(_) => 3,
    }
}

fn course_line(course: &CourseLine, sign: &str, width: usize) -> Styled {
    let rest = format!(" {}/{}", course.done, course.total);
    let room = width.saturating_sub(2 + 2 + 11 + rest.len()).max(8);
    let role = if course.done == 0 {
        Role::Dim
    } else {
        Role::Good
    };
    Styled::new()
        .role(Role::Dim, &format!("  {sign}"))
        .role(Role::Strong, &shortened(&course.title, room))
        .role(role, &format!(" {}", bar(course.done, course.total)))
        .role(Role::Dim, &rest)
}

fn module_line(module: &ModuleLine, sign: &str, width: usize) -> Styled {
    let rest = format!("  {}/{}", module.done, module.total);
    let done = module.done >= module.total && module.total > 0;
    let room = width.saturating_sub(6 + rest.len() + 2).max(8);
    Styled::new()
        .role(Role::Dim, &format!("    {sign}"))
        .text(&shortened(&module.title, room))
        .role(Role::Dim, &rest)
        .role(Role::Good, if done { " ✓" } else { "" })
}

/// An item as a line; `flat` when nothing is around it.
pub(in crate::tui::screens) fn item_line(item: &ItemLine, width: usize, flat: bool) -> Styled {
    let (role, symbol) = mark(item.status);
    let mut rest = match item.kind {
        ItemKind::Assignment => format!(
            "  {}, {}",
            item.kind.as_str(),
            difficulty_word(item.difficulty)
        ),
        kind => format!("  {}", kind.as_str()),
    };
    if flat {
        rest.push_str(&format!(" · {}", item.course));
    }
    let indent = if flat { "" } else { "      " };
    let room = width.saturating_sub(indent.len() + 2 + rest.len()).max(12);
    let title = shortened(&item.title, room);
    let rest = shortened(
        &rest,
        width.saturating_sub(indent.len() + 2 + title.chars().count()),
    );
    Styled::new()
        .text(indent)
        .role(role, symbol)
        .text(&format!(" {title}"))
        .role(Role::Dim, &rest)
}
