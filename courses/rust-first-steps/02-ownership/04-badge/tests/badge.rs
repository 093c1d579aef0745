use badge::{badge, keep_longer, sign};

#[test]
fn badge_puts_brackets_around_the_name() {
    assert_eq!(
        badge("Ines"),
        "[ Ines ]",
        "a bracket and a space on each side"
    );
}

#[test]
fn badge_only_borrows_the_name() {
    let name = String::from("Mira Noor");
    assert_eq!(badge(&name), "[ Mira Noor ]");
    assert_eq!(name, "Mira Noor", "the name still belongs to the caller");
}

#[test]
fn sign_adds_a_line_to_the_letter() {
    let mut letter = String::from("See you");
    sign(&mut letter, "Ines");
    assert_eq!(
        letter, "See you\n-- Ines",
        "a line break, two hyphens, a space, the name"
    );
}

#[test]
fn sign_works_for_two_people() {
    let mut letter = String::from("Come soon");
    sign(&mut letter, "Mira");
    sign(&mut letter, "Noor");
    assert_eq!(
        letter, "Come soon\n-- Mira\n-- Noor",
        "the second name comes below the first"
    );
}

fn keep(a: &str, b: &str) -> String {
    keep_longer(String::from(a), String::from(b))
}

#[test]
fn keep_longer_takes_the_second_text() {
    assert_eq!(keep("sea", "ocean"), "ocean", "ocean has more characters");
}

#[test]
fn keep_longer_takes_the_first_text() {
    assert_eq!(
        keep("island", "bay"),
        "island",
        "island has more characters"
    );
}

#[test]
fn keep_longer_keeps_the_first_if_both_are_equal() {
    assert_eq!(keep("east", "west"), "east", "equally long: keep a");
}

#[test]
fn keep_longer_counts_characters_and_not_bytes() {
    assert_eq!(
        keep("žžž", "abcd"),
        "abcd",
        "three characters against four; len() would count bytes"
    );
}

#[test]
fn keep_longer_accepts_an_empty_text() {
    assert_eq!(keep("", "x"), "x", "anything is longer than nothing");
}
