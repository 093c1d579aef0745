//! The terminal: taken, drawn on, and always given back as it was.

use std::io::{self, Stdout, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal as Screen;
use ratatui::backend::{CrosstermBackend, IntoCrossterm as _};
use ratatui::buffer::Buffer;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::style::Print;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::layout::Position;

use crate::tui::msg::{Region, Target};
use crate::tui::view::Drawn;

/// The terminal of this process.
#[derive(Debug)]
pub(super) struct Terminal {
    screen: Screen<CrosstermBackend<Stdout>>,
    mouse: bool,
    taken: bool,
    /// Whether another program has the terminal: then signals are for it.
    lent: Arc<AtomicBool>,
}

impl Terminal {
    /// Takes the terminal; gives it back when dropped.
    pub(super) fn take(mouse: bool) -> io::Result<Self> {
        let mut terminal = Self {
            screen: Screen::new(CrosstermBackend::new(io::stdout()))?,
            mouse,
            taken: false,
            lent: Arc::default(),
        };
        terminal.enter()?;
        Ok(terminal)
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        self.screen
            .size()
            .map_or((80, 24), |size| (size.width, size.height))
    }

    /// Tells, also in other threads, whether another program has the terminal.
    pub(super) fn lent(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.lent)
    }

    /// Takes the terminal (again), and forgets what was on it.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        // Whoever had it meanwhile may have left it in any mode.
        disable_raw_mode()?;
        enable_raw_mode()?;
        self.taken = true;
        self.lent.store(false, Ordering::Relaxed);
        let out = self.screen.backend_mut();
        execute!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
        if self.mouse {
            execute!(out, EnableMouseCapture)?;
        }
        self.forget()
    }

    /// Gives the terminal back, for another program or for good.
    pub(super) fn leave(&mut self) -> io::Result<()> {
        if !self.taken {
            return Ok(());
        }
        self.taken = false;
        self.lent.store(true, Ordering::Relaxed);
        let out = self.screen.backend_mut();
        // Each on its own: one that fails must not keep the others.
        let mouse = execute!(out, DisableMouseCapture);
        let shown = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let cooked = disable_raw_mode();
        mouse.and(shown).and(cooked)
    }

    /// Whether the mouse is listened to from now on.
    pub(super) fn set_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.mouse = mouse;
        let out = self.screen.backend_mut();
        if mouse {
            execute!(out, EnableMouseCapture)
        } else {
            execute!(out, DisableMouseCapture)
        }
    }

    /// Draws, as one change for terminals that know how.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Buffer) -> Drawn) -> io::Result<Drawn> {
        queue!(self.screen.backend_mut(), BeginSynchronizedUpdate)?;
        let mut drawn = Drawn::default();
        let mut links = Vec::new();
        let completed = self.screen.draw(|frame| {
            drawn = draw(frame.buffer_mut());
            if let Some((x, y)) = drawn.cursor {
                frame.set_cursor_position(Position { x, y });
            }
        })?;
        for region in &drawn.regions {
            links.extend(link(completed.buffer, region));
        }
        let out = self.screen.backend_mut();
        for text in &links {
            write!(out, "{text}")?;
        }
        if let (false, Some((x, y))) = (links.is_empty(), drawn.cursor) {
            queue!(out, MoveTo(x, y))?;
        }
        queue!(out, EndSynchronizedUpdate)?;
        io::Write::flush(out)?;
        Ok(drawn)
    }

    /// Forgets what is on the screen: the next drawing draws everything.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        // `clear` would ask where the cursor is, and wait for an answer that
        // some terminals never give.
        let size = self.screen.size()?;
        self.screen.resize(size.into())
    }

    /// Puts text on the clipboard of the terminal (OSC 52).
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(
            self.screen.backend_mut(),
            CopyToClipboard::to_clipboard_from(text)
        )
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Nothing else can be done about a terminal that is gone.
        let _ = self.leave();
    }
}

/// The cells of a link once more, as a link that the terminal knows (OSC 8).
fn link(buffer: &Buffer, region: &Region) -> Option<String> {
    let Target::Link(url) = &region.target else {
        return None;
    };
    if url.chars().any(char::is_control) || region.area.height != 1 {
        return None;
    }
    let mut text = String::new();
    let mut style = None;
    for x in region.area.left()..region.area.right() {
        let cell = buffer.cell((x, region.area.y))?;
        style.get_or_insert(cell.style());
        text.push_str(cell.symbol());
    }
    let styled = style?.into_crossterm().apply(text);
    let go = MoveTo(region.area.x, region.area.y);
    let mut out = Vec::new();
    queue!(
        out,
        go,
        Print(format!("\u{1b}]8;;{url}\u{1b}\\{styled}\u{1b}]8;;\u{1b}\\"))
    )
    .ok()?;
    String::from_utf8(out).ok()
}
