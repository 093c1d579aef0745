//! Finds the programs that runs need, and the environment they need to work
//! although HOME is another one inside a run.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Variables through which toolchains find themselves, with the folder below
/// the home that they mean when unset.
const TOOLCHAIN_HOMES: &[(&str, &str)] = &[
    ("RUSTUP_HOME", ".rustup"),
    ("CARGO_HOME", ".cargo"),
    ("PYTHONUSERBASE", ".local"),
    ("VOLTA_HOME", ".volta"),
    ("ASDF_DATA_DIR", ".asdf"),
    ("MISE_DATA_DIR", ".local/share/mise"),
];

/// Choices of a version that are passed on as they are.
const PASSED_ON: &[&str] = &["RUSTUP_TOOLCHAIN", "PYENV_VERSION", "ASDF_DIR"];

/// The programs of this machine as the user sees them.
#[derive(Debug, Clone)]
pub(crate) struct Tools {
    path: Vec<PathBuf>,
    home: Option<PathBuf>,
    homes: BTreeMap<String, String>,
}

impl Tools {
    /// Looks at this process's environment.
    pub(crate) fn of_process() -> Self {
        Self::of(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// The same from any environment.
    pub(crate) fn of(env: impl Fn(&str) -> Option<String>) -> Self {
        let home = env("HOME")
            .map(PathBuf::from)
            .filter(|home| home.is_absolute());
        let path = env("PATH").unwrap_or_else(|| "/usr/local/bin:/usr/bin:/bin".to_owned());
        let path = std::env::split_paths(&path)
            // A relative entry would mean the run folder.
            .filter(|folder| folder.is_absolute())
            .flat_map(|folder| real_folders(folder, env("PYENV_VERSION").as_deref()))
            .collect();
        let mut homes = BTreeMap::new();
        for (name, below) in TOOLCHAIN_HOMES {
            let usual = home
                .as_ref()
                .map(|home| home.join(below))
                .filter(|path| path.is_dir());
            let value = env(name).or_else(|| usual?.to_str().map(str::to_owned));
            homes.extend(value.map(|value| ((*name).to_owned(), value)));
        }
        for name in PASSED_ON {
            homes.extend(env(name).map(|value| ((*name).to_owned(), value)));
        }
        Self { path, home, homes }
    }

    /// PATH for a run.
    pub(crate) fn path(&self) -> String {
        let text: Vec<&str> = self
            .path
            .iter()
            .filter_map(|folder| folder.to_str())
            .collect();
        text.join(":")
    }

    /// Variables that let toolchains below the user's home work.
    pub(crate) fn homes(&self) -> &BTreeMap<String, String> {
        &self.homes
    }

    /// The program of that name, the real one behind a version manager's
    /// stand-in.
    pub(crate) fn find(&self, name: &str) -> Option<PathBuf> {
        let found = self
            .path
            .iter()
            .map(|folder| folder.join(name))
            .find(|path| is_program(path))?;
        if found.parent().and_then(Path::file_name) == Some(OsStr::new("shims")) {
            self.behind_shim(&found, name).or(Some(found))
        } else {
            Some(found)
        }
    }

    /// Asks the version manager that owns the folder `shims`: asdf, mise,
    /// rbenv and nodenv all answer `which`.
    fn behind_shim(&self, shim: &Path, name: &str) -> Option<PathBuf> {
        let owner = shim
            .parent()?
            .parent()?
            .file_name()?
            .to_str()?
            .trim_start_matches('.');
        let manager = self
            .path
            .iter()
            .map(|folder| folder.join(owner))
            .find(|path| is_program(path))?;
        let output = Command::new(manager)
            .args(["which", name])
            .current_dir(self.home.as_deref()?)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let path = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
        is_program(&path).then_some(path)
    }
}

fn is_program(path: &Path) -> bool {
    fs::metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

/// The folder itself, or the folders that pyenv's stand-ins lead to: those
/// are shell scripts that start slowly and look for files in HOME.
fn real_folders(folder: PathBuf, chosen: Option<&str>) -> Vec<PathBuf> {
    let root = folder
        .parent()
        .filter(|root| folder.ends_with("shims") && root.join("libexec/pyenv").exists());
    let Some(root) = root else {
        return vec![folder];
    };
    let version = chosen
        .map(str::to_owned)
        .or_else(|| fs::read_to_string(root.join("version")).ok());
    version
        .unwrap_or_default()
        .split([':', '\n', ' '])
        .filter(|version| !version.is_empty() && !version.contains('/'))
        .map(|version| root.join("versions").join(version).join("bin"))
        .filter(|folder| folder.is_dir())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(path: &Path) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "#!/bin/sh\n").unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn tools(home: &Path, path: &str) -> Tools {
        Tools::of(|name| match name {
            "HOME" => home.to_str().map(str::to_owned),
            "PATH" => Some(path.to_owned()),
            _ => None,
        })
    }

    #[test]
    fn pyenv_stand_ins_lead_to_the_interpreter() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join(".pyenv");
        program(&root.join("libexec/pyenv"));
        program(&root.join("shims/python3"));
        program(&root.join("versions/3.12.1/bin/python3"));
        fs::write(root.join("version"), "3.12.1\n").unwrap();
        let tools = tools(
            home.path(),
            &format!("{}:/usr/bin", root.join("shims").display()),
        );
        assert_eq!(
            tools.find("python3"),
            Some(root.join("versions/3.12.1/bin/python3"))
        );
        assert!(!tools.path().contains("shims"));
    }

    #[test]
    fn a_toolchain_below_the_home_is_still_found_from_another_home() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join(".rustup")).unwrap();
        let tools = tools(home.path(), "/usr/bin");
        assert_eq!(
            tools.homes().get("RUSTUP_HOME"),
            Some(&home.path().join(".rustup").display().to_string())
        );
        assert_eq!(tools.homes().get("VOLTA_HOME"), None);
    }

    #[test]
    fn relative_folders_and_plain_files_are_passed_over() {
        let home = tempfile::tempdir().unwrap();
        let bin = home.path().join("bin");
        program(&bin.join("tool"));
        fs::write(bin.join("text"), "").unwrap();
        let tools = tools(home.path(), &format!(".:bin::{}", bin.display()));
        assert_eq!(tools.path(), bin.display().to_string());
        assert_eq!(tools.find("tool"), Some(bin.join("tool")));
        assert_eq!(tools.find("text"), None);
    }
}
