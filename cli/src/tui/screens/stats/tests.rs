use super::*;
use crate::tui::model::Model;
use crate::tui::testing::{answer, model, press_keys, resize, shown, text};
use crate::views::home::{LevelView, StreakView};
use crate::views::stats::{CourseStats, Day};

fn course(title: &str, done: u32, total: u32, points: u32) -> CourseStats {
    CourseStats {
        id: title.to_lowercase(),
        title: title.to_owned(),
        done,
        started: 0,
        total,
        percent: 0,
        points,
    }
}

/// A learner since the end of 2024, in March 2026.
fn stats(from: &str, to: &str) -> Stats {
    let days = [("2026-02-23", 1), ("2026-02-24", 3), ("2026-03-01", 8)];
    let date = |text: &str| text.parse().unwrap();
    Stats {
        schema_version: 1,
        from: date(from),
        to: date(to),
        today: date("2026-03-02"),
        began: Some(date("2024-12-30")),
        days: days
            .iter()
            .map(|(day, completed)| Day {
                day: date(day),
                completed: *completed,
            })
            .collect(),
        completed: 12,
        streak: StreakView {
            current: 2,
            longest: 5,
            freezes: 1,
            today: false,
        },
        level: LevelView {
            level: 2,
            points: 180,
            begins_at: 100,
            next_at: 300,
        },
        courses: vec![
            course("SQL: first steps", 12, 34, 180),
            course("Python: first steps", 0, 17, 0),
        ],
    }
}

fn twelve_months() -> Stats {
    stats("2025-03-03", "2026-03-02")
}

fn screen() -> Model {
    model(Box::new(Statistics::new(twelve_months(), None)), (80, 24))
}

fn turned(year: Option<i16>) -> [Effect; 1] {
    [Effect::Refresh(Place::Stats(year))]
}

/// What the world says to a year.
fn tell(model: &mut Model, year: Option<i16>) {
    let stats = match year {
        Some(year) => stats(&format!("{year}-01-01"), &format!("{year}-12-31")),
        None => twelve_months(),
    };
    let view = View::Stats(Box::new(stats), year);
    answer(model, Answer::View { view, opens: false });
}

#[test]
fn a_year_at_three_sizes() {
    shown("stats", screen);
    shown("stats-new", || {
        let nothing = Stats {
            days: Vec::new(),
            completed: 0,
            began: None,
            ..twelve_months()
        };
        model(Box::new(Statistics::new(nothing, None)), (80, 24))
    });
}

#[test]
fn years_turn_as_far_as_there_is_something() {
    let mut model = screen();
    for year in [Some(2026), Some(2025), Some(2024)] {
        assert_eq!(press_keys(&mut model, "left"), turned(year));
        tell(&mut model, year);
    }
    assert_eq!(press_keys(&mut model, "left"), []);
    let said = model.notice.take().unwrap().text;
    assert_eq!(said, "nothing was completed before 2024");
    let shown = text(&model);
    assert!(shown.contains("Statistics › 2024"), "{shown}");
    press_keys(&mut model, "?");
    assert!(text(&model).contains("codezest stats --year 2024"));
    press_keys(&mut model, "esc");
    for year in [Some(2025), Some(2026), None] {
        assert_eq!(press_keys(&mut model, "right"), turned(year));
        tell(&mut model, year);
    }
    assert_eq!(press_keys(&mut model, "right"), []);
}

#[test]
fn what_does_not_fit_is_scrolled_to() {
    let mut model = screen();
    resize(&mut model, (60, 15));
    assert!(!text(&model).contains("Python: first steps"));
    press_keys(&mut model, "G");
    assert!(text(&model).contains("Python: first steps"));
}
