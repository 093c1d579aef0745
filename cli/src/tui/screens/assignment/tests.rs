use codezest_core::learning::progress::ItemStatus;
use codezest_core::run::report::RunReport;

use super::*;
use crate::learn::write::Written;
use crate::tui::model::Model;
use crate::tui::testing::{answer, at_any_size, at_sizes, model, press, samples, text};

const ITEM: &str = "sql/long-trips";

fn screen(view: AssignmentView, size: (u16, u16)) -> Model {
    model(Box::new(Assignment::new(view)), size)
}

fn begun(size: (u16, u16)) -> Model {
    screen(samples::assignment(), size)
}

fn failed() -> AssignmentView {
    AssignmentView {
        last: Some(samples::failed_run()),
        started: true,
        ..samples::assignment()
    }
}

fn passed() -> AssignmentView {
    let mut view = AssignmentView {
        last: Some(samples::passed_run()),
        solution: true,
        ..failed()
    };
    view.item.status = ItemStatus::Passed;
    view
}

fn begin_run(model: &mut Model) {
    let item = ITEM.to_owned();
    answer(model, Answer::RunBegan { item, at: 0 });
}

fn end_run(model: &mut Model, report: RunReport, first_pass: bool) {
    let ended = Answer::RunEnded {
        item: ITEM.to_owned(),
        report: Some(Box::new(report)),
        first_pass,
    };
    answer(model, ended);
}

#[test]
fn instructions_stand_beside_what_the_tests_say() {
    at_sizes("assignment", begun);
    at_sizes("assignment-failed", |size| screen(failed(), size));
    at_sizes("assignment-passed", |size| screen(passed(), size));
    at_sizes("assignment-writing", |size| {
        let mut model = screen(failed(), size);
        press(&mut model, "e<end> order by");
        model
    });
    at_sizes("assignment-running", |size| {
        let mut model = begun(size);
        let item = ITEM.to_owned();
        answer(&mut model, Answer::RunBegan { item, at: 1_000 });
        crate::tui::update::update(&mut model, crate::tui::msg::Msg::Tick(2_345));
        model
    });
    at_any_size(begun);
    at_any_size(|size| {
        let mut model = screen(failed(), size);
        press(&mut model, "e");
        model
    });
}

#[test]
fn popups_stand_above_it() {
    let hints = || Content::Hints {
        texts: vec!["Look at `order by`.".to_owned()],
        available: 2,
        new: true,
    };
    at_sizes("assignment-hint", |size| {
        let mut model = begun(size);
        answer(&mut model, Answer::Text(hints()));
        model
    });
    at_sizes("assignment-compare", |size| {
        let mut model = screen(passed(), size);
        let files = vec![(
            "trips.sql".to_owned(),
            "select name from tools;\n".to_owned(),
            "select name from tools order by km desc;\n".to_owned(),
        )];
        let explanation = Some("Sorting is `order by`.".to_owned());
        answer(
            &mut model,
            Answer::Text(Content::Comparison { files, explanation }),
        );
        model
    });
    at_sizes("assignment-help", |size| {
        let mut model = begun(size);
        press(&mut model, "?");
        model
    });
    at_sizes("assignment-commands", |size| {
        let mut model = begun(size);
        press(&mut model, ":sol");
        model
    });
    // One more hint is asked for from within, and escape closes.
    let mut model = begun((80, 24));
    answer(&mut model, Answer::Text(hints()));
    let which = Which::Next;
    let item = ITEM.to_owned();
    assert_eq!(press(&mut model, "h"), [Effect::Hint { item, which }]);
    press(&mut model, "<esc>");
    assert!(!text(&model).contains("Hint 1 of 2"));
}

#[test]
fn one_more_hint_or_the_other_solution_takes_the_place_of_the_first() {
    let hints = |count: usize| Content::Hints {
        texts: vec!["Look at `order by`.".to_owned(); count],
        available: 2,
        new: true,
    };
    let solution = Content::Solution {
        files: vec![("trips.sql".to_owned(), "select 1;\n".to_owned())],
        explanation: None,
    };
    let comparison = Content::Comparison {
        files: vec![(
            "trips.sql".to_owned(),
            String::new(),
            "select 1;\n".to_owned(),
        )],
        explanation: None,
    };
    for (first, second, shown) in [
        (hints(1), hints(2), "Hints · 2 of 2"),
        (solution, comparison, "the solution (+)"),
    ] {
        let mut model = screen(passed(), (80, 24));
        answer(&mut model, Answer::Text(first));
        answer(&mut model, Answer::Text(second));
        assert!(text(&model).contains(shown), "{}", text(&model));
        press(&mut model, "<esc>");
        assert!(model.popups.is_empty(), "{shown}");
    }
}

