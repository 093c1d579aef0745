//! The full screen before bad input: hostile courses, files that cannot be
//! used, databases that others hold, terminals that go away. Nothing acts on
//! the terminal, nothing that was written is lost, and keys go on working.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::{Home, Key, Screen};

const SIZE: (u16, u16) = (80, 24);
const SIZES: [(u16, u16); 2] = [SIZE, (60, 15)];
const FIRST: &str = "sql-first-steps/first-answer";

/// What must never reach a terminal: a title, a mode, a question, C1 controls,
/// a bell, a backspace, text that runs backwards.
const ESCAPES: &str = "\u{1b}[31mred\u{1b}]0;owned\u{7}\u{1b}[?7777h\u{1b}[5n\u{1b}P1$q\u{1b}\\\u{9b}2J\u{202e}back\u{2066}\u{8}\u{b}end";

/// The same in TOML.
const IN_TOML: &str =
    "T\\u001b[31mred\\u001b]0;owned\\u0007\\u001b[?7777h\\u009b2J\\u202eback\\u0008";

fn file(home: &Home) -> PathBuf {
    home.working_folder(FIRST).join("names.sql")
}

fn open(home: &Home, item: &str, size: (u16, u16)) -> Screen {
    let mut screen = home.screen(&format!("learn {item}"), size);
    screen.wait_for("CodeZest");
    screen
}

/// On the first assignment, with a cursor to write at.
fn writing(home: &Home) -> Screen {
    let mut screen = open(home, FIRST, SIZE);
    screen.wait_for("Instructions");
    write(&mut screen);
    screen
}

fn write(screen: &mut Screen) {
    screen.keys("e");
    screen.wait_until("a cursor to write at", |screen| screen.cursor().is_some());
}

/// Asserts that keys are heard and nothing stands in the way of leaving.
#[track_caller]
fn answers_and_leaves(screen: &mut Screen) {
    screen.keys("?");
    screen.wait_for("The same as a command");
    screen.press(Key::Esc);
    screen.wait_gone("The same as a command");
    leaves(screen);
}

#[track_caller]
fn leaves(screen: &mut Screen) {
    screen.keys("q");
    assert_eq!(screen.exit(), 0, "{screen}");
    screen.assert_restored();
}

/// Asserts that nothing of [`ESCAPES`] was written to the terminal.
#[track_caller]
fn harmless(screen: &Screen) {
    let raw = String::from_utf8_lossy(screen.raw());
    for bad in [
        "\u{1b}]0;",
        "\u{1b}[?7777",
        "\u{1b}[5n",
        "\u{1b}P",
        "\u{7}",
        "\u{8}",
        "\u{b}",
        "\0",
    ] {
        assert!(!raw.contains(bad), "{bad:?} was written\n{screen}");
    }
    let odd = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let found: Vec<char> = raw.chars().filter(|c| odd(*c)).collect();
    assert!(found.is_empty(), "{found:?} were written\n{screen}");
}

fn replace(path: &Path, from: &str, to: &str) {
    let before = fs::read_to_string(path).unwrap();
    assert!(before.contains(from), "{before}");
    fs::write(path, before.replacen(from, to, 1)).unwrap();
}

/// A course that tries everything.
fn hostile(home: &Home) -> PathBuf {
    home.run("course new hostile --language bash").ok();
    let course = home.home().join("hostile");
    let module = course.join("01-first-steps");
    let wide = "漢".repeat(200 - 60);
    for toml in [
        course.join("course.toml"),
        module.join("module.toml"),
        module.join("03-greeting/assignment.toml"),
    ] {
        replace(&toml, "title = \"", &format!("title = \"{IN_TOML} {wide}"));
    }
    let quiz = module.join("02-warm-up.quiz.toml");
    replace(&quiz, "title = \"", &format!("title = \"{IN_TOML} {wide}"));
    replace(
        &quiz,
        "text = \"",
        &format!("text = \"{IN_TOML} {}", "字".repeat(5_000)),
    );
    let materials = [
        ("04-line.md", "one line ".repeat(110_000)),
        ("05-word.md", "x".repeat(1_000_000)),
        ("06-nested.md", format!("{} deep\n", ">".repeat(100_000))),
        (
            "07-escapes.md",
            format!(
                "{ESCAPES}\n\n```\n{ESCAPES}\n```\n\n[{ESCAPES}](https://example.org/a\u{1b}]0;b)\n"
            ),
        ),
        ("08-broken.md", broken_markdown()),
    ];
    for (name, text) in materials {
        let title = format!("+++\ntitle = \"{IN_TOML} {wide}\"\n+++\n\nbegin\n\n");
        fs::write(module.join(name), title + &text).unwrap();
    }
    fs::write(
        module.join("03-greeting/README.md"),
        format!("begin {ESCAPES}\n\n{}\n", broken_markdown()),
    )
    .unwrap();
    home.run("course add ./hostile").ok();
    course
}

