//! The program in a terminal, and that `support::screen` tells what a person
//! would see there.

use std::fs::OpenOptions;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::support::{Home, Key, Screen, Signal};

/// A shell script in a terminal.
fn script(text: &str, size: (u16, u16)) -> Screen {
    let mut command = Command::new("/bin/sh");
    command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .args(["-c", text]);
    Screen::spawn(&command, size)
}

/// A script that shows `length` bytes of input as hexadecimal digits, after it
/// has written `before`.
fn echo_of(before: &str, length: usize) -> Screen {
    let text = format!(
        "stty raw -echo; printf '{before}ready'; dd bs=1 count={length} 2>/dev/null | od -An -v -w64 -tx1"
    );
    let mut screen = script(&text, (200, 5));
    screen.wait_for("ready");
    screen
}

#[track_caller]
fn sends(before: &str, act: impl FnOnce(&mut Screen), bytes: &[u8]) {
    let mut screen = echo_of(before, bytes.len());
    act(&mut screen);
    let shown: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    screen.wait_for(&shown.join(" "));
}

#[test]
fn a_quiz_asks_on_a_terminal_and_stops_at_the_end_of_input() {
    let home = Home::new();
    let mut screen = home.screen("quiz asking-quiz", (80, 40));
    screen.wait_for("Question 1 of");
    screen.wait_for("Number:");
    screen.keys("99\r");
    screen.wait_for("Try again.");
    screen.press(Key::Ctrl('d'));
    screen.wait_for("Your answers are kept");
    assert_eq!(screen.exit(), 0, "{screen}");
    screen.assert_restored();
}

#[test]
fn a_terminal_has_colours_and_a_width() {
    let home = Home::new();
    for columns in [60, 100] {
        let mut screen = home.screen("list sql-first-steps", (columns, 50));
        assert_eq!(screen.exit(), 0, "{screen}");
        assert!(screen.raw().contains(&0x1b), "{screen}");
        let rows = screen.text();
        let widest = rows.lines().map(|row| row.chars().count()).max();
        assert!(widest > Some(usize::from(columns) / 2), "{screen}");
        let wrapped = (0..50).any(|row| screen.vt().row_wrapped(row));
        assert!(!wrapped, "{screen}");
    }
    let plain = home.command("list").env("NO_COLOR", "1");
    let mut screen = plain.screen((80, 24));
    assert_eq!(screen.exit(), 0);
    assert!(!screen.raw().contains(&0x1b), "{screen}");
}

#[test]
fn the_size_is_there_from_the_beginning_and_changes_are_told() {
    let text = "stty size; trap 'stty size; exit' WINCH; echo set; while :; do sleep 0.02; done";
    let mut screen = script(text, (71, 19));
    screen.wait_for("set");
    assert_eq!(screen.row(0), "19 71");
    screen.resize(100, 30);
    screen.wait_for("30 100");
    assert_eq!((screen.size(), screen.exit()), ((100, 30), 0));
}

#[test]
fn what_a_program_leaves_behind_is_seen() {
    let modes = r"\033[?1049h\033[?25l\033[?2004h\033[?1h\033[?1000h";
    let mut screen = script(&format!("stty raw -echo; printf '{modes}'"), (80, 24));
    assert_eq!(screen.exit(), 0);
    let everything = [
        "alternate screen",
        "hidden cursor",
        "bracketed paste",
        "application keys",
        "mouse",
        "canonical mode",
        "echo",
        "signals of keys",
        "input modes",
        "output modes",
    ];
    assert_eq!(screen.left_behind(), everything);

    let mut screen = script("stty raw -echo; stty sane; printf there", (80, 24));
    assert_eq!(screen.exit(), 0);
    assert_eq!(
        screen.left_behind(),
        ["input modes"],
        "sane is another word"
    );
    assert!(screen.shows("there"), "{screen}");

    let mut screen = script("was=$(stty -g); stty raw -echo; stty $was", (80, 24));
    assert_eq!(screen.exit(), 0);
    screen.assert_restored();
}

#[test]
fn keys_arrive_as_xterm_sends_them() {
    sends("", |screen| screen.keys("jé\r"), b"j\xc3\xa9\r");
    sends("", |screen| screen.press(Key::Up), b"\x1b[A");
    sends(r"\033[?1h", |screen| screen.press(Key::Up), b"\x1bOA");
    sends("", |screen| screen.press(Key::Alt('x')), b"\x1bx");
    sends("", |screen| screen.press(Key::Ctrl('c')), b"\x03");
    let many = |screen: &mut Screen| {
        for key in [Key::F(1), Key::F(5), Key::F(6), Key::F(11), Key::F(12)] {
            screen.press(key);
        }
    };
    sends("", many, b"\x1bOP\x1b[15~\x1b[17~\x1b[23~\x1b[24~");
}

