//! `codezest config`, for the keys of actions above all.

use std::fs;

use crate::support::Home;

#[test]
fn keys_of_an_action_are_a_setting_like_others() {
    let home = Home::new();
    assert_eq!(home.run("config get keys.hint").ok().stdout, "h\n");
    let set = home.command("config set keys.hint").arg("h f2").run().ok();
    assert_eq!(set.stderr, "ok keys.hint is now \"h f2\"\n");
    home.run("config set theme dark").ok();
    let file = fs::read_to_string(home.config_file()).unwrap();
    assert_eq!(file, "theme = \"dark\"\n[keys]\nhint = \"h f2\"\n");

    assert_eq!(home.run("config get keys.hint").ok().stdout, "h f2\n");
    let list = home.run("config list").ok().stdout;
    assert!(list.contains("keys.hint"), "{list}");
    let all = home.run("config list --json").ok().json();
    assert_eq!(all["keys"][0]["name"], "keys.hint");
    assert_eq!(all["keys"][0]["origin"], "file");
    assert_eq!(all["keys"][0]["default"], "h");

    home.run("config set keys.hint").ok();
    assert_eq!(home.run("config get keys.hint").ok().stdout, "h\n");
    let file = fs::read_to_string(home.config_file()).unwrap();
    assert!(!file.contains("keys"), "{file}");
}

#[test]
fn a_setting_says_what_it_is_now() {
    let home = Home::new();
    let now = home.run("config set jobs 3 --json").ok().json();
    assert_eq!(
        (&now["value"], &now["origin"]),
        (&"3".into(), &"file".into())
    );
    let fixed = home.command("config set jobs 4").env("CODEZEST_JOBS", "2");
    let said = fixed.run().ok().stderr;
    assert!(said.contains("CODEZEST_JOBS still overrides it"), "{said}");
}

#[test]
fn what_is_no_action_or_no_key_is_refused_with_what_is_near() {
    let home = Home::new();
    for (line, part) in [
        ("config set keys.hnt z", "did you mean hint"),
        ("config get keys.hnt", "did you mean hint"),
        ("config set keys.hint hyper", "\"hyper\" is no key"),
        ("config set keys z", "codezest config set keys.hint"),
    ] {
        let said = home.run(line).exits(2).stderr;
        assert!(said.contains(part), "{line}: {said}");
    }
    assert!(!home.config_file().exists());
}

#[test]
fn keys_that_conflict_are_set_and_said() {
    let home = Home::new();
    let said = home.run("config set keys.test n").ok().stderr;
    assert!(said.contains("no key does next any more"), "{said}");
    let doctor = home.run("doctor --json").ok().json();
    let checks = doctor["checks"].as_array().unwrap();
    let keys = checks.iter().find(|check| check["name"] == "keys").unwrap();
    assert_eq!(keys["state"], "note");
    assert!(keys["detail"].as_str().unwrap().contains("next"), "{keys}");
    home.run("config set keys.next N").ok();
    let doctor = home.run("doctor").ok().stdout;
    assert!(doctor.contains("keys: 2 changed"), "{doctor}");
}