fn broken_markdown() -> String {
    let lists: String = (0..200)
        .map(|depth| " ".repeat(depth * 2) + "- a\n")
        .collect();
    format!(
        "| a | b\n|---|\n| {wide} | c | d | e\n\n<details><summary>open\n\n{lists}\n\n\
         [a]: <b\n\n![{stars}](\n\n**{stars}\n\n<table><tr><td>{brackets}\n\n\
         > [!NOTE]\n>> [!WARNING]\n\n&#x1b;[31m &#27;]0;owned&#7; &#x202e;\n\n```sql\nselect '\n",
        wide = "漢".repeat(2_000),
        stars = "*_".repeat(3_000),
        brackets = "[".repeat(3_000),
    )
}

#[test]
fn a_hostile_course_is_read_and_does_nothing_to_the_terminal() {
    let home = Home::new();
    hostile(&home);
    for (at, item) in ["line", "word", "nested", "escapes", "broken"]
        .iter()
        .enumerate()
    {
        for size in SIZES {
            // Every page at one size, one page at the other.
            if size != SIZE && at % 2 == 0 {
                continue;
            }
            let mut screen = open(&home, &format!("hostile/{item}"), size);
            // It opens where it was left.
            screen.wait_for("enter read on");
            screen.keys("g");
            screen.wait_for("begin");
            screen.keys("G");
            screen.wait_for("Enter goes on");
            screen.press(Key::Tab);
            screen.keys("y");
            screen.keys("g");
            screen.wait_for("begin");
            screen.resize(71, 19);
            screen.wait_for("begin");
            screen.keys("  bjk");
            answers_and_leaves(&mut screen);
            harmless(&screen);
        }
    }
}

/// While a page is laid out anew, sizes and keys wait together.
#[test]
fn keys_that_come_with_another_size_are_heard() {
    let home = Home::new();
    hostile(&home);
    let mut screen = open(&home, "hostile/word", SIZE);
    screen.wait_for("enter read on");
    for columns in 70..75 {
        screen.resize(columns, 24);
        // It is at work by now, and looks again when both are there.
        screen.look(Duration::from_millis(100));
        screen.resize(columns, 25);
        screen.keys("?");
        screen.wait_for("The same as a command");
        screen.press(Key::Esc);
        screen.wait_gone("The same as a command");
    }
    leaves(&mut screen);
}

#[test]
fn titles_of_a_hostile_course_are_listed_and_found() {
    let home = Home::new();
    hostile(&home);
    for size in SIZES {
        let mut screen = home.screen("learn", size);
        screen.wait_for("CodeZest");
        screen.keys("l");
        screen.wait_for("Tred");
        screen.keys("/");
        screen.keys("漢漢");
        screen.wait_for("漢漢");
        screen.press(Key::Down);
        screen.press(Key::Esc);
        screen.settle(Duration::from_millis(100));
        screen.press(Key::Esc);
        screen.keys("l");
        screen.wait_for("Tred");
        answers_and_leaves(&mut screen);
        harmless(&screen);
    }
}

