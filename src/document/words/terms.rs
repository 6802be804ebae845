//! The field's terms for settings, for tooltips only.

use crate::engine::{MatchRule, Policy, Score};

/// What the field calls a setting, for tooltips.
pub trait Term {
    /// A phrase with the field's term.
    fn term(self) -> &'static str;
}

impl Term for MatchRule {
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
    fn term(self) -> &'static str {
        match self {
            Self::Matches => "How many pictures match (accuracy). More is better.",
            Self::AbsoluteError => {
                "How far all outputs are from their labels, added up (sum of absolute errors). Less is better."
            }
            Self::SquaredError => {
                "How far all outputs are from their labels, squared and added up (sum of squared errors). Less is better."
            }
        }
    }
}

impl Term for Policy {
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
            Self::SharedStep => {
                "All together, but each by the step divided by the most changes that meet in one picture (damped Jacobi update)."
            }
            Self::Halving => {
                "All together by the step, or half of it, a quarter ...: the first that is no worse than staying (backtracking line search)."
            }
        }
    }
}
