//! What is kept of a round: enough to show it in a log, and to work out the rest again.

use std::sync::Arc;

use super::dataset::Dataset;
use super::experiment::Experiment;
use super::explain::Explanation;
use super::round::{ExampleRecord, Round};
use super::score::{Criterion, Tally};
use super::settings::Settings;
use super::weights::Weights;

/// A round that was played, without its tests and its examples: those are a [`Round`], which can be
/// [worked out again](Self::round). So that a round takes 8 bytes a weight, which the next one shares, and some hundred more, however
/// many examples there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Played {
    /// Counted from 1 within a run.
    pub number: usize,
    /// The settings in force.
    pub settings: Settings,
    /// The weights at its start, in reading order.
    pub weights_before: Weights,
    /// The weights at its end.
    pub weights_after: Weights,
    /// Decides matching from its start to its end: equality is exact only where data, step and all weights are whole.
    pub criterion: Criterion,
    /// All scores before.
    pub before: Tally,
    /// All scores after.
    pub after: Tally,
    /// The gains the tests found, added up over all weights with a direction.
    pub promised: f64,
    /// The gain of what was applied, all together.
    pub delivered: f64,
    /// How many weights had a direction.
    pub asked: usize,
    /// The weights that moved, in reading order, where they were chosen by hand among more that the policy moves.
    pub chosen: Option<Vec<usize>>,
    /// How many examples there were.
    pub examples_total: usize,
    /// Who does not match after it.
    pub unmatched: Unmatched,
}

/// Who does not match after a round.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Unmatched {
    /// How many of those are broken together; not counted, and 0, where the examples are more than [`Self::EXPLAINED`].
    pub broken_together: usize,
    /// The first of those broken together; where there is none, the one that does not match, if it is one.
    pub one: Option<(usize, ExampleRecord)>,
}

impl Unmatched {
    /// The most examples of which those broken together are looked for in every round.
    pub const EXPLAINED: usize = 2_000;

    pub(super) fn of(dataset: &Dataset, round: &Round) -> Self {
        let all = || (0..round.examples.len()).filter(|e| !round.examples[*e].matched_after);
        let explained = round.examples.len() <= Self::EXPLAINED;
        let broken = |e: &usize| Explanation::of_round(dataset, round, *e).broken_together();
        let mut together = all().take_while(|_| explained).filter(broken);
        let first = together.next();
        let broken_together = usize::from(first.is_some()) + together.count();
        let mut others = all();
        let only = others.next().filter(|_| others.next().is_none());
        let one = first.or(only).map(|e| (e, round.examples[e]));
        Self { broken_together, one }
    }
}

impl Played {
    /// The whole round, its tests and its examples worked out again on the dataset it was played on. Takes as long as a round.
    #[must_use]
    pub fn round(self: &Arc<Self>, dataset: &Arc<Dataset>) -> Round {
        Round::again(self, &self.beginning(dataset))
    }

    /// The experiment as it was at the start of this round of that dataset.
    #[must_use]
    pub fn beginning(&self, dataset: &Arc<Dataset>) -> Experiment {
        Experiment {
            dataset: Arc::clone(dataset),
            weights: self.weights_before.clone(),
            settings: self.settings,
        }
    }

    /// The weights that moved, in reading order, each with its change.
    pub fn changes(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.weights_before
            .iter()
            .zip(&self.weights_after)
            .enumerate()
            .filter(|(_, (before, after))| before != after)
            .map(|(i, (before, after))| (i, after - before))
    }

    /// How far a weight moved.
    #[must_use]
    pub fn change(&self, weight: usize) -> f64 {
        self.weights_after[weight] - self.weights_before[weight]
    }

    /// Whether a weight moved.
    #[must_use]
    pub fn moves(&self, weight: usize) -> bool {
        self.weights_before.get(weight) != self.weights_after.get(weight)
    }

    /// How many weights moved.
    #[must_use]
    pub fn moved(&self) -> usize {
        self.changes().count()
    }

    /// Whether all later rounds would be as this one: no weight moved, and none was left out by a draw.
    #[must_use]
    pub fn stands_still(&self) -> bool {
        self.settings.follows_tests() && self.weights_before == self.weights_after
    }

    /// Whether the round shows that no single step helps: no weight has a direction and not all match. Said only
    /// of policies that move by the directions of the tests.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.after.matched < self.examples_total && self.stands_still() && self.asked == 0
    }
}
