//! Figures of the store, each beside the floor measured in the same run.
//!
//! `cargo bench -p codezest --bench store -- [EVENTS]` prints lines
//! `name: value unit`. EVENTS (default 100,000) is the size of the large log.
#![allow(
    dead_code,
    unused_imports,
    reason = "the program's module is included as it is"
)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a benchmark stops at the first error and prints"
)]

#[path = "../src/store/mod.rs"]
mod store;

use std::path::Path;
use std::time::{Duration, Instant};

use codezest_core::course::model::{
    Course, Difficulty, Item, ItemBody, Material, MaterialKind, Module,
};
use codezest_core::course::tree::CourseTree;
use codezest_core::event::Fact;
use codezest_core::event::kinds::{HintUsed, ItemPassed, ItemRef, QuestionAnswered, RunFinished};
use codezest_core::ids::{
    AttemptId, ContentHash, CourseId, CourseUid, ItemId, LanguageId, ModuleId, QuestionId,
};
use codezest_core::run::report::{Counts, Outcome};
use codezest_core::time::{Moment, Timestamp, UtcOffset};
use uuid::Uuid;

use store::account::AccountStore;
use store::content::{ContentStore, Found, Install, ItemFilter, SearchFilter};

/// 2026-11-23 13:09:11 UTC.
const START: i64 = 1_795_439_351_000;
const ITEMS: u64 = 10_000;

fn main() {
    let large = std::env::args()
        .filter_map(|word| word.parse().ok())
        .next_back()
        .unwrap_or(100_000);
    let dir = tempfile::tempdir().unwrap();
    let content = content(dir.path());
    appending(dir.path());
    for events in [1_000, large] {
        status(dir.path(), &content, events);
    }
    searching(dir.path(), &content);
    track(dir.path());
}

fn print(name: &str, value: f64, unit: &str) {
    println!("{name}: {value:.3} {unit}");
}

fn moment(n: u64) -> Moment {
    let after = i64::try_from(n).unwrap() * 60_000;
    Moment::new(Timestamp(START + after), UtcOffset(60), 4)
}

fn item_ref(n: u64) -> ItemRef {
    ItemRef {
        course: CourseUid::derive("id:big"),
        item: ItemId::new(format!("item-{}", n % ITEMS)).unwrap(),
        version: "1.0.3".to_owned(),
        points: 10,
        difficulty: Difficulty::Beginner,
    }
}

/// What learners do: mostly runs, half of them with failing tests.
fn fact(n: u64) -> Fact {
    let item = item_ref(n / 10);
    match n % 10 {
        0..=5 => {
            let failed = u32::try_from(n % 3).unwrap();
            Fact::RunFinished(RunFinished {
                item,
                outcome: if failed == 0 {
                    Outcome::Passed
                } else {
                    Outcome::Failed
                },
                counts: Counts {
                    passed: 7 - failed,
                    failed,
                    skipped: 0,
                    total: 7,
                },
                failing: (0..failed)
                    .map(|n| format!("test_sum::adds_numbers_{n}"))
                    .collect(),
                report: ContentHash::of(&n.to_be_bytes()),
            })
        }
        6 | 7 => Fact::QuestionAnswered(QuestionAnswered {
            item,
            attempt: AttemptId(Uuid::from_u128(u128::from(n / 10))),
            question: QuestionId::new("which-one").unwrap(),
            answer: vec!["first".to_owned()],
            earned_milli: 1_000,
            possible_milli: 1_000,
        }),
        8 => Fact::HintUsed(HintUsed { item, hint: 1 }),
        _ => Fact::ItemPassed(ItemPassed { item }),
    }
}

fn appending(dir: &Path) {
    const COUNT: u64 = 20_000;
    let path = dir.join("bare.db");
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("pragma journal_mode = wal; pragma synchronous = normal; create table t (id integer primary key, body text)")
        .unwrap();
    let body = "x".repeat(280);
    let started = Instant::now();
    let mut insert = conn.prepare("insert into t (body) values (?1)").unwrap();
    for _ in 0..COUNT {
        insert.execute([&body]).unwrap();
    }
    let floor = rate(COUNT, started.elapsed());
    print("bare insert", floor, "per second");
    let account = AccountStore::open(&dir.join("append.db")).unwrap();
    let started = Instant::now();
    for n in 0..COUNT {
        account.append(&[fact(n)], moment(n), Uuid::now_v7).unwrap();
    }
    let ours = rate(COUNT, started.elapsed());
    print("append", ours, "per second");
    print("append of bare insert", ours / floor * 100.0, "percent");
}

