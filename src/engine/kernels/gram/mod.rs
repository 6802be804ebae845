//! The products of all columns with each other, X'X. With them the squared error's tests follow the weights, and rows
//! need not be asked: moves d change the pull X'e of the errors by X'X d.

mod blocks;

use std::thread;

use super::machine::{Instructions, Machine};
use super::rows::Rows;
use super::state::Effort;

/// For every two columns the sum over all rows of the products of their pixels.
#[derive(Debug)]
pub struct Gram {
    width: usize,
    products: Products,
}

#[derive(Debug)]
enum Products {
    /// All fit into 31 bits, and so many added up.
    Short(Vec<i32>, usize),
    Long(Vec<i64>),
}

impl Gram {
    /// Makes all products. Threads divide the columns.
    pub fn of(rows: &impl Rows, effort: Effort) -> Self {
        let width = rows.width();
        let machine = Machine::new(effort.instructions, width);
        let mut products = vec![0; width * width];
        let threads = effort.threads.clamp(1, width.div_ceil(blocks::STRIP));
        thread::scope(|scope| {
            let of = |first| move || blocks::products(machine, rows, first, threads);
            let others: Vec<_> = (1..threads).map(|first| scope.spawn(of(first))).collect();
            let mut found = of(0)();
            for other in others {
                match other.join() {
                    Ok(other) => found.extend(other),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            for tile in found {
                tile.place(width, &mut products);
            }
        });
        let largest = products.iter().copied().max().unwrap_or(0);
        let short = products.iter().map(|product| i32::try_from(*product)).collect();
        let products = match short {
            Ok(short) => Products::Short(short, if largest < 1 << 29 { 4 } else { 1 }),
            Err(_) => Products::Long(products),
        };
        Self { width, products }
    }

    /// How many columns there are.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// What moves change the pull of the errors by.
    pub(super) fn pull(&self, instructions: Instructions, moves: &[i32], pull: &mut [i64]) {
        let machine = Machine::new(instructions, self.width);
        let mut sizes: Vec<i32> = moves.iter().copied().filter(|by| *by != 0).collect();
        sizes.sort_unstable();
        sizes.dedup();
        // The rows of all weights that move by one size are added up before they are multiplied by it.
        match &self.products {
            Products::Short(products, together) if sizes.len() <= 2 => {
                let mut sums = vec![0; self.width];
                for size in sizes {
                    sums.fill(0);
                    let rows = products.chunks_exact(self.width).zip(moves);
                    let rows: Vec<&[i32]> =
                        rows.filter(|(_, by)| **by == size).map(|(row, _)| row).collect();
                    machine.add_rows(&rows, *together, &mut sums);
                    for (pull, sum) in pull.iter_mut().zip(&sums) {
                        *pull += i64::from(size) * sum;
                    }
                }
            }
            Products::Short(products, _) => times(moves, products, pull),
            Products::Long(products) => times(moves, products, pull),
        }
    }
}

fn times<T: Copy + Into<i64>>(moves: &[i32], products: &[T], pull: &mut [i64]) {
    for (by, products) in moves.iter().zip(products.chunks_exact(pull.len())) {
        if *by != 0 {
            for (pull, product) in pull.iter_mut().zip(products) {
                *pull += i64::from(*by) * (*product).into();
            }
        }
    }
}
