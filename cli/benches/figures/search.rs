//! Full-text search over 10,000 materials.

use std::time::Instant;

use rusqlite::Connection;

use crate::process::{command, median, percentile};
use crate::store::content::{ContentStore, SearchFilter};
use crate::{Bench, against, courses, figure};

/// What is looked for: common and rare words, several, the beginning of one,
/// and one that is nowhere.
fn queries() -> Vec<String> {
    let word = courses::word;
    let start = |n: usize| word(n).chars().take(4).collect::<String>();
    vec![
        word(3),
        word(200),
        word(4_000),
        format!("{} {}", word(40), word(900)),
        format!("{} {}", word(10), start(700)),
        start(2_500),
        format!("{} {} {}", word(5), word(50), word(500)),
        "zzzz".to_owned(),
    ]
}

/// Our search against the bare full-text query behind it, then as a process.
pub(crate) fn search(bench: &Bench) {
    let home = bench.folder.path().join("search");
    assert!(
        command(&bench.program, &home, &["list"])
            .status()
            .expect("codezest")
            .success()
    );
    let database = home.join(".local/share/codezest/content.db");
    courses::install(&database, &courses::materials(100, 100));
    let content = ContentStore::open(&database).expect("content.db");
    let bare = Connection::open(&database).expect("content.db");
    let filter = SearchFilter {
        kind: None,
        course: None,
        limit: 20,
    };
    let queries = queries();
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for round in 0..20 {
        for query in &queries {
            let a = time(|| drop(content.search(query, &filter).expect("found")));
            let b = time(|| bare_query(&bare, query));
            if round > 0 {
                ours.push(a);
                floor.push(b);
            }
        }
    }
    against(
        "search in 10000 materials",
        median(&mut ours),
        median(&mut floor),
        "ms",
        "at most 2",
    );
    figure(
        "search p95",
        percentile(&mut ours, 95),
        "ms (reach: at most 5)",
    );
    let mut whole: Vec<f64> = queries
        .iter()
        .map(|query| {
            crate::process::milliseconds(&mut command(&bench.program, &home, &["search", query]))
        })
        .collect();
    figure("codezest search, whole process", median(&mut whole), "ms");
}

fn time(work: impl FnOnce()) -> f64 {
    let begin = Instant::now();
    work();
    begin.elapsed().as_secs_f64() * 1_000.0
}

fn bare_query(conn: &Connection, words: &str) {
    let terms: Vec<String> = words.split(' ').map(|word| format!("\"{word}\"")).collect();
    let query = format!("{}*", terms.join(" "));
    let mut statement = conn
        .prepare_cached("select rowid, snippet(prose, -1, '[', ']', '…', 16) from prose where prose match ?1 order by rank limit 20")
        .expect("the query");
    let count = statement
        .query_map([query], |row| row.get::<_, i64>(0))
        .expect("rows")
        .count();
    std::hint::black_box(count);
}
