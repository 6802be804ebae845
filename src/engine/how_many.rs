//! How many at once: the same rounds with one weight a round, two, three ... all that are lit.
//!
//! This is Shotgun without a penalty: Bradley, Kyrola, Bickson, Guestrin 2011, "Parallel coordinate descent for
//! L1-regularized loss minimization", ICML.

use std::ops::ControlFlow;

use super::dataset::Dataset;
use super::settings::Score;
use super::spectrum::{Spectrum, dot};
use super::unit_columns::UnitColumns;

/// Up to so many lit columns every P is tried.
const TRY_EVERY: usize = 12;

/// A squared error so many times that at the start counts as infinite.
const BEYOND: f64 = 1e12;

/// Pixels moved between two words to the observer: some milliseconds.
const PIXELS: usize = 1 << 20;

/// What rounds that move P weights each come to, for several P.
#[derive(Debug, Clone, PartialEq)]
pub struct HowMany {
    /// The squared error before the first round, in squared units of the labels.
    pub start: f64,
    /// The rounds that were played for every P and seed.
    pub rounds: usize,
    /// How many are lit, and what theory says of them.
    pub spectrum: Spectrum,
    /// What each P comes to, from the fewest to all that are lit; none where nothing is lit.
    pub rungs: Vec<Rung>,
}

/// What rounds that move P weights each come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// P, how many weights move in a round.
    pub p: usize,
    /// The squared error after the last round, one a seed, from the least; infinite where it exploded on the way.
    pub errors: Vec<f64>,
}

impl Rung {
    /// The error in the middle; of an even number the mean of the two there. Not a number where there are none.
    #[must_use]
    pub fn median(&self) -> f64 {
        let Some(last) = self.errors.len().checked_sub(1) else { return f64::NAN };
        f64::midpoint(self.errors[last / 2], self.errors[last.div_ceil(2)])
    }

    /// For how many seeds the error is below that at the `start`, by more than rounding.
    #[must_use]
    pub fn fell(&self, start: f64) -> usize {
        self.errors.iter().filter(|&&error| Score::SquaredError.beats(error, start, false)).count()
    }

    /// For how many seeds the error is above that at the `start`, by more than rounding.
    #[must_use]
    pub fn grew(&self, start: f64) -> usize {
        let above = |&&error: &&f64| {
            error == f64::INFINITY || Score::SquaredError.beats(start, error, false)
        };
        self.errors.iter().filter(above).count()
    }
}

impl HowMany {
    /// Every round moves P of the d lit weights, each by its own best amount alone: the sum over the examples of
    /// (label - output) x pixel, over the sum of pixel². All are worked out at the outputs before the round, and
    /// applied together.
    ///
    /// `weights`, one per cell of the dataset's shape, are those before the first round. Each of the `seeds` draws
    /// the weights of its rounds at random, without repetition; the same ones whenever it is asked.
    ///
    /// A round takes about 2 N x P steps. The observer is told the share done, from 0 to 1, and may break: then
    /// there is no answer.
    pub fn fitted(
        dataset: &Dataset,
        weights: &[f64],
        rounds: usize,
        seeds: &[u64],
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let columns = UnitColumns::of(dataset);
        let ControlFlow::Continue(spectrum) = Spectrum::of_columns(&columns, || observer(0.0))
        else {
            return None;
        };
        let examples = dataset.examples.iter();
        let residuals: Vec<f64> = examples.map(|e| e.label - dot(&e.pixels, weights)).collect();
        let start = dot(&residuals, &residuals);
        let round = |residuals: &mut Vec<f64>, p, random: &mut fastrand::Rng| {
            let drawn = random.choose_multiple(0..columns.count(), p);
            // Along a column of unit length the best amount is the part of the residuals that lies along it.
            let best: Vec<f64> = drawn.iter().map(|&j| columns.dot(j, residuals)).collect();
            for (j, amount) in drawn.into_iter().zip(best) {
                columns.add(j, -amount, residuals);
            }
            dot(residuals, residuals)
        };
        let how_many = Self { start, rounds, spectrum, rungs: Vec::new() };
        how_many.climbed(seeds, &residuals, round, columns.rows, observer)
    }

    /// Plays all rounds for every P and seed, each time from `beginning`.
    ///
    /// `round` plays one of them, with P weights drawn by the generator, and returns the squared error after it. The
    /// number of `examples`, each of which it looks at P times, says how often the observer is told.
    fn climbed<S: Clone>(
        mut self,
        seeds: &[u64],
        beginning: &S,
        round: impl Fn(&mut S, usize, &mut fastrand::Rng) -> f64,
        examples: usize,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let ladder = ladder(self.spectrum);
        let moves = ladder.iter().sum::<usize>() * self.rounds * seeds.len();
        let mut done = 0;
        for p in ladder {
            let mut errors = Vec::with_capacity(seeds.len());
            let often = (PIXELS / (p * examples).max(1)).max(1);
            for &seed in seeds {
                let mut random = fastrand::Rng::with_seed(seed);
                let mut state = beginning.clone();
                let mut error = self.start;
                for number in 0..self.rounds {
                    if number.is_multiple_of(often)
                        && observer(share(done + number * p, moves)).is_break()
                    {
                        return None;
                    }
                    error = round(&mut state, p, &mut random);
                    if error > BEYOND * self.start {
                        error = f64::INFINITY;
                        break;
                    }
                }
                done += p * self.rounds;
                errors.push(error);
            }
            errors.sort_by(f64::total_cmp);
            self.rungs.push(Rung { p, errors });
        }
        Some(self)
    }
}

/// The numbers P to try: all up to the number lit where they are few, else powers of two and one and a half times
/// them; P* and all lit always.
fn ladder(spectrum: Spectrum) -> Vec<usize> {
    let lit = spectrum.lit;
    if lit <= TRY_EVERY {
        return (1..=lit).collect();
    }
    let doubled = std::iter::successors(Some(1), |p| Some(2 * p)).take_while(|p| *p <= lit);
    let mut ladder: Vec<usize> = doubled.flat_map(|p| [p, p + p / 2]).collect();
    ladder.extend([spectrum.parallel(), lit]);
    ladder.retain(|p| *p <= lit);
    ladder.sort_unstable();
    ladder.dedup();
    ladder
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "for a progress bar"
)]
fn share(done: usize, all: usize) -> f32 {
    (done as f64 / all as f64) as f32
}
