//! What takes too long to be worked out while somebody waits: a question with all that it takes, and its answer.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::comparison::{Compared, Forks};
use super::dataset::{Dataset, is_whole};
use super::evaluation::WeightTest;
use super::exact::{
    BestSubsets, Combinations, CombinationsCost, CombinationsError, SubsetSample, Subsets,
    SubsetsError,
};
use super::experiment::Experiment;
use super::finder::{Search, SearchProgress, Wanted, search};
use super::how_many::{Draws, HowMany};
use super::limit::Limit;
use super::meeting::Meeting;
use super::played::Played;
use super::round::Round;
use super::settings::{Settings, Size};
use super::standing::Standing;

/// Something to be worked out.
#[derive(Debug, Clone)]
pub enum Question {
    /// A round of this dataset, its tests and examples worked out again.
    Round(Arc<Dataset>, Arc<Played>),
    /// The tests of all weights of this experiment.
    Tests(Arc<Experiment>),
    /// All subsets of the changes of a round of this dataset.
    Subsets(Arc<Dataset>, Arc<Round>),
    /// A sample of those subsets, where there are too many.
    Sample(Arc<Dataset>, Arc<Round>),
    /// All settings of the weights in {-1, 0, 1} for this dataset, matching under these settings.
    Combinations(Arc<Dataset>, Settings),
    /// What becomes of several ways of training on this dataset.
    Compare(Arc<Dataset>, Arc<Forks>),
    /// The smallest dataset in which this happens under these settings: about no dataset that is there already.
    Find(Wanted, Settings),
    /// How the weights of this dataset meet.
    Meeting(Arc<Dataset>),
    /// What rounds that move so many weights each come to, from this experiment.
    HowMany(Arc<Experiment>, Draws),
    /// A round of this experiment at ever shorter steps.
    Limit(Arc<Experiment>),
}

/// Questions are the same when they are about the very same dataset and round, or match alike.
impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Subsets(dataset, round), Self::Subsets(other, later))
            | (Self::Sample(dataset, round), Self::Sample(other, later)) => {
                Arc::ptr_eq(dataset, other) && Arc::ptr_eq(&round.played, &later.played)
            }
            (Self::Round(dataset, played), Self::Round(other, later)) => {
                Arc::ptr_eq(dataset, other) && Arc::ptr_eq(played, later)
            }
            (Self::Combinations(dataset, a), Self::Combinations(other, b)) => {
                let matching = |s: &Settings| (s.match_rule, s.tolerance, is_whole(s.step));
                Arc::ptr_eq(dataset, other) && matching(a) == matching(b)
            }
            (Self::Compare(dataset, a), Self::Compare(other, b)) => {
                Arc::ptr_eq(dataset, other) && a == b
            }
            (Self::Find(wanted, a), Self::Find(other, b)) => wanted == other && a == b,
            (Self::Meeting(dataset), Self::Meeting(other)) => Arc::ptr_eq(dataset, other),
            (Self::HowMany(_, draws), Self::HowMany(_, others)) => {
                draws == others && self.is_akin(other)
            }
            (Self::Tests(a), Self::Tests(b)) => {
                is_same_place(a, b) && a.settings.tests_alike(&b.settings)
            }
            (Self::Limit(a), Self::Limit(b)) => {
                let score = |e: &Experiment| Limit::score_of(&e.settings);
                is_same_place(a, b) && score(a) == score(b)
            }
            _ => false,
        }
    }
}

/// Whether two experiments have the very same dataset, and the same weights.
fn is_same_place(a: &Experiment, b: &Experiment) -> bool {
    Arc::ptr_eq(&a.dataset, &b.dataset) && a.weights == b.weights
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The tests of all weights.
    Tests(Arc<Vec<WeightTest>>),
    /// A round with its tests and examples.
    Round(Arc<Round>),
    /// All subsets of a round's changes.
    Subsets(SubsetsFound),
    /// A sample of those subsets.
    Sample(SubsetSample),
    /// All settings in {-1, 0, 1}; what they would cost where that is too much.
    Combinations(Result<Combinations, CombinationsCost>),
    /// What became of every way.
    Compared(Arc<Compared>),
    /// How the weights meet.
    Meeting(Arc<Meeting>),
    /// What rounds that move so many weights each come to.
    HowMany(Arc<HowMany>),
    /// A round at ever shorter steps.
    Limit(Arc<Limit>),
    /// What a search came to.
    Found(Search),
}

/// How far an answer has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Done {
    /// The share done, from 0 to 1.
    Share(f32),
    /// Where a search is.
    Searching(SearchProgress),
}

impl Done {
    /// The share done, from 0 to 1.
    #[must_use]
    pub const fn share(self) -> f32 {
        match self {
            Self::Share(share) | Self::Searching(SearchProgress { share, .. }) => share,
        }
    }
}

/// All subsets of a round's changes, summed up.
#[derive(Debug, Clone, PartialEq)]
pub struct SubsetsFound {
    /// How many subsets match 0, 1, ... all examples.
    pub histogram: Vec<u64>,
    /// Those that match most.
    pub best: BestSubsets,
    /// The terms of each order, from 1 to the number of changes.
    pub orders: Vec<f64>,
    /// The Shapley value of each change, in reading order.
    pub shapley: Vec<f64>,
}

impl SubsetsFound {
    /// Of more subsets that are equally good, so many are listed.
    pub const MOST_LISTED: usize = 100;

