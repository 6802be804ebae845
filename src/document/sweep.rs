//! A round of one-at-a-time that is under way: some weights have had their turn, others have not.

use std::sync::Arc;

use super::State;
use crate::engine::{Direction, Evaluation, Experiment, Round, WeightTest};

/// What a round of one-at-a-time must remember until its last weight has had its turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// The weights at the start of the round.
    pub weights_before: Vec<f64>,
    /// The tests at the start of the round, one per weight: those that its record shows.
    pub tests: Vec<WeightTest>,
    /// The outputs at the weights as they now are, moved as the engine moves them within a round.
    pub now: Evaluation,
    /// The weight whose turn it is, in reading order.
    pub next: usize,
}

impl State {
    /// Tests the weight whose turn it is, at the weights as they now are, and says which it was. One that
    /// is to be left where it is has had its turn; one with a direction waits to be moved.
    pub(super) fn take_turn(&mut self) -> usize {
        let Experiment { dataset, weights, settings } = &self.experiment;
        let sweep = Arc::make_mut(self.sweep.get_or_insert_with(|| {
            let now = Evaluation::of(&self.experiment);
            Arc::new(Sweep {
                weights_before: weights.clone(),
                tests: now.test_all(dataset, settings),
                now,
                next: 0,
            })
        }));
        let tested = sweep.next;
        let test = sweep.now.test(dataset, settings, tested);
        Arc::make_mut(&mut self.notes)[tested] = Some(test);
        if test.direction == Direction::Leave {
            sweep.next += 1;
        }
        tested
    }

    /// Moves the weight whose turn it is by the direction its test noted, and forgets all notes: they
    /// were made at other weights. `None` where no weight waits to be moved; else says which moved.
    pub(super) fn move_noted(&mut self) -> Option<usize> {
        let Experiment { dataset, weights, settings } = &mut self.experiment;
        let sweep = Arc::make_mut(self.sweep.as_mut()?);
        let moved = sweep.next;
        let test = (*self.notes.get(moved)?)?;
        if test.direction == Direction::Leave {
            return None;
        }
        let change = test.direction.sign() * settings.step;
        weights[moved] += change;
        sweep.now = sweep.now.moved(dataset, settings, moved, change);
        sweep.next += 1;
        self.notes = Arc::new(vec![None; weights.len()]);
        Some(moved)
    }

    /// Whether a round under way has moved a weight.
    pub(super) fn has_moved_within_round(&self) -> bool {
        let sweep = self.sweep.as_ref();
        sweep.is_some_and(|sweep| sweep.weights_before != self.experiment.weights)
    }

    /// The record of the round, once every weight has had its turn.
    pub(super) fn finished_sweep(&self, number: usize) -> Option<Round> {
        let sweep = self.sweep.as_ref()?;
        if sweep.next < self.experiment.weights.len() {
            return None;
        }
        let start = Experiment { weights: sweep.weights_before.clone(), ..self.experiment.clone() };
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
