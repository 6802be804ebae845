//! Step and limit: the same round with a step half as long, again and again. For a smooth score each change alone,
//! added up, and all together come to agree; the directions become those against the gradient.

use std::ops::ControlFlow;

use super::dataset::Dataset;
use super::evaluation::Evaluation;
use super::experiment::Experiment;
use super::policies::{gradient, with_direction};
use super::score::SLACK;
use super::settings::{Policy, Score, Settings};
use super::standing::Standing;

/// A round at ever shorter steps, all changes at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The score: the experiment's own, or the squared error where that one is not smooth.
    pub score: Score,
    /// The derivative of the score by every weight, in reading order.
    pub gradient: Vec<f64>,
    /// One row a step, from the longest.
    pub rows: Vec<Shrunk>,
}

/// A round at one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunk {
    /// The step: 1, 1/2, 1/4 ...
    pub step: f64,
    /// The gains of all changes, each found alone, added up.
    pub alone: f64,
    /// The gain of all changes together.
    pub together: f64,
    /// How many weights have a direction.
    pub directions: usize,
    /// How many weights have a direction against their derivative, which is not 0.
    pub agreeing: usize,
}

impl Shrunk {
    /// What together is of each alone, added up; `None` where nothing has a direction.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        (self.alone > 0.0).then(|| self.together / self.alone)
    }
}

impl Limit {
    /// How many times the step is halved: to 1/1024.
    pub const HALVINGS: u8 = 10;

    /// The smooth score by which an experiment's limit is looked at.
    #[must_use]
    pub const fn score_of(settings: &Settings) -> Score {
        if settings.score.is_smooth() { settings.score } else { Score::SquaredError }
    }

    /// The steps, from the longest.
    pub fn steps() -> impl Iterator<Item = f64> {
        (0..=Self::HALVINGS).map(|halvings| 0.5_f64.powi(i32::from(halvings)))
    }

    /// About how many pixels are looked at.
    #[must_use]
    pub fn cost(dataset: &Dataset) -> usize {
        let steps = 3 * (usize::from(Self::HALVINGS) + 1);
        dataset.examples.len().saturating_mul(dataset.shape.cells()).saturating_mul(steps)
    }

    /// A round from the experiment's weights at every step, whatever its own step and policy. The observer is told
    /// the share done, from 0 to 1, and may break: then there is no answer.
    pub fn of(
        experiment: &Experiment,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let Experiment { dataset, weights, settings } = experiment;
        let score = Self::score_of(settings);
        let outputs = Evaluation::of(experiment).outputs;
        let gradient = gradient(dataset, &outputs, score);
        let mut rows = Vec::new();
        for step in Self::steps() {
            let settings = Settings { step, score, policy: Policy::AllAtOnce, ..*settings };
            let mut standing = Standing::at(Experiment { settings, ..experiment.clone() });
            let tests = standing.tests(&mut |tested| {
                #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
                let done = rows.len() as f32 + tested;
                observer(done / f32::from(Self::HALVINGS + 1))
            })?;
            let start = standing.evaluation;
            let after: Vec<f64> = weights
                .iter()
                .zip(&tests)
                .map(|(w, test)| w + test.direction.sign() * step)
                .collect();
            let after = Evaluation::at(dataset, &after, &settings);
            let directions = with_direction(&tests);
            let against = |i: &&usize| tests[**i].direction.sign() * gradient[**i] < 0.0;
            rows.push(Shrunk {
                step,
                alone: tests.iter().map(|test| test.promised(&settings)).sum(),
                together: score.gain(start.tally.score(score), after.tally.score(score)),
                directions: directions.len(),
                agreeing: directions.iter().filter(against).count(),
            });
        }
        Some(Self { score, gradient, rows })
    }

    /// How many weights have a derivative that is not 0, give or take rounding.
    #[must_use]
    pub fn sloping(&self) -> usize {
        self.gradient.iter().filter(|slope| slope.abs() > SLACK).count()
    }

    /// (up - down) / (2 x step) for one weight at every step, from the longest: the slope between the scores of its
    /// two tests, from which the derivative is the limit.
    #[must_use]
    pub fn differences(experiment: &Experiment, weight: usize) -> Vec<f64> {
        let Experiment { dataset, settings, .. } = experiment;
        let score = Self::score_of(settings);
        let start = Evaluation::of(experiment);
        let difference = |step| {
            let settings = Settings { step, score, ..*settings };
            let test = start.test(dataset, &settings, weight);
            (test.up - test.down) / (2.0 * step)
        };
        Self::steps().map(difference).collect()
    }
}
