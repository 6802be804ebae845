//! One weight after the other, each tested at the outputs as they now are and moved at once: column by column.

use std::sync::Arc;

use super::columns::Columns;
use super::machine::{Instructions, Machine, Moves};
use super::near::{Column, Look};
use super::problem::{Problem, Refusal};
use super::rows::Rows;
use super::tests::{Scores, Wanted};

/// The test of one weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Test {
    /// With the weight as it is.
    pub stay: Scores,
    /// With it raised by one nudge.
    pub up: Scores,
    /// With it lowered.
    pub down: Scores,
}

/// The outputs of all examples while weights have their turns.
#[derive(Debug)]
pub struct Turns<R> {
    problem: Arc<Problem<R>>,
    columns: Arc<Columns>,
    machine: Machine,
    nudge: i32,
    reach: i32,
    wanted: Wanted,
    outputs: Vec<i32>,
    stay: Scores,
    /// No output is of a larger magnitude.
    farthest: i32,
}

impl<R: Rows> Turns<R> {
    /// Finds all outputs at `weights`, in units; tests will be by `nudge` units. The columns are those of the problem.
    ///
    /// # Errors
    /// Where an output or a sum might overflow, or numbers do not go together.
    pub fn at(
        problem: Arc<Problem<R>>,
        columns: Arc<Columns>,
        weights: &[i32],
        nudge: i32,
        wanted: Wanted,
        instructions: Instructions,
    ) -> Result<Self, Refusal> {
        let reach = problem.reach(nudge)?;
        problem.bear(0, weights, reach)?;
        columns.belong(&problem)?;
        let machine = Machine::new(instructions, problem.width());
        let mut outputs = vec![0; problem.count()];
        let moves = Moves::new(weights);
        let mut rows = [&[] as &[u8]; 64];
        for (first, outputs) in (0..).step_by(rows.len()).zip(outputs.chunks_mut(rows.len())) {
            let rows = &mut rows[..outputs.len()];
            problem.rows().point(first, rows);
            machine.outputs(&moves, rows, outputs);
        }
        // Columns are as long as there are examples, whatever the width of rows.
        let machine = Machine::new(instructions, usize::MAX);
        let (stay, farthest) = (Scores::default(), 0);
        let mut turns =
            Self { problem, columns, machine, nudge, reach, wanted, outputs, stay, farthest };
        turns.score();
        Ok(turns)
    }

    /// Tests one weight at the outputs as they now are.
    #[must_use]
    pub fn test(&self, weight: usize) -> Test {
        let Self { problem, stay, wanted, nudge, .. } = self;
        let (mut up, mut down) = (*stay, *stay);
        if problem.sums[weight] > 0 {
            let column =
                Column { pixels: self.columns.column(weight), look: self.look(), nudge: *nudge };
            let found = self.machine.test(column);
            if wanted.matched {
                (up.matched, down.matched) = (found.up.matched, found.down.matched);
            }
            if wanted.absolute {
                (up.absolute, down.absolute) = (found.up.absolute, found.down.absolute);
            }
            if wanted.squared {
                let nudge = i64::from(*nudge);
                let (pull, own) = (2 * nudge * found.pull, nudge * nudge * problem.squares[weight]);
                (up.squared, down.squared) = (up.squared + pull + own, down.squared - pull + own);
            }
        }
        Test { stay: *stay, up, down }
    }

    /// Moves one weight by so many units.
    ///
    /// # Errors
    /// As [`Self::at`]; then nothing has moved.
    pub fn shift(&mut self, weight: usize, by: i32) -> Result<(), Refusal> {
        let mut moves = vec![0; self.problem.width()];
        moves[weight] = by;
        self.problem.bear(self.farthest, &moves, self.reach)?;
        for (output, pixel) in self.outputs.iter_mut().zip(self.columns.column(weight)) {
            *output += by * i32::from(*pixel);
        }
        self.score();
        Ok(())
    }

    /// The examples.
    pub(super) fn problem(&self) -> &Problem<R> {
        &self.problem
    }

    /// The pixels of one weight.
    pub(super) fn column(&self, weight: usize) -> &[u8] {
        self.columns.column(weight)
    }

    /// No output is of a larger magnitude, in units.
    pub(super) const fn farthest(&self) -> i32 {
        self.farthest
    }

    /// How many units a test moves a weight by.
    pub(super) const fn nudge(&self) -> i32 {
        self.nudge
    }

    /// The output of every example, in units.
    #[must_use]
    pub fn outputs(&self) -> &[i32] {
        &self.outputs
    }

    /// The scores at these outputs.
    #[must_use]
    pub const fn scores(&self) -> Scores {
        self.stay
    }

    fn score(&mut self) {
        let (mut matched, mut absolute, mut squared, mut farthest) = (0, 0, 0, 0);
        let mut flags = [0; 1 << 12];
        let all = self.look();
        for from in (0..self.outputs.len()).step_by(flags.len()) {
            let look = all.part(from, flags.len());
            let seen = self.machine.look(look, &mut flags[..look.outputs.len()]);
            matched += seen.matched;
            absolute += seen.absolute;
            squared += seen.squared;
            farthest = farthest.max(seen.farthest);
        }
        (self.stay, self.farthest) = (Scores { matched, absolute, squared }, farthest);
    }

    fn look(&self) -> Look<'_> {
        let Wanted { matched, absolute, squared } = self.wanted;
        Look {
            before: &self.outputs,
            outputs: &self.outputs,
            low: &self.problem.low,
            high: &self.problem.high,
            label: &self.problem.label,
            reach: self.reach,
            matched,
            absolute,
            squared,
        }
    }
}
