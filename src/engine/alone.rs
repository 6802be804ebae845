//! Every applied change alone, for every example: what the sum of single gains is made of.

use super::dataset::Dataset;
use super::round::Round;
use super::score::Tally;

/// One applied change, as if it were the only one.
#[derive(Debug, Clone, PartialEq)]
pub struct Alone {
    /// The weight, in reading order.
    pub weight: usize,
    /// How far it moved.
    pub change: f64,
    /// The output of each example with this change alone.
    pub outputs: Vec<f64>,
    /// Whether each example matches there.
    pub matched: Vec<bool>,
    /// What each example gains by it; positive is better.
    pub gains: Vec<f64>,
}

impl Alone {
    /// The gain of the change over all examples.
    #[must_use]
    pub fn gain(&self) -> f64 {
        self.gains.iter().sum()
    }
}

/// The table of changes x examples.
#[derive(Debug, Clone, PartialEq)]
pub struct AloneTable {
    /// One row a change, in reading order.
    pub rows: Vec<Alone>,
    /// The gains of the changes really applied, each alone at its real size, added up.
    pub singles: f64,
}

impl AloneTable {
    /// The table of a round: changes x examples numbers, so meant for small rounds or few `weights`.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round) -> Self {
        let rows: Vec<Alone> =
            round.changes().map(|(weight, change)| alone(dataset, round, weight, change)).collect();
        let singles = rows.iter().map(Alone::gain).sum();
        Self { rows, singles }
    }

    /// The gains of one example, added up over all changes alone.
    #[must_use]
    pub fn of_example(&self, e: usize) -> f64 {
        self.rows.iter().map(|row| row.gains[e]).sum()
    }
}

fn alone(dataset: &Dataset, round: &Round, weight: usize, change: f64) -> Alone {
    let score = round.settings.score;
    let mut row =
        Alone { weight, change, outputs: Vec::new(), matched: Vec::new(), gains: Vec::new() };
    for (example, record) in dataset.examples.iter().zip(&round.examples) {
        let output = record.before + change * example.pixels[weight];
        let scored = |output| {
            Tally::of(&round.criterion, std::iter::once((output, example.label))).score(score)
        };
        row.outputs.push(output);
        row.matched.push(round.criterion.matches(output, example.label));
        row.gains.push(score.gain(scored(record.before), scored(output)));
    }
    row
}
