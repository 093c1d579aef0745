//! Everything that the screen depends on.

use super::keymap::Keymap;
use super::layer::Layer;
use super::msg::Notice;
use super::theme::Theme;
use crate::failure::Exit;

/// The state of the whole.
#[derive(Debug)]
pub struct Model {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// How roles look.
    pub theme: Theme,
    /// Which key does what.
    pub keymap: Keymap,
    /// The screens, the topmost last. Never empty once the first answer came.
    pub screens: Vec<Box<dyn Layer>>,
    /// The popups, the topmost last.
    pub popups: Vec<Box<dyn Layer>>,
    /// What is said in the last line until the next key.
    pub notice: Option<Notice>,
    /// Whether something runs that Ctrl-C stops.
    pub running: bool,
    /// Whether the last key was Ctrl-C with nothing to stop.
    pub asked_to_quit: bool,
    /// How to leave, once that was decided.
    pub exit: Option<Exit>,
}

impl Model {
    /// A model without a screen yet.
    #[must_use]
    pub fn new(size: (u16, u16), theme: Theme, keymap: Keymap) -> Self {
        Self {
            size,
            theme,
            keymap,
            screens: Vec::new(),
            popups: Vec::new(),
            notice: None,
            running: false,
            asked_to_quit: false,
            exit: None,
        }
    }

    /// The layer that gets messages first.
    #[must_use]
    pub fn top(&self) -> Option<&dyn Layer> {
        let layers = self.popups.last().or(self.screens.last());
        layers.map(|layer| &**layer)
    }

    /// The layers, the topmost first.
    pub fn layers(&mut self) -> impl Iterator<Item = &mut Box<dyn Layer>> {
        let popups = self.popups.iter_mut().rev();
        popups.chain(self.screens.iter_mut().rev())
    }

    /// How long until a layer that can be seen wants to know the time.
    #[must_use]
    pub fn wakes_after(&self) -> Option<std::time::Duration> {
        let seen = self.popups.iter().chain(self.screens.last());
        seen.filter_map(|layer| layer.wakes_after()).min()
    }
}
