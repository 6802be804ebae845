//! Products of columns, 16 by 16, over blocks of rows that are laid out for them.

use super::super::machine::{Machine, PAIRS, Pairs, Tile};
use super::super::rows::Rows;

/// How many columns lie together.
pub const STRIP: usize = 16;
/// So many rows' products of bytes fit into 31 bits.
const SPREAD: usize = 1 << 15;

/// Products of 16 columns with 16 others.
pub struct Products {
    /// The first of these and the first of the others.
    at: [usize; 2],
    few: Tile,
    all: [[i64; STRIP]; STRIP],
}

impl Products {
    fn spread(&mut self) {
        for (all, few) in self.all.as_flattened_mut().iter_mut().zip(self.few.as_flattened_mut()) {
            *all += i64::from(std::mem::take(few));
        }
    }

    /// Puts them where they belong, on both sides of the diagonal.
    pub fn place(&self, width: usize, products: &mut [i64]) {
        for (i, row) in (self.at[0]..width).zip(&self.all) {
            for (j, product) in (self.at[1]..width).zip(row) {
                products[i * width + j] = *product;
                products[j * width + i] = *product;
            }
        }
    }
}

/// The products of every strip from number `first` on, each `step`th, with itself and all that follow.
pub fn products(machine: Machine, rows: &impl Rows, first: usize, step: usize) -> Vec<Products> {
    let strips = rows.width().div_ceil(STRIP);
    let mut found: Vec<Products> = (first..strips)
        .step_by(step)
        .flat_map(|i| (i..strips).map(move |j| [i * STRIP, j * STRIP]))
        .map(|at| Products { at, few: [[0; STRIP]; STRIP], all: [[0; STRIP]; STRIP] })
        .collect();
    let mut pairs: Vec<Pairs> = vec![[[0; STRIP]; PAIRS]; strips];
    for from in (0..rows.count()).step_by(2 * PAIRS) {
        lay_out(rows, from, &mut pairs);
        for products in &mut found {
            let [these, others] = products.at.map(|at| &pairs[at / STRIP]);
            machine.multiply(these, others, &mut products.few);
        }
        if (from + 2 * PAIRS).is_multiple_of(SPREAD) {
            found.iter_mut().for_each(Products::spread);
        }
    }
    found.iter_mut().for_each(Products::spread);
    found
}

/// Lays out rows by twos: one pixel of the first in the low half, the same of the second in the high half.
fn lay_out(rows: &impl Rows, from: usize, strips: &mut [Pairs]) {
    let mut all = [&[] as &[u8]; 2 * PAIRS];
    let count = all.len().min(rows.count() - from);
    rows.point(from, &mut all[..count]);
    for (number, two) in all.chunks_exact(2).enumerate() {
        for (strip, at) in strips.iter_mut().zip((0..).step_by(STRIP)) {
            let pair = &mut strip[number];
            pair.fill(0);
            for (row, shift) in two.iter().zip([0, 16]) {
                let pixels = row.get(at..).unwrap_or_default();
                for (pair, pixel) in pair.iter_mut().zip(pixels) {
                    *pair |= i32::from(*pixel) << shift;
                }
            }
        }
    }
}
