//! What the rows of settings say together: how many match how many examples, and the best of them.

use super::columns::{Column, every};
use super::ranks::ROW;

/// Bins beside each other, so that equal counts in a row need not wait for one another.
const BINS: usize = 4;

/// A histogram over settings, each counted in all the ways it can be had.
pub struct Tally {
    /// How many settings match 0, 1, ... all examples.
    pub counts: Vec<u128>,
    /// The best so far.
    pub best: Best,
    /// For each setting of the low part the ways to it, and its fewest weights that are not 0.
    lows: (Vec<u64>, Vec<u32>),
    /// The same for each row.
    rows: (Vec<u128>, Vec<u32>),
    /// Settings of the low part that match so many, in rows not added to the counts yet.
    bins: Vec<[u64; BINS]>,
}

/// The first of the settings that match most with the fewest weights.
pub struct Best {
    /// How many examples it matches.
    pub matched: u32,
    /// Its weights that are not 0.
    weights: u32,
    /// Its place in the low part, its row, and its place outside of both.
    pub place: [u128; 3],
}

impl Tally {
    /// Nothing counted yet, over settings of these columns and any others outside.
    #[must_use]
    pub fn of(low: &[Column], rows: &[Column], examples: usize) -> Self {
        let ways = |columns| every(1, columns, |all: u128, _, _, ways| all * ways);
        let weights = |columns| every(0, columns, |all, _, sum, _| all + sum.unsigned_abs());
        let low_ways = ways(low).into_iter().map(|ways| u64::try_from(ways).unwrap_or(u64::MAX));
        Self {
            counts: vec![0; examples + 1],
            best: Best { matched: 0, weights: u32::MAX, place: [0; 3] },
            lows: (low_ways.collect(), weights(low)),
            rows: (ways(rows), weights(rows)),
            bins: vec![[0; BINS]; examples + 1],
        }
    }

    /// Adds all rows at one setting of what is outside, which can be had in `ways` and has so many `weights` not 0.
    pub fn add(&mut self, matched: &[u32], outer: u128, ways: u128, weights: u32) {
        let (low_ways, low_weights) = &self.lows;
        let mut rows = matched.chunks_exact(ROW).map(|row| &row[..low_ways.len()]).zip(0_usize..);
        // Most rows can be had in as many ways as the one before.
        for same in self.rows.0.chunk_by(|a, b| a == b) {
            for (matched, row) in rows.by_ref().take(same.len()) {
                for (matched, ways) in matched.chunks(BINS).zip(low_ways.chunks(BINS)) {
                    for (bin, (matched, ways)) in matched.iter().zip(ways).enumerate() {
                        self.bins[*matched as usize][bin] += ways;
                    }
                }
                let weights = weights + self.rows.1[row];
                if let Some(low) = self.best.look(matched, weights, low_weights) {
                    self.best.place = [low as u128, row as u128, outer];
                }
            }
            for (count, bins) in self.counts.iter_mut().zip(&mut self.bins) {
                *count += ways * same[0] * u128::from(bins.iter().sum::<u64>());
                *bins = [0; BINS];
            }
        }
    }
}

impl Best {
    /// The best place in a row with so many weights elsewhere, if it is better than what is known.
    fn look(&mut self, matched: &[u32], weights: u32, low_weights: &[u32]) -> Option<usize> {
        let most = matched.iter().copied().max()?;
        // Only a row with fewer weights than the best setting can have a better one.
        if most < self.matched || most == self.matched && weights >= self.weights {
            return None;
        }
        let lows = matched.iter().zip(low_weights).enumerate();
        let lows = lows.filter(|(_, (matched, _))| **matched == most);
        let (low, fewest) =
            lows.map(|(low, (_, fewest))| (low, weights + fewest)).min_by_key(|(_, w)| *w)?;
        if most == self.matched && fewest >= self.weights {
            return None;
        }
        (self.matched, self.weights) = (most, fewest);
        Some(low)
    }
}
