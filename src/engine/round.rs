//! One training round and the record it leaves.

use std::ops::{ControlFlow, Deref};
use std::sync::Arc;

use super::dataset::Dataset;
use super::evaluation::{Evaluation, WeightTest};
use super::experiment::Experiment;
use super::played::Played;
use super::run::train;
use super::score::Criterion;
use super::settings::Named;
use super::weights::Weights;

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

/// Everything a round did: what is kept of it, and its tests and examples, which are worked out when it is looked at. The
/// tests are those made at its start, whatever the policy did then.
///
/// It has all fields of [`Played`], as it is read far more often than it is put together.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// What is kept of it.
    pub played: Arc<Played>,
    /// One test per weight.
    pub tests: Vec<WeightTest>,
    /// One record per example.
    pub examples: Vec<ExampleRecord>,
}

impl Deref for Round {
    type Target = Played;

    fn deref(&self) -> &Played {
        &self.played
    }
}

impl Round {
    /// Tests every weight, applies the policy and scores again.
    #[must_use]
    pub fn play(experiment: &Experiment, number: usize) -> Self {
        let mut played = None;
        train(experiment.clone(), number, 1, |step| {
            played = Some(Self::clone(step.round()));
            ControlFlow::Continue(())
        });
        played.unwrap_or_else(|| {
            Self::record(experiment, number, Vec::new(), experiment.weights.clone())
        })
    }

    /// The record of a round from `experiment`, whose tests found `tests`, to `weights_after`.
    #[must_use]
    pub fn record(
        experiment: &Experiment,
        number: usize,
        tests: Vec<WeightTest>,
        weights_after: Weights,
    ) -> Self {
        let Experiment { dataset, settings, .. } = experiment;
        let before = Evaluation::of(experiment);
        let after = Evaluation::at(dataset, &weights_after, settings);
        let evaluations = [&before, &after];
        let played = Played::of(experiment, number, &tests, weights_after, evaluations);
        Self::of(&Arc::new(played), dataset, tests, evaluations)
    }

    /// The whole of a round, of what is kept of it and what was found before and after it.
    pub(super) fn of(
        played: &Arc<Played>,
        dataset: &Dataset,
        tests: Vec<WeightTest>,
        evaluations: [&Evaluation; 2],
    ) -> Self {
        let examples = 0..dataset.examples.len();
        let examples = examples.map(|e| ExampleRecord::of(dataset, e, evaluations)).collect();
        Self { played: Arc::clone(played), tests, examples }
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
        let mut weights_after = self.weights_before.to_vec();
        for &weight in &chosen {
            weights_after[weight] = self.weights_after[weight];
        }
        let start = self.beginning(dataset);
        let mut round = Self::record(&start, self.number, self.tests.clone(), weights_after.into());
        Arc::make_mut(&mut round.played).chosen = Some(chosen);
        round
    }
}

impl ExampleRecord {
    pub(super) fn of(dataset: &Dataset, e: usize, [before, after]: [&Evaluation; 2]) -> Self {
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
