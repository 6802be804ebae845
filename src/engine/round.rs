//! One training round and the record it leaves.

use std::sync::Arc;

use super::dataset::Dataset;
use super::evaluation::{Evaluation, WeightTest};
use super::experiment::Experiment;
use super::policies::weights_after;
use super::score::{Criterion, Tally};
use super::settings::{Named, Settings};

/// How an example fared over a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Matched before and after.
    Kept,
    /// Matched only after.
    Fixed,
    /// Matched only before.
    Broken,
    /// Matched neither before nor after.
    Missed,
}

impl Named for Outcome {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Kept, "kept"),
        (Self::Fixed, "fixed"),
        (Self::Broken, "broken"),
        (Self::Missed, "missed"),
    ];
}

/// How an example's output moved relative to its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The output is now the label.
    OnTarget,
    /// The output did not move.
    Unmoved,
    /// The output went past the label.
    Overshot,
    /// Same side of the label as before, closer.
    FellShort,
    /// Same side of the label as before, not closer.
    PushedAway,
}

impl Named for Cause {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::OnTarget, "on-target"),
        (Self::Unmoved, "unmoved"),
        (Self::Overshot, "overshot"),
        (Self::FellShort, "fell-short"),
        (Self::PushedAway, "pushed-away"),
    ];
}

/// One example before and after a round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExampleRecord {
    /// The output before.
    pub before: f64,
    /// The output after.
    pub after: f64,
    /// Whether it matched before.
    pub matched_before: bool,
    /// Whether it matches after.
    pub matched_after: bool,
    /// Whether the round kept, fixed, broke or missed it.
    pub outcome: Outcome,
    /// How its output moved.
    pub cause: Cause,
}

/// Everything a round did. The tests are those made at its start, whatever the policy did then.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Counted from 1 within a run.
    pub number: usize,
    /// The settings in force.
    pub settings: Settings,
    /// The weights at its start, in reading order.
    pub weights_before: Vec<f64>,
    /// The weights at its end.
    pub weights_after: Vec<f64>,
    /// One test per weight.
    pub tests: Vec<WeightTest>,
    /// One record per example.
    pub examples: Vec<ExampleRecord>,
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
    /// The weights that moved, in reading order, where they were chosen by hand among more that the policy moves.
    pub chosen: Option<Vec<usize>>,
}

impl Round {
    /// Tests every weight, applies the policy and scores again.
    #[must_use]
    pub fn play(experiment: &Experiment, number: usize) -> Self {
        let start = Evaluation::of(experiment);
        let tests = start.test_all(&experiment.dataset, &experiment.settings);
        let after = weights_after(experiment, number, &start, &tests);
        Self::record(experiment, number, tests, after)
    }

    /// The record of a round from `experiment`, whose tests found `tests`, to `weights_after`.
    #[must_use]
    pub fn record(
        experiment: &Experiment,
        number: usize,
        tests: Vec<WeightTest>,
        weights_after: Vec<f64>,
    ) -> Self {
        let Experiment { dataset, weights, settings } = experiment;
        let before = Evaluation::of(experiment);
        let after = Evaluation::at(dataset, &weights_after, settings);
        let examples = (0..dataset.examples.len())
            .map(|e| ExampleRecord::of(dataset, e, &before, &after))
            .collect();
        let score = settings.score;
        Self {
            number,
            settings: *settings,
            weights_before: weights.clone(),
            promised: tests.iter().map(|t| t.promised(settings)).sum(),
            delivered: score.gain(before.tally.score(score), after.tally.score(score)),
            weights_after,
            tests,
            examples,
            criterion: Criterion::new(settings, before.whole && after.whole),
            before: before.tally,
            after: after.tally,
            chosen: None,
        }
    }

    /// The same round with only some of its changes applied, those of the weights in `chosen`. With all of them it
    /// is the round as it is: nothing was chosen then.
    #[must_use]
    pub fn with_only(&self, dataset: &Arc<Dataset>, chosen: &[usize]) -> Self {
        let mut chosen = chosen.to_vec();
        chosen.retain(|weight| self.moves(*weight));
        chosen.sort_unstable();
        chosen.dedup();
        if chosen.len() == self.moved() {
            return self.clone();
        }
        let mut weights_after = self.weights_before.clone();
        for &weight in &chosen {
            weights_after[weight] = self.weights_after[weight];
        }
        let start = self.beginning(dataset);
        let round = Self::record(&start, self.number, self.tests.clone(), weights_after);
        Self { chosen: Some(chosen), ..round }
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
        self.moved() == 0 && self.settings.follows_tests()
    }

    /// Whether the round shows that no single step helps: no weight has a direction and not all match. Said only
    /// of policies that move by the directions of the tests.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.after.matched < self.examples.len()
            && self.stands_still()
            && self.tests.iter().all(|t| t.direction.sign() == 0.0)
    }
}

impl ExampleRecord {
    fn of(dataset: &Dataset, e: usize, before: &Evaluation, after: &Evaluation) -> Self {
        let matched_before = before.matched(dataset, e);
        let matched_after = after.matched(dataset, e);
        let (output_before, output_after) = (before.outputs[e], after.outputs[e]);
        // Of the two moments the less exact one decides what is equal.
        let criterion = if before.whole { &after.criterion } else { &before.criterion };
        Self {
            before: output_before,
            after: output_after,
            matched_before,
            matched_after,
            outcome: match (matched_before, matched_after) {
                (true, true) => Outcome::Kept,
                (false, true) => Outcome::Fixed,
                (true, false) => Outcome::Broken,
                (false, false) => Outcome::Missed,
            },
            cause: cause(criterion, output_before, output_after, dataset.examples[e].label),
        }
    }
}

fn cause(criterion: &Criterion, before: f64, after: f64, label: f64) -> Cause {
    let (residual_before, residual_after) = (label - before, label - after);
    if criterion.equal(after, label, label) {
        Cause::OnTarget
    } else if criterion.equal(after, before, label) {
        Cause::Unmoved
    } else if criterion.equal(before, label, label) || residual_before * residual_after < 0.0 {
        Cause::Overshot
    } else if residual_after.abs() < residual_before.abs() {
        Cause::FellShort
    } else {
        Cause::PushedAway
    }
}
