//! Opening an address outside the terminal.

use crate::failure::{Failure, Result};

/// Opens `url` with what the system has for it. Only what a browser or a mail
/// program opens: a course must not start anything else.
///
/// # Errors
/// It is no such address, or there is nothing to open it with.
pub fn browse(url: &str) -> Result {
    let known = ["https://", "http://", "mailto:"];
    if !known.iter().any(|scheme| url.starts_with(scheme)) {
        let said = format!("{url} leads to no page that a browser opens");
        return Err(Failure::usage(said));
    }
    open::that_detached(url).map_err(|error| {
        Failure::not_found("no browser can be started here")
            .because(error)
            .hint(url.to_owned())
    })
}
