use super::*;
use crate::config::KEYS;
use crate::tui::model::Model;
use crate::tui::testing::{answer, model, press_keys, shown, text, write};

/// The settings as they are at first, with some changed.
pub(super) fn settings(changed: &[(&str, &str, Origin)]) -> Settings {
    let of_table = KEYS.iter().map(|key| {
        let set = changed.iter().find(|(name, _, _)| *name == key.name);
        Setting {
            name: key.name.to_owned(),
            value: set.map_or(key.default, |(_, value, _)| value).to_owned(),
            origin: set.map_or(Origin::Default, |(_, _, origin)| *origin),
            default: key.default.to_owned(),
            takes: key.takes.to_owned(),
            choices: key.choices().iter().map(ToString::to_string).collect(),
            help: key.help.to_owned(),
            variable: Some(key.variable()),
        }
    });
    let of_keys = changed
        .iter()
        .filter(|(name, _, _)| name.starts_with("keys."));
    Settings {
        schema_version: 1,
        file: "config.toml".to_owned(),
        settings: of_table.collect(),
        keys: of_keys
            .map(|(name, value, origin)| Setting {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
                origin: *origin,
                default: String::new(),
                takes: String::new(),
                choices: Vec::new(),
                help: String::new(),
                variable: None,
            })
            .collect(),
    }
}

pub(super) fn set(pairs: &[(&str, Option<&str>)]) -> Effect {
    let owned =
        |(name, value): &(&str, Option<&str>)| ((*name).to_owned(), value.map(ToOwned::to_owned));
    Effect::Set(pairs.iter().map(owned).collect())
}

fn screen(changed: &[(&str, &str, Origin)]) -> Model {
    model(Box::new(Options::new(settings(changed))), (80, 24))
}

/// Stands on the setting of that name.
fn on(name: &str, changed: &[(&str, &str, Origin)]) -> Model {
    let mut model = screen(changed);
    let at = KEYS.iter().position(|key| key.name == name);
    for _ in 0..at.unwrap_or(KEYS.len()) {
        press_keys(&mut model, "j");
    }
    model
}

#[test]
fn every_state_at_three_sizes() {
    shown("settings", || screen(&[("theme", "dark", Origin::File)]));
    shown("settings-fixed", || {
        let mut model = on("theme", &[("theme", "light", Origin::Environment)]);
        press_keys(&mut model, "enter");
        model
    });
    shown("settings-writing", || {
        let mut model = on("jobs", &[("keys.hint", "z", Origin::File)]);
        press_keys(&mut model, "enter backspace 4");
        model
    });
}

#[test]
fn where_there_are_few_values_enter_takes_the_next() {
    let mut theme = on("theme", &[("theme", "ansi", Origin::File)]);
    assert_eq!(
        press_keys(&mut theme, "enter"),
        [set(&[("theme", Some("auto"))])]
    );
    assert_eq!(
        press_keys(&mut theme, "left"),
        [set(&[("theme", Some("high-contrast"))])]
    );
    assert_eq!(press_keys(&mut theme, "x"), [set(&[("theme", None)])]);
    let mut mouse = on("mouse", &[]);
    assert_eq!(
        press_keys(&mut mouse, "enter"),
        [set(&[("mouse", Some("false"))])]
    );
    assert_eq!(
        press_keys(&mut mouse, "right"),
        [set(&[("mouse", Some("false"))])]
    );
}

#[test]
fn what_a_variable_decides_is_refused() {
    let mut model = on("theme", &[("theme", "light", Origin::Environment)]);
    for key in ["enter", "left", "right", "x"] {
        assert_eq!(press_keys(&mut model, key), [], "{key}");
        let said = model.notice.take().unwrap();
        assert!(said.text.contains("CODEZEST_THEME"), "{said:?}");
    }
    let mut jobs = on("jobs", &[("jobs", "3", Origin::Environment)]);
    press_keys(&mut jobs, "enter");
    assert_eq!(write(&mut jobs, "4"), []);
    assert!(!text(&jobs).contains("jobs ="));
}

#[test]
fn a_value_is_written_until_the_world_takes_it() {
    let mut model = on("jobs", &[]);
    press_keys(&mut model, "enter backspace");
    write(&mut model, "99");
    assert_eq!(
        press_keys(&mut model, "enter"),
        [set(&[("jobs", Some("99"))])]
    );
    // Refused: the line is still there, to be mended.
    assert!(text(&model).contains("jobs = 99"));
    press_keys(&mut model, "backspace");
    assert_eq!(
        press_keys(&mut model, "enter"),
        [set(&[("jobs", Some("9"))])]
    );
    let view = View::Settings(Box::new(settings(&[("jobs", "9", Origin::File)])));
    answer(&mut model, Answer::View { view, opens: false });
    assert!(!text(&model).contains("jobs ="));
    // Emptied, it is the default again; Esc leaves it as it is.
    press_keys(&mut model, "enter ctrl-u");
    assert_eq!(press_keys(&mut model, "enter"), [set(&[("jobs", None)])]);
    assert_eq!(press_keys(&mut model, "esc"), []);
    assert!(!text(&model).contains("jobs ="));
}

#[test]
fn the_last_row_leads_to_the_keys() {
    let mut model = on("keys", &[]);
    assert_eq!(press_keys(&mut model, "enter"), [Effect::Open(Place::Keys)]);
}

#[test]
fn what_is_settled_is_seen_at_once() {
    use crate::config::ThemeChoice;
    use crate::tui::keymap::Keymap;
    use crate::tui::theme::Theme;
    let mut model = screen(&[]);
    let changes = [("quit".to_owned(), "Z".to_owned())];
    answer(
        &mut model,
        Answer::Settled {
            theme: Theme::new(ThemeChoice::Mono, true, true),
            keymap: Box::new(Keymap::new(&changes).0),
        },
    );
    let shown = text(&model);
    assert!(
        shown.contains("> workspace") && !shown.contains("cyan"),
        "{shown}"
    );
    press_keys(&mut model, "q");
    assert!(model.exit.is_none());
    press_keys(&mut model, "Z");
    assert!(model.exit.is_some());
}
