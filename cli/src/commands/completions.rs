//! `codezest completions SHELL`.

use clap::CommandFactory;
use clap_complete::env::Shells;

use crate::args::{Args, CompletionsArgs};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};

/// Prints the script that lets `shell` ask codezest for completions, names of
/// items included.
pub fn run(context: &Context, args: &CompletionsArgs) -> Result<Exit> {
    context.ui.out_raw(&script(&args.shell.to_string())?);
    Ok(Exit::Done)
}

/// The registration script of a shell.
///
/// # Errors
/// The shell is not supported by the completion library.
pub fn script(shell: &str) -> Result<String> {
    let name = Args::command().get_name().to_owned();
    let unsupported = || Failure::usage(format!("no completions for {shell}"));
    let shells = Shells::builtins();
    let completer = shells.completer(shell).ok_or_else(unsupported)?;
    let mut script = Vec::new();
    completer
        .write_registration("COMPLETE", &name, &name, &name, &mut script)
        .map_err(|error| unsupported().because(error))?;
    Ok(String::from_utf8_lossy(&script).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    /// The files under `completions/` are what packages install.
    #[test]
    fn committed_scripts_are_fresh() {
        for shell in clap_complete::Shell::value_variants() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../completions");
            let file = format!("{path}/codezest.{shell}");
            let fresh = script(&shell.to_string()).unwrap();
            if std::env::var_os("CODEZEST_BLESS").is_some() {
                std::fs::create_dir_all(path).unwrap();
                std::fs::write(&file, &fresh).unwrap();
            }
            let committed = std::fs::read_to_string(&file).unwrap_or_default();
            assert_eq!(committed, fresh, "{file} is stale: run scripts/bless");
        }
    }
}
