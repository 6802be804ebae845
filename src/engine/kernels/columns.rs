//! The pixels column by column: a copy that is turned round, for what needs some columns and not the others.

use std::ops::Range;

use super::machine::{Machine, PIECE};
use super::problem::{Problem, Refusal};
use super::rows::Rows;

/// The pixels column by column.
#[derive(Debug, Clone)]
pub struct Columns {
    pixels: Vec<u8>,
    count: usize,
}

impl Columns {
    /// Turns rows round. The copy takes as many bytes as they do.
    pub fn of(rows: &impl Rows) -> Self {
        /// Rows that are written beside each other: a line of the cache for every column.
        const TOGETHER: usize = 64;
        let (count, width) = (rows.count(), rows.width());
        let mut pixels = vec![0; count * width];
        let mut some = [&[] as &[u8]; TOGETHER];
        for first in (0..count).step_by(TOGETHER) {
            let some = &mut some[..TOGETHER.min(count - first)];
            rows.point(first, some);
            for (column, pixels) in pixels.chunks_exact_mut(count).enumerate() {
                for (pixel, row) in pixels[first..].iter_mut().zip(&*some) {
                    *pixel = row[column];
                }
            }
        }
        Self { pixels, count }
    }

    /// Whether outputs are moved in less time by the columns of the weights that move than by all rows: where not more
    /// than half of the weights do, and all equally far.
    #[must_use]
    pub fn are_better(moves: &[i32]) -> bool {
        let mut moving = moves.iter().map(|by| by.unsigned_abs()).filter(|by| *by > 0);
        let Some(by) = moving.next() else { return false };
        let alike = moving.clone().all(|other| other == by);
        alike && 2 * (1 + moving.count()) <= moves.len()
    }

    pub(super) fn column(&self, column: usize) -> &[u8] {
        &self.pixels[column * self.count..][..self.count]
    }

    /// Checks that they are as many as a problem has, and as long.
    ///
    /// # Errors
    /// Where they are not.
    pub(super) fn belong(&self, problem: &Problem<impl Rows>) -> Result<(), Refusal> {
        let fits =
            self.count == problem.count() && self.pixels.len() == problem.count() * problem.width();
        let unequal = Refusal::Unequal { rows: self.count, aims: problem.count() };
        if fits { Ok(()) } else { Err(unequal) }
    }
}

/// The columns of weights that move, all equally far.
pub(super) struct Moving<'a> {
    up: Vec<&'a [u8]>,
    down: Vec<&'a [u8]>,
    by: i32,
}

impl<'a> Moving<'a> {
    /// Those that move; `None` where to go by rows is better.
    pub fn of(columns: &'a Columns, moves: &[i32]) -> Option<Self> {
        let by = moves.iter().map(|by| by.abs()).max()?;
        if !Columns::are_better(moves) {
            return None;
        }
        let all = |by: i32| {
            let these = moves.iter().enumerate().filter(move |(_, moved)| **moved == by);
            these.map(|(column, _)| columns.column(column)).collect()
        };
        Some(Self { up: all(by), down: all(-by), by })
    }

    /// By how much outputs change, from the first on.
    pub fn changes(&self, first: usize, count: usize) -> Changes<'_> {
        Changes { moving: self, rows: first..first + count, found: Vec::new(), told: 0 }
    }
}

/// Changes of outputs, found for many rows at once: then of every column a long piece is read.
pub(super) struct Changes<'a> {
    moving: &'a Moving<'a>,
    /// Those to come.
    rows: Range<usize>,
    found: Vec<i32>,
    /// How many of those found have been told.
    told: usize,
}

impl Changes<'_> {
    /// The changes of the next outputs, as many as there is room for.
    pub fn next(&mut self, machine: Machine, change: &mut [i32]) {
        if self.told == self.found.len() {
            self.find(machine);
        }
        let these = self.told..self.told + change.len();
        change.copy_from_slice(&self.found[these.clone()]);
        self.told = these.end;
    }

    fn find(&mut self, machine: Machine) {
        let these = self.rows.start..self.rows.end.min(self.rows.start + PIECE);
        self.rows.start = these.end;
        self.told = 0;
        self.found.clear();
        self.found.resize(these.len(), 0);
        let Moving { up, down, by } = self.moving;
        for (columns, by) in [(up, *by), (down, -by)] {
            let part: Vec<&[u8]> = columns.iter().map(|column| &column[these.clone()]).collect();
            machine.add_columns(&part, by, &mut self.found);
        }
    }
}
