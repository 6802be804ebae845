//! Where training stands, from round to round.

use std::sync::Arc;

use super::columns::{Columns, Moving};
use super::gram::Gram;
use super::machine::{Instructions, Moves};
use super::pass::Pass;
use super::problem::{Problem, Refusal};
use super::rows::Rows;
use super::share::{Share, Whole};
use super::tests::{Scores, Tests, Wanted};

/// How much of the machine is used. It changes nothing but the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How many threads, this one included, divide the rows; where there are few rows, fewer.
    pub threads: usize,
    /// What instructions.
    pub instructions: Instructions,
}

impl Effort {
    /// One thread with the best instructions.
    pub const ALONE: Self = Self { threads: 1, instructions: Instructions::Best };

    /// As many threads of this machine as pay for so many pixels.
    #[must_use]
    pub fn here(pixels: usize) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Self::worth(pixels, threads)
    }

    /// As many of these threads as pay for so many pixels: each wants half a megabyte.
    #[must_use]
    pub fn worth(pixels: usize, threads: usize) -> Self {
        const SHARE: usize = 1 << 19;
        Self { threads: threads.min(pixels / SHARE).max(1), ..Self::ALONE }
    }
}

/// The outputs of all examples at some weights, and the tests of every weight there.
pub struct State<R> {
    problem: Arc<Problem<R>>,
    nudge: i32,
    reach: i32,
    wanted: Wanted,
    effort: Effort,
    outputs: Vec<i32>,
    shares: Vec<Share>,
    whole: Whole,
    gram: Option<Arc<Gram>>,
    columns: Option<Arc<Columns>>,
    tests: Tests,
}

impl<R: Rows> State<R> {
    /// Finds all outputs at `weights`, in units, and tests every weight there, by `nudge` units up and down.
    ///
    /// # Errors
    /// Where an output or a sum might overflow, or there is not one weight for every pixel.
    pub fn at(
        problem: Arc<Problem<R>>,
        weights: &[i32],
        nudge: i32,
        wanted: Wanted,
        effort: Effort,
    ) -> Result<Self, Refusal> {
        let reach = problem.reach(nudge)?;
        problem.bear(0, weights, reach)?;
        let width = problem.width();
        let share = |_| Share::new(effort.instructions, width);
        let mut state = Self {
            outputs: vec![0; problem.count()],
            shares: (0..effort.threads.max(1)).map(share).collect(),
            whole: Whole::new(width),
            gram: None,
            columns: None,
            tests: Tests {
                stay: Scores::default(),
                up: vec![Scores::default(); width],
                down: vec![Scores::default(); width],
            },
            problem,
            nudge,
            reach,
            wanted,
            effort,
        };
        state.pass(weights, true);
        Ok(state)
    }

    /// Moves every weight by so many units, and tests every weight from there.
    ///
    /// # Errors
    /// As [`Self::at`]; then nothing has moved.
    pub fn advance(&mut self, moves: &[i32]) -> Result<&Tests, Refusal> {
        self.problem.bear(self.whole.seen.farthest, moves, self.reach)?;
        self.pass(moves, false);
        Ok(&self.tests)
    }

    /// The tests where training stands.
    #[must_use]
    pub const fn tests(&self) -> &Tests {
        &self.tests
    }

    /// The output of every example, in units.
    #[must_use]
    pub fn outputs(&self) -> &[i32] {
        &self.outputs
    }

    /// How much of the machine is used.
    #[must_use]
    pub const fn effort(&self) -> Effort {
        self.effort
    }

    /// How many units a test moves a weight by.
    #[must_use]
    pub const fn nudge(&self) -> i32 {
        self.nudge
    }

    /// The examples.
    #[must_use]
    pub const fn problem(&self) -> &Arc<Problem<R>> {
        &self.problem
    }

    /// Takes the products of all columns of these rows, with which the squared error's tests need no rows from now on.
    /// Making them takes as long as some hundred rounds save; they stay the same for as long as the pixels do.
    ///
    /// # Errors
    /// Where they are of rows of another width.
    pub fn keep_products(&mut self, gram: Arc<Gram>) -> Result<(), Refusal> {
        let (pixels, weights) = (self.problem.width(), gram.width());
        if pixels != weights {
            return Err(Refusal::Weights { pixels, weights });
        }
        self.gram = Some(gram);
        Ok(())
    }

    /// Takes the pixels column by column: where only some weights move, the others' pixels are read no more, but for those
    /// of rows near a boundary.
    ///
    /// # Errors
    /// Where they are of other examples.
    pub fn keep_columns(&mut self, columns: Arc<Columns>) -> Result<(), Refusal> {
        columns.belong(&self.problem)?;
        self.columns = Some(columns);
        Ok(())
    }

    fn pass(&mut self, moves: &[i32], first: bool) {
        let Self { problem, whole, wanted, .. } = self;
        let by_gram = self.gram.as_ref().filter(|_| !first && wanted.squared);
        if let Some(gram) = by_gram {
            gram.pull(self.effort.instructions, moves, &mut whole.pull);
        }
        whole.begin();
        let pull = wanted.squared && by_gram.is_none();
        // The pull wants every row in any case.
        let columns = self.columns.as_ref().filter(|_| !first && !pull);
        let pass = Pass {
            problem,
            moves: &Moves::new(moves),
            columns: columns.and_then(|columns| Moving::of(columns, moves)),
            nudge: self.nudge,
            reach: self.reach,
            wanted: *wanted,
            first,
            pull,
        };
        pass.over(&mut self.outputs, &mut self.shares);
        for share in &mut self.shares {
            share.pour(whole);
        }
        self.tell();
    }

    /// Puts the tests together from the sums.
    fn tell(&mut self) {
        let Self { problem, whole, wanted, tests, .. } = self;
        let seen = whole.seen;
        let nudge = i64::from(self.nudge);
        let [matched, absolute, squared] = [seen.matched, seen.absolute, seen.squared];
        tests.stay = Scores { matched, absolute, squared };
        for (i, (up, down)) in tests.up.iter_mut().zip(&mut tests.down).enumerate() {
            if wanted.matched {
                up.matched = seen.always_up + whole.up[i];
                down.matched = seen.always_down + whole.down[i];
            }
            if wanted.absolute {
                let tilt = nudge * (2 * whole.risen[i] - problem.sums[i]);
                up.absolute = absolute + tilt + 2 * whole.bend_up[i];
                down.absolute = absolute - tilt + 2 * whole.bend_down[i];
            }
            if wanted.squared {
                let (pull, own) = (2 * nudge * whole.pull[i], nudge * nudge * problem.squares[i]);
                up.squared = squared + pull + own;
                down.squared = squared - pull + own;
            }
        }
    }
}
