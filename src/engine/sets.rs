//! The fewest changes of a round that break one example together, and the fewest whose absence repairs it.

use super::dataset::Dataset;
use super::explain::Explanation;
use super::round::Round;
use super::score::Tally;
use super::what_if::{Arrangement, WhatIf};

/// The smallest sets of touching changes with some effect on one example.
///
/// They are found by trying every set, smallest first. Sets hold weights in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SmallestSets {
    /// The example matches already: there is nothing to repair.
    NotNeeded,
    /// No set of touching changes has the effect.
    NoneExists,
    /// More than [`SmallestSets::MOST_TOUCHING`] changes touch the example, too many to try every set.
    TooMany,
    /// The smallest sets that have it.
    Found {
        /// How many changes each has; at least 1.
        size: usize,
        /// The first [`SmallestSets::MOST_LISTED`] of them, sorted.
        sets: Vec<Vec<usize>>,
        /// How many there are in all.
        count: usize,
    },
}

impl SmallestSets {
    /// Up to so many touching changes every set is tried.
    pub const MOST_TOUCHING: usize = 20;
    /// So many sets are listed.
    pub const MOST_LISTED: usize = 1_000;

    /// The smallest breaking sets of example `e`: the fewest touching changes which together leave it
    /// unmatched although each of them alone matches it. If it matched before: the fewest that break it.
    #[must_use]
    pub fn breaking(dataset: &Dataset, round: &Round, e: usize) -> Self {
        let of = Explanation::of_round(dataset, round, e);
        let can_break = of.touching.iter().filter(|c| of.matched_before || c.alone_matches);
        let parts =
            can_break.map(|c| Part { weight: c.weight, chosen: c.contribution, passed_over: 0.0 });
        Self::search(&of, parts, |output| !round.criterion.matches(output, of.label))
    }

    /// The smallest repairs of example `e`: the fewest touching changes to withhold from the whole round
    /// so that it matches.
    #[must_use]
    pub fn repair(dataset: &Dataset, round: &Round, e: usize) -> Self {
        let of = Explanation::of_round(dataset, round, e);
        if of.matched_after {
            return Self::NotNeeded;
        }
        let parts = of.touching.iter().map(|c| Part {
            weight: c.weight,
            chosen: 0.0,
            passed_over: c.contribution,
        });
        Self::search(&of, parts, |output| round.criterion.matches(output, of.label))
    }

    fn search(
        of: &Explanation,
        parts: impl Iterator<Item = Part>,
        has_effect: impl Fn(f64) -> bool,
    ) -> Self {
        if of.touching.len() > Self::MOST_TOUCHING {
            return Self::TooMany;
        }
        let mut search = Search::new(parts.collect(), has_effect);
        for size in 1..=search.parts.len() {
            search.walk(0, size, of.before);
            if search.count > 0 {
                return Self::Found { size, sets: search.sets, count: search.count };
            }
        }
        Self::NoneExists
    }
}

/// A change that a set may hold, with what it adds to the output when it does and when it does not.
struct Part {
    weight: usize,
    chosen: f64,
    passed_over: f64,
}

/// Every set of one size, in order, each with the output that it leads to.
struct Search<F> {
    parts: Vec<Part>,
    /// What all parts from here on add to the output when none of them is chosen any more.
    rest: Vec<f64>,
    has_effect: F,
    chosen: Vec<usize>,
    sets: Vec<Vec<usize>>,
    count: usize,
}

impl<F: Fn(f64) -> bool> Search<F> {
    fn new(parts: Vec<Part>, has_effect: F) -> Self {
        let mut rest = vec![0.0; parts.len() + 1];
        for (i, part) in parts.iter().enumerate().rev() {
            rest[i] = part.passed_over + rest[i + 1];
        }
        Self { parts, rest, has_effect, chosen: Vec::new(), sets: Vec::new(), count: 0 }
    }

    /// Chooses `left` more of the parts from `at` on; `output` is made of those before.
    fn walk(&mut self, at: usize, left: usize, mut output: f64) {
        if left == 0 {
            if (self.has_effect)(output + self.rest[at]) {
                self.count += 1;
                if self.sets.len() < SmallestSets::MOST_LISTED {
                    self.sets.push(self.chosen.clone());
                }
            }
            return;
        }
        for next in at..=self.parts.len() - left {
            let Part { weight, chosen, passed_over } = self.parts[next];
            self.chosen.push(weight);
            self.walk(next + 1, left - 1, output + chosen);
            self.chosen.pop();
            output += passed_over;
        }
    }
}

/// What a round would have come to without some of its changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Without {
    /// All scores with the other changes applied.
    pub tally: Tally,
    /// The examples that match without these changes, and do not with them, in order.
    pub gained: Vec<usize>,
    /// The examples that match with these changes, and do not without them, in order.
    pub lost: Vec<usize>,
}

impl Without {
    /// The round with all its changes but those of the `withheld` weights.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round, withheld: &[usize]) -> Self {
        let there = WhatIf::of(dataset, round, Arrangement::of(round).without(withheld)).evaluation;
        let mut without = Self { tally: there.tally, gained: Vec::new(), lost: Vec::new() };
        for (e, record) in round.examples.iter().enumerate() {
            match (record.matched_after, there.matched(dataset, e)) {
                (false, true) => without.gained.push(e),
                (true, false) => without.lost.push(e),
                _ => {}
            }
        }
        without
    }
}