#[test]
fn a_hostile_quiz_is_opened_and_left() {
    let home = Home::new();
    hostile(&home);
    for size in SIZES {
        let mut screen = open(&home, "hostile/warm-up", size);
        screen.settle(Duration::from_millis(200));
        for key in [Key::Down, Key::PageDown, Key::Up, Key::Esc] {
            screen.press(key);
        }
        screen.press(Key::Ctrl('c'));
        screen.wait_for("nothing is running");
        screen.press(Key::Ctrl('c'));
        assert_eq!(screen.exit(), 0, "{screen}");
        screen.assert_restored();
        harmless(&screen);
    }
}

#[test]
fn what_a_hostile_program_writes_is_shown_and_does_nothing() {
    let home = Home::new();
    hostile(&home);
    let item = "hostile/greeting";
    home.run(&format!("start {item}")).ok();
    let program = "printf '\\033[31mred\\033]0;owned\\007\\033[?7777h\\000\\302\\2332J\\n'\n\
                   head -c 1000000 /dev/zero | tr '\\0' x; head -c 100 /dev/zero\n\
                   printf '\\342\\200\\256err\\033[5n\\b\\v\\n' >&2; exit 3\n";
    let mine = home.working_folder(item).join("greeting.sh");
    fs::write(&mine, program).unwrap();
    for size in SIZES {
        let mut screen = open(&home, item, size);
        screen.wait_for("Instructions");
        screen.keys("t");
        screen.wait_until("results", |screen| {
            ["not passed", "passed ·", "exit status"]
                .iter()
                .any(|it| screen.shows(it))
        });
        screen.press(Key::Tab);
        screen.keys("G");
        screen.keys("g");
        screen.keys("H");
        screen.settle(Duration::from_millis(100));
        screen.press(Key::Esc);
        // The editor shows what is in the file, and no more.
        write(&mut screen);
        screen.press(Key::Esc);
        answers_and_leaves(&mut screen);
        harmless(&screen);
    }
    assert_eq!(fs::read_to_string(&mine).unwrap(), program);
}

/// The editor holds escapes as text: they are kept, and drawn as nothing.
#[test]
fn escapes_in_a_learners_file_are_kept_and_do_nothing() {
    let home = Home::new();
    home.run(&format!("start {FIRST}")).ok();
    let text = format!("-- {ESCAPES}\n-- nul \0 end\n");
    fs::write(file(&home), &text).unwrap();
    let mut screen = writing(&home);
    screen.wait_for("-- nul");
    screen.keys("x");
    screen.press(Key::Esc);
    screen.wait_until("the text on the disk", |_| {
        fs::read_to_string(file(&home)).is_ok_and(|held| held == format!("x{text}"))
    });
    screen.settle(Duration::from_millis(100));
    answers_and_leaves(&mut screen);
    harmless(&screen);
}

#[test]
fn files_that_cannot_be_written_in_are_said_and_stay() {
    let home = Home::new();
    home.run(&format!("start {FIRST}")).ok();
    let file = file(&home);
    let latin = b"-- caf\xe9\n".as_slice();
    fs::write(&file, latin).unwrap();
    refuses_to_edit(&home);
    assert_eq!(fs::read(&file).unwrap(), latin);
    let large = vec![b' '; 2 << 20];
    fs::write(&file, &large).unwrap();
    refuses_to_edit(&home);
    assert!(fs::read(&file).unwrap() == large);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    refuses_to_edit(&home);
    assert!(file.is_dir());
    fs::remove_dir(&file).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &file).unwrap();
    refuses_to_edit(&home);
    assert!(file.is_symlink());
}

#[track_caller]
fn refuses_to_edit(home: &Home) {
    let mut screen = open(home, FIRST, SIZE);
    screen.wait_for("Instructions");
    screen.keys("e");
    screen.wait_for("no text that can be written");
    screen.keys("t");
    screen.wait_until("what the tests say of it", |screen| {
        screen.shows("names.sql") && !screen.shows("no text that can be written")
    });
    answers_and_leaves(&mut screen);
}

