//! What every subset of a round's changes gains on the errors.

use std::ops::ControlFlow;

use super::counters::ROW;
use super::rows::BLOCK;
use super::subsets::{Felt, sums};

/// Lows whose sums stay in registers.
const LANES: usize = 16;

/// The squared error has terms of single changes and of pairs only: the gain of change i alone is the sum
/// over examples of 2 r c - c^2, with r the label less the output before and c = change x pixel; together with
/// change j it gains 2 c c' less.
pub fn squared_error(examples: &[Felt], changes: usize) -> Vec<f64> {
    let term = |of: &dyn Fn(&Felt) -> f64| examples.iter().map(of).sum::<f64>();
    let mut gains = vec![0.0];
    for i in 0..changes {
        let single = term(&|felt| {
            let c = felt.contributions[i];
            2.0 * felt.residual() * c - c * c
        });
        let pairs =
            (0..i).map(|j| -2.0 * term(&|felt| felt.contributions[i] * felt.contributions[j]));
        // What the change adds to each subset of those before it.
        let added = sums(single, pairs);
        let with: Vec<f64> = gains.iter().zip(added).map(|(gain, added)| gain + added).collect();
        gains.extend(with);
    }
    gains
}

/// The absolute error has no closed form: every output of every subset is looked at.
///
/// The share done is told once for every [`BLOCK`] examples.
pub fn absolute_error(
    examples: &[Felt],
    subsets: usize,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> ControlFlow<(), Vec<f64>> {
    let mut errors = vec![0.0; subsets.max(ROW)];
    let blocks = examples.chunks(BLOCK);
    let all = blocks.len() as u128;
    for (done, block) in (0..).zip(blocks) {
        observer(super::share(done, all))?;
        let (lows, highs): (Vec<_>, Vec<_>) = block
            .iter()
            .map(|felt| {
                let (low, high) = felt.split();
                let mut lows = sums(0.0, low.iter().copied());
                lows.resize(ROW, 0.0);
                (lows, sums(-felt.residual(), high.iter().copied()))
            })
            .unzip();
        for (row, errors) in errors.chunks_exact_mut(ROW).enumerate() {
            add_row(&lows, &highs, row, errors);
        }
    }
    errors.truncate(subsets);
    let before = errors[0];
    ControlFlow::Continue(errors.into_iter().map(|error| before - error).collect())
}

fn add_row(lows: &[Vec<f64>], highs: &[Vec<f64>], row: usize, errors: &mut [f64]) {
    for (part, errors) in errors.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let mut sum = *errors;
        for (lows, highs) in lows.iter().zip(highs) {
            let high = highs[row];
            for (sum, low) in sum.iter_mut().zip(&lows.as_chunks::<LANES>().0[part]) {
                *sum += (high + low).abs();
            }
        }
        *errors = sum;
    }
}
