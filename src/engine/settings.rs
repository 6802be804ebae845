//! How a round is tested, scored and applied.

/// When an output counts as right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatchRule {
    /// The output equals the label, give or take the tolerance.
    #[default]
    Exact,
    /// Output and label have the same sign; 0 has none.
    Sign,
}

/// What a weight test compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Score {
    /// The number of matched examples; higher is better.
    #[default]
    Matches,
    /// The sum of |output - label|; lower is better.
    AbsoluteError,
    /// The sum of (output - label)²; lower is better.
    SquaredError,
}

/// What is done with the directions that the tests found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// Every weight with a direction moves one step (Jacobi).
    #[default]
    AllAtOnce,
    /// In reading order, each weight is tested again and moved at once (Gauss-Seidel).
    OneAtATime,
    /// Only the weight with the largest gain moves (greedy, Gauss-Southwell).
    BestOne,
    /// All at once, each by the step divided by the most changes that meet in one example.
    SharedStep,
    /// All at once by the step, half of it, a quarter ...: the first that is no worse (line search).
    Halving,
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
    ];
}

impl Named for Policy {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::AllAtOnce, "all-at-once"),
        (Self::OneAtATime, "one-at-a-time"),
        (Self::BestOne, "best-one"),
        (Self::SharedStep, "shared-step"),
        (Self::Halving, "halving"),
    ];
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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            step: 1.0,
            match_rule: MatchRule::default(),
            tolerance: 0.0,
            score: Score::default(),
            policy: Policy::default(),
        }
    }
}

impl Settings {
    /// Whether notes taken under `self` still hold under `other`: the tests do not depend on the policy.
    #[must_use]
    pub fn tests_alike(&self, other: &Self) -> bool {
        Self { policy: other.policy, ..*self } == *other
    }
}
