//! One weight after the other by the log-loss: the tests of [`log_loss`](super::log_loss), at the outputs as they now are.
//!
//! Of every example e^m is kept, and of the fraction (1 + e^m e^d) / (1 + e^m) its two parts that do not depend on d. A
//! test then costs a look into a table and two products for every lit pixel of its column; a move multiplies e^m, of
//! those examples alone, by the same table.
//!
//! # How exact
//! As there, but that e^m carries a relative error of 2^-53 more for every move that it went through. Where the margin is
//! beyond 600, which numbers hold badly, it is made anew of the output, which is exact. The loss itself is carried from move
//! to move by the change that the move's own test found: what is compared, a test with staying, differs by that change
//! alone.

use std::sync::Arc;

use super::columns::{Columns, Turns};
use super::log_loss::{Powers, Product, loss};
use super::machine::Instructions;
use super::problem::{Problem, Refusal};
use super::rows::Rows;
use super::tests::Wanted;

/// Within this margin e^m is carried on.
const CARRIED: f64 = 600.0;

/// The test of one weight by the log-loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LossTest {
    /// With the weight as it is.
    pub stay: f64,
    /// With it raised by one nudge.
    pub up: f64,
    /// With it lowered.
    pub down: f64,
}

/// The log-loss of all examples while weights have their turns.
#[derive(Debug)]
pub struct LossTurns<R> {
    turns: Turns<R>,
    powers: Powers,
    unit: f64,
    examples: Vec<Margin>,
    stay: f64,
}

/// e^m of an example, and what of it every test needs: 1 / (1 + e^m), and e^m times that.
#[derive(Debug, Clone, Copy)]
struct Margin {
    power: f64,
    parts: [f64; 2],
}

impl Margin {
    fn of(margin: f64) -> Self {
        // Beyond this one the power has no number, and 1 beside it no weight.
        Self::with(margin.min(709.0).exp())
    }

    fn with(power: f64) -> Self {
        let one = 1.0 / (1.0 + power);
        Self { power, parts: [one, power * one] }
    }
}

impl<R: Rows> LossTurns<R> {
    /// Finds all outputs at `weights`, in units that are worth `unit`; tests will be by `nudge` units. A label above 0
    /// counts as 1, any other as -1.
    ///
    /// # Errors
    /// As [`Turns::at`], and where a test by the brightest pixel might multiply by more than a number holds.
    pub fn at(
        problem: Arc<Problem<R>>,
        columns: Arc<Columns>,
        weights: &[i32],
        nudge: i32,
        unit: f64,
        instructions: Instructions,
    ) -> Result<Self, Refusal> {
        let turns = Turns::at(problem, columns, weights, nudge, Wanted::NONE, instructions)?;
        let powers = Powers::new(unit * f64::from(nudge));
        if powers.together() == 0 {
            return Err(Refusal::Far);
        }
        let margins = || (0..turns.outputs().len()).map(|e| margin(&turns, unit, e));
        let examples = margins().map(Margin::of).collect();
        let stay = margins().map(loss).sum();
        Ok(Self { turns, powers, unit, examples, stay })
    }

    /// Tests one weight at the outputs as they now are.
    #[must_use]
    pub fn test(&self, weight: usize) -> LossTest {
        let Self { turns, powers, examples, stay, .. } = self;
        let together = powers.together();
        let (mut product, mut factors) = (Product::ONE, 0);
        let labels = &turns.problem().label;
        // Some dark pixels are passed by at once.
        let some = together.min(8);
        let parts = turns.column(weight).chunks(some).zip(examples.chunks(some));
        for ((pixels, examples), labels) in parts.zip(labels.chunks(some)) {
            if pixels.iter().fold(0, |any, pixel| any | pixel) == 0 {
                continue;
            }
            if factors + pixels.len() > together {
                product.take_out();
                factors = 0;
            }
            factors += pixels.len();
            for ((pixel, Margin { parts: [one, power], .. }), label) in
                pixels.iter().zip(examples).zip(labels)
            {
                let [up, down] = powers.of(*pixel, *label > 0);
                product.multiply([one + power * up, one + power * down]);
            }
        }
        let [up, down] = product.logarithms();
        LossTest { stay: *stay, up: stay + up, down: stay + down }
    }

    /// Moves one weight one nudge up, or down, as it was tested: here, or before weights were moved that it never meets.
    ///
    /// # Errors
    /// As [`Turns::shift`]; then nothing has moved.
    pub fn shift(&mut self, weight: usize, up: bool, found: &LossTest) -> Result<(), Refusal> {
        let by = if up { self.turns.nudge() } else { -self.turns.nudge() };
        self.turns.shift(weight, by)?;
        let Self { turns, powers, unit, examples, stay } = self;
        *stay += if up { found.up } else { found.down } - found.stay;
        let labels = &turns.problem().label;
        for (e, pixel) in turns.column(weight).iter().enumerate().filter(|(_, pixel)| **pixel > 0) {
            let [raised, lowered] = powers.of(*pixel, labels[e] > 0);
            let now = margin(turns, *unit, e);
            // The move is within the reach of a test, so that what was carried was near enough.
            let power = examples[e].power * if up { raised } else { lowered };
            let far = now.abs() + powers.farthest() > CARRIED;
            examples[e] = if far { Margin::of(now) } else { Margin::with(power) };
        }
        Ok(())
    }
}

/// -label * output.
fn margin<R: Rows>(turns: &Turns<R>, unit: f64, example: usize) -> f64 {
    let output = f64::from(turns.outputs()[example]) * unit;
    if turns.problem().label[example] > 0 { -output } else { output }
}
