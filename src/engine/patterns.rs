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
///
/// Weights that are not whole have returned when they are within a billionth of a step: far less than
/// any policy moves a weight, far more than rounding does.
#[must_use]
pub fn flip_flop<'a>(newest_first: impl IntoIterator<Item = &'a Arc<Round>>) -> Option<FlipFlop> {
    let mut rounds = newest_first.into_iter();
    let last = rounds.next()?;
    let drawn = last.settings.policy == Policy::SomeAtOnce;
    if has_returned(last, last) || last.chosen.is_some() || drawn {
        return None;
    }
    let mut since = vec![last];
    for round in rounds.take_while(|r| r.settings == last.settings && r.chosen.is_none()) {
        since.push(round);
        if has_returned(last, round) {
            let mut weights: Vec<usize> =
                since.iter().flat_map(|round| round.changes()).map(|(weight, _)| weight).collect();
            weights.sort_unstable();
            weights.dedup();
            return Some(FlipFlop { period: since.len(), weights });
        }
    }
    None
}

/// Whether `last` ended where `earlier` began.
fn has_returned(last: &Round, earlier: &Round) -> bool {
    let slack = SLACK * last.settings.step;
    let mut weights = last.weights_after.iter().zip(&earlier.weights_before);
    weights.all(|(&after, &before)| {
        let whole = is_whole(after) && is_whole(before);
        after == before || !whole && (after - before).abs() <= slack
    })
}
