//! Bytes that are read as they come, so that they are never in memory as a whole.

use std::cell::Cell;
use std::io::{self, Read};

/// Hands bytes on, and counts them where they come from: unpacking is behind it.
pub struct Counted<'a, R> {
    pub stream: R,
    pub count: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}
