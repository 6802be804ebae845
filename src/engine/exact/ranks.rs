//! The low sums of one example, ranked: which of them match together with a high sum.

use std::ops::RangeInclusive;

/// How many low sums there are at most, so that a rank is a byte.
pub const ROW: usize = 256;

/// Finer than the ranks, so that few sums share a bucket.
const BUCKETS: u16 = 512;

/// Up to 256 low sums of one example.
pub struct Ranks {
    /// The rank of each low sum among the distinct ones; 0 beyond the last sum.
    pub of: [u8; ROW],
    /// The distinct sums, ascending.
    sums: Vec<f64>,
    /// For each bucket of evenly spaced sums, how many distinct sums are in buckets below it.
    below: [u16; BUCKETS as usize + 2],
    scale: f64,
}

/// Ranks `first..=first + more`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub first: u8,
    pub more: u8,
}

impl Span {
    /// Whether a rank is within. Without a branch, for sixteen ranks at once.
    #[must_use]
    pub const fn holds(self, rank: u8) -> bool {
        rank.wrapping_sub(self.first) <= self.more
    }
}

impl Ranks {
    /// Ranks 1 to 256 finite sums.
    #[must_use]
    pub fn of(lows: &[f64]) -> Self {
        let mut sorted: Vec<(f64, usize)> = lows.iter().copied().zip(0..).collect();
        sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut of = [0; ROW];
        let mut sums: Vec<f64> = Vec::with_capacity(sorted.len());
        let mut rank = 0;
        for (sum, low) in sorted {
            if sums.last().is_some_and(|last| *last < sum) {
                rank += 1;
            }
            if sums.len() == usize::from(rank) {
                sums.push(sum);
            }
            of[low] = rank;
        }
        let width = sums[sums.len() - 1] - sums[0];
        let scale = if width > 0.0 { f64::from(BUCKETS - 1) / width } else { 0.0 };
        let mut ranks = Self { of, sums, below: [0; BUCKETS as usize + 2], scale };
        for sum in &ranks.sums {
            ranks.below[ranks.bucket(*sum, 1.0)] += 1;
        }
        for bucket in 1..ranks.below.len() {
            ranks.below[bucket] += ranks.below[bucket - 1];
        }
        ranks
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
    fn count(&self, guess: u16, is_below: impl Fn(f64) -> bool) -> usize {
        let mut count = usize::from(guess);
        while count > 0 && !is_below(self.sums[count - 1]) {
            count -= 1;
        }
        while count < self.sums.len() && is_below(self.sums[count]) {
            count += 1;
        }
        count
    }

    /// The ranks whose sums, added to `high`, are in `wanted`, if there are any.
    ///
    /// The buckets only guess: the sums themselves decide, added as floating point adds them. That is monotone,
    /// so the ranks have no gap.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "ranks are bytes")]
    pub fn matching(&self, high: f64, wanted: &RangeInclusive<f64>) -> Option<Span> {
        let (from, to) = (*wanted.start(), *wanted.end());
        let before = self.below[self.bucket(from - high, 0.0)];
        let first = self.count(before, |sum| high + sum < from);
        let until = self.below[self.bucket(to - high, 1.0)];
        let end = self.count(until, |sum| high + sum <= to);
        (first < end).then(|| Span { first: first as u8, more: (end - first - 1) as u8 })
    }
}
