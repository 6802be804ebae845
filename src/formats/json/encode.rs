//! From a [`Run`] to text that people and version control can read: one row of a picture a line.

use std::io::{self, Write};
use std::ops::ControlFlow;

use serde_json::json;

use super::compact::{COMPACT_FROM, Palette};
use super::forks::runs;
use super::settings::written;
use super::{FORMAT, VERSION};
use crate::engine::{Example, Named, Played, Run, Shape, number};

/// How many numbers are written between two words to the observer: a millisecond or so.
const TELLING: usize = 1 << 14;

/// Why a run was not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// The observer broke.
    #[error("writing was cancelled")]
    Cancelled,
    /// What takes the bytes failed.
    #[error(transparent)]
    Failed(#[from] io::Error),
}

/// Writes a run. The bytes depend on the run alone, and [`read`](super::read) gives an equal run back.
#[must_use]
pub fn write(run: &Run) -> Vec<u8> {
    let mut bytes = Vec::new();
    let Ok(()) = write_to(&mut bytes, run, |_| ControlFlow::Continue(())) else {
        unreachable!("memory takes all bytes, and nobody breaks");
    };
    bytes
}

/// Writes one example as it stands in a file.
#[must_use]
pub fn write_example(example: &Example, shape: Shape) -> String {
    let mut bytes = Vec::new();
    let (cells, observer) = (shape.cells(), |_| ControlFlow::Continue(()));
    let mut encoder =
        Encoder { out: &mut bytes, observer, shape, palette: None, cells, done: 0, told: 0 };
    let Ok(()) = encoder.example(example) else {
        unreachable!("memory takes all bytes, and nobody breaks");
    };
    String::from_utf8(bytes).unwrap_or_default()
}

/// Writes the bytes of [`write()`] piece by piece: of all the text, a few numbers are in memory. The observer is told how
/// much is done, from 0 to 1, every few thousand numbers.
///
/// # Errors
/// When a piece cannot be written, or the observer breaks. What has been written until then is no whole file.
pub fn write_to(
    out: &mut impl Write,
    run: &Run,
    observer: impl FnMut(f32) -> ControlFlow<()>,
) -> Result<(), Unwritten> {
    write_compact_from(COMPACT_FROM, out, run, observer)
}

/// Writes in the same way, compactly where all pictures together have at least so many pixels, and at most 256 values.
///
/// # Errors
/// As [`write_to`].
pub fn write_compact_from(
    pixels: usize,
    out: &mut impl Write,
    run: &Run,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> Result<(), Unwritten> {
    let examples = run.dataset.examples.len();
    let is_large = run.dataset.shape.cells().saturating_mul(examples) >= pixels.max(1);
    let palette = if is_large { Palette::of(&run.dataset, &mut || observer(0.0))? } else { None };
    let grids = 1 + examples + run.rounds.len() + usize::from(run.forks.is_some());
    let shape = run.dataset.shape;
    let cells = grids * shape.cells();
    Encoder { out, observer, shape, palette: palette.as_ref(), cells, done: 0, told: 0 }.run(run)
}

struct Encoder<'a, W, O> {
    out: &'a mut W,
    observer: O,
    shape: Shape,
    /// The values of the pixels, where these are written as their places.
    palette: Option<&'a Palette>,
    /// How many numbers there are in all grids, how many are written, and after how many the observer was told.
    cells: usize,
    done: usize,
    told: usize,
}

