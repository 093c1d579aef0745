//! The child's side: requests in, replies out.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::time::Duration;

use super::{Request, engine};

/// Reads one request from standard input, answers on standard output.
pub(crate) fn main(_arguments: &[OsString]) -> i32 {
    i32::from(serve(&mut io::stdin().lock(), &mut io::stdout().lock()).is_err())
}

fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let request: Request = serde_json::from_reader(input)?;
    for script in &request.scripts {
        let reply = engine::run(script, Duration::from_millis(request.millis));
        let mut line = serde_json::to_vec(&reply)?;
        line.push(b'\n');
        // At once: should the next script be ended, this one's answer is out.
        output.write_all(&line)?;
        output.flush()?;
    }
    Ok(())
}
