//! `codezest`: learn programming in the terminal, offline.
//!
//! Three floors: faces (`commands`, `plain`), use cases (`learn`, `author`,
//! `views`) and resources (`store`, `workspace`, `ui`, `config`). A face calls
//! use cases and views, never a resource.

#![allow(
    unreachable_pub,
    reason = "a program has no outside: `pub` marks what a module offers to the others"
)]

mod args;
mod author;
mod browse;
mod commands;
mod completion;
mod config;
mod context;
mod editor;
mod failure;
mod files;
mod help;
mod interrupt;
mod keymap;
mod learn;
mod lines;
mod plain;
mod store;
mod tui;
mod ui;
mod views;
mod watch;
mod workspace;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::Args;
use crate::context::Context;
use crate::failure::Failure;

fn main() -> ExitCode {
    // The same program is the runner's supervisor; that must come before
    // anything that starts threads or reads arguments.
    codezest_runner::helper_main();
    clap_complete::CompleteEnv::with_factory(Args::command).complete();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return refuse(&error),
    };
    let fallback = ui::Ui::new(&args.global, false, args.global.color);
    let context = match Context::resolve(args.global) {
        Ok(context) => context,
        Err(failure) => {
            fallback.failure(&failure);
            return ExitCode::from(failure.code.exit_code());
        }
    };
    match commands::dispatch(&context, args.command) {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(failure) => {
            context.ui.failure(&failure);
            ExitCode::from(failure.code.exit_code())
        }
    }
}

/// Says what is wrong with the command line: as clap does, or with `--json`
/// in the shape of every other error.
fn refuse(error: &clap::Error) -> ExitCode {
    let asks_for_json = std::env::args_os()
        .take_while(|word| word != "--")
        .any(|word| word == "--json");
    let ui = Args::try_parse_from(["codezest", "--json"])
        .map(|args| ui::Ui::new(&args.global, true, args.global.color));
    let (true, true, Ok(ui)) = (asks_for_json, error.use_stderr(), ui) else {
        error.exit();
    };
    let text = error.render().to_string();
    let (what, rest) = text.split_once("\n\n").unwrap_or((text.as_str(), ""));
    let words: Vec<&str> = what.split_whitespace().collect();
    let message = words.join(" ");
    let tip = rest
        .lines()
        .find_map(|line| line.trim().strip_prefix("tip: "));
    let failure = Failure::usage(message.trim_start_matches("error: "))
        .hint(tip.unwrap_or("see what it takes: codezest help COMMAND"));
    ui.failure(&failure);
    ExitCode::from(failure.code.exit_code())
}
