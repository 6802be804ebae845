//! What changes do together beyond what they do apart: terms of every order, Shapley values and interactions.
//!
//! These are sums with alternating signs of up to 2^20 gains, in which rounding would drown what is left.
//! So gains become whole multiples of one power of two and are added without any rounding.

use super::subsets::Subsets;

/// Gains are below 2^94 units: 3^20 of them, the most that a term adds, stay below 2^127.
const BITS: i32 = 94;

impl Subsets {
    /// The sum of the Moebius terms of each order 1, 2, ... k: of single changes, pairs, triples and so on.
    ///
    /// The term of a subset is its gain less the terms of all smaller subsets in it, so that all terms
    /// together are the gain of all changes.
    #[must_use]
    pub fn orders(&self) -> Vec<f64> {
        let units = Units::of(&self.gains);
        let changes = self.changes.len();
        let mut of_size = vec![0; changes + 1];
        for (set, gain) in (0_u32..).zip(&self.gains) {
            of_size[set.count_ones() as usize] += units.count(*gain);
        }
        let order = |order: usize| {
            // A subset of `size` is in so many of `order`, each time with the sign of their difference.
            let terms = of_size[..=order].iter().enumerate().map(|(size, gain)| {
                let count = choose(changes - size, order - size) * gain;
                if (order - size).is_multiple_of(2) { count } else { -count }
            });
            units.value(terms.sum(), 1)
        };
        (1..=changes).map(order).collect()
    }

    /// The Shapley value of each change: what it adds to those before it, averaged over all orders in which
    /// the changes could be applied. They add up to the gain of all changes (Shapley, 1953).
    #[must_use]
    pub fn shapley(&self) -> Vec<f64> {
        let units = Units::of(&self.gains);
        let changes = self.changes.len();
        let low = changes / 2;
        // The gains of each low part added up over all high parts of one size, and the other way round.
        let mut lows = vec![vec![0; 1 << low]; changes - low + 1];
        let mut highs = vec![vec![0; 1 << (changes - low)]; low + 1];
        for (high, row) in self.gains.chunks_exact(1 << low).enumerate() {
            let lows = &mut lows[high.count_ones() as usize];
            for (low, gain) in row.iter().enumerate() {
                let gain = units.count(*gain);
                lows[low] += gain;
                highs[low.count_ones() as usize][high] += gain;
            }
        }
        let value = |(sums, bit): (&[Vec<i128>], usize)| {
            let mut added = vec![0; changes];
            for (size, sums) in sums.iter().enumerate() {
                for (set, gain) in sums.iter().enumerate() {
                    let others = size + (set & !(1 << bit)).count_ones() as usize;
                    added[others] += if set >> bit & 1 == 1 { *gain } else { -gain };
                }
            }
            units.average(&added)
        };
        let lows = (0..low).map(|bit| (lows.as_slice(), bit));
        let highs = (0..changes - low).map(|bit| (highs.as_slice(), bit));
        lows.chain(highs).map(value).collect()
    }

    /// The Shapley interaction of the changes `i` and `j`, by their place among the changes: what both add beyond
    /// what each adds, averaged likewise; below 0 where they spoil each other (Grabisch and Roubens, 1999).
    #[must_use]
    pub fn interaction(&self, i: usize, j: usize) -> f64 {
        let units = Units::of(&self.gains);
        let pair: u32 = 1 << i | 1 << j;
        let mut added = vec![0; self.changes.len() + 1 - pair.count_ones() as usize];
        for (set, gain) in (0_u32..).zip(&self.gains) {
            let gain = units.count(*gain);
            let lacks_one = !(pair & !set).count_ones().is_multiple_of(2);
            added[(set & !pair).count_ones() as usize] += if lacks_one { -gain } else { gain };
        }
        units.average(&added)
    }
}

/// The power of two in which gains are counted.
struct Units {
    /// Units are 2^-scale.
    scale: i32,
}

impl Units {
    #[expect(clippy::cast_possible_truncation, reason = "exponents are below 1025")]
    fn of(gains: &[f64]) -> Self {
        let largest = gains.iter().fold(0.0, |largest: f64, gain| largest.max(gain.abs()));
        // Gains are below 2^exponent; where they are next to nothing, the scale has to stay a number.
        let exponent = (largest.log2().floor().max(-900.0) + 1.0) as i32;
        Self { scale: BITS - exponent }
    }

    /// So many units: exact down to 2^-42 of the largest gain, and always where gains are whole.
    #[expect(clippy::cast_possible_truncation, reason = "below 2^94")]
    fn count(&self, gain: f64) -> i128 {
        (gain * 2_f64.powi(self.scale)).round() as i128
    }

    /// The number nearest to units / divisor.
    #[expect(clippy::cast_precision_loss, reason = "the one rounding of all")]
    fn value(&self, units: i128, divisor: i128) -> f64 {
        let shift = units.unsigned_abs().leading_zeros().min(127);
        let shifted = units.unsigned_abs() << shift;
        let divisor = divisor.unsigned_abs();
        let inexact = u128::from(!shifted.is_multiple_of(divisor));
        let magnitude = ((shifted / divisor) | inexact) as f64;
        let value = magnitude * 2_f64.powi(-shift.cast_signed()) * 2_f64.powi(-self.scale);
        if units < 0 { -value } else { value }
    }

    /// What something adds, averaged over the places it can have among n - 1 others that are applied in any order:
    /// `added` has, for each number of others before it, the sum over all choices of them.
    ///
    /// Of n places each has the same chance, and each choice of s others too: 1 / (n C(n-1, s)). All these
    /// divide the least common multiple of 1 to n.
    fn average(&self, added: &[i128]) -> f64 {
        let n = added.len();
        let common =
            (1..).take(n).fold(1, |all: i128, next| all / common_divisor(all, next) * next);
        let weight = |s| common / (n as i128 * choose(n - 1, s));
        let sum = added.iter().enumerate().map(|(s, units)| weight(s) * units).sum();
        self.value(sum, common)
    }
}

/// How many subsets of `chosen` things `all` things have.
fn choose(all: usize, chosen: usize) -> i128 {
    (1..=chosen as i128).fold(1, |count, i| count * (all as i128 + 1 - i) / i)
}

fn common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}
