//! `codezest config`.

use codezest_core::error::ErrorCode;

use crate::args::{ConfigArgs, ConfigCommand};
use crate::config::{KEYS, Origin};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::keymap;
use crate::learn::settings::{self, Name};
use crate::lines::settings::cells;
use crate::plain::catalogue::print;
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views;
use crate::views::answers::PathView;
use crate::views::settings::{OneSetting, setting};

/// Reads or changes settings.
pub fn run(context: &Context, args: ConfigArgs) -> Result<Exit> {
    match args.command.unwrap_or(ConfigCommand::List) {
        ConfigCommand::Get { key } => get(context, &key),
        ConfigCommand::Set { key, value } => set(context, &key, value.as_deref()),
        ConfigCommand::List => list(context),
        ConfigCommand::Path => {
            let path = context.paths.config_file.as_path();
            if context.ui.json {
                context.ui.json(&PathView::from(path))?;
            } else {
                context.ui.out(path.display().to_string());
            }
            Ok(Exit::Done)
        }
        ConfigCommand::Edit => edit(context),
    }
}

fn get(context: &Context, name: &str) -> Result<Exit> {
    let setting = setting(context, Name::find(name)?)?;
    if context.ui.json {
        context.ui.json(&OneSetting::from(setting))?;
    } else {
        context.ui.out(setting.value);
    }
    Ok(Exit::Done)
}

fn set(context: &Context, typed: &str, value: Option<&str>) -> Result<Exit> {
    let name = Name::find(typed)?;
    settings::set(context, name, value)?;
    let now = setting(context, name)?;
    let shown = value.unwrap_or(&now.default);
    context.ui.say(
        Styled::new()
            .role(Role::Good, "✓")
            .text(&format!(" {typed} is now {shown:?}")),
    );
    if let (Origin::Environment, Some(variable)) = (now.origin, &now.variable) {
        context
            .ui
            .warn(format!("the variable {variable} still overrides it"));
    }
    if let Name::Keys(_) = name {
        for conflict in keymap::conflicts(&context.config.keys()) {
            context.ui.warn(conflict);
        }
    }
    if context.ui.json {
        context.ui.json(&OneSetting::from(now))?;
    }
    Ok(Exit::Done)
}

fn list(context: &Context) -> Result<Exit> {
    let all = views::settings::settings(context)?;
    if context.ui.json {
        context.ui.json(&all)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(3);
    for setting in all.settings.iter().chain(&all.keys) {
        let help = (Role::Text, setting.help.clone());
        table.row(cells(setting).into_iter().chain([help]));
    }
    print(context, &table);
    Ok(Exit::Done)
}

fn edit(context: &Context) -> Result<Exit> {
    let path = &context.paths.config_file;
    if !path.exists() {
        let text = KEYS.iter().fold(String::new(), |text, key| {
            let value = key.to_toml(key.default);
            format!(
                "{text}# {}\n# {} = {}\n\n",
                key.help,
                key.name,
                value.to_string().trim()
            )
        });
        crate::files::write_atomically(path, text.as_bytes())
            .map_err(|error| Failure::file("create", path, error))?;
    }
    let editor = crate::editor::choose(None, context).ok_or_else(|| {
        Failure::new(ErrorCode::Usage, "no editor is set")
            .hint(format!("set $EDITOR, or edit {}", path.display()))
    })?;
    crate::editor::open(&editor, std::slice::from_ref(path))?;
    Ok(Exit::Done)
}
