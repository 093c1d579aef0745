//! One file per command: it reads its arguments, calls a use case and shows
//! the answer.

mod clean;
mod complete;
mod completions;
mod config;
pub mod course;
mod current;
mod doctor;
mod help;
mod hint;
mod history;
mod inbox;
mod learn;
mod list;
mod man;
mod next;
mod open;
mod path;
mod progress;
mod query;
mod quiz;
mod quiz_review;
mod reset;
mod restore;
mod review;
mod run;
mod schema;
mod search;
mod show;
mod solution;
mod start;
mod stats;
mod status;
mod submit;
mod test;
mod test_all;
pub mod version;
mod watch;

use crate::args::{Command, LearnArgs};
use crate::context::Context;
use crate::failure::{Exit, Result};

/// Does what was typed.
///
/// # Errors
/// Whatever the command cannot do.
pub fn dispatch(context: &Context, command: Option<Command>) -> Result<Exit> {
    match command {
        None => learn::run(context, LearnArgs { item: None }),
        Some(Command::Learn(args)) => learn::run(context, args),
        Some(Command::Clean(args)) => clean::run(context, &args),
        Some(Command::Complete(args)) => complete::run(context, &args),
        Some(Command::Completions(args)) => completions::run(context, &args),
        Some(Command::Course(args)) => course::run(context, &args),
        Some(Command::Current(args)) => current::run(context, &args),
        Some(Command::Doctor(args)) => doctor::run(context, &args),
        Some(Command::Help(args)) => help::run(context, &args),
        Some(Command::Hint(args)) => hint::run(context, &args),
        Some(Command::History(args)) => history::run(context, &args),
        Some(Command::Inbox(args)) => inbox::run(context, &args),
        Some(Command::List(args)) => list::run(context, &args),
        Some(Command::Man(args)) => man::run(context, &args),
        Some(Command::Next(args)) => next::run(context, &args),
        Some(Command::Open(args)) => open::run(context, &args),
        Some(Command::Path(args)) => path::run(context, &args),
        Some(Command::Progress(args)) => progress::run(context, &args),
        Some(Command::Query(args)) => query::run(context, args),
        Some(Command::Quiz(args)) => quiz::run(context, &args),
        Some(Command::Reset(args)) => reset::run(context, &args),
        Some(Command::Restore(args)) => restore::run(context, &args),
        Some(Command::Review(args)) => review::run(context, &args),
        Some(Command::Run(args)) => run::run(context, &args),
        Some(Command::Schema(args)) => schema::run(context, &args),
        Some(Command::Search(args)) => search::run(context, &args),
        Some(Command::Show(args)) => show::run(context, &args),
        Some(Command::Solution(args)) => solution::run(context, &args),
        Some(Command::Start(args)) => start::run(context, &args),
        Some(Command::Stats(args)) => stats::run(context, &args),
        Some(Command::Status(args)) => status::run(context, &args),
        Some(Command::Submit(args)) => submit::run(context, &args),
        Some(Command::Test(args)) => test::run(context, &args),
        Some(Command::Version(args)) => version::run(context, &args),
        Some(Command::Watch(args)) => watch::run(context, &args),
        Some(Command::Config(args)) => config::run(context, args),
    }
}
