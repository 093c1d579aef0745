//! What the model asks of the world, and what comes back.

use codezest_core::ids::QuestionId;
use codezest_core::learning::quiz::answer::Answer as Given;
use codezest_core::run::report::RunReport;
use codezest_runner::RunEvent;

use super::keymap::Keymap;
use super::msg::Notice;
use super::theme::Theme;
use crate::learn::hint::Which;
use crate::learn::quiz::Answered;
use crate::learn::write::Written;
use crate::views::assignment::AssignmentView;
use crate::views::attempt::{QuestionView, QuizView, ResultView};
use crate::views::home::Status;
use crate::views::inbox::Inbox;
use crate::views::list::Catalogue;
use crate::views::reader::ReaderView;
use crate::views::review::ReviewView;
use crate::views::settings::Settings;
use crate::views::stats::Stats;

/// Where one can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Where you are and what is next.
    Home,
    /// Languages, courses, modules, items; standing on an item or course.
    Catalogue(Option<String>),
    /// An item, as `COURSE/ITEM`.
    Item(String),
    /// What comes next.
    Next,
    /// What is due for review.
    Review,
    /// Looking for items and in texts.
    Search,
    /// A year and progress; the last twelve months without one.
    Stats(Option<i16>),
    /// Messages, and what waits to be handed in.
    Inbox,
    /// Settings.
    Settings,
    /// Which keys do what.
    Keys,
}

/// Something to ask of the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Show a place.
    Open(Place),
    /// Tell the screen of a place what changed.
    Refresh(Place),
    /// Tell the screen of an assignment what changed while another was above
    /// it, and of its files' changes from now on.
    Resume(String),
    /// Mark a material as read, or as unread.
    Complete {
        /// `COURSE/ITEM`.
        item: String,
        /// Take it back.
        undo: bool,
    },
    /// Remember how far a text was read, as a share in thousandths.
    RememberPlace {
        /// `COURSE/ITEM`.
        item: String,
        /// Thousandths of the text above the screen.
        thousandths: u32,
    },
    /// Write a learner's files, after creating the working folder.
    Save {
        /// `COURSE/ITEM`.
        item: String,
        /// Every file that is not on the disk as it is here.
        files: Vec<Written>,
        /// Run the tests then.
        test: bool,
    },
    /// Run the tests of an assignment; with `changed`, only if a learner's
    /// file differs from what was tested last.
    Test {
        /// `COURSE/ITEM`.
        item: String,
        /// Only if something changed.
        changed: bool,
    },
    /// Stop what runs.
    Stop,
    /// Start the learner's program on the terminal itself.
    RunProgram(String),
    /// Ask the database of an SQL assignment.
    Query {
        /// `COURSE/ITEM`.
        item: String,
        /// What was done to it before.
        before: Vec<String>,
        /// What to ask.
        sql: String,
    },
    /// Begin an attempt at a quiz, or go on with the one that was left.
    BeginQuiz(String),
    /// The next question of the attempt at a quiz, or its end.
    NextQuestion(String),
    /// Judge an answer and write it down.
    AnswerQuestion {
        /// `COURSE/ITEM`.
        item: String,
        /// The question.
        question: QuestionId,
        /// The answer.
        answer: Given,
    },
    /// Hints of an assignment.
    Hint {
        /// `COURSE/ITEM`.
        item: String,
        /// Which of them.
        which: Which,
    },
    /// The solution, or what differs from it.
    Solution {
        /// `COURSE/ITEM`.
        item: String,
        /// Only what differs.
        compare: bool,
    },
    /// Earlier test runs.
    History(String),
    /// The results of an earlier run.
    Report {
        /// `COURSE/ITEM`.
        item: String,
        /// The run's id.
        run: String,
    },
    /// Bring the files of an earlier run back.
    Restore {
        /// `COURSE/ITEM`.
        item: String,
        /// The run's id.
        run: String,
    },
    /// Begin an assignment again.
    Reset(String),
    /// Hand an assignment in.
    Submit(String),
    /// Open the learner's files in the editor of the settings.
    External(String),
    /// Look for words in texts.
    Find(String),
    /// Change settings: a name, and a value or none for its default.
    Set(Vec<(String, Option<String>)>),
    /// Put text on the clipboard.
    Copy(String),
    /// Open an address outside the terminal.
    Browse(String),
    /// Write down how well a card of the review was known.
    Rate {
        /// Its place in the review, from 0.
        card: usize,
        /// 1 to 4.
        rating: u8,
    },
    /// Stop, as Ctrl-Z does.
    Suspend,
    /// Draw everything anew.
    Redraw,
}

