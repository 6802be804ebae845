//! Why one picture came out as it did.

use crate::engine::{Dataset, Explanation, Round};

use super::amount;

/// A headline, and the sentences that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The point, in one sentence.
    pub headline: String,
    /// Its reasons with their numbers, in order.
    pub sentences: Vec<String>,
    /// Whether it tells of something that went right.
    pub good: bool,
}

impl Told {
    /// All of it as one paragraph.
    #[must_use]
    pub fn text(&self) -> String {
        let sentences = self.sentences.iter().map(|s| format!(" {s}"));
        self.headline.clone() + &sentences.collect::<String>()
    }
}

/// What a round did to example `e`, and why.
#[must_use]
pub fn after_round(dataset: &Dataset, round: &Round, e: usize) -> Told {
    let explanation = Explanation::of_round(dataset, round, e);
    Told {
        headline: format!("Output {}.", amount(explanation.after)),
        sentences: Vec::new(),
        good: explanation.matched_after,
    }
}
