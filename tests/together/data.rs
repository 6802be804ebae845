//! Datasets of one row of pixels.

use std::collections::BTreeMap;
use std::sync::Arc;

use jointly::engine::{Dataset, Example, Shape};

/// Examples of `width` pixels, each with its label.
pub fn dataset(width: usize, examples: impl IntoIterator<Item = (f64, Vec<f64>)>) -> Dataset {
    let examples = examples.into_iter().map(|(label, pixels)| {
        Arc::new(Example { name: String::new(), label, pixels: pixels.into() })
    });
    Dataset {
        shape: Shape { width, height: 1 },
        examples: examples.collect(),
        label_names: BTreeMap::new(),
    }
}

/// So many examples of so many pixels, each pixel and label 1 or -1 by chance.
pub fn signs(examples: usize, width: usize, seed: u64) -> Dataset {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut sign = || if random.bool() { 1.0 } else { -1.0 };
    dataset(width, (0..examples).map(|_| (sign(), (0..width).map(|_| sign()).collect())))
}