/// What the world answers.
#[derive(Debug)]
pub enum Answer {
    /// What a place shows; `opens` puts it on the stack.
    View {
        /// What it shows.
        view: View,
        /// Whether it was asked for by [`Effect::Open`].
        opens: bool,
    },
    /// Something worth saying.
    Said(Notice),
    /// Nothing comes next: everything is done.
    AllDone,
    /// A run began, at so many milliseconds since 1970.
    RunBegan {
        /// `COURSE/ITEM`.
        item: String,
        /// When.
        at: i64,
    },
    /// A run is going on.
    RunWent(RunEvent),
    /// A run ended.
    RunEnded {
        /// `COURSE/ITEM`.
        item: String,
        /// What came of it; none when it could not be run.
        report: Option<Box<RunReport>>,
        /// Whether this is the first pass.
        first_pass: bool,
    },
    /// The learner's files may have changed.
    FilesChanged,
    /// Texts for a popup: a title and Markdown.
    Text(Sheet),
    /// Earlier test runs.
    History(crate::views::history::History),
    /// The database's answer.
    Queried(crate::views::query::QueryView),
    /// A question of a quiz.
    Question(Box<QuestionView>),
    /// What came of an answer to a question.
    Answered {
        /// `COURSE/ITEM`.
        item: String,
        /// The question, the answer and the verdict.
        answered: Box<Answered>,
        /// How many questions the quiz has.
        of: usize,
        /// Whether no other question follows.
        last: bool,
    },
    /// An attempt at a quiz has ended.
    QuizEnded(Box<ResultView>),
    /// A learner's file was written.
    Saved {
        /// Relative to the working folder.
        path: String,
        /// What was written.
        text: String,
    },
    /// A card's rating is written down.
    Rated,
    /// What words in texts were found.
    Found(crate::views::search::Found),
    /// Everything looks and listens like this from now on.
    Settled {
        /// How roles look.
        theme: Theme,
        /// Which key does what.
        keymap: Box<Keymap>,
    },
    /// Something runs now that Ctrl-C stops.
    Busy,
    /// Nothing runs any more.
    Quiet,
}

/// Something to read in a popup.
#[derive(Debug, Clone, PartialEq)]
pub enum Sheet {
    /// Hints: those seen so far, the newest last, and how many there are.
    Hints {
        /// Markdown.
        texts: Vec<String>,
        /// How many the assignment has.
        available: u32,
        /// Whether a new one is among them.
        new: bool,
    },
    /// Files of a solution, and what explains them.
    Solution {
        /// Path and text.
        files: Vec<(String, String)>,
        /// Markdown.
        explanation: Option<String>,
    },
    /// What differs between the learner's files and the solution's: path,
    /// mine, theirs.
    Comparison {
        /// Path, the learner's text, the solution's text.
        files: Vec<(String, String, String)>,
        /// Markdown.
        explanation: Option<String>,
    },
    /// The results of an earlier run.
    Report {
        /// When it was.
        when: String,
        /// What came of it.
        report: Box<RunReport>,
    },
}

/// What a place shows.
#[derive(Debug)]
pub enum View {
    /// Home.
    Home(Box<Status>),
    /// The catalogue, standing on what was named.
    Catalogue(Box<Catalogue>, Option<String>),
    /// A material.
    Reader(Box<ReaderView>),
    /// An assignment.
    Assignment(Box<AssignmentView>),
    /// Cards to review.
    Review(Box<ReviewView>),
    /// A quiz.
    Quiz(Box<QuizView>),
    /// The items that can be found.
    Search(Box<Catalogue>),
    /// A year, or the last twelve months.
    Stats(Box<Stats>, Option<i16>),
    /// Messages, and what waits to be handed in.
    Inbox(Box<Inbox>),
    /// Settings.
    Settings(Box<Settings>),
    /// Which keys do what.
    Keys(Box<Settings>),
}
