//! How a round is tested, scored and applied.

use super::dataset::{Dataset, Shape};

/// When an output counts as right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MatchRule {
    /// The output equals the label, give or take the tolerance.
    #[default]
    Exact,
    /// Output and label have the same sign; 0 has none.
    Sign,
}

/// What a weight test compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Score {
    /// The number of matched examples; higher is better.
    #[default]
    Matches,
    /// The sum of |output - label|; lower is better.
    AbsoluteError,
    /// The sum of (output - label)²; lower is better.
    SquaredError,
    /// The sum of ln(1 + exp(-label * output)), for labels -1 and 1; lower is better.
    LogLoss,
}

impl Score {
    /// Whether it bends everywhere without a kink, so that it has a derivative: squared error and log-loss.
    #[must_use]
    pub const fn is_smooth(self) -> bool {
        matches!(self, Self::SquaredError | Self::LogLoss)
    }

    /// Whether it is convex in every output: all errors are, matches are not.
    #[must_use]
    pub const fn is_convex(self) -> bool {
        !matches!(self, Self::Matches)
    }
}

/// What is done with the directions that the tests found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Policy {
    /// Every weight with a direction moves one step (Jacobi).
    #[default]
    AllAtOnce,
    /// In reading order, each weight is tested again and moved at once (Gauss-Seidel).
    OneAtATime,
    /// Only the weight with the largest gain moves (greedy, Gauss-Southwell).
    BestOne,
    /// `p` weights drawn at random move (Shotgun).
    SomeAtOnce,
    /// In groups of weights that meet in no picture; each group is tested again and moved together.
    ColourClasses,
    /// All at once, each by the step divided by the most changes that meet in one example.
    SharedStep,
    /// All at once by the step, half of it, a quarter ...: the first that is no worse (line search).
    Halving,
    /// Every weight against the derivative of a smooth score, times `rate`: the limit of small steps.
    Gradient,
}

impl Policy {
    /// Whether weights are tested again within a round, at the weights as they then are.
    #[must_use]
    pub const fn tests_in_turns(self) -> bool {
        matches!(self, Self::OneAtATime | Self::ColourClasses)
    }
}

/// How far the weights move that [`Policy::SomeAtOnce`] draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// One step, of those that have a direction.
    #[default]
    Step,
    /// Each lit weight by its own best amount alone, for the squared error.
    Fitted,
}

/// A setting with a fixed set of names, as files and the command line write them.
pub trait Named: Sized + Copy + PartialEq + 'static {
    /// Every value with its name.
    const NAMES: &'static [(Self, &'static str)];

    /// The name of this value.
    #[must_use]
    fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(value, _)| *value == self).map_or("", |(_, name)| name)
    }

    /// The value of that name.
    #[must_use]
    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }
}

impl Named for MatchRule {
    const NAMES: &'static [(Self, &'static str)] = &[(Self::Exact, "exact"), (Self::Sign, "sign")];
}

impl Named for Score {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Matches, "matches"),
        (Self::AbsoluteError, "absolute-error"),
        (Self::SquaredError, "squared-error"),
        (Self::LogLoss, "log-loss"),
    ];
}

impl Named for Policy {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::AllAtOnce, "all-at-once"),
        (Self::OneAtATime, "one-at-a-time"),
        (Self::BestOne, "best-one"),
        (Self::SomeAtOnce, "some-at-once"),
        (Self::ColourClasses, "colour-classes"),
        (Self::SharedStep, "shared-step"),
        (Self::Halving, "halving"),
        (Self::Gradient, "gradient"),
    ];
}

impl Named for Size {
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Step, "step"), (Self::Fitted, "fitted")];
}

/// Everything that decides what a round does to given weights and examples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How far a weight is raised or lowered; greater than 0.
    pub step: f64,
    /// When an output counts as right.
    pub match_rule: MatchRule,
    /// How far an output may be from its label and still match, under [`MatchRule::Exact`]; 0 or more.
    pub tolerance: f64,
    /// What a weight test compares.
    pub score: Score,
    /// What is done with the directions found.
    pub policy: Policy,
    /// How many weights [`Policy::SomeAtOnce`] draws; at least 1.
    pub p: usize,
    /// How far those move.
    pub size: Size,
    /// What they are drawn by, with the number of the round.
    pub seed: u64,
    /// What [`Policy::Gradient`] multiplies the derivative by; greater than 0.
    pub rate: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            step: 1.0,
            match_rule: MatchRule::default(),
            tolerance: 0.0,
            score: Score::default(),
            policy: Policy::default(),
            p: 1,
            size: Size::default(),
            seed: 0,
            rate: 0.01,
        }
    }
}

impl Settings {
    /// What suits many pictures with two sides: it is enough that an output has the sign of its label, and steps shrink
    /// until they do no harm together.
    #[must_use]
    pub fn for_many() -> Self {
        Self {
            match_rule: MatchRule::Sign,
            score: Score::LogLoss,
            policy: Policy::Halving,
            ..Self::default()
        }
    }

    /// Up to so many pictures are few.
    pub const FEW_PICTURES: usize = 100;

    /// What a new run on these pictures starts with: [`Settings::for_many`] where they are many with two sides.
    #[must_use]
    pub fn suiting(dataset: &Dataset) -> Self {
        let many = dataset.examples.len() > Self::FEW_PICTURES;
        if many && dataset.is_two_sided() { Self::for_many() } else { Self::default() }
    }

    /// The most weights that can be drawn: as many as the largest picture has pixels.
    pub const MAX_P: usize = Shape::MAX_SIDE * Shape::MAX_SIDE;
    /// The largest seed: larger ones would not survive a file, where numbers are `f64`.
    pub const MAX_SEED: u64 = (1 << 53) - 1;

    /// Whether notes taken under `self` still hold under `other`: the tests depend on nothing that only a policy reads.
    #[must_use]
    pub fn tests_alike(&self, other: &Self) -> bool {
        let tests = |s: &Self| (s.step, s.match_rule, s.tolerance, s.score);
        tests(self) == tests(other)
    }

    /// Whether the changes of a round are those that the tests asked for, whole or shared, all or some.
    #[must_use]
    pub fn follows_tests(&self) -> bool {
        match self.policy {
            Policy::Gradient => false,
            Policy::SomeAtOnce => self.size == Size::Step,
            _ => true,
        }
    }

    /// What these settings need and do not have; `None` where they have a meaning.
    #[must_use]
    pub fn lack(&self) -> Option<Lack> {
        let fitted = self.policy == Policy::SomeAtOnce && self.size == Size::Fitted;
        if self.policy == Policy::Gradient && !self.score.is_smooth() {
            Some(Lack::Derivative)
        } else if fitted && self.score != Score::SquaredError {
            Some(Lack::BestAmount)
        } else {
            None
        }
    }
}

/// Why settings have no meaning together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// [`Policy::Gradient`] with a score that has no derivative.
    Derivative,
    /// [`Size::Fitted`] with another score than the squared error.
    BestAmount,
}
