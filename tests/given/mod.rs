//! Random experiments, small enough to work out the long way.

use std::collections::BTreeMap;
use std::sync::Arc;

use jointly::engine::{
    Dataset, Example, Experiment, MatchRule, Named, Policy, Score, Settings, Shape, Size,
};
use proptest::prelude::*;

/// Where numbers come from. Fractions stand on a grid much coarser than the slack of a billionth,
/// so that only true ties are near ties.
#[derive(Debug, Clone, Copy)]
pub enum Numbers {
    Binary,
    Whole,
    Tenths,
    Thirds,
}

/// A number from there.
pub fn number(numbers: Numbers) -> BoxedStrategy<f64> {
    match numbers {
        Numbers::Binary => (0..=1).prop_map(f64::from).boxed(),
        Numbers::Whole => prop_oneof![Just(0.0), (-3..=3).prop_map(f64::from)].boxed(),
        Numbers::Tenths => {
            prop_oneof![Just(0.0), (-15..=15).prop_map(|n| f64::from(n) / 10.0)].boxed()
        }
        Numbers::Thirds => (-6..=6).prop_map(|n| f64::from(n) / 3.0).boxed(),
    }
}

/// Anywhere.
pub fn numbers() -> impl Strategy<Value = Numbers> {
    prop_oneof![
        3 => Just(Numbers::Binary),
        3 => Just(Numbers::Whole),
        2 => Just(Numbers::Tenths),
        1 => Just(Numbers::Thirds),
    ]
}

/// Any score.
pub fn score() -> impl Strategy<Value = Score> {
    prop::sample::select(Score::NAMES).prop_map(|(score, _)| score)
}

/// Settings of every kind; where they have no meaning together, the score gives way.
pub fn settings() -> impl Strategy<Value = Settings> {
    let step = prop_oneof![4 => Just(1.0), 1 => Just(2.0), 1 => Just(0.5), 1 => Just(0.1), 1 => Just(1.0 / 3.0)];
    let rule = prop_oneof![3 => Just(MatchRule::Exact), 1 => Just(MatchRule::Sign)];
    let tolerance = prop_oneof![3 => Just(0.0), 1 => Just(1.0), 1 => Just(0.5), 1 => Just(0.1)];
    let policy = prop::sample::select(Policy::NAMES).prop_map(|(policy, _)| policy);
    let size = prop::sample::select(Size::NAMES).prop_map(|(size, _)| size);
    let rate = prop_oneof![Just(0.01), Just(0.25), Just(1.0)];
    let drawn = (1..=5_usize, size, 0..=9_u64, rate);
    (step, rule, tolerance, score(), policy, drawn).prop_map(
        |(step, match_rule, tolerance, score, policy, (p, size, seed, rate))| {
            let mut settings =
                Settings { step, match_rule, tolerance, score, policy, p, size, seed, rate };
            if settings.lack().is_some() {
                settings.score = Score::SquaredError;
            }
            settings
        },
    )
}

/// Up to five pictures of up to 4 x 3 pixels, labels of either sign and 0, weights that may be anything.
pub fn experiment() -> impl Strategy<Value = Experiment> {
    (1..=4_usize, 1..=3_usize, 0..=5_usize, numbers(), numbers(), numbers())
        .prop_flat_map(|(width, height, examples, pixels, labels, weights)| {
            let cells = width * height;
            let label = prop_oneof![3 => prop_oneof![Just(1.0), Just(-1.0)], 1 => number(labels)];
            let picture = (label, prop::collection::vec(number(pixels), cells));
            let weights =
                prop_oneof![Just(vec![0.0; cells]), prop::collection::vec(number(weights), cells)];
            (
                Just(Shape { width, height }),
                prop::collection::vec(picture, examples),
                weights,
                settings(),
            )
        })
        .prop_map(|(shape, mut pictures, weights, settings)| {
            if settings.score == Score::LogLoss {
                for (label, _) in &mut pictures {
                    *label = if *label < 0.0 { -1.0 } else { 1.0 };
                }
            }
            let examples = pictures.into_iter().map(|(label, pixels)| {
                Arc::new(Example { name: String::new(), label, pixels: pixels.into() })
            });
            let dataset =
                Dataset { shape, examples: examples.collect(), label_names: BTreeMap::new() };
            Experiment { dataset: Arc::new(dataset), weights: weights.into(), settings }
        })
}
