//! What a round did, for the log.

use crate::engine::{Dataset, FlipFlop, Round};

use super::plural;

/// A few words on a round, and whether they tell of something that went wrong.
#[must_use]
pub fn round_note(
    _dataset: &Dataset,
    round: &Round,
    _flip_flop: Option<&FlipFlop>,
) -> (String, bool) {
    (format!("{} moved", plural(round.moved(), "weight")), false)
}
