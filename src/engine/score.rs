//! When an output matches its label, and how well a set of outputs does.

use std::ops::RangeInclusive;

use super::settings::{MatchRule, Score, Settings};

/// Where not everything is whole, numbers this close (relative above 1) count as equal.
pub(super) const SLACK: f64 = 1e-9;

/// Decides equality and matching for one dataset, step and weights.
///
/// With whole numbers equality means equality. Otherwise it means within `1e-9 * max(1, |label|)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Criterion {
    rule: MatchRule,
    tolerance: f64,
    whole: bool,
}

impl Criterion {
    /// The criterion of `settings`; `whole` says whether data, step and weights are all whole.
    #[must_use]
    pub const fn new(settings: &Settings, whole: bool) -> Self {
        Self { rule: settings.match_rule, tolerance: settings.tolerance, whole }
    }

    /// Whether data, step and weights are all whole, so that equality means equality.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether an output matches a label.
    #[must_use]
    pub fn matches(&self, output: f64, label: f64) -> bool {
        match self.rule {
            MatchRule::Exact => (output - label).abs() <= self.tolerance + self.slack(label),
            MatchRule::Sign => {
                let nonzero = output.abs() > self.slack(0.0) && label != 0.0;
                nonzero && output.is_sign_positive() == label.is_sign_positive()
            }
        }
    }

    /// The outputs that match a label: these and no others, to the last bit. Empty where none does.
    #[must_use]
    pub fn matching(&self, label: f64) -> RangeInclusive<f64> {
        match self.rule {
            MatchRule::Exact => {
                let matches = |output| self.matches(output, label);
                -last(-label, |output| matches(-output))..=last(label, matches)
            }
            MatchRule::Sign => {
                let least = self.slack(0.0).next_up();
                if label > 0.0 {
                    least..=f64::INFINITY
                } else if label < 0.0 {
                    f64::NEG_INFINITY..=-least
                } else {
                    f64::INFINITY..=f64::NEG_INFINITY
                }
            }
        }
    }

    /// Whether two outputs of an example with this label are equal.
    #[must_use]
    pub fn equal(&self, a: f64, b: f64, label: f64) -> bool {
        (a - b).abs() <= self.slack(label)
    }

    /// Whether output `a` of an example with this label is closer to it than output `b`.
    #[must_use]
    pub fn closer(&self, a: f64, b: f64, label: f64) -> bool {
        (b - label).abs() - (a - label).abs() > self.slack(label)
    }

    fn slack(&self, label: f64) -> f64 {
        if self.whole { 0.0 } else { SLACK * label.abs().max(1.0) }
    }
}

/// The largest number up to which `holds` is true, from `start` on, where it is, to infinity, where it is not.
///
/// Found by halving the numbers between, in the order of their bits: rounding makes any formula too short.
fn last(start: f64, holds: impl Fn(f64) -> bool) -> f64 {
    let (mut inside, mut outside) = (place(start), place(f64::INFINITY));
    while outside - inside > 1 {
        let middle = inside.midpoint(outside);
        if holds(at(middle)) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    at(inside)
}

/// The place of a number among all `f64` in ascending order.
const fn place(number: f64) -> u64 {
    let bits = number.to_bits();
    if number.is_sign_negative() { !bits } else { bits | SIGN }
}

/// The number at a place.
const fn at(place: u64) -> f64 {
    f64::from_bits(if place & SIGN == 0 { !place } else { place ^ SIGN })
}

const SIGN: u64 = 1 << 63;

/// All scores of one set of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// How many examples match.
    pub matched: usize,
    /// The sum of |output - label|.
    pub absolute_error: f64,
    /// The sum of (output - label)².
    pub squared_error: f64,
    /// The sum of ln(1 + exp(-label * output)); it has a meaning for labels -1 and 1.
    pub log_loss: f64,
}

impl Tally {
    /// Counts outputs against labels.
    pub fn of(criterion: &Criterion, outputs_and_labels: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut tally = Self::default();
        for (output, label) in outputs_and_labels {
            tally.add(criterion, output, label);
        }
        tally
    }

    /// Counts one output more.
    pub fn add(&mut self, criterion: &Criterion, output: f64, label: f64) {
        self.matched += usize::from(criterion.matches(output, label));
        let error = output - label;
        self.absolute_error += error.abs();
        self.squared_error += error * error;
        self.log_loss += log_loss(output, label);
    }

