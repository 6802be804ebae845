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

/// The flip-flop that the last round of a run closes, if it does. The rounds come newest first.
#[must_use]
pub fn flip_flop<'a>(newest_first: impl IntoIterator<Item = &'a Arc<Round>>) -> Option<FlipFlop> {
    let mut rounds = newest_first.into_iter().peekable();
    let last = Arc::clone(rounds.peek()?);
    let mut moving = vec![false; last.weights_after.len()];
    for (period, round) in (1..).zip(rounds) {
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