#[test]
fn writing_saving_and_testing_is_one_key() {
    let mut model = begun((80, 24));
    press(&mut model, "e");
    assert_eq!(
        press(&mut model, "<down><end><backspace> order by km desc;"),
        []
    );
    let effects = press(&mut model, "<ctrl-s>");
    let [
        Effect::Save {
            item, files, test, ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}");
    };
    let Written { path, before, text } = &files[0];
    assert_eq!(
        (item.as_str(), path.as_str(), *test),
        (ITEM, "trips.sql", true)
    );
    assert!(before.ends_with("from tools;\n") && text.ends_with("tools order by km desc;\n"));
    // Keys of other screens are letters here.
    let before = text.clone();
    assert_eq!(press(&mut model, "qnh"), []);
    answer(
        &mut model,
        Answer::Saved {
            path: path.clone(),
            text: before,
        },
    );
    let effects = press(&mut model, "<esc>");
    assert!(
        matches!(effects.as_slice(), [Effect::Save { test: true, .. }]),
        "{effects:?}"
    );
}

#[test]
fn help_is_a_key_away_where_letters_are_text() {
    for keys in ["e", ":", "Q"] {
        let mut model = begun((80, 24));
        press(&mut model, keys);
        assert!(text(&model).contains("f1 keys"), "{keys}");
        press(&mut model, "<f1>");
        assert!(text(&model).contains("Keys · "), "{keys}");
    }
}

