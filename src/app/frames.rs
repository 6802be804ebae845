//! How long frames take, written to a file for `benches/frames`: without the time in which other programs have the
//! processor, so that a busy machine gives the same figures.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Instant, SystemTime};

/// Writes one line a frame, at once, so that it is there however the program ends.
#[derive(Debug)]
pub(super) struct Frames {
    file: File,
    /// When a part began, and how long this thread had waited until then.
    begun: Option<(Instant, f64)>,
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
        self.begun = Some((Instant::now(), waited()));
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
        let elapsed = |(begun, before): (Instant, f64)| {
            begun.elapsed().as_secs_f64() * 1e3 - (waited() - before)
        };
        self.begun.take().map_or(0.0, elapsed)
    }
}

/// How many milliseconds this thread has waited for a processor that others had, where the system tells that.
fn waited() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().nth(1).and_then(|waited| waited.parse::<f64>().ok());
    nanoseconds.map_or(0.0, |nanoseconds| nanoseconds / 1e6)
}
