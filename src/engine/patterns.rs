//! Runs that go nowhere: weights that come back to where they were.

use std::sync::Arc;

use super::round::Round;

/// Weights that return to those of an earlier round under the same settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlipFlop {
    /// After how many rounds the weights return; at least 2.
    pub period: usize,
    /// The weights that go back and forth, in reading order.
    pub weights: Vec<usize>,
}

/// The flip-flop that the last of `rounds` closes, if it does. `rounds` are those of one run, in order.
#[must_use]
pub fn flip_flop(rounds: &[Arc<Round>]) -> Option<FlipFlop> {
    let last = rounds.last()?;
    let mut moving = vec![false; last.weights_after.len()];
    for (period, round) in (1..).zip(rounds.iter().rev()) {
        if round.settings != last.settings {
            return None;
        }
        for (weight, _) in round.changes() {
            moving[weight] = true;
        }
        if round.weights_before == last.weights_after {
            let weights = (0..moving.len()).filter(|i| moving[*i]).collect();
            return (period >= 2).then_some(FlipFlop { period, weights });
        }
    }
    None
}
