//! Every language's frameworks, run for real on sources of our own.

mod bash;
mod c;
mod command;
mod javascript;
mod python;
mod rust;

use std::process::Command;

use codezest_core::run::report::{RunReport, TestCase};

/// Whether the tool is here. Where everything must be, its absence is a
/// failure; elsewhere it is said loudly.
pub(crate) fn has(tool: &str, arguments: &[&str]) -> bool {
    if Command::new(tool)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success())
    {
        return true;
    }
    assert_ne!(
        std::env::var("CODEZEST_REQUIRE_SERVICES").as_deref(),
        Ok("1"),
        "{tool} is not installed"
    );
    eprintln!("\n*** NOT TESTED: {tool} is not installed ***\n");
    false
}

/// The test of that name.
pub(crate) fn test<'a>(report: &'a RunReport, name: &str) -> &'a TestCase {
    let found = report.tests.iter().find(|test| test.name == name);
    found.unwrap_or_else(|| panic!("no test {name} in {report:#?}"))
}
