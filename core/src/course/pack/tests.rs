use super::*;
use crate::course::parse;

fn tree() -> CourseTree {
    let mut tree = CourseTree::new();
    let quiz = "title='Q'\ngraded='server'\n[[question]]\nid='n'\nkind='numeric'\ntext='?'\nanswer=7\nexplanation='seven'\n";
    for (path, text) in [
        (
            "course.toml",
            "id='d'\ntitle='D'\nversion='1.0.0'\nlanguage='x'\nlicense='MIT'\n",
        ),
        ("01-m/module.toml", "title='M'\n"),
        (
            "01-m/01-a/assignment.toml",
            "title='A'\nlearner=['a.py']\nrunner='python'\nsolution='never'\n",
        ),
        ("01-m/01-a/starter/a.py", ""),
        (
            "01-m/01-a/starter/hidden/x.py",
            "a folder that is only called so",
        ),
        ("01-m/01-a/solution/a.py", "secret"),
        ("01-m/01-a/hidden/test.py", "secret"),
        ("01-m/02-q.quiz.toml", quiz),
        (
            "01-m/03-b/assignment.toml",
            "title='B'\nlearner=['b.py']\nrunner='python'\n",
        ),
        ("01-m/03-b/starter/b.py", ""),
        ("01-m/03-b/solution/b.py", "shown after passing"),
        ("i18n/de/01-m/01-a/hidden/test.py", "secret"),
        ("i18n/de/01-m/01-a/solution/README.md", "secret"),
        (
            "i18n/de/01-m/02-q.quiz.toml",
            "[[question]]\nid='n'\ntext='Wie?'\nexplanation='sieben, secret'\n",
        ),
    ] {
        tree.insert(path, text, false);
    }
    tree
}

fn manifest(paths: &[&str]) -> Manifest {
    let course = parse(&tree()).course.unwrap();
    let mut tree = CourseTree::new();
    paths.iter().for_each(|path| tree.insert(*path, "x", false));
    Manifest::of(&course, &tree)
}

#[test]
fn a_learners_pack_tells_no_secret() {
    let tree = tree();
    let course = parse(&tree).course.unwrap();
    let learner = learner_tree(&course, &tree);
    let paths: Vec<&str> = learner.iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "01-m/01-a/assignment.toml",
            "01-m/01-a/starter/a.py",
            "01-m/01-a/starter/hidden/x.py",
            "01-m/02-q.quiz.toml",
            "01-m/03-b/assignment.toml",
            "01-m/03-b/solution/b.py",
            "01-m/03-b/starter/b.py",
            "01-m/module.toml",
            "course.toml",
            "i18n/de/01-m/02-q.quiz.toml",
        ]
    );
    for (path, file) in learner.iter() {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(
            !text.contains("secret") && !text.contains("seven") && !text.contains("answer"),
            "{path}: {text}"
        );
    }
    let parsed = parse(&learner);
    assert_eq!(parsed.diagnostics, []);
    let quiz = parsed.course.unwrap();
    let quiz = quiz.items().nth(1).unwrap().1.quiz().unwrap().clone();
    assert!(quiz.graded && quiz.questions[0].withheld);
    let german = crate::course::i18n::localised(&parse(&learner).course.unwrap(), &learner, "de");
    assert_eq!(
        german.items().nth(1).unwrap().1.quiz().unwrap().questions[0].text,
        "Wie?"
    );
}

#[test]
fn a_manifest_survives_and_verifies() {
    let tree = tree();
    let course = parse(&tree).course.unwrap();
    let manifest = Manifest::of(&course, &tree);
    let json = manifest.to_json().unwrap();
    assert_eq!(Manifest::from_json(&json).unwrap(), manifest);
    assert_eq!(manifest.verify(&tree), Ok(()));

    let mut damaged = tree.clone();
    damaged.insert("course.toml", "x", false);
    assert_eq!(
        manifest.verify(&damaged),
        Err(PackError::Damaged("course.toml".into()))
    );
    // The same size with another content.
    let size = tree.get("01-m/module.toml").unwrap().bytes.len();
    let mut damaged = tree.clone();
    damaged.insert("01-m/module.toml", vec![b'x'; size], false);
    assert_eq!(
        manifest.verify(&damaged),
        Err(PackError::Damaged("01-m/module.toml".into()))
    );
    let mut more = tree.clone();
    more.insert("extra", "", false);
    assert_eq!(
        manifest.verify(&more),
        Err(PackError::Unlisted("extra".into()))
    );
    let mut less = tree;
    less.remove("course.toml");
    assert_eq!(
        manifest.verify(&less),
        Err(PackError::Missing("course.toml".into()))
    );
}

#[test]
fn rules_are_checked_before_anything_is_installed() {
    let rules = |paths: &[&str]| manifest(paths).check_rules();
    assert_eq!(rules(&["a", "b/c"]), Ok(()));
    assert!(matches!(
        rules(&["../a"]),
        Err(PackError::Path(PathError::Parent(_)))
    ));
    assert!(matches!(
        rules(&["/a"]),
        Err(PackError::Path(PathError::Absolute(_)))
    ));
    assert!(matches!(
        rules(&["A/b", "a/B"]),
        Err(PackError::Collision(..))
    ));
    assert_eq!(
        rules(&["a", "A/b"]),
        Err(PackError::FileAndFolder("a".into()))
    );
    let mut twice = manifest(&["a"]);
    twice.files.push(twice.files[0].clone());
    assert!(matches!(twice.check_rules(), Err(PackError::Collision(..))));
    let mut large = manifest(&["a"]);
    large.files[0].size = MAX_COURSE_FILE_BYTES + 1;
    assert_eq!(
        large.check_rules(),
        Err(PackError::FileTooLarge("a".into()))
    );
    let mut total = manifest(&["a"]);
    total.files = (0..17)
        .map(|n| ManifestFile {
            path: format!("f{n}"),
            size: MAX_COURSE_FILE_BYTES,
            ..total.files[0].clone()
        })
        .collect();
    assert_eq!(total.check_rules(), Err(PackError::TooLarge));
    let mut many = manifest(&["a"]);
    many.files = (0..=MAX_COURSE_FILES)
        .map(|n| ManifestFile {
            path: format!("f{n}"),
            size: 0,
            ..many.files[0].clone()
        })
        .collect();
    assert_eq!(many.check_rules(), Err(PackError::TooManyFiles));
}

#[test]
fn a_newer_format_says_so_even_when_the_rest_is_unknown() {
    assert_eq!(
        Manifest::from_json(br#"{"format": 2, "what": []}"#),
        Err(PackError::NewerFormat(2))
    );
    for bad in [&b"{}"[..], b"", b"[]", br#"{"format": 1}"#, b"\xff"] {
        assert!(matches!(
            Manifest::from_json(bad),
            Err(PackError::Unreadable(_))
        ));
    }
}
