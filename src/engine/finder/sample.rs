//! Datasets that are too large for trying all of them: some drawn at random, and what can be left out of one.

use super::pictures::Pictures;

/// The least and the most cells and pictures that are drawn: fewer are all tried before.
const CELLS: std::ops::RangeInclusive<usize> = 3..=16;
const EXAMPLES: std::ops::RangeInclusive<usize> = 3..=16;

/// The numbers of cells and pictures that are drawn beyond so many pixels, smallest first.
pub fn sizes(beyond: usize) -> Vec<(usize, usize)> {
    let all = CELLS.flat_map(|cells| EXAMPLES.map(move |examples| (cells, examples)));
    let mut sizes: Vec<_> = all.filter(|(cells, examples)| cells * examples > beyond).collect();
    sizes.sort_by_key(|(cells, examples)| (cells * examples, *examples));
    sizes
}

/// Pictures of which every pixel, and the number of either label, is drawn.
pub fn draw(random: &mut fastrand::Rng, cells: usize, examples: usize) -> Pictures {
    let positive = random.usize(examples.div_ceil(2)..=examples);
    let cells = (0..cells).map(|_| random.u32(0..1 << examples)).collect();
    Pictures { cells, examples, positive }
}

/// The same without cells and pictures that it can do without, one after the other.
pub fn shrunk(mut pictures: Pictures, mut is_wanted: impl FnMut(&Pictures) -> bool) -> Pictures {
    loop {
        let (cells, examples) = (pictures.cells.len(), pictures.examples);
        let without_cell = (0..cells).filter(|_| cells > 1).map(|c| pictures.without_cell(c));
        let without_example =
            (0..examples).filter(|_| examples > 1).map(|e| pictures.without_example(e));
        match without_example.chain(without_cell).find(&mut is_wanted) {
            Some(fewer) => pictures = fewer,
            None => return pictures,
        }
    }
}
