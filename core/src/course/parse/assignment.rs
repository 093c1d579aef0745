//! Assignments: `assignment.toml` and the folder around it.

use std::collections::BTreeMap;

use super::module::Setting;
use super::table::{Table, with_toml};
use super::{check, files, limits, links};
use crate::course::diagnostics::{Code, Place, Sink, did_you_mean};
use crate::course::model::{Assignment, Difficulty, Framework, Item, ItemBody, RunnerKind};
use crate::course::tree::{CourseTree, check_path};
use crate::ids::ItemId;

const KEYS: &[&str] = &[
    "title",
    "id",
    "difficulty",
    "points",
    "minutes",
    "tags",
    "learner",
    "needs",
    "run",
    "runner",
    "framework",
    "test",
    "report",
    "report_file",
    "env",
    "solution",
    "hidden",
    "limits",
    "sql",
    "check",
];

/// Most points of one assignment.
const MAX_POINTS: u32 = 1_000;

/// Reads the assignment in the folder `path`.
pub(super) fn read(setting: Setting<'_>, path: String, default_id: ItemId) -> Option<Item> {
    let Setting { tree, sink, .. } = setting;
    check_texts(tree, &path, sink);
    let file = format!("{path}/assignment.toml");
    let source = files::text(tree, &file, sink)?;
    with_toml(source, source.text, sink, |table| {
        table.only(KEYS);
        let (title, id) = (table.title(), item_id(&table, default_id));
        let difficulty = table.word("difficulty").unwrap_or(setting.difficulty);
        let (minutes, points) = (
            table.number("minutes", 1..=100_000),
            table.number("points", 0..=MAX_POINTS),
        );
        let (tags, hidden) = (table.texts("tags"), table.bool("hidden").unwrap_or(false));
        let body = body(&table, &Folder { tree, path: &path })?;
        Some(Item {
            id: id?,
            path: path.clone(),
            title: title?,
            minutes,
            tags,
            difficulty,
            points: points.unwrap_or_else(|| Difficulty::default_points(difficulty)),
            hidden,
            body: ItemBody::Assignment(Box::new(body)),
        })
    })
}

/// An assignment's folder in the course.
pub(super) struct Folder<'a> {
    pub(super) tree: &'a CourseTree,
    pub(super) path: &'a str,
}

impl Folder<'_> {
    /// Whether the folder holds that file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.tree.get(&format!("{}/{path}", self.path)).is_some()
    }

    /// Whether a course file of that name is in the run folder.
    pub(super) fn in_run_folder(&self, path: &str) -> bool {
        self.has(&format!("starter/{path}")) || (path.starts_with("tests/") && self.has(path))
    }

    fn names(&self, folder: &str) -> Vec<&str> {
        self.tree
            .below(&format!("{}/{folder}", self.path))
            .map(|(path, _)| path)
            .collect()
    }
}

fn item_id(table: &Table<'_>, default_id: ItemId) -> Option<ItemId> {
    if table.has("id") {
        table.id("id")
    } else {
        Some(default_id)
    }
}

fn body(table: &Table<'_>, folder: &Folder<'_>) -> Option<Assignment> {
    let runner = table.word("runner");
    let has_solution = folder
        .names("solution")
        .iter()
        .any(|name| *name != "README.md");
    let learner = learner(table, folder, has_solution);
    let run = command(table, "run");
    let test = command(table, "test");
    let framework = framework(table, runner);
    let report_file = inner_path(table, "report_file");
    let sql_setup = sql_setup(table, folder);
    let checks = check::read_all(
        table,
        &check::Surroundings {
            folder,
            runner,
            run: run.as_ref(),
            learner: &learner,
        },
    );
    judged(table, runner, test.is_some());
    Some(Assignment {
        learner,
        needs: table.ids("needs"),
        run,
        runner,
        framework,
        report: table.word("report").unwrap_or_default(),
        report_file,
        test,
        env: env(table),
        solution: table.word("solution").unwrap_or_default(),
        limits: table
            .table("limits")
            .map(|table| limits::read(&table))
            .unwrap_or_default(),
        sql_setup,
        checks,
        hints: hints(folder, table.sink),
        has_solution,
    })
}

