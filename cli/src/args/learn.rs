//! Arguments of the learner's commands.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::{ArgValueCandidates, ArgValueCompleter};

use crate::completion;

/// The words shared by every command that takes an item.
macro_rules! item_args {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Args)]
        pub struct $name {
            /// COURSE/ITEM, a unique name, a number, `.`, next, current, +1, -1.
            #[arg(allow_hyphen_values = true, add = ArgValueCompleter::new(completion::items))]
            pub item: Option<String>,
            $($(#[$field_meta])* pub $field: $ty,)*
        }
    )*};
}

item_args! {
    /// Learn in one screen: read, write, test, take quizzes, review.
    ///
    /// With an item or a course, that is shown. `?` lists the keys. With --plain, the
    /// same as appended lines, for screen readers; without a terminal, where
    /// you are and what comes next.
    LearnArgs {}

    /// Read a material, or an assignment's or quiz's instructions.
    ShowArgs {
        /// The Markdown as it was written.
        #[arg(long)]
        raw: bool,
    }

    /// Create the working files of an assignment; never overwrites yours.
    ///
    /// The last line is the folder's path.
    StartArgs {}

    /// Open the working files in your editor.
    OpenArgs {
        /// The editor's command, instead of $VISUAL, $EDITOR or `editor` in the settings.
        #[arg(long, value_name = "COMMAND")]
        editor: Option<String>,
    }

    /// Print the path of an item's working folder, or of all of them.
    PathArgs {}

    /// Run your program: nothing is judged or recorded.
    RunArgs {
        /// Arguments for the program.
        #[arg(last = true)]
        args: Vec<String>,
    }

    /// Run the tests of an assignment, offline.
    ///
    /// Every run is kept: `codezest history` lists them and `codezest restore`
    /// brings the files of any of them back.
    TestArgs {
        /// Test every started assignment (of the course or module named).
        #[arg(long)]
        all: bool,
        /// Only tests whose name contains this text; never counts as passed.
        #[arg(long, value_name = "TEXT")]
        only: Option<String>,
        /// How many assignments to test at once with --all.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
        jobs: Option<u16>,
        /// Arguments for the test command.
        #[arg(last = true)]
        args: Vec<String>,
    }

    /// Test on every save, and go on to the next item when it passes.
    WatchArgs {
        /// Stay on this item when it passes.
        #[arg(long)]
        stay: bool,
        /// Look at the files instead of waiting for the system's messages.
        #[arg(long)]
        poll: bool,
    }

    /// Show the next hint; hints go from gentle to specific.
    HintArgs {
        /// Show the hints seen so far again, and no new one.
        #[arg(long, conflicts_with = "all")]
        again: bool,
        /// Show every hint.
        #[arg(long)]
        all: bool,
    }

    /// Show the reference solution and its explanation, once you have passed.
    SolutionArgs {
        /// Compare it with your files.
        #[arg(long)]
        diff: bool,
    }

    /// Ask the database of an SQL assignment, as its preparations leave it.
    ///
    /// Every question gets a fresh database: what one changes, the next does
    /// not see. `.tables` and `.schema` say what is there. Without SQL, it is
    /// read from standard input. A word that begins a statement is SQL; an
    /// item of such a name is COURSE/ITEM.
    QueryArgs {
        /// Statements, best between quotes; or .tables, .schema.
        sql: Vec<String>,
    }

    /// Take a quiz.
    QuizArgs {
        /// Answers from a file (JSON: question id to answer), without a terminal.
        #[arg(long, value_name = "FILE")]
        answers: Option<PathBuf>,
        /// Show earlier attempts and what was missed.
        #[arg(long, conflicts_with = "answers")]
        review: bool,
    }

    /// Mark a material as read.
    CompleteArgs {
        /// Take it back.
        #[arg(long)]
        undo: bool,
    }

    /// Hand in an assignment: test it, show what would leave this machine, save it.
    SubmitArgs {
        /// Show what would be handed in, and stop.
        #[arg(long)]
        dry_run: bool,
        /// Hand in although tests fail.
        #[arg(long)]
        force: bool,
        /// Do not wait for the server's verdict.
        #[arg(long)]
        no_wait: bool,
        /// Exit with 6 when it is only queued.
        #[arg(long)]
        require_delivery: bool,
    }

    /// List every test run of an assignment.
    HistoryArgs {
        /// The newest N.
        #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
        limit: u32,
        /// Show the results of one run again: its number or id.
        #[arg(long, value_name = "RUN")]
        run: Option<String>,
    }

    /// Begin an item again: your files are kept aside with a date, the starter comes back.
    ResetArgs {
        /// Also set the progress of the item back.
        #[arg(long)]
        progress: bool,
        /// Every item of a course (name the course as ITEM).
        #[arg(long)]
        course: bool,
    }
}

