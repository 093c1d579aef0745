//! How an assignment's screen is divided.

use ratatui::layout::Rect;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    /// The instructions.
    Text,
    /// The editor.
    Code,
    /// What the tests say.
    Results,
}

/// Where each part is; none when it is not seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Panes {
    pub(super) text: Option<Rect>,
    pub(super) code: Option<Rect>,
    pub(super) results: Option<Rect>,
}

/// From so many columns on, two parts fit side by side.
const TWO: u16 = 76;
/// From so many columns on, instructions fit beside an editor.
const WIDE: u16 = 110;
/// From so many rows on, an editor and results fit one above the other.
const HIGH: u16 = 16;

impl Panes {
    /// Divides `area`; where there is room for one part, it is `focus`.
    pub(super) fn new(area: Rect, editing: bool, focus: Pane) -> Self {
        if editing {
            return Self::editing(area, focus);
        }
        if area.width < TWO {
            return Self::one(area, focus);
        }
        let (left, right) = beside(area, 50);
        Self {
            text: Some(left),
            results: Some(right),
            code: None,
        }
    }

    fn editing(area: Rect, focus: Pane) -> Self {
        let (text, rest) = if area.width >= WIDE {
            let (left, right) = beside(area, 42);
            (Some(left), right)
        } else {
            (None, area)
        };
        if rest.height < HIGH {
            let one = Self::one(rest, focus);
            return if text.is_some() && focus == Pane::Text {
                Self {
                    text,
                    ..Self::one(rest, Pane::Code)
                }
            } else {
                Self {
                    text: text.or(one.text),
                    ..one
                }
            };
        }
        if text.is_none() && focus == Pane::Text {
            return Self::one(area, focus);
        }
        let code_rows = rest.height * 60 / 100;
        let code = Rect {
            height: code_rows,
            ..rest
        };
        let results = Rect {
            y: rest.y + code_rows,
            height: rest.height - code_rows,
            ..rest
        };
        Self {
            text,
            code: Some(code),
            results: Some(results),
        }
    }

    fn one(area: Rect, focus: Pane) -> Self {
        let mut panes = Self::default();
        match focus {
            Pane::Text => panes.text = Some(area),
            Pane::Code => panes.code = Some(area),
            Pane::Results => panes.results = Some(area),
        }
        panes
    }
}

/// Two parts side by side, the left one with so many percent.
fn beside(area: Rect, percent: u16) -> (Rect, Rect) {
    let width = u16::try_from(u32::from(area.width) * u32::from(percent) / 100).unwrap_or(0);
    let left = Rect { width, ..area };
    let right = Rect {
        x: area.x + width,
        width: area.width - width,
        ..area
    };
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_focused_is_always_seen_and_nothing_overlaps() {
        for (width, height) in [(1, 1), (60, 13), (80, 22), (120, 38), (300, 98), (120, 10)] {
            let area = Rect::new(0, 1, width, height);
            for focus in [Pane::Text, Pane::Code, Pane::Results] {
                let panes = Panes::new(area, true, focus);
                let seen = match focus {
                    Pane::Text => panes.text,
                    Pane::Code => panes.code,
                    Pane::Results => panes.results,
                };
                assert!(seen.is_some(), "{width}x{height} {focus:?} {panes:?}");
                let all: Vec<Rect> = [panes.text, panes.code, panes.results]
                    .into_iter()
                    .flatten()
                    .collect();
                for (at, one) in all.iter().enumerate() {
                    assert_eq!(one.intersection(area), *one);
                    for other in all.iter().skip(at + 1) {
                        assert!(!one.intersects(*other), "{panes:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn eighty_columns_show_instructions_beside_results() {
        let panes = Panes::new(Rect::new(0, 1, 80, 22), false, Pane::Text);
        assert!(panes.text.is_some() && panes.results.is_some());
        let panes = Panes::new(Rect::new(0, 1, 60, 13), false, Pane::Results);
        assert!(panes.text.is_none() && panes.results.is_some());
    }
}
