use codezest_core::course::model::{Difficulty, ItemKind};
use codezest_core::learning::progress::ItemStatus;

use super::*;
use crate::tui::model::Model;
use crate::tui::testing::{answer, model, press_keys, shown, text, write};

fn item(name: &str, kind: ItemKind, title: &str) -> ItemLine {
    let (course, id) = name.split_once('/').unwrap();
    ItemLine {
        id: id.to_owned(),
        name: name.to_owned(),
        number: 1,
        kind,
        title: title.to_owned(),
        language: "sql".to_owned(),
        course: course.to_owned(),
        module: "asking".to_owned(),
        difficulty: Difficulty::Beginner,
        status: ItemStatus::New,
        points: 10,
        hidden: false,
    }
}

fn catalogue() -> Catalogue {
    Catalogue {
        schema_version: 1,
        courses: Vec::new(),
        items: vec![
            item("sql/meet", ItemKind::Material, "Meet the shed"),
            item("sql/rows", ItemKind::Material, "Choosing rows"),
            item("sql/garden", ItemKind::Assignment, "A cheap garden"),
            item("sql/count", ItemKind::Material, "Counting and adding up"),
        ],
    }
}

fn hit(name: &str, before: &str, matched: &str, after: &str) -> HitView {
    let part = |text: &str, matched| Part {
        text: text.to_owned(),
        matched,
    };
    HitView {
        item: name.to_owned(),
        kind: ItemKind::Material,
        title: name.to_owned(),
        in_code: false,
        snippet: vec![part(before, false), part(matched, true), part(after, false)],
    }
}

fn found(words: &str) -> Answer {
    Answer::Found(Found {
        schema_version: 1,
        words: words.to_owned(),
        hits: vec![
            hit("sql/count", "…Sixteen ", "rows", " go in, one comes out…"),
            hit(
                "sql/rows",
                "For each ",
                "row",
                " it asks, \"Is the fee above 5?\"…",
            ),
            hit("sql/count", "select count(*) -- ", "rows", ""),
        ],
    })
}

fn search() -> Model {
    model(Box::new(Search::new(catalogue())), (80, 24))
}

/// A search for `row`, with what texts have.
fn searched() -> Model {
    let mut model = search();
    write(&mut model, "row");
    answer(&mut model, found("row"));
    model
}

fn opens(name: &str) -> [Effect; 1] {
    [Effect::Open(Place::Item(name.to_owned()))]
}

#[test]
fn every_state_at_three_sizes() {
    shown("search-empty", search);
    shown("search-found", searched);
    shown("search-nothing", || {
        let mut model = search();
        write(&mut model, "zzz");
        model
    });
}

#[test]
fn texts_are_asked_for_when_they_change_and_from_two_characters_on() {
    let mut model = search();
    assert_eq!(write(&mut model, "r"), []);
    assert_eq!(write(&mut model, "o"), [Effect::Find("ro".to_owned())]);
    assert_eq!(press_keys(&mut model, "left right ctrl-n up home"), []);
    assert_eq!(press_keys(&mut model, "end backspace"), []);
}

#[test]
fn titles_come_first_and_nothing_stands_twice() {
    let mut model = searched();
    assert_eq!(press_keys(&mut model, "enter"), opens("sql/rows"));
    press_keys(&mut model, "down");
    assert_eq!(press_keys(&mut model, "enter"), opens("sql/count"));
    // There is no third.
    press_keys(&mut model, "ctrl-n");
    assert_eq!(press_keys(&mut model, "enter"), opens("sql/count"));
    press_keys(&mut model, "ctrl-p");
    assert_eq!(press_keys(&mut model, "enter"), opens("sql/rows"));
}

#[test]
fn what_is_found_for_an_older_text_is_left_out() {
    let mut model = search();
    write(&mut model, "rows");
    answer(&mut model, found("row"));
    assert!(!text(&model).contains("In texts"));
    answer(&mut model, found("rows"));
    assert!(text(&model).contains("In texts"));
    // With one character left, nothing of the texts is.
    press_keys(&mut model, "backspace backspace backspace");
    assert!(!text(&model).contains("In texts"));
}

#[test]
fn letters_are_letters_and_escape_goes_back() {
    let mut model = searched();
    model.screens.insert(0, Box::new(Search::new(catalogue())));
    write(&mut model, "?q");
    assert!(model.popups.is_empty() && model.exit.is_none());
    press_keys(&mut model, "f1");
    let shown = text(&model);
    assert!(shown.contains("codezest search row?q"), "{shown}");
    press_keys(&mut model, "esc esc");
    assert_eq!((model.popups.len(), model.screens.len()), (0, 1));
}

#[test]
fn of_many_titles_some_are_shown_and_the_rest_is_counted() {
    let mut many = catalogue();
    let titles = (0..100).map(|n| item(&format!("sql/i{n}"), ItemKind::Material, "A rowing boat"));
    many.items.extend(titles);
    let mut model = model(Box::new(Search::new(many)), (80, 200));
    write(&mut model, "row");
    assert!(text(&model).contains("and 51 more titles"));
    answer(&mut model, found("row"));
    assert!(text(&model).contains("and 93 more titles"));
}
