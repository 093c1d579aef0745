//! Arguments of the supporting commands.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::{ArgValueCandidates, Shell};

use crate::completion;

/// Settings: read, change, list.
///
/// `keys.ACTION` is a setting, too: the keys of `codezest learn` that do it, as
/// in `codezest config set keys.hint "h f2"`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do; list otherwise.
    #[command(subcommand)]
    pub command: Option<ConfigCommand>,
}

/// What one can do with settings.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print one setting.
    Get {
        /// The setting.
        #[arg(add = ArgValueCandidates::new(completion::config_keys))]
        key: String,
    },
    /// Change one setting; without a value it returns to its default.
    Set {
        /// The setting.
        #[arg(add = ArgValueCandidates::new(completion::config_keys))]
        key: String,
        /// Its value.
        value: Option<String>,
    },
    /// List every setting, its value and where it comes from.
    List,
    /// Print the path of the configuration file.
    Path,
    /// Open the configuration file in your editor.
    Edit,
}

/// Say what works here, what is missing, and how to get it.
///
/// Looks and changes nothing. Exits with 0 when learning works, with 8 when a
/// course that you have begun lacks a program, and with 70 when a database or
/// folder cannot be used.
#[derive(Debug, Args)]
pub struct DoctorArgs {}

/// Remove build caches and other things that can be made again; never your work.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// Say what would be removed, and stop.
    #[arg(long)]
    pub dry_run: bool,
}

/// Your progress as a file.
#[derive(Debug, Args)]
pub struct ProgressArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ProgressCommand,
}

/// What one can do with one's progress.
#[derive(Debug, Subcommand)]
pub enum ProgressCommand {
    /// Write everything you did to a file (or standard output).
    ///
    /// One JSON object a line. A file that exists is overwritten only with
    /// --yes.
    Export {
        /// The file; `-` is standard output.
        #[arg(default_value = "-")]
        file: PathBuf,
    },
    /// Take in what another machine exported; nothing is counted twice.
    Import {
        /// The file; `-` is standard input.
        file: PathBuf,
    },
}

/// Print the completion script of a shell.
///
/// bash: `source <(codezest completions bash)`; zsh: `source <(codezest
/// completions zsh)`; fish: `codezest completions fish | source`. It completes
/// the names of your courses and items, too.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Print the manual page, or write all of them to a folder.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command whose page to print.
    pub command: Option<String>,
    /// Write every page to this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub out: Option<PathBuf>,
}

/// Print the JSON schema of a command's --json output, or list them.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The schema's name.
    #[arg(add = ArgValueCandidates::new(completion::schemas))]
    pub name: Option<String>,
}

/// Print versions and where files are, for bug reports.
#[derive(Debug, Args)]
pub struct VersionArgs {}

/// Explain a command or a topic.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A command or a topic; the list of topics otherwise.
    #[arg(add = ArgValueCandidates::new(completion::help_topics))]
    pub topic: Vec<String>,
}
