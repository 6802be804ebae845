//! The lit pixels of a dataset, equal columns taken together: all that settings in {-1, 0, 1} can differ in.

use std::collections::HashMap;

use crate::engine::dataset::Dataset;

/// Cells whose pixels are the same in every example, or the same but for the sign: only the sum of their weights,
/// from -c to c for c cells, is felt.
pub struct Column {
    /// The pixel of each example.
    pub pixels: Vec<f64>,
    /// The cells, in reading order, each with 1, or -1 where its pixels have the other sign.
    pub cells: Vec<(usize, f64)>,
    /// In how many ways the weights add up to -c, ... c.
    pub ways: Vec<u128>,
}

impl Column {
    /// The columns of these cells, in the order of their first cells.
    #[must_use]
    pub fn of(dataset: &Dataset, cells: &[usize]) -> Vec<Self> {
        let mut columns: Vec<Self> = Vec::new();
        let mut places = HashMap::new();
        for cell in cells {
            let pixels = dataset.examples.iter().map(|e| e.pixels[*cell]);
            let sign = pixels.clone().find(|pixel| *pixel != 0.0).map_or(1.0, f64::signum);
            // 0 is added because -0 is 0.
            let pixels: Vec<f64> = pixels.map(|pixel| sign * pixel + 0.0).collect();
            let bits: Vec<u64> = pixels.iter().map(|pixel| pixel.to_bits()).collect();
            let place = *places.entry(bits).or_insert(columns.len());
            if place == columns.len() {
                columns.push(Self { pixels, cells: Vec::new(), ways: vec![1] });
            }
            columns[place].add(*cell, sign);
        }
        columns
    }

    fn add(&mut self, cell: usize, sign: f64) {
        self.cells.push((cell, sign));
        let sums = self.ways.len() + 2;
        let mut ways = vec![0; sums];
        for (i, way) in self.ways.iter().enumerate() {
            ways[i..i + 3].iter_mut().for_each(|sum| *sum += way);
        }
        self.ways = ways;
    }

    /// The sums that the weights of the column can have, with the ways to each.
    pub fn sums(&self) -> impl Iterator<Item = (i32, u128)> + '_ {
        let most = i32::try_from(self.cells.len()).unwrap_or(i32::MAX);
        (-most..=most).zip(self.ways.iter().copied())
    }

    /// Sets as few weights as it takes to `sum`, the first ones.
    pub fn set(&self, sum: i32, weights: &mut [f64]) {
        for (cell, sign) in &self.cells[..sum.unsigned_abs() as usize] {
            weights[*cell] = sign * f64::from(sum.signum());
        }
    }
}

/// How many settings of some columns differ.
#[must_use]
pub fn states(columns: &[Column]) -> u128 {
    columns.iter().fold(1, |all, column| all.saturating_mul(column.ways.len() as u128))
}

/// Something of every setting of some columns, the sum of the first column changing fastest.
///
/// `step` takes it from the columns before to one column more, given that column's sum and the ways to it.
#[must_use]
pub fn every<T: Copy>(
    start: T,
    columns: &[Column],
    step: impl Fn(T, &Column, i32, u128) -> T,
) -> Vec<T> {
    let mut all = vec![start];
    for column in columns {
        let mut longer = Vec::with_capacity(all.len() * column.ways.len());
        for (sum, ways) in column.sums() {
            longer.extend(all.iter().map(|before| step(*before, column, sum, ways)));
        }
        all = longer;
    }
    all
}

/// The sums of the columns at place `state` of [`every`].
#[must_use]
pub fn sums_at(columns: &[Column], mut state: u128) -> Vec<i32> {
    let sum = |column: &Column| {
        let sums = column.ways.len() as u128;
        let place = state % sums;
        state /= sums;
        column.sums().zip(0..).find(|(_, i)| *i == place).map_or(0, |((sum, _), _)| sum)
    };
    columns.iter().map(sum).collect()
}