#[test]
fn a_missing_file_is_begun_again_by_writing_in_it() {
    let home = Home::new();
    home.run(&format!("start {FIRST}")).ok();
    fs::remove_file(file(&home)).unwrap();
    let mut screen = writing(&home);
    screen.keys("-- again ");
    screen.press(Key::Esc);
    screen.wait_for("not passed");
    assert!(
        fs::read_to_string(file(&home))
            .unwrap()
            .starts_with("-- again ")
    );
    answers_and_leaves(&mut screen);
}

/// Where the working folder cannot be, what was written is kept elsewhere.
#[test]
fn what_cannot_be_saved_is_kept_and_said_where() {
    let home = Home::new();
    fs::write(home.home().join("codezest"), "a file in the way").unwrap();
    let mut screen = writing(&home);
    screen.keys("-- mine ");
    screen.wait_for("-- mine");
    screen.press(Key::Ctrl('s'));
    screen.wait_for("kept in");
    screen.keys("and more ");
    screen.press(Key::Esc);
    leaves(&mut screen);
    assert!(screen.shows("could not be saved"), "{screen}");
    assert_eq!(kept(&home, FIRST), ["-- mine and more "]);
}

/// The beginnings of what is kept of an item among the program's data.
fn kept(home: &Home, item: &str) -> Vec<String> {
    let folder = fs::read_dir(home.data().join("unsaved").join(item)).unwrap();
    let text = |path: &Path| fs::read_to_string(path).unwrap();
    let begin = |text: String| text.split("--").take(2).collect::<Vec<_>>().join("--");
    folder
        .map(|entry| begin(text(&entry.unwrap().path())))
        .collect()
}

#[test]
fn an_item_that_goes_while_it_is_open_takes_nothing_with_it() {
    let home = Home::new();
    home.run("course new shop --language sql").ok();
    home.run("course add ./shop").ok();
    let item = "shop/greeting";
    let mut screen = open(&home, item, SIZE);
    screen.wait_for("Instructions");
    write(&mut screen);
    screen.keys("-- mine ");
    screen.wait_for("-- mine");
    let module = home.home().join("shop/01-first-steps");
    fs::remove_dir_all(module.join("03-greeting")).unwrap();
    home.run("course update shop").ok();
    screen.press(Key::Ctrl('s'));
    screen.wait_for("kept in");
    screen.press(Key::Esc);
    screen.keys("t");
    screen.wait_for("there is no item");
    screen.press(Key::Esc);
    screen.wait_for("Courses");
    answers_and_leaves(&mut screen);
    assert!(screen.shows("could not be saved"), "{screen}");
    assert_eq!(kept(&home, item).len(), 1);
    assert!(kept(&home, item)[0].starts_with("-- mine "));
}

#[test]
fn two_at_once_lose_nothing_of_each_other() {
    let home = Home::new();
    home.run(&format!("start {FIRST}")).ok();
    let (mut one, mut two) = (writing(&home), writing(&home));
    one.keys("-- of one ");
    one.wait_for("-- of one");
    two.keys("-- of two ");
    two.wait_for("-- of two");
    one.press(Key::Ctrl('s'));
    one.wait_for("not passed");
    two.press(Key::Ctrl('s'));
    two.wait_for("another program had changed");
    let folder = home.working_folder(FIRST);
    let aside = fs::read_dir(&folder).unwrap().find_map(|entry| {
        let path = entry.unwrap().path();
        path.to_string_lossy().contains(".yours-").then_some(path)
    });
    let aside = fs::read_to_string(aside.unwrap()).unwrap();
    assert!(aside.starts_with("-- of one "), "{aside}");
    assert!(
        fs::read_to_string(file(&home))
            .unwrap()
            .starts_with("-- of two ")
    );
    // Whoever wrote nothing since sees what the other wrote.
    one.wait_for("-- of two");
    for screen in [&mut one, &mut two] {
        screen.press(Key::Esc);
        leaves(screen);
    }
}

