//! The products of all columns with each other: X'X.

use super::rows::Rows;
use super::state::Effort;

/// For every two columns the sum over all rows of the products of their pixels.
#[derive(Debug)]
pub struct Gram {
    width: usize,
    products: Vec<i64>,
}

impl Gram {
    /// Makes all products.
    pub fn of(rows: &impl Rows, _effort: Effort) -> Self {
        let width = rows.width();
        let mut products = vec![0; width * width];
        for example in 0..rows.count() {
            let mut row = [&[] as &[u8]];
            rows.point(example, &mut row);
            for (pixel, products) in row[0].iter().zip(products.chunks_exact_mut(width)) {
                if *pixel != 0 {
                    for (product, other) in products.iter_mut().zip(row[0]) {
                        *product += i64::from(u32::from(*pixel) * u32::from(*other));
                    }
                }
            }
        }
        Self { width, products }
    }

    /// What moves change the pull of the errors by.
    pub fn pull(&self, moves: &[i32], pull: &mut [i64]) {
        for (by, products) in moves.iter().zip(self.products.chunks_exact(self.width)) {
            if *by != 0 {
                for (pull, product) in pull.iter_mut().zip(products) {
                    *pull += i64::from(*by) * product;
                }
            }
        }
    }
}
