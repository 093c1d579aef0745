//! What can be typed: clap types only, no behaviour. The doc comments are the
//! help texts, the man pages and the completions.

mod author;
mod global;
mod learn;
mod support;

pub use author::*;
pub use global::{ColorChoice, Global};
pub use learn::*;
pub use support::*;

use clap::{Parser, Subcommand};

/// Learn programming in the terminal: read, solve, run the tests, go on.
///
/// Everything works offline and without an account. Without a command,
/// codezest opens its screen; without a terminal, it says where you are and
/// what comes next.
#[derive(Debug, Parser)]
#[command(
    name = "codezest",
    version,
    propagate_version = false,
    disable_help_subcommand = true,
    max_term_width = 100,
    help_template = HELP_TEMPLATE
)]
pub struct Args {
    /// Options that every command takes.
    #[command(flatten)]
    pub global: Global,

    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Clap lists commands in one long column; people look for them by purpose.
/// A test asserts that every command is named here.
const HELP_TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} codezest [COMMAND] [ITEM] [OPTIONS]

Learn
  learn       all of it in one screen; also what codezest alone does
  list        languages, courses, modules and items, with your progress
  search      find words in materials and code
  show        read a material or an assignment's instructions
  start       create the working files of an assignment
  open        open them in your editor
  next        go to what comes next        current  say where you are
  quiz        take a quiz                  complete mark a material as read
  review      what you got wrong, when it is due again

Solve
  test        run the tests, offline       run      just run your program
  watch       test on every save           path     print the working folder
  hint        the next hint                solution the reference solution
  query       ask an SQL assignment's database
  submit      hand in

Your work
  status      progress, streak, what waits stats    your year in days
  inbox       messages, and what waits to be handed in
  history     every test run               restore  bring the files of one back
  reset       begin an item again          progress export or import your progress

Courses
  course      add, list, update, remove; new, check, preview, pack, convert

Support
  config      settings                     doctor   what works here, what is missing
  clean       remove caches                schema   JSON schemas of --json
  completions for your shell               man      manual pages
  version     versions, for bug reports    help     more on a topic

An ITEM is COURSE/ITEM, a unique name, a number, `.`, next, current, +1 or -1;
without one it is the folder you stand in, else the current item.

Options
{options}
";

/// Every command, one variant each.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "the docs of each Args type are the help")]
pub enum Command {
    Learn(LearnArgs),
    List(ListArgs),
    Search(SearchArgs),
    Show(ShowArgs),
    Start(StartArgs),
    Open(OpenArgs),
    Next(NextArgs),
    Current(CurrentArgs),
    Path(PathArgs),
    Run(RunArgs),
    Test(TestArgs),
    Watch(WatchArgs),
    Hint(HintArgs),
    Solution(SolutionArgs),
    Query(QueryArgs),
    Quiz(QuizArgs),
    Review(ReviewArgs),
    Complete(CompleteArgs),
    Submit(SubmitArgs),
    Status(StatusArgs),
    Stats(StatsArgs),
    Inbox(InboxArgs),
    History(HistoryArgs),
    Restore(RestoreArgs),
    Reset(ResetArgs),
    Course(CourseArgs),
    Config(ConfigArgs),
    Doctor(DoctorArgs),
    Clean(CleanArgs),
    Progress(ProgressArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    Schema(SchemaArgs),
    Version(VersionArgs),
    Help(HelpArgs),
}
