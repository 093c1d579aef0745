//! Where you are and what is next.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::lines::catalogue::bar;
use crate::lines::home::{count, level_line, streak_lines};
use crate::lines::markdown::sentence;
use crate::tui::effect::{Answer, Effect, Place, View};
use crate::tui::keymap::Action;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::msg::{Pointed, Target};
use crate::tui::widgets::canvas::{Canvas, shortened};
use crate::tui::widgets::cursor::Cursor;
use crate::ui::{Look, Role, Styled};
use crate::views::home::Status;
use crate::views::list::CourseLine;

/// The home screen.
#[derive(Debug)]
pub struct Home {
    status: Status,
    /// What can be chosen, with the line it stands on.
    choices: Vec<Choice>,
    lines: Vec<(Styled, Option<usize>)>,
    cursor: Cursor,
    area: Rect,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    /// What comes next.
    Next,
    /// The cards that are due.
    Review,
    /// A course, by name.
    Course(String),
}

/// Columns of a comfortable page.
const PAGE: u16 = 76;

/// What is said to whoever comes for the first time.
const WELCOME: [&str; 2] = [
    "Learn programming right here: read, write, run the tests, go on.",
    "No account, no network. The first test passes within a minute.",
];

impl Home {
    /// The home screen for a status.
    #[must_use]
    pub fn new(status: Status) -> Self {
        let mut home = Self {
            status,
            choices: Vec::new(),
            lines: Vec::new(),
            cursor: Cursor::default(),
            area: Rect::default(),
        };
        home.choose_from();
        home
    }

    fn choose_from(&mut self) {
        self.choices.clear();
        if self.status.next.is_some() {
            self.choices.push(Choice::Next);
        }
        if self.status.due > 0 {
            self.choices.push(Choice::Review);
        }
        let courses = self.status.courses.iter();
        self.choices
            .extend(courses.map(|course| Choice::Course(course.id.clone())));
        self.cursor.set_length(self.choices.len());
    }

    /// Whether nothing was done yet at all.
    fn is_first_time(&self) -> bool {
        self.status.current.is_none() && self.status.courses.iter().all(|course| course.done == 0)
    }

    fn lay_out(&mut self, look: Look) {
        let width = look.width;
        let mut lines: Vec<(Styled, Option<usize>)> = Vec::new();
        let mut say = |line: Styled| lines.push((line, None));
        if self.is_first_time() {
            say(Styled::new().role(Role::Title, "Welcome to CodeZest"));
            say(Styled::new());
            for text in WELCOME {
                sentence(text, Role::Text, look)
                    .into_iter()
                    .for_each(&mut say);
            }
        } else {
            streak_lines(&self.status.streak, width)
                .into_iter()
                .for_each(&mut say);
            say(level_line(&self.status.level));
        }
        if self.status.queue.pending > 0 {
            let waiting = count(self.status.queue.pending, "submission");
            say(Styled::new().role(
                Role::Dim,
                &format!("{waiting} saved here, not handed in yet"),
            ));
        }
        say(Styled::new());
        for (at, choice) in self.choices.iter().enumerate() {
            match choice {
                Choice::Next => {
                    let head = if self.is_first_time() {
                        "Begin here"
                    } else {
                        "Go on"
                    };
                    lines.push((Styled::new().role(Role::Title, head), None));
                    lines.push((self.next_line(width), Some(at)));
                    lines.push((Styled::new(), None));
                }
                Choice::Review => {
                    let cards = count(self.status.due, "card");
                    let line = Styled::new().role(Role::Warning, "↻ ");
                    let line = line.text(&format!("Review: {cards} due today"));
                    lines.push((line, Some(at)));
                    lines.push((Styled::new(), None));
                }
                Choice::Course(name) => {
                    if !self.choices.get(..at).unwrap_or(&[]).iter().any(is_course) {
                        lines.push((Styled::new().role(Role::Title, "Courses"), None));
                    }
                    if let Some(course) = self.status.courses.iter().find(|it| it.id == *name) {
                        lines.push((course_line(course, width), Some(at)));
                    }
                }
            }
        }
        if self.status.next.is_none() {
            lines.push((Styled::new(), None));
            let line = Styled::new().text("Everything is done. More courses: ");
            lines.push((line.role(Role::Code, "codezest course add SOURCE"), None));
        }
        self.lines = lines;
    }

    fn next_line(&self, width: usize) -> Styled {
        let Some(next) = &self.status.next else {
            return Styled::new();
        };
        let item = &next.item;
        let rest = format!(
            "  {} {} of {}",
            item.kind.as_str(),
            item.number,
            item.course
        );
        let room = width.saturating_sub(rest.chars().count() + 4).max(12);
        Styled::new()
            .role(Role::Hint, "▶ ")
            .role(Role::Strong, &shortened(&item.title, room))
            .role(Role::Dim, &rest)
    }

    fn chosen(&self) -> Outcome {
        let place = match self.choices.get(self.cursor.at()) {
            Some(Choice::Next) => match &self.status.next {
                Some(next) => Place::Item(next.item.name.clone()),
                None => Place::Next,
            },
            Some(Choice::Review) => Place::Review,
            Some(Choice::Course(name)) => Place::Catalogue(Some(name.clone())),
            None => Place::Catalogue(None),
        };
        Outcome::ask(Effect::Open(place))
    }

    /// The first line to show, so that the cursor is seen.
    fn top(&self) -> usize {
        let height = usize::from(self.area.height);
        let at = self
            .lines
            .iter()
            .position(|(_, choice)| *choice == Some(self.cursor.at()));
        match at {
            Some(at) if at >= height && self.cursor.at() > 0 => at + 1 - height,
            _ => 0,
        }
    }
}

