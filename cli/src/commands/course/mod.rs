//! `codezest course`: one file per command below it.

mod add;
mod check;
mod convert;
mod list;
mod new;
mod pack;
mod preview;
mod remove;
mod report;
mod update;

use crate::args::{CourseArgs, CourseCommand};
use crate::context::Context;
use crate::failure::{Exit, Result};

pub use add::AddedView;
pub use convert::ConvertedView;
pub use list::CoursesView;
pub use new::NewView;
pub use pack::PackView;
pub use remove::RemovedView;
pub use update::UpdatedView;

/// Does what was typed behind `course`.
pub fn run(context: &Context, args: &CourseArgs) -> Result<Exit> {
    match &args.command {
        CourseCommand::Add(args) => add::run(context, args),
        CourseCommand::List(_) => list::run(context),
        CourseCommand::Update(args) => update::run(context, args),
        CourseCommand::Remove(args) => remove::run(context, args),
        CourseCommand::New(args) => new::run(context, args),
        CourseCommand::Check(args) => check::run(context, args),
        CourseCommand::Preview(args) => preview::run(context, args),
        CourseCommand::Pack(args) => pack::run(context, args),
        CourseCommand::Convert(args) => convert::run(context, args),
    }
}
