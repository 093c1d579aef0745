//! `codezest learn` as a person at a terminal meets it.

use crate::support::{Home, Key, Screen, Signal};

const SIZE: (u16, u16) = (80, 24);
const FIRST: &str = "sql-first-steps/first-answer";

fn learn(home: &Home) -> Screen {
    let mut screen = home.screen("learn", SIZE);
    screen.wait_for("Courses");
    screen
}

/// On the first assignment, ready to write.
fn writing(home: &Home, size: (u16, u16)) -> Screen {
    let mut screen = home.screen(&format!("learn {FIRST}"), size);
    screen.wait_for("Instructions");
    screen.keys("e");
    screen.wait_for("names.sql");
    screen.wait_until("a cursor to write at", |screen| screen.cursor().is_some());
    screen
}

fn leaves(screen: &mut Screen, code: i32) {
    assert_eq!(screen.exit(), code, "{screen}");
    screen.assert_restored();
}

#[test]
fn the_first_test_passes_without_leaving_the_screen() {
    let home = Home::new();
    let mut screen = learn(&home);
    screen.wait_for("Welcome to CodeZest");
    // Enter opens what comes first, and reads on to its end and beyond.
    screen.keys("\r");
    screen.wait_for("Meet the Lending Shed");
    for _ in 0..30 {
        if screen.shows("Instructions") {
            break;
        }
        screen.keys("\r");
        screen.settle(std::time::Duration::from_millis(60));
    }
    screen.wait_for("Your first answer");
    // Tests fail, a hint helps.
    screen.keys("t");
    screen.wait_for("expected");
    screen.keys("h");
    screen.wait_for("Hint 1 of");
    screen.press(Key::Esc);
    screen.wait_gone("Hint 1 of");
    // Write: `shelf` becomes `name`.
    screen.keys("e");
    screen.wait_until("a cursor to write at", |screen| screen.cursor().is_some());
    screen.press(Key::Down);
    screen.press(Key::Home);
    for _ in 0.."select ".len() {
        screen.press(Key::Right);
    }
    for _ in 0.."shelf".len() {
        screen.press(Key::Delete);
    }
    screen.keys("name");
    screen.press(Key::Ctrl('s'));
    screen.wait_for("Well done");
    screen.press(Key::Esc);
    screen.keys("d");
    screen.wait_for("the solution (+)");
    screen.press(Key::Esc);
    // Back home: the progress is there.
    screen.keys("o");
    screen.wait_for("Streak: 1 day");
    screen.keys("q");
    leaves(&mut screen, 0);
    let status = home.run("status --json").ok().json();
    assert_eq!(status["courses"][0]["done"], 2, "{status}");
    let file = home.working_folder(FIRST).join("names.sql");
    assert!(
        std::fs::read_to_string(file)
            .unwrap()
            .contains("select name from")
    );
}