/// What kind of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindFilter {
    /// Something to read.
    Material,
    /// Something to program.
    Assignment,
    /// Questions.
    Quiz,
}

/// How far along an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusFilter {
    /// Not begun.
    New,
    /// Begun.
    Started,
    /// An assignment or quiz that was passed.
    Passed,
    /// A material that was read.
    Completed,
    /// Not passed and not completed.
    Open,
}

/// How hard an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DifficultyFilter {
    /// For people new to it.
    Beginner,
    /// For people who know the basics.
    Intermediate,
    /// For people who want a challenge.
    Advanced,
}

/// List languages, courses, modules and items, with your progress.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// A language, COURSE or COURSE/MODULE.
    #[arg(value_name = "PATH", add = ArgValueCompleter::new(completion::list_paths))]
    pub path: Option<String>,
    /// Only items this far along.
    #[arg(long, value_enum)]
    pub status: Option<StatusFilter>,
    /// Only items of this kind.
    #[arg(long, value_enum)]
    pub kind: Option<KindFilter>,
    /// Only items this hard.
    #[arg(long, value_enum)]
    pub difficulty: Option<DifficultyFilter>,
    /// Only items with this tag.
    #[arg(long)]
    pub tag: Option<String>,
    /// Also hidden items (unfinished or withdrawn).
    #[arg(short, long)]
    pub all: bool,
}

/// Find words in materials, instructions and code.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// The words; the last one may be the beginning of a word.
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only items of this kind.
    #[arg(long, value_enum)]
    pub kind: Option<KindFilter>,
    /// Only in this course.
    #[arg(long, add = ArgValueCandidates::new(completion::courses))]
    pub course: Option<String>,
    /// At most this many.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub limit: u32,
}

/// Go to what comes next and say what to do there.
#[derive(Debug, Args)]
pub struct NextArgs {}

/// Say which item you are on.
#[derive(Debug, Args)]
pub struct CurrentArgs {}

/// Review what you got wrong, a little each day.
///
/// Questions that you missed and assignments whose tests failed come back as
/// cards: first on the day after, then further apart each time you remember
/// them. You see what a card asks, answer it or press Enter, see what is
/// right, and say how well you remembered it, 1 to 4.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// At most this many cards.
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Show progress, streak and what waits to be handed in.
#[derive(Debug, Args)]
pub struct StatusArgs {}

/// Show your year in learning days, and progress per course.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// The year; the last twelve months otherwise.
    #[arg(long)]
    pub year: Option<i16>,
}

/// Show messages, and what waits here to be handed in.
#[derive(Debug, Args)]
pub struct InboxArgs {}

/// Bring the files of an earlier test run back; today's are kept as a run too.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// COURSE/ITEM, a unique name, a number, `.`, next, current, +1, -1.
    #[arg(allow_hyphen_values = true, add = ArgValueCompleter::new(completion::items))]
    pub item: Option<String>,
    /// Which run: its id, the beginning of it, or a number counted back from the newest (1);
    /// or the id that an earlier restore gave.
    #[arg(long, value_name = "RUN", default_value = "1")]
    pub run: String,
    /// Show what would change, and stop.
    #[arg(long)]
    pub dry_run: bool,
}
