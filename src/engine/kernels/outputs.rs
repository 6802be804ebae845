//! Outputs alone, without any test.

use std::thread;

use super::machine::{Machine, Moves};
use super::problem::MOST;
use super::rows::Rows;
use super::state::Effort;

/// The rows of a block.
const ROWS: usize = 64;

/// The output of every row at `weights`, in units; `None` where there is not one weight for every pixel, or an output might
/// overflow.
#[must_use]
pub fn outputs(rows: &impl Rows, weights: &[i32], effort: Effort) -> Option<Vec<i32>> {
    let all_lit = weights.iter().map(|weight| i64::from(weight.unsigned_abs())).sum::<i64>() * 255;
    if weights.len() != rows.width() || all_lit > i64::from(MOST) {
        return None;
    }
    let machine = Machine::new(effort.instructions, rows.width());
    let moves = &Moves::new(weights);
    let part = |first: usize, outputs: &mut [i32]| {
        for (first, outputs) in (first..).step_by(ROWS).zip(outputs.chunks_mut(ROWS)) {
            let mut block = [&[] as &[u8]; ROWS];
            let block = &mut block[..outputs.len()];
            rows.point(first, block);
            machine.outputs(moves, block, outputs);
        }
    };
    let mut outputs = vec![0; rows.count()];
    let each = outputs.len().div_ceil(effort.threads.max(1)).max(1);
    thread::scope(|scope| {
        let mut parts = (0..).step_by(each).zip(outputs.chunks_mut(each));
        let own = parts.next();
        for (first, outputs) in parts {
            scope.spawn(move || part(first, outputs));
        }
        if let Some((first, outputs)) = own {
            part(first, outputs);
        }
    });
    Some(outputs)
}
