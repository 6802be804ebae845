//! What is trained, from where, and how: a plain comparable value, cheap to clone.

use std::sync::Arc;

use super::dataset::{Dataset, Example, Shape};
use super::settings::Settings;
use super::weights::Weights;

/// Examples, weights and settings at one moment.
///
/// ```
/// use std::collections::BTreeMap;
/// use std::sync::Arc;
/// use jointly::engine::{Dataset, Example, Experiment, Round, Shape};
///
/// // Two pictures of two pixels in a row.
/// let picture = |pixels: [f64; 2], label| {
///     Arc::new(Example { name: String::new(), label, pixels: pixels.into_iter().collect() })
/// };
/// let experiment = Experiment::at_rest(Dataset {
///     shape: Shape { width: 2, height: 1 },
///     examples: vec![picture([1.0, 1.0], 1.0), picture([0.0, 1.0], -1.0)],
///     label_names: BTreeMap::new(),
/// });
/// // Raised alone, either weight makes the first match; lowered, the second one makes the second match: a tie, so it stays.
/// let round = Round::play(&experiment, 1);
/// assert_eq!(round.weights_after[..], [1.0, 0.0]);
/// assert_eq!(round.after.matched, 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// The examples, shared between all moments that have the same.
    pub dataset: Arc<Dataset>,
    /// One weight per cell of the dataset's shape, in reading order.
    pub weights: Weights,
    /// How the next round is tested, scored and applied.
    pub settings: Settings,
}

impl Experiment {
    /// An experiment with these examples, all weights 0 and the settings of the lesson.
    #[must_use]
    pub fn at_rest(dataset: Dataset) -> Self {
        let weights = vec![0.0; dataset.shape.cells()].into();
        Self { dataset: Arc::new(dataset), weights, settings: Settings::default() }
    }

    /// An experiment with one dark picture labelled 1, and all weights 0.
    #[must_use]
    pub fn blank(shape: Shape) -> Self {
        let example =
            Example { name: String::new(), label: 1.0, pixels: vec![0.0; shape.cells()].into() };
        let examples = vec![Arc::new(example)];
        Self::at_rest(Dataset {
            shape,
            examples,
            label_names: std::collections::BTreeMap::default(),
        })
    }
}
