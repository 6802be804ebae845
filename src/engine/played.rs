//! What is kept of a round: enough to show it in a log, and to work out the rest again.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::dataset::Dataset;
use super::evaluation::{Evaluation, WeightTest};
use super::experiment::Experiment;
use super::explain::Explanation;
use super::policies::with_direction;
use super::round::{ExampleRecord, Round};
use super::score::{Criterion, Tally};
use super::settings::Settings;
use super::standing::Standing;
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

    fn of(dataset: &Dataset, played: &Played, evaluations: [&Evaluation; 2]) -> Self {
        let [_, after] = evaluations;
        let all = || (0..dataset.examples.len()).filter(|e| !after.matched(dataset, *e));
        let record = |e: usize| (e, ExampleRecord::of(dataset, e, evaluations));
        let explained = dataset.examples.len() <= Self::EXPLAINED;
        let changes: Vec<_> = played.changes().collect();
        let is_broken = |(e, record): &(usize, ExampleRecord)| {
            let example = &dataset.examples[*e];
            Explanation::breaks_together(example, record, &changes, &played.criterion)
        };
        let mut broken = all().take_while(|_| explained).map(record).filter(is_broken);
        let first = broken.next();
        let broken_together = usize::from(first.is_some()) + broken.count();
        let is_one = after.tally.matched + 1 == dataset.examples.len();
        let one = first.or_else(|| all().find(|_| is_one).map(record));
        Self { broken_together, one }
    }
}

impl Played {
    /// The whole round, its tests and its examples worked out again on the dataset it was played on. Takes as long as a round.
    #[must_use]
    pub fn round(self: &Arc<Self>, dataset: &Arc<Dataset>) -> Round {
        let told = self.work_out(dataset, &mut |_| ControlFlow::Continue(()));
        told.unwrap_or_else(|| Round {
            played: Arc::clone(self),
            tests: Vec::new(),
            examples: Vec::new(),
        })
    }

    /// The same, while a watch is told the share done, from 0 to 1. It may break: then there is no round.
    pub fn work_out(
        self: &Arc<Self>,
        dataset: &Arc<Dataset>,
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Round> {
        let mut standing = Standing::at(self.beginning(dataset));
        let tests = standing.tests(watch)?;
        let after = Evaluation::at(dataset, &self.weights_after, &self.settings);
        Some(Round::of(self, dataset, tests, [&standing.evaluation, &after]))
    }

    /// What is kept of a round from `experiment` to `weights_after`. Makes the tests, so it takes as long as a round.
    #[must_use]
    pub fn between(experiment: Experiment, number: usize, weights_after: Weights) -> Self {
        let mut standing = Standing::at(experiment);
        let tests = standing.tests(&mut |_| ControlFlow::Continue(())).unwrap_or_default();
        let Standing { experiment, evaluation: before, .. } = &standing;
        let after = Evaluation::at(&experiment.dataset, &weights_after, &experiment.settings);
        Self::of(experiment, number, &tests, weights_after, [before, &after])
    }

    /// What is kept of a round that began with this experiment and found this.
    pub(super) fn of(
        begun: &Experiment,
        number: usize,
        tests: &[WeightTest],
        weights_after: Weights,
        evaluations: [&Evaluation; 2],
    ) -> Self {
        let Experiment { dataset, weights, settings } = begun;
        let [before, after] = evaluations;
        let score = settings.score;
        let mut played = Self {
            number,
            settings: *settings,
            weights_before: weights.clone(),
            promised: tests.iter().map(|t| t.promised(settings)).sum(),
            delivered: score.gain(before.tally.score(score), after.tally.score(score)),
            weights_after,
            asked: with_direction(tests).len(),
            criterion: Criterion::new(settings, before.whole && after.whole),
            before: before.tally,
            after: after.tally,
            chosen: None,
            examples_total: dataset.examples.len(),
            unmatched: Unmatched::default(),
        };
        played.unmatched = Unmatched::of(dataset, &played, evaluations);
        played
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Explanation, MatchRule, Shape};

    #[test]
    fn those_broken_together_are_those_whose_explanation_says_so() {
        let mut random = fastrand::Rng::with_seed(7);
        let mut broken = 0;
        for _ in 0..300 {
            let mut dataset =
                Dataset::clone(&Experiment::blank(Shape { width: 5, height: 1 }).dataset);
            let blank = dataset.examples[0].clone();
            dataset.examples = (0..random.usize(1..9))
                .map(|_| {
                    let mut example = (*blank).clone();
                    example.label = f64::from(random.i8(-2..=2));
                    example.pixels = (0..5).map(|_| f64::from(random.i8(-1..=2))).collect();
                    Arc::new(example)
                })
                .collect();
            let mut experiment = Experiment::at_rest(dataset);
            if random.bool() {
                experiment.settings.match_rule = MatchRule::Sign;
            }
            let round = Round::play(&experiment, 1);
            let dataset = &experiment.dataset;
            let is_broken =
                |e: &usize| Explanation::of_round(dataset, &round, *e).broken_together();
            let all: Vec<usize> = (0..dataset.examples.len()).filter(is_broken).collect();
            broken += all.len();
            assert_eq!(round.unmatched.broken_together, all.len());
            if let Some(first) = all.first() {
                assert_eq!(round.unmatched.one, Some((*first, round.examples[*first])));
            }
        }
        assert!(broken > 100);
    }
}
