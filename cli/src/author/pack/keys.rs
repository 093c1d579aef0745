//! The author's key: a file that only its owner can read, made on demand.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;

use super::signature::{hex, unhex};

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The system refused.
    #[error("cannot {doing} the author key {path}: {source}")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others can read it.
    #[error("the author key {0} can be read by others")]
    Open(PathBuf),
    /// It holds something else.
    #[error("{0} is no author key")]
    Unreadable(PathBuf),
    /// The system has no randomness to give.
    #[error("no random numbers could be had for a new author key: {0}")]
    Random(String),
}

impl KeyError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Open(path) => Some(format!("chmod 600 '{}'", path.display())),
            Self::Unreadable(path) => Some(format!(
                "move {} away; the next `codezest course pack --sign` makes a new one",
                path.display()
            )),
            Self::Io { .. } | Self::Random(_) => None,
        }
    }
}

/// The key in `path`, and whether it was made just now.
///
/// # Errors
/// It cannot be read or made, is no key, or is open to others.
pub fn load_or_create(path: &Path) -> Result<(SigningKey, bool), KeyError> {
    let failed = |doing| {
        move |source| KeyError::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    };
    match fs::read_to_string(path) {
        Ok(text) => {
            if is_open(path).map_err(failed("look at"))? {
                return Err(KeyError::Open(path.to_owned()));
            }
            let seed = unhex(text.trim()).ok_or_else(|| KeyError::Unreadable(path.to_owned()))?;
            Ok((SigningKey::from_bytes(&seed), false))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut seed = [0_u8; 32];
            getrandom::fill(&mut seed).map_err(|error| KeyError::Random(error.to_string()))?;
            write_private(path, &hex(&seed)).map_err(failed("write"))?;
            Ok((SigningKey::from_bytes(&seed), true))
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(KeyError::Unreadable(path.to_owned()))
        }
        Err(error) => Err(failed("read")(error)),
    }
}

/// Writes a new file that never was open to others; an existing one stays.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

#[cfg(unix)]
fn is_open(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_path: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config/author.key");
        let (key, made) = load_or_create(&path).unwrap();
        assert!(made);
        let (again, made) = load_or_create(&path).unwrap();
        assert!(!made && again == key);
        fs::remove_file(&path).unwrap();
        assert!(
            load_or_create(&path).unwrap().0 != key,
            "a second key is another one"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_private_and_nothing_else_is_a_key() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("author.key");
        load_or_create(&path).unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(load_or_create(&path), Err(KeyError::Open(_))));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        for bytes in [&b"secret"[..], b"\xff\xfe", b""] {
            fs::write(&path, bytes).unwrap();
            assert!(matches!(
                load_or_create(&path),
                Err(KeyError::Unreadable(_))
            ));
        }
    }
}
