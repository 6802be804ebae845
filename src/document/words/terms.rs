//! What settings are called: in a few words on screen, and by the field's term in tooltips.

use crate::engine::{MatchRule, Policy, Score, Size};

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
