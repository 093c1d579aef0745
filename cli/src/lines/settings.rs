//! Settings in words.

use crate::config::Origin;
use crate::ui::Role;
use crate::views::settings::Setting;

/// The cells of a setting's row: its name, its value, where that comes from.
#[must_use]
pub fn cells(setting: &Setting) -> [(Role, String); 3] {
    let value = if setting.value.is_empty() {
        "-".to_owned()
    } else {
        setting.value.clone()
    };
    [
        (Role::Code, setting.name.clone()),
        (Role::Strong, value),
        (Role::Dim, origin(setting.origin).to_owned()),
    ]
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Default => "default",
        Origin::File => "file",
        Origin::Environment => "environment",
    }
}