#[test]
fn a_database_that_another_program_holds_is_waited_for_while_keys_work() {
    let home = Home::new();
    let mut screen = home.screen("learn", SIZE);
    screen.wait_for("Courses");
    let other = rusqlite::Connection::open(home.data().join("accounts/anonymous.db")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    screen.keys("\r");
    screen.wait_for("waiting for it");
    screen.keys("?");
    screen.wait_for("The same as a command");
    screen.press(Key::Esc);
    screen.wait_gone("The same as a command");
    assert!(!screen.shows("Meet the Lending Shed ›"), "{screen}");
    other.execute_batch("rollback").unwrap();
    screen.wait_for("In the harbour town");
    assert!(!screen.shows("waiting for it"), "{screen}");
    leaves(&mut screen);
}

#[test]
fn databases_that_cannot_be_used_are_said_in_lines() {
    let home = Home::new();
    home.run("list").ok();
    let content = rusqlite::Connection::open(home.data().join("content.db")).unwrap();
    content.execute_batch("pragma user_version = 9999").unwrap();
    drop(content);
    says_in_lines(&home, "newer codezest");
    fs::remove_dir_all(home.data()).unwrap();
    fs::write(home.data(), "no folder").unwrap();
    says_in_lines(&home, "error: ");
}

#[track_caller]
fn says_in_lines(home: &Home, said: &str) {
    let mut screen = home.screen("learn", SIZE);
    let code = screen.exit();
    assert!(code > 1 && code < 100, "{code}\n{screen}");
    assert!(screen.shows(said), "{screen}");
    let raw = String::from_utf8_lossy(screen.raw());
    assert!(!raw.contains("[?1049h"), "{raw}");
    screen.assert_restored();
}

/// Python, for only whoever holds the other end of a terminal can drop it.
const HANG_UP: &str = r#"
import fcntl, os, pty, select, struct, sys, termios, time

def come(fd, seconds):
    ready, _, _ = select.select([fd], [], [], seconds)
    return os.read(fd, 65536) if ready else b""

def wait_for(fd, text):
    seen = b""
    while text not in seen:
        more = come(fd, 20)
        if not more:
            sys.exit("nothing more after " + repr(seen))
        seen += more

program, = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    os.execv(program, [program, "learn", "sql-first-steps/first-answer"])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
wait_for(fd, b"Instructions")
os.write(fd, b"e")
wait_for(fd, b"ctrl-s")
os.write(fd, b"-- kept ")
while come(fd, 0.5):
    pass
os.close(fd)
end = time.monotonic() + 10
while time.monotonic() < end:
    ended, status = os.waitpid(pid, os.WNOHANG)
    if ended:
        sys.exit(0)
    time.sleep(0.02)
os.kill(pid, 9)
sys.exit("it goes on without a terminal")
"#;

#[test]
fn a_terminal_that_goes_away_ends_the_program_and_keeps_what_was_written() {
    let home = Home::new();
    let settings = home.command("");
    let output = settings
        .program("python3")
        .arg("-c")
        .arg(HANG_UP)
        .arg(env!("CARGO_BIN_EXE_codezest"))
        .env("TERM", "xterm-256color")
        .run();
    output.ok();
    let text = fs::read_to_string(file(&home)).unwrap();
    assert!(text.starts_with("-- kept "), "{text}");
}

#[test]
fn nothing_happens_while_nobody_does_anything() {
    let home = Home::new();
    let still = Duration::from_millis(1_500);
    for place in ["", "meet-the-shed", FIRST] {
        let command = home.command(&format!("learn {place}"));
        let mut screen = command.without_env("CODEZEST_CLOCK").screen(SIZE);
        screen.wait_for("CodeZest");
        if place == FIRST {
            screen.wait_for("Instructions");
            write(&mut screen);
        }
        screen.settle(Duration::from_millis(500));
        let before = ticks(&screen);
        assert!(!screen.look(still), "{place:?} wrote something\n{screen}");
        let used = ticks(&screen) - before;
        assert!(used <= 1, "{place:?} used {used} ticks of CPU");
        screen.press(Key::Esc);
        leaves(&mut screen);
    }
}

/// Hundredths of a second of CPU that the program has used.
fn ticks(screen: &Screen) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", screen.pid())).unwrap();
    let (_, after_name) = stat.rsplit_once(')').unwrap();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}
