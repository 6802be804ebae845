//! Runs that go nowhere: weights that come back to where they were.

use super::dataset::is_whole;
use super::played::Played;
use super::score::SLACK;
use super::settings::Policy;
use super::weights::Weights;

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
pub fn flip_flop<'a>(
    newest_first: impl IntoIterator<Item = &'a Played, IntoIter: Clone>,
) -> Option<FlipFlop> {
    let rounds = newest_first.into_iter();
    let last = rounds.clone().next()?;
    if last.settings.policy == Policy::SomeAtOnce {
        return None;
    }
    let alike = rounds.take_while(move |r| r.settings == last.settings && r.chosen.is_none());
    returned(&last.weights_after, alike.map(|round| &round.weights_before), last.settings.step)
}

/// The flip-flop that weights close when they are again what they were two or more rounds `earlier`. Those come
/// newest first, beginning with the weights before the last round.
///
/// Weights that are not whole have returned when they are within a billionth of a step: far less than
/// any policy moves a weight, far more than rounding does.
pub(super) fn returned<'a>(
    last: &Weights,
    mut earlier: impl Iterator<Item = &'a Weights> + Clone,
    step: f64,
) -> Option<FlipFlop> {
    let between = earlier.clone();
    // Of thousands of rounds most differ at the first look.
    #[expect(clippy::cast_precision_loss, reason = "a bound far above rounding")]
    let slack = 2.0 * SLACK * last.len() as f64 * step.max(last.mark().abs());
    // Weights past all numbers have no mark, and are looked at.
    let far = |weights: &Weights| (weights.mark() - last.mark()).abs() > slack;
    let ago = earlier.position(|weights| !far(weights) && same(last, weights, step))?;
    if ago == 0 {
        return None;
    }
    let mut moved = vec![false; last.len()];
    let mut later = last;
    for weights in between.take(ago + 1) {
        for (moved, (a, b)) in moved.iter_mut().zip(later.iter().zip(weights)) {
            *moved |= a != b;
        }
        later = weights;
    }
    let weights = (0..last.len()).filter(|i| moved[*i]).collect();
    Some(FlipFlop { period: ago + 1, weights })
}

/// Whether weights are those of another time, but for rounding.
fn same(now: &[f64], then: &[f64], step: f64) -> bool {
    let slack = SLACK * step;
    now.iter().zip(then).all(|(&now, &then)| {
        let whole = is_whole(now) && is_whole(then);
        now == then || !whole && (now - then).abs() <= slack
    })
}
