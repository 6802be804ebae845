//! The books of a round: from what its tests promised to what it delivered, item by item.

use super::dataset::Dataset;
use super::pairs::each_example;
use super::round::Round;

/// The items between promised and delivered, all of them gains at the round's score, positive is better.
///
/// promised + not applied = singles, and singles + pairs + higher = delivered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ledger {
    /// The gains the tests found, added up over all weights with a direction.
    pub promised: f64,
    /// What is added to that by changes that were not applied, in another size, or in place of others.
    pub not_applied: f64,
    /// The gains of the changes really applied, each alone at its real size, added up.
    pub singles: f64,
    /// The terms of all pairs of changes, added up.
    pub pairs: f64,
    /// The terms of three and more changes. There are none for squared error, but for rounding.
    pub higher: f64,
    /// The gain of what was applied, all together.
    pub delivered: f64,
}

impl Ledger {
    /// The books of a round. Takes N x (lit changes an example)² / 2 steps.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round) -> Self {
        let changes: Vec<_> = round.changes().collect();
        let [mut singles, mut pairs] = [0.0; 2];
        each_example(dataset, round, &changes, |felt| {
            singles += felt.singles();
            pairs += felt.pairs();
        });
        let Round { promised, delivered, .. } = *round;
        Self {
            promised,
            not_applied: singles - promised,
            singles,
            pairs,
            higher: delivered - singles - pairs,
            delivered,
        }
    }
}
