use shelf::{first_sold_out, label, largest};

#[test]
fn first_sold_out_gives_the_position_of_the_first() {
    assert_eq!(
        first_sold_out(&[4, 0, 7, 0]),
        Some(1),
        "positions count from 0, and the first hit wins"
    );
}

#[test]
fn first_sold_out_may_be_at_the_beginning() {
    assert_eq!(first_sold_out(&[0, 5]), Some(0), "the very first article");
}

#[test]
fn first_sold_out_may_be_at_the_end() {
    assert_eq!(first_sold_out(&[4, 5, 0]), Some(2), "the very last article");
}

#[test]
fn first_sold_out_is_none_if_nothing_is() {
    assert_eq!(first_sold_out(&[4, 7]), None, "every article has pieces");
    assert_eq!(first_sold_out(&[]), None, "an empty list has no articles");
}

#[test]
fn largest_may_be_anywhere() {
    assert_eq!(largest(&[4, 9, 7]), Some(9), "in the middle");
    assert_eq!(largest(&[9, 4, 7]), Some(9), "at the beginning");
    assert_eq!(largest(&[4, 7, 9]), Some(9), "at the end");
}

#[test]
fn largest_of_a_single_article() {
    assert_eq!(largest(&[3]), Some(3), "it has no competitors");
}

#[test]
fn largest_may_be_zero() {
    assert_eq!(
        largest(&[0, 0]),
        Some(0),
        "there are values, so the answer is not None"
    );
}

#[test]
fn largest_of_an_empty_list_is_none() {
    assert_eq!(largest(&[]), None, "without values there is no largest one");
}

#[test]
fn label_for_an_unknown_amount() {
    assert_eq!(label(None), "unknown");
}

#[test]
fn label_for_nothing_left() {
    assert_eq!(label(Some(0)), "sold out", "Some(0) has a text of its own");
}

#[test]
fn label_for_exactly_one() {
    assert_eq!(label(Some(1)), "1 piece", "one piece, without an s");
}

#[test]
fn label_for_several() {
    assert_eq!(label(Some(2)), "2 pieces");
    assert_eq!(label(Some(5)), "5 pieces");
    assert_eq!(label(Some(10)), "10 pieces");
}
