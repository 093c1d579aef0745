//! What follows of a message: changes of the model, and effects.

use codezest_core::error::ErrorCode;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::effect::{Answer, Effect, Place, View};
use super::keymap::Action;
use super::layer::{Layer, Outcome, Step};
use super::model::Model;
use super::msg::{Msg, Notice, Pointed, Target};
use super::popups::help::Help;
use super::popups::palette::Palette;
use super::view::body;
use super::{screens, theme::Theme};
use crate::failure::Exit;
use crate::ui::Look;

/// Deals with a message; the effects are for the world, in this order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => pressed(model, key, &mut effects),
        Msg::Paste(text) => {
            let outcome = first(model, |layer| layer.paste(&text));
            let _ = follow(model, outcome, &mut effects);
        }
        Msg::Pointed(pointed, target) => pointed_at(model, pointed, target, &mut effects),
        Msg::Resized(columns, rows) => model.size = (columns, rows),
        Msg::Tick(now) => {
            let outcomes: Vec<Outcome> = model.layers().map(|layer| layer.tick(now)).collect();
            for outcome in outcomes {
                let _ = follow(model, outcome, &mut effects);
            }
        }
        Msg::Answer(answer) => answered(model, *answer, &mut effects),
        Msg::Failed(notice) => model.notice = Some(notice),
        Msg::Terminate => leave(model, Exit::Code(ErrorCode::Interrupted), &mut effects),
    }
    fit(model);
    effects
}

/// Gives the layers that are seen their size.
fn fit(model: &mut Model) {
    let area = body(model.size);
    let look = look(model.theme, usize::from(model.size.0));
    if let Some(screen) = model.screens.last_mut() {
        screen.fit(area, look);
    }
    for popup in &mut model.popups {
        popup.fit(area, look);
    }
}

/// How lines look in the whole width.
fn look(theme: Theme, width: usize) -> Look {
    Look {
        width,
        plain: false,
        color: theme.has_colors(),
        highlight: true,
    }
}

/// Asks the layers from the top until one has dealt with it.
fn first(model: &mut Model, mut ask: impl FnMut(&mut dyn Layer) -> Outcome) -> Outcome {
    // A popup is between the screen and the learner.
    let top = model.popups.last_mut().or(model.screens.last_mut());
    match top {
        Some(layer) => ask(&mut **layer),
        None => Outcome::Ignored,
    }
}

/// Carries an outcome out; whether it was dealt with.
fn follow(model: &mut Model, outcome: Outcome, effects: &mut Vec<Effect>) -> bool {
    let Outcome::Consumed(steps) = outcome else {
        return false;
    };
    for step in steps {
        match step {
            Step::Do(effect) => effects.push(effect),
            Step::Popup(popup) => model.popups.push(popup),
            Step::ClosePopup => {
                model.popups.pop();
            }
            Step::Back => back(model, effects),
            Step::Say(notice) => model.notice = Some(notice),
            Step::Act(action) => act(model, action, effects),
        }
    }
    true
}

fn pressed(model: &mut Model, key: KeyEvent, effects: &mut Vec<Effect>) {
    model.notice = None;
    if is_interrupt(key) {
        interrupt(model, effects);
        return;
    }
    model.asked_to_quit = false;
    let outcome = first(model, |layer| layer.key(key));
    if follow(model, outcome, effects) {
        return;
    }
    if let Some(action) = model.keymap.action(key) {
        act(model, action, effects);
    }
}

fn is_interrupt(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL)
}

/// Ctrl-C stops what runs. With nothing to stop, it leaves when repeated:
/// people press it to get out.
fn interrupt(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.running {
        effects.push(Effect::Stop);
        model.notice = Some(Notice::new("stopping…"));
    } else if model.asked_to_quit {
        leave(model, Exit::Done, effects);
    } else {
        model.asked_to_quit = true;
        let key = model.keymap.shown(Action::Quit);
        model.notice = Some(Notice::new(format!(
            "nothing is running; {key} leaves, and so does Ctrl-C once more"
        )));
    }
}

