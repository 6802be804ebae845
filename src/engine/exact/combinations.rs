//! All settings of the weights in {-1, 0, 1}: how many match how many examples.

use std::ops::ControlFlow;

use num_bigint::BigUint;

use super::columns::{Column, every, states, sums_at};
use super::counters::{Counters, ROW};
use super::rows::{BLOCK, Rows};
use super::tally::Tally;
use crate::engine::dataset::{Dataset, is_whole};
use crate::engine::score::Criterion;
use crate::engine::settings::Settings;

/// The most cells of the low part: so many ways to a row, for as many rows as are counted together, fit in 64 bits.
const MOST_LOW_CELLS: usize = 30;

/// Rows counted together.
const ROWS: u128 = 729;

/// The most blocks of examples whose low sums stay ranked from one outer setting to the next: twenty megabytes.
const MOST_RANKED: usize = 16;

/// What all settings of a dataset cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CombinationsCost {
    /// The pixels lit in at least one example, m: 3^m settings differ in a weight that is felt.
    pub lit: usize,
    /// How many of those settings differ in outputs that are worked out: pixels that are equal in every example are
    /// taken together. At most 2^128 - 1.
    pub settings: u128,
    /// Outputs that are looked at: examples x settings. At most 2^128 - 1.
    pub outputs: u128,
}

impl CombinationsCost {
    /// Lit pixels whose 3^m settings are counted in 128 bits.
    pub const MOST_LIT: usize = 80;
    /// Outputs that take a fraction of a second.
    pub const OUTPUTS_AT_ONCE: u128 = 1_000_000_000;
    /// Outputs that take a few minutes.
    pub const MOST_OUTPUTS: u128 = 6_000_000_000_000;

    /// The cost of a dataset, found by looking at each pixel once.
    #[must_use]
    pub fn of(dataset: &Dataset) -> Self {
        let cells = lit(dataset);
        let columns =
            if cells.len() <= Self::MOST_LIT { Column::of(dataset, &cells) } else { Vec::new() };
        Self::with(dataset, cells.len(), &columns)
    }

    fn with(dataset: &Dataset, lit: usize, columns: &[Column]) -> Self {
        let settings = if lit <= Self::MOST_LIT { states(columns) } else { u128::MAX };
        let outputs = settings.saturating_mul(dataset.examples.len() as u128);
        Self { lit, settings, outputs }
    }

    /// Whether it takes no longer than a click may.
    #[must_use]
    pub const fn is_at_once(&self) -> bool {
        self.outputs <= Self::OUTPUTS_AT_ONCE
    }

    /// Whether it can be done at all.
    #[must_use]
    pub const fn is_possible(&self) -> bool {
        self.lit <= Self::MOST_LIT && self.outputs <= Self::MOST_OUTPUTS
    }
}

/// Why settings were not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CombinationsError {
    /// More than [`CombinationsCost::MOST_LIT`] pixels, or more than [`CombinationsCost::MOST_OUTPUTS`].
    TooMany(CombinationsCost),
    /// The observer broke.
    Stopped,
}

/// All 3^D settings of the weights in {-1, 0, 1}.
#[derive(Debug, Clone, PartialEq)]
pub struct Combinations {
    /// What they cost.
    pub cost: CombinationsCost,
    /// The most examples that a setting matches.
    pub matched: usize,
    /// A setting that matches so many: of all these one with the fewest weights that are not 0, and of those always
    /// the same. Weights of pixels that are dark in every example are 0.
    pub best: Vec<f64>,
    /// Pixels that are dark in every example, each of which triples every count.
    dark: usize,
    /// How many settings of the lit pixels match 0, 1, ... all examples.
    counts: Vec<u128>,
}

