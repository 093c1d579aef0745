use poster::{poster, stamp};

#[test]
fn poster_shows_the_title_three_times() {
    assert_eq!(
        poster(String::from("Hamlet")),
        "*** Hamlet ***\nHamlet starts at eight.\n*** Hamlet ***",
        "frame, announcement, frame, with a line break between them"
    );
}

#[test]
fn poster_works_for_any_title() {
    assert_eq!(
        poster(String::from("The Birds")),
        "*** The Birds ***\nThe Birds starts at eight.\n*** The Birds ***",
        "the title should come from the parameter"
    );
}

#[test]
fn stamp_changes_the_ticket_of_its_caller() {
    let mut ticket = String::from("Row 3");
    stamp(&mut ticket);
    assert_eq!(ticket, "Row 3 (used)", "stamp adds to the text it was lent");
}

#[test]
fn stamp_can_be_used_twice() {
    let mut ticket = String::from("Row 9");
    stamp(&mut ticket);
    stamp(&mut ticket);
    assert_eq!(
        ticket, "Row 9 (used) (used)",
        "each call adds one more stamp"
    );
}
