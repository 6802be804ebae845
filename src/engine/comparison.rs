//! Several ways of training from one identical start, side by side.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::dataset::Dataset;
use super::experiment::Experiment;
use super::patterns::{FlipFlop, returned};
use super::policies::{Applied, apply, safe_rate};
use super::score::Tally;
use super::settings::{Named, Policy, Settings};
use super::standing::Standing;
use super::weights::Weights;

/// Ways to go on from the same weights: what is saved of a comparison, which comes out the same whenever it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Forks {
    /// How many rounds the run had played where they branch off; theirs are numbered from there.
    pub after: usize,
    /// The weights there, in reading order.
    pub weights: Weights,
    /// How many rounds each way plays; at least 1.
    pub rounds: usize,
    /// The settings of each way.
    pub ways: Vec<Settings>,
}

impl Forks {
    /// The most ways that can be told apart.
    pub const MOST_WAYS: usize = 12;
    /// The most rounds of a way.
    pub const MOST_ROUNDS: usize = 10_000;

    /// So many rounds are usual.
    pub const USUAL_ROUNDS: usize = 20;

    /// The usual ways to go on from an experiment, after so many rounds: its own first, then every other policy that
    /// has a meaning for its score.
    #[must_use]
    pub fn usual(experiment: &Experiment, after: usize) -> Self {
        let own = experiment.settings;
        let rate = own.rate.min(safe_rate(&experiment.dataset));
        let other = |policy| match policy {
            Policy::Gradient => Settings { policy, rate, ..own },
            _ => Settings { policy, ..own },
        };
        let others = Policy::NAMES.iter().map(|(policy, _)| other(*policy));
        let has_meaning = |settings: &Settings| {
            // One weight drawn at random for a whole round is no way that anybody would go.
            let drawn = settings.policy == Policy::SomeAtOnce;
            settings.policy != own.policy && settings.lack().is_none() && !drawn
        };
        let ways = std::iter::once(own).chain(others.filter(has_meaning)).collect();
        Self { after, weights: experiment.weights.clone(), rounds: Self::USUAL_ROUNDS, ways }
    }

    /// Where one way starts.
    #[must_use]
    pub fn start(&self, dataset: &Arc<Dataset>, settings: Settings) -> Experiment {
        Experiment { dataset: Arc::clone(dataset), weights: self.weights.clone(), settings }
    }

    /// About how many outputs are looked at to work them all out.
    #[must_use]
    pub fn cost(&self, dataset: &Dataset) -> usize {
        let pixels = dataset.shape.cells() * dataset.examples.len();
        pixels.saturating_mul(3 * self.rounds * self.ways.len())
    }
}

/// What became of one way.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Its settings.
    pub settings: Settings,
    /// The scores at the start, then after each round. It ends early where it stands still: all later rounds would be
    /// as the last.
    pub tallies: Vec<Tally>,
    /// How many weights each round moved.
    pub moved: Vec<usize>,
    /// How many scores of weights moved by way of trial it looked at: two for every weight tested, and every size that
    /// halving tried.
    pub tests: u64,
    /// Which examples match at the end, in their order.
    pub matched: Vec<bool>,
    /// The weights at the end.
    pub weights: Weights,
    /// Whether a weight grew beyond what a file holds: it ends there.
    pub exploded: bool,
    /// The flip-flop that it ended in, and the round that first closed it, counted from its start.
    pub flip_flop: Option<(usize, FlipFlop)>,
}

impl Course {
    /// The scores at the end.
    #[must_use]
    pub fn end(&self) -> Tally {
        self.tallies.last().copied().unwrap_or_default()
    }

    /// After how many rounds it stood still: no weight moved in the next one.
    #[must_use]
    pub fn stood_still(&self) -> Option<usize> {
        (self.moved.last() == Some(&0)).then(|| self.moved.len() - 1)
    }

    /// Plays one way. The observer is told the share done, from 0 to 1, and may break: then there is no course.
    pub fn of(
        experiment: Experiment,
        after: usize,
        rounds: usize,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let settings = experiment.settings;
        let mut standing = Standing::at(experiment);
        let mut course = Self {
            settings,
            tallies: vec![standing.evaluation.tally],
            moved: Vec::new(),
            tests: 0,
            matched: Vec::new(),
            weights: Weights::default(),
            exploded: false,
            flip_flop: None,
        };
        let draws = settings.policy == Policy::SomeAtOnce;
        let mut stops = vec![standing.experiment.weights.clone()];
        for number in 1..=rounds {
            #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
            let share = |tested: f32| ((number - 1) as f32 + tested) / rounds as f32;
            let applied =
                apply(&mut standing, after + number, &mut |tested| observer(share(tested)));
            let Applied { weights, tests } = applied?;
            let weights = Weights::from(weights);
            let before = &standing.experiment.weights;
            let moved = weights.iter().zip(before).filter(|(a, b)| a != b).count();
            standing.advance(&weights);
            course.tests += tests;
            course.tallies.push(standing.evaluation.tally);
            course.moved.push(moved);
            let holds = |weight: &f64| weight.abs() <= Dataset::MAX_MAGNITUDE;
            course.exploded = !weights.iter().all(holds);
            if course.exploded || moved == 0 && settings.follows_tests() {
                break;
            }
            if !draws && course.flip_flop.is_none() {
                let earlier = stops.iter().rev();
                let found = returned(&weights, earlier, settings.step);
                course.flip_flop = found.map(|found| (number, found));
                stops.push(weights);
            }
            if observer(share(1.0)).is_break() {
                return None;
            }
        }
        let Standing { experiment, evaluation, .. } = standing;
        let examples = 0..experiment.dataset.examples.len();
        course.matched = examples.map(|e| evaluation.matched(&experiment.dataset, e)).collect();
        course.weights = experiment.weights;
        Some(course)
    }
}

/// What became of all ways of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// One course a way, in the order of the ways.
    pub courses: Vec<Course>,
}

impl Compared {
    /// Plays every way. The observer is told the share done, from 0 to 1, and may break: then nothing is known.
    pub fn of(
        dataset: &Arc<Dataset>,
        forks: &Forks,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let mut courses = Vec::new();
        for (way, settings) in forks.ways.iter().enumerate() {
            let start = forks.start(dataset, *settings);
            courses.push(Course::of(start, forks.after, forks.rounds, |played| {
                #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
                observer((way as f32 + played) / forks.ways.len() as f32)
            })?);
        }
        Some(Self { courses })
    }
}
