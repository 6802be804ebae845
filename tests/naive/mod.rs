//! The specification worked out the long way: a new sum of products for every number, nothing remembered.

use jointly::engine::{Experiment, MatchRule, Score};

/// What is written in the specification where not everything is whole.
pub const SLACK: f64 = 1e-9;

/// An experiment seen without any of the engine's arithmetic.
pub struct Naive<'a>(pub &'a Experiment);

impl Naive<'_> {
    /// Whether data, step and `weights` are all whole.
    pub fn whole(&self, weights: &[f64]) -> bool {
        let data = self.0.dataset.examples.iter();
        data.flat_map(|e| e.pixels.iter().chain([&e.label]))
            .chain(weights)
            .chain([&self.0.settings.step])
            .all(|number| number.floor() == *number)
    }

    pub fn label(&self, e: usize) -> f64 {
        self.0.dataset.examples[e].label
    }

    pub fn output(&self, e: usize, weights: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (i, weight) in weights.iter().enumerate() {
            sum += weight * self.0.dataset.examples[e].pixels[i];
        }
        sum
    }

    pub fn matches(&self, e: usize, weights: &[f64]) -> bool {
        let (o, y) = (self.output(e, weights), self.label(e));
        let within = |slack: f64| match self.0.settings.match_rule {
            MatchRule::Exact => {
                (o - y).abs() <= self.0.settings.tolerance + slack * y.abs().max(1.0)
            }
            MatchRule::Sign => (o > slack && y > 0.0) || (o < -slack && y < 0.0),
        };
        // Looks at all numbers only where it depends on them, or that would be most of what there is to do.
        let exactly = within(0.0) == within(SLACK) || self.whole(weights);
        within(if exactly { 0.0 } else { SLACK })
    }

    pub fn matched(&self, weights: &[f64]) -> usize {
        let examples = 0..self.0.dataset.examples.len();
        examples.filter(|e| self.matches(*e, weights)).count()
    }

    pub fn absolute_error(&self, weights: &[f64]) -> f64 {
        let examples = 0..self.0.dataset.examples.len();
        examples.fold(0.0, |sum, e| sum + (self.output(e, weights) - self.label(e)).abs())
    }

    pub fn squared_error(&self, weights: &[f64]) -> f64 {
        let examples = 0..self.0.dataset.examples.len();
        examples.fold(0.0, |sum, e| {
            let error = self.output(e, weights) - self.label(e);
            sum + error * error
        })
    }

    pub fn log_loss(&self, weights: &[f64]) -> f64 {
        let examples = 0..self.0.dataset.examples.len();
        examples.fold(0.0, |sum, e| {
            let wrong = -self.label(e) * self.output(e, weights);
            // Beyond, the 1 is lost in rounding, and further on the power overflows.
            sum + if wrong > 100.0 { wrong } else { (1.0 + wrong.exp()).ln() }
        })
    }

    pub fn score(&self, weights: &[f64]) -> f64 {
        match self.0.settings.score {
            Score::Matches => u32::try_from(self.matched(weights)).map_or(f64::NAN, f64::from),
            Score::AbsoluteError => self.absolute_error(weights),
            Score::SquaredError => self.squared_error(weights),
            Score::LogLoss => self.log_loss(weights),
        }
    }

    /// By how much `to` is better than `from`.
    pub fn gain(&self, from: f64, to: f64) -> f64 {
        if self.0.settings.score == Score::Matches { to - from } else { from - to }
    }
}
