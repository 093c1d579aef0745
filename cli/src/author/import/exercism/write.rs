//! Writing the course: its model, and every file at its place.

use std::collections::BTreeSet;

use codezest_core::course::model::{
    Assignment, Course, Difficulty, Item, ItemBody, Limits, Material as MaterialBody, MaterialKind,
    Module, SolutionRule, Tool,
};
use codezest_core::course::toml_write::{self, numbered};
use codezest_core::course::tree::CourseTree;
use codezest_core::ids::{CourseId, CourseUid, ItemId, LanguageId, ModuleId, SlugError, slugify};
use codezest_core::limits::MAX_TITLE_CHARS;
use codezest_core::text::shorten;
use semver::{BuildMetadata, Version};

use super::concept::Material;
use super::exercise::Exercise;
use super::modules::{self, Plan};
use super::{Context, ImportError, Notes};

/// What goes into the course.
pub(super) struct Parts<'a> {
    pub(super) plan: &'a Plan,
    pub(super) materials: &'a [Material],
    pub(super) exercises: &'a [Exercise<'a>],
}

/// Writes everything.
pub(super) fn course(
    context: &Context<'_>,
    parts: &Parts<'_>,
    notes: &mut Notes,
) -> Result<(CourseTree, Course), ImportError> {
    let mut tree = CourseTree::new();
    let mut course = head(context).map_err(|error| ImportError::Broken {
        file: "config.json".to_owned(),
        reason: error.to_string(),
    })?;
    license(context, &mut tree, notes).clone_into(&mut course.license);
    let planned = parts.plan.modules.iter().enumerate();
    for (number, module) in planned {
        let path = place(number, parts.plan.modules.len(), &module.id);
        let written = write_module(&mut tree, parts, module, path, notes);
        match written {
            Ok(module) => course.modules.push(module),
            Err(error) => notes.add(&module.id, format!("left out: {error}")),
        }
    }
    toml_write::write_course(&course, &mut tree);
    course.version.build = fingerprint(&tree);
    toml_write::write_course(&course, &mut tree);
    Ok((tree, course))
}

/// A path with a number in front, with as many digits as the last one needs.
fn place(index: usize, of: usize, id: &str) -> String {
    numbered(index.saturating_add(1), of.to_string().len().max(2), id)
}

fn head(context: &Context<'_>) -> Result<Course, SlugError> {
    let track = context.track;
    let tools = context.rules.tools.iter();
    Ok(Course {
        id: CourseId::new(slugify(&format!("exercism-{}", track.slug), "exercism"))?,
        uid: CourseUid::derive(&format!("exercism:{}", track.slug)),
        title: title(&format!("{} (Exercism)", track.language)),
        version: Version::new(1, 0, 0),
        language: LanguageId::new(context.rules.language.unwrap_or(&track.slug))?,
        locale: "en".to_owned(),
        license: String::new(),
        authors: vec!["Exercism and its contributors".to_owned()],
        summary: track.blurb.clone(),
        difficulty: Difficulty::Beginner,
        tags: vec!["exercism".to_owned()],
        source: Some(format!("https://github.com/exercism/{}", track.slug)),
        tools: tools
            .map(|name| Tool {
                name: (*name).to_owned(),
                version: None,
            })
            .collect(),
        modules: Vec::new(),
    })
}

/// A few characters that differ when anything in the course does: a track
/// has no version of its own.
fn fingerprint(tree: &CourseTree) -> BuildMetadata {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in tree.iter() {
        hasher.update(path.as_bytes()).update(&[0]);
        hasher.update(blake3::hash(&file.bytes).as_bytes());
    }
    let text: String = hasher.finalize().to_hex().chars().take(12).collect();
    // Hexadecimal digits are always allowed there.
    BuildMetadata::new(&text).unwrap_or_default()
}

fn title(text: &str) -> String {
    shorten(text.replace('\n', " ").trim(), MAX_TITLE_CHARS)
}

