//! Bad input: broken and hostile courses, packs and learner files. Each is a
//! clear error with place and remedy; nothing is half installed, nothing
//! raw reaches the terminal.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Home, Output};

const ESCAPES: &str = "\u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}2J \u{202e}back\u{8}";

/// A course that works, to be broken.
fn course(home: &Home, name: &str) -> PathBuf {
    home.run(&format!("course new {name} --language sql")).ok();
    home.home().join(name)
}

fn assignment(course: &Path) -> PathBuf {
    course.join("01-first-steps/03-greeting/assignment.toml")
}

fn add_to(path: &Path, text: &str) {
    let before = fs::read_to_string(path).unwrap_or_default();
    fs::write(path, format!("{before}{text}")).unwrap();
}

fn replace(path: &Path, from: &str, to: &str) {
    let before = fs::read_to_string(path).unwrap();
    assert!(before.contains(from), "{before}");
    fs::write(path, before.replacen(from, to, 1)).unwrap();
}

/// The courses on this machine, as a script sees them.
fn installed(home: &Home) -> String {
    home.run("course list --json").ok().stdout
}

#[track_caller]
fn harmless(output: &Output) {
    for text in [&output.stdout, &output.stderr] {
        let raw: Vec<char> = text
            .chars()
            .filter(|&c| {
                c.is_control() && c != '\n' && c != '\t' || ('\u{202a}'..='\u{202e}').contains(&c)
            })
            .collect();
        assert!(raw.is_empty(), "{raw:?} in {text}");
    }
}

/// Breaks what is at a path.
type Break<'a> = &'a dyn Fn(&Path);

/// Name, exit code of `course add`, the place to name, how it breaks.
type Fault<'a> = (&'a str, i32, &'a str, Break<'a>);

