//! What a terminal does with a program's output: it shows it, keeps what is
//! copied, and answers when it is asked something.

use std::num::NonZeroU16;

use vt100::{Callbacks, Parser, Screen};

/// A terminal without a window.
pub struct Terminal {
    parser: Parser<Heard>,
}

/// What is not for the screen.
#[derive(Default)]
struct Heard {
    answers: Vec<u8>,
    copied: Vec<String>,
}

impl Terminal {
    /// An empty one of this size (columns, rows).
    pub fn new(size: (u16, u16)) -> Self {
        let (columns, rows) = nonzero(size);
        Self {
            parser: Parser::new_with_callbacks(rows, columns, 0, Heard::default()),
        }
    }

    /// Takes output in; what the terminal answers.
    pub fn show(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.parser.process(bytes);
        std::mem::take(&mut self.parser.callbacks_mut().answers)
    }

    /// Gives it another size (columns, rows).
    pub fn resize(&mut self, size: (u16, u16)) {
        let (columns, rows) = nonzero(size);
        self.parser.set_size(rows, columns);
    }

    /// What it shows.
    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// What was put into the clipboard, as base64, in order.
    pub fn copied(&self) -> &[String] {
        &self.parser.callbacks().copied
    }
}

impl Callbacks for Heard {
    fn copy_to_clipboard(&mut self, _: &mut Screen, _kind: &[u8], data: &[u8]) {
        self.copied.push(String::from_utf8_lossy(data).into_owned());
    }

    /// Where the cursor is (DSR 6) and what kind of terminal this is (DA 1):
    /// programs wait for these answers.
    fn unhandled_csi(
        &mut self,
        screen: &mut Screen,
        first: Option<u8>,
        _second: Option<u8>,
        params: &[&[u16]],
        end: char,
    ) {
        match (first, params, end) {
            (None, [[6]], 'n') => {
                let (row, column) = screen.cursor_position();
                let answer = format!("\x1b[{};{}R", row + 1, column + 1);
                self.answers.extend(answer.into_bytes());
            }
            (None, [] | [[0]], 'c') => self.answers.extend(b"\x1b[?62;22c"),
            _ => {}
        }
    }
}

fn nonzero((columns, rows): (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    let size = |number| NonZeroU16::new(number).expect("a terminal has a size");
    (size(columns), size(rows))
}
