//! A round of one-at-a-time that is under way: some weights have had their turn, others have not.

use std::sync::Arc;

use super::State;
use crate::engine::{Evaluation, Experiment, Round, WeightTest};

/// What a round of one-at-a-time must remember until its last weight has had its turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// The weights at the start of the round.
    pub weights_before: Vec<f64>,
    /// The tests at the start of the round, one per weight: those that its record shows.
    pub tests: Vec<WeightTest>,
    /// The weight whose turn it is, in reading order.
    pub next: usize,
}

impl State {
    /// Tests the weight whose turn it is, at the weights as they now are. One that is to be left
    /// where it is has had its turn; one with a direction waits to be moved.
    pub(super) fn take_turn(&mut self) {
        let evaluation = Evaluation::of(&self.experiment);
        let Experiment {
            dataset,
            weights,
            settings,
        } = &self.experiment;
        let sweep = Arc::make_mut(self.sweep.get_or_insert_with(|| {
            Arc::new(Sweep {
                weights_before: weights.clone(),
                tests: evaluation.test_all(dataset, settings),
                next: 0,
            })
        }));
        let test = evaluation.test(dataset, settings, sweep.next);
        Arc::make_mut(&mut self.notes)[sweep.next] = Some(test);
        if test.direction.sign() == 0.0 {
            sweep.next += 1;
        }
    }

    /// Moves the weight whose turn it is by the direction its test noted, and forgets all notes:
    /// they were made at other weights.
    pub(super) fn move_noted(&mut self) {
        let Some(sweep) = &mut self.sweep else { return };
        let Some(Some(test)) = self.notes.get(sweep.next) else {
            return;
        };
        self.experiment.weights[sweep.next] +=
            test.direction.sign() * self.experiment.settings.step;
        Arc::make_mut(sweep).next += 1;
        self.notes = Arc::new(vec![None; self.experiment.weights.len()]);
    }

    /// The record of the round, once every weight has had its turn.
    pub(super) fn finished_sweep(&self, number: usize) -> Option<Round> {
        let sweep = self.sweep.as_ref()?;
        if sweep.next < self.experiment.weights.len() {
            return None;
        }
        let start = Experiment {
            weights: sweep.weights_before.clone(),
            ..self.experiment.clone()
        };
        let after = self.experiment.weights.clone();
        Some(Round::record(&start, number, sweep.tests.clone(), after))
    }

    /// Abandons a round under way: the weights return to its start.
    pub(super) fn abandon_sweep(&mut self) {
        if let Some(sweep) = self.sweep.take() {
            self.experiment.weights.clone_from(&sweep.weights_before);
            self.forget_tests();
        }
    }
}
