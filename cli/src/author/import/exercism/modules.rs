//! Deciding on modules and order.
//!
//! 1. **First steps**: the exercise `hello-world`, which only proves that
//!    everything is installed.
//! 2. A module for each concept exercise, so ordered that what an exercise
//!    needs has been taught before: the texts on its concepts, then itself.
//! 3. **Concepts**: texts on concepts that no exercise teaches.
//! 4. Practice exercises by difficulty, a module each.
//!
//! Unfinished and retired exercises are hidden but keep their place, so that
//! who worked on one still finds it.

use std::collections::BTreeMap;

use super::Notes;
use super::concept::Material;
use super::exercise::Exercise;
use super::track::{Kind, Track};

/// A module to be.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) summary: String,
    /// Ids of modules that come first.
    pub(super) prerequisites: Vec<String>,
    pub(super) items: Vec<Item>,
}

/// An item of it, as an index into the lists the plan was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Material(usize),
    Exercise(usize),
}

/// All modules, and what each assignment needs.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) modules: Vec<Module>,
    /// Item ids by index of the exercise.
    pub(super) needs: Vec<Vec<String>>,
}

/// The exercise that only proves that everything is installed.
const FIRST: &str = "hello-world";

/// Arranges concepts and exercises.
pub(super) fn plan(
    track: &Track,
    materials: &[Material],
    exercises: &[Exercise<'_>],
    notes: &mut Notes,
) -> Plan {
    note_unknown_concepts(track, exercises, notes);
    let mut planner = Planner {
        track,
        materials,
        exercises,
        taught: BTreeMap::new(),
        placed: Vec::new(),
        modules: Vec::new(),
    };
    planner.first_steps();
    for index in planner.concept_order(notes) {
        planner.concept_module(index);
    }
    planner.other_concepts();
    planner.practice();
    let needs = (0..exercises.len())
        .map(|index| planner.needs(index))
        .collect();
    Plan {
        modules: planner.modules,
        needs,
    }
}

struct Planner<'a> {
    track: &'a Track,
    materials: &'a [Material],
    exercises: &'a [Exercise<'a>],
    /// By concept, the exercise that teaches it.
    taught: BTreeMap<&'a str, usize>,
    /// Materials that have their place.
    placed: Vec<usize>,
    modules: Vec<Module>,
}

