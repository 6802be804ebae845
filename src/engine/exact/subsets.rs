//! Every subset of a round's changes applied alone: how many examples match, and what it gains.

use std::ops::{AddAssign, ControlFlow};

use super::counters::{Counters, ROW};
use super::gains;
use super::rows::{BLOCK, Rows};
use crate::engine::dataset::Dataset;
use crate::engine::round::Round;
use crate::engine::settings::Score;

/// Examples read between two words to the observer: a few milliseconds.
const OFTEN: usize = 1 << 14;

/// Why there is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubsetsError {
    /// So many weights moved, more than [`Subsets::MOST_CHANGES`].
    TooManyChanges(usize),
    /// The observer broke.
    Stopped,
}

/// All 2^k subsets of the k changes of a round. In a subset, bit i stands for change i, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Subsets {
    /// The weights that moved, in reading order, each with its change.
    pub changes: Vec<(usize, f64)>,
    /// How many examples match when only that subset is applied; 2^k of them.
    pub matched: Vec<u32>,
    /// What that subset gains on the round's score, over no change at all; 2^k of them.
    pub gains: Vec<f64>,
    /// How many examples there are.
    pub examples: usize,
}

/// The subsets that match most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestSubsets {
    /// How many examples they match.
    pub matched: usize,
    /// How many subsets match so many.
    pub count: usize,
    /// Those with the fewest changes first, then in order of their weights; each as its weights in reading order.
    pub sets: Vec<Vec<usize>>,
}

impl Subsets {
    /// The most changes: 2^20 subsets, 12 MB.
    pub const MOST_CHANGES: usize = 20;

    /// The table of a round on its dataset. The observer is told the share done, from 0 to 1, and may break.
    ///
    /// # Errors
    ///
    /// Above 20 changes, or when the observer breaks.
    pub fn of(
        dataset: &Dataset,
        round: &Round,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Self, SubsetsError> {
        let changes: Vec<(usize, f64)> = round.changes().collect();
        if changes.len() > Self::MOST_CHANGES {
            return Err(SubsetsError::TooManyChanges(changes.len()));
        }
        let subsets = 1 << changes.len();
        let score = round.settings.score;
        // What share of the work matching is.
        let matching = match score {
            Score::Matches => 1.0,
            Score::AbsoluteError => 0.4,
            Score::SquaredError => 0.9,
            Score::LogLoss => 0.02,
        };
        let table = || {
            let examples = felt(dataset, round, &changes, &mut observer)?;
            let matched = matched(&examples, round, subsets, |share| observer(share * matching))?;
            let rest = |share| observer(matching + share * (1.0 - matching));
            let gains = match score {
                Score::Matches => {
                    matched.iter().map(|m| f64::from(*m) - f64::from(matched[0])).collect()
                }
                Score::AbsoluteError => gains::absolute_error(&examples, subsets, rest)?,
                Score::SquaredError => gains::squared_error(&examples, changes.len(), rest)?,
                Score::LogLoss => gains::log_loss(&examples, subsets, rest)?,
            };
            ControlFlow::Continue((matched, gains))
        };
        match { table }() {
            ControlFlow::Break(()) => Err(SubsetsError::Stopped),
            ControlFlow::Continue((matched, gains)) => {
                Ok(Self { changes, matched, gains, examples: dataset.examples.len() })
            }
        }
    }

    /// How many subsets match 0, 1, ... all examples.
    #[must_use]
    pub fn histogram(&self) -> Vec<u64> {
        let mut histogram = vec![0; self.examples + 1];
        for matched in &self.matched {
            histogram[*matched as usize] += 1;
        }
        histogram
    }

    /// The subsets that match most, up to `most` of them listed.
    #[must_use]
    pub fn best(&self, most: usize) -> BestSubsets {
        let best = self.matched.iter().copied().max().unwrap_or(0);
        let mut sets: Vec<u32> =
            (0..).zip(&self.matched).filter(|(_, m)| **m == best).map(|(set, _)| set).collect();
        // Reversed bits, because the first weight counts most in the order of lists.
        sets.sort_by_key(|set| (set.count_ones(), std::cmp::Reverse(set.reverse_bits())));
        BestSubsets {
            matched: best as usize,
            count: sets.len(),
            sets: sets.into_iter().take(most).map(|set| self.weights(set)).collect(),
        }
    }

    /// The weights of a subset, in reading order.
    #[must_use]
    pub fn weights(&self, set: u32) -> Vec<usize> {
        let changes = self.changes.iter().enumerate();
        changes.filter(|(i, _)| set >> i & 1 == 1).map(|(_, (weight, _))| *weight).collect()
    }
}

/// What one example feels of the changes.
pub struct Felt {
    /// The output before.
    pub before: f64,
    /// The label.
    pub label: f64,
    /// Change x pixel, of each change.
    pub contributions: Vec<f64>,
}

impl Felt {
    fn of(dataset: &Dataset, round: &Round, changes: &[(usize, f64)], e: usize) -> Self {
        let example = &dataset.examples[e];
        Self {
            before: round.examples[e].before,
            label: example.label,
            contributions: changes.iter().map(|(i, change)| change * example.pixels[*i]).collect(),
        }
    }

    /// The label less the output before.
    #[must_use]
    pub fn residual(&self) -> f64 {
        self.label - self.before
    }

    /// The contributions of the low part, of which 256 subsets make a row, and of the high part.
    #[must_use]
    pub fn split(&self) -> (&[f64], &[f64]) {
        self.contributions.split_at(self.contributions.len().min(ROW.ilog2() as usize))
    }
}

/// What each example feels of the changes. The observer is asked now and then.
fn felt(
    dataset: &Dataset,
    round: &Round,
    changes: &[(usize, f64)],
    observer: &mut impl FnMut(f32) -> ControlFlow<()>,
) -> ControlFlow<(), Vec<Felt>> {
    let mut examples = Vec::with_capacity(dataset.examples.len());
    for e in 0..dataset.examples.len() {
        if e.is_multiple_of(OFTEN) {
            observer(0.0)?;
        }
        examples.push(Felt::of(dataset, round, changes, e));
    }
    ControlFlow::Continue(examples)
}

/// The sums of all subsets of `terms`, each on top of `start`; bit i of a place stands for term i.
pub fn sums<T: Copy + AddAssign>(start: T, terms: impl Iterator<Item = T>) -> Vec<T> {
    let mut sums = vec![start];
    for term in terms {
        sums.extend_from_within(..);
        let half = sums.len() / 2;
        sums[half..].iter_mut().for_each(|sum| *sum += term);
    }
    sums
}

fn matched(
    examples: &[Felt],
    round: &Round,
    subsets: usize,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> ControlFlow<(), Vec<u32>> {
    let mut counters = Counters::new(subsets.div_ceil(ROW), examples.len());
    let mut rows = Rows::of(std::iter::empty());
    let blocks = examples.chunks(BLOCK);
    let all = blocks.len() as u128;
    for (done, block) in (0..).zip(blocks) {
        observer(super::share(done, all))?;
        let lows = block.iter().map(|felt| {
            (sums(0.0, felt.split().0.iter().copied()), round.criterion.matching(felt.label))
        });
        let highs = block.iter().map(|felt| sums(felt.before, felt.split().1.iter().copied()));
        rows.rank(lows);
        rows.add_matches(highs, &mut counters);
    }
    let mut matched: Vec<u32> = counters.rows().flat_map(|row| row.all()).collect();
    matched.truncate(subsets);
    ControlFlow::Continue(matched)
}
