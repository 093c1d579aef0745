use dashboard::{average, is_warning, percent};

#[test]
fn percent_of_a_part() {
    assert_eq!(percent(3, 4), 75, "3 of 4 are 75 per cent");
    assert_eq!(percent(1, 2), 50, "1 of 2 is 50 per cent");
}

#[test]
fn percent_is_rounded_down() {
    assert_eq!(percent(2, 3), 66, "2 of 3 are 66.67 per cent, rounded down");
    assert_eq!(percent(999, 1000), 99, "not quite full is not 100");
    assert_eq!(
        percent(29, 100),
        29,
        "29 of 100, without a detour by floats"
    );
}

#[test]
fn percent_of_empty_and_full_disks() {
    assert_eq!(percent(0, 500), 0, "nothing used");
    assert_eq!(percent(500, 500), 100, "everything used");
}

#[test]
fn percent_of_a_disk_of_size_zero_is_zero() {
    assert_eq!(percent(0, 0), 0, "ask about 0 before you divide");
}

#[test]
fn percent_has_room_for_large_disks() {
    assert_eq!(
        percent(3_000_000_000, 4_000_000_000),
        75,
        "100 times 3_000_000_000 needs a larger type than u32"
    );
    assert_eq!(percent(u32::MAX, u32::MAX), 100, "the largest u32");
}

fn assert_close(actual: f64, expected: f64, call: &str) {
    assert!(
        (actual - expected).abs() < 1e-9,
        "{call} should be about {expected}, but it is {actual}"
    );
}

#[test]
fn average_that_comes_out_even() {
    assert_close(average(10, 20, 30), 20.0, "average(10, 20, 30)");
}

#[test]
fn average_keeps_its_decimals() {
    assert_close(average(1, 2, 2), 5.0 / 3.0, "average(1, 2, 2)");
}

#[test]
fn average_below_zero() {
    assert_close(average(-5, -4, 1), -8.0 / 3.0, "average(-5, -4, 1)");
}

#[test]
fn warning_for_a_full_disk() {
    assert!(is_warning(95, 20.0), "95 per cent full, though cool");
    assert!(is_warning(90, 20.0), "at least 90 includes 90");
    assert!(!is_warning(89, 20.0), "89 per cent is still fine");
}

#[test]
fn warning_for_a_hot_disk() {
    assert!(is_warning(10, 60.5), "hotter than 60, though nearly empty");
    assert!(!is_warning(10, 60.0), "exactly 60 is not hotter than 60");
}

#[test]
fn warning_for_both() {
    assert!(is_warning(99, 90.0), "full and hot");
}
