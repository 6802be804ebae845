//! All subsets of a round's changes, in sentences.

use super::{Told, capital, changes, count, number_word};
use crate::engine::{Round, SubsetsFound};

/// What all subsets of a round's changes say: whether another choice among them would have been better.
#[must_use]
pub fn subsets(round: &Round, found: &SubsetsFound) -> Told {
    let (examples, moved) = (round.examples.len(), round.moved());
    let all: u64 = found.histogram.iter().sum();
    let best = &found.best;
    let perfect = best.matched == examples;
    let ways = count(usize::try_from(all).unwrap_or(usize::MAX));
    let verb = if best.count == 1 { "matches" } else { "match" };
    let headline = if perfect {
        let some = capital(&number_word(best.count));
        format!("{some} of the {ways} subsets {verb} all {}.", count(examples))
    } else {
        let some = number_word(best.count);
        format!(
            "None of the {ways} subsets matches all {}; {some} {verb} {}.",
            count(examples),
            count(best.matched)
        )
    };
    let choices =
        format!("{} can each be applied or left out: {ways} ways.", capital(&changes(moved)));
    let round_matches = round.after.matched;
    let standing = if round_matches < best.matched {
        format!("The round, with all of them applied, matches {}.", count(round_matches))
    } else if best.count == 1 {
        "The round, with all of them applied, is that one.".to_owned()
    } else {
        "The round, with all of them applied, is one of these.".to_owned()
    };
    Told { headline, sentences: vec![choices, standing], good: None }
}
