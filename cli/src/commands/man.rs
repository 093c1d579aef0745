//! `codezest man`.

use std::path::Path;

use clap::CommandFactory;

use crate::args::{Args, ManArgs};
use crate::context::Context;
use crate::failure::{Exit, Failure, Result};

/// Prints a manual page, or writes all of them.
pub fn run(context: &Context, args: &ManArgs) -> Result<Exit> {
    if let Some(folder) = &args.out {
        return write(context, folder);
    }
    let name = args.command.as_ref().map_or_else(
        || "codezest.1".to_owned(),
        |command| format!("codezest-{}.1", command.trim().replace(' ', "-")),
    );
    let page = pages()?
        .into_iter()
        .find(|(file, _)| *file == name)
        .ok_or_else(|| {
            Failure::not_found(format!("there is no manual page {name}")).hint("codezest --help")
        })?;
    context.ui.out_raw(&page.1);
    Ok(Exit::Done)
}

fn write(context: &Context, folder: &Path) -> Result<Exit> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::file("create", folder, error))?;
    let pages = pages()?;
    for (name, page) in &pages {
        let path = folder.join(name);
        std::fs::write(&path, page).map_err(|error| Failure::file("write", &path, error))?;
    }
    context
        .ui
        .say(format!("{} pages in {}", pages.len(), folder.display()));
    Ok(Exit::Done)
}

/// Every page: file name and roff text.
///
/// # Errors
/// A page cannot be made, which the tests rule out.
pub fn pages() -> Result<Vec<(String, String)>> {
    let mut command = Args::command();
    command.build();
    let mut pages = Vec::new();
    add_page(&command, "codezest", &mut pages)?;
    Ok(pages)
}

fn add_page(command: &clap::Command, name: &str, pages: &mut Vec<(String, String)>) -> Result {
    let mut page = Vec::new();
    // The date and version would make every page change with every release.
    let titled = command
        .clone()
        .name(name.to_owned())
        .help_template("{about}");
    clap_mangen::Man::new(titled)
        .date("")
        .render(&mut page)
        .map_err(|error| {
            Failure::storage(format!("cannot make the page of {name}")).because(error)
        })?;
    pages.push((
        format!("{name}.1"),
        String::from_utf8_lossy(&page).into_owned(),
    ));
    for sub in command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help" || name == "codezest")
    {
        add_page(sub, &format!("{name}-{}", sub.get_name()), pages)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files under `man/` are what packages install.
    #[test]
    fn committed_pages_are_fresh() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../man");
        let fresh = pages().unwrap();
        if std::env::var_os("CODEZEST_BLESS").is_some() {
            std::fs::create_dir_all(folder).unwrap();
            for (name, page) in &fresh {
                std::fs::write(format!("{folder}/{name}"), page).unwrap();
            }
        }
        for (name, page) in &fresh {
            let committed = std::fs::read_to_string(format!("{folder}/{name}")).unwrap_or_default();
            assert_eq!(&committed, page, "man/{name} is stale: run scripts/bless");
        }
        let committed = std::fs::read_dir(folder).unwrap().count();
        assert_eq!(committed, fresh.len(), "man/ holds a page of no command");
    }
}