fn write_module(
    tree: &mut CourseTree,
    parts: &Parts<'_>,
    module: &modules::Module,
    path: String,
    notes: &mut Notes,
) -> Result<Module, SlugError> {
    let mut items = Vec::new();
    for (number, item) in module.items.iter().enumerate() {
        let at = |id: &str| format!("{path}/{}", place(number, module.items.len(), id));
        let written = match item {
            modules::Item::Material(index) => {
                let Some(material) = parts.materials.get(*index) else {
                    continue;
                };
                let path = format!("{}.md", at(&material.id));
                tree.insert(path.clone(), format!("\n{}", material.body), false);
                material_item(material, path)
            }
            modules::Item::Exercise(index) => {
                let Some(exercise) = parts.exercises.get(*index) else {
                    continue;
                };
                let path = at(&exercise.id);
                for file in &exercise.files {
                    let place = format!("{path}/{}", file.path);
                    tree.insert(place, file.bytes.clone(), file.executable);
                }
                let needs = parts.plan.needs.get(*index);
                let needs = needs.map_or(&[][..], Vec::as_slice);
                assignment_item(exercise, needs, path)
            }
        };
        match written {
            Ok(item) => items.push(item),
            Err(error) => notes.add(&module.id, format!("an item of it is left out: {error}")),
        }
    }
    let prerequisites = module.prerequisites.iter().map(ModuleId::new);
    Ok(Module {
        id: ModuleId::new(&module.id)?,
        title: title(&module.title),
        summary: module.summary.clone(),
        prerequisites: prerequisites.collect::<Result<_, _>>()?,
        minutes: None,
        path,
        items,
    })
}

fn material_item(material: &Material, path: String) -> Result<Item, SlugError> {
    Ok(Item {
        id: ItemId::new(&material.id)?,
        path,
        title: title(&material.title),
        minutes: None,
        tags: Vec::new(),
        difficulty: Difficulty::Beginner,
        points: 0,
        hidden: false,
        body: ItemBody::Material(MaterialBody {
            material: MaterialKind::Article,
            front_matter_lines: 0,
        }),
    })
}

fn assignment_item(
    exercise: &Exercise<'_>,
    needs: &[String],
    path: String,
) -> Result<Item, SlugError> {
    let entry = exercise.entry;
    let tags: BTreeSet<String> = entry
        .topics
        .iter()
        .map(|topic| slugify(topic, "topic"))
        .collect();
    let difficulty = match entry.difficulty {
        ..=3 => Difficulty::Beginner,
        4..=6 => Difficulty::Intermediate,
        _ => Difficulty::Advanced,
    };
    let needs = needs.iter().map(ItemId::new).collect::<Result<_, _>>()?;
    Ok(Item {
        id: ItemId::new(&exercise.id)?,
        path,
        title: title(&entry.name),
        minutes: None,
        tags: tags.into_iter().collect(),
        difficulty,
        points: difficulty.default_points(),
        hidden: entry.hidden,
        body: ItemBody::Assignment(Box::new(assignment(exercise, needs))),
    })
}

fn assignment(exercise: &Exercise<'_>, needs: Vec<ItemId>) -> Assignment {
    let judge = exercise.judge.clone();
    let usual = Limits::default();
    let below = |folder: &str| {
        let files = exercise.files.iter();
        files.filter(|file| file.path.starts_with(folder)).count()
    };
    Assignment {
        learner: exercise.learner.clone(),
        needs,
        run: None,
        runner: judge.runner,
        framework: judge.framework,
        test: judge.test,
        report: judge.report,
        report_file: judge.report_file,
        env: judge.env,
        solution: SolutionRule::default(),
        limits: Limits {
            cpu_seconds: judge.cpu_seconds.unwrap_or(usual.cpu_seconds),
            ..usual
        },
        sql_setup: Vec::new(),
        checks: Vec::new(),
        hints: u32::try_from(below("hints/")).unwrap_or(u32::MAX),
        has_solution: below("solution/") > 0,
    }
}

/// The track's licence, whose text goes with the course.
fn license(context: &Context<'_>, tree: &mut CourseTree, notes: &mut Notes) -> &'static str {
    let Some(file) = context.source.get("LICENSE") else {
        notes.add(
            "LICENSE",
            "there is none, so the licence of the track is unknown",
        );
        return "LicenseRef-unknown";
    };
    tree.insert("LICENSE", file.bytes.clone(), false);
    if String::from_utf8_lossy(&file.bytes).contains("MIT License") {
        "MIT"
    } else {
        notes.add(
            "LICENSE",
            "is not a licence that is recognised; read it before you pass the course on",
        );
        "LicenseRef-unknown"
    }
}
