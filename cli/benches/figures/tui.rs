//! The full-screen interface, as a person at a terminal meets it: how long
//! until it is there, until a key has its effect, and what it takes meanwhile.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use codezest_core::course::tree::CourseTree;

use crate::process::{Of, command, cpu_ticks, median, percentile};
use crate::screen::{Key, Screen};
use crate::{Bench, against, courses, figure, startup};

/// Text that the first screen shows when it is complete.
const FIRST_SCREEN: &str = "Large";
/// Keys from the first screen to the list of all items, and a text there.
const TO_CATALOGUE: (&str, &str) = ("l", "everything");
/// The key that begins to filter, and what stands before the letters typed.
const FILTER: (&str, &str) = ("/", " / ");
/// The key that goes one line down in a material.
const DOWN: &str = "j";
/// The course with one long material, and what begins each of its lines.
const LONG: (&str, &str) = ("long/lines", "line ");

const SIZE: (u16, u16) = (100, 30);
const RUNS: usize = 20;
const DOWNS: usize = 200;
/// How long after a key nothing more is drawn for it.
const STILL: Duration = Duration::from_millis(60);
const PATIENCE: Duration = Duration::from_secs(5);
const IDLE: Duration = Duration::from_secs(3);

/// Everything about it; says so where a screen does not come.
pub(crate) fn tui(bench: &Bench) {
    let home = bench.folder.path().join("full-screen");
    let account = startup::fill(bench, &home, 10_000);
    courses::install(&home.join(".local/share/codezest/content.db"), &long());
    let measured = first_screen(bench, &home, &account)
        .and_then(|()| filter(bench, &home))
        .and_then(|()| scroll(bench, &home));
    if let Err(missing) = measured {
        eprintln!("full screen: not measured any further: {missing}");
    }
    std::fs::remove_dir_all(&home).expect("removed");
}

/// From the start to the first complete screen, beside a program that reads a
/// row and prints it on a terminal.
fn first_screen(bench: &Bench, home: &Path, account: &Path) -> Result<(), String> {
    let mut floor = in_terminal(&startup::this_program(), home);
    floor.arg("floor-row").arg(account);
    let mut ours = in_terminal(&bench.program, home);
    ours.arg("learn");
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let (_, since) = opened(&ours, FIRST_SCREEN)?;
        let mut screen = Screen::spawn(&floor, SIZE);
        let came = screen.comes(PATIENCE, |screen| !screen.row(0).is_empty());
        assert!(came, "the floor has a row");
        // The first one reads from a cold disk.
        if run > 0 {
            b.push(milliseconds(screen.started().elapsed()));
            a.push(milliseconds(since));
        }
    }
    against(
        "first complete screen, 10000 items",
        median(&mut a),
        median(&mut b),
        "ms",
        "at most 25 ms",
    );
    Ok(())
}

/// From a key to the last that is drawn for it, while filtering all items,
/// and what the program takes.
fn filter(bench: &Bench, home: &Path) -> Result<(), String> {
    let mut learn = in_terminal(&bench.program, home);
    let (mut screen, _) = opened(learn.arg("learn"), FIRST_SCREEN)?;
    screen.keys(TO_CATALOGUE.0);
    shown(&mut screen, TO_CATALOGUE.1)?;
    screen.keys(FILTER.0);
    screen.settle(STILL);
    let (mut found, mut nothing) = (Vec::new(), Vec::new());
    for n in [40, 900, 3_000] {
        found.extend(type_and_erase(&mut screen, &courses::word(n))?);
        nothing.extend(type_and_erase(&mut screen, "zzqxzz")?);
    }
    for (name, mut times) in [("", found), (", nothing found", nothing)] {
        let name = format!("keystroke to screen, filtering 10000 items{name}");
        figure(&format!("{name}, median"), median(&mut times), "ms");
        figure(
            &format!("{name}, p95"),
            percentile(&mut times, 95),
            "ms (reach: at most 5)",
        );
    }
    let screen_of = |field| status(&screen, field);
    figure(
        "memory, at most (VmHWM)",
        screen_of("VmHWM:"),
        "MiB (reach: at most 30)",
    );
    figure("memory, then (VmRSS)", screen_of("VmRSS:"), "MiB");
    idle(&mut screen);
    Ok(())
}

/// Milliseconds of each letter of `word` and of each Backspace after it.
fn type_and_erase(screen: &mut Screen, word: &str) -> Result<Vec<f64>, String> {
    let mut times = Vec::new();
    for end in 1..=word.len() {
        times.push(effect(
            screen,
            Key::Char(char::from(word.as_bytes()[end - 1])),
        ));
        shown(screen, &format!("{}{}", FILTER.1, &word[..end]))?;
    }
    for _ in 0..word.len() {
        times.push(effect(screen, Key::Backspace));
    }
    Ok(times)
}

