//! The lit columns of the pixels of all examples, each scaled to unit length.

use super::dataset::Dataset;

/// A: one column of unit length for every cell that is lit in at least one example, with one row an example.
///
/// Only lit pixels are kept, column by column.
#[derive(Debug)]
pub(super) struct UnitColumns {
    /// N, the number of examples.
    pub rows: usize,
    /// Where each column begins among `pixels`, and at last where they end.
    starts: Vec<usize>,
    /// The example of each pixel.
    examples: Vec<u32>,
    /// The pixels, scaled.
    pixels: Vec<f64>,
}

impl UnitColumns {
    /// The columns of a dataset, in reading order of their cells.
    pub fn of(dataset: &Dataset) -> Self {
        let lit_pixels = |e: usize| {
            let pixels = dataset.examples[e].pixels.iter().enumerate();
            pixels.filter(|(_, pixel)| **pixel != 0.0)
        };
        let rows = dataset.examples.len();
        let mut heights = vec![0; dataset.shape.cells()];
        for (cell, _) in (0..rows).flat_map(lit_pixels) {
            heights[cell] += 1;
        }
        // Where the next pixel of each cell goes.
        let mut next = Vec::with_capacity(heights.len());
        let mut starts = vec![0];
        let mut end = 0;
        for height in heights {
            next.push(end);
            end += height;
            if height > 0 {
                starts.push(end);
            }
        }
        let mut columns = Self { rows, starts, examples: vec![0; end], pixels: vec![0.0; end] };
        for (e, example) in (0..rows).zip(0..) {
            for (cell, &pixel) in lit_pixels(e) {
                columns.examples[next[cell]] = example;
                columns.pixels[next[cell]] = pixel;
                next[cell] += 1;
            }
        }
        for column in columns.starts.windows(2) {
            scale(&mut columns.pixels[column[0]..column[1]]);
        }
        columns
    }

    /// d, the number of columns.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The product of column `j` and a vector of one number a row.
    pub fn dot(&self, j: usize, rows: &[f64]) -> f64 {
        self.column(j).map(|(example, pixel)| pixel * rows[example]).sum()
    }

    /// Adds column `j`, `times` so large, to a vector of one number a row.
    pub fn add(&self, j: usize, times: f64, rows: &mut [f64]) {
        for (example, pixel) in self.column(j) {
            rows[example] += times * pixel;
        }
    }

    fn column(&self, j: usize) -> impl Iterator<Item = (usize, f64)> {
        let pixels = self.starts[j]..self.starts[j + 1];
        let examples = self.examples[pixels.clone()].iter().map(|example| *example as usize);
        examples.zip(self.pixels[pixels].iter().copied())
    }
}

/// Scales a vector that is not 0 to unit length; by its largest number first, as squares of tiny ones vanish.
pub(super) fn scale(vector: &mut [f64]) {
    let largest = vector.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    for x in &mut *vector {
        *x /= largest;
    }
    let length = vector.iter().map(|x| x * x).sum::<f64>().sqrt();
    for x in vector {
        *x /= length;
    }
}
