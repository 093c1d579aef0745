//! The one printer. Data goes to standard output, talk to standard error;
//! colours only where they are wanted, and never as the only signal.

pub mod progress;
pub mod style;
pub mod table;
mod terminal;

use std::io::{self, Write};

use codezest_core::error::ErrorCode;
use serde::Serialize;

use crate::args::{ColorChoice, Global};
use crate::failure::{ErrorView, Failure};
pub use style::{Look, Role, Styled};
pub use terminal::stdin_is_terminal;

/// How to print, resolved once.
#[derive(Debug, Clone)]
pub struct Ui {
    /// Colours on standard output.
    color: bool,
    /// Colours on standard error.
    color_err: bool,
    /// Plain lines: words instead of symbols.
    pub plain: bool,
    /// JSON on standard output.
    pub json: bool,
    /// 0 normal, 1 quiet, 2 only errors.
    quiet: u8,
    /// 0 normal, 1 verbose, 2 everything.
    pub verbose: u8,
    /// Whether questions may be asked.
    interactive: bool,
    /// Answer yes to every question.
    yes: bool,
    /// Columns of the terminal, or 80.
    pub width: usize,
}

impl Ui {
    /// Decides from the options, the environment and the terminal.
    #[must_use]
    pub fn new(global: &Global, plain_by_config: bool, color_by_config: ColorChoice) -> Self {
        let choice = match global.color {
            ColorChoice::Auto => color_by_config,
            chosen => chosen,
        };
        let plain = global.plain || plain_by_config || terminal::is_dumb();
        let colored = |is_terminal: bool| match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => !plain && terminal::wants_color(is_terminal),
        };
        let color = colored(terminal::stdout_is_terminal());
        Self {
            color,
            color_err: colored(terminal::stderr_is_terminal()),
            // Whoever asks for colours on a pipe can show symbols, too.
            plain: plain || !(terminal::stdout_is_terminal() || color),
            json: global.json,
            quiet: global.quiet,
            verbose: global.verbose,
            interactive: !global.no_input
                && !global.json
                && terminal::stdin_is_terminal()
                && terminal::stderr_is_terminal(),
            yes: global.yes,
            width: terminal::width(),
        }
    }

    /// Whether standard output takes colours.
    #[must_use]
    pub fn colors(&self) -> bool {
        self.color
    }

    /// Whether questions may be asked: there is a terminal, and neither
    /// `--no-input` nor `--json`.
    #[must_use]
    pub fn interactive(&self) -> bool {
        self.interactive
    }

    /// Whether a whole screen can be drawn: a person sits before a terminal
    /// that can do more than lines.
    #[must_use]
    pub fn has_screen(&self) -> bool {
        self.interactive && !self.plain && terminal::stdout_is_terminal()
    }

    /// Whether a person sits before a terminal that is to show nothing but
    /// lines.
    #[must_use]
    pub fn has_lines(&self) -> bool {
        self.interactive && self.plain && terminal::stdout_is_terminal()
    }

    /// Whether progress may be drawn on standard error.
    #[must_use]
    pub fn draws_progress(&self) -> bool {
        !self.plain && !self.json && self.quiet == 0 && terminal::stderr_is_terminal()
    }

    /// Prints a line of data on standard output.
    pub fn out(&self, line: impl Into<Styled>) {
        let text = line.into().render(self.color, self.plain);
        write_out(&text, true);
    }

    /// Prints lines of data whose symbols are content, such as Markdown and
    /// code: in plain mode, too, they stay as they are.
    pub fn out_lines(&self, lines: &[Styled]) {
        write_out(&self.rendered(lines), false);
    }

    /// What [`Self::out_lines`] would print.
    #[must_use]
    pub fn rendered(&self, lines: &[Styled]) -> String {
        render(lines, self.color)
    }

    /// Says lines on standard error, unless quiet; symbols are content.
    pub fn say_lines(&self, lines: impl FnOnce(Look) -> Vec<Styled>) {
        if self.quiet == 0 {
            let look = Look {
                color: self.color_err,
                ..self.look()
            };
            let text = render(&lines(look), self.color_err);
            write_all(&mut io::stderr().lock(), &text, false);
        }
    }

    /// How lines on standard output are to look.
    #[must_use]
    pub fn look(&self) -> Look {
        Look {
            width: self.width,
            plain: self.plain,
            color: self.color,
            highlight: false,
        }
    }

    /// Rows of the terminal, where standard output is one.
    #[must_use]
    pub fn screen_height(&self) -> Option<usize> {
        terminal::height().filter(|_| terminal::stdout_is_terminal())
    }

    /// Prints text on standard output exactly as it is.
    pub fn out_raw(&self, text: &str) {
        write_out(text, false);
    }

    /// Prints bytes on standard output exactly as they are.
    pub fn out_bytes(&self, bytes: &[u8]) {
        delivered(io::stdout().lock().write_all(bytes));
    }

    /// Says something on standard error, unless quiet.
    pub fn say(&self, line: impl Into<Styled>) {
        if self.quiet == 0 {
            self.say_always(line);
        }
    }

    /// Says something on standard error even when quiet (once).
    pub fn warn(&self, line: impl Into<Styled>) {
        if self.quiet < 2 {
            let mut styled = Styled::new().role(Role::Warning, "warning: ");
            styled.append(line.into());
            self.say_always(styled);
        }
    }

    fn say_always(&self, line: impl Into<Styled>) {
        let text = line.into().render(self.color_err, self.plain);
        write_all(&mut io::stderr().lock(), &text, true);
    }

    /// Prints one JSON value on standard output: indented for people, on one
    /// line for pipes.
    ///
    /// # Errors
    /// The value cannot be written as JSON, which for plain data never happens.
    pub fn json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let text = if terminal::stdout_is_terminal() {
            serde_json::to_string_pretty(value)
        } else {
            serde_json::to_string(value)
        };
        let text = text.map_err(|error| {
            Failure::new(
                codezest_core::error::ErrorCode::Internal,
                "cannot write JSON",
            )
            .because(error)
        })?;
        write_out(&text, true);
        Ok(())
    }

    /// Shows a failure on standard error: as text, or with `--json` as
    /// `{"error": …}`.
    pub fn failure(&self, failure: &Failure) {
        if self.json {
            let view = ErrorView::from(failure);
            let text = serde_json::to_string(&view).unwrap_or_default();
            write_all(&mut io::stderr().lock(), &text, true);
            return;
        }
        self.say_always(
            Styled::new()
                .role(Role::Bad, "error: ")
                .text(&failure.message),
        );
        for cause in failure.causes() {
            self.say_always(Styled::new().text("  because: ").text(&cause));
        }
        if let Some(hint) = &failure.hint {
            self.say_always(Styled::new().role(Role::Hint, "  next: ").text(hint));
        }
    }

    /// Asks a yes-or-no question. Without a terminal, or with `--no-input`,
    /// the answer is no unless `--yes` was given.
    #[must_use]
    pub fn confirm(&self, question: &str) -> bool {
        if self.yes {
            return true;
        }
        if !self.interactive {
            return false;
        }
        let answer = self.ask(&format!("{question} [y/N] "));
        matches!(
            answer.as_deref().map(str::trim),
            Some("y" | "Y" | "yes" | "Yes")
        )
    }

    /// Asks for one line on standard error; `None` at the end of input.
    #[must_use]
    pub fn ask(&self, prompt: &str) -> Option<String> {
        // Not locked while it waits: Ctrl-C answers on it.
        let mut stderr = io::stderr();
        finish(write!(stderr, "{prompt}").and_then(|()| stderr.flush()));
        let mut line = String::new();
        match io::stdin().read_line(&mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line.trim_end_matches(['\r', '\n']).to_owned()),
        }
    }
}

