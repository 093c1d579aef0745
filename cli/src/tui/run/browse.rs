//! Opening an address outside the terminal.

use crate::tui::msg::Notice;

/// Opens `url` with what the system has for it. Only what a browser or a mail
/// program opens: a course must not start anything else.
pub(super) fn browse(url: &str) -> Notice {
    let known = ["https://", "http://", "mailto:"];
    if !known.iter().any(|scheme| url.starts_with(scheme)) {
        return Notice::bad(format!("{url} leads to no page that a browser opens"));
    }
    match open::that_detached(url) {
        Ok(()) => Notice::new(format!("opening {url}")),
        Err(_) => Notice::bad("no browser can be started here").hint(url.to_owned()),
    }
}
