//! Settings: a TOML file of flat keys, each with a default, a variable and a
//! sentence on what it does.

mod keys;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

pub use keys::{KEYS, Key};
use toml_edit::DocumentMut;

use crate::args::ColorChoice;
use crate::failure::{Failure, Result};

/// The table of the settings that says which keys do what.
pub const KEY_TABLE: &str = "keys";

/// The colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeChoice {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// The strongest colours there are.
    HighContrast,
    /// The sixteen colours of the terminal's own theme.
    Ansi,
    /// None.
    Mono,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// The configuration file.
    File,
    /// An environment variable.
    Environment,
}

/// The settings of this user.
#[derive(Debug, Clone)]
pub struct Config {
    path: PathBuf,
    /// A cell, for a screen changes settings while others read them.
    document: RefCell<DocumentMut>,
}

impl Config {
    /// Reads the file; a missing one is empty.
    ///
    /// # Errors
    /// The file cannot be read, is not TOML, or has an unknown key or a value
    /// that its key does not take.
    pub fn load(path: &Path) -> Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::file("read the settings in", path, error)),
        };
        let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            Failure::usage(format!("the settings in {} are not TOML", path.display()))
                .because(error)
                .hint("mend the file: codezest config edit")
        })?;
        let config = Self {
            path: path.to_owned(),
            document: RefCell::new(document),
        };
        config.check()?;
        Ok(config)
    }

    /// Every key of the file must be known and its value acceptable.
    fn check(&self) -> Result<()> {
        for (name, item) in self.document.borrow().iter() {
            if name == KEY_TABLE {
                self.check_keys(item)?;
                continue;
            }
            let key = Key::find(name).map_err(|failure| self.in_file(failure))?;
            let text = item_text(item).ok_or_else(|| {
                self.in_file(Failure::usage(format!(
                    "the setting {name} takes {}",
                    key.takes
                )))
            })?;
            key.check(&text).map_err(|failure| self.in_file(failure))?;
        }
        Ok(())
    }

    /// The table of keys holds texts.
    fn check_keys(&self, item: &toml_edit::Item) -> Result<()> {
        let wrong = |name: &str| {
            let said = format!("the setting {name} takes keys as a text, such as \"j down\"");
            self.in_file(Failure::usage(said).hint("all keys: press ? in codezest learn"))
        };
        let table = item.as_table_like().ok_or_else(|| wrong(KEY_TABLE))?;
        match table.iter().find(|(_, value)| value.as_str().is_none()) {
            Some((name, _)) => Err(wrong(&format!("{KEY_TABLE}.{name}"))),
            None => Ok(()),
        }
    }

    fn in_file(&self, mut failure: Failure) -> Failure {
        failure.message = format!("{} in {}", failure.message, self.path.display());
        failure
    }

    /// The value of `key` and where it comes from.
    ///
    /// # Errors
    /// The environment holds a value that the key does not take.
    pub fn get(&self, key: &Key) -> Result<(String, Origin)> {
        if let Ok(text) = std::env::var(key.variable())
            && !text.is_empty()
        {
            key.check(&text)?;
            return Ok((text, Origin::Environment));
        }
        match self.document.borrow().get(key.name).and_then(item_text) {
            Some(text) => Ok((text, Origin::File)),
            None => Ok((key.default.to_owned(), Origin::Default)),
        }
    }

    /// Sets `key`, or with `None` returns it to its default, and writes the
    /// file; comments and order stay.
    ///
    /// # Errors
    /// The key does not take the value, or the file cannot be written.
    pub fn set(&self, key: &Key, value: Option<&str>) -> Result {
        if let Some(text) = value {
            key.check(text)?;
        }
        self.change(|document| match value {
            Some(text) => {
                document.insert(key.name, toml_edit::value(key.to_toml(text)));
            }
            None => {
                document.remove(key.name);
            }
        })
    }

    /// Says which keys, separated by spaces, do the action of that name; with
    /// `None` those of the beginning do. Whether there is such an action and
    /// such keys is for the keymap to say.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn set_keys(&self, action: &str, keys: Option<&str>) -> Result {
        self.change(|document| {
            let new = || toml_edit::Item::Table(toml_edit::Table::new());
            let table = document.entry(KEY_TABLE).or_insert_with(new);
            let Some(table) = table.as_table_like_mut() else {
                return;
            };
            match keys {
                Some(keys) => {
                    table.insert(action, toml_edit::value(keys));
                }
                None => {
                    table.remove(action);
                }
            }
            if table.is_empty() {
                document.remove(KEY_TABLE);
            }
        })
    }

    /// Changes the settings and writes the file; neither, if that fails.
    fn change(&self, change: impl FnOnce(&mut DocumentMut)) -> Result {
        let mut changed = self.document.borrow().clone();
        change(&mut changed);
        crate::files::write_atomically(&self.path, changed.to_string().as_bytes())
            .map_err(|error| Failure::file("write the settings to", &self.path, error))?;
        self.document.replace(changed);
        Ok(())
    }

    /// A checked value; the default when it cannot be had.
    fn value(&self, name: &str) -> String {
        Key::find(name)
            .and_then(|key| self.get(key).map(|(text, _)| text))
            .unwrap_or_default()
    }

    /// Which keys do what, where it is not the default: an action's name and
    /// its keys, separated by spaces.
    #[must_use]
    pub fn keys(&self) -> Vec<(String, String)> {
        let document = self.document.borrow();
        let table = document
            .get(KEY_TABLE)
            .and_then(|item| item.as_table_like());
        let entries = table.into_iter().flat_map(|table| table.iter());
        entries
            .filter_map(|(name, value)| Some((name.to_owned(), value.as_str()?.to_owned())))
            .collect()
    }

    /// The colours of the screen; none unless `colors` are wanted.
    #[must_use]
    pub fn theme(&self, colors: bool) -> ThemeChoice {
        match self.value("theme").as_str() {
            _ if !colors => ThemeChoice::Mono,
            "dark" => ThemeChoice::Dark,
            "light" => ThemeChoice::Light,
            "high-contrast" => ThemeChoice::HighContrast,
            _ => ThemeChoice::Ansi,
        }
    }

    /// Whether borders and signs are ASCII.
    #[must_use]
    pub fn ascii_borders(&self) -> bool {
        self.value("borders") == "ascii"
    }

    /// Whether nothing may move often.
    #[must_use]
    pub fn reduced_motion(&self) -> bool {
        self.value("reduced_motion") == "true"
    }

    /// Whether the mouse is listened to.
    #[must_use]
    pub fn mouse(&self) -> bool {
        self.value("mouse") == "true"
    }

    /// Where working files are, if set.
    #[must_use]
    pub fn workspace(&self) -> Option<PathBuf> {
        Some(self.value("workspace"))
            .filter(|text| !text.is_empty())
            .map(PathBuf::from)
    }

    /// The editor's command, if set.
    #[must_use]
    pub fn editor(&self) -> Option<String> {
        Some(self.value("editor")).filter(|text| !text.is_empty())
    }

    /// When to use colours.
    #[must_use]
    pub fn color(&self) -> ColorChoice {
        match self.value("color").as_str() {
            "always" => ColorChoice::Always,
            "never" => ColorChoice::Never,
            _ => ColorChoice::Auto,
        }
    }

    /// Plain lines.
    #[must_use]
    pub fn plain(&self) -> bool {
        self.value("plain") == "true"
    }

    /// The human language of texts, where a course is translated.
    #[must_use]
    pub fn locale(&self) -> String {
        self.value("locale")
    }

    /// Whether `watch` looks at files instead of waiting for messages.
    #[must_use]
    pub fn watch_poll(&self) -> bool {
        self.value("watch_poll") == "true"
    }

    /// How many assignments are tested at once.
    #[must_use]
    pub fn jobs(&self) -> Option<u16> {
        self.value("jobs").parse().ok().filter(|jobs| *jobs > 0)
    }

    /// The hour at which a learning day begins, 0 to 23.
    ///
    /// # Errors
    /// The environment holds something else.
    pub fn day_start_hour(&self) -> Result<u8> {
        let key = Key::find("day_start_hour")?;
        let (text, _) = self.get(key)?;
        text.parse().map_err(|_| key.refuse(&text))
    }
}

