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
    /// The last round and its tests, where all rounds from there on are as it was.
    still: Option<(Arc<Played>, Arc<Vec<WeightTest>>)>,
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
        Self { standing: Standing::at(experiment), number, still: None }
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
        self.still.take_if(|(last, _)| last.settings != settings);
        self.standing.set(settings);
    }

    /// Goes on from other weights than the last round left.
    pub fn go_to(&mut self, weights: &Weights) {
        self.still = None;
        self.standing.advance(weights);
    }

    /// Plays a round, and shows it. The watch is told how far its tests are, and may break: then nothing has happened.
    pub fn play<T>(
        &mut self,
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
        show: impl FnOnce(&Step) -> T,
    ) -> Option<T> {
        let Self { standing, number, still } = self;
        let (played, tests, before) = if let Some((last, tests)) = still {
            (Played { number: *number, ..Played::clone(last) }, Arc::clone(tests), None)
        } else {
            let tests = standing.tests(watch)?;
            let after = Weights::from(standing.weights_after(*number, &tests, watch)?);
            let begun = standing.experiment.clone();
            let before = standing.advance(&after);
            let evaluations = [&before, &standing.evaluation];
            let played = Played::of(&begun, *number, &tests, after, evaluations);
            (played, Arc::new(tests), Some(before))
        };
        let played = Arc::new(played);
        *number += 1;
        *still = played.stands_still().then(|| (Arc::clone(&played), Arc::clone(&tests)));
        let now = &standing.evaluation;
        let evaluations = [before.as_ref().unwrap_or(now), now];
        let (experiment, round) = (&standing.experiment, OnceCell::new());
        Some(show(&Step { played, tests: &tests, evaluations, experiment, round }))
    }
}
