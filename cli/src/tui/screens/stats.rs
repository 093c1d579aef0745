//! A year in learning days, streak, level, and progress per course.

use ratatui::layout::Rect;

use crate::lines::stats::{courses, head, heatmap, sums};
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Notice, Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, page};
use crate::tui::widgets::scroll::Scroll;
use crate::ui::{Look, Role, Styled};
use crate::views::stats::Stats;

/// Columns of a comfortable page.
const PAGE: u16 = 116;
/// From so many columns on there is room for two things side by side.
const WIDE: usize = 104;
/// Columns of a year of weeks, with their margin and what keeps the sides
/// apart.
const YEAR: usize = 60;

/// The statistics.
#[derive(Debug)]
pub struct Statistics {
    stats: Stats,
    /// The year; none for the last twelve months.
    year: Option<i16>,
    scroll: Scroll,
    area: Rect,
}

impl Statistics {
    /// The screen of a year, or of the last twelve months.
    #[must_use]
    pub fn new(stats: Stats, year: Option<i16>) -> Self {
        Self {
            stats,
            year,
            scroll: Scroll::default(),
            area: Rect::default(),
        }
    }

    fn this_year(&self) -> i16 {
        self.stats.today.civil().year()
    }

    /// Before the last twelve months comes this year, then the ones before, as
    /// far as anything was completed.
    fn earlier(&self) -> Outcome {
        let began = self.stats.began.unwrap_or(self.stats.today);
        let began = began.civil().year();
        match self.year {
            None => Self::turn_to(Some(self.this_year())),
            Some(year) if year > began => Self::turn_to(Some(year - 1)),
            Some(_) => Outcome::say(Notice::new(format!("nothing was completed before {began}"))),
        }
    }

    fn later(&self) -> Outcome {
        match self.year {
            None => Outcome::say(Notice::new("these are the last twelve months")),
            Some(year) if year >= self.this_year() => Self::turn_to(None),
            Some(year) => Self::turn_to(Some(year + 1)),
        }
    }

    fn turn_to(year: Option<i16>) -> Outcome {
        Outcome::ask(Effect::Refresh(Place::Stats(year)))
    }

    fn year_lines(&self, width: usize) -> Vec<Styled> {
        let mut lines = vec![head(&self.stats), Styled::new()];
        lines.extend(heatmap(&self.stats, width));
        lines
    }

    fn rest_lines(&self, width: usize) -> Vec<Styled> {
        let mut lines = sums(&self.stats, width);
        if !self.stats.courses.is_empty() {
            lines.push(Styled::new());
            lines.push(Styled::new().role(Role::Title, "Courses"));
            lines.extend(courses(&self.stats, width));
        }
        lines
    }

    fn lines(&self, width: usize) -> Vec<Styled> {
        if width >= WIDE {
            return beside(
                self.year_lines(YEAR),
                self.rest_lines(width.saturating_sub(YEAR)),
            );
        }
        let mut lines = self.year_lines(width);
        lines.push(Styled::new());
        lines.extend(self.rest_lines(width));
        lines
    }
}

/// Two blocks of lines side by side.
fn beside(left: Vec<Styled>, right: Vec<Styled>) -> Vec<Styled> {
    let rows = left.len().max(right.len());
    let mut right = right.into_iter();
    let mut left = left.into_iter();
    let row = |_| {
        let mut line = left.next().unwrap_or_default();
        let gap = YEAR.saturating_sub(line.width());
        line.push(Role::Text, &" ".repeat(gap));
        line.append(right.next().unwrap_or_default());
        line
    };
    (0..rows).map(row).collect()
}

impl Layer for Statistics {
    fn title(&self) -> Vec<String> {
        let year = self.year.map(|year| year.to_string());
        let year = year.unwrap_or_else(|| "the last twelve months".to_owned());
        vec!["Statistics".to_owned(), year]
    }

    fn fit(&mut self, area: Rect, _look: Look) {
        let top = u16::from(area.height > 16);
        self.area = page(area, PAGE);
        self.area.y += top;
        self.area.height -= top;
        let width = usize::from(self.area.width).saturating_sub(1);
        self.scroll.set_lines(self.lines(width));
        self.scroll.set_height(self.area.height);
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        canvas.within(self.area).scrolled(&self.scroll);
    }

    fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Left => self.earlier(),
            Action::Right => self.later(),
            // One is there already.
            Action::Stats => Outcome::done(),
            _ if self.scroll.act(action) => Outcome::done(),
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
            Some(Answer::View {
                view: View::Stats(stats, year),
                ..
            }) => {
                self.stats = *stats;
                self.year = year;
                Outcome::done()
            }
            other => {
                *answer = other;
                Outcome::Ignored
            }
        }
    }

    fn keys(&self) -> Vec<Action> {
        vec![
            Action::Left,
            Action::Right,
            Action::Back,
            Action::List,
            Action::Review,
        ]
    }

    fn word(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Left => Some("earlier"),
            Action::Right => Some("later"),
            _ => None,
        }
    }

    fn command(&self) -> Option<String> {
        Some(match self.year {
            Some(year) => format!("codezest stats --year {year}"),
            None => "codezest stats".to_owned(),
        })
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Stats(self.year)))
    }
}

#[cfg(test)]
mod tests;
