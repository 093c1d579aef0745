//! How roles look: colours of a theme, or none. What a role says is never said
//! by its colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::config::ThemeChoice;
use crate::ui::Role;

/// The look of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    choice: ThemeChoice,
    /// ASCII instead of box drawing and symbols.
    pub ascii: bool,
    /// Nothing moves by itself: no running times, no blinking.
    pub still: bool,
}

/// The 24-bit colours of a theme.
struct Palette {
    accent: (u8, u8, u8),
    good: (u8, u8, u8),
    bad: (u8, u8, u8),
    warning: (u8, u8, u8),
    dim: (u8, u8, u8),
    code: (u8, u8, u8),
    literal: (u8, u8, u8),
    keyword: (u8, u8, u8),
    number: (u8, u8, u8),
    bar: (u8, u8, u8),
}

const DARK: Palette = Palette {
    accent: (110, 180, 255),
    good: (135, 208, 120),
    bad: (255, 120, 120),
    warning: (235, 190, 90),
    dim: (140, 146, 160),
    code: (120, 205, 205),
    literal: (160, 205, 130),
    keyword: (200, 150, 240),
    number: (240, 170, 110),
    bar: (46, 52, 66),
};

const LIGHT: Palette = Palette {
    accent: (0, 85, 190),
    good: (0, 110, 40),
    bad: (185, 20, 30),
    warning: (135, 85, 0),
    dim: (95, 100, 112),
    code: (0, 105, 115),
    literal: (45, 110, 20),
    keyword: (125, 40, 165),
    number: (160, 75, 0),
    bar: (224, 229, 238),
};

impl Theme {
    /// A theme.
    #[must_use]
    pub fn new(choice: ThemeChoice, ascii: bool, still: bool) -> Self {
        Self {
            choice,
            ascii,
            still,
        }
    }

    /// Whether colours tell roles apart; else lines carry signs.
    #[must_use]
    pub fn has_colors(self) -> bool {
        self.choice != ThemeChoice::Mono
    }

    /// How `role` looks.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        match self.choice {
            ThemeChoice::Dark => of_palette(&DARK, role),
            ThemeChoice::Light => of_palette(&LIGHT, role),
            ThemeChoice::HighContrast => high_contrast(role),
            ThemeChoice::Ansi => ansi(role),
            ThemeChoice::Mono => mono(role),
        }
    }

    /// What the cursor of a list stands on.
    #[must_use]
    pub fn chosen(self) -> Style {
        match self.choice {
            ThemeChoice::Dark => Style::new().bg(rgb(DARK.bar)).add_modifier(Modifier::BOLD),
            ThemeChoice::Light => Style::new().bg(rgb(LIGHT.bar)).add_modifier(Modifier::BOLD),
            _ => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// The line above and the line below everything.
    #[must_use]
    pub fn bar(self) -> Style {
        match self.choice {
            ThemeChoice::Dark => Style::new().bg(rgb(DARK.bar)),
            ThemeChoice::Light => Style::new().bg(rgb(LIGHT.bar)),
            _ => Style::new(),
        }
    }

    /// The border of a pane; of the one with the keys, if `focused`.
    #[must_use]
    pub fn border(self, focused: bool) -> Style {
        if focused {
            self.style(Role::Hint)
        } else {
            self.style(Role::Dim)
        }
    }
}

fn rgb((red, green, blue): (u8, u8, u8)) -> Color {
    Color::Rgb(red, green, blue)
}

fn of_palette(palette: &Palette, role: Role) -> Style {
    let color = |color| Style::new().fg(rgb(color));
    match role {
        Role::Text => Style::new(),
        Role::Title | Role::Strong => Style::new().add_modifier(Modifier::BOLD),
        Role::Good => color(palette.good),
        Role::Bad => color(palette.bad).add_modifier(Modifier::BOLD),
        Role::Warning => color(palette.warning),
        Role::Dim => color(palette.dim),
        Role::Code => color(palette.code),
        Role::Hint => color(palette.accent).add_modifier(Modifier::BOLD),
        Role::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        Role::Link => color(palette.accent).add_modifier(Modifier::UNDERLINED),
        Role::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
        Role::Keyword => color(palette.keyword),
        Role::Literal => color(palette.literal),
        Role::Number => color(palette.number),
        Role::Comment => color(palette.dim).add_modifier(Modifier::ITALIC),
        Role::Function => color(palette.accent),
        Role::Type => color(palette.warning),
    }
}

/// The strongest colours there are, and weight wherever something is said.
fn high_contrast(role: Role) -> Style {
    let strong = Style::new().add_modifier(Modifier::BOLD);
    match role {
        Role::Text | Role::Dim | Role::Function => Style::new(),
        Role::Title | Role::Strong | Role::Keyword => strong,
        Role::Literal => Style::new().fg(Color::LightGreen),
        Role::Number | Role::Type => Style::new().fg(Color::LightCyan),
        Role::Comment => Style::new().add_modifier(Modifier::ITALIC),
        Role::Good => strong.fg(Color::LightGreen),
        Role::Bad => strong
            .fg(Color::LightRed)
            .add_modifier(Modifier::UNDERLINED),
        Role::Warning | Role::Hint => strong.fg(Color::LightYellow),
        Role::Code => strong.fg(Color::LightCyan),
        Role::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        Role::Link => Style::new()
            .fg(Color::LightCyan)
            .add_modifier(Modifier::UNDERLINED),
        Role::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
    }
}

/// The sixteen colours of the terminal's own theme.
fn ansi(role: Role) -> Style {
    match role {
        Role::Text => Style::new(),
        Role::Title | Role::Strong => Style::new().add_modifier(Modifier::BOLD),
        Role::Good => Style::new().fg(Color::Green),
        Role::Bad => Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
        Role::Warning => Style::new().fg(Color::Yellow),
        Role::Dim => Style::new().add_modifier(Modifier::DIM),
        Role::Code => Style::new().fg(Color::Cyan),
        Role::Hint => Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        Role::Link => Style::new()
            .fg(Color::Blue)
            .add_modifier(Modifier::UNDERLINED),
        Role::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
        Role::Keyword => Style::new().fg(Color::Magenta),
        Role::Literal => Style::new().fg(Color::Green),
        Role::Number => Style::new().fg(Color::Cyan),
        Role::Comment => Style::new().add_modifier(Modifier::DIM),
        Role::Function => Style::new().fg(Color::Blue),
        Role::Type => Style::new().fg(Color::Yellow),
    }
}

/// No colours at all.
fn mono(role: Role) -> Style {
    match role {
        Role::Title | Role::Strong | Role::Hint | Role::Bad | Role::Keyword => {
            Style::new().add_modifier(Modifier::BOLD)
        }
        Role::Dim | Role::Comment => Style::new().add_modifier(Modifier::DIM),
        Role::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        Role::Link => Style::new().add_modifier(Modifier::UNDERLINED),
        Role::Struck => Style::new().add_modifier(Modifier::CROSSED_OUT),
        _ => Style::new(),
    }
}
