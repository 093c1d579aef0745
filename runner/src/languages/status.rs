//! What is installed, and how to install the rest.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codezest_core::course::model::RunnerKind;
use serde::Serialize;

use super::{Install, LANGUAGES, Language, Tool};
use crate::tools::Tools;

/// A language as this machine has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageStatus {
    /// Which.
    pub runner: RunnerKind,
    /// Its name.
    pub name: &'static str,
    /// Whether everything required is there and new enough.
    pub ready: bool,
    /// Its tools.
    pub tools: Vec<ToolStatus>,
}

/// A tool as this machine has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToolStatus {
    /// Its name, as typed.
    pub name: &'static str,
    /// Whether nothing goes without it.
    pub required: bool,
    /// Where it is; `None` when it is not installed.
    pub path: Option<PathBuf>,
    /// Its version, as far as it tells.
    pub version: Option<String>,
    /// The oldest version that works.
    pub oldest: Option<String>,
    /// Whether it is there and new enough.
    pub ready: bool,
    /// The command that installs it on this system, or where to get it.
    pub install: String,
}

/// Asks for every tool of a language.
pub(super) fn of(language: &Language, tools: &Tools) -> LanguageStatus {
    let statuses: Vec<ToolStatus> = language
        .tools
        .iter()
        .map(|tool| tool_status(tool, tools))
        .collect();
    LanguageStatus {
        runner: language.kind,
        name: language.name,
        ready: statuses.iter().all(|tool| tool.ready || !tool.required),
        tools: statuses,
    }
}

fn tool_status(tool: &Tool, tools: &Tools) -> ToolStatus {
    let path = tools.find(tool.name);
    let answer = path
        .as_deref()
        .and_then(|path| ask(path, tool.version, tools));
    let version = answer.as_deref().and_then(version);
    let new_enough = match (tool.oldest, version.as_deref().and_then(numbers)) {
        (Some(oldest), Some(found)) => found >= oldest,
        _ => true,
    };
    ToolStatus {
        name: tool.name,
        required: tool.required,
        ready: answer.is_some() && new_enough,
        path,
        version,
        oldest: tool.oldest.map(|(major, minor)| format!("{major}.{minor}")),
        install: hint(&tool.install, tools),
    }
}

/// What it says when asked for its version; `None` when it does not work, as
/// a version manager's stand-in without anything behind it.
fn ask(path: &Path, arguments: &[&str], tools: &Tools) -> Option<String> {
    let output = Command::new(path)
        .args(arguments)
        .env("PATH", tools.path())
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let said = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&said).into_owned();
    output.status.success().then_some(text)
}

/// The first word that begins with a digit.
fn version(answer: &str) -> Option<String> {
    let mut words = answer
        .split_whitespace()
        .map(|word| word.trim_start_matches('v'));
    words
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .map(|word| word.trim_end_matches([',', ')']).to_owned())
}

/// Major and minor number.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split(|c: char| !c.is_ascii_digit());
    let major = parts.next()?.parse().ok()?;
    Some((
        major,
        parts
            .next()
            .and_then(|minor| minor.parse().ok())
            .unwrap_or(0),
    ))
}

/// How to install the tool of that name, if a language knows it.
pub(crate) fn install_hint(tools: &Tools, name: &str) -> Option<String> {
    let tool = LANGUAGES
        .iter()
        .flat_map(|language| language.tools)
        .find(|tool| tool.name == name)?;
    Some(hint(&tool.install, tools))
}

/// The command for the package manager that is here.
fn hint(install: &Install, tools: &Tools) -> String {
    let managers = [
        ("apt-get", "sudo apt install", install.apt),
        ("dnf", "sudo dnf install", install.dnf),
        ("pacman", "sudo pacman -S", install.pacman),
        ("brew", "brew install", install.brew),
    ];
    let here = managers
        .into_iter()
        .find(|(program, _, package)| !package.is_empty() && tools.find(program).is_some());
    here.map_or_else(
        || install.other.to_owned(),
        |(_, command, package)| format!("{command} {package}"),
    )
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_say() {
        for (answer, found) in [
            ("Python 3.11.7", "3.11.7"),
            ("v20.20.2", "20.20.2"),
            ("cc (Debian 12.2.0-14+deb12u1) 12.2.0", "12.2.0-14+deb12u1"),
            ("GNU bash, version 5.2.15(1)-release", "5.2.15(1)-release"),
        ] {
            assert_eq!(version(answer).as_deref(), Some(found));
        }
        assert_eq!(version("no toolchain"), None);
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(numbers("3.11.7") > numbers("3.9"));
        assert_eq!(numbers("20.20.2"), Some((20, 20)));
        assert_eq!(numbers("5"), Some((5, 0)));
        assert_eq!(numbers("x"), None);
    }

    #[test]
    fn every_tool_has_a_way_to_get_it() {
        let nothing = Tools::of(|name| (name == "PATH").then(|| "/nonexistent".to_owned()));
        for tool in LANGUAGES.iter().flat_map(|language| language.tools) {
            assert!(!hint(&tool.install, &nothing).is_empty(), "{}", tool.name);
        }
    }
}
