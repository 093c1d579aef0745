//! The table of settings.

use codezest_core::text::nearest;

use crate::failure::{Failure, Result};

/// What values a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Bool,
    Number { min: i64, max: i64 },
    OneOf(&'static [&'static str]),
}

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// What people type.
    pub name: &'static str,
    /// The value when nobody set it.
    pub default: &'static str,
    /// What it takes, in words.
    pub takes: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    form: Form,
}

/// Every setting.
pub const KEYS: &[Key] = &[
    Key {
        name: "workspace",
        default: "",
        takes: "a folder",
        help: "Where your working files are; ~/codezest when empty.",
        form: Form::Text,
    },
    Key {
        name: "editor",
        default: "",
        takes: "a command",
        help: "The editor that `codezest open` starts; $VISUAL or $EDITOR when empty.",
        form: Form::Text,
    },
    Key {
        name: "color",
        default: "auto",
        takes: "auto, always or never",
        help: "When to use colours.",
        form: Form::OneOf(&["auto", "always", "never"]),
    },
    Key {
        name: "plain",
        default: "false",
        takes: "true or false",
        help: "Plain lines for screen readers: no colours, boxes, spinners or symbols.",
        form: Form::Bool,
    },
    Key {
        name: "theme",
        default: "auto",
        takes: "auto, dark, light, high-contrast or ansi",
        help: "The colours of `codezest learn`; auto uses those of your terminal.",
        form: Form::OneOf(&["auto", "dark", "light", "high-contrast", "ansi"]),
    },
    Key {
        name: "borders",
        default: "lines",
        takes: "lines or ascii",
        help: "What borders and signs in `codezest learn` are drawn with.",
        form: Form::OneOf(&["lines", "ascii"]),
    },
    Key {
        name: "reduced_motion",
        default: "false",
        takes: "true or false",
        help: "Nothing in `codezest learn` moves more often than once a second.",
        form: Form::Bool,
    },
    Key {
        name: "mouse",
        default: "true",
        takes: "true or false",
        help: "Whether `codezest learn` listens to the mouse.",
        form: Form::Bool,
    },
    Key {
        name: "locale",
        default: "en",
        takes: "a language such as en or de",
        help: "The language of texts, where a course is translated.",
        form: Form::Text,
    },
    Key {
        name: "day_start_hour",
        default: "4",
        takes: "an hour from 0 to 23",
        help: "The hour at which a learning day begins, for streaks.",
        form: Form::Number { min: 0, max: 23 },
    },
    Key {
        name: "watch_poll",
        default: "false",
        takes: "true or false",
        help: "Let `codezest watch` look at the files instead of waiting for the system's messages.",
        form: Form::Bool,
    },
    Key {
        name: "jobs",
        default: "0",
        takes: "a number from 0 to 64",
        help: "How many assignments `test --all` tests at once; 0 is one per two processors.",
        form: Form::Number { min: 0, max: 64 },
    },
];

impl Key {
    /// The key of that name.
    ///
    /// # Errors
    /// There is none; the failure names the nearest ones.
    pub fn find(name: &str) -> Result<&'static Self> {
        KEYS.iter().find(|key| key.name == name).ok_or_else(|| {
            let near = nearest(name, KEYS.iter().map(|key| key.name), 3);
            let hint = if near.is_empty() {
                "see all of them: codezest config list".to_owned()
            } else {
                format!(
                    "did you mean {}? All of them: codezest config list",
                    near.join(", ")
                )
            };
            Failure::usage(format!("there is no setting {name}")).hint(hint)
        })
    }

    /// The environment variable that overrides it.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("CODEZEST_{}", self.name.to_uppercase())
    }

    /// The values it takes, where there are few.
    #[must_use]
    pub fn choices(&self) -> &'static [&'static str] {
        match self.form {
            Form::OneOf(words) => words,
            Form::Bool => &["false", "true"],
            Form::Text | Form::Number { .. } => &[],
        }
    }

    /// Whether the key takes `text`.
    ///
    /// # Errors
    /// It does not; the failure says what it takes.
    pub fn check(&self, text: &str) -> Result {
        let good = match self.form {
            Form::Text => !text.chars().any(char::is_control),
            Form::Bool => matches!(text, "true" | "false"),
            Form::Number { min, max } => text
                .parse::<i64>()
                .is_ok_and(|number| (min..=max).contains(&number)),
            Form::OneOf(words) => words.contains(&text),
        };
        if good { Ok(()) } else { Err(self.refuse(text)) }
    }

    /// What is said of a value that it does not take.
    #[must_use]
    pub fn refuse(&self, text: &str) -> Failure {
        Failure::usage(format!(
            "the setting {} takes {}, not {text:?}",
            self.name, self.takes
        ))
        .hint(format!(
            "codezest config set {} VALUE, or without VALUE for its default",
            self.name
        ))
    }

    /// `text` as the TOML value to write.
    #[must_use]
    pub fn to_toml(self, text: &str) -> toml_edit::Value {
        match self.form {
            Form::Bool => (text == "true").into(),
            Form::Number { .. } => text.parse::<i64>().map_or_else(|_| text.into(), Into::into),
            Form::Text | Form::OneOf(_) => text.into(),
        }
    }
}
