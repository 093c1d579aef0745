//! What the terminal is and wants.

use std::io::{self, IsTerminal};

pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

pub(super) fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}

/// Whether a person, and no file or pipe, is at standard input.
pub fn stdin_is_terminal() -> bool {
    io::stdin().is_terminal()
}

/// Whether the terminal says that it can do nothing but lines.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// `NO_COLOR` forbids, `CLICOLOR_FORCE` forces, else a terminal has colours.
pub(super) fn wants_color(is_terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    set("CLICOLOR_FORCE") || is_terminal
}

/// Columns: of the terminal, else `COLUMNS`, else 80; at least 20.
pub(super) fn width() -> usize {
    let of_terminal = rustix::termios::tcgetwinsize(io::stdout())
        .ok()
        .map(|size| usize::from(size.ws_col))
        .filter(|columns| *columns > 0);
    let of_environment = || std::env::var("COLUMNS").ok()?.parse().ok();
    of_terminal.or_else(of_environment).unwrap_or(80).max(20)
}

/// Rows of the terminal, where standard output is one.
pub(super) fn height() -> Option<usize> {
    rustix::termios::tcgetwinsize(io::stdout())
        .ok()
        .map(|size| usize::from(size.ws_row))
        .filter(|rows| *rows > 0)
}
