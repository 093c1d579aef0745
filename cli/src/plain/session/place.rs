//! Where one can be in a session.

use codezest_core::course::model::ItemKind;

use super::command::At;
use super::{assignment, catalogue, home, material, quiz, search};
use crate::context::Context;
use crate::failure::Result;
use crate::learn::locate;
use crate::store::content::ItemEntry;
use crate::ui::{Role, Styled};

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Where you are and what is next.
    Home,
    /// The courses, by language.
    Courses,
    /// The modules of a course, by its name.
    Course(String),
    /// The items of a module: course and module.
    Module(String, String),
    /// The items that words fit.
    Matching(String),
    /// What words were found in.
    Found(String),
    /// An item, as `COURSE/ITEM`.
    Item(String, ItemKind),
}

/// Something that a number chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// A place to go to.
    Go(Place),
    /// An address to open.
    Link(String),
}

/// What a place shows beside its lines.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// What numbers choose, from 1.
    pub(super) choices: Vec<Choice>,
    /// Lines that are shown when asked for, of a long text.
    pub(super) rest: Vec<Styled>,
    /// What Enter does there, in words.
    pub(super) enter: Option<&'static str>,
}

impl From<&ItemEntry> for Place {
    fn from(item: &ItemEntry) -> Self {
        Self::Item(item.reference(), item.kind)
    }
}

impl Place {
    /// Prints what is there.
    pub(super) fn show(&self, context: &Context) -> Result<Shown> {
        match self {
            Self::Home => home::show(context),
            Self::Courses => catalogue::courses(context),
            Self::Course(course) => catalogue::course(context, course),
            Self::Module(course, module) => catalogue::module(context, course, module),
            Self::Matching(words) => catalogue::matching(context, words),
            Self::Found(words) => search::show(context, words),
            Self::Item(name, kind) => {
                let item = locate::item(context, Some(name))?;
                match kind {
                    ItemKind::Material => material::show(context, &item),
                    ItemKind::Assignment => assignment::show(context, &item),
                    ItemKind::Quiz => quiz::show(context, &item),
                }
            }
        }
    }

    /// What the letters depend on.
    pub(super) fn at(&self) -> At {
        match self {
            Self::Item(_, kind) => At::Item(*kind),
            _ => At::List,
        }
    }

    /// The item that one looks at.
    pub(super) fn item(&self) -> Option<&str> {
        match self {
            Self::Item(name, _) => Some(name),
            _ => None,
        }
    }
}

/// Prints a choice with the number that chooses it.
pub(super) fn print_choice(context: &Context, choices: &[Choice], said: Styled) {
    let number = choices.len();
    let mut line = Styled::new().role(Role::Hint, &format!("{number:>3}  "));
    line.append(said);
    context.ui.out(line);
}