    /// The value that `score` reads.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 1,000,000 examples")]
    pub const fn score(&self, score: Score) -> f64 {
        match score {
            Score::Matches => self.matched as f64,
            Score::AbsoluteError => self.absolute_error,
            Score::SquaredError => self.squared_error,
            Score::LogLoss => self.log_loss,
        }
    }
}

/// ln(1 + exp(-label * output)), without overflow however far the output is off.
#[must_use]
pub fn log_loss(output: f64, label: f64) -> f64 {
    let margin = label * output;
    (-margin).max(0.0) + (-margin.abs()).exp().ln_1p()
}

/// The log-loss of outputs, each with its label. A sum of logarithms is the logarithm of a product, which takes a
/// third of the time: of factors from 1 to 2, some hundreds are multiplied without overflow.
fn log_losses(outputs_and_labels: impl Iterator<Item = (f64, f64)>) -> f64 {
    const FACTORS: usize = 512;
    let (mut sum, mut product, mut factors) = (0.0, 1.0, 0);
    for (output, label) in outputs_and_labels {
        let margin = label * output;
        sum += (-margin).max(0.0);
        product *= 1.0 + (-margin.abs()).exp();
        factors += 1;
        if factors == FACTORS {
            sum += product.ln();
            (product, factors) = (1.0, 0);
        }
    }
    sum + product.ln()
}

/// The sigmoid of an output: the share of certainty, from 0 to 1, that the label is 1 and not -1.
///
/// ```
/// use jointly::engine::sigmoid;
/// assert_eq!(sigmoid(0.0), 0.5);
/// assert!((sigmoid(3.0) - 0.953).abs() < 0.001);
/// ```
#[must_use]
pub fn sigmoid(output: f64) -> f64 {
    let small = (-output.abs()).exp();
    if output < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

impl Score {
    /// What one output adds to the score. Under [`Score::Matches`] 1 or 0.
    #[must_use]
    pub fn part(self, criterion: &Criterion, output: f64, label: f64) -> f64 {
        match self {
            Self::Matches => f64::from(u8::from(criterion.matches(output, label))),
            Self::AbsoluteError => (output - label).abs(),
            Self::SquaredError => (output - label) * (output - label),
            Self::LogLoss => log_loss(output, label),
        }
    }

    /// The score of outputs, each with its label.
    #[must_use]
    pub fn of(
        self,
        criterion: &Criterion,
        outputs_and_labels: impl Iterator<Item = (f64, f64)>,
    ) -> f64 {
        fn sum(
            outputs_and_labels: impl Iterator<Item = (f64, f64)>,
            part: impl Fn(f64, f64) -> f64,
        ) -> f64 {
            outputs_and_labels.fold(0.0, |sum, (output, label)| sum + part(output, label))
        }
        // One loop for each score: which one it is is not asked again for every output.
        let all = outputs_and_labels;
        match self {
            Self::Matches => sum(all, |o, y| Self::Matches.part(criterion, o, y)),
            Self::AbsoluteError => sum(all, |o, y| Self::AbsoluteError.part(criterion, o, y)),
            Self::SquaredError => sum(all, |o, y| Self::SquaredError.part(criterion, o, y)),
            Self::LogLoss => log_losses(all),
        }
    }

    /// The derivative of what one output adds, by that output; 0 for a score without one.
    #[must_use]
    pub fn slope(self, output: f64, label: f64) -> f64 {
        match self {
            Self::Matches | Self::AbsoluteError => 0.0,
            Self::SquaredError => 2.0 * (output - label),
            Self::LogLoss => -label * sigmoid(-label * output),
        }
    }

    /// The improvement from one value to another, positive when better whichever way the score runs.
    #[must_use]
    pub fn gain(self, from: f64, to: f64) -> f64 {
        match self {
            Self::Matches => to - from,
            Self::AbsoluteError | Self::SquaredError | Self::LogLoss => from - to,
        }
    }

    /// Whether `value` beats `other`. Where not everything is whole, a difference of rounding is a tie.
    #[must_use]
    pub fn beats(self, value: f64, other: f64, whole: bool) -> bool {
        let exact = match self {
            Self::Matches => true,
            Self::AbsoluteError | Self::SquaredError => whole,
            Self::LogLoss => false,
        };
        let slack = if exact { 0.0 } else { SLACK * value.abs().max(other.abs()).max(1.0) };
        self.gain(other, value) > slack
    }
}
