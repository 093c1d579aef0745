//! `codezest version`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::args::VersionArgs;
use crate::context::Context;
use crate::failure::{Exit, Result};
use crate::ui::Role;
use crate::ui::table::Table;

/// What `version --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Version {
    schema_version: u32,
    version: &'static str,
    sqlite: &'static str,
    system: &'static str,
    architecture: &'static str,
    config: String,
    data: String,
    cache: String,
    workspace: String,
}

/// Prints versions and paths.
pub fn run(context: &Context, _args: &VersionArgs) -> Result<Exit> {
    let version = Version {
        schema_version: 1,
        version: env!("CARGO_PKG_VERSION"),
        sqlite: rusqlite::version(),
        system: std::env::consts::OS,
        architecture: std::env::consts::ARCH,
        config: context.display_path(&context.paths.config_file),
        data: context.display_path(&context.paths.data),
        cache: context.display_path(&context.paths.cache),
        workspace: context.display_path(&context.workspace()),
    };
    if context.ui.json {
        context.ui.json(&version)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(1);
    for (name, value) in [
        ("codezest", version.version),
        ("SQLite", version.sqlite),
        ("system", version.system),
        ("architecture", version.architecture),
        ("settings", version.config.as_str()),
        ("data", version.data.as_str()),
        ("cache", version.cache.as_str()),
        ("workspace", version.workspace.as_str()),
    ] {
        table.row([(Role::Dim, name), (Role::Text, value)]);
    }
    for line in table.lines(context.ui.width) {
        context.ui.out(line);
    }
    Ok(Exit::Done)
}
