//! What became of several ways to go on.

use super::{Term, Told, brief, capital, count, flip_flop, list, number_word, plural, stuck};
use crate::engine::{Compared, Course, Dataset, Forks, Policy, Score, Size};

/// Where the ways branch off: "from the start", "from round 3".
#[must_use]
pub fn branches_off(forks: &Forks) -> String {
    match forks.after {
        0 => "every way starts from the same weights".to_owned(),
        round => format!("every way goes on from round {}", count(round)),
    }
}
