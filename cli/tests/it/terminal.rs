//! Colours, symbols and talk: what is printed without a terminal, and what
//! options and variables make of it.

use crate::support::Home;

fn has_colours(text: &str) -> bool {
    text.contains('\u{1b}')
}

#[test]
fn colours_are_for_those_who_want_them() {
    let home = Home::new();
    let line = "list sql-first-steps";
    let colours = |options: &str, variables: &[(&str, &str)]| {
        let command = home.command(&format!("{line} {options}"));
        let command = variables
            .iter()
            .fold(command, |command, (name, value)| command.env(name, value));
        has_colours(&command.run().ok().stdout)
    };
    assert!(!colours("", &[]), "a pipe has no colours");
    assert!(colours("--color always", &[]));
    assert!(colours("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours("", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!colours("--color never", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours("--plain", &[("CLICOLOR_FORCE", "1")]));
    assert!(
        colours("--color always", &[("NO_COLOR", "1")]),
        "an option wins"
    );
    assert!(colours("", &[("CODEZEST_COLOR", "always")]));
}

#[test]
fn plain_lines_have_words_for_symbols() {
    let home = Home::new();
    home.run("complete meet-the-shed").ok();
    for line in [
        "list sql-first-steps",
        "status",
        "stats",
        "doctor",
        "--plain status",
    ] {
        let output = home.run(line);
        let symbols: Vec<char> = output
            .stdout
            .chars()
            .filter(|c| "✓✗◐○●█░▒▓→…".contains(*c))
            .collect();
        assert!(symbols.is_empty(), "{line}: {symbols:?}");
    }
}

#[test]
fn talk_is_on_standard_error_and_can_be_turned_off() {
    let home = Home::new();
    let output = home.run("start first-answer").ok();
    let folder = home.working_folder("sql-first-steps/first-answer");
    assert_eq!(output.lines().last(), Some(&&*folder.display().to_string()));
    let loud = home.run("config set jobs 2").ok();
    assert_eq!(loud.stdout, "");
    assert!(loud.stderr.contains("jobs is now"), "{}", loud.stderr);
    assert_eq!(home.run("config set jobs 2 --quiet").ok().stderr, "");
    let failed = home.run("show no-such-item -qq").exits(3);
    assert!(failed.stderr.starts_with("error: "), "{}", failed.stderr);
}

#[test]
fn every_command_is_in_the_overview() {
    let home = Home::new();
    let overview = home.run("--help").ok().stdout;
    let pages = home.root().join("man");
    home.command("man --out").arg(&pages).run().ok();
    let mut commands = 0;
    for page in std::fs::read_dir(&pages).unwrap() {
        let name = page.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".1");
        let Some(command) = name.strip_prefix("codezest-") else {
            continue;
        };
        if command.contains('-') {
            continue;
        }
        commands += 1;
        let named = overview.split_whitespace().any(|word| word == command);
        assert!(named, "{command} is not in codezest --help");
        let long = home.run(&format!("help {command}")).ok().stdout;
        assert!(long.contains("Usage:"), "{command}: {long}");
    }
    assert!(commands > 25, "{commands}");
}

/// A script must not go on with half of what it asked for.
#[cfg(target_os = "linux")]
#[test]
fn output_that_does_not_arrive_is_an_error() {
    let home = Home::new();
    for line in ["list", "list --json", "schema list"] {
        let lost = home.command(line).into_file("/dev/full").run().exits(70);
        assert!(lost.stderr.contains("standard output"), "{}", lost.stderr);
    }
}
