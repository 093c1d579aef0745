//! The learner's editor.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::context::Context;
use crate::failure::{Failure, Result};

/// The editor's command: `chosen`, the settings (or `CODEZEST_EDITOR`),
/// `$VISUAL`, `$EDITOR`; `None` rather than a guess.
#[must_use]
pub fn choose(chosen: Option<&str>, context: &Context) -> Option<String> {
    let variable = |name| std::env::var(name).ok();
    [
        chosen.map(str::to_owned),
        context.config.editor(),
        variable("VISUAL"),
        variable("EDITOR"),
    ]
    .into_iter()
    .flatten()
    .find(|command| !command.trim().is_empty())
}

/// Starts `editor`, a command with its options, on `paths` and waits for it.
///
/// # Errors
/// It cannot be started, or ends with an error.
pub fn open(editor: &str, paths: &[PathBuf]) -> Result {
    let mut words = split(editor).into_iter();
    let Some(program) = words.next() else {
        return Err(Failure::usage("the editor's command is empty").hint("set $EDITOR"));
    };
    let status = Command::new(&program)
        .args(words)
        .args(paths)
        .status()
        .map_err(|error| cannot_start(&program, error))?;
    if status.success() {
        Ok(())
    } else {
        Err(
            Failure::not_found(format!("the editor {program:?} ended with {status}"))
                .hint("open the files yourself: codezest path"),
        )
    }
}

/// Editors with a window of their own: the terminal stays with codezest.
const WITH_WINDOW: [&str; 17] = [
    "code",
    "code-insiders",
    "codium",
    "cursor",
    "windsurf",
    "zed",
    "zeditor",
    "subl",
    "gedit",
    "gnome-text-editor",
    "kate",
    "kwrite",
    "mousepad",
    "xed",
    "gvim",
    "idea",
    "pycharm",
];

/// Whether the command `editor` opens a window of its own.
#[must_use]
pub fn has_own_window(editor: &str) -> bool {
    let program = program(editor).unwrap_or_default();
    let name = program.rsplit(['/', '\\']).next().unwrap_or("");
    WITH_WINDOW.contains(&name.trim_end_matches(".exe"))
}

/// Starts `editor`, which has a window of its own, on `paths`, and does not
/// wait for it.
///
/// # Errors
/// It cannot be started.
pub fn open_beside(editor: &str, paths: &[PathBuf]) -> Result {
    let mut words = split(editor).into_iter();
    let program = words.next().unwrap_or_default();
    let child = Command::new(&program)
        .args(words.filter(|word| word != "--wait" && word != "-w"))
        .args(paths)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.map_err(|error| cannot_start(&program, error))?;
    // Somebody has to wait for it, or it stays in the process table.
    std::thread::spawn(move || child.wait());
    Ok(())
}

fn cannot_start(program: &str, error: std::io::Error) -> Failure {
    Failure::not_found(format!("cannot start the editor {program:?}"))
        .because(error)
        .hint("set $EDITOR, or: codezest config set editor COMMAND")
}

/// The program that an editor's command starts.
#[must_use]
pub fn program(editor: &str) -> Option<String> {
    split(editor).into_iter().next()
}

/// Splits a command into words; quotes keep spaces, as in
/// `"/opt/My Editor/bin/edit" --wait`.
#[must_use]
pub fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    let mut begun = false;
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                begun = true;
            }
            (None, c) if c.is_whitespace() => {
                if begun {
                    words.push(std::mem::take(&mut word));
                    begun = false;
                }
            }
            (_, c) => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_split_at_spaces_outside_quotes() {
        assert_eq!(split("code --wait"), ["code", "--wait"]);
        assert_eq!(split("'/a b/ed' -x \"c d\""), ["/a b/ed", "-x", "c d"]);
        assert!(split("  ").is_empty());
    }

    #[test]
    fn only_editors_with_a_window_leave_the_terminal_alone() {
        for editor in [
            "code --wait",
            "/usr/bin/codium",
            "subl -w",
            "'/opt/my apps/zed'",
        ] {
            assert!(has_own_window(editor), "{editor}");
        }
        for editor in ["vi", "nvim", "emacs -nw", "hx", "nano", "codec"] {
            assert!(!has_own_window(editor), "{editor}");
        }
    }
}
