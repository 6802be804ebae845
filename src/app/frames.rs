//! How long frames take, written to a file for `benches/frames`.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Instant, SystemTime};

/// Writes one line a frame, at once, so that it is there however the program ends.
#[derive(Debug)]
pub(super) struct Frames {
    file: File,
    begun: Option<Instant>,
    /// Milliseconds of what came before drawing: what workers reported, and what was asked for.
    logic: f64,
}

impl Frames {
    /// The record that the environment asks for.
    pub(super) fn asked() -> Option<io::Result<Self>> {
        std::env::var_os("JOINTLY_FRAMES").map(|path| Self::to(Path::new(&path)))
    }

    fn to(path: &Path) -> io::Result<Self> {
        let mut file = File::create(path)?;
        writeln!(file, "at,logic,layout,frame before")?;
        Ok(Self { file, begun: None, logic: 0.0 })
    }

    /// A part of a frame begins.
    pub(super) fn begin(&mut self) {
        self.begun = Some(Instant::now());
    }

    /// The part before drawing is done.
    pub(super) fn end_logic(&mut self) {
        self.logic = self.elapsed();
    }

    /// Drawing is done. `before` is how many seconds the frame before this took, with all that made pixels of it.
    pub(super) fn end(&mut self, before: Option<f32>) {
        let at = SystemTime::UNIX_EPOCH.elapsed().map_or(0.0, |time| time.as_secs_f64() * 1e3);
        let (logic, layout) = (self.logic, self.elapsed());
        let before = before.unwrap_or(0.0) * 1e3;
        // A record that cannot be written is no reason to end the program: the script sees that it is short.
        drop(writeln!(self.file, "{at:.1},{logic:.3},{layout:.3},{before:.3}"));
    }

    fn elapsed(&mut self) -> f64 {
        self.begun.take().map_or(0.0, |begun| begun.elapsed().as_secs_f64() * 1e3)
    }
}
