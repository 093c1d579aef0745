fn frame(text: String) -> String {
    format!("*** {text} ***")
}

pub fn poster(title: String) -> String {
    let edge = frame(title);
    format!("{edge}\n{title} starts at eight.\n{edge}")
}

pub fn stamp(ticket: &String) {
    ticket.push_str(" (used)");
}
