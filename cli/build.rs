//! Lists the bundled courses for `learn::bundled`: every file below
//! `courses/`, and one fingerprint of all of them.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env("CARGO_MANIFEST_DIR")?)
        .join("../courses")
        .canonicalize()?;
    let mut files = Vec::new();
    walk(&root, &mut files)?;
    files.sort();

    let mut hasher = blake3::Hasher::new();
    let mut list = String::new();
    for path in &files {
        let relative = path.strip_prefix(&root).map_err(io::Error::other)?;
        let relative = relative.to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(path)?;
        let executable = is_executable(path)?;
        hasher.update(relative.as_bytes());
        hasher.update(&[0, u8::from(executable)]);
        hasher.update(blake3::hash(&bytes).as_bytes());
        writeln!(
            list,
            "    ({relative:?}, include_bytes!({path:?}), {executable}),"
        )
        .map_err(io::Error::other)?;
    }
    let code = format!(
        "/// The bundled files: path below `courses/`, content, executable.\n\
         pub(super) static FILES: &[(&str, &[u8], bool)] = &[\n{list}];\n\
         /// Changes when any bundled file does.\n\
         pub(super) const FINGERPRINT: &str = {:?};\n",
        hasher.finalize().to_hex().as_str()
    );
    std::fs::write(PathBuf::from(env("OUT_DIR")?).join("bundled.rs"), code)?;
    println!("cargo::rerun-if-changed={}", root.display());
    Ok(())
}

fn env(name: &str) -> io::Result<String> {
    std::env::var(name).map_err(io::Error::other)
}

/// Files that tools leave behind while a course is tried out are no part of it.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    const LEFT_BEHIND: [&str; 3] = ["__pycache__", "target", "node_modules"];
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            if !LEFT_BEHIND.iter().any(|left| name == *left) {
                walk(&entry.path(), files)?;
            }
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(unix)]
fn is_executable(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(path.metadata()?.permissions().mode() & 0o100 != 0)
}

#[cfg(not(unix))]
fn is_executable(_path: &Path) -> io::Result<bool> {
    Ok(false)
}
