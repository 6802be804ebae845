//! How far the reading or writing of a file has come, and a way to give it up.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Instant;

/// Asks for a frame, from any thread.
pub(super) type Wake = Arc<dyn Fn() + Send + Sync>;

/// A reading or writing under way, as the window and its worker see it.
#[derive(Clone)]
pub struct FileWork {
    /// What is done: "Saving smiles.json".
    pub what: String,
    /// Since when.
    pub since: Instant,
    done: Arc<AtomicU32>,
    stopped: Arc<AtomicBool>,
    wake: Wake,
}

impl FileWork {
    pub(super) fn new(what: String, wake: Wake) -> Self {
        let (done, stopped) = (Arc::default(), Arc::default());
        Self { what, since: Instant::now(), done, stopped, wake }
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
        /// What is told between them is not seen.
        const SEEN: f32 = 200.0;
        let before = f32::from_bits(self.done.swap(share.to_bits(), Ordering::Relaxed));
        if (before * SEEN).floor() != (share * SEEN).floor() {
            (self.wake)();
        }
        if self.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl std::fmt::Debug for FileWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileWork").field("what", &self.what).finish_non_exhaustive()
    }
}