fn render(lines: &[Styled], color: bool) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.render(color, false));
        text.push('\n');
    }
    text
}

/// Writes data: what cannot be written is lost to whoever asked for it.
fn write_out(text: &str, newline: bool) {
    delivered(write(&mut io::stdout().lock(), text, newline));
}

/// Writes talk.
fn write_all(stream: &mut impl Write, text: &str, newline: bool) {
    finish(write(stream, text, newline));
}

fn write(stream: &mut impl Write, text: &str, newline: bool) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    if newline {
        stream.write_all(b"\n")?;
    }
    stream.flush()
}

/// Leaves with an error when data did not arrive, such as on a full disk: a
/// script would go on with half of it.
fn delivered(result: io::Result<()>) {
    if let Err(error) = &result
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        // Whether this can be said or not, nothing else is left to do.
        let _ = writeln!(
            io::stderr(),
            "error: cannot write to standard output: {error}"
        );
        std::process::exit(ErrorCode::Storage.exit_code().into());
    }
    finish(result);
}

/// A reader that went away (`codezest list | head -1`) is no error: stop
/// writing and leave, as other tools do. Nothing else can be done about a
/// stream that cannot be written.
fn finish(result: io::Result<()>) {
    if let Err(error) = result
        && error.kind() == io::ErrorKind::BrokenPipe
    {
        std::process::exit(0);
    }
}
