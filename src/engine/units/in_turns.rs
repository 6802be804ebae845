//! Groups of weights that have their turns in whole numbers of units: each tested where those before it have gone.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::{Units, wanted};
use crate::engine::evaluation::{Direction, Evaluation, WeightTest};
use crate::engine::kernels::{Instructions, LossTest, LossTurns, Refusal, Rows, Test, Turns};
use crate::engine::settings::Score;

/// Weights that are tested and moved one after the other.
trait TakeTurns {
    type Test;

    fn test(&self, weight: usize) -> Self::Test;

    /// Moves a weight by so many units, one nudge up or down, as it was tested.
    fn shift(&mut self, weight: usize, by: i32, test: &Self::Test) -> Result<(), Refusal>;
}

impl<R: Rows> TakeTurns for Turns<R> {
    type Test = Test;

    fn test(&self, weight: usize) -> Test {
        self.test(weight)
    }

    fn shift(&mut self, weight: usize, by: i32, _: &Test) -> Result<(), Refusal> {
        self.shift(weight, by)
    }
}

impl<R: Rows> TakeTurns for LossTurns<R> {
    type Test = LossTest;

    fn test(&self, weight: usize) -> LossTest {
        self.test(weight)
    }

    fn shift(&mut self, weight: usize, by: i32, test: &LossTest) -> Result<(), Refusal> {
        self.shift(weight, by > 0, test)
    }
}

impl Units {
    /// The weights after every group has had its turn: tested, and all of it moved. `None` where numbers become too
    /// large. Breaks where the watch does.
    pub(in crate::engine) fn in_turns(
        &mut self,
        groups: &[Vec<usize>],
        evaluation: &Evaluation,
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> ControlFlow<(), Option<Vec<f64>>> {
        let (problem, nudge) = (Arc::clone(self.state.problem()), self.state.nudge());
        let columns = self.columns();
        let (weights, best) = (&self.weights, Instructions::Best);
        let score = self.settings.score;
        let direction =
            |scores: [f64; 3]| WeightTest::found(score, scores, evaluation.whole).direction;
        if score == Score::LogLoss {
            let turns = LossTurns::at(problem, columns, weights, nudge, self.output, best);
            let found = |test: &LossTest| direction([test.up, test.stay, test.down]);
            return self.take(turns, groups, found, watch);
        }
        let turns = Turns::at(problem, columns, weights, nudge, wanted(score), best);
        let found = |test: &Test| {
            direction([test.up, test.stay, test.down].map(|scores| self.value(&scores)))
        };
        self.take(turns, groups, found, watch)
    }

    fn take<T: TakeTurns>(
        &self,
        turns: Result<T, Refusal>,
        groups: &[Vec<usize>],
        direction: impl Fn(&T::Test) -> Direction,
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> ControlFlow<(), Option<Vec<f64>>> {
        let Ok(mut turns) = turns else { return ControlFlow::Continue(None) };
        let (mut weights, nudge) = (self.weights.clone(), self.state.nudge());
        for (done, group) in groups.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a share")]
            watch(done as f32 / groups.len() as f32)?;
            let tests: Vec<_> = group.iter().map(|weight| (*weight, turns.test(*weight))).collect();
            for (weight, test) in tests {
                let by = match direction(&test) {
                    Direction::Leave => continue,
                    Direction::Lower => -nudge,
                    Direction::Raise => nudge,
                };
                if turns.shift(weight, by, &test).is_err() {
                    return ControlFlow::Continue(None);
                }
                weights[weight] += by;
            }
        }
        let weights = weights.into_iter().map(|weight| f64::from(weight) * self.weight);
        ControlFlow::Continue(Some(weights.collect()))
    }
}
