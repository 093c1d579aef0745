//! The published shapes of every `--json` output.

use schemars::{Schema, schema_for};

use crate::author::check::model::CourseCheck;
use crate::commands::{config, course, version};
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
        name: "course-add",
        make: || schema_for!(course::AddedView),
    },
    Published {
        name: "course-check",
        make: || schema_for!(CourseCheck),
    },
    Published {
        name: "course-convert",
        make: || schema_for!(course::ConvertedView),
    },
    Published {
        name: "course-list",
        make: || schema_for!(course::CoursesView),
    },
    Published {
        name: "course-new",
        make: || schema_for!(course::NewView),
    },
    Published {
        name: "course-pack",
        make: || schema_for!(course::PackView),
    },
    Published {
        name: "course-update",
        make: || schema_for!(course::UpdatedView),
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
