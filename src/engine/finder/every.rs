//! Every dataset of a size, but for those that are like another one.

use std::ops::ControlFlow;

use super::pictures::Pictures;

/// Hands over every dataset of so many cells and pictures, none of them twice, that no smaller dataset and no other one
/// stands for.
///
/// - A picture that is dark everywhere has the output 0 for ever: it adds the same to every score that a test
///   compares, and never starts or stops to match. A cell that is dark everywhere has no direction, ever. Without them
///   the same things happen in a smaller dataset, so they are left out.
/// - The order of the pictures is felt by nobody. So those with label 1 come first, and among equal labels the pictures
///   stand in descending order, read as binary numbers of which the first cell is the highest digit.
/// - With all labels turned round, all weights are: both match alike. So there are no fewer labels 1 than -1.
/// - The order of the cells is felt only where the weights are tested in turn. Where it is not, with `any_order`, they
///   stand in descending order too, their highest digit being the first picture. Both orders can be had at once: of all
///   ways to exchange pictures and cells take the one that reads highest, row by row; every exchange of neighbours
///   that stand in ascending order would make it higher.
pub fn every<B>(
    cells: usize,
    examples: usize,
    any_order: bool,
    visit: &mut dyn FnMut(&Pictures) -> ControlFlow<B>,
) -> ControlFlow<B> {
    for positive in examples.div_ceil(2)..=examples {
        let pictures = Pictures { cells: vec![0; cells], examples, positive };
        let tied = (0..examples - 1).filter(|e| e + 1 != positive).fold(0, |set, e| set | 1 << e);
        Every { pictures, any_order, visit }.cell(0, Rows { lit: 0, tied })?;
    }
    ControlFlow::Continue(())
}

/// What the cells so far say of the pictures.
#[derive(Clone, Copy)]
struct Rows {
    /// The pictures that are lit somewhere.
    lit: u32,
    /// The pictures that have the same label and pixels as the next one.
    tied: u32,
}

struct Every<'a, B> {
    pictures: Pictures,
    any_order: bool,
    visit: &'a mut dyn FnMut(&Pictures) -> ControlFlow<B>,
}

impl<B> Every<'_, B> {
    /// All ways to go on from this cell.
    fn cell(&mut self, cell: usize, rows: Rows) -> ControlFlow<B> {
        if cell == self.pictures.cells.len() {
            return if self.pictures.has_twins() {
                ControlFlow::Continue(())
            } else {
                (self.visit)(&self.pictures)
            };
        }
        let tied = self.any_order && cell > 0;
        self.pixel(cell, 0, tied, rows)
    }

    /// All ways to go on from this picture's pixel; `tied` where the cell has been like the one before it.
    fn pixel(&mut self, cell: usize, example: usize, tied: bool, rows: Rows) -> ControlFlow<B> {
        let Pictures { cells, examples, .. } = &mut self.pictures;
        let is_lit = |set: u32, example: usize| set >> example & 1 == 1;
        if example == *examples {
            let lit = cells[cell];
            if lit == 0 {
                return ControlFlow::Continue(());
            }
            let rows = Rows { lit: rows.lit | lit, tied: rows.tied & !(lit ^ lit >> 1) };
            return self.cell(cell + 1, rows);
        }
        let above = example > 0 && is_lit(rows.tied, example - 1);
        let dark_above = above && !is_lit(cells[cell], example - 1);
        let dark_before = tied && !is_lit(cells[cell - 1], example);
        let dark_so_far = cell + 1 == cells.len() && !is_lit(rows.lit, example);
        if !dark_above && !dark_before {
            cells[cell] |= 1 << example;
            self.pixel(cell, example + 1, tied, rows)?;
            self.pictures.cells[cell] &= !(1 << example);
        }
        if !dark_so_far {
            self.pixel(cell, example + 1, dark_before, rows)?;
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::ops::ControlFlow;

    use super::super::sample::draw;
    use super::{Pictures, every};

    /// All orders of so many things.
    fn orders(count: usize) -> Vec<Vec<usize>> {
        if count == 0 {
            return vec![Vec::new()];
        }
        let shorter = orders(count - 1);
        let with = |order: &Vec<usize>, place: usize| {
            let mut order = order.clone();
            order.insert(place, count - 1);
            order
        };
        (0..count).flat_map(|place| shorter.iter().map(move |order| with(order, place))).collect()
    }

    /// The pictures in an order of the cells: those labelled 1 and those labelled -1, each in ascending order.
    fn read(pictures: &Pictures, order: &[usize]) -> (Vec<u32>, Vec<u32>) {
        let picture = |e: usize| order.iter().fold(0, |p, c| 2 * p + (pictures.cells[*c] >> e & 1));
        let sorted = |examples: std::ops::Range<usize>| {
            let mut pictures: Vec<u32> = examples.map(picture).collect();
            pictures.sort_unstable();
            pictures
        };
        (sorted(0..pictures.positive), sorted(pictures.positive..pictures.examples))
    }

    #[test]
    fn every_dataset_is_there_once_or_in_another_order() {
        for (cells, examples) in [(1, 1), (5, 2), (2, 3), (3, 4), (4, 4), (3, 5), (5, 3)] {
            let as_they_are: Vec<usize> = (0..cells).collect();
            for any_order in [false, true] {
                let mut all = HashSet::new();
                let _: ControlFlow<()> = every(cells, examples, any_order, &mut |pictures| {
                    assert!(all.insert(read(pictures, &as_they_are)), "twice: {pictures:?}");
                    ControlFlow::Continue(())
                });
                let orders = if any_order { orders(cells) } else { vec![as_they_are.clone()] };
                for seed in 0..300 {
                    let pictures = draw(&mut fastrand::Rng::with_seed(seed), cells, examples);
                    let lit = pictures.cells.iter().fold(0, |lit, cell| lit | cell);
                    let dark = lit + 1 != 1 << examples || pictures.cells.contains(&0);
                    let there = orders.iter().any(|order| all.contains(&read(&pictures, order)));
                    assert_eq!(there, !dark && !pictures.has_twins(), "{pictures:?}");
                }
            }
        }
    }
}
