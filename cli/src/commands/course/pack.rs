//! `codezest course pack`.

use codezest_core::error::ErrorCode;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::CoursePackArgs;
use crate::author::import::folder;
use crate::author::pack::{WriteError, keys, write};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};
use crate::files::write_atomically;
use crate::ui::progress::Progress;
use crate::ui::{Role, Styled};

/// What `course pack --json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PackView {
    schema_version: u32,
    path: String,
    /// Size of the pack in bytes.
    bytes: usize,
    files: usize,
    /// The fingerprint of the key that signed it.
    signer: Option<String>,
}

/// Writes a course as one file.
pub fn run(context: &Context, args: &CoursePackArgs) -> Result<Exit> {
    let tree = folder::read(&args.dir).map_err(|error| {
        let failure = Failure::not_found(error.to_string());
        match error.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })?;
    let key = if args.sign { Some(key(context)?) } else { None };
    let packed = {
        let _progress = Progress::spinner(&context.ui, "packing");
        write(&tree, key.as_ref()).map_err(|error| failure(&error, args))?
    };
    let path = args
        .output
        .clone()
        .unwrap_or_else(|| packed.file_name.clone().into());
    write_atomically(&path, &packed.bytes).map_err(|error| Failure::file("write", &path, error))?;
    let files = packed.manifest.files.len();
    if context.ui.json {
        let path = path.display().to_string();
        context.ui.json(&PackView {
            schema_version: 1,
            path,
            bytes: packed.bytes.len(),
            files,
            signer: packed.signer,
        })?;
        return Ok(Exit::Done);
    }
    let kib = packed.bytes.len().div_ceil(1024);
    context
        .ui
        .say(format!("packed {files} files into {kib} KiB"));
    if let Some(signer) = &packed.signer {
        context.ui.say(
            Styled::new()
                .text("signed by the author key ")
                .role(Role::Strong, signer),
        );
    }
    context.ui.out(path.display().to_string());
    Ok(Exit::Done)
}

/// The author's key, beside the configuration.
fn key(context: &Context) -> Result<ed25519_dalek::SigningKey> {
    let path = context.paths.config_file.with_file_name("author.key");
    let (key, made) = keys::load_or_create(&path).map_err(|error| {
        let failure = Failure::storage(error.to_string());
        match error.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })?;
    if made {
        context.ui.warn(format!("a new author key was made: {}; keep it safe and secret, it is how others know your courses", context.display_path(&path)));
    }
    Ok(key)
}

fn failure(error: &WriteError, args: &CoursePackArgs) -> Failure {
    let code = match error {
        WriteError::Io(_) => ErrorCode::Storage,
        _ => ErrorCode::CourseInvalid,
    };
    Failure::new(code, error.to_string()).hint(format!(
        "see everything: codezest course check {}",
        args.dir.display()
    ))
}
