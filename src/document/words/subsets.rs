//! All subsets of a round's changes, in sentences.

use num_bigint::BigUint;

use super::most::most;
use super::{Told, capital, changes, count};
use crate::engine::{Round, SubsetsFound};

/// What all subsets of a round's changes say: whether another choice among them would have been better.
#[must_use]
pub fn subsets(round: &Round, found: &SubsetsFound) -> Told {
    let (examples, moved, best) = (round.examples.len(), round.moved(), &found.best);
    if moved == 0 {
        let headline = "No weight moved, so there is nothing to leave out.".to_owned();
        return Told { headline, sentences: Vec::new(), good: None };
    }
    let all: u64 = found.histogram.iter().sum();
    let headline =
        most("subsets", &BigUint::from(all), &BigUint::from(best.count), best.matched, examples);
    let ways = count(usize::try_from(all).unwrap_or(usize::MAX));
    let each = if moved == 1 { "" } else { " each" };
    let some = capital(&changes(moved));
    let mut sentences = vec![format!("{some},{each} applied or left out: {ways} ways.")];
    if examples > 0 {
        let applied = match moved {
            1 => "it",
            2 => "both",
            _ => "all of them",
        };
        let standing = match round.after.matched {
            matched if matched < best.matched => format!(" and matches {}", count(matched)),
            _ if best.count == 1 => ": it is the best".to_owned(),
            _ => ": it is one of the best".to_owned(),
        };
        sentences.push(format!("The round applied {applied}{standing}."));
    }
    Told { headline, sentences, good: None }
}
