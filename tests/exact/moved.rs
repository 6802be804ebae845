//! Rounds in which every weight moves, as no policy needs to have moved it.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::Arc;

use jointly::engine::{Dataset, Example, Experiment, Round, Settings, Shape, Subsets};
use proptest::prelude::*;

use crate::given::{number, numbers, settings};

/// The table of a round.
pub fn table(experiment: &Experiment, round: &Round) -> Subsets {
    Subsets::of(&experiment.dataset, round, |_| ControlFlow::Continue(())).expect("few changes")
}

/// An experiment of up to `examples` pictures of one row, and the round by which every weight moves.
pub fn round(
    changes: RangeInclusive<usize>,
    examples: usize,
) -> impl Strategy<Value = (Experiment, Round)> {
    (changes, 0..=examples, numbers(), numbers(), settings()).prop_flat_map(
        |(cells, examples, pixels, moves, settings)| {
            let label = prop_oneof![3 => prop_oneof![Just(1.0), Just(-1.0)], 1 => number(pixels)];
            let picture = (label, prop::collection::vec(number(pixels), cells));
            let change = number(moves).prop_map(|n| if n == 0.0 { -1.0 } else { n });
            (
                prop::collection::vec(picture, examples),
                prop::collection::vec(number(moves), cells),
                prop::collection::vec(change, cells),
                Just(settings),
            )
                .prop_map(|(pictures, weights, changes, settings)| {
                    let after =
                        weights.iter().zip(&changes).map(|(w, change)| w + change).collect();
                    recorded(pictures, weights, after, settings)
                })
        },
    )
}

/// So many pictures of whole pixels far apart, and the round by which every weight moves.
pub fn whole(changes: u32, pictures: u32) -> (Experiment, Round) {
    let pixel = |e: u32, i: u32| f64::from((e * 31 + i * 37 + e * i * 11) % 256);
    let picture = |e| (f64::from(e % 7) - 3.0, (0..changes).map(|i| pixel(e, i)).collect());
    let after = (0..changes).map(|i| if i % 3 == 0 { 1.0 } else { -1.0 }).collect();
    let weights = vec![0.0; changes as usize];
    recorded((0..pictures).map(picture).collect(), weights, after, Settings::default())
}

fn recorded(
    pictures: Vec<(f64, Vec<f64>)>,
    weights: Vec<f64>,
    after: Vec<f64>,
    settings: Settings,
) -> (Experiment, Round) {
    let examples = pictures.into_iter().map(|(label, pixels)| {
        Arc::new(Example { name: String::new(), label, pixels: pixels.into() })
    });
    let dataset = Dataset {
        shape: Shape { width: weights.len(), height: 1 },
        examples: examples.collect(),
        label_names: BTreeMap::new(),
    };
    let experiment = Experiment { dataset: Arc::new(dataset), weights: weights.into(), settings };
    let round = Round::record(&experiment, 1, Vec::new(), after.into());
    (experiment, round)
}
