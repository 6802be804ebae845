//! The pass: every row is read once, and moves its output and adds its share of the tests.

use std::thread;

use super::columns::Moving;
use super::machine::Moves;
use super::near::Look;
use super::problem::Problem;
use super::rows::Rows;
use super::share::{Block, Lists, Share};
use super::tests::Wanted;

/// The most rows of a block.
const MOST_ROWS: usize = 512;
/// The pixels of a block, so that what is asked of its rows finds them near.
const BLOCK: usize = 256 << 10;

/// What is done to every row.
pub(super) struct Pass<'a, R> {
    pub problem: &'a Problem<R>,
    pub moves: &'a Moves,
    /// The columns that move, where it is faster to go by them.
    pub columns: Option<Moving<'a>>,
    pub nudge: i32,
    pub reach: i32,
    pub wanted: Wanted,
    /// Whether outputs are only now found, so that there are none before.
    pub first: bool,
    /// Whether the pull of the errors is summed over the rows.
    pub pull: bool,
}

impl<R: Rows> Pass<'_, R> {
    /// Passes over all rows, each share having its part of them, in a thread of its own.
    pub fn over(&self, outputs: &mut [i32], shares: &mut [Share]) {
        let rows = self.rows_of_a_block();
        let part = outputs.len().div_ceil(rows).div_ceil(shares.len().max(1)).max(1) * rows;
        let mut parts = (0..).step_by(part).zip(outputs.chunks_mut(part)).zip(shares);
        let Some(((_, own_part), own_share)) = parts.next() else { return };
        thread::scope(|scope| {
            for ((first, outputs), share) in parts {
                scope.spawn(move || self.part(first, outputs, share));
            }
            self.part(0, own_part, own_share);
        });
    }

    fn rows_of_a_block(&self) -> usize {
        if self.columns.is_some() {
            return MOST_ROWS;
        }
        (BLOCK / self.problem.width()).clamp(4, MOST_ROWS) / 4 * 4
    }

    /// Passes over the rows from `first` on, one for every output.
    fn part(&self, first: usize, outputs: &mut [i32], share: &mut Share) {
        let mut lists = Lists::default();
        let (mut rows, mut change) = ([&[] as &[u8]; MOST_ROWS], [0; MOST_ROWS]);
        let (mut before, mut flags) = ([0; MOST_ROWS], [0; MOST_ROWS]);
        let (mut all, mut places) = ([0; MOST_ROWS + 1], [0; MOST_ROWS + 1]);
        let size = self.rows_of_a_block();
        let mut changes =
            self.columns.as_ref().map(|columns| columns.changes(first, outputs.len()));
        for (first, outputs) in (first..).step_by(size).zip(outputs.chunks_mut(size)) {
            let size = outputs.len();
            let (rows, change) = (&mut rows[..size], &mut change[..size]);
            let (before, flags) = (&mut before[..size], &mut flags[..size]);
            self.problem.rows().point(first, rows);
            match &mut changes {
                Some(changes) => changes.next(share.machine, change),
                None => share.machine.outputs(self.moves, rows, change),
            }
            before.copy_from_slice(outputs);
            for (output, change) in outputs.iter_mut().zip(&*change) {
                *output += change;
            }
            if self.first {
                before.fill(i32::MIN);
            }
            let look = self.look(first, before, outputs);
            let seen = share.machine.look(look, flags);
            share.seen.add(seen);
            let nudge = self.nudge;
            let places = [all.as_mut_slice(), &mut places];
            share.ask(&mut lists, Block { rows, look, flags, places, nudge });
            if self.pull {
                for ((row, change), label) in rows.iter().zip(&*change).zip(look.label) {
                    let error = if self.first { *change - label } else { *change };
                    Share::pull(&mut lists, row, error);
                }
            }
            share.add(&mut lists);
        }
    }

    fn look<'a>(&'a self, first: usize, before: &'a [i32], outputs: &'a [i32]) -> Look<'a> {
        let these = first..first + outputs.len();
        let Problem { low, high, label, .. } = self.problem;
        let Wanted { matched, absolute, squared } = self.wanted;
        Look {
            before,
            outputs,
            low: &low[these.clone()],
            high: &high[these.clone()],
            label: &label[these],
            reach: self.reach,
            matched,
            absolute,
            squared,
        }
    }
}
