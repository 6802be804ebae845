//! How the weights of a dataset meet, whatever they are and however they are trained: what decides how many of them
//! may move at once.

use std::ops::ControlFlow;

use super::conflicts::{colour_classes, conflicts, overlap};
use super::dataset::Dataset;
use super::spectrum::Spectrum;
use super::unit_columns::UnitColumns;

/// How the lit weights of a dataset meet: those of pixels lit in at least one example.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// How many are lit, and how much they have in common.
    pub spectrum: Spectrum,
    /// Omega of all lit weights: the most that meet in one example, at least 1.
    pub overlap: f64,
    /// Which of them meet; `None` where they are too many to be compared two by two.
    pub graph: Option<Graph>,
}

/// Which lit weights meet: they share a lit pixel in some example.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// The lit weights in groups of which no two meet, each in reading order.
    pub classes: Vec<Vec<usize>>,
    /// The pairs that meet, each with the smaller first, in reading order.
    pub pairs: Vec<(usize, usize)>,
}

impl Meeting {
    /// Of more lit weights than this it is not worked out which ones meet.
    pub const MOST_COMPARED: usize = 1024;

    /// How the weights of a dataset meet. The observer may break: then there is no answer.
    pub fn of(dataset: &Dataset, mut observer: impl FnMut(f32) -> ControlFlow<()>) -> Option<Self> {
        let columns = UnitColumns::of(dataset);
        let ControlFlow::Continue(spectrum) = Spectrum::of_columns(&columns, || observer(0.0))
        else {
            return None;
        };
        let lit = dataset.lit_cells();
        let weights: Vec<usize> = (0..lit.len()).filter(|weight| lit[*weight]).collect();
        let graph = (weights.len() <= Self::MOST_COMPARED).then(|| {
            let mut classes = colour_classes(dataset);
            for class in &mut classes {
                class.retain(|weight| lit[*weight]);
            }
            classes.retain(|class| !class.is_empty());
            Graph { classes, pairs: conflicts(dataset) }
        });
        Some(Self { spectrum, overlap: overlap(dataset, &weights), graph })
    }

    /// About how many pixels are looked at.
    #[must_use]
    pub fn cost(dataset: &Dataset) -> usize {
        /// Passes over the pixels.
        const PASSES: usize = 32;
        dataset.examples.len().saturating_mul(dataset.shape.cells()).saturating_mul(PASSES)
    }
}

impl Graph {
    /// The group of a weight, counted from 0; `None` where it is lit nowhere.
    #[must_use]
    pub fn class(&self, weight: usize) -> Option<usize> {
        self.classes.iter().position(|class| class.contains(&weight))
    }

    /// The weights that meet this one, in reading order.
    pub fn neighbours(&self, weight: usize) -> impl Iterator<Item = usize> + '_ {
        let other = move |(i, j): &(usize, usize)| match weight {
            w if w == *i => Some(*j),
            w if w == *j => Some(*i),
            _ => None,
        };
        self.pairs.iter().filter_map(other)
    }

    /// Whether every lit weight meets every other, and there are at least two.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.classes.len() > 1 && self.classes.iter().all(|class| class.len() == 1)
    }
}
