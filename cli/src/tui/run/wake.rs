//! Waiting for keys and for news of other threads at once, without ever
//! looking at either in vain.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::news::News;

/// Sends news to the loop, and wakes it.
#[derive(Debug)]
pub(super) struct Sender {
    news: mpsc::Sender<News>,
    bell: UnixStream,
}

impl Sender {
    /// Sends. Once the loop is gone, nobody wants to know any more.
    pub(super) fn send(&self, news: News) {
        if self.news.send(news).is_ok() {
            // A full pipe wakes, too.
            let _ = (&self.bell).write(&[1]);
        }
    }

    /// Another one, for another thread.
    pub(super) fn another(&self) -> io::Result<Self> {
        Ok(Self {
            news: self.news.clone(),
            bell: self.bell.try_clone()?,
        })
    }
}

/// What the loop waits for.
#[derive(Debug)]
pub(super) struct Wake {
    news: Receiver<News>,
    bell: UnixStream,
}

/// What ended the waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// There may be keys or news.
    Something,
    /// The time was up.
    Elapsed,
}

/// Whether the terminal is gone. Whoever reads keys from it then never ends.
pub(super) fn is_hung_up() -> bool {
    let stdin = io::stdin();
    let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    poll(&mut asked, Some(&Timespec::default())).is_ok_and(|_| {
        let [stdin] = &asked;
        stdin.revents().intersects(gone)
    })
}

impl Wake {
    /// A pair of what sends and what waits.
    pub(super) fn new() -> io::Result<(Sender, Self)> {
        let (sender, news) = mpsc::channel();
        let (ring, bell) = UnixStream::pair()?;
        ring.set_nonblocking(true)?;
        bell.set_nonblocking(true)?;
        let sender = Sender {
            news: sender,
            bell: ring,
        };
        Ok((sender, Self { news, bell }))
    }

    /// Waits for keys or news, at most `time`; for ever without one.
    pub(super) fn wait(&self, time: Option<Duration>) -> Woken {
        let time = time.and_then(|time| Timespec::try_from(time).ok());
        let stdin = io::stdin();
        let mut waited_for = [
            PollFd::new(&stdin, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        match poll(&mut waited_for, time.as_ref()) {
            Ok(0) => Woken::Elapsed,
            // An interruption by a signal is worth a look, too.
            _ => Woken::Something,
        }
    }

    /// The next news, if there is any.
    pub(super) fn next(&self) -> Option<News> {
        let news = self.news.try_recv().ok();
        if news.is_none() {
            let mut bytes = [0; 64];
            while matches!((&self.bell).read(&mut bytes), Ok(read) if read > 0) {}
            // What came between the two looks rang a bell that is silent now.
            return self.news.try_recv().ok();
        }
        news
    }
}
