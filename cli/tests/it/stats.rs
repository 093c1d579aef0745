//! `codezest stats`.

use crate::support::Home;

#[test]
fn a_year_has_days_streak_courses_and_points() {
    let home = Home::new();
    home.set_clock("2025-12-31T12:00:00+01:00");
    home.run("complete sql-first-steps/meet-the-shed").ok();
    // Before four in the morning it is still the day before.
    home.set_clock("2026-01-02T03:00:00+01:00");
    home.solve("sql-first-steps/first-answer");
    home.run("test sql-first-steps/first-answer").ok();
    home.set_clock("2026-01-02T10:00:00+01:00");

    let all = home.run("stats --json").ok().json();
    assert_eq!(
        all["days"],
        serde_json::json!([
            {"day": "2025-12-31", "completed": 1},
            {"day": "2026-01-01", "completed": 1},
        ])
    );
    assert_eq!(
        (&all["from"], &all["to"]),
        (&"2025-01-03".into(), &"2026-01-02".into())
    );
    assert_eq!(all["streak"]["current"], 2);
    assert_eq!(all["streak"]["longest"], 2);
    assert_eq!(all["streak"]["today"], false);
    let sql = &all["courses"][0];
    assert_eq!(
        (&sql["id"], &sql["done"]),
        (&"sql-first-steps".into(), &2.into())
    );
    assert!(sql["points"].as_u64().unwrap() > 0);
    assert_eq!(all["level"]["points"], sql["points"]);

    let year = home.run("stats --year 2025 --json").ok().json();
    assert_eq!(year["completed"], 1);
    assert_eq!(
        (&year["from"], &year["to"]),
        (&"2025-01-01".into(), &"2025-12-31".into())
    );

    let lines = home.run("stats").ok().stdout;
    for part in [
        "2 completed on 2 days",
        "2025-12  1 completed on 1 day (31: 1)",
        "2026-01  1 completed on 1 day (1: 1)",
        "Longest streak: 2 days.",
    ] {
        assert!(lines.contains(part), "{part}: {lines}");
    }
}

#[test]
fn a_new_learner_has_a_year_without_days() {
    let home = Home::new();
    let stats = home.run("stats --json").ok().json();
    assert_eq!(stats["days"], serde_json::json!([]));
    assert_eq!(stats["level"]["level"], 1);
    home.run("stats --year 0").exits(2);
    home.run("stats --year 99999").exits(2);
}
