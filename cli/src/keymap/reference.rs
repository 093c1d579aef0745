//! `docs/keys.md`: every action and its keys, made from the table itself.

use std::fmt::Write as _;

use super::{Action, Keymap};

const HEAD: &str = "\
# Keys

Made from the program itself by `scripts/bless`; do not edit.

These keys work in `codezest learn`; `?` lists those of a screen. Arrows, Enter
and Esc are enough to begin with, and `:` finds everything by name. What a
screen has no use for, it leaves alone. Where one writes, letters are letters:
F1 still helps there.

Each can be changed: in the settings (`,`, then `keys`), by a command, or in the
table `[keys]` of the configuration file:

```
codezest config set keys.hint \"h f2\"   # these two, and no others
codezest config get keys.hint
codezest config set keys.hint          # as at first
```

A key is a character (`j`, `G`, `?`), a name (`space`, `enter`, `esc`, `tab`,
`backtab`, `backspace`, `delete`, `insert`, `up`, `down`, `left`, `right`,
`home`, `end`, `pageup`, `pagedown`, `f1` to `f24`), or one of these after
`ctrl-` or `alt-`. A key that you give to an action is taken from the action
that had it at first. If you give it to two, or if an action is left without a
key, `codezest config set`, `codezest doctor` and the screen say so. Ctrl-C
always stops what runs.

| Action | Keys | Does |
|---|---|---|
";

fn reference() -> String {
    let mut page = HEAD.to_owned();
    let keymap = Keymap::default();
    for action in Action::ALL {
        let keys = keymap.keys_of(*action).iter();
        let keys: Vec<String> = keys.map(|key| format!("`{key}`")).collect();
        let row = format!("{} | {}", keys.join(" "), action.help());
        writeln!(page, "| `{}` | {row} |", action.name()).unwrap();
    }
    page
}

#[test]
fn the_committed_keys_are_fresh() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/keys.md");
    let fresh = reference();
    if std::env::var_os("CODEZEST_BLESS").is_some() {
        std::fs::write(file, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(committed, fresh, "docs/keys.md is stale: run scripts/bless");
}