fn learner(table: &Table<'_>, folder: &Folder<'_>, has_solution: bool) -> Vec<String> {
    if !table.has("learner") {
        table.missing("learner");
        return Vec::new();
    }
    let files = table.spanned_texts("learner").unwrap_or_default();
    if files.is_empty() {
        table.bad("learner", "an assignment has at least one learner file");
    }
    let mut learner: Vec<String> = Vec::new();
    for (file, span) in files {
        let place = table.source.place(&span);
        if let Err(why) = learner_path(&file) {
            table.sink.error(Code::BadPath, place, why, None);
            continue;
        }
        if learner.contains(&file) {
            table.sink.error(
                Code::Duplicate,
                place,
                format!("{file:?} is listed twice"),
                None,
            );
            continue;
        }
        if !folder.has(&format!("starter/{file}")) {
            let hint = did_you_mean(&file, folder.names("starter"));
            table.sink.error(
                Code::MissingFile,
                place.clone(),
                format!("starter/{file} does not exist"),
                hint,
            );
        }
        if has_solution && !folder.has(&format!("solution/{file}")) {
            let hint = did_you_mean(&file, folder.names("solution"));
            table.sink.error(
                Code::MissingFile,
                place,
                format!("solution/{file} does not exist"),
                hint,
            );
        }
        learner.push(file);
    }
    learner
}

/// A learner file lies in the working folder, beside what belongs to the
/// course and to codezest.
fn learner_path(file: &str) -> Result<(), String> {
    check_path(file).map_err(|error| error.to_string())?;
    let first = file.split('/').next().unwrap_or("");
    if file == "README.md"
        || first.eq_ignore_ascii_case("tests")
        || first.eq_ignore_ascii_case(".codezest")
    {
        return Err(format!(
            "{file:?} belongs to the course and cannot be a learner file"
        ));
    }
    Ok(())
}

fn inner_path(table: &Table<'_>, key: &str) -> Option<String> {
    let path = table.raw(key)?;
    if let Err(error) = check_path(&path) {
        table.bad(key, error.to_string());
    }
    Some(path)
}

fn command(table: &Table<'_>, key: &str) -> Option<Vec<String>> {
    if let Some(toml::de::DeValue::String(text)) = table.get(key).map(toml::Spanned::get_ref) {
        let words: Vec<String> = text
            .split_whitespace()
            .map(|word| format!("{word:?}"))
            .collect();
        let hint = format!("write `{key} = [{}]`", words.join(", "));
        table.sink.error(
            Code::WrongType,
            table.place(key),
            format!("`{key}` is a list of words"),
            Some(hint),
        );
        return None;
    }
    let words = table.list(key)?;
    if words
        .first()
        .is_none_or(|program| program.trim().is_empty())
    {
        table.bad(key, format!("`{key}` names no program"));
    }
    if words.iter().any(|word| word.contains('\0')) {
        table.bad(key, format!("`{key}` has a NUL character"));
    }
    Some(words)
}

fn framework(table: &Table<'_>, runner: Option<RunnerKind>) -> Option<Framework> {
    let framework = table.word("framework")?;
    let fits = match framework {
        Framework::Unittest | Framework::Pytest => RunnerKind::Python,
        Framework::Node | Framework::Jest => RunnerKind::Javascript,
    };
    if runner != Some(fits) {
        let word = crate::course::words::Word::word(fits);
        table.bad(
            "framework",
            format!("this framework belongs to `runner = \"{word}\"`"),
        );
    }
    Some(framework)
}

