//! A weight test before the user's eyes: raised, looked at, put back, lowered, put back, noted.
//!
//! A trial is not real: it changes no document, so undo, saving and the log do not know it, and any
//! action ends it. Only the note of a finished test is an action. Imports the engine and nothing else.

use std::collections::VecDeque;

use crate::engine::{Settings, WeightTest};

/// Where a tested weight stands at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// One step up.
    Raised,
    /// Back where it was, on its way down.
    PutBack,
    /// One step down.
    Lowered,
}

/// A weight being tested, and the weights that wait for their turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The weight, in reading order.
    pub weight: usize,
    /// Where it stands.
    pub phase: Phase,
    /// When it came there, in seconds of the window's clock.
    pub since: f64,
    /// What its test finds.
    pub test: WeightTest,
    /// The weights to be shown after it, without anybody pressing a button.
    pub queue: VecDeque<usize>,
    /// How long one phase lasts when nobody presses a button, in seconds.
    pub pace: f64,
    /// Weights of the queue that have been shown, with what their tests found.
    pub shown: Vec<(usize, WeightTest)>,
    /// Whether this trial goes through a queue.
    pub sweeping: bool,
}

/// What became of a trial after a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It goes on.
    Going,
    /// The weight is back where it was, and the test can be noted.
    Finished,
}

impl Trial {
    /// A trial of one weight, moved on by hand.
    #[must_use]
    pub fn of_one(weight: usize, test: WeightTest, now: f64, pace: f64) -> Self {
        Self {
            weight,
            phase: Phase::Raised,
            since: now,
            test,
            queue: VecDeque::new(),
            pace,
            shown: Vec::new(),
            sweeping: false,
        }
    }

    /// A trial of `weights` one after the other, moved on by the clock, `seconds` in all.
    ///
    /// `None` when there are no weights.
    #[must_use]
    pub fn of_all(
        weights: impl IntoIterator<Item = usize>,
        test: impl Fn(usize) -> WeightTest,
        now: f64,
        seconds: f64,
    ) -> Option<Self> {
        let mut queue: VecDeque<usize> = weights.into_iter().collect();
        #[expect(clippy::cast_precision_loss, reason = "far fewer weights than 2^52")]
        let pace = seconds / (queue.len() as f64 * 2.0);
        let weight = queue.pop_front()?;
        Some(Self { queue, sweeping: true, ..Self::of_one(weight, test(weight), now, pace) })
    }

    /// How far the weight stands from where it was.
    #[must_use]
    pub fn change(&self, settings: &Settings) -> f64 {
        match self.phase {
            Phase::Raised => settings.step,
            Phase::PutBack => 0.0,
            Phase::Lowered => -settings.step,
        }
    }

    /// The next move, as the primary button asks for it.
    pub fn step(&mut self, now: f64) -> Progress {
        self.since = now;
        match self.phase {
            Phase::Raised => self.phase = Phase::PutBack,
            Phase::PutBack => self.phase = Phase::Lowered,
            Phase::Lowered => return Progress::Finished,
        }
        Progress::Going
    }

    /// Moves on what moves by itself: from put back to lowered, and everything while sweeping.
    pub fn tick(&mut self, now: f64, test: impl Fn(usize) -> WeightTest) -> Progress {
        while now - self.since >= self.pace {
            match (self.phase, self.sweeping) {
                (Phase::PutBack, _) | (Phase::Raised, true) => self.phase = Phase::Lowered,
                (_, false) => return Progress::Going,
                (Phase::Lowered, true) => {
                    self.shown.push((self.weight, self.test));
                    let Some(next) = self.queue.pop_front() else {
                        return Progress::Finished;
                    };
                    (self.weight, self.test, self.phase) = (next, test(next), Phase::Raised);
                }
            }
            self.since += self.pace;
        }
        Progress::Going
    }

    /// Whether it will move on without anybody pressing a button.
    #[must_use]
    pub fn moves_by_itself(&self) -> bool {
        self.sweeping || self.phase == Phase::PutBack
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Direction;

    const TEST: WeightTest =
        WeightTest { up: 2.0, stay: 0.0, down: 1.0, direction: Direction::Raise };

    #[test]
    fn one_weight_goes_up_back_down_and_back() {
        let settings = Settings::default();
        let mut trial = Trial::of_one(6, TEST, 0.0, 0.4);
        assert_eq!(trial.change(&settings), 1.0);
        assert_eq!(trial.tick(9.0, |_| TEST), Progress::Going);
        assert_eq!(trial.change(&settings), 1.0, "a raised weight waits to be looked at");
        assert_eq!(trial.step(9.0), Progress::Going);
        assert_eq!(trial.change(&settings), 0.0);
        assert_eq!(trial.tick(9.5, |_| TEST), Progress::Going);
        assert_eq!(trial.change(&settings), -1.0);
        assert_eq!(trial.step(10.0), Progress::Finished);
    }

    #[test]
    fn a_sweep_takes_the_seconds_it_was_given() {
        let mut trial = Trial::of_all(0..11, |_| TEST, 0.0, 4.0).unwrap();
        assert_eq!(trial.tick(3.9, |_| TEST), Progress::Going);
        assert_eq!(trial.tick(4.01, |_| TEST), Progress::Finished);
        assert_eq!(trial.shown.len(), 11);
    }
}
