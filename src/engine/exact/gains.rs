//! What every subset of a round's changes gains on the errors.

use std::ops::{AddAssign, ControlFlow, Neg};

use super::counters::ROW;
use super::rows::BLOCK;
use super::subsets::{Felt, sums};
use crate::engine::dataset::is_whole;
use crate::engine::score;

/// Bytes that the nearest cache keeps beside others.
const NEAR: usize = 1 << 14;

/// With fewer examples at a time it is no faster to add in 16 bits first.
const LEAST_BLOCK: usize = 4;

/// The squared error has terms of single changes and of pairs only: the gain of change i alone is the sum
/// over examples of 2 r c - c^2, with r the label less the output before and c = change x pixel; together with
/// change j it gains 2 c c' less.
///
/// The share done is told once for every [`BLOCK`] examples.
pub fn squared_error(
    examples: &[Felt],
    changes: usize,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> ControlFlow<(), Vec<f64>> {
    // For each change the gain of it alone, and what pairs with those before it add.
    let mut terms: Vec<(f64, Vec<f64>)> = (0..changes).map(|i| (0.0, vec![0.0; i])).collect();
    let blocks = examples.chunks(BLOCK);
    let all = blocks.len() as u128;
    for (done, block) in (0..).zip(blocks) {
        observer(super::share(done, all))?;
        for felt in block {
            for (c, (single, pairs)) in felt.contributions.iter().zip(&mut terms) {
                *single += 2.0 * felt.residual() * c - c * c;
                for (pair, other) in pairs.iter_mut().zip(&felt.contributions) {
                    *pair -= 2.0 * c * other;
                }
            }
        }
    }
    let mut gains = vec![0.0];
    for (single, pairs) in terms {
        // What the change adds to each subset of those before it.
        let added = sums(single, pairs.into_iter());
        let with: Vec<f64> = gains.iter().zip(added).map(|(gain, added)| gain + added).collect();
        gains.extend(with);
    }
    ControlFlow::Continue(gains)
}

/// The absolute error has no closed form: every output of every subset is looked at. Off the label by a low and a
/// high part, it is |low + high| = 2 max(high, -low) - (high - low), and the sum over examples of the last
/// bracket is that of any subset sum. So the larger of two numbers is all there is to add.
///
/// The share done is told once for every block of examples.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 where sums are large or have fractions"
)]
pub fn absolute_error(
    examples: &[Felt],
    subsets: usize,
    observer: impl FnMut(f32) -> ControlFlow<()>,
) -> ControlFlow<(), Vec<f64>> {
    let size = |part: &f64| if is_whole(*part) { part.abs() } else { f64::INFINITY };
    let reach =
        |felt: &Felt| size(&felt.residual()) + felt.contributions.iter().map(size).sum::<f64>();
    let furthest = examples.iter().map(reach).fold(1.0, f64::max);
    // So many whole numbers add up without overflow.
    let most = (f64::from(i16::MAX) / furthest) as usize;
    let mut errors = if most < LEAST_BLOCK {
        larger_parts::<f64, 16>(examples, usize::MAX, subsets, observer)?
    } else {
        larger_parts::<i16, 64>(examples, most, subsets, observer)?
    };
    let total = |of: &dyn Fn(&Felt) -> f64| examples.iter().map(of).sum::<f64>();
    let changes = (0..subsets.ilog2() as usize).map(|i| {
        let moved = total(&|felt| felt.contributions[i]);
        if i < ROW.ilog2() as usize { -moved } else { moved }
    });
    let apart = sums(-total(&Felt::residual), changes);
    errors.truncate(subsets);
    errors.iter_mut().zip(apart).for_each(|(error, apart)| *error = 2.0 * *error - apart);
    let before = errors[0];
    ControlFlow::Continue(errors.into_iter().map(|error| before - error).collect())
}

/// The log-loss has no closed form either: every output of every subset is looked at.
///
/// The share done is told once an example.
pub fn log_loss(
    examples: &[Felt],
    subsets: usize,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> ControlFlow<(), Vec<f64>> {
    /// Subsets between two looks at the observer.
    const OFTEN: usize = 1 << 16;
    let mut gains = vec![0.0; subsets];
    let all = examples.len() as u128 * subsets as u128;
    for (e, felt) in (0_u128..).zip(examples) {
        let before = score::log_loss(felt.before, felt.label);
        let outputs = sums(felt.before, felt.contributions.iter().copied());
        let parts = gains.chunks_mut(OFTEN).zip(outputs.chunks(OFTEN));
        for (part, (gains, outputs)) in (0_u128..).zip(parts) {
            observer(super::share(e * subsets as u128 + part * OFTEN as u128, all))?;
            for (gain, output) in gains.iter_mut().zip(outputs) {
                *gain += before - score::log_loss(*output, felt.label);
            }
        }
    }
    ControlFlow::Continue(gains)
}

/// For every subset the sum over examples of max(high, -low). Of no more than `most` examples the sums may be
/// taken in `T`; of as many as fit in registers, `LANES`, they are taken at once.
fn larger_parts<T: Part, const LANES: usize>(
    examples: &[Felt],
    most: usize,
    subsets: usize,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> ControlFlow<(), Vec<f64>> {
    let mut larger = vec![0.0; subsets.max(ROW)];
    let blocks = examples.chunks(most.min(NEAR / (ROW * size_of::<T>())));
    let all = blocks.len() as u128;
    for (done, block) in (0..).zip(blocks) {
        observer(super::share(done, all))?;
        let parts = block.iter().map(|felt| {
            let (low, high) = felt.split();
            let mut lows = sums(T::of(0.0), low.iter().map(|c| -T::of(*c)));
            lows.resize(ROW, T::of(0.0));
            (lows, sums(T::of(-felt.residual()), high.iter().map(|c| T::of(*c))))
        });
        let parts: Vec<(Vec<T>, Vec<T>)> = parts.collect();
        for (row, larger) in larger.chunks_exact_mut(ROW).enumerate() {
            for (part, larger) in larger.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
                let mut sums = [T::of(0.0); LANES];
                for (lows, highs) in &parts {
                    let high = highs[row];
                    for (sum, low) in sums.iter_mut().zip(&lows.as_chunks::<LANES>().0[part]) {
                        *sum += if *low > high { *low } else { high };
                    }
                }
                for (larger, sum) in larger.iter_mut().zip(sums) {
                    *larger += sum.into();
                }
            }
        }
    }
    ControlFlow::Continue(larger)
}

/// What parts of outputs are added in.
trait Part: Copy + PartialOrd + AddAssign + Neg<Output = Self> + Into<f64> {
    fn of(value: f64) -> Self;
}

impl Part for f64 {
    fn of(value: f64) -> Self {
        value
    }
}

impl Part for i16 {
    #[expect(clippy::cast_possible_truncation, reason = "asked for small whole numbers only")]
    fn of(value: f64) -> Self {
        value as Self
    }
}
