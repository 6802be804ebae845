//! Pictures with labels: what the weights are trained on.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pixels::Pixels;

/// Width and height of a grid of pixels or weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

impl Shape {
    /// The longest side of a picture.
    pub const MAX_SIDE: usize = 1024;

    /// The number of cells, D in the specification.
    #[must_use]
    pub const fn cells(self) -> usize {
        self.width * self.height
    }

    /// Row and column, both from 0, of a cell in reading order.
    #[must_use]
    pub const fn place(self, cell: usize) -> (usize, usize) {
        (cell / self.width, cell % self.width)
    }

    /// The fewest equal cells that fill the shape, none longer than [`Self::MAX_SIDE`]: the shape itself, unless it is.
    #[must_use]
    pub fn largest_cells(self) -> Self {
        let side = |side: usize| {
            (1..=side.min(Self::MAX_SIDE))
                .rev()
                .find(|cell| side.is_multiple_of(*cell))
                .unwrap_or(1)
        };
        Self { width: side(self.width), height: side(self.height) }
    }

    /// The grid with `new` shape: what fits stays where it is, the rest is 0.
    ///
    /// `cells` has the length of `self`, the result that of `new`.
    #[must_use]
    pub fn resized(self, cells: &[f64], new: Self) -> Vec<f64> {
        let mut resized = vec![0.0; new.cells()];
        for row in 0..self.height.min(new.height) {
            for column in 0..self.width.min(new.width) {
                resized[row * new.width + column] = cells[row * self.width + column];
            }
        }
        resized
    }
}

/// One picture and the output wanted for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// What people call it; may be empty.
    pub name: String,
    /// The output that matches, y in the specification.
    pub label: f64,
    /// Pixels in reading order; as many as the dataset's shape has cells.
    pub pixels: Pixels,
}

/// Equally shaped examples, shared one by one so that editing a pixel copies one picture.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// The shape of every picture and of the weights.
    pub shape: Shape,
    /// The pictures, in the user's order.
    pub examples: Vec<Arc<Example>>,
    /// Words for labels, keyed by the label as [`number`](crate::engine::number) writes it.
    pub label_names: BTreeMap<String, String>,
}

impl Dataset {
    /// The most examples.
    pub const MAX_EXAMPLES: usize = 1_000_000;
    /// The most pixels of all examples together.
    pub const MAX_PIXELS: usize = 1 << 31;
    /// The longest name of an example or a label, in characters.
    pub const MAX_NAME: usize = 200;
    /// The largest magnitude of a pixel, label, weight, step or tolerance that is set by hand or read.
    pub const MAX_MAGNITUDE: f64 = 1e9;

    /// Whether every pixel and label is a whole number, so that every sum is exact below 2^53.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.examples.iter().all(|e| is_whole(e.label) && e.pixels.is_whole())
    }

    /// Whether every label is -1 or 1, as the log-loss needs it.
    #[must_use]
    pub fn is_two_sided(&self) -> bool {
        self.examples.iter().all(|e| e.label.abs() == 1.0)
    }

    /// Whether a cell is lit, that is not 0, in at least one picture.
    #[must_use]
    pub fn lights(&self, cell: usize) -> bool {
        self.examples.iter().any(|e| e.pixels[cell] != 0.0)
    }

    /// The cells that are lit, that is not 0, in at least one picture.
    #[must_use]
    pub fn lit_cells(&self) -> Vec<bool> {
        let mut lit = vec![false; self.shape.cells()];
        for example in &self.examples {
            for (lit, &pixel) in lit.iter_mut().zip(&example.pixels) {
                *lit |= pixel != 0.0;
            }
        }
        lit
    }

    /// What a picture is called on screen: its name, or `picture 3` where it has none.
    #[must_use]
    pub fn title(&self, example: usize) -> String {
        match self.examples.get(example) {
            Some(e) if !e.name.is_empty() => e.name.clone(),
            _ => format!("picture {}", example + 1),
        }
    }

    /// The word for a label, where the dataset gives one.
    #[must_use]
    pub fn label_name(&self, label: f64) -> Option<&str> {
        self.label_names.get(&super::number(label)).map(String::as_str)
    }
}

/// Pictures are compared by pointer first: undo and saving compare whole datasets often.
impl PartialEq for Dataset {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape
            && self.label_names == other.label_names
            && self.examples.len() == other.examples.len()
            && self.examples.iter().zip(&other.examples).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
    }
}

/// Whether `value` has no fraction.
#[must_use]
pub fn is_whole(value: f64) -> bool {
    value.fract() == 0.0
}
