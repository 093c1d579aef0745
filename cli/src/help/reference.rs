//! `docs/cli.md`: every command with its arguments, made from what the
//! program itself takes.

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory};

use super::TOPICS;
use crate::args::Args;
use crate::views::schemas::SCHEMAS;

const HEAD: &str = "\
# The command line

Made from the program itself by `scripts/bless`; do not edit.

An ITEM is `COURSE/ITEM`, a unique name, a number, `.`, `next`, `current`, `+1`
or `-1`; without one it is the folder you stand in, else the current item.
Data is printed on standard output, talk on standard error. Without a command,
codezest opens its screen; without a terminal it says where you are and what
comes next.
";

/// The whole page.
fn reference() -> String {
    let mut program = Args::command();
    program.build();
    let mut page = HEAD.to_owned();
    page.push_str("\n## Options of every command\n\n");
    arguments(
        &mut page,
        program.get_arguments().filter(|arg| arg.is_global_set()),
    );
    for command in program.get_subcommands() {
        section(&mut page, command, "codezest", 2);
    }
    exit_codes(&mut page);
    page.push_str("\n## JSON\n\n");
    page.push_str("`codezest schema NAME` prints the JSON schema of what a command prints with\n");
    page.push_str("`--json`. The names:\n\n");
    let names: Vec<String> = SCHEMAS
        .iter()
        .map(|schema| format!("`{}`", schema.name))
        .collect();
    writeln!(page, "{}.", names.join(", ")).unwrap();
    page
}

fn section(page: &mut String, command: &Command, above: &str, depth: usize) {
    if command.get_name() == "help" && depth > 2 {
        return;
    }
    let name = format!("{above} {}", command.get_name());
    writeln!(page, "\n{} `{name}`\n", "#".repeat(depth)).unwrap();
    let about = command.get_long_about().or(command.get_about());
    writeln!(
        page,
        "{}",
        about.map(ToString::to_string).unwrap_or_default()
    )
    .unwrap();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    writeln!(page, "\n```\n{usage}\n```").unwrap();
    let own: Vec<&Arg> = command
        .get_arguments()
        .filter(|arg| !arg.is_global_set() && arg.get_id() != "help")
        .collect();
    if !own.is_empty() {
        page.push('\n');
        arguments(page, own.into_iter());
    }
    for sub in command.get_subcommands() {
        section(page, sub, &name, depth + 1);
    }
}

fn arguments<'a>(page: &mut String, arguments: impl Iterator<Item = &'a Arg>) {
    page.push_str("| Argument | Does |\n|---|---|\n");
    for arg in arguments {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let values: Vec<String> = arg
            .get_possible_values()
            .iter()
            .filter(|_| arg.get_action().takes_values())
            .map(|value| format!("`{}`", value.get_name()))
            .collect();
        let values = if values.is_empty() {
            String::new()
        } else {
            format!(" One of {}.", values.join(", "))
        };
        let variable = arg
            .get_env()
            .map(|name| format!(" Also `{}`.", name.to_string_lossy()))
            .unwrap_or_default();
        let end = if help.ends_with(['.', '?']) { "" } else { "." };
        let row = format!("{help}{end}{values}{variable}").replace('|', "\\|");
        writeln!(page, "| `{}` | {row} |", written(arg).replace('|', "\\|")).unwrap();
    }
}

/// An argument as it is typed.
fn written(arg: &Arg) -> String {
    let mut names = Vec::new();
    names.extend(arg.get_short().map(|short| format!("-{short}")));
    names.extend(arg.get_long().map(|long| format!("--{long}")));
    let value = arg
        .get_value_names()
        .filter(|_| arg.get_action().takes_values())
        .and_then(|names| names.first())
        .map(ToString::to_string);
    match (names.is_empty(), value) {
        (true, value) => value.unwrap_or_default(),
        (false, Some(value)) => format!("{} {value}", names.join(", ")),
        (false, None) => names.join(", "),
    }
}

fn exit_codes(page: &mut String) {
    let topic = TOPICS.iter().find(|topic| topic.name == "exit-codes");
    let text = topic.map(|topic| topic.text).unwrap_or_default();
    page.push_str("\n#");
    page.push_str(text);
}

#[test]
fn the_committed_reference_is_fresh() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/cli.md");
    let fresh = reference();
    if std::env::var_os("CODEZEST_BLESS").is_some() {
        std::fs::write(file, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(committed, fresh, "docs/cli.md is stale: run scripts/bless");
}
