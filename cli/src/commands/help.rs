//! `codezest help`.

use clap::CommandFactory;
use codezest_core::text::nearest;

use crate::args::{Args, HelpArgs};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::help::TOPICS;
use crate::plain::markdown;
use crate::ui::Role;
use crate::ui::table::Table;

/// Explains a command or a topic.
pub fn run(context: &Context, args: &HelpArgs) -> Result<Exit> {
    let Some(first) = args.topic.first() else {
        return overview(context);
    };
    if let Some(topic) = TOPICS.iter().find(|topic| topic.name == first) {
        markdown::print(context, topic.text);
        return Ok(Exit::Done);
    }
    let mut command = Args::command();
    command.build();
    for name in &args.topic {
        let names: Vec<String> = command
            .get_subcommands()
            .map(|sub| sub.get_name().to_owned())
            .collect();
        command = command
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| unknown(name, &names))?;
    }
    context.ui.out_raw(&command.render_long_help().to_string());
    Ok(Exit::Done)
}

fn unknown(name: &str, commands: &[String]) -> Failure {
    let known = commands
        .iter()
        .map(String::as_str)
        .chain(TOPICS.iter().map(|topic| topic.name));
    let near = nearest(name, known, 3).join(", ");
    let hint = if near.is_empty() {
        "codezest help".to_owned()
    } else {
        format!("did you mean {near}?")
    };
    Failure::not_found(format!("there is no command or topic {name}")).hint(hint)
}

fn overview(context: &Context) -> Result<Exit> {
    context
        .ui
        .out_raw(&Args::command().render_help().to_string());
    context.ui.out("");
    context
        .ui
        .out(crate::ui::Styled::new().role(Role::Title, "Topics: codezest help TOPIC"));
    let mut table = Table::new(1).indent(2);
    for topic in TOPICS {
        table.row([(Role::Code, topic.name), (Role::Text, topic.about)]);
    }
    for line in table.lines(context.ui.width) {
        context.ui.out(line);
    }
    Ok(Exit::Done)
}
