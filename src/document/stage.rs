//! How far the round at the cursor has come: which weights are tested, which is next, and the round that led here.

use std::sync::Arc;

use super::Document;
use crate::engine::{Direction, Evaluation, Experiment, Played, Round, WeightTest};

/// How far the round at the cursor has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// No weight tested at these weights, and no round led here.
    Before,
    /// Some weights tested, others not yet.
    Testing,
    /// Every weight tested; nothing applied yet.
    Tested,
    /// A round led here and nothing has been tested since.
    Applied(Arc<Played>),
}

impl Document {
    /// Works out the round that led here, where that takes no time.
    pub(super) fn look_at_round(&mut self) {
        let Stage::Applied(played) = self.stage() else {
            self.round = None;
            return;
        };
        if self.round.as_ref().is_some_and(|round| Arc::ptr_eq(&round.played, &played)) {
            return;
        }
        let dataset = &self.experiment().dataset;
        self.round = (!self.takes_time()).then(|| Arc::new(played.round(dataset)));
    }

    /// Whether a round takes so long that nobody should wait for it: it is for a worker then.
    #[must_use]
    pub fn takes_time(&self) -> bool {
        /// Products of a round, well under 100 ms.
        const AT_ONCE: usize = 2_000_000;
        let Experiment { dataset, weights, .. } = self.experiment();
        dataset.examples.len() * weights.len() > AT_ONCE
    }

    /// The round that led here, while nothing has been tested since and once it is worked out.
    #[must_use]
    pub const fn round(&self) -> Option<&Arc<Round>> {
        self.round.as_ref()
    }

    /// The round that led here, where it is still to be worked out.
    #[must_use]
    pub fn unseen_round(&self) -> Option<Arc<Played>> {
        match self.stage() {
            Stage::Applied(played) if self.round.is_none() => Some(played),
            _ => None,
        }
    }

    /// Takes note of a round that was worked out elsewhere. It changes nothing: one that did not lead here is let go.
    pub fn know(&mut self, round: Arc<Round>) {
        if self.unseen_round().is_some_and(|played| Arc::ptr_eq(&played, &round.played)) {
            let left = || Evaluation::left_by(&round, self.experiment());
            self.history.evaluation_found(left);
            self.round = Some(round);
        }
    }

    /// How far the round at the cursor has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let state = self.state();
        let tested = self.tested();
        match self.last_round() {
            _ if tested == state.notes.len() => Stage::Tested,
            _ if tested > 0 || state.sweep.is_some() => Stage::Testing,
            Some(round) if round.weights_after == state.experiment.weights => {
                Stage::Applied(Arc::clone(round))
            }
            _ => Stage::Before,
        }
    }

    /// The weights at which the tests at hand are made, under the settings in force: those at the start of the round
    /// that led here, else as they stand.
    #[must_use]
    pub fn tested_at(&self) -> Experiment {
        let here = self.experiment();
        match self.stage() {
            Stage::Applied(round) => {
                Experiment { settings: here.settings, ..round.beginning(&here.dataset) }
            }
            Stage::Before | Stage::Testing | Stage::Tested => here.clone(),
        }
    }

    /// How many weights have a finished test that holds here.
    #[must_use]
    pub fn tested(&self) -> usize {
        self.state().notes.iter().flatten().count()
    }

    /// The changes that the finished tests ask for, in reading order: weight and change.
    #[must_use]
    pub fn noted_changes(&self) -> Vec<(usize, f64)> {
        let step = self.settings().step;
        let notes = self.state().notes.iter().enumerate();
        notes
            .filter_map(|(i, note)| Some((i, note.as_ref()?.direction)))
            .filter(|(_, direction)| *direction != Direction::Leave)
            .map(|(i, direction)| (i, direction.sign() * step))
            .collect()
    }

    /// The weight whose test was noted last, where one test is all that the last step did.
    #[must_use]
    pub fn just_noted(&self) -> Option<(usize, WeightTest)> {
        let before = self.history.entries().get(self.history.cursor().checked_sub(1)?)?;
        let (before, now) = (&before.state.notes, &self.state().notes);
        let mut fresh = now.iter().enumerate().filter_map(|(i, note)| {
            let was = before.get(i)?;
            Some((i, (*note)?)).filter(|(_, note)| *was != Some(*note))
        });
        let only = fresh.next()?;
        fresh.next().is_none().then_some(only)
    }

    /// The weight to test next: the first in `order` that has no finished test; where tests are made in turns, of
    /// the group whose turn it is. `None` when all are tested.
    #[must_use]
    pub fn next_weight(&self, order: impl IntoIterator<Item = usize>) -> Option<usize> {
        let state = self.state();
        let untested = |i: &usize| state.notes.get(*i).is_some_and(Option::is_none);
        if !self.settings().policy.tests_in_turns() {
            return order.into_iter().find(untested);
        }
        // The first weight is of the first group.
        let group = state.sweep.as_ref().map_or(&[0][..], |sweep| sweep.group());
        let wanted = order.into_iter().find(|i| untested(i) && group.contains(i));
        wanted.or_else(|| group.iter().copied().find(untested))
    }
}
