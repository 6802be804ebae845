//! What is so of one picture in one round, worked out the long way.

use std::sync::Arc;

use jointly::engine::{Dataset, Experiment, MatchRule, Round};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::given;
use crate::naive::{Naive, SLACK};
use crate::numbers::{shows, slip, sum};

/// Random experiments with names, some of them with huge numbers.
pub fn experiment() -> impl Strategy<Value = Experiment> {
    // The slack of such numbers is on no grid of theirs, so that only true ties are near ties.
    let scale = || prop_oneof![6 => Just(1.0), 1 => Just(123_457_000.0)];
    (given::experiment(), scale(), scale(), scale()).prop_map(
        |(mut experiment, pixel, label, weight)| {
            let dataset = Arc::make_mut(&mut experiment.dataset);
            for (example, name) in
                dataset.examples.iter_mut().zip(["oak", "elm", "ash", "fir", "yew"])
            {
                let example = Arc::make_mut(example);
                name.clone_into(&mut example.name);
                example.label *= label;
                example.pixels.iter_mut().for_each(|x| *x *= pixel);
            }
            experiment.weights.iter_mut().for_each(|w| *w *= weight);
            experiment
        },
    )
}

/// No slip of English, and nothing but sentences.
pub fn is_english(text: &str) -> TestCaseResult {
    prop_assert_eq!(slip(text), None, "{}", text);
    Ok(())
}

/// One change as one picture feels it.
pub struct Touch {
    pub weight: usize,
    /// How far the weight moved.
    pub change: f64,
    /// How far that moved the output.
    pub part: f64,
    /// The output with this change alone.
    pub alone: f64,
}

/// What is so of one picture when some weights move.
pub struct Facts<'a> {
    pub experiment: &'a Experiment,
    pub name: String,
    pub before: f64,
    pub after: f64,
    pub label: f64,
    pub touching: Vec<Touch>,
    /// How many weights moved, whether they touch it or not.
    pub moved: usize,
    /// The largest number that sums for this picture are made of.
    pub scale: f64,
    slack: f64,
}

impl<'a> Facts<'a> {
    /// From the experiment's weights to `after`.
    pub fn of(experiment: &'a Experiment, after: &[f64], e: usize) -> Self {
        let (naive, before) = (Naive(experiment), &experiment.weights);
        let example = &experiment.dataset.examples[e];
        let whole = naive.whole(before) && naive.whole(after);
        let moved: Vec<usize> = (0..after.len()).filter(|i| after[*i] != before[*i]).collect();
        let touching = moved.iter().filter(|i| example.pixels[**i] != 0.0).map(|&weight| {
            let change = after[weight] - before[weight];
            let mut alone = before.clone();
            alone[weight] = after[weight];
            let part = change * example.pixels[weight];
            Touch { weight, change, part, alone: naive.output(e, &alone) }
        });
        let size = |weights: &[f64]| -> f64 {
            weights.iter().zip(&example.pixels).map(|(w, x)| (w * x).abs()).sum()
        };
        Self {
            experiment,
            name: example.name.clone(),
            before: naive.output(e, before),
            after: naive.output(e, after),
            label: example.label,
            touching: touching.collect(),
            moved: moved.len(),
            scale: size(before).max(size(after)).max(example.label.abs()),
            slack: if whole { 0.0 } else { SLACK * example.label.abs().max(1.0) },
        }
    }

    pub fn of_round(experiment: &'a Experiment, round: &Round, e: usize) -> Self {
        Self::of(experiment, &round.weights_after, e)
    }

    pub fn dataset(&self) -> &Dataset {
        &self.experiment.dataset
    }

    pub fn sign(&self) -> bool {
        self.experiment.settings.match_rule == MatchRule::Sign
    }

    /// Whether rounding may decide what is equal: large fractions, or whole numbers beyond exact sums.
    pub fn is_blurred(&self) -> bool {
        self.scale > if self.slack > 0.0 { 1e5 } else { 1e15 }
    }

    pub fn matches(&self, output: f64) -> bool {
        if self.sign() {
            output.abs() > self.slack.min(SLACK) && output * self.label > 0.0
        } else {
            (output - self.label).abs() <= self.experiment.settings.tolerance + self.slack
        }
    }

    pub fn off(&self, output: f64) -> f64 {
        (output - self.label).abs()
    }

    pub fn equal(&self, a: f64, b: f64) -> bool {
        (a - b).abs() <= self.slack
    }

    pub fn closer(&self, output: f64) -> bool {
        self.off(self.before) - self.off(output) > self.slack
    }

    pub fn alone_matching(&self) -> usize {
        self.touching.iter().filter(|t| self.matches(t.alone)).count()
    }

    pub fn alone_closer(&self) -> usize {
        self.touching.iter().filter(|t| self.closer(t.alone)).count()
    }

    pub fn broken_together(&self) -> bool {
        !self.matches(self.after) && (self.matches(self.before) || self.alone_matching() > 0)
    }

    pub fn is(&self, shown: &str, value: f64) -> bool {
        shows(shown, value, self.scale)
    }

    /// A sum from the old output over the contributions to the new one.
    pub fn adds_up(&self, text: &str) -> bool {
        let Some((total, says, parts)) = sum(text) else { return false };
        let from = text.split(' ').next().unwrap_or_default();
        // Beyond six the ups and the downs are shown.
        let all = if parts == self.touching.len() { parts } else { 2 };
        // Each part is rounded to four places on its own.
        let rounding = 5.1e-5 * (2.0 + f64::from(u8::try_from(all).unwrap_or(u8::MAX)));
        self.is(from, self.before)
            && (total - says).abs() <= rounding + 1e-13 * self.scale
            && (says - self.after).abs() <= 5.1e-5 + 1e-13 * self.scale
            && (parts == self.touching.len() || self.touching.len() > 6 && parts <= 2)
    }

    pub fn called(&self, name: &str) -> bool {
        name.to_lowercase() == self.name
    }
}
