//! Settings by the names that people type: those of the table, and
//! `keys.ACTION` for the keys that do an action.

use codezest_core::text::nearest;

use crate::config::{KEY_TABLE, Key};
use crate::context::Context;
use crate::failure::{Failure, Result};
use crate::keymap::{self, Action};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// A setting of the table.
    Key(&'static Key),
    /// The keys that do an action.
    Keys(Action),
}

impl Name {
    /// What `typed` stands for.
    ///
    /// # Errors
    /// Nothing; the failure names the nearest ones.
    pub fn find(typed: &str) -> Result<Self> {
        let action = typed
            .strip_prefix(KEY_TABLE)
            .and_then(|rest| rest.strip_prefix('.'));
        match action {
            Some(action) => Action::of_name(action)
                .map(Self::Keys)
                .ok_or_else(|| no_action(action)),
            None if typed == KEY_TABLE => Err(Failure::usage(
                "the keys of each action are a setting of their own",
            )
            .hint("for example: codezest config set keys.hint \"h f2\"")),
            None => Key::find(typed).map(Self::Key),
        }
    }
}

/// The setting that says which keys do `action`.
#[must_use]
pub fn name_of(action: Action) -> String {
    format!("{KEY_TABLE}.{}", action.name())
}

fn no_action(typed: &str) -> Failure {
    let near = nearest(typed, Action::ALL.iter().map(|action| action.name()), 3);
    let hint = if near.is_empty() {
        "all of them: press ? in codezest learn".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    Failure::usage(format!("there is no action {typed} for a key to do")).hint(hint)
}

/// Sets what `name` stands for, or with `None` returns it to its default.
///
/// # Errors
/// It does not take the value, or the settings cannot be written.
pub fn set(context: &Context, name: Name, value: Option<&str>) -> Result {
    match name {
        Name::Key(key) => context.config.set(key, value),
        Name::Keys(action) => {
            let odd = value
                .into_iter()
                .flat_map(str::split_whitespace)
                .find(|key| keymap::Key::parse(key).is_none());
            if let Some(odd) = odd {
                return Err(Failure::usage(format!("{odd:?} is no key"))
                    .hint("keys are written like these: j G ctrl-p alt-x space pagedown f1"));
            }
            context.config.set_keys(action.name(), value)
        }
    }
}
