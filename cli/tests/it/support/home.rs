//! A home folder of its own for each test: settings, databases, caches and
//! working files are all below it, and the clock stands still.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

#[cfg(unix)]
use super::Screen;
use super::{Invocation, Output};

/// When every test begins.
pub const MORNING: &str = "2026-03-02T09:00:00+01:00";

/// A learner's home; removed when dropped.
pub struct Home {
    folder: TempDir,
    clock: RefCell<String>,
    commands: Cell<u32>,
}

impl Home {
    /// An empty home on a Monday morning.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["home", "config", "data", "cache", "tmp"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self {
            folder,
            clock: RefCell::new(MORNING.to_owned()),
            commands: Cell::new(0),
        }
    }

    /// From now on it is this time (RFC 3339 with an offset).
    pub fn set_clock(&self, time: &str) {
        time.clone_into(&mut self.clock.borrow_mut());
    }

    /// The folder that everything of this home is below.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The home folder.
    pub fn home(&self) -> PathBuf {
        self.root().join("home")
    }

    /// Databases.
    pub fn data(&self) -> PathBuf {
        self.root().join("data/codezest")
    }

    /// What can be made again.
    pub fn cache(&self) -> PathBuf {
        self.root().join("cache/codezest")
    }

    /// The settings.
    pub fn config_file(&self) -> PathBuf {
        self.root().join("config/codezest/config.toml")
    }

    /// The working folder of an item, `COURSE/ITEM`.
    pub fn working_folder(&self, item: &str) -> PathBuf {
        self.home().join("codezest").join(item)
    }

    /// A command that has not been started: `line` without the program's name,
    /// split at spaces. Nothing of the tests' own environment reaches it
    /// except `PATH`; its ids depend on how many commands came before.
    pub fn command(&self, line: &str) -> Invocation {
        let number = self.commands.get() + 1;
        self.commands.set(number);
        let root = self.root();
        Invocation::new(line)
            .env("HOME", self.home())
            .env("XDG_CONFIG_HOME", root.join("config"))
            .env("XDG_DATA_HOME", root.join("data"))
            .env("XDG_CACHE_HOME", root.join("cache"))
            .env("TMPDIR", root.join("tmp"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LANG", "C.UTF-8")
            .env("TZ", "Europe/Berlin")
            .env("CODEZEST_CLOCK", &*self.clock.borrow())
            .env("CODEZEST_IDS_SEED", format!("command {number}"))
            .current_dir(self.home())
    }

    /// Runs a command to its end, without a terminal and with empty input.
    pub fn run(&self, line: &str) -> Output {
        self.command(line).run()
    }

    /// Starts a command in a terminal of `size` (columns, rows).
    #[cfg(unix)]
    pub fn screen(&self, line: &str, size: (u16, u16)) -> Screen {
        self.command(line).screen(size)
    }

    /// Writes the reference solution of an assignment over the starter.
    pub fn solve(&self, item: &str) {
        self.run(&format!("start {item}")).ok();
        let (course, name) = item.split_once('/').unwrap();
        let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("../courses");
        let folder = find_item(&courses.join(course), name)
            .unwrap_or_else(|| panic!("no bundled assignment {item}"));
        for entry in std::fs::read_dir(folder.join("solution")).unwrap() {
            let entry = entry.unwrap();
            if entry.file_name() != "README.md" && entry.file_type().unwrap().is_file() {
                let to = self.working_folder(item).join(entry.file_name());
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
}

/// The folder of an item: its name with an optional number before it.
fn find_item(course: &Path, name: &str) -> Option<PathBuf> {
    let modules = std::fs::read_dir(course).ok()?;
    let items = modules
        .filter_map(|module| std::fs::read_dir(module.ok()?.path()).ok())
        .flatten();
    items
        .filter_map(|item| Some(item.ok()?.path()))
        .find(|path| {
            let own = path.file_name().unwrap_or_default().to_string_lossy();
            own.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-') == name
        })
}
