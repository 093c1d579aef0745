//! Folders, terminal and helpful programs.

use std::path::Path;

use codezest_runner::Runner;

use crate::context::Context;
use crate::editor;
use crate::keymap;
use crate::lines::size;
use crate::views::doctor::{Area, CheckLine};

/// Less free space than this is worth a note: a Rust course builds about as
/// much.
const LITTLE_SPACE: u64 = 500 * 1024 * 1024;

/// Can the folders be written, and is there space?
pub(super) fn folders(context: &Context) -> Vec<CheckLine> {
    let workspace = context.workspace();
    let settings = context.paths.config_file.parent().unwrap_or(Path::new("."));
    [
        (
            "working files",
            workspace.as_path(),
            "codezest config set workspace DIR",
        ),
        (
            "data",
            &context.paths.data,
            "make it yours, or set XDG_DATA_HOME to a folder you can write to",
        ),
        (
            "caches",
            &context.paths.cache,
            "make it yours, or set XDG_CACHE_HOME to a folder you can write to",
        ),
        (
            "settings",
            settings,
            "make it yours, or choose another file: --config FILE",
        ),
    ]
    .into_iter()
    .map(|(name, folder, fix)| folder_line(context, name, folder, fix))
    .collect()
}

fn folder_line(context: &Context, name: &str, folder: &Path, fix: &str) -> CheckLine {
    let shown = context.display_path(folder);
    // What does not exist yet is made in the nearest folder that does.
    let existing = folder.ancestors().find(|folder| folder.exists());
    let existing = existing.unwrap_or(Path::new("/"));
    if let Err(error) = tempfile::tempfile_in(existing) {
        let what = format!("{shown} cannot be written: {error}");
        return CheckLine::problem(Area::Folders, name, what).fix(fix);
    }
    match free_space(existing) {
        Some(free) if free < LITTLE_SPACE => {
            let detail = format!("{shown}, only {} free", size::words(free));
            CheckLine::note(Area::Folders, name, detail).fix("codezest clean")
        }
        Some(free) => {
            let detail = format!("{shown}, {} free", size::words(free));
            CheckLine::ok(Area::Folders, name, detail)
        }
        None => CheckLine::ok(Area::Folders, name, shown),
    }
}

/// Bytes that this user may still write, if the system tells.
fn free_space(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// What can the terminal show?
pub(super) fn terminal(context: &Context) -> Vec<CheckLine> {
    let area = Area::Terminal;
    let ui = &context.ui;
    let colours = if ui.colors() {
        CheckLine::ok(area, "colours", "on")
    } else if ui.plain {
        CheckLine::ok(
            area,
            "colours",
            "off: no terminal, or plain lines were asked for",
        )
    } else {
        CheckLine::ok(area, "colours", "off, as asked for")
    };
    let width = CheckLine::ok(area, "width", format!("{} columns", ui.width));
    vec![colours, locale(), width, keys(context)]
}

/// Do the keys of the settings fit together?
fn keys(context: &Context) -> CheckLine {
    let changed = context.config.keys();
    let conflicts = keymap::conflicts(&changed);
    if conflicts.is_empty() {
        let said = match changed.len() {
            0 => "the default ones".to_owned(),
            n => format!("{n} changed"),
        };
        return CheckLine::ok(Area::Terminal, "keys", said);
    }
    CheckLine::note(Area::Terminal, "keys", conflicts.join("; "))
        .fix("codezest config set keys.ACTION \"KEY KEY\"")
}

/// The first of these variables that is set decides (POSIX).
fn locale() -> CheckLine {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    let area = Area::Terminal;
    let locale = set.as_deref().unwrap_or("not set");
    let lower = locale.to_lowercase();
    if lower.contains("utf-8") || lower.contains("utf8") || cfg!(target_os = "macos") {
        return CheckLine::ok(area, "characters", format!("UTF-8 ({locale})"));
    }
    CheckLine::note(
        area,
        "characters",
        format!("the locale is {locale}; symbols may look odd"),
    )
    .fix("export LANG=C.UTF-8, or use --plain")
}

/// An editor and git: nice to have.
pub(super) fn programs(context: &Context, runner: &Runner) -> Vec<CheckLine> {
    let area = Area::Programs;
    let choose = "codezest config set editor COMMAND";
    let editor = match editor::choose(None, context) {
        None => CheckLine::note(area, "editor", "none is set").fix(choose),
        Some(command) => {
            let program = editor::program(&command);
            if program
                .as_deref()
                .and_then(|name| runner.find(name))
                .is_some()
            {
                CheckLine::ok(area, "editor", command)
            } else {
                CheckLine::note(area, "editor", format!("{command} is not installed")).fix(choose)
            }
        }
    };
    let git = match runner.find("git") {
        Some(path) => CheckLine::ok(area, "git", path.display().to_string()),
        None => CheckLine::note(
            area,
            "git",
            "not installed; only courses from the network need it",
        ),
    };
    vec![editor, git]
}
