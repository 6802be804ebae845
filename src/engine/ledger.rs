//! The books of a round: from what its tests promised to what it delivered, item by item.

use super::dataset::Dataset;
use super::evaluation::Evaluation;
use super::pairs::each_example;
use super::round::Round;
use super::settings::{Score, Settings};

/// The items between promised and delivered, all of them gains at one score, positive is better.
///
/// promised + not applied = singles, and singles + pairs + higher = delivered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ledger {
    /// The gains of what the tests asked for, each alone, added up over all weights with a direction.
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
    /// The books of a round at `score`: its own, or another by which it might have been judged.
    ///
    /// Takes N x (lit changes an example)² / 2 steps; at another score than its own, N x D more.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round, score: Score) -> Self {
        let changes: Vec<_> = round.changes().collect();
        let [mut singles, mut pairs] = [0.0; 2];
        each_example(dataset, round, score, &changes, |felt| {
            singles += felt.singles();
            pairs += felt.pairs();
        });
        let [before, after] = [round.before, round.after].map(|tally| tally.score(score));
        let (promised, delivered) = if score == round.settings.score {
            (round.promised, round.delivered)
        } else {
            (promised(dataset, round, score), score.gain(before, after))
        };
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

/// What the directions of the tests gain at another score than the one they were found by.
fn promised(dataset: &Dataset, round: &Round, score: Score) -> f64 {
    let settings = Settings { score, ..round.settings };
    let start = Evaluation::at(dataset, &round.weights_before, &settings);
    let directions = round.tests.iter().enumerate().map(|(i, test)| (i, test.direction.sign()));
    let gain = |(weight, sign): (usize, f64)| {
        let there = start.moved(dataset, &settings, weight, sign * settings.step);
        score.gain(start.tally.score(score), there.tally.score(score))
    };
    directions.filter(|(_, sign)| *sign != 0.0).map(gain).sum()
}