    /// All subsets of the changes of a round of this dataset.
    ///
    /// # Errors
    ///
    /// Above [`Subsets::MOST_CHANGES`] changes, or when the observer breaks.
    pub fn of(
        dataset: &Dataset,
        round: &Round,
        observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Self, SubsetsError> {
        let subsets = Subsets::of(dataset, round, observer)?;
        Ok(Self {
            histogram: subsets.histogram(),
            best: subsets.best(Self::MOST_LISTED),
            orders: subsets.orders(),
            shapley: subsets.shapley(),
        })
    }
}

impl Question {
    /// How many subsets a sample has.
    pub const SAMPLES: usize = 10_000;
    /// The seed of a sample: it is always the same.
    pub const SEED: u64 = 0;

    /// The question about the subsets of a round's changes: all of them, or a sample where they are too many.
    #[must_use]
    pub fn of_subsets(dataset: Arc<Dataset>, round: Arc<Round>) -> Self {
        if round.moved() > Subsets::MOST_CHANGES {
            Self::Sample(dataset, round)
        } else {
            Self::Subsets(dataset, round)
        }
    }

    /// Whether both ask for the same kind of thing: the later then takes the place of the earlier.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            // Both sizes are looked at side by side.
            (Self::HowMany(_, a), Self::HowMany(_, b)) => a.size == b.size,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Whether the answer to one is of use where the other is asked: they are the same, but for how often and by
    /// what seed something is drawn.
    #[must_use]
    pub fn is_akin(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::HowMany(a, draws), Self::HowMany(b, others)) => {
                let tests = draws.size == Size::Fitted || a.settings.tests_alike(&b.settings);
                draws.size == others.size && tests && is_same_place(a, b)
            }
            _ => self == other,
        }
    }

    /// The dataset that it is about; a search is about none that is there already.
    #[must_use]
    pub fn dataset(&self) -> Option<&Arc<Dataset>> {
        match self {
            Self::Find(..) => None,
            Self::Round(dataset, _)
            | Self::Subsets(dataset, _)
            | Self::Sample(dataset, _)
            | Self::Combinations(dataset, _)
            | Self::Compare(dataset, _)
            | Self::Meeting(dataset) => Some(dataset),
            Self::Tests(experiment) | Self::HowMany(experiment, _) | Self::Limit(experiment) => {
                Some(&experiment.dataset)
            }
        }
    }

    /// Whether it is answered in a few milliseconds.
    #[must_use]
    pub fn is_small(&self) -> bool {
        /// Outputs to be looked at.
        const FEW: usize = 1 << 22;
        match self {
            Self::Subsets(dataset, round) => {
                round.moved() <= 16 && dataset.examples.len() << round.moved() <= FEW
            }
            Self::Sample(dataset, round) => {
                dataset.examples.len() * round.moved() * Self::SAMPLES <= FEW
            }
            Self::Compare(dataset, forks) => forks.cost(dataset) <= FEW,
            Self::Find(..) | Self::Round(..) | Self::Tests(..) => false,
            Self::Meeting(dataset) => Meeting::cost(dataset) <= FEW,
            Self::HowMany(experiment, draws) => draws.cost(&experiment.dataset) <= FEW,
            Self::Limit(experiment) => Limit::cost(&experiment.dataset) <= FEW,
            Self::Combinations(dataset, _) => {
                dataset.examples.len() * dataset.shape.cells() <= FEW && {
                    let cost = CombinationsCost::of(dataset);
                    cost.outputs <= FEW as u128 || !cost.is_possible()
                }
            }
        }
    }

    /// Works it out. The observer is told how far it has come, and may break: then there is no answer.
    pub fn answer(&self, mut tell: impl FnMut(Done) -> ControlFlow<()>) -> Option<Answer> {
        let mut observer = |share| tell(Done::Share(share));
        match self {
            Self::Round(dataset, played) => {
                let round = played.work_out(dataset, &mut observer)?;
                Some(Answer::Round(Arc::new(round)))
            }
            Self::Tests(experiment) => {
                let mut standing = Standing::at(Experiment::clone(experiment));
                let tests = standing.tests(&mut observer)?;
                Some(Answer::Tests(Arc::new(tests)))
            }
            Self::Subsets(dataset, round) => {
                SubsetsFound::of(dataset, round, observer).ok().map(Answer::Subsets)
            }
            Self::Sample(dataset, round) => {
                SubsetSample::of(dataset, round, Self::SAMPLES, Self::SEED, observer)
                    .map(Answer::Sample)
            }
            Self::Compare(dataset, forks) => Compared::of(dataset, forks, observer)
                .map(|found| Answer::Compared(Arc::new(found))),
            Self::Find(wanted, settings) => {
                search(*wanted, settings, |at| tell(Done::Searching(at))).map(Answer::Found)
            }
            Self::Meeting(dataset) => {
                Meeting::of(dataset, observer).map(|found| Answer::Meeting(Arc::new(found)))
            }
            Self::HowMany(experiment, draws) => HowMany::of(experiment, *draws, observer)
                .map(|found| Answer::HowMany(Arc::new(found))),
            Self::Limit(experiment) => {
                Limit::of(experiment, observer).map(|found| Answer::Limit(Arc::new(found)))
            }
            Self::Combinations(dataset, settings) => {
                match Combinations::of(dataset, settings, observer) {
                    Ok(combinations) => Some(Answer::Combinations(Ok(combinations))),
                    Err(CombinationsError::TooMany(cost)) => Some(Answer::Combinations(Err(cost))),
                    Err(CombinationsError::Stopped) => None,
                }
            }
        }
    }
}
