//! Getting a source with the system's git.
//!
//! A repository of a stranger is data: no hook of it runs, no submodule is
//! fetched, nothing asks for a password, no protocol but the four below is
//! spoken, and neither the user's nor the system's git configuration (which
//! may name helpers to run) is read.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codezest_core::ids::check_slug;
use codezest_core::text::clean;
use tempfile::TempDir;

/// Protocols that git may speak, as `GIT_ALLOW_PROTOCOL` wants them.
const PROTOCOLS: &str = "https:ssh:git:file";

/// Where the tracks of Exercism are.
const EXERCISM: &str = "https://github.com/exercism/";

/// Where a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A folder on this machine.
    Folder(PathBuf),
    /// Something that git can clone.
    Git(String),
}

/// Why a source could not be had.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// Nothing of that name.
    #[error("there is no folder or repository `{0}`")]
    NotFound(String),
    /// A protocol outside the list.
    #[error("`{0}` is not fetched: only https, ssh, git and file addresses are")]
    Protocol(String),
    /// Not a name of a track.
    #[error("`{0}` cannot be the name of an Exercism track")]
    BadTrack(String),
    /// There is no git here.
    #[error("git is needed to fetch a course, and it is not installed")]
    NoGit,
    /// The system refused.
    #[error("git could not be started: {0}")]
    Io(#[from] io::Error),
    /// Git failed.
    #[error("git could not clone {address}: {message}")]
    Failed {
        /// What it was to clone.
        address: String,
        /// What it said.
        message: String,
    },
}

impl GitError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound(_) => {
                Some("name a folder, a git address, or a track such as exercism:python".to_owned())
            }
            Self::NoGit => Some("install git, or name a folder that you downloaded".to_owned()),
            Self::Failed { .. } => Some(
                "a repository that needs a password can be cloned by hand; then name its folder"
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

/// Says what `source` means: an existing path first, then an address.
///
/// # Errors
/// When it is neither.
pub fn locate(source: &str) -> Result<Location, GitError> {
    if let Some(track) = source.strip_prefix("exercism:") {
        check_slug(track).map_err(|_| GitError::BadTrack(track.to_owned()))?;
        return Ok(Location::Git(format!("{EXERCISM}{track}")));
    }
    if let Some((scheme, _)) = source.split_once("://") {
        let allowed = PROTOCOLS.split(':').any(|known| known == scheme);
        return if allowed {
            Ok(Location::Git(source.to_owned()))
        } else {
            Err(GitError::Protocol(source.to_owned()))
        };
    }
    let path = Path::new(source);
    if path.exists() {
        return Ok(if is_bare(path) {
            let path = path.canonicalize()?;
            Location::Git(path.to_string_lossy().into_owned())
        } else {
            Location::Folder(path.to_owned())
        });
    }
    if is_scp_like(source) {
        return Ok(Location::Git(source.to_owned()));
    }
    Err(GitError::NotFound(source.to_owned()))
}

/// `user@host:path`, the short form of ssh.
fn is_scp_like(source: &str) -> bool {
    let Some((user, rest)) = source.split_once('@') else {
        return false;
    };
    let Some((host, path)) = rest.split_once(':') else {
        return false;
    };
    let plain = |text: &str| {
        !text.is_empty()
            && !text.starts_with('-')
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
    };
    // `name::path` would be a remote helper, that is, a program.
    plain(user) && plain(host) && !path.is_empty() && !path.starts_with(':')
}

/// Whether `path` is a git directory without a work tree.
fn is_bare(path: &Path) -> bool {
    path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir()
}

/// Clones the newest state of `address` into a folder that vanishes with the
/// value returned.
///
/// # Errors
/// With what git said.
pub fn clone(address: &str) -> Result<TempDir, GitError> {
    let folder = tempfile::Builder::new()
        .prefix("codezest-import-")
        .tempdir()?;
    let output = command(address, folder.path())
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => GitError::NoGit,
            _ => GitError::Io(error),
        })?;
    if output.status.success() {
        return Ok(folder);
    }
    let message = clean(&String::from_utf8_lossy(&output.stderr));
    // What matters stands in the last lines, behind the progress.
    let from = message.lines().count().saturating_sub(3);
    let message = message.lines().skip(from).collect::<Vec<_>>().join("; ");
    Err(GitError::Failed {
        address: clean(address),
        message,
    })
}

