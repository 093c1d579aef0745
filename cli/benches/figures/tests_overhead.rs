//! What `codezest test` costs beside the tests themselves.

use crate::process::{children_cpu_ms, command, milliseconds};
use crate::{Bench, figure};

const RUNS: usize = 30;

/// A trivial assignment: `codezest test` against its test command alone.
pub(crate) fn overhead(bench: &Bench) {
    let home = bench.folder.path().join("test");
    let course = bench.folder.path().join("trivial");
    let write = |path: &str, text: &str| {
        let path = course.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write(
        "course.toml",
        "id = \"trivial\"\ntitle = \"T\"\nversion = \"1.0.0\"\nlanguage = \"sh\"\nlicense = \"CC0-1.0\"\n",
    );
    write("01-m/module.toml", "title = \"M\"\n");
    write(
        "01-m/01-true/assignment.toml",
        "title = \"True\"\nlearner = [\"a.txt\"]\ntest = [\"sh\", \"-c\", \"true\"]\n",
    );
    write("01-m/01-true/README.md", "Do nothing.\n");
    write("01-m/01-true/starter/a.txt", "a\n");
    write("01-m/01-true/solution/a.txt", "b\n");
    let ours = |args: &[&str]| {
        command(&bench.program, &home, args)
            .status()
            .expect("codezest")
    };
    assert!(ours(&["course", "add", course.to_str().expect("UTF-8")]).success());
    assert!(ours(&["start", "trivial/true"]).success());
    assert!(ours(&["test", "trivial/true"]).success());

    let measure = |run: &mut dyn FnMut() -> f64| {
        let before = children_cpu_ms();
        let mut wall: Vec<f64> = (0..RUNS).map(|_| run()).collect();
        let cpu = (children_cpu_ms() - before) / RUNS as f64;
        (cpu, crate::process::median(&mut wall))
    };
    let mut test = command(&bench.program, &home, &["test", "trivial/true"]);
    let (ours_cpu, ours_wall) = measure(&mut || milliseconds(&mut test));
    let mut bare = command("sh".as_ref(), &home, &["-c", "true"]);
    let (floor_cpu, floor_wall) = measure(&mut || milliseconds(&mut bare));
    figure("codezest test, CPU", ours_cpu, "ms");
    figure("codezest test floor, CPU", floor_cpu, "ms");
    figure(
        "codezest test overhead, CPU",
        ours_cpu - floor_cpu,
        "ms (reach: at most 10)",
    );
    figure("codezest test, wall", ours_wall, "ms");
    figure("codezest test floor, wall", floor_wall, "ms");
}