#[test]
fn what_a_quiz_missed_is_reviewed_the_next_day_and_the_year_is_shown() {
    let home = Home::new();
    let mut screen = home.screen("learn asking-quiz", SIZE);
    screen.wait_for("70 % to pass");
    screen.keys("\r");
    for question in 1..=7 {
        screen.wait_for(&format!("Question {question} of 7"));
        // An empty answer is a skipped one, in one field or in several.
        for _ in 0..4 {
            if screen.shows("goes on") || screen.shows("go on") || screen.shows("next question") {
                break;
            }
            let skip = if screen.cursor().is_some() { "\r" } else { "s" };
            screen.keys(skip);
            screen.settle(std::time::Duration::from_millis(80));
        }
        screen.keys("\r");
    }
    screen.wait_for("0 %");
    screen.keys("o");
    screen.wait_for("Courses");
    screen.keys("q");
    leaves(&mut screen, 0);

    home.set_clock("2026-03-03T18:00:00+01:00");
    let mut screen = learn(&home);
    screen.wait_for("due today");
    screen.keys("v");
    screen.wait_for("Card 1 of 7");
    screen.keys("\r");
    screen.wait_for("How well did you know it?");
    screen.keys("4");
    screen.wait_for("Card 2 of 7");
    screen.press(Key::Esc);
    screen.wait_for("6 cards due today");
    // The year, and the settings, which take effect at once.
    screen.keys("p");
    screen.wait_for("Longest streak");
    screen.keys(",");
    screen.wait_for("reduced_motion");
    screen.press(Key::Esc);
    screen.keys("/");
    screen.wait_for("Search");
    screen.keys("shed");
    screen.wait_for("Meet the Lending Shed");
    screen.press(Key::Esc);
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn an_editor_of_the_terminal_has_it_and_gives_it_back() {
    let home = Home::new();
    let file = home.root().join("ed.sh");
    let script = "#!/bin/sh\nstty -a | grep -q ' icanon' && echo 'the terminal is as it should be'\n\
                  echo 'press Enter'; read _; sed -i s/shelf/name/ \"$1\"\n";
    std::fs::write(&file, script).unwrap();
    let editor = format!("sh {}", file.display());
    let mut screen = home
        .command(&format!("learn {FIRST}"))
        .env("EDITOR", editor)
        .screen(SIZE);
    screen.wait_for("Instructions");
    screen.keys("E");
    screen.wait_for("the terminal is as it should be");
    screen.wait_for("press Enter");
    screen.keys("\r");
    // Back, and what was written is tested by itself.
    screen.wait_for("Well done");
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn an_editor_that_cannot_be_had_is_said_and_none_is_guessed() {
    let home = Home::new();
    let mut screen = home
        .command(&format!("learn {FIRST}"))
        .env("EDITOR", "/no/such/editor")
        .screen(SIZE);
    screen.wait_for("Instructions");
    screen.keys("E");
    screen.wait_for("cannot start the editor");
    screen.keys("q");
    leaves(&mut screen, 0);
    let mut screen = home.screen(&format!("learn {FIRST}"), SIZE);
    screen.wait_for("Instructions");
    screen.keys("E");
    screen.wait_for("no editor is set");
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn a_program_runs_on_the_terminal_and_leads_back() {
    let home = Home::new();
    let mut screen = home.screen(&format!("learn {FIRST}"), SIZE);
    screen.wait_for("Instructions");
    screen.keys("r");
    screen.wait_for("Press Enter to go back");
    screen.wait_for("rows)");
    screen.keys("\r");
    screen.wait_for("Instructions");
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn a_fault_gives_the_terminal_back_and_keeps_what_was_written() {
    let home = Home::new();
    let mut screen = home
        .command(&format!("learn {FIRST}"))
        .env("CODEZEST_FAULT_ON", "f12")
        .screen(SIZE);
    screen.wait_for("Instructions");
    screen.keys("e");
    screen.wait_until("a cursor to write at", |screen| screen.cursor().is_some());
    screen.keys("-- not lost ");
    screen.wait_for("not lost");
    screen.press(Key::F(12));
    assert_eq!(screen.exit(), 70, "{screen}");
    screen.assert_restored();
    assert!(screen.shows("codezest broke"), "{screen}");
    let file = home.working_folder(FIRST).join("names.sql");
    assert!(
        std::fs::read_to_string(file)
            .unwrap()
            .starts_with("-- not lost ")
    );
    let report = std::fs::read_to_string(home.cache().join("fault.txt")).unwrap();
    assert!(report.contains("a test asked for this fault"), "{report}");
}

#[test]
fn being_ended_gives_the_terminal_back_and_keeps_what_was_written() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = Home::new();
        let mut screen = writing(&home, SIZE);
        screen.keys("-- kept ");
        screen.wait_for("-- kept");
        screen.signal(signal);
        leaves(&mut screen, 130);
        let file = home.working_folder(FIRST).join("names.sql");
        assert!(
            std::fs::read_to_string(file)
                .unwrap()
                .starts_with("-- kept ")
        );
    }
}

#[test]
fn any_size_will_do_and_the_last_one_counts() {
    let home = Home::new();
    let mut screen = writing(&home, SIZE);
    for (columns, rows) in [(1, 1), (3, 2), (300, 100), (60, 15)] {
        screen.resize(columns, rows);
        screen.settle(std::time::Duration::from_millis(50));
    }
    screen.wait_for("names.sql");
    screen.resize(120, 40);
    screen.wait_for("Instructions");
    screen.wait_for("names.sql");
    screen.press(Key::Esc);
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn stopping_and_going_on_draws_everything_anew() {
    let home = Home::new();
    let program = env!("CARGO_BIN_EXE_codezest");
    // A shell with job control, for somebody has to let it go on.
    let script = format!("set -m; {program} learn; echo stopped with $?; fg; echo ended with $?");
    let mut screen = home.command("").shell(&script).screen(SIZE);
    screen.wait_for("Courses");
    screen.press(Key::Ctrl('z'));
    // It is soon hidden again by the screen that goes on.
    screen.wait_until("a shell that goes on", |screen| {
        String::from_utf8_lossy(screen.raw()).contains("stopped with")
    });
    screen.wait_for("Courses");
    screen.keys("q");
    screen.wait_for("ended with 0");
    assert_eq!(screen.exit(), 0, "{screen}");
    screen.assert_restored();
}

#[test]
fn a_run_is_stopped_and_the_program_is_not() {
    let home = Home::new();
    home.run(&format!("start {FIRST}")).ok();
    let endless = "with recursive n(x) as (select 1 union all select x + 1 from n)\n\
                   select count(*) from n;\n";
    let file = home.working_folder(FIRST).join("names.sql");
    std::fs::write(file, endless).unwrap();
    let mut screen = home.screen(&format!("learn {FIRST}"), SIZE);
    screen.wait_for("Instructions");
    screen.press(Key::Ctrl('c'));
    screen.wait_for("nothing is running");
    screen.keys("t");
    screen.wait_for("ctrl-c stops it");
    // Keys work meanwhile.
    screen.keys("?");
    screen.wait_for("The same as a command");
    screen.press(Key::Esc);
    screen.press(Key::Ctrl('c'));
    screen.wait_gone("ctrl-c stops it");
    screen.wait_for("You stopped");
    screen.keys("q");
    leaves(&mut screen, 0);
}

/// On the first assignment, whose query counts to `last`.
fn counting(home: &Home, last: &str) -> (Screen, std::path::PathBuf) {
    home.run(&format!("start {FIRST}")).ok();
    let long = format!(
        "with recursive n(x) as (select 1 union all select x + 1 from n {last})\n\
         select count(*) from n;\n"
    );
    let file = home.working_folder(FIRST).join("names.sql");
    std::fs::write(&file, long).unwrap();
    let mut screen = home.screen(&format!("learn {FIRST}"), SIZE);
    screen.wait_for("Instructions");
    screen.keys("t");
    screen.wait_for("ctrl-c stops it");
    (screen, file)
}

#[test]
fn a_question_beside_a_run_is_answered_and_the_shell_goes_on() {
    let home = Home::new();
    let (mut screen, _) = counting(&home, "");
    screen.keys("Q");
    screen.wait_for("something else is running");
    screen.wait_for("sql>");
    screen.press(Key::Ctrl('c'));
    screen.press(Key::Esc);
    screen.wait_for("You stopped");
    screen.keys("Q");
    screen.wait_for("members");
    screen.press(Key::Esc);
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn another_run_beside_a_run_is_refused_in_words() {
    let home = Home::new();
    let (mut screen, _) = counting(&home, "");
    screen.keys("n");
    screen.wait_for("Choosing rows");
    screen.keys("n");
    screen.wait_for("A cheap day");
    screen.keys("t");
    screen.wait_for("something else is running; ctrl-c stops it");
    screen.press(Key::Ctrl('c'));
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn what_is_saved_while_tests_run_is_tested_when_they_end() {
    let home = Home::new();
    let (mut screen, file) = counting(&home, "where x < 3000000");
    std::fs::write(file, "select name from tools;\n").unwrap();
    screen.wait_for("Well done");
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn files_are_watched_again_after_a_look_at_something_else() {
    let home = Home::new();
    home.run(&format!("start {FIRST}")).ok();
    let mut screen = home.screen(&format!("learn {FIRST}"), SIZE);
    screen.wait_for("Instructions");
    screen.keys("/");
    screen.wait_for("Search");
    screen.keys("choosing rows\r");
    screen.wait_for("A test for every row");
    screen.press(Key::Esc);
    screen.wait_for("/ choosing rows");
    screen.press(Key::Esc);
    screen.wait_for("Instructions");
    screen.settle(std::time::Duration::from_millis(100));
    let file = home.working_folder(FIRST).join("names.sql");
    std::fs::write(file, "select name from tools;\n").unwrap();
    screen.wait_for("Well done");
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn keys_that_come_at_once_are_all_heard() {
    let home = Home::new();
    let mut screen = learn(&home);
    screen.keys("l?");
    screen.wait_for("The same as a command");
    screen.press(Key::Esc);
    screen.keys("olq");
    leaves(&mut screen, 0);
}

#[test]
fn pasting_writes_and_does_not_press_keys() {
    let home = Home::new();
    let mut screen = writing(&home, SIZE);
    screen.paste("-- q quits?\n-- \u{1b}[31mred\n");
    screen.wait_for("-- q quits?");
    screen.wait_for("-- red");
    screen.press(Key::Esc);
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn the_mouse_opens_what_it_points_at() {
    let home = Home::new();
    let mut screen = learn(&home);
    let (column, row) = screen.find("SQL: First Steps").unwrap();
    screen.click(column, row);
    screen.wait_for("▾ SQL: First Steps");
    screen.wheel(true, 5, 10);
    let (column, row) = screen.find("? keys").unwrap();
    screen.click(column, row);
    screen.wait_for("The same as a command");
    screen.press(Key::Esc);
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn without_colours_and_lines_everything_is_still_said() {
    let home = Home::new();
    home.run("config set borders ascii").ok();
    let mut screen = home
        .command(&format!("learn {FIRST}"))
        .env("NO_COLOR", "1")
        .screen(SIZE);
    screen.wait_for("Instructions");
    screen.keys("t");
    screen.wait_for("not passed");
    screen.wait_for("x ");
    let lines = ['─', '│', '┌', '✗', '✓', '▐', '…'];
    let text = screen.text();
    assert!(!text.contains(lines), "{text}");
    for row in 0..SIZE.1 {
        for column in 0..SIZE.0 {
            let cell = screen.cell(column, row);
            assert_eq!(cell.fgcolor(), vt100::Color::Default, "{column},{row}");
            assert_eq!(cell.bgcolor(), vt100::Color::Default, "{column},{row}");
        }
    }
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn a_course_is_opened_by_its_name_and_beginning_again_forgets_old_results() {
    let home = Home::new();
    let mut screen = home.screen("learn sql-first-steps", SIZE);
    screen.wait_for("▾ SQL: First Steps");
    screen.keys("q");
    leaves(&mut screen, 0);
    let mut screen = home.screen(&format!("learn {FIRST}"), SIZE);
    screen.wait_for("Instructions");
    screen.keys("wt");
    screen.wait_for("not passed");
    screen.keys("x");
    screen.wait_for("Begin again with the starter?");
    screen.keys("y");
    screen.wait_for("the starter is back");
    screen.wait_gone("not passed");
    screen.keys("q");
    leaves(&mut screen, 0);
}

#[test]
fn keys_of_ones_own_work_and_conflicts_are_said() {
    let home = Home::new();
    std::fs::create_dir_all(home.config_file().parent().unwrap()).unwrap();
    std::fs::write(home.config_file(), "[keys]\nquit = \"Z\"\nlist = \"Z\"\n").unwrap();
    let mut screen = home.screen("learn", SIZE);
    screen.wait_for("the key Z does both");
    screen.keys("q");
    screen.keys("?");
    screen.wait_for("leave");
    screen.press(Key::Esc);
    screen.keys("Z");
    leaves(&mut screen, 0);
}
