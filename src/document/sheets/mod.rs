//! The numbers behind every table and chart, as sheets of rows and columns.
//!
//! A sheet has the numbers as they were computed, not as they are rounded on the screen. Rows, columns, rounds and
//! pictures count from 1, yes and no are 1 and 0, what does not apply is blank. A new table is one variant of
//! [`Table`] and one function.

mod at_once;
mod csv;
mod effects;
mod grids;
mod log;
mod subject;
mod ways;

pub use subject::Subject;

use crate::engine::{AloneTable, Shape};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// What does not apply here.
    Blank,
    /// A number, exact.
    Number(f64),
    /// Words.
    Text(String),
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<bool> for Cell {
    fn from(is_so: bool) -> Self {
        Self::Number(if is_so { 1.0 } else { 0.0 })
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}

/// The numbers of one table or chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is called, as in "smiles, round 1, each alone".
    pub name: String,
    /// What each column holds.
    pub header: Vec<String>,
    /// The rows, each as long as the header.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    fn new(name: impl Into<String>, header: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        let header = header.iter().map(|name| (*name).to_owned()).collect();
        Self { name: name.into(), header, rows }
    }
}

/// Every table and chart that has numbers to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// All examples: output, label, whether it matches; after a round also before, outcome and cause.
    Pictures,
    /// The pixels of the current example, as a grid.
    Pixels,
    /// The weights, as a grid.
    Weights,
    /// The weight tests: those of the round, or those made so far.
    Tests,
    /// The log of rounds, which is also what the plot shows.
    Rounds,
    /// The changes of the round, each alone, and all examples.
    EachAlone,
    /// The scores after each change, one by one.
    OneByOne,
    /// What each pair of changes gains beyond both alone.
    Pairs,
    /// From what was promised to what was delivered.
    Ledger,
    /// How many of the subsets drawn match 0, 1, ... all examples, where there are too many to try all.
    Sample,
    /// How many subsets of the changes match 0, 1, ... all examples.
    Subsets,
    /// The terms of single changes, pairs, triples and so on.
    Orders,
    /// The Shapley value of each change.
    Shares,
    /// How many of all settings in {-1, 0, 1} match 0, 1, ... all examples.
    Combinations,
    /// What rounds that move so many weights each come to.
    HowMany,
    /// The round at ever shorter steps.
    Limit,
    /// What became of the ways that are compared, round by round.
    Ways,
}

/// The most cells of a table of changes x examples or of pairs.
const MOST: usize = 2_000_000;

impl Table {
    /// Every table, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[
        Self::Pictures,
        Self::Pixels,
        Self::Weights,
        Self::Tests,
        Self::Rounds,
        Self::EachAlone,
        Self::OneByOne,
        Self::Pairs,
        Self::Ledger,
        Self::Sample,
        Self::Subsets,
        Self::Orders,
        Self::Shares,
        Self::Combinations,
        Self::HowMany,
        Self::Limit,
        Self::Ways,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pictures => "pictures",
            Self::Pixels => "pixels",
            Self::Weights => "weights",
            Self::Tests => "weight tests",
            Self::Rounds => "rounds",
            Self::EachAlone => "each alone",
            Self::OneByOne => "one by one",
            Self::Pairs => "pairs",
            Self::Ledger => "promised to delivered",
            Self::Subsets => "subsets",
            Self::Sample => "sampled subsets",
            Self::Orders => "orders",
            Self::Shares => "fair shares",
            Self::Combinations => "all settings",
            Self::HowMany => "how many at once",
            Self::Limit => "step and limit",
            Self::Ways => "ways compared",
        }
    }

    /// Whether it has something to say; quickly, without making it.
    #[must_use]
    pub fn speaks(self, subject: &Subject) -> bool {
        let moved = subject.round.as_ref().map_or(0, |round| round.moved());
        match self {
            Self::Pictures => subject.examples() > 0,
            Self::Pixels => subject.example < subject.examples(),
            Self::Weights | Self::Rounds => true,
            Self::Tests => {
                subject.round.is_some() || subject.state.notes.iter().any(Option::is_some)
            }
            Self::EachAlone => moved > 0 && moved.saturating_mul(subject.examples()) <= MOST,
            Self::OneByOne => moved > 0,
            Self::Ledger => subject.round.is_some(),
            Self::Pairs => moved > 1 && moved.saturating_mul(moved - 1) / 2 <= MOST,
            Self::Sample => subject.sample().is_some(),
            Self::Subsets | Self::Orders | Self::Shares => moved > 0 && subject.subsets().is_some(),
            Self::Combinations => subject.combinations().is_some(),
            Self::HowMany => subject.how_many().any(|found| !found.rungs.is_empty()),
            Self::Limit => subject.limit().is_some(),
            Self::Ways => subject.compared().is_some(),
        }
    }

    /// Its numbers; `None` where it has nothing to say.
    #[must_use]
    pub fn sheet(self, subject: &Subject) -> Option<Sheet> {
        if !self.speaks(subject) {
            return None;
        }
        let (dataset, round) = (subject.dataset(), subject.round.as_deref());
        Some(match self {
            Self::Pictures => grids::pictures(subject),
            Self::Pixels => grids::pixels(subject),
            Self::Weights => grids::weights(subject),
            Self::Tests => grids::tests(subject),
            Self::Rounds => log::rounds(subject),
            Self::EachAlone => {
                effects::each_alone(dataset, round?, &AloneTable::of(dataset, round?))
            }
            Self::OneByOne => effects::one_by_one(dataset, round?, &subject.order),
            Self::Pairs => effects::pairs(dataset, round?),
            Self::Ledger => effects::ledger(dataset, round?),
            Self::Subsets => effects::subsets(subject.subsets()?),
            Self::Sample => effects::sample(subject.sample()?),
            Self::Orders => effects::orders(subject.subsets()?),
            Self::Shares => effects::shares(dataset.shape, round?, subject.subsets()?),
            Self::Combinations => effects::combinations(subject.combinations()?),
            Self::HowMany => at_once::how_many(subject.how_many()),
            Self::Limit => at_once::limit(subject.limit()?),
            Self::Ways => ways::ways(subject.state.forks.as_ref()?.after, subject.compared()?),
        })
    }
}

/// Row and column of a weight or pixel.
fn place(shape: Shape, cell: usize) -> [Cell; 2] {
    let (row, column) = shape.place(cell);
    [(row + 1).into(), (column + 1).into()]
}
