//! Weights at one moment, shared by all that remember it.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

/// One weight per cell, in reading order. A copy is the same numbers again, until one of the two is changed: what a
/// round leaves behind is the beginning of the next, the state of the document, and an entry of its log.
#[derive(Debug, Clone, Default)]
pub struct Weights(Arc<Shared>);

#[derive(Debug, Clone, Default)]
struct Shared {
    cells: Vec<f64>,
    mark: OnceLock<f64>,
}

impl Weights {
    /// A sum by which most weights are told from others at one look: it moves by no more than the weights do, all of
    /// their moves added up.
    pub(super) fn mark(&self) -> f64 {
        // Multiples of the golden ratio: no few weights that move make up for each other.
        const GOLDEN: f64 = 0.618_033_988_749_895;
        let factors = std::iter::successors(Some(GOLDEN), |factor| Some((factor + GOLDEN) % 1.0));
        let sum = || self.iter().zip(factors).map(|(weight, factor)| weight * factor).sum();
        *self.0.mark.get_or_init(sum)
    }
}

impl From<Vec<f64>> for Weights {
    fn from(cells: Vec<f64>) -> Self {
        Self(Arc::new(Shared { cells, mark: OnceLock::new() }))
    }
}

impl FromIterator<f64> for Weights {
    fn from_iter<I: IntoIterator<Item = f64>>(weights: I) -> Self {
        weights.into_iter().collect::<Vec<_>>().into()
    }
}

impl Deref for Weights {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        &self.0.cells
    }
}

impl DerefMut for Weights {
    fn deref_mut(&mut self) -> &mut [f64] {
        let shared = Arc::make_mut(&mut self.0);
        shared.mark.take();
        &mut shared.cells
    }
}

impl<'a> IntoIterator for &'a Weights {
    type Item = &'a f64;
    type IntoIter = std::slice::Iter<'a, f64>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Compared by pointer first.
impl PartialEq for Weights {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl PartialEq<[f64]> for Weights {
    fn eq(&self, other: &[f64]) -> bool {
        **self == *other
    }
}

impl<const N: usize> PartialEq<[f64; N]> for Weights {
    fn eq(&self, other: &[f64; N]) -> bool {
        **self == *other
    }
}
