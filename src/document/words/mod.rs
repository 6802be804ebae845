//! Explanations in words. Every sentence is made from the numbers it states, and tested against them.
//!
//! Sentences are for people: typographic minus signs, numbers rounded to four places, names for pictures.

mod picture;
mod round;

pub use picture::{Told, after_round};
pub use round::round_note;

use crate::engine::{MatchRule, Policy, Score, number};

/// A number as people read it: at most four places, and a real minus sign.
///
/// ```
/// assert_eq!(jointly::document::words::amount(-1.0), "−1");
/// assert_eq!(jointly::document::words::amount(1.0 / 3.0), "0.3333");
/// ```
#[must_use]
pub fn amount(value: f64) -> String {
    const PLACES: f64 = 1e4;
    let rounded = if value.abs() < 1e11 {
        (value * PLACES).round() / PLACES
    } else {
        value
    };
    number(rounded).replace('-', "−")
}

/// The same with a plus sign in front of what is above 0: a label, a weight, a change.
#[must_use]
pub fn signed(value: f64) -> String {
    let text = amount(value);
    if value > 0.0 && text != "0" {
        format!("+{text}")
    } else {
        text
    }
}

/// A count with its thousands apart: "531,441".
#[must_use]
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "1 pixel", "2 pixels", "1,000 pixels".
#[must_use]
pub fn plural(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(n))
}

/// "a", "a and b", "a, b and c".
#[must_use]
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The sentence with its first letter in upper case.
#[must_use]
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

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
