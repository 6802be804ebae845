//! What if: a round's changes in some order, some of them left out, played up to a point. Nothing of it is real.

use std::collections::BTreeSet;

use super::dataset::Dataset;
use super::evaluation::Evaluation;
use super::round::Round;
use super::score::Tally;
use super::weights::Weights;

/// Which of a round's changes are played, and in what order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// Every weight that the round moved, in the order in which they are played.
    pub order: Vec<usize>,
    /// The weights among them that stay where they were.
    pub left_out: BTreeSet<usize>,
    /// How many of `order` have had their turn.
    pub played: usize,
}

impl Arrangement {
    /// All changes of a round, in reading order: as it was.
    #[must_use]
    pub fn of(round: &Round) -> Self {
        let order: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
        Self { played: order.len(), order, left_out: BTreeSet::new() }
    }

    /// Whether every change is made, so that all is as the round left it, whatever the order.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.left_out.is_empty() && self.played == self.order.len()
    }

    /// Whether the change of this weight is made.
    #[must_use]
    pub fn makes(&self, weight: usize) -> bool {
        self.order[..self.played].contains(&weight) && !self.left_out.contains(&weight)
    }

    /// The weights whose changes are made, in reading order.
    #[must_use]
    pub fn made(&self) -> Vec<usize> {
        let played = self.order[..self.played].iter().copied();
        let mut made: Vec<usize> = played.filter(|w| !self.left_out.contains(w)).collect();
        made.sort_unstable();
        made
    }

    /// The same with `weights` left out, or taken back where all of them were left out.
    #[must_use]
    pub fn toggled(&self, weights: &[usize]) -> Self {
        let mut left_out = self.left_out.clone();
        let back = weights.iter().all(|weight| left_out.contains(weight));
        for &weight in weights {
            if back {
                left_out.remove(&weight);
            } else {
                left_out.insert(weight);
            }
        }
        Self { left_out, ..self.clone() }
    }

    /// All changes played, all but `weights` made.
    #[must_use]
    pub fn without(&self, weights: &[usize]) -> Self {
        let left_out = weights.iter().copied().collect();
        Self { left_out, ..self.played_to(self.order.len()) }
    }

    /// All changes played, only `weights` made.
    #[must_use]
    pub fn only(&self, weights: &[usize]) -> Self {
        let others = self.order.iter().copied().filter(|weight| !weights.contains(weight));
        self.without(&others.collect::<Vec<_>>())
    }

    /// The same with a weight at the place of another, which makes room on the side it came from.
    #[must_use]
    pub fn moved(&self, weight: usize, place_of: usize) -> Self {
        let at = |weight| self.order.iter().position(|other| *other == weight);
        let mut order = self.order.clone();
        if let (Some(from), Some(to)) = (at(weight), at(place_of)) {
            let weight = order.remove(from);
            order.insert(to, weight);
        }
        Self { order, ..self.clone() }
    }

    /// The same, played up to another point.
    #[must_use]
    pub fn played_to(&self, played: usize) -> Self {
        Self { played: played.min(self.order.len()), ..self.clone() }
    }
}

/// Weights and outputs as some of a round's changes would leave them.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Which changes, in what order.
    pub arrangement: Arrangement,
    /// All weights, in reading order.
    pub weights: Weights,
    /// Outputs and scores at these weights.
    pub evaluation: Evaluation,
}

impl WhatIf {
    /// Makes the changes of `arrangement` from the start of `round`. Matching is decided as in the round; an
    /// example that feels no change that is not made has the very output of the round.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round, arrangement: Arrangement) -> Self {
        let made = arrangement.made();
        let mut weights = round.weights_before.clone();
        for &weight in &made {
            weights[weight] = round.weights_after[weight];
        }
        let all = arrangement.order.iter().copied();
        let unmade: Vec<usize> =
            all.filter(|weight| weights[*weight] != round.weights_after[*weight]).collect();
        let changes: Vec<f64> = made.iter().map(|weight| round.change(*weight)).collect();
        let outputs: Vec<f64> = dataset
            .examples
            .iter()
            .zip(&round.examples)
            .map(|(example, record)| {
                if unmade.iter().all(|weight| example.pixels[*weight] == 0.0) {
                    return record.after;
                }
                let moves = made.iter().zip(&changes).map(|(w, c)| c * example.pixels[*w]);
                moves.fold(record.before, |output, moved| output + moved)
            })
            .collect();
        let labels = dataset.examples.iter().map(|example| example.label);
        let criterion = round.criterion;
        let tally = Tally::of(&criterion, outputs.iter().copied().zip(labels));
        let evaluation = Evaluation { outputs, tally, criterion, whole: criterion.is_whole() };
        Self { arrangement, weights, evaluation }
    }
}