/// Does what a key does: the topmost layer first, then what every screen has.
pub(super) fn act(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let outcome = first(model, |layer| layer.act(action));
    if follow(model, outcome, effects) {
        return;
    }
    if !model.popups.is_empty() {
        if matches!(action, Action::Back | Action::Quit | Action::Select) {
            model.popups.pop();
            return;
        }
        if !matches!(action, Action::Suspend | Action::Redraw | Action::Help) {
            return;
        }
    }
    everywhere(model, action, effects);
}

fn everywhere(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let place = match action {
        Action::Next => Place::Next,
        Action::List => Place::Catalogue(item_on_top(model)),
        Action::Review => Place::Review,
        Action::Search => Place::Search,
        Action::Stats => Place::Stats(None),
        Action::Inbox => Place::Inbox,
        Action::Settings => Place::Settings,
        Action::Home => {
            home(model, effects);
            return;
        }
        Action::Back | Action::Left => {
            back(model, effects);
            return;
        }
        Action::Help => {
            let help = model.top().map(|top| Help::of(top, &model.keymap));
            model
                .popups
                .extend(help.map(|help| Box::new(help) as Box<dyn Layer>));
            return;
        }
        Action::Palette => {
            let palette = model.top().map(|top| Palette::of(top, &model.keymap));
            model
                .popups
                .extend(palette.map(|it| Box::new(it) as Box<dyn Layer>));
            return;
        }
        Action::Suspend => {
            keep_unsaved(model, effects);
            effects.push(Effect::Suspend);
            return;
        }
        Action::Redraw => {
            effects.push(Effect::Redraw);
            return;
        }
        Action::Quit => {
            leave(model, Exit::Done, effects);
            return;
        }
        // Moving where nothing moves needs no words.
        Action::Down | Action::Up | Action::PageDown | Action::PageUp => return,
        Action::Top | Action::Bottom | Action::Right | Action::Select => return,
        Action::NextPane | Action::PreviousPane => return,
        other => {
            let said = format!("{} does nothing here", other.name().replace('-', " "));
            model.notice = Some(Notice::new(said));
            return;
        }
    };
    effects.push(Effect::Open(place));
}

/// The item that the topmost screen shows: lists stand on it.
fn item_on_top(model: &Model) -> Option<String> {
    match model.screens.last()?.refresh()? {
        Effect::Refresh(Place::Item(name)) | Effect::Resume(name) => Some(name),
        _ => None,
    }
}

/// What must not be lost goes first.
fn keep_unsaved(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.extend(model.layers().filter_map(|layer| layer.unsaved()));
}

fn leave(model: &mut Model, exit: Exit, effects: &mut Vec<Effect>) {
    keep_unsaved(model, effects);
    if model.running {
        effects.push(Effect::Stop);
    }
    model.exit = Some(exit);
}

/// The topmost screen goes; the one below learns what changed.
fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.screens.len() <= 1 {
        return;
    }
    if let Some(screen) = model.screens.pop() {
        effects.extend(screen.unsaved());
    }
    refresh(model, effects);
}

fn home(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.screens.len() > 1 {
        keep_unsaved(model, effects);
        model.screens.truncate(1);
        refresh(model, effects);
    }
}

fn refresh(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.extend(model.screens.last().and_then(|screen| screen.refresh()));
}

fn answered(model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
    match answer {
        Answer::View { view, opens: true } => open(model, view, effects),
        Answer::Said(notice) => model.notice = Some(notice),
        Answer::Settled { theme, keymap } => {
            model.theme = theme;
            model.keymap = *keymap;
        }
        Answer::AllDone => {
            model.notice = Some(
                Notice::new("Everything is done.").hint("codezest course add SOURCE brings more"),
            );
        }
        other => {
            match &other {
                Answer::RunBegan { .. } | Answer::Busy => model.running = true,
                Answer::RunEnded { .. } | Answer::Quiet => model.running = false,
                _ => {}
            }
            hand_out(model, other, effects);
        }
    }
}

