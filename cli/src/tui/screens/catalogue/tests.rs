use codezest_core::course::model::ItemKind;
use codezest_core::learning::progress::ItemStatus;

use super::*;
use crate::tui::model::Model;
use crate::tui::testing::{at_any_size, at_sizes, model, press, samples, text};

fn catalogue(at: Option<&str>, size: (u16, u16)) -> Model {
    model(Box::new(Catalogue::new(samples::catalogue(), at)), size)
}

#[test]
fn it_shows_languages_courses_modules_and_items() {
    at_sizes("catalogue", |size| catalogue(None, size));
    at_sizes("catalogue-item", |size| catalogue(Some("sql/groups"), size));
    at_sizes("catalogue-search", |size| {
        let mut model = catalogue(None, size);
        press(&mut model, "/tool");
        model
    });
    at_any_size(|size| catalogue(Some("sql/groups"), size));
}

#[test]
fn what_opens_closes_and_an_item_is_shown() {
    let mut model = catalogue(Some("sql/long-trips"), (80, 24));
    let opens = press(&mut model, "<enter>");
    let item = Place::Item("sql/long-trips".to_owned());
    assert_eq!(opens, [Effect::Open(item)]);
    // Out of the module, which closes; nothing is asked of the world.
    assert_eq!(press(&mut model, "<left><left>"), []);
    assert!(!text(&model).contains("Tools that travel far"));
    press(&mut model, "<right>");
    assert!(text(&model).contains("Tools that travel far"));
}

#[test]
fn filters_follow_each_other_and_hide_what_is_around_nothing() {
    let mut model = catalogue(Some("sql/first-answer"), (80, 24));
    press(&mut model, "f");
    let seen = text(&model);
    assert!(
        seen.contains("only what is not done") && !seen.contains("Your first answer"),
        "{seen}"
    );
    assert!(seen.contains("What do you know of rows?"), "{seen}");
    press(&mut model, "fff");
    let seen = text(&model);
    assert!(
        seen.contains("only materials") && seen.contains("Meet the shed"),
        "{seen}"
    );
    assert!(!seen.contains("python"), "{seen}");
    press(&mut model, "fff");
    assert!(text(&model).contains("everything"));
}

#[test]
fn letters_find_items_and_escape_leads_back_to_the_tree() {
    let mut model = catalogue(None, (80, 24));
    assert_eq!(press(&mut model, "/trvl"), []);
    assert!(text(&model).contains("1 item"), "{}", text(&model));
    let item = Place::Item("sql/long-trips".to_owned());
    assert_eq!(press(&mut model, "<enter>"), [Effect::Open(item)]);
    let mut model = catalogue(None, (80, 24));
    press(&mut model, "/trvl<esc>");
    let seen = text(&model);
    assert!(seen.contains("▸       ○ Tools that travel far"), "{seen}");
    let mut model = catalogue(None, (80, 24));
    press(&mut model, "/zzz");
    assert!(text(&model).contains("No item has these letters"));
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    use crate::tui::msg::Msg;
    use crate::tui::update::update;
    let mut model = catalogue(Some("sql/shed"), (80, 24));
    let row = |model: &Model| {
        let mut buffer = ratatui::buffer::Buffer::empty(Rect::new(0, 0, 80, 24));
        let drawn = crate::tui::view::view(model, &mut buffer);
        let lines: Vec<String> = text(model).lines().map(str::to_owned).collect();
        let y = lines
            .iter()
            .position(|line| line.contains("Your first answer"))
            .unwrap();
        let at = ratatui::layout::Position::new(5, u16::try_from(y).unwrap());
        drawn
            .regions
            .into_iter()
            .rev()
            .find(|region| region.area.contains(at))
            .unwrap()
            .target
    };
    let target = row(&model);
    let click =
        |model: &mut Model| update(model, Msg::Pointed(Pointed::Click, Some(target.clone())));
    assert_eq!(click(&mut model), []);
    let item = Place::Item("sql/first-answer".to_owned());
    assert_eq!(click(&mut model), [Effect::Open(item)]);
}

#[test]
fn ten_thousand_items_are_found_at_once_and_counted() {
    let mut content = samples::catalogue();
    content.items = (1..=10_000)
        .map(|n| {
            let id = format!("item-{n}");
            samples::item(
                1,
                ItemKind::Material,
                &id,
                &format!("Item {n}"),
                ItemStatus::New,
            )
        })
        .collect();
    let mut model = model(Box::new(Catalogue::new(content, None)), (80, 24));
    press(&mut model, "/item 9999");
    assert!(text(&model).contains("Item 9999"), "{}", text(&model));
}
