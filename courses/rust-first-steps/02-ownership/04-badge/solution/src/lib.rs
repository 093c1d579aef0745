pub fn badge(name: &str) -> String {
    format!("[ {name} ]")
}

pub fn sign(letter: &mut String, name: &str) {
    letter.push_str("\n-- ");
    letter.push_str(name);
}

pub fn keep_longer(a: String, b: String) -> String {
    if a.chars().count() >= b.chars().count() {
        a
    } else {
        b
    }
}
