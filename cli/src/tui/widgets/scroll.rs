//! A text of lines, part of which is seen.

use crate::tui::keymap::Action;
use crate::ui::Styled;

/// Lines and which of them is at the top.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    lines: Vec<Styled>,
    offset: usize,
    height: usize,
}

impl Scroll {
    /// Takes new lines; where one is stays as far down as before, in lines.
    pub fn set_lines(&mut self, lines: Vec<Styled>) {
        self.lines = lines;
        self.clamp();
    }

    /// Takes the height of the window.
    pub fn set_height(&mut self, height: u16) {
        self.height = usize::from(height);
        self.clamp();
    }

    /// All lines.
    #[must_use]
    pub fn lines(&self) -> &[Styled] {
        &self.lines
    }

    /// The number of the line at the top.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Puts line `offset` at the top, or the last page if that is above.
    pub fn scroll_to(&mut self, offset: usize) {
        self.offset = offset;
        self.clamp();
    }

    /// Moves by so many lines; whether that was possible.
    pub fn scroll_by(&mut self, lines: isize) -> bool {
        let before = self.offset;
        self.offset = self.offset.saturating_add_signed(lines);
        self.clamp();
        self.offset != before
    }

    /// The lines that are seen.
    pub fn visible(&self, height: u16) -> impl Iterator<Item = &Styled> {
        self.lines
            .iter()
            .skip(self.offset)
            .take(usize::from(height))
    }

    /// Whether the last line is seen.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.offset + self.height >= self.lines.len()
    }

    /// How much is above the window, in thousandths of the text.
    #[must_use]
    pub fn thousandths(&self) -> u32 {
        let share = self.offset * 1_000 / self.lines.len().max(1);
        u32::try_from(share).unwrap_or(1_000)
    }

    /// Goes to where so many thousandths are above the window.
    pub fn restore(&mut self, thousandths: u32) {
        let thousandths = usize::try_from(thousandths).unwrap_or(0);
        // Rounded up, so that remembering and going back stays in place.
        let offset = (self.lines.len() * thousandths).div_ceil(1_000);
        self.scroll_to(offset);
    }

    /// Moves as a key says; whether it is one that moves.
    pub fn act(&mut self, action: Action) -> bool {
        let page = isize::try_from(self.height.saturating_sub(2).max(1)).unwrap_or(1);
        match action {
            Action::Down => self.scroll_by(1),
            Action::Up => self.scroll_by(-1),
            Action::PageDown => self.scroll_by(page),
            Action::PageUp => self.scroll_by(-page),
            Action::Top => {
                self.offset = 0;
                true
            }
            Action::Bottom => {
                self.scroll_to(usize::MAX);
                true
            }
            _ => return false,
        };
        true
    }

    /// Where a mark of the place begins and how long it is, in a bar of
    /// `height`; none when everything is seen.
    #[must_use]
    pub fn thumb(&self, height: u16) -> Option<(u16, u16)> {
        thumb(self.lines.len(), self.offset, height)
    }

    fn clamp(&mut self) {
        let most = self.lines.len().saturating_sub(self.height);
        self.offset = self.offset.min(most);
    }
}

/// Where a mark of the place begins and how long it is, in a bar of `height`
/// beside `total` lines of which `offset` are above; none when all are seen.
#[must_use]
pub fn thumb(total: usize, offset: usize, height: u16) -> Option<(u16, u16)> {
    let bar = usize::from(height);
    if total <= bar || bar == 0 {
        return None;
    }
    let length = (bar * bar / total).max(1);
    let from = (bar - length) * offset / (total - bar);
    Some((
        u16::try_from(from.min(bar - length)).ok()?,
        u16::try_from(length).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scroll(lines: usize, height: u16) -> Scroll {
        let mut scroll = Scroll::default();
        scroll.set_lines((0..lines).map(|n| Styled::from(n.to_string())).collect());
        scroll.set_height(height);
        scroll
    }

    #[test]
    fn nobody_scrolls_beyond_the_ends() {
        let mut text = scroll(100, 10);
        assert!(!text.scroll_by(-1));
        assert!(text.act(Action::Bottom) && text.at_end());
        assert_eq!(text.offset(), 90);
        assert!(!text.scroll_by(1));
        text.set_height(50);
        assert_eq!(text.offset(), 50);
        let mut short = scroll(3, 10);
        assert!(short.at_end() && !short.scroll_by(1));
        assert_eq!(short.thumb(10), None);
    }

    #[test]
    fn a_remembered_place_is_found_again() {
        for lines in [1, 7, 100, 3_000] {
            for offset in [0, 1, 5, 50, 90, 2_500] {
                let mut text = scroll(lines, 10);
                text.scroll_to(offset);
                let at = text.offset();
                let mut again = scroll(lines, 10);
                again.restore(text.thousandths());
                assert!(
                    again.offset().abs_diff(at) <= lines / 1_000 + 1,
                    "{lines} {offset}"
                );
            }
        }
    }

    #[test]
    fn the_mark_stays_within_the_bar() {
        for offset in 0..100 {
            let mut text = scroll(100, 10);
            text.scroll_to(offset);
            let (from, length) = text.thumb(10).unwrap();
            assert!(from + length <= 10);
        }
    }
}