/// A scalar as people type it.
fn item_text(item: &toml_edit::Item) -> Option<String> {
    match item.as_value()? {
        toml_edit::Value::String(text) => Some(text.value().clone()),
        toml_edit::Value::Integer(number) => Some(number.value().to_string()),
        toml_edit::Value::Boolean(yes) => Some(yes.value().to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_value_survives_with_the_comments_around_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/config.toml");
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "# mine\nplain = true\n").unwrap();
        let config = Config::load(&path).unwrap();
        config
            .set(Key::find("day_start_hour").unwrap(), Some("6"))
            .unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "# mine\nplain = true\nday_start_hour = 6\n");
        assert_eq!(Config::load(&path).unwrap().day_start_hour().unwrap(), 6);
        config.set(Key::find("plain").unwrap(), None).unwrap();
        assert!(!Config::load(&path).unwrap().plain());
    }

    #[test]
    fn keys_of_actions_are_set_and_the_table_goes_with_the_last_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "# mine\njobs = 2\n").unwrap();
        let config = Config::load(&path).unwrap();
        config.set_keys("hint", Some("h f2")).unwrap();
        config.set_keys("quit", Some("Q")).unwrap();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let set = [pair("hint", "h f2"), pair("quit", "Q")];
        assert_eq!(config.keys(), set);
        assert_eq!(Config::load(&path).unwrap().keys(), set);
        config.set_keys("hint", None).unwrap();
        config.set_keys("quit", None).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "# mine\njobs = 2\n");
    }

    #[test]
    fn what_cannot_be_written_is_not_set() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a-file/config.toml");
        let config = Config::load(&path).unwrap();
        std::fs::write(folder.path().join("a-file"), "").unwrap();
        let jobs = Key::find("jobs").unwrap();
        assert!(config.set(jobs, Some("2")).is_err());
        assert_eq!(config.get(jobs).unwrap().1, Origin::Default);
    }

    #[test]
    fn wrong_settings_name_file_key_and_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        for (text, part) in [
            ("plian = true", "plian"),
            ("day_start_hour = 24", "0 to 23"),
            ("color = \"red\"", "auto"),
            ("plain = [", "not TOML"),
        ] {
            std::fs::write(&path, text).unwrap();
            let failure = Config::load(&path).unwrap_err();
            assert!(
                failure.message.contains(part),
                "{text}: {}",
                failure.message
            );
            assert!(
                failure.message.contains("config.toml"),
                "{}",
                failure.message
            );
            assert!(failure.hint.is_some(), "{text}");
        }
    }
}
