//! Settings, with where each value comes from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::{KEYS, Key, Origin};
use crate::context::Context;
use crate::failure::Result;
use crate::keymap::Action;
use crate::learn::settings::{Name, name_of};

/// One setting.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Setting {
    /// What people type.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where the value comes from.
    pub origin: Origin,
    /// The value when nobody set it.
    pub default: String,
    /// What it takes, in words.
    pub takes: String,
    /// The values it takes, where there are few.
    pub choices: Vec<String>,
    /// What it does, in a sentence.
    pub help: String,
    /// The environment variable that overrides it, if one can.
    pub variable: Option<String>,
}

/// What `config get --json` and `config set --json` print.
#[derive(Debug, Clone, Serialize, JsonSchema)]
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
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Settings {
    /// Version of this shape.
    pub schema_version: u32,
    /// The file they are in.
    pub file: String,
    /// Every setting of the table.
    pub settings: Vec<Setting>,
    /// The keys of actions, where they are not the default: settings, too, each
    /// called `keys.ACTION`.
    pub keys: Vec<Setting>,
}

impl Settings {
    /// An action's name and its keys for every action whose keys were changed.
    #[must_use]
    pub fn changed_keys(&self) -> Vec<(String, String)> {
        let pair = |setting: &Setting| {
            let (_, action) = setting.name.split_once('.')?;
            Some((action.to_owned(), setting.value.clone()))
        };
        self.keys.iter().filter_map(pair).collect()
    }
}

/// Makes the list of all settings.
///
/// # Errors
/// The environment holds a value that its setting does not take.
pub fn settings(context: &Context) -> Result<Settings> {
    let table = KEYS.iter().map(|key| of_table(context, key));
    let changed = context.config.keys();
    let changed = changed
        .iter()
        .filter_map(|(action, _)| Action::of_name(action));
    Ok(Settings {
        schema_version: 1,
        file: context.paths.config_file.display().to_string(),
        settings: table.collect::<Result<_>>()?,
        keys: changed.map(|action| of_keys(context, action)).collect(),
    })
}

/// The setting of that name.
///
/// # Errors
/// The environment holds a value that the setting does not take.
pub fn setting(context: &Context, name: Name) -> Result<Setting> {
    match name {
        Name::Key(key) => of_table(context, key),
        Name::Keys(action) => Ok(of_keys(context, action)),
    }
}

fn of_table(context: &Context, key: &Key) -> Result<Setting> {
    let (value, origin) = context.config.get(key)?;
    Ok(Setting {
        name: key.name.to_owned(),
        value,
        origin,
        default: key.default.to_owned(),
        takes: key.takes.to_owned(),
        choices: key.choices().iter().map(ToString::to_string).collect(),
        help: key.help.to_owned(),
        variable: Some(key.variable()),
    })
}

fn of_keys(context: &Context, action: Action) -> Setting {
    let default = action.default_keys().join(" ");
    let mut changed = context.config.keys().into_iter();
    let set = changed.find(|(name, _)| name == action.name());
    let (value, origin) = match set {
        Some((_, keys)) => (keys, Origin::File),
        None => (default.clone(), Origin::Default),
    };
    Setting {
        name: name_of(action),
        value,
        origin,
        default,
        takes: "keys, separated by spaces".to_owned(),
        choices: Vec::new(),
        help: format!("Which keys of `codezest learn` do: {}.", action.help()),
        variable: None,
    }
}
