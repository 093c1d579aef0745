use fence::{cost, perimeter, posts};

#[test]
fn perimeter_goes_round_all_four_sides() {
    assert_eq!(
        perimeter(4, 3),
        14,
        "a garden of 4 by 3 metres has two sides of 4 and two sides of 3"
    );
}

#[test]
fn perimeter_does_not_care_which_side_comes_first() {
    assert_eq!(perimeter(1, 9), 20, "perimeter(1, 9)");
    assert_eq!(perimeter(9, 1), 20, "perimeter(9, 1)");
}

#[test]
fn posts_stand_at_both_ends() {
    assert_eq!(
        posts(10),
        11,
        "10 metres have 10 gaps; count the posts around them"
    );
    assert_eq!(posts(1), 2, "one metre of fence has a post at each end");
}

#[test]
fn posts_of_an_empty_fence_are_one() {
    assert_eq!(posts(0), 1, "a fence of 0 metres is a single post");
}

#[test]
fn cost_of_a_small_fence_includes_delivery() {
    assert_eq!(
        cost(4, 3, 10),
        180,
        "14 metres at 10 are 140, and delivery adds 40"
    );
}

#[test]
fn cost_of_98_metres_includes_delivery() {
    assert_eq!(
        cost(29, 20, 5),
        530,
        "98 metres at 5 are 490, and delivery adds 40"
    );
}

#[test]
fn cost_of_exactly_100_metres_has_free_delivery() {
    assert_eq!(
        cost(30, 20, 10),
        1000,
        "delivery is free from 100 metres on, and 100 belongs to it"
    );
}

#[test]
fn cost_of_a_long_fence_has_free_delivery() {
    assert_eq!(cost(100, 50, 2), 600, "300 metres at 2, delivery is free");
}
