//! What is trained, from where, and how: a plain comparable value, cheap to clone.

use std::sync::Arc;

use super::dataset::{Dataset, Example, Shape};
use super::settings::Settings;

/// Examples, weights and settings at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// The examples, shared between all moments that have the same.
    pub dataset: Arc<Dataset>,
    /// One weight per cell of the dataset's shape, in reading order.
    pub weights: Vec<f64>,
    /// How the next round is tested, scored and applied.
    pub settings: Settings,
}

impl Experiment {
    /// An experiment with one dark picture labelled 1, and all weights 0.
    #[must_use]
    pub fn blank(shape: Shape) -> Self {
        let example = Example { name: String::new(), label: 1.0, pixels: vec![0.0; shape.cells()] };
        Self {
            dataset: Arc::new(Dataset {
                shape,
                examples: vec![Arc::new(example)],
                label_names: std::collections::BTreeMap::default(),
            }),
            weights: vec![0.0; shape.cells()],
            settings: Settings::default(),
        }
    }
}
