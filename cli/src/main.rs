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
mod commands;
mod completion;
mod config;
mod context;
mod editor;
mod failure;
mod files;
mod help;
mod interrupt;
mod learn;
mod plain;
mod store;
mod ui;
mod views;
mod watch;
mod workspace;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::args::Args;
use crate::context::Context;

fn main() -> ExitCode {
    // The same program is the runner's supervisor; that must come before
    // anything that starts threads or reads arguments.
    codezest_runner::helper_main();
    clap_complete::CompleteEnv::with_factory(Args::command).complete();
    let args = Args::parse();
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
