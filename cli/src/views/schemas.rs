//! The published shapes of every `--json` output.

use schemars::{Schema, schema_for};

use crate::commands::{config, version};
use crate::views::run::RunView;

/// One published shape.
#[derive(Debug, Clone, Copy)]
pub struct Published {
    /// What people type: the command.
    pub name: &'static str,
    /// Makes the schema.
    pub make: fn() -> Schema,
}

/// Every published shape, by command.
pub const SCHEMAS: &[Published] = &[
    Published {
        name: "config",
        make: || schema_for!(config::Settings),
    },
    Published {
        name: "test",
        make: || schema_for!(RunView),
    },
    Published {
        name: "version",
        make: || schema_for!(version::Version),
    },
];
