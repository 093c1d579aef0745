//! What a step writes, on its way to the runner.

use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;

use crate::step::wire::{Event, Stream};

/// Events waiting until the runner takes them. While much is waiting, the
/// command's output is not read, so that a slow reader slows the command
/// instead of filling the memory.
#[derive(Debug)]
pub(crate) struct Outbox {
    socket: UnixStream,
    waiting: Vec<u8>,
    sent: usize,
    broken: bool,
}

/// Bytes that may wait before output is no longer read.
const ROOM: usize = 256 * 1024;

impl Outbox {
    pub(crate) fn new(socket: UnixStream) -> Self {
        Self {
            socket,
            waiting: Vec::new(),
            sent: 0,
            broken: false,
        }
    }

    /// Adds an event. Nobody hears it when the runner is gone.
    pub(crate) fn push(&mut self, event: &Event) {
        if let Ok(line) = serde_json::to_vec(event) {
            self.waiting.extend_from_slice(&line);
            self.waiting.push(b'\n');
        }
    }

    pub(crate) fn has_room(&self) -> bool {
        self.waiting.len() - self.sent < ROOM
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.broken || self.sent == self.waiting.len()
    }

    /// Sends what the socket takes now.
    pub(crate) fn send(&mut self) {
        while let Some(rest) = self
            .waiting
            .get(self.sent..)
            .filter(|rest| !rest.is_empty() && !self.broken)
        {
            match self.socket.write(rest) {
                Ok(0) => self.broken = true,
                Ok(count) => self.sent += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => self.broken = true,
            }
        }
        self.waiting.clear();
        self.sent = 0;
    }

    /// Sends everything, waiting as long as the runner lives.
    pub(crate) fn finish(&mut self) {
        if self.socket.set_nonblocking(false).is_ok() {
            self.send();
        }
    }
}

/// One captured stream.
#[derive(Debug)]
pub(crate) struct Capture<R> {
    /// Where it comes from; `None` after its end.
    pub(crate) source: Option<R>,
    stream: Stream,
    text: Utf8Stream,
    /// Bytes so far.
    pub(crate) bytes: u64,
}

/// What reading a stream once came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// There may be more.
    Some,
    /// Nothing for now, or for ever.
    Nothing,
}

impl<R: Read> Capture<R> {
    pub(crate) fn new(stream: Stream, source: Option<R>) -> Self {
        Self {
            source,
            stream,
            text: Utf8Stream::default(),
            bytes: 0,
        }
    }

    /// Reads one piece and passes it on.
    pub(crate) fn read(&mut self, outbox: &mut Outbox) -> Reading {
        let mut piece = [0_u8; 16 * 1024];
        let Some(source) = &mut self.source else {
            return Reading::Nothing;
        };
        match source.read(&mut piece) {
            Ok(0) => {
                self.close(outbox);
                Reading::Nothing
            }
            Ok(count) => {
                self.bytes += u64::try_from(count).unwrap_or(u64::MAX);
                self.pass_on(piece.get(..count).unwrap_or_default(), outbox);
                Reading::Some
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Reading::Some,
            Err(error) if error.kind() == ErrorKind::WouldBlock => Reading::Nothing,
            Err(_) => {
                self.close(outbox);
                Reading::Nothing
            }
        }
    }

    fn pass_on(&mut self, bytes: &[u8], outbox: &mut Outbox) {
        let text = self.text.push(bytes);
        if !text.is_empty() {
            outbox.push(&Event::Output {
                stream: self.stream,
                text,
            });
        }
    }

    /// Ends the stream and passes on a cut character as a replacement.
    pub(crate) fn close(&mut self, outbox: &mut Outbox) {
        self.source = None;
        let text = self.text.end();
        if !text.is_empty() {
            outbox.push(&Event::Output {
                stream: self.stream,
                text,
            });
        }
    }
}

/// Decodes UTF-8 that arrives in pieces.
#[derive(Debug, Default)]
struct Utf8Stream {
    /// The beginning of a character, at most three bytes.
    cut: Vec<u8>,
}

impl Utf8Stream {
    fn push(&mut self, bytes: &[u8]) -> String {
        let mut all = std::mem::take(&mut self.cut);
        all.extend_from_slice(bytes);
        let mut text = String::with_capacity(all.len());
        for chunk in all.utf8_chunks() {
            text.push_str(chunk.valid());
            // Only the last chunk can be cut; `0xE2 0x82` waits for its third
            // byte, while `0xFF` never becomes a character.
            let invalid = chunk.invalid();
            if invalid.is_empty() {
                continue;
            }
            let last = all.ends_with(invalid) && text_end(&all, invalid);
            if last && is_cut(invalid) {
                self.cut = invalid.to_vec();
            } else {
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        text
    }

    fn end(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.cut)).into_owned()
    }
}

/// Whether `part`, a slice of `all`, is the end of it.
fn text_end(all: &[u8], part: &[u8]) -> bool {
    all.as_ptr_range().end == part.as_ptr_range().end
}

/// Whether the bytes could be the beginning of a character.
fn is_cut(bytes: &[u8]) -> bool {
    matches!(std::str::from_utf8(bytes), Err(error) if error.error_len().is_none())
}

/// Text for a command's input, written as fast as it reads.
#[derive(Debug)]
pub(crate) struct Feed<W> {
    /// Where it goes; `None` when all is written or nobody reads any more.
    pub(crate) target: Option<W>,
    text: Vec<u8>,
    written: usize,
}

impl<W: Write> Feed<W> {
    pub(crate) fn new(target: Option<W>, text: String) -> Self {
        let target = target.filter(|_| !text.is_empty());
        Self {
            target,
            text: text.into_bytes(),
            written: 0,
        }
    }

    /// Writes what is taken now.
    pub(crate) fn write(&mut self) {
        let Some(target) = &mut self.target else {
            return;
        };
        match target.write(self.text.get(self.written..).unwrap_or_default()) {
            Ok(count) => self.written += count,
            Err(error)
                if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) =>
            {
                return;
            }
            Err(_) => self.written = self.text.len(),
        }
        if self.written >= self.text.len() {
            self.target = None;
        }
    }
}

/// Makes reading and writing return at once.
pub(crate) fn set_nonblocking(fd: &impl std::os::fd::AsFd) -> io::Result<()> {
    let flags = rustix::fs::fcntl_getfl(fd)?;
    Ok(rustix::fs::fcntl_setfl(
        fd,
        flags | rustix::fs::OFlags::NONBLOCK,
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_survive_being_cut_anywhere() {
        let text = "a€b😀ü";
        for size in 1..=text.len() {
            let mut stream = Utf8Stream::default();
            let mut read = String::new();
            for piece in text.as_bytes().chunks(size) {
                read.push_str(&stream.push(piece));
            }
            read.push_str(&stream.end());
            assert_eq!(read, text, "pieces of {size}");
        }
    }

    #[test]
    fn bytes_that_are_no_characters_are_replaced() {
        let mut stream = Utf8Stream::default();
        assert_eq!(stream.push(b"a\xffb\xe2\x82"), "a\u{fffd}b");
        assert_eq!(stream.end(), "\u{fffd}");
    }
}
