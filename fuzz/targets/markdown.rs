//! Markdown as lines. The first byte chooses the width and the look.
#![no_main]

use codezest_fuzz::ui::{Look, Role};
use codezest_fuzz::lines::markdown::{MIN_WIDTH, lines, sentence, verbatim};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((first, text)) = input.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    let look = Look {
        width: usize::from(first >> 2) + MIN_WIDTH,
        plain: first & 1 == 1,
        color: first & 2 == 2,
        highlight: false,
    };
    let said = sentence(&text, Role::Text, look);
    for line in said
        .iter()
        .chain(&verbatim(&text, Role::Text, look))
        .chain(&lines(&text, look))
    {
        assert!(
            look.plain || line.width() <= look.width,
            "{} > {}: {line:?}",
            line.width(),
            look.width
        );
        let bare = line.render(false, look.plain);
        assert!(!bare.contains(char::is_control), "{bare:?}");
    }
});
