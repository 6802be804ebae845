//! What applying the changes that tests found comes to, by several ways, worked out exactly before any is applied.

use super::conflicts::overlap;
use super::evaluation::{Evaluation, WeightTest};
use super::experiment::Experiment;
use super::policies::{weights_after, with_direction};
use super::settings::{Policy, Score, Settings};

/// What is sure of the changes that tests found, and what applying them comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The score that the tests compared.
    pub score: Score,
    /// How many weights have a direction.
    pub directions: usize,
    /// Omega: the most of them that meet in one example, at least 1.
    pub overlap: f64,
    /// The gains of all of them, each alone, added up.
    pub alone: f64,
    /// The score before.
    pub before: f64,
    /// The score after [`Policy::AllAtOnce`].
    pub together: f64,
    /// The score after [`Policy::SharedStep`].
    pub shared: f64,
    /// The score after [`Policy::ColourClasses`].
    pub grouped: f64,
}

impl Forecast {
    /// What becomes of the experiment; `tests` has one test per weight made at its weights, under its score and step.
    ///
    /// Takes about 4 N x D steps.
    #[must_use]
    pub fn of(experiment: &Experiment, tests: &[WeightTest]) -> Self {
        let Settings { score, .. } = experiment.settings;
        let start = Evaluation::of(experiment);
        let moving = with_direction(tests);
        let after = |policy| {
            let settings = Settings { policy, ..experiment.settings };
            let so = Experiment { settings, ..experiment.clone() };
            let weights = weights_after(&so, 1, &start, tests);
            Evaluation::at(&so.dataset, &weights, &settings).tally.score(score)
        };
        Self {
            score,
            directions: moving.len(),
            overlap: overlap(&experiment.dataset, &moving),
            alone: tests.iter().map(|test| test.promised(&experiment.settings)).sum(),
            before: start.tally.score(score),
            together: after(Policy::AllAtOnce),
            shared: after(Policy::SharedStep),
            grouped: after(Policy::ColourClasses),
        }
    }

    /// Whether no two of the weights meet, so that all at once gains exactly what each alone, added up, does:
    /// whatever the score.
    #[must_use]
    pub const fn adds_up(&self) -> bool {
        self.overlap <= 1.0
    }

    /// What the shared step gains at least; `None` where nothing is sure.
    ///
    /// At a step divided by omega every output is a mean of what it is with nothing changed and with one change
    /// alone. A convex score of a mean is no worse than the mean of the scores.
    #[must_use]
    pub fn sure_when_shared(&self) -> Option<f64> {
        (self.score.is_convex() || self.adds_up()).then(|| self.alone / self.overlap)
    }

    /// The gain of coming from the score before to this one.
    #[must_use]
    pub fn gain(&self, after: f64) -> f64 {
        self.score.gain(self.before, after)
    }
}
