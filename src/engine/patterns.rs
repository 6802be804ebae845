//! Runs that go nowhere: weights that come back to where they were.

use std::sync::Arc;

use super::dataset::is_whole;
use super::round::Round;
use super::score::SLACK;
use super::settings::Policy;

/// Weights that return to those of an earlier round under the same settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlipFlop {
    /// After how many rounds the weights return; at least 2.
    pub period: usize,
    /// The weights that go back and forth, in reading order.
    pub weights: Vec<usize>,
}

/// The flip-flop that the last round of a run closes, if it does. The rounds come newest first. Changes chosen by
/// hand make none: the policy, left to itself, would have gone another way; nor do changes that are drawn.
#[must_use]
pub fn flip_flop<'a>(newest_first: impl IntoIterator<Item = &'a Arc<Round>>) -> Option<FlipFlop> {
    let mut rounds = newest_first.into_iter().peekable();
    let last = Arc::clone(rounds.peek()?);
    if last.settings.policy == Policy::SomeAtOnce {
        return None;
    }
    let alike = rounds.take_while(|r| r.settings == last.settings && r.chosen.is_none());
    returned(
        &last.weights_after,
        alike.map(|round| round.weights_before.as_slice()),
        last.settings.step,
    )
}

/// The flip-flop that weights close when they are again what they were two or more rounds `earlier`. Those come
/// newest first, beginning with the weights before the last round.
///
/// Weights that are not whole have returned when they are within a billionth of a step: far less than
/// any policy moves a weight, far more than rounding does.
pub(super) fn returned<'a>(
    last: &[f64],
    earlier: impl Iterator<Item = &'a [f64]>,
    step: f64,
) -> Option<FlipFlop> {
    let mut moved = vec![false; last.len()];
    let mut later = last;
    for (rounds, weights) in (1..).zip(earlier) {
        for (moved, (a, b)) in moved.iter_mut().zip(later.iter().zip(weights)) {
            *moved |= a != b;
        }
        if same(last, weights, step) {
            let weights = (0..last.len()).filter(|i| moved[*i]).collect();
            return (rounds > 1).then_some(FlipFlop { period: rounds, weights });
        }
        later = weights;
    }
    None
}

/// Whether weights are those of another time, but for rounding.
fn same(now: &[f64], then: &[f64], step: f64) -> bool {
    let slack = SLACK * step;
    now.iter().zip(then).all(|(&now, &then)| {
        let whole = is_whole(now) && is_whole(then);
        now == then || !whole && (now - then).abs() <= slack
    })
}