impl<'a> Planner<'a> {
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (usize, &'a Exercise<'a>)> + use<'a> {
        self.exercises
            .iter()
            .enumerate()
            .filter(move |(_, exercise)| exercise.entry.kind == kind)
    }

    fn first_steps(&mut self) {
        let found = self
            .of_kind(Kind::Practice)
            .find(|(_, exercise)| exercise.id == FIRST);
        if let Some((index, _)) = found {
            self.module(
                "first-steps",
                "First steps",
                "See that everything is installed and works.",
                vec![Item::Exercise(index)],
            );
        }
    }

    /// The visible concept exercises in an order in which nothing needs what
    /// comes later; otherwise as the track lists them.
    fn concept_order(&mut self, notes: &mut Notes) -> Vec<usize> {
        let mut waiting: Vec<usize> = self
            .of_kind(Kind::Concept)
            .filter(|(_, exercise)| !exercise.entry.hidden)
            .map(|(index, _)| index)
            .collect();
        let mut teaching: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, exercise) in self
            .of_kind(Kind::Concept)
            .filter(|(_, exercise)| !exercise.entry.hidden)
        {
            for concept in &exercise.entry.concepts {
                teaching.entry(concept).or_insert(index);
            }
        }
        let mut order = Vec::new();
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|&index| {
                let needed = self.prerequisites(index).iter();
                let mut needed = needed.filter_map(|concept| teaching.get(concept.as_str()));
                needed.all(|teacher| *teacher == index || order.contains(teacher))
            });
            if let (None, Some(&index)) = (ready, waiting.first()) {
                let name = self
                    .exercises
                    .get(index)
                    .map_or("?", |exercise| exercise.entry.slug.as_str());
                notes.add(
                    "config.json",
                    format!("the prerequisites of `{name}` lead back to itself"),
                );
            }
            order.push(waiting.remove(ready.unwrap_or(0)));
        }
        order
    }

    fn prerequisites(&self, index: usize) -> &'a [String] {
        self.exercises
            .get(index)
            .map_or(&[], |exercise| exercise.entry.prerequisites.as_slice())
    }

    fn concept_module(&mut self, index: usize) {
        let Some(exercise) = self.exercises.get(index) else {
            return;
        };
        let entry = exercise.entry;
        let mut items: Vec<Item> = Vec::new();
        for concept in &entry.concepts {
            items.extend(self.place(concept));
        }
        items.push(Item::Exercise(index));
        let titles: Vec<String> = entry
            .concepts
            .iter()
            .map(|concept| self.track.concept_name(concept))
            .collect();
        let title = if titles.is_empty() {
            entry.name.clone()
        } else {
            titles.join(", ")
        };
        let id = entry.concepts.first().unwrap_or(&exercise.id).clone();
        let needed: Vec<String> = entry.prerequisites.clone();
        let prerequisites = self.modules_teaching(&needed);
        self.module(&id, &title, "", items);
        if let Some(module) = self.modules.last_mut() {
            module.prerequisites = prerequisites;
        }
        for concept in &entry.concepts {
            self.taught.entry(concept).or_insert(index);
        }
    }

    /// The material on a concept, if it has one and no place yet.
    fn place(&mut self, concept: &str) -> Option<Item> {
        let index = self
            .materials
            .iter()
            .position(|material| material.slug == concept)?;
        if self.placed.contains(&index) {
            return None;
        }
        self.placed.push(index);
        Some(Item::Material(index))
    }

    /// The modules so far that teach one of these concepts, in order.
    fn modules_teaching(&self, concepts: &[String]) -> Vec<String> {
        let teachers: Vec<Item> = concepts
            .iter()
            .filter_map(|concept| self.taught.get(concept.as_str()))
            .map(|index| Item::Exercise(*index))
            .collect();
        let modules = self.modules.iter();
        modules
            .filter(|module| module.items.iter().any(|item| teachers.contains(item)))
            .map(|module| module.id.clone())
            .collect()
    }

    fn other_concepts(&mut self) {
        let slugs: Vec<&str> = self
            .materials
            .iter()
            .map(|material| material.slug.as_str())
            .collect();
        let mut items: Vec<Item> = slugs
            .into_iter()
            .filter_map(|slug| self.place(slug))
            .collect();
        let hidden = self
            .of_kind(Kind::Concept)
            .filter(|(_, exercise)| exercise.entry.hidden);
        let hidden: Vec<Item> = hidden.map(|(index, _)| Item::Exercise(index)).collect();
        if items.is_empty() {
            // A module in which nothing can be seen would only puzzle.
            match self.modules.last_mut() {
                Some(module) => module.items.extend(hidden),
                None if hidden.is_empty() => {}
                None => self.module("concepts", "Concepts", "", hidden),
            }
            return;
        }
        items.extend(hidden);
        let title = if self.taught.is_empty() {
            "Concepts"
        } else {
            "More concepts"
        };
        self.module(
            "concepts",
            title,
            "To read, for the exercises that follow.",
            items,
        );
    }

    fn practice(&mut self) {
        for level in 1..=10 {
            let here = self
                .of_kind(Kind::Practice)
                .filter(|(_, exercise)| exercise.entry.difficulty == level);
            let here: Vec<Item> = here
                .filter(|(_, exercise)| exercise.id != FIRST)
                .map(|(index, _)| Item::Exercise(index))
                .collect();
            if !here.is_empty() {
                let word = match level {
                    1..=3 => "easy",
                    4..=6 => "medium",
                    _ => "hard",
                };
                let title = format!("Practice: {word}, level {level}");
                let summary = format!("Exercises of difficulty {level} out of 10.");
                self.module(&format!("practice-{level}"), &title, &summary, here);
            }
        }
    }

    fn module(&mut self, id: &str, title: &str, summary: &str, items: Vec<Item>) {
        let taken = |id: &str| self.modules.iter().any(|module| module.id == id);
        let mut free = id.to_owned();
        let mut number: u32 = 2;
        while taken(&free) {
            free = format!("{id}-{number}");
            number = number.saturating_add(1);
        }
        self.modules.push(Module {
            id: free,
            title: title.to_owned(),
            summary: summary.to_owned(),
            prerequisites: Vec::new(),
            items,
        });
    }

    /// Item ids that an exercise needs: the exercises that teach its
    /// prerequisites, or the texts on them, as far as they come before it.
    fn needs(&self, index: usize) -> Vec<String> {
        let all: Vec<Item> = self
            .modules
            .iter()
            .flat_map(|module| module.items.iter().copied())
            .collect();
        let place = |item: Item| all.iter().position(|other| *other == item);
        let own = place(Item::Exercise(index));
        let mut needs = Vec::new();
        for concept in self.prerequisites(index) {
            let needed = match self.taught.get(concept.as_str()) {
                Some(teacher) => Some(Item::Exercise(*teacher)),
                None => self
                    .materials
                    .iter()
                    .position(|material| material.slug == *concept)
                    .map(Item::Material),
            };
            let Some(needed) = needed.filter(|item| place(*item) < own) else {
                continue;
            };
            let id = match needed {
                Item::Exercise(index) => self
                    .exercises
                    .get(index)
                    .map(|exercise| exercise.id.clone()),
                Item::Material(index) => self
                    .materials
                    .get(index)
                    .map(|material| material.id.clone()),
            };
            needs.extend(id.filter(|id| !needs.contains(id)));
        }
        needs
    }
}

/// Concepts that exercises name and the track does not list.
fn note_unknown_concepts(track: &Track, exercises: &[Exercise<'_>], notes: &mut Notes) {
    for exercise in exercises {
        for concept in exercise
            .entry
            .concepts
            .iter()
            .chain(&exercise.entry.prerequisites)
        {
            if !track.has_concept(concept) {
                let slug = &exercise.entry.slug;
                notes.add(
                    "config.json",
                    format!(
                        "`{slug}` names the concept `{concept}`, which the track does not have"
                    ),
                );
            }
        }
    }
}
