//! Writing the course: TOML, and every file at its place.

use std::collections::BTreeSet;

use codezest_core::course::tree::CourseTree;
use codezest_core::ids::{CourseUid, slugify};
use codezest_core::limits::MAX_TITLE_CHARS;
use codezest_core::text::shorten;
use serde::Serialize;

use super::concept::Material;
use super::exercise::Exercise;
use super::modules::{Item, Module, Plan};
use super::tracks::Judge;
use super::{Context, Notes, Report};

#[derive(Serialize)]
struct CourseToml<'a> {
    id: String,
    uid: String,
    title: String,
    version: String,
    language: &'a str,
    license: &'a str,
    authors: [&'a str; 1],
    summary: String,
    tags: [&'a str; 1],
    source: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool: Vec<ToolToml<'a>>,
}

#[derive(Serialize)]
struct ToolToml<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct ModuleToml<'a> {
    title: String,
    id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    prerequisites: &'a [String],
}

#[derive(Serialize)]
struct FrontMatter<'a> {
    title: String,
    id: &'a str,
}

#[derive(Serialize)]
struct AssignmentToml<'a> {
    title: String,
    id: &'a str,
    difficulty: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    learner: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    needs: &'a [String],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
    #[serde(flatten)]
    judge: &'a Judge,
}

/// Writes everything and counts it in `report`.
pub(super) fn course(
    context: &Context<'_>,
    plan: &Plan,
    materials: &[Material],
    exercises: &[Exercise<'_>],
    report: &mut Report,
    notes: &mut Notes,
) -> CourseTree {
    let mut tree = CourseTree::new();
    let license = license(context, &mut tree, notes);
    for (number, module) in plan.modules.iter().enumerate() {
        let folder = numbered(number, plan.modules.len(), &module.id);
        report.modules = report.modules.saturating_add(1);
        put(
            &mut tree,
            format!("{folder}/module.toml"),
            &module_toml(module),
            notes,
        );
        for (number, item) in module.items.iter().enumerate() {
            match item {
                Item::Material(index) => {
                    let Some(material) = materials.get(*index) else {
                        continue;
                    };
                    report.materials = report.materials.saturating_add(1);
                    let path = format!(
                        "{folder}/{}.md",
                        numbered(number, module.items.len(), &material.id)
                    );
                    material_file(&mut tree, path, material, notes);
                }
                Item::Exercise(index) => {
                    let Some(exercise) = exercises.get(*index) else {
                        continue;
                    };
                    report.assignments = report.assignments.saturating_add(1);
                    report.hidden = report
                        .hidden
                        .saturating_add(usize::from(exercise.entry.hidden));
                    let needs = plan.needs.get(*index).map_or(&[][..], Vec::as_slice);
                    let path = format!(
                        "{folder}/{}",
                        numbered(number, module.items.len(), &exercise.id)
                    );
                    assignment(&mut tree, &path, exercise, needs, notes);
                }
            }
        }
    }
    let course = course_toml(context, license, &tree);
    put(&mut tree, "course.toml".to_owned(), &course, notes);
    tree
}

/// `03-leap`, with as many digits as the last number needs.
fn numbered(index: usize, of: usize, id: &str) -> String {
    let width = of.to_string().len().max(2);
    format!("{:0width$}-{id}", index.saturating_add(1))
}

fn put<T: Serialize>(tree: &mut CourseTree, path: String, value: &T, notes: &mut Notes) {
    match toml::to_string(value) {
        Ok(text) => tree.insert(path, text, false),
        Err(error) => notes.add(path, format!("could not be written: {error}")),
    }
}

fn course_toml<'a>(
    context: &'a Context<'_>,
    license: &'a str,
    tree: &CourseTree,
) -> CourseToml<'a> {
    let track = context.track;
    CourseToml {
        id: slugify(&format!("exercism-{}", track.slug), "exercism"),
        uid: CourseUid::derive(&format!("exercism:{}", track.slug)).to_string(),
        title: title(&format!("{} (Exercism)", track.language)),
        version: format!("1.0.0+{}", fingerprint(tree)),
        language: context.rules.language.unwrap_or(&track.slug),
        license,
        authors: ["Exercism and its contributors"],
        summary: track.blurb.clone(),
        tags: ["exercism"],
        source: format!("https://github.com/exercism/{}", track.slug),
        tool: context
            .rules
            .tools
            .iter()
            .map(|name| ToolToml { name })
            .collect(),
    }
}

/// A few characters that differ when anything in the course does: a track
/// has no version of its own.
fn fingerprint(tree: &CourseTree) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in tree.iter() {
        hasher.update(path.as_bytes()).update(&[0]);
        hasher.update(blake3::hash(&file.bytes).as_bytes());
    }
    hasher.finalize().to_hex().chars().take(12).collect()
}

fn title(text: &str) -> String {
    shorten(text.replace('\n', " ").trim(), MAX_TITLE_CHARS)
}

fn module_toml(module: &Module) -> ModuleToml<'_> {
    ModuleToml {
        title: title(&module.title),
        id: &module.id,
        summary: &module.summary,
        prerequisites: &module.prerequisites,
    }
}

fn material_file(tree: &mut CourseTree, path: String, material: &Material, notes: &mut Notes) {
    match toml::to_string(&FrontMatter {
        title: title(&material.title),
        id: &material.id,
    }) {
        Ok(front) => tree.insert(path, format!("+++\n{front}+++\n\n{}", material.body), false),
        Err(error) => notes.add(path, format!("could not be written: {error}")),
    }
}

fn assignment(
    tree: &mut CourseTree,
    folder: &str,
    exercise: &Exercise<'_>,
    needs: &[String],
    notes: &mut Notes,
) {
    let entry = exercise.entry;
    let tags: BTreeSet<String> = entry
        .topics
        .iter()
        .map(|topic| slugify(topic, "topic"))
        .collect();
    let toml = AssignmentToml {
        title: title(&entry.name),
        id: &exercise.id,
        difficulty: match entry.difficulty {
            ..=3 => "beginner",
            4..=6 => "intermediate",
            _ => "advanced",
        },
        tags: tags.into_iter().collect(),
        learner: &exercise.learner,
        needs,
        hidden: entry.hidden,
        judge: &exercise.judge,
    };
    put(tree, format!("{folder}/assignment.toml"), &toml, notes);
    for file in &exercise.files {
        tree.insert(
            format!("{folder}/{}", file.path),
            file.bytes.clone(),
            file.executable,
        );
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