/// Read at once, the two would be Alt and the letter.
#[test]
fn esc_is_read_before_the_next_key() {
    let text = "stty raw -echo; echo ready; sleep 0.2; dd bs=9 count=2 of=/dev/null 2>&1";
    let mut screen = script(text, (80, 24));
    screen.wait_for("ready");
    screen.press(Key::Esc);
    screen.press(Key::Char('j'));
    screen.wait_for("0+2 records in");
}

#[test]
fn a_failure_shows_the_screen_and_does_not_wait_for_the_dead() {
    let mut screen = script("echo here", (40, 3));
    let begin = Instant::now();
    let failed = catch_unwind(AssertUnwindSafe(|| screen.wait_for("there"))).unwrap_err();
    let message = failed.downcast_ref::<String>().unwrap();
    let shown = "never \"there\"\n--- 40×3, cursor Some((0, 1)), ended\n  0 |here\n";
    assert!(message.starts_with(shown), "{message}");
    assert!(begin.elapsed() < Duration::from_secs(15));
}

#[test]
fn pasted_text_is_in_brackets_for_those_who_ask() {
    sends("", |screen| screen.paste("ab"), b"ab");
    let bracketed = b"\x1b[200~ab\x1b[201~";
    sends(r"\033[?2004h", |screen| screen.paste("ab"), bracketed);
}

#[test]
fn more_than_the_terminal_holds_is_typed_while_the_program_writes() {
    let text = "stty raw -echo; echo ready; head -c 200000 | tee /dev/tty | wc -c";
    let mut screen = script(text, (80, 24));
    screen.wait_for("ready");
    screen.paste(&"x".repeat(200_000));
    screen.wait_for("200000");
    assert_eq!(screen.exit(), 0);
}

#[test]
fn the_mouse_clicks_and_scrolls() {
    let mode = r"\033[?1000h\033[?1006h";
    sends(
        mode,
        |screen| screen.click(4, 0),
        b"\x1b[<0;5;1M\x1b[<0;5;1m",
    );
    sends(mode, |screen| screen.wheel(true, 0, 2), b"\x1b[<65;1;3M");
}

#[test]
fn a_terminal_answers_where_its_cursor_is() {
    sends(r"ab\033[6n", |_| (), b"\x1b[1;3R");
    sends(r"\033[c", |_| (), b"\x1b[?62;22c");
}

#[test]
fn places_are_found_by_their_columns() {
    let mut screen = script(
        r"printf '\n日本 │\033[2;8H\033[7mhere\033[0m'; read -r x",
        (40, 5),
    );
    screen.wait_for("here");
    assert_eq!(screen.find("here"), Some((7, 1)));
    assert!(screen.cell(7, 1).inverse() && !screen.cell(6, 1).inverse());
    assert_eq!(screen.cursor(), Some((11, 1)));
    assert_eq!(screen.find("nowhere"), None);
}

#[test]
fn what_is_copied_is_kept() {
    let mut screen = script(r"printf '\033]52;c;aGk=\a'", (40, 5));
    assert_eq!(screen.exit(), 0);
    assert_eq!(screen.copied(), ["aGk="]);
}

#[test]
fn signals_reach_the_program() {
    let text = "trap 'exit 7' TERM; echo up; while :; do sleep 0.02; done";
    let mut screen = script(text, (80, 24));
    screen.wait_for("up");
    screen.signal(Signal::TERM);
    assert_eq!(screen.exit(), 7);
    let mut screen = script("echo up; exec sleep 600", (80, 24));
    screen.wait_for("up");
    screen.signal(Signal::KILL);
    assert_eq!(screen.exit(), 137);
    let mut screen = script("echo up; exec sleep 600", (80, 24));
    screen.wait_for("up");
    screen.press(Key::Ctrl('c'));
    assert_eq!(screen.exit(), 130);
    let text = "trap 'echo; echo bye; exit 3' INT; echo up; while :; do sleep 0.02; done";
    let mut screen = script(text, (80, 24));
    screen.wait_for("up");
    screen.press(Key::Ctrl('c'));
    assert_eq!(screen.exit(), 3);
    assert!(screen.shows("bye"), "{screen}");
}

#[test]
fn nothing_runs_on_when_a_screen_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let text = format!(
        "exec 9>'{}'; echo up; trap '' HUP TERM; exec sleep 600",
        pipe.display()
    );
    let mut screen = script(&text, (80, 24));
    let reader = OpenOptions::new().read(true).open(&pipe).unwrap();
    screen.wait_for("up");
    screen.signal(Signal::HUP);
    drop(screen);
    // The end of the pipe comes when no process holds its other side.
    let patience = Timespec::try_from(Duration::from_secs(20)).unwrap();
    let ready = poll(&mut [PollFd::new(&reader, PollFlags::HUP)], Some(&patience));
    assert_eq!(ready, Ok(1), "it runs on");
}
