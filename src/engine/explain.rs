//! Why an example came out as it did: which changes touched it, and what each would have done alone.

use super::dataset::{Dataset, Example};
use super::round::{ExampleRecord, Round};
use super::score::Criterion;

/// One applied change as one example felt it. A change touches an example where its pixel is lit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// The weight, as an index in reading order.
    pub weight: usize,
    /// How far the weight moved.
    pub change: f64,
    /// How far that moved the output: change x pixel.
    pub contribution: f64,
    /// The output with this change alone.
    pub alone: f64,
    /// Whether the example matches with this change alone.
    pub alone_matches: bool,
    /// Whether this change alone brings the output closer to the label.
    pub alone_closer: bool,
    /// The output after this change and all those before it, in reading order.
    pub so_far: f64,
    /// Whether the example matches at `so_far`.
    pub so_far_matches: bool,
}

/// One example's part in a set of changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The output before.
    pub before: f64,
    /// The output with all changes together.
    pub after: f64,
    /// The output wanted.
    pub label: f64,
    /// Whether it matched before.
    pub matched_before: bool,
    /// Whether it matches with all changes together.
    pub matched_after: bool,
    /// The changes that touch it, in reading order: the stack.
    pub touching: Vec<Contribution>,
}

impl Explanation {
    /// Explains example `e` of a round.
    #[must_use]
    pub fn of_round(dataset: &Dataset, round: &Round, e: usize) -> Self {
        let changes: Vec<_> = round.changes().collect();
        let record = &round.examples[e];
        // Contributions added up may differ from the output by a rounding: the record has the last word.
        Self {
            after: record.after,
            matched_before: record.matched_before,
            matched_after: record.matched_after,
            ..Self::of(dataset, e, record.before, &changes, &round.criterion)
        }
    }

    /// Explains example `e`, whose output is `before`, under changes of weights.
    #[must_use]
    pub fn of(
        dataset: &Dataset,
        e: usize,
        before: f64,
        changes: &[(usize, f64)],
        criterion: &Criterion,
    ) -> Self {
        let example = &dataset.examples[e];
        let label = example.label;
        let mut so_far = before;
        let touching: Vec<_> = changes
            .iter()
            .filter(|(weight, _)| example.pixels[*weight] != 0.0)
            .map(|&(weight, change)| {
                let contribution = change * example.pixels[weight];
                let alone = before + contribution;
                so_far += contribution;
                Contribution {
                    weight,
                    change,
                    contribution,
                    alone,
                    alone_matches: criterion.matches(alone, label),
                    alone_closer: criterion.closer(alone, before, label),
                    so_far,
                    so_far_matches: criterion.matches(so_far, label),
                }
            })
            .collect();
        Self {
            before,
            after: so_far,
            label,
            matched_before: criterion.matches(before, label),
            matched_after: criterion.matches(so_far, label),
            touching,
        }
    }

    /// Whether an example with this record, of a round that made these changes, is
    /// [broken together](Self::broken_together), without explaining it: thousands are looked through.
    #[must_use]
    pub fn breaks_together(
        example: &Example,
        record: &ExampleRecord,
        changes: &[(usize, f64)],
        criterion: &Criterion,
    ) -> bool {
        let alone_matches = |&(weight, change): &(usize, f64)| {
            let pixel = example.pixels[weight];
            pixel != 0.0 && criterion.matches(record.before + change * pixel, example.label)
        };
        !record.matched_after && (record.matched_before || changes.iter().any(alone_matches))
    }

    /// How many of the touching changes match the example when taken alone.
    #[must_use]
    pub fn alone_matching(&self) -> usize {
        self.touching.iter().filter(|c| c.alone_matches).count()
    }

    /// How many of the touching changes bring the output closer when taken alone.
    #[must_use]
    pub fn alone_closer(&self) -> usize {
        self.touching.iter().filter(|c| c.alone_closer).count()
    }

    /// Unmatched with all changes, though it matched before or some touching change alone matched it.
    #[must_use]
    pub fn broken_together(&self) -> bool {
        !self.matched_after && (self.matched_before || self.alone_matching() > 0)
    }
}
