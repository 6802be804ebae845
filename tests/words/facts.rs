//! What is so of one picture in one round, worked out the long way.

use std::collections::BTreeMap;
use std::sync::Arc;

use jointly::engine::{Dataset, Example, Experiment, MatchRule, Round, Score, Settings, Shape};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::given;
use crate::naive::{Naive, SLACK};
use crate::numbers::{shows, slip, sum};

/// Random experiments with names: half of them any, half of them lively, with many changes that meet.
pub fn experiment() -> impl Strategy<Value = Experiment> {
    prop_oneof![any_size().boxed(), lively().boxed()].prop_map(|mut experiment| {
        let dataset = Arc::make_mut(&mut experiment.dataset);
        for (example, name) in dataset.examples.iter_mut().zip(["oak", "elm", "ash", "fir", "yew"])
        {
            name.clone_into(&mut Arc::make_mut(example).name);
        }
        experiment
    })
}

/// Any experiment, now and then with huge numbers.
fn any_size() -> impl Strategy<Value = Experiment> {
    // The slack of such numbers is on no grid of theirs, so that only true ties are near ties.
    let scale = || prop_oneof![6 => Just(1.0), 1 => Just(123_457_000.0)];
    (given::experiment(), scale(), scale(), scale()).prop_map(
        |(mut experiment, pixel, label, weight)| {
            let two_sided = experiment.settings.score == Score::LogLoss;
            let label = if two_sided { 1.0 } else { label };
            for example in &mut Arc::make_mut(&mut experiment.dataset).examples {
                let example = Arc::make_mut(example);
                example.label *= label;
                example.pixels = example.pixels.iter().map(|x| x * pixel).collect();
            }
            experiment.weights.iter_mut().for_each(|w| *w *= weight);
            experiment
        },
    )
}

/// Two to five small pictures with labels near 0, weights near 0, and a step that fits.
fn lively() -> impl Strategy<Value = Experiment> {
    let pixel = prop_oneof![4 => Just(0.0), 5 => Just(1.0), 1 => Just(2.0)];
    let sign = prop_oneof![9 => Just(1.0), 1 => Just(-1.0)];
    let label = prop_oneof![4 => Just(1.0), 4 => Just(-1.0), 1 => Just(2.0), 1 => Just(-2.0)];
    let weight = prop_oneof![3 => Just(0.0), 1 => Just(1.0), 1 => Just(-1.0)];
    let picture = (label, sign, prop::collection::vec(pixel, 9));
    let step = prop_oneof![6 => Just(1.0), 1 => Just(0.5), 1 => Just(2.0)];
    let tolerance = prop_oneof![3 => Just(0.0), 1 => Just(1.0)];
    let size = (2..=3_usize, 2..=3_usize);
    (size, prop::collection::vec(picture, 2..=5), prop::collection::vec(weight, 9), any::<bool>())
        .prop_flat_map(move |(size, pictures, weights, from_zero)| {
            let settings = (given::settings(), step.clone(), tolerance.clone());
            (Just((size, pictures, weights, from_zero)), settings)
        })
        .prop_map(|((size, pictures, weights, from_zero), (settings, step, tolerance))| {
            let shape = Shape { width: size.0, height: size.1 };
            let examples = pictures.into_iter().map(|(label, sign, pixels)| {
                let pixels = pixels[..shape.cells()].iter().map(|x| x * sign).collect();
                Arc::new(Example { name: String::new(), label, pixels })
            });
            let weights = weights[..shape.cells()].iter();
            let dataset =
                Dataset { shape, examples: examples.collect(), label_names: BTreeMap::new() };
            Experiment {
                dataset: Arc::new(dataset),
                weights: weights.map(|w| if from_zero { 0.0 } else { *w }).collect(),
                settings: Settings { step, tolerance, ..settings },
            }
        })
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
