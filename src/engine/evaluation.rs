//! Outputs of every example at given weights, and the weight tests taken from there.

use std::ops::ControlFlow;

use super::by_rows;
use super::dataset::{Dataset, is_whole};
use super::experiment::Experiment;
use super::round::Round;
use super::score::{Criterion, Tally};
use super::settings::{Score, Settings};
use super::units::fast_outputs;

/// Which way a test says a weight should move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// One step down.
    Lower,
    /// Neither way beats staying, or both are equally good.
    #[default]
    Leave,
    /// One step up.
    Raise,
}

impl Direction {
    /// -1, 0 or 1.
    #[must_use]
    pub const fn sign(self) -> f64 {
        match self {
            Self::Lower => -1.0,
            Self::Leave => 0.0,
            Self::Raise => 1.0,
        }
    }
}

/// What one weight's test found: the score with it raised, left and lowered, all others held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightTest {
    /// The score with the weight one step up.
    pub up: f64,
    /// The score with the weight left where it is.
    pub stay: f64,
    /// The score with the weight one step down.
    pub down: f64,
    /// The better way.
    pub direction: Direction,
}

impl WeightTest {
    /// What a test found: the score with the weight raised, left and lowered.
    pub(super) fn found(score: Score, [up, stay, down]: [f64; 3], whole: bool) -> Self {
        let beats = |value, other| score.beats(value, other, whole);
        let direction = if beats(up, stay) && beats(up, down) {
            Direction::Raise
        } else if beats(down, stay) && beats(down, up) {
            Direction::Lower
        } else {
            Direction::Leave
        };
        Self { up, stay, down, direction }
    }

    /// The gain that the direction promises when taken alone; 0 for [`Direction::Leave`].
    #[must_use]
    pub fn promised(&self, settings: &Settings) -> f64 {
        match self.direction {
            Direction::Lower => settings.score.gain(self.stay, self.down),
            Direction::Leave => 0.0,
            Direction::Raise => settings.score.gain(self.stay, self.up),
        }
    }
}

impl WeightTest {
    /// Whether both ways are better than staying, and equally good.
    #[must_use]
    pub fn is_tie(&self, settings: &Settings) -> bool {
        let better = |value| settings.score.beats(value, self.stay, true);
        self.direction == Direction::Leave && better(self.up) && better(self.down)
    }
}

/// Every output at one setting of the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The sum of weight x pixel of each example.
    pub outputs: Vec<f64>,
    /// All scores of these outputs.
    pub tally: Tally,
    /// Decides matching here.
    pub criterion: Criterion,
    /// Whether data, step and weights are all whole, so that every sum is exact.
    pub whole: bool,
}

impl Evaluation {
    /// Evaluates the experiment as it stands.
    #[must_use]
    pub fn of(experiment: &Experiment) -> Self {
        Self::at(&experiment.dataset, &experiment.weights, &experiment.settings)
    }

    /// Evaluates `weights` (one per cell of the dataset's shape).
    #[must_use]
    pub fn at(dataset: &Dataset, weights: &[f64], settings: &Settings) -> Self {
        let one_by_one = || dataset.examples.iter().map(|e| e.pixels.dot(weights)).collect();
        // What is opened begins there more often than not.
        let at_rest = weights.iter().all(|weight| *weight == 0.0);
        let none = || at_rest.then(|| vec![0.0; dataset.examples.len()]);
        let fast = || fast_outputs(dataset, weights, settings.step);
        let outputs = none().or_else(fast).unwrap_or_else(one_by_one);
        Self::with_outputs(dataset, weights, settings, outputs)
    }

    /// How many guesses of outputs, one or none per example, came true, and how many there are.
    #[must_use]
    pub fn came_true(&self, dataset: &Dataset, guesses: &[Option<f64>]) -> [usize; 2] {
        let outputs = self.outputs.iter().zip(&dataset.examples).zip(guesses);
        let right = outputs.filter_map(|((output, example), guess)| {
            Some(self.criterion.equal((*guess)?, *output, example.label))
        });
        right.fold([0, 0], |[came_true, all], right| [came_true + usize::from(right), all + 1])
    }

    /// The experiment as a round left it: its outputs are known.
    #[must_use]
    pub fn left_by(round: &Round, experiment: &Experiment) -> Self {
        let Experiment { dataset, weights, settings } = experiment;
        let outputs = round.examples.iter().map(|record| record.after).collect();
        Self::with_outputs(dataset, weights, settings, outputs)
    }

    /// Of outputs that are known to be those at `weights`.
    pub(super) fn with_outputs(
        dataset: &Dataset,
        weights: &[f64],
        settings: &Settings,
        outputs: Vec<f64>,
    ) -> Self {
        let whole =
            is_whole(settings.step) && weights.iter().copied().all(is_whole) && dataset.is_whole();
        Self::from_outputs(dataset, outputs, settings, whole)
    }

    fn from_outputs(
        dataset: &Dataset,
        outputs: Vec<f64>,
        settings: &Settings,
        whole: bool,
    ) -> Self {
        let criterion = Criterion::new(settings, whole);
        let labels = dataset.examples.iter().map(|e| e.label);
        let tally = Tally::of(&criterion, outputs.iter().copied().zip(labels));
        Self { outputs, tally, criterion, whole }
    }

    /// This evaluation after one weight has moved by `change`: no new product, outputs move by change x pixel.
    #[must_use]
    pub fn moved(
        &self,
        dataset: &Dataset,
        settings: &Settings,
        weight: usize,
        change: f64,
    ) -> Self {
        let outputs = self
            .outputs
            .iter()
            .zip(&dataset.examples)
            .map(|(output, e)| output + change * e.pixels[weight])
            .collect();
        Self::from_outputs(dataset, outputs, settings, self.whole && is_whole(change))
    }

    /// Whether an example matches here.
    #[must_use]
    pub fn matched(&self, dataset: &Dataset, example: usize) -> bool {
        self.criterion.matches(self.outputs[example], dataset.examples[example].label)
    }

    /// Tests one weight: one step up, one step down, everything else held.
    #[must_use]
    pub fn test(&self, dataset: &Dataset, settings: &Settings, weight: usize) -> WeightTest {
        let score = settings.score;
        let nudged = |step: f64| {
            let outputs = self.outputs.iter().zip(&dataset.examples);
            let nudged = outputs.map(|(output, e)| (output + step * e.pixels[weight], e.label));
            score.of(&self.criterion, nudged)
        };
        let (up, stay, down) =
            (nudged(settings.step), self.tally.score(score), nudged(-settings.step));
        WeightTest::found(score, [up, stay, down], self.whole)
    }

    /// So few products take no time either way, and adding up all examples for each weight rounds least.
    pub(super) const FEW: usize = 1 << 14;

    /// Tests every weight, in reading order.
    #[must_use]
    pub fn test_all(&self, dataset: &Dataset, settings: &Settings) -> Vec<WeightTest> {
        self.tests(dataset, settings, &mut |_| ControlFlow::Continue(())).unwrap_or_default()
    }

    /// The same, while a watch is told the share done, from 0 to 1. It may break: then there are no tests.
    pub(super) fn tests(
        &self,
        dataset: &Dataset,
        settings: &Settings,
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Vec<WeightTest>> {
        let cells = dataset.shape.cells();
        if dataset.examples.len() * cells > Self::FEW {
            return by_rows::test_all(self, dataset, settings, watch);
        }
        let all = || (0..cells).map(|weight| self.test(dataset, settings, weight)).collect();
        watch(0.0).is_continue().then(all)
    }
}
