//! The catalogue as lines.

use codezest_core::course::model::ItemKind;

use crate::context::Context;
use crate::lines::catalogue::{bar, difficulty_word, mark};
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::list::{Catalogue, CourseLine, ItemLine};

/// Prints the courses by language.
pub fn courses(context: &Context, courses: &[CourseLine]) {
    let mut table = Table::new(1).indent(2).right(3);
    for course in courses {
        let role = if course.done == 0 {
            Role::Dim
        } else {
            Role::Good
        };
        table.row([
            (Role::Code, course.id.clone()),
            (Role::Text, course.title.clone()),
            (role, bar(course.done, course.total)),
            (Role::Text, format!("{}/{}", course.done, course.total)),
            (Role::Dim, course.language.clone()),
        ]);
    }
    print(context, &table);
}

/// Prints the items below their courses and modules.
pub fn tree(context: &Context, catalogue: &Catalogue) {
    for course in &catalogue.courses {
        let items: Vec<_> = catalogue
            .items
            .iter()
            .filter(|item| item.course == course.id)
            .collect();
        if items.is_empty() {
            continue;
        }
        let head = format!(
            "  {} {} · {} of {} done",
            course.id, course.version, course.done, course.total
        );
        context.ui.out(
            Styled::new()
                .role(Role::Title, &course.title)
                .role(Role::Dim, &head),
        );
        for module in &course.modules {
            let of_module: Vec<_> = items
                .iter()
                .filter(|item| item.module == module.id)
                .collect();
            if of_module.is_empty() {
                continue;
            }
            context.ui.out("");
            let head = format!("  {} of {}", module.done, module.total);
            context.ui.out(
                Styled::new()
                    .role(Role::Strong, &module.title)
                    .role(Role::Dim, &head),
            );
            print(context, &items_table(&of_module));
        }
        context.ui.out("");
    }
}

fn items_table(items: &[&&ItemLine]) -> Table {
    let mut table = Table::new(3).indent(2).right(0);
    for item in items {
        let (role, symbol) = mark(item.status);
        let rest = match item.kind {
            ItemKind::Assignment => {
                format!(
                    "{}, {} points",
                    difficulty_word(item.difficulty),
                    item.points
                )
            }
            kind => kind.as_str().to_owned(),
        };
        table.row([
            (Role::Dim, item.number.to_string()),
            (role, symbol.to_owned()),
            (Role::Code, item.id.clone()),
            (Role::Text, item.title.clone()),
            (Role::Dim, rest),
        ]);
    }
    table
}

/// Prints a table in the terminal's width.
pub fn print(context: &Context, table: &Table) {
    for line in table.lines(context.ui.width) {
        context.ui.out(line);
    }
}