fn sql_setup(table: &Table<'_>, folder: &Folder<'_>) -> Vec<String> {
    let Some(sql) = table.table("sql") else {
        return Vec::new();
    };
    sql.only(&["setup"]);
    let setup = sql.spanned_texts("setup").unwrap_or_default();
    for (file, span) in &setup {
        if !folder.in_run_folder(file) {
            let message = format!("{file:?} is not among the course's files in tests/ or starter/");
            table
                .sink
                .error(Code::MissingFile, sql.source.place(span), message, None);
        }
    }
    setup.into_iter().map(|(file, _)| file).collect()
}

fn env(table: &Table<'_>) -> BTreeMap<String, String> {
    let Some(env) = table.table("env") else {
        return BTreeMap::new();
    };
    let pairs: BTreeMap<String, String> = env.pairs().into_iter().collect();
    for (name, value) in &pairs {
        let good = name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric())
            && !name.starts_with(|c: char| c.is_ascii_digit());
        if !good || name.is_empty() || value.contains('\0') {
            env.bad(name, format!("{name:?} cannot be an environment variable"));
        }
    }
    pairs
}

/// Something must tell passed from failed, and nothing be left unused.
fn judged(table: &Table<'_>, runner: Option<RunnerKind>, test: bool) {
    let checks = table.has("check");
    if runner == Some(RunnerKind::Sql) && !checks {
        table.bad(
            "runner",
            "an SQL assignment is judged by `[[check]]`s, and there is none",
        );
    } else if !checks && !test && !table.has("runner") {
        let hint = "add `[[check]]`s, a `test` command or a `runner`".to_owned();
        table.sink.error(
            Code::MissingKey,
            table.place(""),
            "nothing judges this assignment",
            Some(hint),
        );
    }
    if checks && test {
        let message = "`test` is not used: the checks judge this assignment";
        table
            .sink
            .warn(Code::BadValue, table.place("test"), message, None);
    }
    for key in ["report", "report_file"] {
        if table.has(key) && !test {
            let message = format!("`{key}` is not used without `test`");
            table
                .sink
                .warn(Code::BadValue, table.place(key), message, None);
        }
    }
}

/// Hints are `1.md` to `N.md` without a gap.
fn hints(folder: &Folder<'_>, sink: &Sink) -> u32 {
    let mut numbers = Vec::new();
    for name in folder.names("hints") {
        let number = name
            .strip_suffix(".md")
            .and_then(|stem| stem.parse::<u32>().ok());
        match number.filter(|number| format!("{number}.md") == name && *number > 0) {
            Some(number) => numbers.push(number),
            None => {
                let place = Place::file(format!("{}/hints/{name}", folder.path));
                sink.warn(
                    Code::BadPath,
                    place,
                    "hints are named 1.md, 2.md, …; this file is not shown",
                    None,
                );
            }
        }
    }
    numbers.sort_unstable();
    for (expected, number) in (1..).zip(&numbers) {
        if *number != expected {
            let place = Place::file(format!("{}/hints/{expected}.md", folder.path));
            sink.error(
                Code::MissingFile,
                place,
                format!("there is a hint {number} but no hint {expected}"),
                None,
            );
            break;
        }
    }
    u32::try_from(numbers.len()).unwrap_or(u32::MAX)
}

/// Instructions, hints and the explanation of the solution.
fn check_texts(tree: &CourseTree, folder: &str, sink: &Sink) {
    let mut texts = vec![
        format!("{folder}/README.md"),
        format!("{folder}/solution/README.md"),
    ];
    texts.extend(
        tree.below(&format!("{folder}/hints"))
            .map(|(name, _)| format!("{folder}/hints/{name}")),
    );
    for path in texts
        .iter()
        .filter(|path| path.ends_with(".md") && tree.get(path).is_some())
    {
        if let Some(source) = files::text(tree, path, sink) {
            files::check_controls(source, sink);
            links::check(tree, source, source.path, sink);
        }
    }
}
