//! One weight after the other by the log-loss: the tests of [`log_loss`](super::log_loss), at the outputs as they now are.
//!
//! Of every example e^m is kept, and of the fraction (1 + e^m e^d) / (1 + e^m) its two parts that do not depend on d. A
//! test then costs a look into a table and two products for every lit pixel of its column; a move multiplies e^m, of
//! those examples alone, by the same table.
//!
//! # How exact
//! As there, but that e^m carries a relative error of 2^-53 more for every move that it went through. Where a margin is
//! beyond 600, which numbers hold badly, all are made anew of the outputs, which are exact. The loss itself is carried from move
//! to move by the change that the move's own test found: what is compared, a test with staying, differs by that change
//! alone.

use std::sync::Arc;

use super::columns::Columns;
use super::log_loss::{Powers, Product, is_dark, loss};
use super::machine::Instructions;
use super::problem::{Problem, Refusal};
use super::rows::Rows;
use super::tests::Wanted;
use super::turns::Turns;

/// Within this margin e^m is carried on.
const CARRIED: f64 = 600.0;
/// So many examples are passed by at once where their pixels are dark.
const SOME: usize = 8;

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
    margins: Margins,
    stay: f64,
}

/// e^m of every example, and what of it every test needs: 1 / (1 + e^m), and e^m times that.
#[derive(Debug, Default)]
struct Margins {
    powers: Vec<f64>,
    ones: Vec<f64>,
    shares: Vec<f64>,
}

impl Margins {
    fn of(margins: impl Iterator<Item = f64>) -> Self {
        let powers: Vec<f64> = margins.map(power).collect();
        let ones: Vec<f64> = powers.iter().map(|power| 1.0 / (1.0 + power)).collect();
        let shares = powers.iter().zip(&ones).map(|(power, one)| power * one).collect();
        Self { powers, ones, shares }
    }

    /// Multiplies every e^m by what `of` says of its example, where some of [`SOME`] beside each other have a lit pixel.
    fn multiply(&mut self, pixels: &[u8], labels: &[i32], of: [&[f64; 256]; 2]) {
        let (powers, ones) = (self.powers.chunks_mut(SOME), self.ones.chunks_mut(SOME));
        let parts = powers.zip(ones).zip(self.shares.chunks_mut(SOME));
        for ((pixels, labels), ((powers, ones), shares)) in
            pixels.chunks(SOME).zip(labels.chunks(SOME)).zip(parts)
        {
            if is_dark(pixels) {
                continue;
            }
            for (power, (pixel, label)) in powers.iter_mut().zip(pixels.iter().zip(labels)) {
                *power *= of[usize::from(*label > 0)][usize::from(*pixel)];
            }
            for ((power, one), share) in powers.iter().zip(ones).zip(shares) {
                *one = 1.0 / (1.0 + power);
                *share = power * *one;
            }
        }
    }
}

/// e^m. Beyond 709 there is no number for it, and 1 beside it has no weight.
fn power(margin: f64) -> f64 {
    margin.min(709.0).exp()
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
        if powers.together == 0 {
            return Err(Refusal::Far);
        }
        let stay = margins(&turns, unit).map(loss).sum();
        let margins = Margins::of(margins(&turns, unit));
        Ok(Self { turns, powers, unit, margins, stay })
    }

    /// Tests one weight at the outputs as they now are.
    #[must_use]
    pub fn test(&self, weight: usize) -> LossTest {
        let Self { turns, powers, margins, stay, .. } = self;
        let together = powers.together;
        let some = together.min(SOME);
        let (mut product, mut factors) = (Product::ONE, 0);
        let of = [powers.of(false), powers.of(true)];
        let examples = margins.ones.chunks(some).zip(margins.shares.chunks(some));
        let examples = examples.zip(turns.problem().label.chunks(some));
        for (pixels, ((ones, shares), labels)) in turns.column(weight).chunks(some).zip(examples) {
            if is_dark(pixels) {
                continue;
            }
            if factors + pixels.len() > together {
                product.take_out();
                factors = 0;
            }
            factors += pixels.len();
            for ((pixel, label), (one, share)) in
                pixels.iter().zip(labels).zip(ones.iter().zip(shares))
            {
                let [up, down] = of[usize::from(*label > 0)][usize::from(*pixel)];
                product.multiply([one + share * up, one + share * down]);
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
        let Self { turns, powers, unit, margins: carried, stay } = self;
        *stay += if up { found.up } else { found.down } - found.stay;
        let farthest = f64::from(turns.farthest()) * *unit + powers.farthest();
        if farthest > CARRIED {
            *carried = Margins::of(margins(turns, *unit));
            return Ok(());
        }
        let one_way = |pairs: &[[f64; 2]; 256]| {
            pairs.map(|[raised, lowered]| if up { raised } else { lowered })
        };
        let of = [false, true].map(|positive| one_way(powers.of(positive)));
        carried.multiply(turns.column(weight), &turns.problem().label, [&of[0], &of[1]]);
        Ok(())
    }
}

/// -label * output, for every example.
fn margins<R: Rows>(turns: &Turns<R>, unit: f64) -> impl Iterator<Item = f64> {
    let labels = &turns.problem().label;
    turns.outputs().iter().zip(labels).map(move |(output, label)| {
        let output = f64::from(*output) * unit;
        if *label > 0 { -output } else { output }
    })
}