fn command(address: &str, into: &Path) -> Command {
    let nothing = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let mut git = Command::new("git");
    for name in [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_CONFIG_PARAMETERS",
        "GIT_CONFIG_COUNT",
        "GIT_EXTERNAL_DIFF",
        "GIT_PROXY_COMMAND",
        "GIT_SSH",
    ] {
        git.env_remove(name);
    }
    git.env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_ASKPASS", "")
        .env("SSH_ASKPASS", "")
        .env("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
        .env("GIT_ALLOW_PROTOCOL", PROTOCOLS)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", nothing)
        .env("GIT_LFS_SKIP_SMUDGE", "1")
        .args(["-c", &format!("core.hooksPath={nothing}")])
        // Line ends and links arrive as the author has them.
        .args(["-c", "core.autocrlf=false"])
        // A server that falls silent is given up after half a minute.
        .args([
            "-c",
            "http.lowSpeedLimit=1000",
            "-c",
            "http.lowSpeedTime=30",
        ])
        .args([
            "clone",
            "--quiet",
            "--depth=1",
            "--single-branch",
            "--no-tags",
        ])
        .args(["--no-recurse-submodules", "--no-local", "--template=", "--"])
        .arg(address)
        .arg(into)
        .stdin(Stdio::null());
    git
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git(folder: &Path, args: &[&str]) {
        let status = Command::new("git")
            .current_dir(folder)
            .args([
                "-c",
                "user.name=T",
                "-c",
                "user.email=t@example.org",
                "-c",
                "init.defaultBranch=main",
            ])
            .args(args)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "git {args:?}");
    }

    #[test]
    fn sources_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().to_str().unwrap();
        assert_eq!(
            locate(folder).unwrap(),
            Location::Folder(dir.path().to_owned())
        );
        assert_eq!(
            locate("exercism:python").unwrap(),
            Location::Git("https://github.com/exercism/python".to_owned())
        );
        for address in [
            "https://example.org/a.git",
            "ssh://example.org/a",
            "git@example.org:a/b.git",
        ] {
            assert_eq!(locate(address).unwrap(), Location::Git(address.to_owned()));
        }
        for address in [
            "http://example.org/a",
            "ext::sh -c true",
            "-u@x:y",
            "a@b::c",
            "exercism:../x",
            "exercism:",
            "/no/such/folder",
        ] {
            assert!(locate(address).is_err(), "{address}");
        }
        assert!(matches!(locate("ext://x"), Err(GitError::Protocol(_))));
    }

    #[test]
    fn a_bare_repository_is_cloned_without_hooks_or_history() {
        let dir = tempfile::tempdir().unwrap();
        let work = dir.path().join("work");
        std::fs::create_dir(&work).unwrap();
        git(&work, &["init", "--quiet"]);
        for text in ["one\r\n", "two\r\n"] {
            std::fs::write(work.join("a.txt"), text).unwrap();
            git(&work, &["add", "."]);
            git(&work, &["commit", "--quiet", "-m", text.trim()]);
        }
        git(dir.path(), &["clone", "--quiet", "--bare", "work", "bare"]);
        let bare = dir.path().join("bare");
        let Location::Git(address) = locate(bare.to_str().unwrap()).unwrap() else {
            panic!("a bare repository is cloned");
        };
        let checkout = clone(&address).unwrap();
        assert_eq!(
            std::fs::read(checkout.path().join("a.txt")).unwrap(),
            b"two\r\n"
        );
        assert!(!checkout.path().join(".git/hooks").exists());
        assert!(checkout.path().join(".git/shallow").exists());
    }

    #[test]
    fn a_failure_says_what_git_said() {
        let error = clone("file:///no/such/repository").unwrap_err();
        assert!(
            matches!(&error, GitError::Failed { message, .. } if !message.is_empty()),
            "{error}"
        );
        assert!(error.hint().is_some());
    }
}
