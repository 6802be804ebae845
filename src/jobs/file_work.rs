//! How far the reading or writing of a file has come, and a way to give it up.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Instant;

use super::Mailbox;

/// A reading or writing under way, as the window and its worker see it.
#[derive(Clone)]
pub struct FileWork {
    /// What is done: "Saving smiles.json".
    pub what: String,
    /// Since when.
    pub since: Instant,
    done: Arc<AtomicU32>,
    stopped: Arc<AtomicBool>,
    mailbox: Mailbox,
}

impl FileWork {
    pub(super) fn new(what: String, mailbox: Mailbox) -> Self {
        let (done, stopped) = (Arc::default(), Arc::default());
        Self { what, since: Instant::now(), done, stopped, mailbox }
    }

    /// How much is done, from 0 to 1; 0 as long as nobody knows.
    #[must_use]
    pub fn share(&self) -> f32 {
        f32::from_bits(self.done.load(Ordering::Relaxed))
    }

    /// Gives it up. What was there before stays.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it is given up.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Tells how much is done, and hears whether to go on.
    pub(super) fn tell(&self, share: f32) -> ControlFlow<()> {
        self.done.store(share.to_bits(), Ordering::Relaxed);
        self.mailbox.wake();
        if self.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl std::fmt::Debug for FileWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileWork").field("what", &self.what).finish_non_exhaustive()
    }
}
