//! A dataset as sets of bits.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::dataset::{Dataset, Example, Shape};
use crate::engine::experiment::Experiment;
use crate::engine::settings::{Policy, Settings};

/// Pictures of pixels 0 and 1: first those with label 1, then those with label -1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    /// For each cell, in reading order, the pictures in which it is lit: bit e for picture e.
    pub cells: Vec<u32>,
    /// How many pictures there are, at most 32.
    pub examples: usize,
    /// How many of them, the first ones, have the label 1.
    pub positive: usize,
}

impl Pictures {
    /// The label of a picture.
    pub const fn label(&self, example: usize) -> f64 {
        if example < self.positive { 1.0 } else { -1.0 }
    }

    /// The shape that so many cells are shown in: as nearly square as they divide, and rather high than wide.
    pub fn shape(cells: usize) -> Shape {
        let width = (1..=cells.isqrt()).rev().find(|width| cells.is_multiple_of(*width));
        let width = width.unwrap_or(1);
        Shape { width, height: cells / width }
    }

    /// The experiment from weights that are all 0.
    pub fn experiment(&self, settings: &Settings) -> Experiment {
        let pixel = |lit: &u32, example: usize| f64::from(lit >> example & 1);
        let examples = (0..self.examples).map(|e| {
            let pixels = self.cells.iter().map(|lit| pixel(lit, e)).collect();
            Arc::new(Example { name: String::new(), label: self.label(e), pixels })
        });
        let dataset = Dataset {
            shape: Self::shape(self.cells.len()),
            examples: examples.collect(),
            label_names: BTreeMap::new(),
        };
        Experiment {
            dataset: Arc::new(dataset),
            weights: vec![0.0; self.cells.len()].into(),
            settings: Settings { policy: Policy::AllAtOnce, ..*settings },
        }
    }

    /// Whether two pictures have the same pixels.
    pub fn has_twins(&self) -> bool {
        (1..self.examples).any(|example| {
            let alike = |lit: &u32| if lit >> example & 1 == 1 { *lit } else { !lit };
            let before = (1 << example) - 1;
            self.cells.iter().fold(before, |twins, lit| twins & alike(lit)) != 0
        })
    }

    /// The same pictures without one cell.
    pub fn without_cell(&self, cell: usize) -> Self {
        let mut fewer = self.clone();
        fewer.cells.remove(cell);
        fewer
    }

    /// The same cells without one picture.
    pub fn without_example(&self, example: usize) -> Self {
        let below = (1 << example) - 1;
        let without = |lit: &u32| lit & below | lit >> 1 & !below;
        Self {
            cells: self.cells.iter().map(without).collect(),
            examples: self.examples - 1,
            positive: self.positive - usize::from(example < self.positive),
        }
    }
}