/// Breaks a course in one way each; neither `course check` nor `course add`
/// takes it, both say where it is broken, and nothing of it stays.
#[test]
fn broken_courses_are_refused_whole() {
    let toml = "03-greeting/assignment.toml";
    let faults: [Fault<'_>; 12] = [
        ("broken-toml", 9, "course.toml:", &|course| {
            add_to(&course.join("course.toml"), "\nx = [\n");
        }),
        ("no-course", 9, "course.toml", &|course| {
            fs::remove_file(course.join("course.toml")).unwrap();
        }),
        ("no-starter", 9, toml, &|course| {
            fs::remove_dir_all(course.join("01-first-steps/03-greeting/starter")).unwrap();
        }),
        ("no-utf8", 9, "01-welcome.md:", &|course| {
            fs::write(course.join("01-first-steps/01-welcome.md"), b"caf\xe9 \xff").unwrap();
        }),
        ("absolute", 9, toml, &|course| {
            replace(&assignment(course), "learner = [\"", "learner = [\"/");
        }),
        ("parent", 9, toml, &|course| {
            replace(&assignment(course), "learner = [\"", "learner = [\"../../");
        }),
        ("same-id", 9, "04-greeting.md", &|course| {
            let first = course.join("01-first-steps");
            fs::copy(first.join("01-welcome.md"), first.join("04-greeting.md")).unwrap();
        }),
        ("cycle", 9, "wait for each other", &|course| {
            add_to(
                &course.join("01-first-steps/module.toml"),
                "\nprerequisites = [\"second\"]\n",
            );
            let second = course.join("02-second");
            fs::create_dir(&second).unwrap();
            let toml = "title = \"Second\"\nprerequisites = [\"first-steps\"]\n";
            fs::write(second.join("module.toml"), toml).unwrap();
            fs::write(second.join("01-more.md"), "# More\n\nText.\n").unwrap();
        }),
        ("link-in-text", 9, "01-welcome.md:", &|course| {
            add_to(
                &course.join("01-first-steps/01-welcome.md"),
                "\n[out](../../../../etc/passwd)\n",
            );
        }),
        ("huge-file", 10, "16 MiB", &|course| {
            let file = fs::File::create(course.join("01-first-steps/huge.bin")).unwrap();
            file.set_len(1 << 30).unwrap();
        }),
        ("huge-toml", 9, "course.toml", &|course| {
            add_to(&course.join("course.toml"), &"# comment\n".repeat(150_000));
        }),
        ("escape-in-toml", 9, "course.toml:", &|course| {
            add_to(&course.join("course.toml"), "\n\u{1b}[31m = 1\n");
        }),
    ];
    let home = Home::new();
    let before = installed(&home);
    for (name, code, place, break_it) in faults {
        break_it(&course(&home, name));
        let check = home.run(&format!("course check ./{name}")).exits(9);
        let said = format!("{}{}", check.stdout, check.stderr);
        assert!(said.contains(place), "{name}: {said}");
        harmless(&check);
        let add = home.run(&format!("course add ./{name}")).exits(code);
        assert!(
            add.stderr.contains(place) || name == "no-course",
            "{name}: {}",
            add.stderr
        );
        assert!(add.stderr.contains("next: "), "{name}: {}", add.stderr);
        harmless(&add);
        assert_eq!(installed(&home), before, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn files_that_are_none_are_refused() {
    use std::os::unix::ffi::OsStringExt;

    let home = Home::new();
    let before = installed(&home);
    let faults: [(&str, Break<'_>); 3] = [
        ("link-out", &|starter| {
            std::os::unix::fs::symlink("/etc/passwd", starter.join("passwd")).unwrap();
        }),
        ("link-to-folder", &|starter| {
            std::os::unix::fs::symlink("/etc", starter.join("etc")).unwrap();
        }),
        ("odd-name", &|starter| {
            let name = std::ffi::OsString::from_vec(b"a\x1b[31mb\xff".to_vec());
            fs::write(starter.join(name), "").unwrap();
        }),
    ];
    for (name, break_it) in faults {
        break_it(&course(&home, name).join("01-first-steps/03-greeting/starter"));
        for command in ["course check", "course add"] {
            let output = home.run(&format!("{command} ./{name}")).exits(9);
            assert!(
                output.stderr.contains("starter/"),
                "{name}: {}",
                output.stderr
            );
            assert!(
                output.stderr.contains("next: "),
                "{name}: {}",
                output.stderr
            );
            harmless(&output);
            harmless(&home.run(&format!("{command} ./{name} --json")).exits(9));
        }
        assert_eq!(installed(&home), before, "{name}");
    }
}

/// Escapes wherever an author can write, and in what a program writes: none
/// of it reaches the terminal, with or without a terminal's colours.
#[test]
fn escapes_of_courses_and_programs_stay_off_the_terminal() {
    let home = Home::new();
    let folder = course(&home, "sly");
    let item = folder.join("01-first-steps/03-greeting");
    let in_toml = "T\\u001b[31mred\\u001b]0;title\\u0007\\u009b2J";
    replace(
        &folder.join("course.toml"),
        "title = \"",
        &format!("title = \"{in_toml}"),
    );
    replace(
        &folder.join("01-first-steps/module.toml"),
        "title = \"",
        &format!("title = \"{in_toml}"),
    );
    replace(
        &assignment(&folder),
        "title = \"",
        &format!("title = \"{in_toml}"),
    );
    replace(
        &folder.join("01-first-steps/02-warm-up.quiz.toml"),
        "text = \"",
        &format!("text = \"{in_toml}"),
    );
    for text in [
        folder.join("01-first-steps/01-welcome.md"),
        item.join("README.md"),
        item.join("hints/1.md"),
        item.join("solution/README.md"),
    ] {
        add_to(
            &text,
            &format!("\nsly {ESCAPES}\n\n```\ncode {ESCAPES}\n```\n"),
        );
    }
    home.run("course add ./sly").ok();
    home.run("start sly/greeting").ok();
    let learner = home.working_folder("sly/greeting");
    for entry in fs::read_dir(&learner).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            fs::write(
                &path,
                format!("select '{ESCAPES}', nothing_{ESCAPES} from;\n"),
            )
            .unwrap();
        }
    }
    for line in [
        "course check ./sly",
        "course list",
        "list",
        "list sly",
        "search sly",
        "search red",
        "show sly/welcome",
        "show sly/welcome --raw",
        "show sly/greeting",
        "start sly/greeting",
        "test sly/greeting",
        "test sly/greeting -vv",
        "hint sly/greeting",
        "solution sly/greeting --yes",
        "quiz sly/warm-up",
        "submit sly/greeting --force",
        "history sly/greeting",
        "current",
        "status",
        "next",
        "learn",
    ] {
        harmless(&home.run(line));
        harmless(&home.run(&format!("{line} --plain")));
        let json = home.run(&format!("{line} --json"));
        assert!(!json.stdout.contains('\u{1b}'), "{line}: {}", json.stdout);
    }
}

#[test]
fn escapes_of_a_program_are_shown_and_do_nothing() {
    let home = Home::new();
    home.run("course new loud --language bash").ok();
    home.run("course add ./loud").ok();
    home.run("start loud/greeting").ok();
    fs::write(
        home.working_folder("loud/greeting").join("greeting.sh"),
        "printf '\\033[31mred\\033]0;title\\007\\n'\nprintf '\\033[2Jerr\\n' >&2\nexit 3\n",
    )
    .unwrap();
    for line in [
        "test loud/greeting",
        "test loud/greeting -vv",
        "history loud/greeting",
    ] {
        harmless(&home.run(line));
    }
    let test = home.run("test loud/greeting").exits(1);
    assert!(test.stdout.contains("red"), "{}", test.stdout);
}

/// A learner's own file that cannot be used is no failed test: it is said
/// which one, why, and how to get it back.
#[cfg(unix)]
#[test]
fn learner_files_that_cannot_be_used_are_named() {
    let home = Home::new();
    home.run("start first-answer").ok();
    let file = home
        .working_folder("sql-first-steps/first-answer")
        .join("names.sql");
    let mine = fs::read(&file).unwrap();
    let cases: [(&str, i32, &dyn Fn()); 4] = [
        ("is missing", 3, &|| {}),
        ("it is a link", 70, &|| {
            std::os::unix::fs::symlink("/etc/passwd", &file).unwrap();
        }),
        ("not a regular file", 70, &|| fs::create_dir(&file).unwrap()),
        ("larger than", 10, &|| {
            fs::write(&file, vec![b' '; 2 << 20]).unwrap()
        }),
    ];
    for (why, code, put) in cases {
        if file.is_dir() {
            fs::remove_dir(&file).unwrap();
        } else if file.symlink_metadata().is_ok() {
            fs::remove_file(&file).unwrap();
        }
        put();
        for command in ["test", "submit", "run"] {
            let output = home.run(&format!("{command} first-answer")).exits(code);
            let said = &output.stderr;
            assert!(said.contains("names.sql") && said.contains(why), "{said}");
            assert!(said.contains("codezest start"), "{said}");
        }
    }
    fs::remove_file(&file).unwrap();
    home.run("start first-answer").ok();
    assert_eq!(fs::read(&file).unwrap(), mine);
}

/// What an interpreter says of a program that it cannot read is shown: there
/// is no build that would show it.
#[test]
fn a_syntax_error_is_shown_with_its_line() {
    let home = Home::new();
    home.run("course new typo --language bash").ok();
    home.run("course add ./typo").ok();
    home.run("start typo/greeting").ok();
    fs::write(
        home.working_folder("typo/greeting").join("greeting.sh"),
        "read -r name\necho \"Hello\" )\n",
    )
    .unwrap();
    let test = home.run("test typo/greeting").exits(1);
    assert!(test.stdout.contains("line 2"), "{}", test.stdout);
    assert!(test.stdout.contains("syntax error"), "{}", test.stdout);
    assert!(!test.stdout.contains("/runs/run-"), "{}", test.stdout);
}