fn is_course(choice: &Choice) -> bool {
    matches!(choice, Choice::Course(_))
}

fn course_line(course: &CourseLine, width: usize) -> Styled {
    let role = if course.done == 0 {
        Role::Dim
    } else {
        Role::Good
    };
    let counts = format!("{:>4}/{:<4}", course.done, course.total);
    let rest = format!("  {}", course.language);
    let room = width
        .saturating_sub(2 + 10 + 2 + counts.len() + rest.len() + 2)
        .max(8);
    Styled::new()
        .role(role, &bar(course.done, course.total))
        .text(&counts)
        .text(&shortened(&course.title, room))
        .role(Role::Dim, &rest)
}

impl Layer for Home {
    fn title(&self) -> Vec<String> {
        vec!["Home".to_owned()]
    }

    fn fit(&mut self, area: Rect, look: Look) {
        let width = area.width.min(PAGE);
        let margin = if area.width > PAGE {
            (area.width - PAGE) / 2
        } else {
            1.min(area.width)
        };
        let top = u16::from(area.height > 12);
        self.area = Rect {
            x: area.x + margin,
            y: area.y + top.min(area.height),
            width: width.min(area.width.saturating_sub(margin)),
            height: area.height.saturating_sub(top),
        };
        self.lay_out(look.narrowed(usize::from(self.area.width)));
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut canvas = canvas.within(self.area);
        let chosen = canvas.theme.chosen();
        let lines = self.lines.iter().skip(self.top());
        for (row, (line, choice)) in (0..canvas.area.height).zip(lines) {
            let Some(choice) = choice else {
                canvas.line(row, line);
                continue;
            };
            let here = *choice == self.cursor.at();
            let under = if here { chosen } else { Style::new() };
            canvas.paint_row(row, under);
            let mut text = Styled::new().text(if here { "▸ " } else { "  " });
            text.append(line.clone());
            canvas.line_on(row, &text, under);
            canvas.row_region(row, Target::Row(*choice));
        }
    }

    fn act(&mut self, action: Action) -> Outcome {
        if self.cursor.act(action) {
            return Outcome::done();
        }
        match action {
            Action::Select | Action::Right | Action::Complete => self.chosen(),
            _ => Outcome::Ignored,
        }
    }

    fn pointed(&mut self, pointed: &Pointed, target: &Target) -> Outcome {
        match (pointed, target) {
            (Pointed::Click, Target::Row(at)) => {
                self.cursor.go_to(*at);
                self.chosen()
            }
            (Pointed::Wheel(entries), _) => {
                self.cursor.move_by(isize::from(*entries).signum());
                Outcome::done()
            }
            _ => Outcome::Ignored,
        }
    }

    fn answer(&mut self, answer: &mut Option<Answer>) -> Outcome {
        match answer.take() {
            Some(Answer::View {
                view: View::Home(status),
                ..
            }) => {
                self.status = *status;
                self.choose_from();
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
            Action::Select,
            Action::List,
            Action::Search,
            Action::Review,
            Action::Stats,
            Action::Settings,
            Action::Quit,
            Action::Inbox,
        ]
    }

    fn command(&self) -> Option<String> {
        Some("codezest status".to_owned())
    }

    fn refresh(&self) -> Option<Effect> {
        Some(Effect::Refresh(Place::Home))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{answer, at_any_size, at_sizes, model, press, samples, text};

    fn home(status: Status, size: (u16, u16)) -> crate::tui::model::Model {
        model(Box::new(Home::new(status)), size)
    }

    #[test]
    fn it_shows_where_one_is_and_what_is_next() {
        at_sizes("home", |size| home(samples::status(), size));
        at_sizes("home-first-time", |size| home(samples::first_time(), size));
        at_any_size(|size| home(samples::status(), size));
    }

    #[test]
    fn the_welcome_is_read_to_its_end_at_any_width() {
        for columns in [30, 60, 80] {
            let shown = text(&home(samples::first_time(), (columns, 24)));
            let words: Vec<&str> = shown.split_whitespace().collect();
            let shown = words.join(" ");
            for said in WELCOME {
                assert!(shown.contains(said), "{columns}: {shown}");
            }
        }
    }

    #[test]
    fn what_is_chosen_is_opened() {
        let opens = |keys: &str| press(&mut home(samples::status(), (80, 24)), keys);
        let item = |name: &str| vec![Effect::Open(Place::Item(name.to_owned()))];
        assert_eq!(opens("<enter>"), item("sql/rows-quiz"));
        assert_eq!(opens("j<enter>"), [Effect::Open(Place::Review)]);
        let course = Place::Catalogue(Some("sql".to_owned()));
        assert_eq!(opens("jj<enter>"), [Effect::Open(course)]);
        assert_eq!(
            opens("G<enter>"),
            [Effect::Open(Place::Catalogue(Some("python".to_owned())))]
        );
        assert_eq!(opens("n"), [Effect::Open(Place::Next)]);
    }

    #[test]
    fn what_does_nothing_here_says_so() {
        for keys in ["t", ":run the tests<enter>"] {
            let mut model = home(samples::status(), (80, 24));
            assert_eq!(press(&mut model, keys), []);
            let shown = text(&model);
            assert!(shown.contains("test does nothing here"), "{shown}");
        }
    }

    #[test]
    fn news_are_shown_and_the_cursor_stays_on_the_list() {
        let mut model = home(samples::status(), (80, 24));
        press(&mut model, "G");
        let mut fewer = samples::status();
        fewer.courses.truncate(1);
        fewer.due = 0;
        let view = View::Home(Box::new(fewer));
        answer(&mut model, Answer::View { view, opens: false });
        assert!(!text(&model).contains("due today"));
        assert!(text(&model).contains("▸ ████"), "{}", text(&model));
    }
}
