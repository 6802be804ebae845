//! What the rows of settings say together: how many match how many examples, and the best of them.

use super::columns::{Column, every};
use super::counters::{Counters, NONE, Set};

/// A histogram over settings, each counted in all the ways it can be had.
pub struct Tally {
    /// How many settings match 0, 1, ... all examples.
    pub counts: Vec<u128>,
    /// The best so far.
    pub best: Best,
    lows: Lows,
    /// For each row the ways to it, and its fewest weights that are not 0.
    rows: (Vec<u128>, Vec<u32>),
    /// Settings of the low part that match so many, in rows not added to the counts yet.
    bins: Vec<u64>,
}

/// The first of the settings that match most with the fewest weights.
pub struct Best {
    /// How many examples it matches.
    pub matched: usize,
    /// Its weights that are not 0.
    weights: u32,
    /// Its place in the low part, its row, and its place outside of both.
    pub place: [u128; 3],
}

/// The settings of the low part.
struct Lows {
    all: Set,
    /// The ways to each.
    ways: Vec<u64>,
    /// The fewest weights that are not 0 of each.
    weights: Vec<u32>,
    /// Whether there is one way to each.
    once: bool,
}

impl Tally {
    /// Nothing counted yet, over settings of these columns and any others outside.
    #[must_use]
    pub fn of(low: &[Column], rows: &[Column], examples: usize) -> Self {
        Self {
            counts: vec![0; examples + 1],
            best: Best { matched: 0, weights: u32::MAX, place: [0; 3] },
            lows: Lows::of(low),
            rows: (ways(rows), weights(rows)),
            bins: vec![0; examples + 1],
        }
    }

    /// Adds all rows at one setting of what is outside, which can be had in `ways` and has so many `weights` not 0.
    pub fn add(&mut self, matched: &Counters, outer: u128, ways: u128, weights: u32) {
        let mut rows = matched.rows().zip(0_usize..);
        // Most rows can be had in as many ways as the one before.
        for same in self.rows.0.chunk_by(|a, b| a == b) {
            for (matched, row) in rows.by_ref().take(same.len()) {
                let mut most = (0, NONE);
                matched.each(&self.lows.all, |matched, lows| {
                    self.bins[matched] += self.lows.ways(lows);
                    most = (matched, *lows);
                });
                let weights = weights + self.rows.1[row];
                if let Some(low) = self.best.look(most, weights, &self.lows) {
                    self.best.place = [low as u128, row as u128, outer];
                }
            }
            for (count, bin) in self.counts.iter_mut().zip(&mut self.bins) {
                *count += ways * same[0] * u128::from(*bin);
                *bin = 0;
            }
        }
    }
}

impl Best {
    /// The best place in a row with so many weights elsewhere, if it is better than what is known. `most` are the
    /// most examples that match in the row, and where.
    fn look(&mut self, most: (usize, Set), weights: u32, lows: &Lows) -> Option<usize> {
        let (most, at) = most;
        // Only a row with fewer weights than the best setting can have a better one.
        if most < self.matched || most == self.matched && weights >= self.weights {
            return None;
        }
        let low = members(&at).min_by_key(|low| lows.weights[*low])?;
        let fewest = weights + lows.weights[low];
        if most == self.matched && fewest >= self.weights {
            return None;
        }
        (self.matched, self.weights) = (most, fewest);
        Some(low)
    }
}

impl Lows {
    fn of(columns: &[Column]) -> Self {
        let ways: Vec<u64> =
            ways(columns).into_iter().map(|ways| u64::try_from(ways).unwrap_or(u64::MAX)).collect();
        let mut all = NONE;
        (0..ways.len()).for_each(|low| all[low / 64] |= 1 << (low % 64));
        let once = ways.iter().all(|ways| *ways == 1);
        Self { all, ways, weights: weights(columns), once }
    }

    /// The ways to any of these.
    fn ways(&self, lows: &Set) -> u64 {
        if self.once {
            lows.iter().map(|word| u64::from(word.count_ones())).sum()
        } else {
            members(lows).map(|low| self.ways[low]).sum()
        }
    }
}

fn ways(columns: &[Column]) -> Vec<u128> {
    every(1, columns, |all: u128, _, _, ways| all * ways)
}

fn weights(columns: &[Column]) -> Vec<u32> {
    every(0, columns, |all, _, sum, _| all + sum.unsigned_abs())
}

/// The places of a set, ascending.
fn members(set: &Set) -> impl Iterator<Item = usize> + '_ {
    set.iter().enumerate().flat_map(|(word, bits)| {
        let bits = std::iter::successors(Some(*bits), |bits| Some(bits & bits.wrapping_sub(1)));
        let bits = bits.take_while(|bits| *bits != 0);
        bits.map(move |bits| word * 64 + bits.trailing_zeros() as usize)
    })
}
