//! How many at once: the same rounds with one weight a round, two, three ... all that are lit.
//!
//! This is Shotgun without a penalty: Bradley, Kyrola, Bickson, Guestrin 2011, "Parallel coordinate descent for
//! L1-regularized loss minimization", ICML.

use std::ops::ControlFlow;

use super::dataset::Dataset;
use super::evaluation::Evaluation;
use super::exact::share;
use super::experiment::Experiment;
use super::policies::apply;
use super::settings::{Policy, Score, Settings, Size};
use super::spectrum::{Spectrum, dot};
use super::standing::Standing;
use super::unit_columns::UnitColumns;

/// Up to so many lit columns every P is tried.
const TRY_EVERY: usize = 12;

/// An error so many times that at the start counts as infinite.
const BEYOND: f64 = 1e12;

/// Pixels moved between two words to the observer: some milliseconds.
const PIXELS: usize = 1 << 20;

/// How rounds are played for every P.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How far the weights that are drawn move.
    pub size: Size,
    /// How many rounds; at least 1.
    pub rounds: usize,
    /// The first seed; the others count on from it.
    pub seed: u64,
    /// How many seeds; at least 1.
    pub seeds: usize,
}

impl Draws {
    /// The most rounds.
    pub const MOST_ROUNDS: usize = 10_000;
    /// The most seeds.
    pub const MOST_SEEDS: usize = 100;

    /// The usual ones: 100 rounds, the seeds 0 to 9.
    #[must_use]
    pub const fn usual(size: Size) -> Self {
        Self { size, rounds: 100, seed: 0, seeds: 10 }
    }

    /// The seeds.
    fn all(self) -> Vec<u64> {
        (self.seed..).take(self.seeds).collect()
    }

    /// About how many pixels are looked at to play them all.
    #[must_use]
    pub fn cost(self, dataset: &Dataset) -> usize {
        let (examples, cells) = (dataset.examples.len(), dataset.shape.cells());
        let pixels = match self.size {
            // All rungs together move about five times all weights.
            Size::Fitted => 2 * examples * cells * 5,
            // Two scores for each weight, and the outputs after.
            Size::Step => 3 * examples * cells * (2 * cells.ilog2() as usize + 3).min(cells),
        };
        pixels.saturating_mul(self.rounds).saturating_mul(self.seeds)
    }
}

/// What rounds that move P weights each come to, for several P.
#[derive(Debug, Clone, PartialEq)]
pub struct HowMany {
    /// How far the weights moved.
    pub size: Size,
    /// The score that the errors are of; of matches an error is how many examples do not match.
    pub score: Score,
    /// The error before the first round; of the squared error in squared units of the labels.
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
    /// The error after the last round, one a seed, from the least; infinite where it exploded on the way.
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
        self.errors.iter().filter(|&&error| is_below(error, start)).count()
    }

    /// For how many seeds the error is above that at the `start`, by more than rounding.
    #[must_use]
    pub fn grew(&self, start: f64) -> usize {
        self.errors.iter().filter(|&&error| is_below(start, error)).count()
    }
}

/// Whether an error is below another by more than rounding.
fn is_below(error: f64, other: f64) -> bool {
    error < other && other == f64::INFINITY || Score::SquaredError.beats(error, other, false)
}

