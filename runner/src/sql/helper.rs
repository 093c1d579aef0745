//! The child's side: requests in, replies out.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::time::Duration;

use super::{Request, engine};

/// After so many scripts that took too long, the rest would too.
const PATIENCE: u32 = 3;

/// Reads one request from standard input, answers on standard output.
pub(crate) fn main(_arguments: &[OsString]) -> i32 {
    i32::from(serve(&mut io::stdin().lock(), &mut io::stdout().lock()).is_err())
}

fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let request: Request = serde_json::from_reader(input)?;
    let mut timeouts = 0;
    for script in &request.scripts {
        if timeouts == PATIENCE {
            break;
        }
        let reply = engine::run(script, Duration::from_millis(request.millis));
        timeouts += u32::from(reply.timed_out);
        let mut line = serde_json::to_vec(&reply)?;
        line.push(b'\n');
        // At once: should the next script be ended, this one's answer is out.
        output.write_all(&line)?;
        output.flush()?;
    }
    Ok(())
}
