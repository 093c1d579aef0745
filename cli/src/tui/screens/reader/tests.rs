use codezest_core::course::model::ItemKind;
use codezest_core::learning::progress::ItemStatus;

use super::*;
use crate::tui::model::Model;
use crate::tui::testing::{answer, at_any_size, at_sizes, model, press, samples, text};
use crate::views::home::NextView;

const TEXT: &str = "Rows lie in tables, as the [manual](https://example.org/rows) says.\n\n\
> [!WARNING]\n> `select *` shows **every** column.\n\n\
| tool | shelf |\n|---|---:|\n| Saw 鋸 | 2 |\n| Drill | 11 |\n\n\
```sql\n-- all of it\nselect name from tools where shelf > 1;\n```\n\n\
<details>\n<summary>Why so?</summary>\n\nBecause rows have no order.[^1]\n\n</details>\n\n\
- [x] read\n- [ ] write\n\n![a shelf](shelf.png)\n\n[^1]: Unless you say one.\n";

fn view(markdown: &str) -> ReaderView {
    let next = samples::items().into_iter().nth(4).unwrap();
    ReaderView {
        item: samples::item(
            4,
            ItemKind::Material,
            "groups",
            "Counting",
            ItemStatus::Started,
        ),
        course_title: "SQL: First Steps".to_owned(),
        markdown: markdown.to_owned(),
        thousandths: 0,
        next: Some(NextView {
            command: "codezest start sql/long-trips".to_owned(),
            item: next,
        }),
    }
}

fn reader(markdown: &str, size: (u16, u16)) -> Model {
    model(Box::new(Reader::new(view(markdown))), size)
}

fn long() -> String {
    (0..200).map(|n| format!("Paragraph {n}.\n\n")).collect()
}

fn completes() -> Effect {
    Effect::Complete {
        item: "sql/groups".to_owned(),
        undo: false,
    }
}

#[test]
fn a_text_is_laid_out_with_everything_in_it() {
    at_sizes("reader", |size| reader(TEXT, size));
    at_sizes("reader-open", |size| {
        let mut model = reader(TEXT, size);
        // The link, the code, then the part that opens.
        press(&mut model, "<tab><tab><tab><enter>");
        model
    });
    at_any_size(|size| reader(TEXT, size));
}

#[test]
fn only_whoever_reads_to_the_end_has_read_it() {
    let mut model = reader(&long(), (80, 24));
    assert_eq!(press(&mut model, "jjj<space><space>kg"), []);
    assert_eq!(press(&mut model, "G"), [completes()]);
    // What fits on one screen is not read by being shown.
    let mut short = reader("Short.", (80, 24));
    assert_eq!(press(&mut short, "k"), []);
    assert_eq!(press(&mut short, "<space>"), [completes()]);
    let mut short = reader("Short.", (80, 24));
    assert_eq!(
        press(&mut short, "<enter>"),
        [completes(), Effect::Open(Place::Next)]
    );
    // Skipping is not reading.
    let mut model = reader(&long(), (80, 24));
    assert_eq!(press(&mut model, "n"), [Effect::Open(Place::Next)]);
}

#[test]
fn two_hundred_keys_are_two_hundred_lines() {
    let mut model = reader(&long(), (80, 24));
    press(&mut model, &"j".repeat(200));
    let seen = text(&model);
    assert!(
        seen.lines().nth(1).unwrap().contains("Paragraph 99."),
        "{seen}"
    );
}

#[test]
fn the_place_is_remembered_and_found_again() {
    let mut model = reader(&long(), (80, 24));
    press(&mut model, &"<space>".repeat(5));
    let before = text(&model);
    let effects = crate::tui::update::update(&mut model, crate::tui::msg::Msg::Terminate);
    let [Effect::RememberPlace { thousandths, .. }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let again = ReaderView {
        thousandths: *thousandths,
        ..view(&long())
    };
    let again = crate::tui::testing::model(Box::new(Reader::new(again)), (80, 24));
    assert_eq!(text(&again), before);
}

#[test]
fn numbers_and_tab_lead_to_links_and_copying_takes_code_as_written() {
    let mut model = reader(TEXT, (80, 24));
    press(&mut model, "1");
    assert!(text(&model).contains("https://example.org/rows"));
    let url = "https://example.org/rows".to_owned();
    assert_eq!(press(&mut model, "<enter>"), [Effect::Browse(url.clone())]);
    press(&mut model, "<tab><enter>");
    assert_eq!(press(&mut model, "y"), [Effect::Copy(url)]);
    let code = "-- all of it\nselect name from tools where shelf > 1;".to_owned();
    assert_eq!(press(&mut model, "y"), [Effect::Copy(code)]);
    press(&mut model, "7");
    assert!(text(&model).contains("there is no link [7]"));
}

#[test]
fn parts_open_and_close() {
    let mut model = reader(TEXT, (80, 40));
    assert!(!text(&model).contains("Because rows"));
    press(&mut model, "<tab><tab><tab><enter>");
    assert!(text(&model).contains("Because rows"), "{}", text(&model));
    press(&mut model, "<enter>");
    assert!(!text(&model).contains("Because rows"));
    // Escape leaves the place before it leaves the screen.
    press(&mut model, "<esc>");
    assert!(text(&model).contains("Rows lie in tables"));
}

#[test]
fn being_read_is_said_at_the_end() {
    let mut model = reader("Short.", (80, 24));
    assert!(text(&model).contains("The end. Enter goes on: Tools that travel far"));
    let mut read = view("Short.");
    read.item.status = ItemStatus::Completed;
    let view = View::Reader(Box::new(read));
    answer(&mut model, Answer::View { view, opens: false });
    assert!(text(&model).contains("✓ Read."));
    let undo = Effect::Complete {
        item: "sql/groups".to_owned(),
        undo: true,
    };
    assert_eq!(press(&mut model, "c"), [undo]);
}
