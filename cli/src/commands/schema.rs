//! `codezest schema`.

use codezest_core::text::nearest;

use crate::args::SchemaArgs;
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::views::answers::SchemaNames;
use crate::views::schemas::SCHEMAS;

/// Prints a schema, or the names of all.
pub fn run(context: &Context, args: &SchemaArgs) -> Result<Exit> {
    let Some(name) = &args.name else {
        if context.ui.json {
            context.ui.json(&SchemaNames {
                schema_version: 1,
                schemas: SCHEMAS
                    .iter()
                    .map(|schema| schema.name.to_owned())
                    .collect(),
            })?;
        } else {
            for schema in SCHEMAS {
                context.ui.out(schema.name);
            }
        }
        return Ok(Exit::Done);
    };
    let schema = SCHEMAS
        .iter()
        .find(|schema| schema.name == name)
        .ok_or_else(|| {
            let near = nearest(name, SCHEMAS.iter().map(|schema| schema.name), 3).join(", ");
            Failure::not_found(format!("there is no schema {name}")).hint(if near.is_empty() {
                "codezest schema".to_owned()
            } else {
                format!("did you mean {near}?")
            })
        })?;
    context.ui.json(&(schema.make)())?;
    Ok(Exit::Done)
}
