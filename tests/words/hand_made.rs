//! Datasets made by hand, in one row.

use std::collections::BTreeMap;
use std::sync::Arc;

use jointly::engine::{Dataset, Example, Experiment, Settings, Shape};

/// Pictures without names, each a label and its pixels.
pub fn dataset_of(pictures: &[(f64, &[f64])]) -> Dataset {
    let width = pictures.first().map_or(1, |(_, pixels)| pixels.len());
    let examples = pictures.iter().map(|(label, pixels)| {
        Arc::new(Example { name: String::new(), label: *label, pixels: pixels.to_vec().into() })
    });
    Dataset {
        shape: Shape { width, height: 1 },
        examples: examples.collect(),
        label_names: BTreeMap::new(),
    }
}

/// From weights of 0 under the settings as they come.
pub fn of_pictures(dataset: Dataset) -> Experiment {
    let weights = vec![0.0; dataset.shape.cells()];
    Experiment {
        dataset: Arc::new(dataset),
        weights: weights.into(),
        settings: Settings::default(),
    }
}
