//! Markdown as lines and as a page. The first byte chooses the width and the
//! look, the second which collapsible parts are open and whether code is told
//! apart.
#![no_main]

use codezest_fuzz::lines::markdown::{MIN_WIDTH, Open, lines, page, parse, sentence, verbatim};
use codezest_fuzz::ui::{Look, Role, Styled};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let [first, second, text @ ..] = input else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    let look = Look {
        width: usize::from(first >> 2) + MIN_WIDTH,
        plain: first & 1 == 1,
        color: first & 2 == 2,
        highlight: second & 1 == 1,
    };
    let said = sentence(&text, Role::Text, look);
    for line in said
        .iter()
        .chain(&verbatim(&text, Role::Text, look))
        .chain(&lines(&text, look))
    {
        assert_fits(line, look);
    }
    let open = (0..7).filter(|part| second >> (part + 1) & 1 == 1);
    assert_page(&text, look, &Open::Only(open.collect()));
});

fn assert_fits(line: &Styled, look: Look) {
    assert!(
        look.plain || line.width() <= look.width,
        "{} > {}: {line:?}",
        line.width(),
        look.width
    );
    let bare = line.render(false, look.plain);
    assert!(!bare.contains(char::is_control), "{bare:?}");
}

fn assert_page(text: &str, look: Look, open: &Open) {
    let page = page(&parse(text), look, open);
    for line in &page.lines {
        assert_fits(line, look);
    }
    for place in &page.links {
        let line = page.lines.get(place.line).map(|line| line.render(false, false));
        let width = line.map_or(0, |line| Styled::from(line).width());
        assert!(!place.columns.is_empty() && place.columns.end <= width, "{place:?}");
    }
    for place in &page.details {
        assert!(place.line < page.lines.len() && place.open == open.has(place.index));
    }
    for code in &page.codes {
        assert!(!code.lines.is_empty() && code.lines.end <= page.lines.len());
    }
}
