use super::super::tests::{set, settings};
use super::*;
use crate::config::Origin;
use crate::tui::model::Model;
use crate::tui::testing::{answer, model, press_keys, shown, text};

/// The list of keys, standing on `action`.
fn on(action: Action, changed: &[(&str, &str)]) -> Model {
    let changed: Vec<_> = changed
        .iter()
        .map(|(name, keys)| (*name, *keys, Origin::File))
        .collect();
    let mut model = model(Box::new(Keys::new(settings(&changed))), (80, 24));
    let at = Action::ALL.iter().position(|known| *known == action);
    for _ in 0..at.unwrap() {
        press_keys(&mut model, "down");
    }
    model
}

#[test]
fn every_state_at_three_sizes() {
    shown("keys", || on(Action::Hint, &[("keys.hint", "z f2")]));
    shown("keys-waiting", || {
        let mut model = on(Action::Hint, &[]);
        press_keys(&mut model, "enter");
        model
    });
    shown("keys-asking", || {
        let mut model = on(Action::Hint, &[]);
        press_keys(&mut model, "enter t");
        model
    });
}

#[test]
fn a_free_key_is_bound_at_once_and_shown_first() {
    let mut model = on(Action::Hint, &[]);
    let effects = press_keys(&mut model, "enter ctrl-t");
    assert_eq!(effects, [set(&[("keys.hint", Some("ctrl-t h"))])]);
    let view = View::Settings(Box::new(settings(&[(
        "keys.hint",
        "ctrl-t h",
        Origin::File,
    )])));
    answer(&mut model, Answer::View { view, opens: false });
    assert!(text(&model).contains("ctrl-t, h"));
    // Pressed once more it is taken away, and all is as at first.
    let effects = press_keys(&mut model, "enter ctrl-t");
    assert_eq!(effects, [set(&[("keys.hint", None)])]);
}

#[test]
fn a_key_that_does_something_else_is_taken_only_after_a_yes() {
    let mut model = on(Action::Hint, &[]);
    assert_eq!(press_keys(&mut model, "enter t"), []);
    let shown = text(&model);
    assert!(shown.contains("t does test now: run the tests."), "{shown}");
    assert!(shown.contains("no key does test any more"), "{shown}");
    assert_eq!(press_keys(&mut model, "esc"), []);
    assert!(!text(&model).contains("no key does test"));
    let effects = press_keys(&mut model, "enter t enter");
    assert_eq!(effects, [set(&[("keys.hint", Some("t h"))])]);
}

#[test]
fn a_key_given_to_another_action_before_moves() {
    let mut model = on(Action::Hint, &[("keys.test", "t z")]);
    assert_eq!(press_keys(&mut model, "enter z"), []);
    assert!(text(&model).contains("z does test now"));
    let effects = press_keys(&mut model, "enter");
    let both = set(&[("keys.hint", Some("z h")), ("keys.test", Some("t"))]);
    assert_eq!(effects, [both]);
}

#[test]
fn the_last_key_of_an_action_is_taken_only_after_a_yes() {
    let mut model = on(Action::Hint, &[]);
    assert_eq!(press_keys(&mut model, "enter h"), []);
    assert!(text(&model).contains("no key does hint any more"));
    let effects = press_keys(&mut model, "enter");
    assert_eq!(effects, [set(&[("keys.hint", Some(""))])]);
}

#[test]
fn resetting_asks_when_it_would_take_the_only_key_of_another() {
    let mut free = on(Action::Hint, &[("keys.hint", "z")]);
    assert_eq!(press_keys(&mut free, "x"), [set(&[("keys.hint", None)])]);
    let mut held = on(Action::Hint, &[("keys.hint", "z"), ("keys.quit", "h")]);
    assert_eq!(press_keys(&mut held, "x"), []);
    assert!(text(&held).contains("no key does hint any more"));
}

#[test]
fn escape_and_clicks_bind_nothing() {
    let mut model = on(Action::Hint, &[]);
    assert_eq!(press_keys(&mut model, "enter esc"), []);
    assert!(!text(&model).contains("Press the key"));
    press_keys(&mut model, "enter");
    let clicked = crate::tui::msg::Msg::Pointed(Pointed::Click, Some(Target::Row(3)));
    assert_eq!(crate::tui::update::update(&mut model, clicked), []);
    assert!(text(&model).contains("Press the key"));
}