/// Gives an answer to the layer that takes it, from the top.
fn hand_out(model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
    let mut answer = Some(answer);
    let mut outcome = Outcome::Ignored;
    for layer in model.layers() {
        outcome = layer.answer(&mut answer);
        if matches!(outcome, Outcome::Consumed(_)) {
            break;
        }
    }
    let _ = follow(model, outcome, effects);
}

/// Puts a screen on the stack. An item takes the place of an item, and a place
/// that is on the stack already is gone back to, so that going back leads to
/// where one came from and never in circles.
fn open(model: &mut Model, view: View, effects: &mut Vec<Effect>) {
    let screen = screens::of(view);
    model.popups.clear();
    if let Some(at) = model
        .screens
        .iter()
        .position(|held| is_same(&**held, &*screen))
    {
        keep_unsaved(model, effects);
        model.screens.truncate(at);
        model.screens.push(screen);
        return;
    }
    let replaces = screen.is_item() && model.screens.last().is_some_and(|top| top.is_item());
    if replaces && let Some(before) = model.screens.pop() {
        effects.extend(before.unsaved());
    }
    effects.extend(model.screens.last().and_then(|below| below.unsaved()));
    model.screens.push(screen);
}

/// Whether both show the same place, items aside.
fn is_same(one: &dyn Layer, other: &dyn Layer) -> bool {
    match (one.refresh(), other.refresh()) {
        (Some(Effect::Refresh(one)), Some(Effect::Refresh(other))) => {
            !matches!(one, Place::Item(_))
                && std::mem::discriminant(&one) == std::mem::discriminant(&other)
        }
        _ => false,
    }
}

fn pointed_at(
    model: &mut Model,
    pointed: Pointed,
    target: Option<Target>,
    effects: &mut Vec<Effect>,
) {
    match (&pointed, &target) {
        (Pointed::Click, Some(Target::Key(action))) => {
            model.notice = None;
            act(model, *action, effects);
        }
        _ => {
            let target = target.unwrap_or(Target::Pane(0));
            let outcome = first(model, |layer| layer.pointed(&pointed, &target));
            if follow(model, outcome, effects) {
                return;
            }
            if let (Pointed::Click, Target::Link(url)) = (&pointed, &target) {
                effects.push(Effect::Browse(url.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{answer, model, press, samples, text};

    fn opens(model: &mut Model, view: View) {
        answer(model, Answer::View { view, opens: true });
    }

    fn home() -> Model {
        let mut home = model(
            screens::of(View::Home(Box::new(samples::status()))),
            (80, 24),
        );
        home.notice = None;
        home
    }

    fn catalogue(at: &str) -> View {
        View::Catalogue(Box::new(samples::catalogue()), Some(at.to_owned()))
    }

    fn assignment() -> View {
        View::Assignment(Box::new(samples::assignment()))
    }

    #[test]
    fn going_to_where_one_was_goes_back_instead_of_round_in_circles() {
        let mut model = home();
        for _ in 0..3 {
            opens(&mut model, catalogue("sql"));
            opens(&mut model, assignment());
            // The list stands on what one comes from.
            let asked = press(&mut model, "l");
            let here = Place::Catalogue(Some("sql/long-trips".to_owned()));
            assert_eq!(asked, [Effect::Open(here)]);
        }
        assert_eq!(model.screens.len(), 3);
        press(&mut model, "<esc><esc>");
        assert!(text(&model).contains("Level 2"), "{}", text(&model));
    }

    #[test]
    fn an_item_takes_the_place_of_an_item_and_saves_it_first() {
        let mut model = home();
        opens(&mut model, assignment());
        press(&mut model, "ex");
        let view = assignment();
        let effects = answer(&mut model, Answer::View { view, opens: true });
        assert!(
            matches!(effects.as_slice(), [Effect::Save { .. }]),
            "{effects:?}"
        );
        assert_eq!(model.screens.len(), 2);
    }
}