impl HowMany {
    /// Every round moves P of the d lit weights, each by its own best amount alone: the sum over the examples of
    /// (label - output) x pixel, over the sum of pixel². All are worked out at the outputs before the round, and
    /// applied together. The score is the squared error.
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
        let examples = dataset.examples.iter();
        let residuals: Vec<f64> = examples.map(|e| e.label - e.pixels.dot(weights)).collect();
        let begin = |p: usize, seed| (residuals.clone(), p, fastrand::Rng::with_seed(seed));
        let round = |(residuals, p, random): &mut (Vec<f64>, usize, fastrand::Rng)| {
            let drawn = random.choose_multiple(0..columns.count(), *p);
            // Along a column of unit length the best amount is the part of the residuals that lies along it.
            let best: Vec<f64> = drawn.iter().map(|&j| columns.dot(j, residuals)).collect();
            for (j, amount) in drawn.into_iter().zip(best) {
                columns.add(j, -amount, residuals);
            }
            Some(dot(residuals, residuals))
        };
        let how_many = Self {
            size: Size::Fitted,
            score: Score::SquaredError,
            start: dot(&residuals, &residuals),
            rounds,
            spectrum: spectrum(&columns, &mut observer)?,
            rungs: Vec::new(),
        };
        how_many.climbed(seeds, begin, round, |p| p * columns.rows, observer)
    }

    /// Every round tests all weights at the experiment's score and step, and moves P of those that have a direction
    /// by one step, or all where they are no more: rounds by [`Policy::SomeAtOnce`], numbered from 1.
    ///
    /// A round takes about 3 N x D steps. Seeds and observer are as in [`HowMany::fitted`].
    pub fn stepped(
        experiment: &Experiment,
        rounds: usize,
        seeds: &[u64],
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let Experiment { dataset, settings, .. } = experiment;
        let score = settings.score;
        let error = |now: &Evaluation| match score {
            // An error of 0 is the best there is, by matches as by all others.
            Score::Matches => score.gain(now.tally.score(score), as_f64(dataset.examples.len())),
            _ => now.tally.score(score),
        };
        let start = Evaluation::of(experiment);
        let begin = |p, seed| {
            let drawn =
                Settings { policy: Policy::SomeAtOnce, size: Size::Step, p, seed, ..*settings };
            (Standing::at(Experiment { settings: drawn, ..experiment.clone() }), 0)
        };
        let round = |(here, number): &mut (Standing, usize)| {
            *number += 1;
            let after = apply(here, *number, &mut |_| ControlFlow::Continue(()))?.weights;
            if *after == *here.experiment.weights {
                return None;
            }
            here.advance(&after.into());
            Some(error(&here.evaluation))
        };
        let how_many = Self {
            size: Size::Step,
            score,
            start: error(&start),
            rounds,
            spectrum: spectrum(&UnitColumns::of(dataset), &mut observer)?,
            rungs: Vec::new(),
        };
        let pixels = 3 * dataset.examples.len() * dataset.shape.cells();
        how_many.climbed(seeds, begin, round, |_| pixels, observer)
    }

    /// What the `draws` come to, from the experiment's weights.
    pub fn of(
        experiment: &Experiment,
        draws: Draws,
        observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let Experiment { dataset, weights, .. } = experiment;
        match draws.size {
            Size::Fitted => Self::fitted(dataset, weights, draws.rounds, &draws.all(), observer),
            Size::Step => Self::stepped(experiment, draws.rounds, &draws.all(), observer),
        }
    }

    /// Plays all rounds for every P and seed.
    ///
    /// `begin` is where those of one P and seed begin. `round` plays one of them and returns the error after it, or
    /// nothing where all later ones would change nothing either. The number of `pixels` that a round of P looks at
    /// says how often the observer is told.
    fn climbed<S>(
        mut self,
        seeds: &[u64],
        begin: impl Fn(usize, u64) -> S,
        round: impl Fn(&mut S) -> Option<f64>,
        pixels: impl Fn(usize) -> usize,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let ladder = ladder(self.spectrum);
        let work = |p, rounds: usize| pixels(p) as u128 * rounds as u128;
        let all: u128 = ladder.iter().map(|p| work(*p, self.rounds * seeds.len())).sum();
        let mut done = 0;
        for p in ladder {
            let mut errors = Vec::with_capacity(seeds.len());
            let often = (PIXELS / pixels(p).max(1)).max(1);
            for &seed in seeds {
                let mut state = begin(p, seed);
                let mut error = self.start;
                for number in 0..self.rounds {
                    if number.is_multiple_of(often)
                        && observer(share(done + work(p, number), all)).is_break()
                    {
                        return None;
                    }
                    let Some(after) = round(&mut state) else { break };
                    error = after;
                    if error > BEYOND * self.start {
                        error = f64::INFINITY;
                        break;
                    }
                }
                done += work(p, self.rounds);
                errors.push(error);
            }
            errors.sort_by(f64::total_cmp);
            self.rungs.push(Rung { p, errors });
        }
        Some(self)
    }
}

/// The spectrum of the columns; nothing where the observer breaks.
fn spectrum(
    columns: &UnitColumns,
    observer: &mut impl FnMut(f32) -> ControlFlow<()>,
) -> Option<Spectrum> {
    match Spectrum::of_columns(columns, || observer(0.0)) {
        ControlFlow::Continue(spectrum) => Some(spectrum),
        ControlFlow::Break(()) => None,
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

#[expect(clippy::cast_precision_loss, reason = "at most 1,000,000 examples")]
const fn as_f64(examples: usize) -> f64 {
    examples as f64
}
