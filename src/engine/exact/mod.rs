//! Exact counts over exponentially many settings of the weights: every subset of a round's changes, every
//! setting in {-1, 0, 1}; and a sample where there are too many subsets.
//!
//! An output is the sum of a low and a high part, each from its own few weights. Sorted, the low sums of an
//! example that match together with one high sum are neighbours, because matching outputs are an interval.
//! So whole rows of 256 settings are decided by looking up a set of bits, and counted by adding such sets.

mod columns;
mod combinations;
mod counters;
mod gains;
mod ranks;
mod rows;
mod sample;
mod subsets;
mod tally;
mod terms;

pub use combinations::{Combinations, CombinationsCost, CombinationsError};
pub use sample::{Estimate, SubsetSample};
pub use subsets::{BestSubsets, Subsets, SubsetsError};

/// The share done, from 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "for a progress bar"
)]
pub fn share(done: u128, all: u128) -> f32 {
    (done as f64 / all as f64) as f32
}