impl Combinations {
    /// Counts the settings, matching as [`Evaluation::at`](crate::engine::Evaluation::at) them does.
    ///
    /// The observer is told the share done, from 0 to 1, and may break.
    ///
    /// # Errors
    ///
    /// Where the cost is too high, or when the observer breaks.
    pub fn of(
        dataset: &Dataset,
        settings: &Settings,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Self, CombinationsError> {
        let cells = lit(dataset);
        let columns = if cells.len() <= CombinationsCost::MOST_LIT {
            Column::of(dataset, &cells)
        } else {
            Vec::new()
        };
        let cost = CombinationsCost::with(dataset, cells.len(), &columns);
        if !cost.is_possible() {
            return Err(CombinationsError::TooMany(cost));
        }
        let whole = is_whole(settings.step) && dataset.is_whole();
        let criterion = Criterion::new(settings, whole);
        let parts = Parts::of(&columns);
        let tally = match parts.count(dataset, &criterion, &mut observer) {
            ControlFlow::Continue(tally) => tally,
            ControlFlow::Break(()) => return Err(CombinationsError::Stopped),
        };
        let [low, row, outer] = tally.best.place;
        let mut best = vec![0.0; dataset.shape.cells()];
        for (columns, state) in [(parts.low, low), (parts.rows, row), (parts.outer, outer)] {
            for (column, sum) in columns.iter().zip(sums_at(columns, state)) {
                column.set(sum, &mut best);
            }
        }
        let dark = best.len() - cells.len();
        let matched = tally.best.matched;
        Ok(Self { cost, matched, best, dark, counts: tally.counts })
    }

    /// How many settings match exactly so many examples, of 3^D.
    #[must_use]
    pub fn count(&self, matched: usize) -> BigUint {
        let dark = u32::try_from(self.dark).unwrap_or(u32::MAX);
        let lit = self.counts.get(matched).copied().unwrap_or(0);
        if lit == 0 { BigUint::ZERO } else { BigUint::from(3_u8).pow(dark) * lit }
    }

    /// How many settings match 0, 1, ... all examples.
    #[must_use]
    pub fn histogram(&self) -> Vec<BigUint> {
        (0..self.counts.len()).map(|matched| self.count(matched)).collect()
    }
}

fn lit(dataset: &Dataset) -> Vec<usize> {
    let cells = dataset.lit_cells();
    cells.iter().enumerate().filter(|(_, lit)| **lit).map(|(cell, _)| cell).collect()
}

/// The columns in three parts: the low one makes a row, the middle one the rows that are counted together.
struct Parts<'a> {
    low: &'a [Column],
    rows: &'a [Column],
    outer: &'a [Column],
}

impl<'a> Parts<'a> {
    fn of(columns: &'a [Column]) -> Self {
        let fits = |columns: &[Column], most| states(columns) <= most;
        let longest = |columns: &[Column], fits: &dyn Fn(&[Column]) -> bool| {
            (0..=columns.len()).rev().find(|count| fits(&columns[..*count])).unwrap_or(0)
        };
        let (low, rest) = columns.split_at(longest(columns, &|low| {
            let cells: usize = low.iter().map(|column| column.cells.len()).sum();
            fits(low, ROW as u128) && cells <= MOST_LOW_CELLS
        }));
        let (rows, outer) = rest.split_at(longest(rest, &|rows| fits(rows, ROWS)));
        Self { low, rows, outer }
    }

    fn count(
        &self,
        dataset: &Dataset,
        criterion: &Criterion,
        observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> ControlFlow<(), Tally> {
        let mut tally = Tally::of(self.low, self.rows, dataset.examples.len());
        let rows = usize::try_from(states(self.rows)).unwrap_or(usize::MAX);
        let mut counters = Counters::new(rows, dataset.examples.len());
        let outers = states(self.outer);
        let examples: Vec<usize> = (0..dataset.examples.len()).collect();
        let blocks = examples.len().div_ceil(BLOCK);
        let (mut done, all) = (0, outers * blocks as u128);
        let add = |output: f64, column: &Column, sum: i32, e: usize| {
            output + f64::from(sum) * column.pixels[e]
        };
        let mut ranked: Vec<Option<Rows>> = (0..blocks).map(|_| None).collect();
        for outer in 0..outers {
            counters.clear();
            let sums = sums_at(self.outer, outer);
            for (block, ranked) in examples.chunks(BLOCK).zip(&mut ranked) {
                observer(super::share(done, all))?;
                done += 1;
                let lows = block.iter().map(|e| {
                    let lows =
                        every(0.0, self.low, |output, column, sum, _| add(output, column, sum, *e));
                    (lows, criterion.matching(dataset.examples[*e].label))
                });
                let highs = block.iter().map(|e| {
                    let outer = self.outer.iter().zip(&sums);
                    let start =
                        outer.fold(0.0, |output, (column, sum)| add(output, column, *sum, *e));
                    every(start, self.rows, |output, column, sum, _| add(output, column, sum, *e))
                });
                let rows = ranked.get_or_insert_with(|| Rows::of(lows));
                rows.add_matches(highs, &mut counters);
                if blocks > MOST_RANKED {
                    *ranked = None;
                }
            }
            let ways = self.outer.iter().zip(&sums).fold(1, |ways, (column, sum)| {
                ways * column.sums().find(|(of, _)| of == sum).map_or(0, |(_, ways)| ways)
            });
            let weights = sums.iter().map(|sum| sum.unsigned_abs()).sum();
            tally.add(&counters, outer, ways, weights);
        }
        ControlFlow::Continue(tally)
    }
}
