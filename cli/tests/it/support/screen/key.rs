//! Keys, and the bytes that xterm sends for them.

/// A key, alone or with one that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    /// A function key, 1 to 12.
    F(u8),
    /// A character as it is.
    Char(char),
    /// A letter while Ctrl is held.
    Ctrl(char),
    /// A character while Alt is held.
    Alt(char),
}

impl Key {
    /// What the terminal sends; arrows depend on whether the program asked
    /// for "application" ones.
    pub fn bytes(self, application: bool) -> Vec<u8> {
        match self {
            Self::Up => arrow('A', application),
            Self::Down => arrow('B', application),
            Self::Right => arrow('C', application),
            Self::Left => arrow('D', application),
            Self::Home => arrow('H', application),
            Self::End => arrow('F', application),
            Self::Insert => b"\x1b[2~".to_vec(),
            Self::Delete => b"\x1b[3~".to_vec(),
            Self::PageUp => b"\x1b[5~".to_vec(),
            Self::PageDown => b"\x1b[6~".to_vec(),
            Self::Enter => b"\r".to_vec(),
            Self::Esc => b"\x1b".to_vec(),
            Self::Tab => b"\t".to_vec(),
            Self::BackTab => b"\x1b[Z".to_vec(),
            Self::Backspace => b"\x7f".to_vec(),
            Self::F(number) => function(number),
            Self::Char(character) => character.to_string().into_bytes(),
            Self::Ctrl(letter) => vec![u8::try_from(letter).unwrap() & 0x1f],
            Self::Alt(character) => format!("\x1b{character}").into_bytes(),
        }
    }
}

fn arrow(letter: char, application: bool) -> Vec<u8> {
    let between = if application { 'O' } else { '[' };
    format!("\x1b{between}{letter}").into_bytes()
}

fn function(number: u8) -> Vec<u8> {
    // xterm leaves out 16 and 22, as the keyboards it imitates had gaps there.
    let code = match number {
        1..=4 => return vec![0x1b, b'O', b'O' + number],
        5 => 15,
        6..=10 => number + 11,
        11 | 12 => number + 12,
        _ => panic!("there is no F{number}"),
    };
    format!("\x1b[{code}~").into_bytes()
}