#[test]
fn nothing_written_is_lost_by_leaving() {
    for leave in ["<ctrl-p>quit<enter>", "<esc>q"] {
        let mut model = begun((80, 24));
        press(&mut model, "ex");
        let effects = press(&mut model, leave);
        let saves = |effect: &Effect| matches!(effect, Effect::Save { files, .. } if files[0].text.starts_with("x--"));
        assert!(effects.iter().any(saves), "{leave}: {effects:?}");
        assert!(model.exit.is_some());
    }
    // In every file.
    let mut view = samples::assignment();
    let second = crate::views::assignment::LearnerFile {
        path: "more.sql".to_owned(),
        text: Some(String::new()),
    };
    view.files.push(second);
    let mut model = screen(view, (80, 24));
    let effects = press(&mut model, "ex<ctrl-o>y<esc>");
    let [Effect::Save { files, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let texts: Vec<&str> = files
        .iter()
        .map(|file| file.text.get(..1).unwrap())
        .collect();
    assert_eq!(texts, ["x", "y"]);
    let mut model = begun((80, 24));
    press(&mut model, "ex");
    let effects = crate::tui::update::update(&mut model, crate::tui::msg::Msg::Terminate);
    assert!(
        matches!(effects.as_slice(), [Effect::Save { .. }]),
        "{effects:?}"
    );
    // And by writing nothing for a while.
    let mut model = begun((80, 24));
    press(&mut model, "ex");
    let tick =
        |model: &mut Model, now| crate::tui::update::update(model, crate::tui::msg::Msg::Tick(now));
    assert_eq!(tick(&mut model, 10_000), []);
    let effects = tick(&mut model, 12_500);
    assert!(
        matches!(effects.as_slice(), [Effect::Save { test: false, .. }]),
        "{effects:?}"
    );
}

#[test]
fn what_another_program_wrote_is_taken_unless_something_is_written_here() {
    let mut changed = samples::assignment();
    changed.files[0].text = Some("select 1;\n".to_owned());
    let view = |view: AssignmentView| Answer::View {
        view: View::Assignment(Box::new(view)),
        opens: false,
    };
    let mut model = begun((80, 24));
    answer(&mut model, view(changed.clone()));
    press(&mut model, "e");
    assert!(text(&model).contains("select 1;"));
    let mut model = begun((80, 24));
    press(&mut model, "ex");
    answer(&mut model, view(changed));
    assert!(text(&model).contains("x-- Which tools"), "{}", text(&model));
}

#[test]
fn saving_elsewhere_tests_while_it_is_watched() {
    let mut model = begun((80, 24));
    let refresh = Effect::Refresh(Place::Item(ITEM.to_owned()));
    let item = ITEM.to_owned();
    let test = Effect::Test {
        item,
        changed: true,
    };
    assert_eq!(
        answer(&mut model, Answer::FilesChanged),
        [refresh.clone(), test]
    );
    press(&mut model, "w");
    assert_eq!(answer(&mut model, Answer::FilesChanged), [refresh]);
}

#[test]
fn ctrl_c_stops_a_run_and_not_the_program() {
    let mut model = begun((80, 24));
    begin_run(&mut model);
    assert_eq!(press(&mut model, "<ctrl-c>"), [Effect::Stop]);
    assert!(model.exit.is_none());
    end_run(&mut model, samples::failed_run(), false);
    press(&mut model, "<ctrl-c>");
    assert!(model.exit.is_none(), "nothing runs: one more says so first");
    press(&mut model, "j<ctrl-c>");
    assert!(model.exit.is_none(), "another key came between");
    press(&mut model, "<ctrl-c>");
    assert!(model.exit.is_some());
}

#[test]
fn the_first_pass_is_praised_and_leads_on() {
    let mut model = begun((80, 24));
    begin_run(&mut model);
    end_run(&mut model, samples::passed_run(), true);
    let view = View::Assignment(Box::new(passed()));
    answer(&mut model, Answer::View { view, opens: false });
    assert!(text(&model).contains("Well done"), "{}", text(&model));
    assert_eq!(press(&mut model, "<enter>"), [Effect::Open(Place::Next)]);
}

#[test]
fn a_small_screen_shows_the_results_after_a_run() {
    let mut model = begun((60, 15));
    press(&mut model, "e<ctrl-s>");
    begin_run(&mut model);
    end_run(&mut model, samples::failed_run(), false);
    assert!(
        text(&model).contains("the farthest comes first"),
        "{}",
        text(&model)
    );
    // Writing on shows the editor again, and the letter is not lost.
    press(&mut model, "z");
    assert!(text(&model).contains("z-- Which tools"), "{}", text(&model));
}

#[test]
fn the_database_is_asked_and_what_changed_it_is_done_again() {
    let mut model = begun((80, 24));
    let question = |sql: &str, before: &[&str]| Effect::Query {
        item: ITEM.to_owned(),
        before: before.iter().map(|it| (*it).to_owned()).collect(),
        sql: sql.to_owned(),
    };
    assert_eq!(press(&mut model, "Q"), [question(".tables", &[])]);
    let reply = |model: &mut Model, sql: &str, tables: usize| {
        let view = crate::views::query::QueryView {
            sql: sql.to_owned(),
            tables: vec![codezest_runner::sql::Table::default(); tables],
            ..crate::views::query::QueryView::default()
        };
        answer(model, Answer::Queried(view))
    };
    reply(&mut model, ".tables", 1);
    let asked = press(&mut model, "delete from t;<enter>");
    assert_eq!(asked, [question("delete from t;", &[])]);
    reply(&mut model, "delete from t;", 0);
    let asked = press(&mut model, "select 1<enter>");
    assert_eq!(asked, [question("select 1", &["delete from t"])]);
    press(&mut model, "<up><up>");
    assert!(
        !text(&model).contains("sql> select 1"),
        "a question waits for its answer"
    );
}

#[test]
fn a_question_that_nobody_waits_for_is_stopped() {
    let mut model = begun((80, 24));
    press(&mut model, "Q");
    assert_eq!(press(&mut model, "<esc>"), [Effect::Stop]);
    press(&mut model, "Q");
    answer(
        &mut model,
        Answer::Queried(crate::views::query::QueryView::default()),
    );
    assert_eq!(press(&mut model, "<esc>"), []);
}

#[test]
fn what_is_saved_during_a_run_is_tested_too() {
    let mut model = begun((80, 24));
    let item = ITEM.to_owned();
    answer(&mut model, Answer::RunBegan { item, at: 0 });
    let asked = answer(&mut model, Answer::FilesChanged);
    assert!(
        matches!(asked.as_slice(), [_, Effect::Test { changed: true, .. }]),
        "{asked:?}"
    );
}

#[test]
fn coming_back_to_it_watches_its_files_again() {
    let mut model = begun((80, 24));
    let view = View::Search(Box::new(samples::catalogue()));
    answer(&mut model, Answer::View { view, opens: true });
    assert_eq!(
        press(&mut model, "<esc>"),
        [Effect::Resume(ITEM.to_owned())]
    );
}

#[test]
fn what_is_written_is_on_the_disk_before_other_files_take_its_place() {
    for command in ["reset", "history", "compare"] {
        let mut model = begun((80, 24));
        press(&mut model, "ex");
        let effects = press(&mut model, &format!("<ctrl-p>{command}<enter>"));
        assert!(
            matches!(effects.first(), Some(Effect::Save { test: false, .. })),
            "{command}: {effects:?}"
        );
    }
}
