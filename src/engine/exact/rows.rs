//! How many examples match at every pair of a low and a high part, a row of 256 low parts at a time.

use std::ops::RangeInclusive;

use super::counters::{Counters, TOGETHER};
use super::ranks::Ranks;

/// Examples taken together.
pub const BLOCK: usize = 64;

/// The low sums of up to [`BLOCK`] examples, ready to meet any high sums.
pub struct Rows(Vec<Ranks>);

impl Rows {
    /// Each example by its 1 to 256 low sums, and the outputs that match.
    #[must_use]
    pub fn of(examples: impl Iterator<Item = (Vec<f64>, RangeInclusive<f64>)>) -> Self {
        let mut rows = Self(Vec::new());
        rows.rank(examples);
        rows
    }

    /// Other examples, in the same memory: to give it back and fetch it again takes longer than to rank.
    pub fn rank(&mut self, examples: impl Iterator<Item = (Vec<f64>, RangeInclusive<f64>)>) {
        let mut count = 0;
        for (lows, wanted) in examples {
            match self.0.get_mut(count) {
                Some(ranks) => ranks.rank(&lows, wanted),
                None => self.0.push(Ranks::of(&lows, wanted)),
            }
            count += 1;
        }
        self.0.truncate(count);
    }

    /// Counts how many of the examples match at every sum of a low and a high one.
    ///
    /// `highs` are those of each example, as many as there are rows.
    pub fn add_matches(
        &mut self,
        mut highs: impl Iterator<Item = Vec<f64>>,
        counters: &mut Counters,
    ) {
        for examples in self.0.chunks_mut(TOGETHER) {
            let highs: Vec<Vec<f64>> = highs.by_ref().take(examples.len()).collect();
            counters.add(|row, sets| {
                for ((set, ranks), highs) in sets.iter_mut().zip(&mut *examples).zip(&highs) {
                    *set = ranks.matching(highs[row]);
                }
            });
        }
    }
}
