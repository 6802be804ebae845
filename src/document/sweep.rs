//! A round that tests in turns and is under way: some groups of weights have had their turn, others have not.

use std::sync::Arc;

use super::State;
use crate::engine::{Direction, Evaluation, Experiment, Played, Weights, turns};

/// What a round of one-at-a-time or of colour-classes must remember until its last group has had its turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Sweep {
    /// The weights at the start of the round.
    pub weights_before: Weights,
    /// The outputs at the weights as they now are, moved as the engine moves them within a round.
    pub now: Evaluation,
    /// The groups of weights in the order of their turns: one weight each, or the colour classes.
    pub turns: Arc<Vec<Vec<usize>>>,
    /// The group whose turn it is.
    pub turn: usize,
}

impl Sweep {
    fn begin(experiment: &Experiment, now: &Evaluation) -> Self {
        let Experiment { dataset, weights, settings } = experiment;
        Self {
            weights_before: weights.clone(),
            now: now.clone(),
            turns: Arc::new(turns(dataset, settings.policy)),
            turn: 0,
        }
    }

    /// The weights whose turn it is; none once all have had theirs.
    #[must_use]
    pub fn group(&self) -> &[usize] {
        self.turns.get(self.turn).map_or(&[], Vec::as_slice)
    }

    /// How many weights have had their turn.
    #[must_use]
    pub fn done(&self) -> usize {
        self.turns[..self.turn].iter().map(Vec::len).sum()
    }
}

impl State {
    /// Tests a weight of the group whose turn it is, at the weights as they now are, and says which: `wanted`, or
    /// the first that is not tested. A group that is to be left where it is has had its turn; one with a
    /// direction waits to be moved. The first of a round begins it with the outputs as they are `now`.
    pub(super) fn take_turn(&mut self, wanted: usize, now: &Evaluation) -> Option<usize> {
        let sweep = self.sweep.get_or_insert_with(|| Arc::new(Sweep::begin(&self.experiment, now)));
        let untested = |weight: &&usize| self.notes[**weight].is_none();
        let mut group = sweep.group().iter().filter(untested);
        let first = *group.next()?;
        let tested = if group.any(|weight| *weight == wanted) { wanted } else { first };
        let Experiment { dataset, settings, .. } = &self.experiment;
        let test = sweep.now.test(dataset, settings, tested);
        Arc::make_mut(&mut self.notes)[tested] = Some(test);
        self.pass();
        Some(tested)
    }

    /// Goes on to the first group that has a weight to be tested or moved.
    pub(super) fn pass(&mut self) {
        while let Some(sweep) = &mut self.sweep
            && let group = sweep.group()
            && !group.is_empty()
            && group.iter().all(|w| self.notes[*w].is_some_and(|t| t.direction == Direction::Leave))
        {
            Arc::make_mut(sweep).turn += 1;
        }
    }

    /// Whether the group whose turn it is has been tested and waits to be moved.
    #[must_use]
    pub fn waits_to_move(&self) -> bool {
        let group = self.sweep.as_ref().map_or(&[][..], |sweep| sweep.group());
        !group.is_empty() && group.iter().all(|weight| self.notes[*weight].is_some())
    }

    /// Moves the group whose turn it is by the directions its tests noted, and forgets all notes: they
    /// were made at other weights. Says which moved; none where none waits to be moved.
    pub(super) fn move_noted(&mut self) -> Vec<usize> {
        if !self.waits_to_move() {
            return Vec::new();
        }
        let Experiment { dataset, weights, settings } = &mut self.experiment;
        let Some(sweep) = self.sweep.as_mut().map(Arc::make_mut) else {
            return Vec::new();
        };
        let mut moved = Vec::new();
        for &weight in &Arc::clone(&sweep.turns)[sweep.turn] {
            let change = self.notes[weight].map_or(0.0, |t| t.direction.sign() * settings.step);
            if change != 0.0 {
                weights[weight] += change;
                sweep.now = sweep.now.moved(dataset, settings, weight, change);
                moved.push(weight);
            }
        }
        sweep.turn += 1;
        self.forget_notes();
        moved
    }

    /// Whether a round under way has moved a weight.
    pub(super) fn has_moved_within_round(&self) -> bool {
        let sweep = self.sweep.as_ref();
        sweep.is_some_and(|sweep| sweep.weights_before != self.experiment.weights)
    }

    /// What is kept of the round, once every group has had its turn. Its tests, those at the start of the round, are
    /// made now: on much data they would be waited for by who only wants the first weight tested.
    pub(super) fn finished_sweep(&self, number: usize) -> Option<Arc<Played>> {
        let sweep = self.sweep.as_ref()?;
        if sweep.turn < sweep.turns.len() {
            return None;
        }
        let start = Experiment { weights: sweep.weights_before.clone(), ..self.experiment.clone() };
        let after = self.experiment.weights.clone();
        Some(Arc::new(Played::between(start, number, after)))
    }

    /// Abandons a round under way: the weights return to its start.
    pub(super) fn abandon_sweep(&mut self) {
        if let Some(sweep) = self.sweep.take() {
            self.experiment.weights.clone_from(&sweep.weights_before);
            self.forget_tests();
        }
    }
}
