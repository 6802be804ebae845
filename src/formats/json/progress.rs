//! How far a reader has come, for whoever waits.

use std::ops::ControlFlow;

use super::reader::Reader;
use crate::formats::{Unread, tell};

/// How many bytes are read between two words to the observer: a millisecond or so.
const TELLING: usize = 1 << 16;

impl Reader<'_> {
    /// Tells an observer how much is read, where that is much more than when it was told last.
    pub fn tell(&mut self, observer: &mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<(), Unread> {
        if self.at < self.told + TELLING {
            return Ok(());
        }
        self.told = self.at;
        tell(observer, self.at as u64, self.text.len() as u64)
    }

    /// Tells an observer how much is read of what began there and goes on to the end.
    pub fn tell_since(
        &self,
        begun: usize,
        observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<(), Unread> {
        tell(observer, (self.at - begun) as u64, (self.text.len() - begun) as u64)
    }

    /// How much is read of what began there and goes on to the end, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
    pub fn share_since(&self, begun: usize) -> f32 {
        (self.at - begun) as f32 / (self.text.len() - begun).max(1) as f32
    }

    /// Whether there seem to be rounds, which are written last. It is only for telling how far reading is.
    pub fn ends_in_rounds(&self) -> bool {
        const END: usize = 1 << 24;
        let from = self.text.floor_char_boundary(self.text.len().saturating_sub(END));
        self.text[from..].rfind("\"rounds\"").is_some()
    }
}
