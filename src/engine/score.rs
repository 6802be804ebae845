//! When an output matches its label, and how well a set of outputs does.

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

/// All three scores of one set of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// How many examples match.
    pub matched: usize,
    /// The sum of |output - label|.
    pub absolute_error: f64,
    /// The sum of (output - label)².
    pub squared_error: f64,
}

impl Tally {
    /// Counts outputs against labels.
    pub fn of(criterion: &Criterion, outputs_and_labels: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut tally = Self::default();
        for (output, label) in outputs_and_labels {
            tally.matched += usize::from(criterion.matches(output, label));
            let error = output - label;
            tally.absolute_error += error.abs();
            tally.squared_error += error * error;
        }
        tally
    }

    /// The value that `score` reads.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 1,000,000 examples")]
    pub const fn score(&self, score: Score) -> f64 {
        match score {
            Score::Matches => self.matched as f64,
            Score::AbsoluteError => self.absolute_error,
            Score::SquaredError => self.squared_error,
        }
    }
}

impl Score {
    /// The improvement from one value to another, positive when better whichever way the score runs.
    #[must_use]
    pub fn gain(self, from: f64, to: f64) -> f64 {
        match self {
            Self::Matches => to - from,
            Self::AbsoluteError | Self::SquaredError => from - to,
        }
    }

    /// Whether `value` beats `other`. Where not everything is whole, a difference of rounding is a tie.
    #[must_use]
    pub fn beats(self, value: f64, other: f64, whole: bool) -> bool {
        let slack = if whole || self == Self::Matches {
            0.0
        } else {
            SLACK * value.abs().max(other.abs()).max(1.0)
        };
        self.gain(other, value) > slack
    }
}
