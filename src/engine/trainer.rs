//! Rounds one after the other.

use std::cell::OnceCell;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::evaluation::{Evaluation, WeightTest};
use super::experiment::Experiment;
use super::played::Played;
use super::round::Round;
use super::settings::Settings;
use super::standing::{Standing, Way};
use super::weights::Weights;

/// Plays rounds from an experiment on. What one round works out the next one goes on from.
pub struct Trainer {
    standing: Standing,
    number: usize,
}

/// A round that has just been played.
pub struct Step<'a> {
    /// What is kept of it.
    pub played: Arc<Played>,
    tests: &'a [WeightTest],
    evaluations: [&'a Evaluation; 2],
    experiment: &'a Experiment,
    round: OnceCell<Arc<Round>>,
}

impl Step<'_> {
    /// The whole round, with its tests and examples, which is put together at the first time.
    pub fn round(&self) -> &Arc<Round> {
        self.round.get_or_init(|| {
            let dataset = &self.experiment.dataset;
            Arc::new(Round::of(&self.played, dataset, self.tests.to_vec(), self.evaluations))
        })
    }
}

impl Trainer {
    /// Begins with this experiment, the next round being that number.
    #[must_use]
    pub fn new(experiment: Experiment, number: usize) -> Self {
        Self { standing: Standing::at(experiment), number }
    }

    /// The experiment as the last round left it.
    #[must_use]
    pub const fn experiment(&self) -> &Experiment {
        &self.standing.experiment
    }

    #[cfg(test)]
    pub(super) const fn standing_mut(&mut self) -> &mut Standing {
        &mut self.standing
    }

    /// How tests are worked out here.
    pub fn way(&mut self) -> Way {
        self.standing.way()
    }

    /// Goes on under other settings.
    pub fn set(&mut self, settings: Settings) {
        self.standing.set(settings);
    }

    /// Plays a round, and shows it. The watch is told how far its tests are, and may break: then nothing has happened.
    pub fn play<T>(
        &mut self,
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
        show: impl FnOnce(&Step) -> T,
    ) -> Option<T> {
        let standing = &mut self.standing;
        let tests = standing.tests(watch)?;
        let after = Weights::from(standing.weights_after(self.number, &tests, watch)?);
        let begun = standing.experiment.clone();
        let before = standing.advance(&after);
        let evaluations = [&before, &standing.evaluation];
        let played = Arc::new(Played::of(&begun, self.number, &tests, after, evaluations));
        self.number += 1;
        let experiment = &standing.experiment;
        let round = OnceCell::new();
        Some(show(&Step { played, tests: &tests, evaluations, experiment, round }))
    }
}
