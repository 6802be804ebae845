//! What settings are called: in a few words on screen, and by the field's term in tooltips.

use crate::engine::{Lack, MatchRule, Policy, Score, Settings, Size};

/// The names of a setting's values.
pub trait Term {
    /// What it is called on screen.
    fn word(self) -> &'static str;

    /// A sentence with the field's term, for tooltips.
    fn term(self) -> &'static str;
}

impl Term for MatchRule {
    fn word(self) -> &'static str {
        match self {
            Self::Exact => "exactly",
            Self::Sign => "by sign",
        }
    }

    fn term(self) -> &'static str {
        match self {
            Self::Exact => {
                "A picture matches when its output equals its label, give or take the tolerance."
            }
            Self::Sign => {
                "A picture matches when output and label have the same sign (classification by sign). 0 has none."
            }
        }
    }
}

impl Term for Score {
    fn word(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::AbsoluteError => "total off by",
            Self::SquaredError => "squared error",
            Self::LogLoss => "log-loss",
        }
    }

    fn term(self) -> &'static str {
        match self {
            Self::Matches => "How many pictures match (accuracy). More is better.",
            Self::AbsoluteError => {
                "How far all outputs are from their labels, added up (sum of absolute errors). Less is better."
            }
            Self::SquaredError => {
                "How far all outputs are from their labels, squared and added up (sum of squared errors). Less is better."
            }
            Self::LogLoss => {
                "How surprising the labels are when the sigmoid of an output is read as the chance of +1 (logistic loss). Less is better; for labels -1 and +1."
            }
        }
    }
}

impl Term for Policy {
    fn word(self) -> &'static str {
        match self {
            Self::AllAtOnce => "all at once",
            Self::OneAtATime => "one at a time",
            Self::BestOne => "best one only",
            Self::SomeAtOnce => "some at once",
            Self::ColourClasses => "group by group",
            Self::SharedStep => "shared step",
            Self::Halving => "halving",
            Self::Gradient => "gradient",
        }
    }

    fn term(self) -> &'static str {
        match self {
            Self::AllAtOnce => {
                "Every weight with a direction moves one step, all together (simultaneous or Jacobi update)."
            }
            Self::OneAtATime => {
                "In reading order, each weight is tested again and moved before the next (Gauss-Seidel update)."
            }
            Self::BestOne => {
                "Only the weight whose test gained most moves (greedy coordinate descent, Gauss-Southwell rule)."
            }
            Self::SomeAtOnce => {
                "So many weights, drawn at random, move together; the rest wait (parallel coordinate descent, Shotgun)."
            }
            Self::ColourClasses => {
                "All weights, in groups of which no two are on in one picture; each group is tested again and moved together (graph colouring)."
            }
            Self::SharedStep => {
                "All together, but each by the step divided by the most changes that meet in one picture (damped Jacobi update)."
            }
            Self::Halving => {
                "All together by the step, or half of it, a quarter ...: the first that is no worse than staying (backtracking line search)."
            }
            Self::Gradient => {
                "Every weight against the slope of the score, times a rate: what the tests become as the step shrinks (gradient descent). Needs a smooth score."
            }
        }
    }
}

impl Term for Size {
    fn word(self) -> &'static str {
        match self {
            Self::Step => "one step",
            Self::Fitted => "best amount",
        }
    }

    fn term(self) -> &'static str {
        match self {
            Self::Step => "Of the weights that have a direction, each moves one step.",
            Self::Fitted => {
                "Of all weights, each moves by what is best for it alone (exact coordinate minimisation). For the squared error."
            }
        }
    }
}

/// Why a score cannot be chosen under these settings, and what to do; `None` where it can.
#[must_use]
pub fn score_lacks(score: Score, settings: &Settings, two_sided: bool) -> Option<&'static str> {
    if score == Score::LogLoss && !two_sided {
        return Some("Log-loss is for labels −1 and +1 only.");
    }
    let lack = Settings { score, ..*settings }.lack();
    lack.map(|_| "The policy in force has no meaning with it: choose another one first.")
}

/// The same of a policy.
#[must_use]
pub fn policy_lacks(policy: Policy, settings: &Settings) -> Option<&'static str> {
    let lack = Settings { policy, ..*settings }.lack();
    lack.map(|lack| match lack {
        Lack::Derivative => "Needs a smooth score: choose squared error or log-loss first.",
        Lack::BestAmount => BEST_AMOUNTS,
    })
}

/// The same of how far weights move that are drawn.
#[must_use]
pub fn size_lacks(size: Size, settings: &Settings) -> Option<&'static str> {
    Settings { size, ..*settings }.lack().map(|_| BEST_AMOUNTS)
}

const BEST_AMOUNTS: &str = "Best amounts are those of the squared error: choose it first.";