/// Milliseconds from a key to the last of what is drawn for it; the whole
/// patience if nothing is.
fn effect(screen: &mut Screen, key: Key) -> f64 {
    let begin = Instant::now();
    screen.press(key);
    screen.look(PATIENCE);
    let first = Instant::now();
    let last = screen.settle(STILL).unwrap_or(first);
    milliseconds(last - begin)
}

/// Many keys at once in a long material: none is lost.
fn scroll(bench: &Bench, home: &Path) -> Result<(), String> {
    let mut learn = in_terminal(&bench.program, home);
    let (mut screen, _) = opened(learn.args(["learn", LONG.0]), LONG.1)?;
    screen.settle(STILL);
    let to = last_line(&screen) + DOWNS;
    let begin = Instant::now();
    screen.keys(&DOWN.repeat(DOWNS));
    let arrived = screen.comes(PATIENCE, |screen| last_line(screen) == to);
    let time = milliseconds(begin.elapsed());
    screen.settle(STILL);
    if !arrived || last_line(&screen) != to {
        return Err(format!("{DOWNS} keys did not lead to line {to}\n{screen}"));
    }
    let each = time / DOWNS as f64;
    figure(
        "line down in a 100 kB material, of 200 keys at once",
        each,
        "ms",
    );
    Ok(())
}

/// The number of the last line of the long material that is to be seen.
fn last_line(screen: &Screen) -> usize {
    let text = screen.text();
    let last = text.rsplit_once(LONG.1).map_or("", |(_, after)| after);
    let digits = last.split(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// What it costs to leave it alone.
fn idle(screen: &mut Screen) {
    let before = ticks(screen);
    let end = Instant::now() + IDLE;
    let mut drawn = 0;
    while let Some(left) = end.checked_duration_since(Instant::now()) {
        drawn += u32::from(screen.look(left));
    }
    let used = ticks(screen) - before;
    figure("CPU in 3 s without keys", used, "ticks (reach: 0)");
    figure(
        "drawn in 3 s without keys",
        f64::from(drawn),
        "times (reach: 0)",
    );
}

/// Starts a command, whose text comes up on a screen of its own; how long that
/// took.
fn opened(command: &Command, text: &str) -> Result<(Screen, Duration), String> {
    let mut screen = Screen::spawn(command, SIZE);
    screen.comes(PATIENCE, |screen| {
        screen.vt().alternate_screen() && screen.shows(text)
    });
    let since = screen.started().elapsed();
    if !screen.vt().alternate_screen() {
        return Err(format!("no full screen came up\n{screen}"));
    }
    shown(&mut screen, text)?;
    Ok((screen, since))
}

fn shown(screen: &mut Screen, text: &str) -> Result<(), String> {
    if screen.comes(PATIENCE, |screen| screen.shows(text)) {
        return Ok(());
    }
    Err(format!("the screen never showed {text:?}\n{screen}"))
}

/// As a hermetic command, with what a terminal adds.
fn in_terminal(program: &Path, home: &Path) -> Command {
    let mut command = command(program, home, &[]);
    command.env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
    command
}

/// A course of one material of 100 kB, whose lines are numbered and are not
/// wrapped.
fn long() -> CourseTree {
    let mut tree = CourseTree::new();
    let course = "id = \"long\"\ntitle = \"Long\"\nversion = \"1.0.0\"\nlanguage = \"text\"\nlicense = \"CC0-1.0\"\n";
    tree.insert("course.toml", course, false);
    tree.insert("01-first/module.toml", "title = \"First\"\n", false);
    let lines: String = (1..=2_000)
        .map(|n| format!("{}{n:05} of a text that has many more like it\n", LONG.1))
        .collect();
    let page = format!("+++\ntitle = \"Many\"\n+++\n\n```text\n{lines}```\n");
    tree.insert("01-first/01-lines.md", page, false);
    tree
}

/// A size of `/proc/PID/status`, in MiB.
fn status(screen: &Screen, field: &str) -> f64 {
    let text = proc(screen, "status");
    let kib = text.lines().find_map(|line| line.strip_prefix(field));
    let kib = kib.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.expect("Linux") / 1024.0
}

/// CPU time of the program so far, in ticks (10 ms on Linux).
fn ticks(screen: &Screen) -> f64 {
    cpu_ticks(&proc(screen, "stat"), Of::Itself)
}

fn proc(screen: &Screen, file: &str) -> String {
    std::fs::read_to_string(format!("/proc/{}/{file}", screen.pid())).expect("Linux")
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