fn rate(count: u64, time: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / time.as_secs_f64()
}

fn status(dir: &Path, content: &ContentStore, events: u64) {
    let path = dir.join(format!("status-{events}.db"));
    let account = AccountStore::open(&path).unwrap();
    let started = Instant::now();
    for from in (0..events).step_by(1_000) {
        let facts: Vec<Fact> = (from..(from + 1_000).min(events)).map(fact).collect();
        account.append(&facts, moment(from), Uuid::now_v7).unwrap();
    }
    print(
        &format!("append {events} by thousands"),
        rate(events, started.elapsed()),
        "per second",
    );
    drop(account);
    let size = std::fs::metadata(&path).unwrap().len();
    print(
        &format!("bytes per event at {events}"),
        rate(size, Duration::from_secs(events)),
        "bytes",
    );
    let account = AccountStore::open(&path).unwrap();
    let started = Instant::now();
    account.progress(content).unwrap();
    print(
        &format!("first status at {events}"),
        ms(started.elapsed()),
        "ms",
    );
    drop(account);
    let floor = median(50, || {
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.query_row("select value from settings limit 1", [], |row| {
            row.get::<_, String>(0)
        })
        .unwrap();
    });
    print(&format!("open and read a row at {events}"), floor, "ms");
    let ours = median(50, || {
        let content = ContentStore::open(&dir.join("content.db")).unwrap();
        let account = AccountStore::open(&path).unwrap();
        account.progress(&content).unwrap();
        let streak = account.active_days().unwrap().streak(moment(0).day);
        assert!(streak.longest > 0);
        account.points().unwrap();
        account.current_item().unwrap();
        account.recent_items(5).unwrap();
    });
    print(&format!("status at {events}"), ours, "ms");
    let account = AccountStore::open(&path).unwrap();
    let list = median(10, || {
        let items = content.items(&ItemFilter::default()).unwrap();
        let done = account.course_items(CourseUid::derive("id:big")).unwrap();
        assert!(items.len() >= done.len());
    });
    print(
        &format!("list 10000 items with progress at {events}"),
        list,
        "ms",
    );
    let started = Instant::now();
    let all = account.events().unwrap();
    account.rebuild_projections().unwrap();
    print(
        &format!("read all and derive again at {events}"),
        ms(started.elapsed()),
        "ms",
    );
    let other = AccountStore::open(&dir.join(format!("other-{events}.db"))).unwrap();
    let started = Instant::now();
    other.import(&all, Uuid::now_v7).unwrap();
    print(
        &format!("import {events} events"),
        ms(started.elapsed()),
        "ms",
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn times(count: usize, mut work: impl FnMut()) -> Vec<f64> {
    let mut times: Vec<f64> = (0..count)
        .map(|_| {
            let started = Instant::now();
            work();
            ms(started.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

fn median(count: usize, work: impl FnMut()) -> f64 {
    times(count, work)[count / 2]
}

/// Words that follow a law of their own: some in every text, most in few.
fn text(n: u64) -> String {
    let mut state = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = format!("# Heading {n}\n\n");
    for _ in 0..300 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let spread = 1 << (state % 14);
        text.push_str(&format!("word{} ", (state >> 20) % spread));
    }
    text
}

fn content(dir: &Path) -> ContentStore {
    let mut tree = CourseTree::new();
    let module = |m: u64| Module {
        id: ModuleId::new(format!("module-{m}")).unwrap(),
        path: format!("{m}"),
        title: format!("Module {m}"),
        summary: String::new(),
        prerequisites: Vec::new(),
        minutes: None,
        items: (0..100).map(|n| item(m * 100 + n)).collect(),
    };
    for n in 0..ITEMS {
        tree.insert(format!("m/{n}.md"), text(n), false);
    }
    let course = course("big", (0..ITEMS / 100).map(module).collect());
    let mut store = ContentStore::open(&dir.join("content.db")).unwrap();
    let started = Instant::now();
    install(&mut store, &course, &tree);
    print("install 10000 materials", ms(started.elapsed()), "ms");
    store
}

fn item(n: u64) -> Item {
    Item {
        id: ItemId::new(format!("item-{n}")).unwrap(),
        path: format!("m/{n}.md"),
        title: format!("Title of {n}"),
        minutes: None,
        tags: Vec::new(),
        difficulty: Difficulty::Beginner,
        points: 10,
        hidden: false,
        body: ItemBody::Material(Material {
            material: MaterialKind::Article,
            front_matter_lines: 0,
        }),
    }
}

fn course(id: &str, modules: Vec<Module>) -> Course {
    Course {
        id: CourseId::new(id).unwrap(),
        uid: CourseUid::derive(&format!("id:{id}")),
        title: id.to_owned(),
        version: "1.0.3".parse().unwrap(),
        language: LanguageId::new("python").unwrap(),
        locale: "en".to_owned(),
        license: "MIT".to_owned(),
        authors: Vec::new(),
        summary: String::new(),
        difficulty: Difficulty::Beginner,
        tags: Vec::new(),
        source: None,
        tools: Vec::new(),
        modules,
    }
}

fn install(store: &mut ContentStore, course: &Course, tree: &CourseTree) {
    let install = Install {
        course,
        tree,
        name: None,
        source: "bench",
        bundled: false,
        at: Timestamp(0),
    };
    store.install(install).unwrap();
}

fn searching(dir: &Path, content: &ContentStore) {
    let conn = rusqlite::Connection::open(dir.join("content.db")).unwrap();
    for words in [
        "word4000",
        "word100",
        "word3 word70",
        "title 77",
        "nothing-at-all",
    ] {
        let quoted: Vec<String> = words.split(' ').map(|word| format!("\"{word}\"")).collect();
        let query = format!("{}*", quoted.join(" "));
        let mut bare = conn
            .prepare("select rowid, snippet(prose, 2, '[', ']', '…', 16) from prose where prose match ?1 order by rank limit 20")
            .unwrap();
        let floor = times(100, || {
            let rows = bare
                .query_map([&query], |row| row.get::<_, i64>(0))
                .unwrap();
            assert!(rows.count() <= 20);
        });
        let ours = times(100, || {
            content.search(words, &SearchFilter::default()).unwrap();
        });
        print(&format!("bare query {words:?}, median"), floor[50], "ms");
        print(&format!("search {words:?}, median"), ours[50], "ms");
        print(&format!("search {words:?}, p95"), ours[95], "ms");
    }
    let lookup = median(100, || {
        assert!(matches!(
            content.find_item("item-7777", None).unwrap(),
            Found::One(_)
        ))
    });
    print("find an item by name", lookup, "ms");
    let near = median(10, || {
        assert!(matches!(
            content.find_item("itme-7777", None).unwrap(),
            Found::None(_)
        ))
    });
    print("near names of one that is not there", near, "ms");
}

/// As large as an Exercism track: 160 exercises with 33 files each, most of
/// them alike, 1.3 MB of different contents, 22 MB in blocks of 4 KiB.
fn track(dir: &Path) {
    let mut tree = CourseTree::new();
    let mut distinct = 0;
    for exercise in 0..160_u64 {
        let folder = format!("01-practice/{exercise:03}");
        for file in 0..33_u64 {
            let own = file < 3;
            let text = text(if own { exercise * 3 + file } else { file });
            if own || exercise == 0 {
                distinct += text.len();
            }
            tree.insert(format!("{folder}/starter/file{file}.py"), text, false);
        }
    }
    let items = (0..160).map(item).collect();
    let module = Module {
        id: ModuleId::new("practice").unwrap(),
        path: "01-practice".to_owned(),
        title: "Practice".to_owned(),
        summary: String::new(),
        prerequisites: Vec::new(),
        minutes: None,
        items,
    };
    let path = dir.join("track.db");
    let mut store = ContentStore::open(&path).unwrap();
    let started = Instant::now();
    install(&mut store, &course("track", vec![module]), &tree);
    print("install a track", ms(started.elapsed()), "ms");
    drop(store);
    let size = std::fs::metadata(&path).unwrap().len();
    print(
        "different contents of the track",
        distinct as f64 / 1e6,
        "MB",
    );
    print("stored for it", size as f64 / 1e6, "MB");
}
