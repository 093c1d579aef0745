//! A full-screen program in a terminal: keys go in, and what a person would
//! see comes out.
//!
//! Nothing waits for a fixed time: `wait_for` and the like look at the screen
//! whenever something was written, until what they wait for is there.

mod key;
mod pty;
mod terminal;

use std::process::Command;
use std::time::{Duration, Instant};

pub use key::Key;
pub use rustix::process::Signal;
use rustix::termios::{LocalModes, Termios};
use vt100::MouseProtocolMode;

use pty::{Came, Pty};
use terminal::Terminal;

/// Long enough for a machine under load; nothing waits this long when it works.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nobody presses a key after Esc. Bytes that come at once with it
/// are one key for every terminal program, such as Alt and a letter.
const ESC_PAUSE: Duration = Duration::from_millis(50);

/// A program in a terminal; it is killed when dropped.
pub struct Screen {
    pty: Pty,
    terminal: Terminal,
    raw: Vec<u8>,
    // Nothing will be written any more.
    closed: bool,
}

impl Screen {
    /// Starts `command` with nothing but its own environment, in a terminal of
    /// `size` (columns, rows).
    pub fn spawn(command: &Command, size: (u16, u16)) -> Self {
        Self {
            pty: Pty::spawn(command, size),
            terminal: Terminal::new(size),
            raw: Vec::new(),
            closed: false,
        }
    }

    /// Types a text as it is; `\r` is Enter.
    #[track_caller]
    pub fn keys(&mut self, text: &str) {
        self.send(text.as_bytes());
    }

    /// Presses one key.
    #[track_caller]
    pub fn press(&mut self, key: Key) {
        let application = self.vt().application_cursor();
        self.send(&key.bytes(application));
        if key == Key::Esc {
            self.after_esc();
        }
    }

    /// Pastes: in brackets when the program asked for them, as terminals do.
    #[track_caller]
    pub fn paste(&mut self, text: &str) {
        if self.vt().bracketed_paste() {
            self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        } else {
            self.send(text.as_bytes());
        }
    }

    /// Clicks on a cell, counted from 0.
    #[track_caller]
    pub fn click(&mut self, column: u16, row: u16) {
        self.mouse(0, column, row, 'M');
        self.mouse(0, column, row, 'm');
    }

    /// Turns the mouse's wheel by one notch over a cell, counted from 0.
    #[track_caller]
    pub fn wheel(&mut self, down: bool, column: u16, row: u16) {
        self.mouse(64 + u16::from(down), column, row, 'M');
    }

    #[track_caller]
    fn mouse(&mut self, button: u16, column: u16, row: u16, end: char) {
        assert_ne!(
            self.vt().mouse_protocol_mode(),
            MouseProtocolMode::None,
            "the program did not ask for the mouse\n{self}"
        );
        let event = format!("\x1b[<{button};{};{}{end}", column + 1, row + 1);
        self.send(event.as_bytes());
    }