impl<W: Write, O: FnMut(f32) -> ControlFlow<()>> Encoder<'_, W, O> {
    fn run(&mut self, run: &Run) -> Result<(), Unwritten> {
        let Shape { width, height } = self.shape;
        write!(self.out, "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION}")?;
        write!(self.out, ",\n  \"width\": {width},\n  \"height\": {height}")?;
        let names = &run.dataset.label_names;
        if !names.is_empty() {
            let names = names.iter().map(|(l, name)| format!("{}: {}", text(l), text(name)));
            write!(self.out, ",\n  \"label_names\": {{{}}}", joined(names))?;
        }
        if let Some(palette) = self.palette {
            let values = palette.values.iter().map(|value| number(*value));
            write!(self.out, ",\n  \"pixel_values\": [{}]", joined(values))?;
        }
        self.out.write_all(b",\n  \"examples\": ")?;
        self.lines("  ", &run.dataset.examples, |to, example| to.example(example))?;
        write!(self.out, ",\n  \"training\": {{{}", written(&run.settings))?;
        self.weights(&run.start)?;
        self.out.write_all(b"}")?;
        if !run.rounds.is_empty() {
            self.out.write_all(b",\n  \"rounds\": ")?;
            self.lines("  ", &run.rounds, |to, round| to.round(round))?;
        }
        if let Some(forks) = &run.forks {
            let (after, rounds) = (forks.after, forks.rounds);
            write!(self.out, ",\n  \"forks\": {{\"after\": {after}, \"rounds\": {rounds}")?;
            self.weights(&forks.weights)?;
            self.out.write_all(b",\n    \"runs\": ")?;
            self.lines("    ", runs(forks), |to, way| Ok(to.out.write_all(way.as_bytes())?))?;
            self.out.write_all(b"}")?;
        }
        if !run.hidden.is_empty() {
            let names = run.hidden.tools().map(|tool| format!("\"{}\"", tool.name()));
            write!(self.out, ",\n  \"hidden\": [{}]", joined(names))?;
        }
        Ok(self.out.write_all(b"\n}\n")?)
    }

    fn example(&mut self, example: &Example) -> Result<(), Unwritten> {
        self.out.write_all(b"{")?;
        if !example.name.is_empty() {
            write!(self.out, "\"name\": {}, ", text(&example.name))?;
        }
        write!(self.out, "\"label\": {}, \"pixels\": ", number(example.label))?;
        match self.palette {
            Some(palette) => self.digits(palette, &example.pixels.to_vec())?,
            None => self.rows(&example.pixels.to_vec())?,
        }
        Ok(self.out.write_all(b"}")?)
    }

    fn round(&mut self, round: &Played) -> Result<(), Unwritten> {
        write!(self.out, "{{\"settings\": {{{}}}, ", written(&round.settings))?;
        if let Some(chosen) = &round.chosen {
            let places = chosen.iter().map(|weight| {
                let (row, column) = self.shape.place(*weight);
                format!("[{row},{column}]")
            });
            write!(self.out, "\"chosen\": [{}], ", joined(places))?;
        }
        write!(self.out, "\"matched\": {}, \"weights_after\": ", round.after.matched)?;
        self.rows(&round.weights_after)?;
        Ok(self.out.write_all(b"}")?)
    }

    fn weights(&mut self, weights: &[f64]) -> Result<(), Unwritten> {
        self.out.write_all(b",\n    \"weights\": ")?;
        self.rows(weights)
    }

    /// A grid, one row a line.
    fn rows(&mut self, cells: &[f64]) -> Result<(), Unwritten> {
        self.lines("    ", cells.chunks(self.shape.width), |to, row| {
            let mut before = "[";
            for cell in row {
                to.out.write_all(before.as_bytes())?;
                to.out.write_all(number(*cell).as_bytes())?;
                before = ",";
            }
            to.out.write_all(b"]")?;
            to.tell(row.len())
        })
    }

    /// A picture as places in the list of values, one row a line.
    fn digits(&mut self, palette: &Palette, pixels: &[f64]) -> Result<(), Unwritten> {
        let mut text = Vec::new();
        self.lines("    ", pixels.chunks(self.shape.width), |to, row| {
            palette.digits(row, &mut text);
            for piece in [b"\"", text.as_slice(), b"\""] {
                to.out.write_all(piece)?;
            }
            to.tell(row.len())
        })
    }

    /// An array with one element a line; the lines are indented by two more than `indent`.
    fn lines<T>(
        &mut self,
        indent: &str,
        elements: impl IntoIterator<Item = T>,
        mut element: impl FnMut(&mut Self, T) -> Result<(), Unwritten>,
    ) -> Result<(), Unwritten> {
        let mut before = "[";
        for each in elements {
            write!(self.out, "{before}\n{indent}  ")?;
            element(self, each)?;
            before = ",";
        }
        match before {
            "[" => self.out.write_all(b"[]")?,
            _ => write!(self.out, "\n{indent}]")?,
        }
        Ok(())
    }

    /// Counts the numbers just written, and tells the observer now and then.
    fn tell(&mut self, written: usize) -> Result<(), Unwritten> {
        self.done += written;
        if self.done - self.told < TELLING {
            return Ok(());
        }
        self.told = self.done;
        #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
        let share = self.done as f32 / self.cells as f32;
        match (self.observer)(share) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Unwritten::Cancelled),
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn text(text: &str) -> String {
    json!(text).to_string()
}
