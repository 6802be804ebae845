//! The changes of a round, one by one in any order.

use super::dataset::Dataset;
use super::round::Round;
use super::score::Tally;

/// All scores at the start and after each change in turn: one more than `order` has weights.
///
/// Takes N steps a change.
#[must_use]
pub fn path(dataset: &Dataset, round: &Round, order: &[usize]) -> Vec<Tally> {
    let mut outputs: Vec<f64> = round.examples.iter().map(|record| record.before).collect();
    let tally = |outputs: &[f64]| {
        let labels = dataset.examples.iter().map(|example| example.label);
        Tally::of(&round.criterion, outputs.iter().copied().zip(labels))
    };
    let mut tallies = vec![tally(&outputs)];
    for &weight in order {
        let change = round.change(weight);
        for (output, example) in outputs.iter_mut().zip(&dataset.examples) {
            *output += change * example.pixels[weight];
        }
        tallies.push(tally(&outputs));
    }
    tallies
}

/// One example on its way through the changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Turns {
    /// Its output at the start and after each change.
    pub outputs: Vec<f64>,
    /// Whether it matches there.
    pub matches: Vec<bool>,
}

impl Turns {
    /// Example `e` under the changes of these weights, one by one.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round, order: &[usize], e: usize) -> Self {
        let example = &dataset.examples[e];
        let mut output = round.examples[e].before;
        let mut outputs = vec![output];
        outputs.extend(order.iter().map(|&weight| {
            output += round.change(weight) * example.pixels[weight];
            output
        }));
        let matches = |output: &f64| round.criterion.matches(*output, example.label);
        Self { matches: outputs.iter().map(matches).collect(), outputs }
    }

    /// After how many changes it matches for the first time; 0 where it did at the start.
    #[must_use]
    pub fn first_match(&self) -> Option<usize> {
        self.matches.iter().position(|matches| *matches)
    }

    /// After how many changes it is lost again for the first time.
    #[must_use]
    pub fn lost_again(&self) -> Option<usize> {
        let first = self.first_match()?;
        let lost = self.matches[first..].iter().position(|matches| !matches)?;
        Some(first + lost)
    }
}
