use super::*;
use crate::ui::Role;

fn press(editor: &mut Editor, codes: &[KeyCode]) {
    for code in codes {
        editor.key(KeyEvent::new(*code, KeyModifiers::NONE));
    }
}

fn control(editor: &mut Editor, c: char) {
    editor.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
}

fn write(editor: &mut Editor, text: &str) {
    for c in text.chars() {
        let code = if c == '\n' {
            KeyCode::Enter
        } else {
            KeyCode::Char(c)
        };
        press(editor, &[code]);
    }
}

#[test]
fn blocks_indent_and_their_ends_come_back() {
    let mut editor = Editor::new("a.py", "");
    write(&mut editor, "def f():\nreturn 1\n");
    press(&mut editor, &[KeyCode::Backspace]);
    write(&mut editor, "f()");
    assert_eq!(editor.text(), "def f():\n    return 1\nf()\n");
    let mut editor = Editor::new("a.rs", "");
    write(&mut editor, "fn f() {\nif x {\n1\n}\n}");
    assert_eq!(editor.text(), "fn f() {\n    if x {\n        1\n    }\n}\n");
}

#[test]
fn what_is_undone_can_be_done_again() {
    let mut editor = Editor::new("a.sql", "select 1\n");
    assert!(!editor.is_changed());
    press(&mut editor, &[KeyCode::End, KeyCode::Char(';')]);
    assert!(editor.is_changed());
    control(&mut editor, 'z');
    assert!(!editor.is_changed());
    control(&mut editor, 'y');
    assert_eq!(editor.text(), "select 1;\n");
    let text = editor.text();
    editor.mark_saved(&text);
    assert!(!editor.is_changed());
}

#[test]
fn the_end_of_the_last_line_stays_as_it_was() {
    for text in ["", "a", "a\n", "a\n\n", "a\nb", "a\r\nb\r\n"] {
        assert_eq!(Editor::new("x", text).text(), text, "{text:?}");
    }
}

#[test]
fn up_and_down_keep_the_column_where_lines_allow() {
    let mut editor = Editor::new("a.py", "long line\nx\nlong line\n");
    editor.fit(40, 10);
    press(&mut editor, &[KeyCode::End, KeyCode::Down]);
    assert_eq!(editor.cursor(), (1, 1));
    press(&mut editor, &[KeyCode::Down]);
    assert_eq!(editor.cursor(), (2, 9));
}

#[test]
fn control_home_and_end_go_to_the_very_beginning_and_end() {
    let mut editor = Editor::new("a.py", "one\nthree\n");
    let mut at = |code| {
        editor.key(KeyEvent::new(code, KeyModifiers::CONTROL));
        editor.cursor()
    };
    assert_eq!(at(KeyCode::End), (1, 5));
    assert_eq!(at(KeyCode::Home), (0, 0));
}

#[test]
fn a_window_that_grew_shows_lines_from_their_beginning() {
    let mut editor = Editor::new("a.py", "a line that is long\n");
    press(&mut editor, &[KeyCode::End]);
    editor.fit(8, 10);
    assert!(editor.left > 0);
    editor.fit(40, 10);
    assert_eq!(editor.left, 0);
}

#[test]
fn colours_follow_what_is_written() {
    let mut editor = Editor::new("a.sql", "select 1;\nselect 2;\n");
    editor.fit(40, 10);
    let roles = |editor: &Editor, line: usize| -> Vec<Role> {
        let text = editor.area.lines()[line].clone();
        editor
            .styled(line, &text)
            .spans()
            .iter()
            .map(|(role, _)| *role)
            .collect()
    };
    assert!(roles(&editor, 1).contains(&Role::Keyword));
    write(&mut editor, "/*");
    editor.fit(40, 10);
    assert_eq!(roles(&editor, 1), [Role::Comment]);
    control(&mut editor, 'z');
    control(&mut editor, 'z');
    editor.fit(40, 10);
    assert!(
        roles(&editor, 1).contains(&Role::Keyword),
        "{:?}",
        editor.text()
    );
}

#[test]
fn tabs_and_wide_characters_have_their_columns() {
    assert_eq!(columns("\tx"), 5);
    assert_eq!(columns("ab\tx"), 5);
    assert_eq!(columns("漢字"), 4);
    assert_eq!(columns("e\u{301}"), 1);
}

#[test]
fn selected_text_is_known_and_cut() {
    let mut editor = Editor::new("a.py", "one\ntwo\nthree\n");
    let shift = |code| KeyEvent::new(code, KeyModifiers::SHIFT);
    editor.key(shift(KeyCode::Down));
    editor.key(shift(KeyCode::Right));
    assert_eq!(editor.selected().as_deref(), Some("one\nt"));
    control(&mut editor, 'x');
    assert_eq!(editor.text(), "wo\nthree\n");
}

#[test]
fn lines_are_taken_out_of_their_block() {
    let mut editor = Editor::new("a.py", "        x\n");
    press(&mut editor, &[KeyCode::End, KeyCode::BackTab]);
    assert_eq!(editor.text(), "    x\n");
    assert_eq!(editor.cursor(), (0, 5));
}
