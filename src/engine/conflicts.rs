//! Which weights meet: they share a lit pixel in some example, so that both move its output.

use super::dataset::Dataset;
use super::pixels::Pixels;

/// Omega: the most of `weights` that meet on lit pixels of one example, at least 1.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most 1,048,576 weights")]
pub fn overlap(dataset: &Dataset, weights: &[usize]) -> f64 {
    let meeting = |pixels: &Pixels| weights.iter().filter(|i| pixels[**i] != 0.0).count();
    dataset.examples.iter().map(|e| meeting(&e.pixels)).max().unwrap_or(0).max(1) as f64
}

/// The examples in which each weight is lit: one set of bits per weight, in reading order.
fn lit_in(dataset: &Dataset) -> Vec<Examples> {
    let words = dataset.examples.len().div_ceil(64);
    let mut lit = vec![Examples(vec![0; words]); dataset.shape.cells()];
    for (e, example) in dataset.examples.iter().enumerate() {
        for (lit, &pixel) in lit.iter_mut().zip(&example.pixels) {
            lit.0[e / 64] |= u64::from(pixel != 0.0) << (e % 64);
        }
    }
    lit
}

/// A set of examples.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Examples(Vec<u64>);

impl Examples {
    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }
}

/// The weights in groups of which no two meet, by greedy colouring in reading order: each weight joins the first
/// group where it meets nobody. Weights that are lit nowhere are in the first.
#[must_use]
pub fn colour_classes(dataset: &Dataset) -> Vec<Vec<usize>> {
    // A weight meets a member of a group when it meets the examples in which any member is lit.
    let mut classes: Vec<(Examples, Vec<usize>)> = Vec::new();
    for (weight, lit) in lit_in(dataset).into_iter().enumerate() {
        match classes.iter_mut().find(|(taken, _)| !taken.meets(&lit)) {
            Some((taken, class)) => {
                taken.add(&lit);
                class.push(weight);
            }
            None => classes.push((lit, vec![weight])),
        }
    }
    classes.into_iter().map(|(_, class)| class).collect()
}

/// The pairs of weights that meet, each with the smaller first, in reading order.
#[must_use]
pub fn conflicts(dataset: &Dataset) -> Vec<(usize, usize)> {
    let mut lit: Vec<(usize, Examples)> = lit_in(dataset).into_iter().enumerate().collect();
    lit.retain(|(_, lit)| lit.meets(lit));
    let pairs = lit.iter().enumerate().flat_map(|(n, one)| {
        let meeting = lit[n + 1..].iter().filter(|other| one.1.meets(&other.1));
        meeting.map(|other| (one.0, other.0))
    });
    pairs.collect()
}
