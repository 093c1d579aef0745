//! Where you are and what is next, as lines.

use super::catalogue::print;
use crate::context::Context;
use crate::lines::catalogue::bar;
use crate::lines::home::{count, due_line, level_line, streak_line};
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::home::{NextView, Status};
use crate::views::list::CourseLine;

/// Prints the home screen: resume, what is next and the command for it.
pub fn print_home(context: &Context, status: &Status) {
    let begun: Vec<&CourseLine> = status
        .courses
        .iter()
        .filter(|course| course.done > 0)
        .collect();
    if begun.is_empty() && status.current.is_none() {
        welcome(context, status);
        return;
    }
    context.ui.out(Styled::new().role(Role::Title, "CodeZest"));
    context.ui.out("");
    if let Some(current) = &status.current {
        let line = Styled::new()
            .text("You were on ")
            .role(Role::Code, &current.name);
        context.ui.out(line.text(&format!(": {}", current.title)));
    }
    print_next(context, status.next.as_ref());
    context.ui.out("");
    context.ui.out(streak_line(&status.streak));
    print_due(context, status.due);
    courses(context, &begun);
}

fn welcome(context: &Context, status: &Status) {
    let ui = &context.ui;
    ui.out(Styled::new().role(Role::Title, "Welcome to CodeZest"));
    ui.out("");
    ui.out("Learn programming here, in the terminal: read, solve, run the tests, go on.");
    ui.out("No account, no network. Your first test passes within a minute:");
    print_next(context, status.next.as_ref());
    ui.out("");
    ui.out(Styled::new().role(Role::Strong, "Courses on this machine"));
    super::catalogue::courses(context, &status.courses);
    ui.out("");
    ui.out(
        Styled::new()
            .text("All of one course: ")
            .role(Role::Code, "codezest list COURSE")
            .text("   Everything else: ")
            .role(Role::Code, "codezest --help"),
    );
}

/// Prints what comes next and the command for it.
pub fn print_next(context: &Context, next: Option<&NextView>) {
    match next {
        Some(next) => {
            let kind = next.item.kind.as_str();
            context.ui.out(
                Styled::new()
                    .text("Next: ")
                    .role(Role::Strong, &next.item.title)
                    .role(
                        Role::Dim,
                        &format!(" ({kind} {} of {})", next.item.number, next.item.course),
                    ),
            );
            context.ui.out("");
            context
                .ui
                .out(Styled::new().text("    ").role(Role::Hint, &next.command));
        }
        None => {
            context
                .ui
                .out("Everything is done. Add a course: codezest help courses");
        }
    }
}

/// Prints the status: courses, modules, streak, what waits.
pub fn print_status(context: &Context, status: &Status) {
    let ui = &context.ui;
    ui.out(streak_line(&status.streak));
    ui.out(level_line(&status.level));
    print_due(context, status.due);
    ui.out("");
    let begun: Vec<&CourseLine> = status
        .courses
        .iter()
        .filter(|course| course.done > 0)
        .collect();
    if begun.is_empty() {
        ui.out("No course begun yet.");
    }
    for course in &begun {
        let head = format!(
            "  {} · {} of {} · {} %",
            course.id, course.done, course.total, course.percent
        );
        ui.out(
            Styled::new()
                .role(Role::Title, &course.title)
                .role(Role::Dim, &head),
        );
        let mut table = Table::new(1).indent(2).right(2);
        for module in &course.modules {
            table.row([
                (Role::Good, bar(module.done, module.total)),
                (Role::Text, module.title.clone()),
                (Role::Dim, format!("{}/{}", module.done, module.total)),
            ]);
        }
        print(context, &table);
        ui.out("");
    }
    if status.queue.pending > 0 {
        ui.out(format!(
            "{} saved here, not handed in yet",
            count(status.queue.pending, "submission")
        ));
    }
    print_next(context, status.next.as_ref());
}

fn print_due(context: &Context, due: u32) {
    if let Some(line) = due_line(due) {
        context.ui.out(line);
    }
}

fn courses(context: &Context, begun: &[&CourseLine]) {
    let mut table = Table::new(1).right(2);
    for course in begun {
        table.row([
            (Role::Good, bar(course.done, course.total)),
            (Role::Text, course.title.clone()),
            (Role::Dim, format!("{}/{}", course.done, course.total)),
        ]);
    }
    print(context, &table);
}

/// After a pass: where to go on, and for the first one what to compare with.
pub fn say_next(context: &Context, next: Option<&NextView>, first_pass: bool, name: &str) {
    let ui = &context.ui;
    if first_pass {
        let command = format!("codezest solution {name} --diff");
        ui.say(Styled::new().text("Compare: ").role(Role::Code, &command));
    }
    if let Some(next) = next {
        ui.say(
            Styled::new()
                .text("Next:    ")
                .role(Role::Hint, &next.command),
        );
    }
}

/// After a failure: what helps.
pub fn say_help(context: &Context, name: &str) {
    let command = format!("codezest hint {name}");
    context
        .ui
        .say(Styled::new().text("Stuck? ").role(Role::Hint, &command));
}
