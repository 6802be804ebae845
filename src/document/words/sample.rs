//! A sample of the subsets of a round's changes, in sentences.

use super::{Told, brief, brief_signed, count, plural};
use crate::engine::{Round, SubsetSample};

/// What a sample of all subsets of a round's changes says, and that it is one.
#[must_use]
pub fn sample(round: &Round, sample: &SubsetSample) -> Told {
    let drawn = sample.histogram.iter().sum::<u64>();
    let drawn = count(usize::try_from(drawn).unwrap_or(usize::MAX));
    let moved = round.moved();
    let headline = format!(
        "A sample: the best of {drawn} subsets matches {} of {}.",
        count(sample.matched),
        count(round.examples.len())
    );
    let gain = &sample.gain;
    Told {
        headline,
        sentences: vec![
            format!(
                "{} have 2^{moved} subsets, too many to try all: {drawn} were drawn at random, each change in or out with \
                 equal chance.",
                plural(moved, "change")
            ),
            format!(
                "A subset gains {} on average (standard error {}); the whole round gained {} and matches {}.",
                brief_signed(gain.mean),
                brief(gain.standard_error),
                brief_signed(round.delivered),
                count(round.after.matched)
            ),
        ],
        good: None,
    }
}
