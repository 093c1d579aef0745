//! Something to read above a screen: hints, a solution, a comparison, the
//! results of an earlier run.

use ratatui::layout::Rect;

use crate::lines::diff;
use crate::lines::markdown;
use crate::lines::run_report;
use crate::tui::effect::{Answer, Effect, Sheet as Content};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, middle};
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    item: String,
    content: Content,
    scroll: Scroll,
    area: Rect,
    /// The width and content for which the lines were made.
    laid_out: Option<u16>,
}

impl Sheet {
    /// A sheet about `item`.
    #[must_use]
    pub fn new(item: &str, content: Content) -> Self {
        Self {
            item: item.to_owned(),
            content,
            scroll: Scroll::default(),
            area: Rect::default(),
            laid_out: None,
        }
    }

    /// Whether it shows hints.
    #[must_use]
    pub fn is_hints(&self) -> bool {
        matches!(self.content, Content::Hints { .. })
    }

    /// Whether `content` takes the place of what is shown: one more hint, or
    /// the same solution in another way. Above it, closing would take twice.
    fn is_followed_by(&self, content: &Content) -> bool {
        let of_solution =
            |it: &Content| matches!(it, Content::Solution { .. } | Content::Comparison { .. });
        let is_hints = matches!(content, Content::Hints { .. });
        (self.is_hints() && is_hints) || (of_solution(&self.content) && of_solution(content))
    }

    fn heading(&self) -> String {
        match &self.content {
            Content::Hints {
                texts, available, ..
            } => format!("Hints · {} of {available}", texts.len()),
            Content::Solution { .. } => "Solution".to_owned(),
            Content::Comparison { .. } => "Yours (-) and the solution (+)".to_owned(),
            Content::Report { when, .. } => format!("Test run of {when}"),
        }
    }

    fn lines(&self, look: Look) -> Vec<Styled> {
        let mut lines = Vec::new();
        match &self.content {
            Content::Hints {
                texts,
                available,
                new,
            } => {
                for (number, text) in (1..).zip(texts) {
                    let newest = *new && number == texts.len();
                    let role = if newest { Role::Hint } else { Role::Title };
                    lines.push(Styled::new().role(role, &format!("Hint {number} of {available}")));
                    lines.extend(markdown::lines(text, look));
                    lines.push(Styled::new());
                }
                let left = usize::try_from(*available)
                    .unwrap_or(0)
                    .saturating_sub(texts.len());
                let more = match left {
                    0 => "These are all hints there are.",
                    _ => "The hint key shows one more; each says more than the one before.",
                };
                lines.push(Styled::new().role(Role::Dim, more));
            }
            Content::Solution { files, explanation } => {
                for (path, text) in files {
                    lines.push(Styled::new().role(Role::Title, path));
                    lines.extend(markdown::file(path, text, look));
                    lines.push(Styled::new());
                }
                explain(&mut lines, explanation.as_deref(), look);
            }
            Content::Comparison { files, explanation } => {
                for (path, mine, theirs) in files {
                    lines.push(Styled::new().role(Role::Title, path));
                    lines.extend(diff::files(mine, theirs, look));
                    lines.push(Styled::new());
                }
                explain(&mut lines, explanation.as_deref(), look);
            }
            Content::Report { report, .. } => {
                lines = run_report::lines(&self.item, report, look, true);
            }
        }
        lines
    }
}

fn explain(lines: &mut Vec<Styled>, explanation: Option<&str>, look: Look) {
    if let Some(text) = explanation {
        lines.extend(markdown::lines(text, look));
    }
}

impl Layer for Sheet {
    fn title(&self) -> Vec<String> {
        vec![self.heading()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let width = area.width.min(92);
        if self.laid_out != Some(width) {
            let lines = self.lines(look.narrowed(usize::from(width.saturating_sub(4))));
            self.scroll.set_lines(lines);
            self.laid_out = Some(width);
            if self.is_hints() {
                self.scroll.scroll_to(usize::MAX);
            }
        }
        let wanted = u16::try_from(self.scroll.lines().len()).unwrap_or(u16::MAX);
        self.area = middle(area, width, wanted.saturating_add(2).max(5));
        self.scroll.set_height(self.area.height.saturating_sub(2));
        if self.is_hints() && wanted > self.area.height.saturating_sub(2) {
            self.scroll.scroll_by(0);
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let inside = canvas.popup(&self.heading());
        canvas.within(inside).scrolled(&self.scroll);
    }

    fn act(&mut self, action: Action) -> Outcome {
        if self.scroll.act(action) {
            return Outcome::done();
        }
        match (action, &self.content) {
            (Action::Hint, Content::Hints { .. }) => Outcome::ask(Effect::Hint {
                item: self.item.clone(),
                which: crate::learn::hint::Which::Next,
            }),
            (Action::Compare, Content::Solution { .. }) => Outcome::ask(Effect::Solution {
                item: self.item.clone(),
                compare: true,
            }),
            (Action::Solution, Content::Comparison { .. }) => Outcome::ask(Effect::Solution {
                item: self.item.clone(),
                compare: false,
            }),
            (Action::Copy, Content::Solution { files, .. }) => {
                let texts: Vec<&str> = files.iter().map(|(_, text)| text.as_str()).collect();
                Outcome::ask(Effect::Copy(texts.join("\n")))
            }
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, _target: &Target) -> Outcome {
        if let Pointed::Wheel(lines) = pointed {
            self.scroll.scroll_by(isize::from(*lines));
        }
        Outcome::done()
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::Text(content)) if self.is_followed_by(&content) => {
                self.content = content;
                self.laid_out = None;
                self.scroll.scroll_to(0);
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        match &self.content {
            Content::Hints { .. } => vec![Action::Back, Action::Hint],
            Content::Solution { .. } => vec![Action::Back, Action::Compare, Action::Copy],
            Content::Comparison { .. } => vec![Action::Back, Action::Solution],
            Content::Report { .. } => vec![Action::Back],
        }
    }

    fn command(&self) -> Option<String> {
        let item = &self.item;
        Some(match &self.content {
            Content::Hints { .. } => format!("codezest hint {item}"),
            Content::Solution { .. } => format!("codezest solution {item}"),
            Content::Comparison { .. } => format!("codezest solution {item} --diff"),
            Content::Report { .. } => format!("codezest history {item} --run RUN"),
        })
    }
}