    /// Gives the terminal another size; the system tells the program.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        // What is under way was written for the old size.
        while self.look(Duration::ZERO) {}
        self.terminal.resize((columns, rows));
        self.pty.resize((columns, rows));
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        self.pty.signal(signal);
    }

    /// When the program was let into the terminal.
    pub fn started(&self) -> Instant {
        self.pty.started()
    }

    /// The program's process id.
    pub fn pid(&self) -> i32 {
        self.pty.program().as_raw_pid()
    }

    /// Waits until the screen shows a text within one row.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("{text:?}"), |screen| screen.shows(text));
    }

    /// Waits until the screen no longer shows a text.
    #[track_caller]
    pub fn wait_gone(&mut self, text: &str) {
        self.wait_until(&format!("no {text:?}"), |screen| !screen.shows(text));
    }

    /// Waits until a condition holds; `what` says which in a failure.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, condition: impl FnMut(&Self) -> bool) {
        assert!(self.comes(PATIENCE, condition), "never {what}\n{self}");
    }

    /// Whether a condition holds within a time of one's own.
    pub fn comes(&mut self, patience: Duration, mut condition: impl FnMut(&Self) -> bool) -> bool {
        let end = Instant::now() + patience;
        loop {
            if condition(self) {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            let ended = self.pty.code().is_some();
            let more = self.look(left.min(Duration::from_millis(50)));
            if !more && (ended || left.is_zero()) {
                return false;
            }
        }
    }

    /// Reads until nothing was written for so long; when the last of it came,
    /// if something did.
    #[track_caller]
    pub fn settle(&mut self, still: Duration) -> Option<Instant> {
        let end = Instant::now() + PATIENCE;
        let mut last = None;
        while self.look(still) {
            assert!(Instant::now() < end, "never stood still\n{self}");
            last = Some(Instant::now());
        }
        last
    }

    /// Takes in what was written, waiting for it so long; whether something
    /// was.
    pub fn look(&mut self, patience: Duration) -> bool {
        match self.pty.read(patience) {
            Came::Bytes(bytes) => {
                self.raw.extend_from_slice(&bytes);
                let answers = self.terminal.show(&bytes);
                self.send(&answers);
                true
            }
            Came::Nothing => false,
            Came::End => {
                self.closed = true;
                false
            }
        }
    }

    /// The rows, without spaces at their ends.
    pub fn text(&self) -> String {
        let (_, rows) = self.size();
        (0..rows).fold(String::new(), |text, row| text + &self.row(row) + "\n")
    }

    /// One row, counted from 0, without spaces at its end.
    pub fn row(&self, row: u16) -> String {
        let (columns, _) = self.size();
        let mut rows = self.vt().rows(0, columns);
        rows.nth(row.into()).unwrap().trim_end().to_owned()
    }

    /// Whether a row holds a text.
    pub fn shows(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Column and row, counted from 0, of the first place that shows a text.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        let (columns, rows) = self.size();
        (0..rows).find_map(|row| {
            let before = self.row(row).find(text)?;
            // Wide characters take two columns and several bytes.
            let mut bytes = 0;
            (0..columns).find_map(|column| {
                let cell = self.cell(column, row);
                if bytes >= before && !cell.is_wide_continuation() {
                    return Some((column, row));
                }
                let empty = usize::from(!cell.has_contents() && !cell.is_wide_continuation());
                bytes += cell.contents().len().max(empty);
                None
            })
        })
    }

    /// One cell, with its colours, counted from 0.
    pub fn cell(&self, column: u16, row: u16) -> &vt100::Cell {
        self.vt().cell(row, column).unwrap()
    }

    /// Column and row of the cursor, counted from 0; `None` while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let (row, column) = self.vt().cursor_position();
        (!self.vt().hide_cursor()).then_some((column, row))
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        let (rows, columns) = self.vt().size();
        (columns.get(), rows.get())
    }

    /// What the terminal was told: its screen, and modes such as mouse and
    /// bracketed paste.
    pub fn vt(&self) -> &vt100::Screen {
        self.terminal.screen()
    }

    /// What the program put into the clipboard (OSC 52), as base64, in order.
    pub fn copied(&self) -> &[String] {
        self.terminal.copied()
    }

    /// Everything the program has written so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// How the terminal treats input: now, or as the program left it.
    pub fn termios(&self) -> Termios {
        self.pty.termios()
    }

    /// Waits until the program ends; its exit code, or 128 and the number of
    /// the signal that ended it.
    #[track_caller]
    pub fn exit(&mut self) -> i32 {
        let end = Instant::now() + PATIENCE;
        let code = loop {
            if let Some(code) = self.pty.code() {
                break code;
            }
            assert!(Instant::now() < end, "never ended\n{self}");
            self.look(Duration::from_millis(10));
        };
        // Its last words may still be under way.
        while !self.closed && Instant::now() < end {
            self.look(Duration::from_millis(10));
        }
        code
    }

    /// What differs from the terminal as the program found it: what a person
    /// would have to repair with `reset`.
    pub fn left_behind(&self) -> Vec<&'static str> {
        let (vt, now, before) = (self.vt(), self.termios(), self.pty.termios_at_start());
        let changed = |mode| now.local_modes.contains(mode) != before.local_modes.contains(mode);
        let found = [
            (vt.alternate_screen(), "alternate screen"),
            (vt.hide_cursor(), "hidden cursor"),
            (vt.bracketed_paste(), "bracketed paste"),
            (vt.application_cursor(), "application keys"),
            (vt.mouse_protocol_mode() != MouseProtocolMode::None, "mouse"),
            (changed(LocalModes::ICANON), "canonical mode"),
            (changed(LocalModes::ECHO), "echo"),
            (changed(LocalModes::ISIG), "signals of keys"),
            (now.input_modes != before.input_modes, "input modes"),
            (now.output_modes != before.output_modes, "output modes"),
        ];
        let left = found.into_iter().filter(|(left, _)| *left);
        left.map(|(_, what)| what).collect()
    }

    /// Asserts that the terminal is as the program found it.
    #[track_caller]
    pub fn assert_restored(&self) {
        let left = self.left_behind();
        assert!(left.is_empty(), "left behind: {left:?}\n{self}");
    }

    #[track_caller]
    fn send(&mut self, mut bytes: &[u8]) {
        let end = Instant::now() + PATIENCE;
        while !bytes.is_empty() {
            let taken = self.pty.write(bytes);
            bytes = &bytes[taken..];
            if taken == 0 {
                assert!(Instant::now() < end, "no keys are taken\n{self}");
                // A program that cannot write does not read.
                self.pty.wait_ready(Duration::from_millis(10));
                self.look(Duration::ZERO);
            }
        }
    }

    /// Waits until Esc cannot be taken for the beginning of another key.
    #[track_caller]
    fn after_esc(&mut self) {
        let begin = Instant::now();
        while begin.elapsed() < ESC_PAUSE || self.pty.untaken() > 0 {
            assert!(begin.elapsed() < PATIENCE, "Esc is not taken\n{self}");
            if self.pty.code().is_some() {
                return;
            }
            self.look(Duration::from_millis(10));
        }
    }
}

impl std::fmt::Display for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (columns, rows) = self.size();
        let cursor = self.cursor();
        let end = if self.pty.known_code().is_some() {
            ", ended"
        } else {
            ""
        };
        writeln!(f, "--- {columns}×{rows}, cursor {cursor:?}{end}")?;
        for row in 0..rows {
            writeln!(f, "{row:3} |{}", self.row(row))?;
        }
        f.write_str("---")
    }
}
