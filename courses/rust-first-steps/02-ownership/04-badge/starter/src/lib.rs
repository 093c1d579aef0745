pub fn badge(name: &str) -> String {
    name.to_string()
}

pub fn sign(letter: &mut String, name: &str) {
    letter.push_str(name);
}

pub fn keep_longer(a: String, b: String) -> String {
    if a.is_empty() {
        b
    } else {
        a
    }
}
