//! The low sums of one example, ranked: which of them match together with a high sum.

use std::ops::RangeInclusive;

use super::counters::{NONE, ROW, Set};

/// More than there are ranks, so that few sums share a bucket.
const BUCKETS: u16 = 512;

/// High sums that are remembered: where pixels have few shades, the same ones come again and again.
const KNOWN: usize = 512;

/// The 1 to 256 low sums of one example.
pub struct Ranks {
    /// The outputs that match.
    wanted: RangeInclusive<f64>,
    /// The distinct low sums, ascending.
    sums: Vec<f64>,
    /// For each of them the low parts with a lower sum, and in the end all.
    lower: Vec<Set>,
    /// For each bucket of evenly spaced sums, how many distinct sums are in buckets below it.
    below: [u16; BUCKETS as usize + 2],
    scale: f64,
    /// High sums, each at a place that its bits decide, with the ranks that match.
    known: Vec<(f64, [u16; 2])>,
}

impl Ranks {
    /// Ranks 1 to 256 finite sums.
    #[must_use]
    pub fn of(lows: &[f64], wanted: RangeInclusive<f64>) -> Self {
        let mut ranks = Self {
            wanted: 0.0..=0.0,
            sums: Vec::new(),
            lower: Vec::new(),
            below: [0; BUCKETS as usize + 2],
            scale: 0.0,
            known: Vec::new(),
        };
        ranks.rank(lows, wanted);
        ranks
    }

    /// Ranks other sums, in the same memory.
    pub fn rank(&mut self, lows: &[f64], wanted: RangeInclusive<f64>) {
        self.wanted = wanted;
        let mut sorted: Vec<(f64, usize)> = lows.iter().copied().zip(0..ROW).collect();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        self.sums.clear();
        self.lower.clear();
        let mut all = NONE;
        for (sum, low) in sorted {
            if self.sums.last().is_none_or(|last| *last < sum) {
                self.sums.push(sum);
                self.lower.push(all);
            }
            all[low / 64] |= 1 << (low % 64);
        }
        self.lower.push(all);
        let width = self.sums[self.sums.len() - 1] - self.sums[0];
        self.scale = if width > 0.0 { f64::from(BUCKETS - 1) / width } else { 0.0 };
        self.below.fill(0);
        for i in 0..self.sums.len() {
            let bucket = self.bucket(self.sums[i], 1.0);
            self.below[bucket] += 1;
        }
        for bucket in 1..self.below.len() {
            self.below[bucket] += self.below[bucket - 1];
        }
        self.known.clear();
        self.known.resize(KNOWN, (f64::NAN, [0; 2]));
    }

    /// The bucket of a sum, counted from `offset`; what is below all sums or above them is at either end.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and then walks"
    )]
    fn bucket(&self, sum: f64, offset: f64) -> usize {
        let place = (sum - self.sums[0]) * self.scale + offset;
        (place as u32 as usize).min(self.below.len() - 1)
    }

    /// How many distinct sums are so small that `is_below` holds; `guess` is about that many.
    #[expect(clippy::cast_possible_truncation, reason = "at most 256")]
    fn count(&self, guess: u16, is_below: impl Fn(f64) -> bool) -> u16 {
        let mut count = usize::from(guess);
        while count > 0 && !is_below(self.sums[count - 1]) {
            count -= 1;
        }
        while count < self.sums.len() && is_below(self.sums[count]) {
            count += 1;
        }
        count as u16
    }

    /// The low parts whose sums, added to `high`, match.
    #[must_use]
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "below KNOWN")]
    pub fn matching(&mut self, high: f64) -> Set {
        // Multiplicative hashing: the upper bits of the product depend on all others (Knuth, 1973).
        let hash = high.to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = (hash >> (u64::BITS - KNOWN.ilog2())) as usize;
        if self.known[place].0 != high {
            self.known[place] = (high, self.ends(high));
        }
        let [first, end] = self.known[place].1.map(|rank| &self.lower[usize::from(rank)]);
        std::array::from_fn(|word| first[word] ^ end[word])
    }

    /// The first rank that matches and the first above that does not; the same one if none does.
    ///
    /// The buckets only guess: the sums themselves decide, added as floating point adds them. That is monotone,
    /// so the ranks have no gap.
    #[cold]
    fn ends(&self, high: f64) -> [u16; 2] {
        let (from, to) = (*self.wanted.start(), *self.wanted.end());
        let before = self.below[self.bucket(from - high, 0.0)];
        let first = self.count(before, |sum| high + sum < from);
        let until = self.below[self.bucket(to - high, 1.0)];
        let end = self.count(until, |sum| high + sum <= to);
        [first, end.max(first)]
    }
}
