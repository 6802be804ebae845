//! Rounds one after the other, and what a file holds of them.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::comparison::Forks;
use super::dataset::Dataset;
use super::experiment::Experiment;
use super::hidden::Hidden;
use super::played::Played;
use super::settings::Settings;
use super::trainer::{Step, Trainer};
use super::weights::Weights;

/// A dataset, the weights a run started from, and the rounds played since: what is saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The examples.
    pub dataset: Arc<Dataset>,
    /// The weights before the first round.
    pub start: Weights,
    /// The settings of the next round; each round carries its own.
    pub settings: Settings,
    /// The rounds so far, each starting where the last one ended.
    pub rounds: Vec<Arc<Played>>,
    /// Ways to go on that are compared.
    pub forks: Option<Arc<Forks>>,
    /// What is hidden from a class.
    pub hidden: Hidden,
}

impl Run {
    /// A run that starts from an experiment and has played no round.
    #[must_use]
    pub fn new(experiment: Experiment) -> Self {
        let Experiment { dataset, weights: start, settings } = experiment;
        Self {
            dataset,
            start,
            settings,
            rounds: Vec::new(),
            forks: None,
            hidden: Hidden::default(),
        }
    }

    /// The most rounds that a run on this dataset keeps, so that all of them together fill a gigabyte: each has its weights, and
    /// no more than so many bytes besides.
    #[must_use]
    pub fn most_rounds(dataset: &Dataset) -> usize {
        const BYTES: usize = 1 << 30;
        const BESIDES: usize = 1024;
        BYTES / (BESIDES + size_of::<f64>() * dataset.shape.cells())
    }

    /// Where ways branch off that had to be after so many rounds: the weights there, if the run has come so far.
    #[must_use]
    pub fn weights_after(&self, rounds: usize) -> Option<&[f64]> {
        match rounds.checked_sub(1) {
            None => Some(&self.start),
            Some(last) => self.rounds.get(last).map(|round| &*round.weights_after),
        }
    }

    /// The experiment before the first round, under the current settings.
    #[must_use]
    pub fn beginning(&self) -> Experiment {
        Experiment {
            dataset: Arc::clone(&self.dataset),
            weights: self.start.clone(),
            settings: self.settings,
        }
    }

    /// The experiment as the last round left it.
    #[must_use]
    pub fn end(&self) -> Experiment {
        let mut experiment = self.beginning();
        if let Some(last) = self.rounds.last() {
            experiment.weights.clone_from(&last.weights_after);
        }
        experiment
    }
}

/// Plays up to `rounds` rounds from `experiment`, numbered from `first`, and hands each to `observer`.
///
/// Stops early when the observer breaks. Returns the experiment as the last round left it.
///
/// ```
/// use std::ops::ControlFlow;
/// use jointly::engine::train;
/// use jointly::formats::sample;
///
/// let mut matched = Vec::new();
/// let end = train(sample::smiles().beginning(), 1, 10, |step| {
///     matched.push(step.played.after.matched);
///     // No weight moves any more.
///     if step.played.is_stuck() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
/// });
/// assert_eq!(matched, [3, 3]);
/// assert_eq!(end.weights[6..9], [1.0, -1.0, 1.0]);
/// ```
pub fn train(
    experiment: Experiment,
    first: usize,
    rounds: usize,
    mut observer: impl FnMut(&Step) -> ControlFlow<()>,
) -> Experiment {
    let mut trainer = Trainer::new(experiment, first);
    for _ in 0..rounds {
        if trainer
            .play(&mut |_| ControlFlow::Continue(()), &mut observer)
            .is_none_or(|on| on.is_break())
        {
            break;
        }
    }
    trainer.experiment().clone()
}
