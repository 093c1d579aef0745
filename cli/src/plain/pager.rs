//! Texts longer than the screen, through the learner's pager.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::context::Context;
use crate::editor;
use crate::ui::Styled;

/// Prints lines; on a terminal that is too small for them, through `$PAGER`,
/// or `less` where there is none. Never on a pipe, in plain mode or with
/// `--no-input`, where nobody could leave a pager.
pub fn print(context: &Context, lines: &[Styled]) {
    let ui = &context.ui;
    let too_long = ui.screen_height().is_some_and(|rows| lines.len() >= rows);
    let paged = too_long && !ui.plain && ui.interactive() && page(&pager(), &ui.rendered(lines));
    if !paged {
        ui.out_lines(lines);
    }
}

fn pager() -> String {
    std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned())
}

/// Shows `text` in the pager, a command with its options; whether it could be
/// started.
fn page(pager: &str, text: &str) -> bool {
    let mut words = editor::split(pager).into_iter();
    let Some(program) = words.next().filter(|program| program != "cat") else {
        return false;
    };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    // Colours as colours, and the text stays on the screen afterwards. Nobody
    // has to know how to leave a program they did not choose (`Ps` sets the
    // prompt).
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRXPsspace reads on, q leaves$");
    }
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    if let Some(mut input) = child.stdin.take() {
        // A reader who has seen enough closes the pager before the end.
        let _ = input.write_all(text.as_bytes());
    }
    // However the pager ends, the text was shown.
    let _ = child.wait();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_gets_the_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("seen by the pager");
        let pager = format!("sh -c 'cat > \"$0\"' '{}'", file.display());
        assert!(page(&pager, "line\n"));
        assert_eq!(std::fs::read_to_string(file).unwrap(), "line\n");
        assert!(page(
            "true",
            &"a reader who leaves at once\n".repeat(100_000)
        ));
    }

    #[test]
    fn without_a_pager_nothing_is_shown_twice() {
        for pager in ["", "cat", "codezest-no-such-pager"] {
            assert!(!page(pager, "line\n"), "{pager}");
        }
    }
}
