//! `codezest config`.

use codezest_core::error::ErrorCode;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::{ConfigArgs, ConfigCommand};
use crate::config::{KEYS, Key, Origin};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::ui::table::Table;
use crate::ui::{Role, Styled};
use crate::views::answers::PathView;

/// One setting, as `config list --json` prints it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Setting {
    name: &'static str,
    value: String,
    origin: Origin,
    default: &'static str,
    takes: &'static str,
    help: &'static str,
    variable: String,
}

/// What `config get --json` and `config set --json` print.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OneSetting {
    schema_version: u32,
    #[serde(flatten)]
    setting: Setting,
}

impl From<Setting> for OneSetting {
    fn from(setting: Setting) -> Self {
        Self {
            schema_version: 1,
            setting,
        }
    }
}

/// What `config list --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Settings {
    schema_version: u32,
    file: String,
    settings: Vec<Setting>,
}

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

fn setting(context: &Context, key: &Key) -> Result<Setting> {
    let (value, origin) = context.config.get(key)?;
    Ok(Setting {
        name: key.name,
        value,
        origin,
        default: key.default,
        takes: key.takes,
        help: key.help,
        variable: key.variable(),
    })
}

fn get(context: &Context, name: &str) -> Result<Exit> {
    let setting = setting(context, Key::find(name)?)?;
    if context.ui.json {
        context.ui.json(&OneSetting::from(setting))?;
    } else {
        context.ui.out(setting.value);
    }
    Ok(Exit::Done)
}

fn set(context: &Context, name: &str, value: Option<&str>) -> Result<Exit> {
    let key = Key::find(name)?;
    let mut config = context.config.clone();
    config.set(key, value)?;
    let now = setting(context, key)?;
    let overridden = now.origin == Origin::Environment;
    if context.ui.json {
        context.ui.json(&OneSetting::from(now))?;
    }
    let shown = value.unwrap_or(key.default);
    context.ui.say(
        Styled::new()
            .role(Role::Good, "✓")
            .text(&format!(" {name} is now {shown:?}")),
    );
    if overridden {
        context.ui.warn(format!(
            "the variable {} still overrides it",
            key.variable()
        ));
    }
    Ok(Exit::Done)
}

fn list(context: &Context) -> Result<Exit> {
    let settings: Vec<Setting> = KEYS
        .iter()
        .map(|key| setting(context, key))
        .collect::<Result<_>>()?;
    if context.ui.json {
        let file = context.paths.config_file.display().to_string();
        context.ui.json(&Settings {
            schema_version: 1,
            file,
            settings,
        })?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(3);
    for setting in &settings {
        let value = if setting.value.is_empty() {
            "-"
        } else {
            &setting.value
        };
        let origin = match setting.origin {
            Origin::Default => "default",
            Origin::File => "file",
            Origin::Environment => "environment",
        };
        table.row([
            (Role::Code, setting.name),
            (Role::Strong, value),
            (Role::Dim, origin),
            (Role::Text, setting.help),
        ]);
    }
    for line in table.lines(context.ui.width) {
        context.ui.out(line);
    }
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
