//! The exact instruments that take a round apart, against sums worked out the long way.

#[path = "../given/mod.rs"]
mod given;
#[path = "../naive/mod.rs"]
mod naive;

mod compare;
mod order;
mod pairs;
mod sets;
mod what_if;

use jointly::engine::{Experiment, Round, Score};
use jointly::formats::sample;
use naive::{Naive, SLACK};
use proptest::prelude::*;

/// The lesson, and its first round.
fn lesson() -> (Experiment, Round) {
    let experiment = sample::smiles().beginning();
    let round = Round::play(&experiment, 1);
    (experiment, round)
}

/// A random experiment at the start of one of its first rounds, and that round. Half of them move by hand, as no
/// policy would: up, down or not, by different amounts.
fn played() -> impl Strategy<Value = (Experiment, Round)> {
    let by_hand = prop::collection::vec(-2..=2, 12);
    (given::experiment(), 1..=3_usize, prop::option::of(by_hand)).prop_map(
        |(mut experiment, number, by_hand)| {
            for number in 1..number {
                experiment.weights = Round::play(&experiment, number).weights_after.clone();
            }
            let mut round = Round::play(&experiment, number);
            if let Some(by_hand) = by_hand {
                let step = experiment.settings.step;
                let moved = experiment.weights.iter().zip(by_hand);
                let after = moved.map(|(w, steps)| w + f64::from(steps) * step).collect();
                round = Round::record(&experiment, number, round.tests, after);
            }
            (experiment, round)
        },
    )
}

/// The weights with only these of the round's changes.
fn with_only(round: &Round, weights: &[usize]) -> Vec<f64> {
    let mut there = round.weights_before.to_vec();
    for i in weights {
        there[*i] = round.weights_after[*i];
    }
    there
}

/// Every subset of these weights, each in order.
fn subsets(weights: &[usize]) -> Vec<Vec<usize>> {
    let in_it = |set: usize, bit: usize| set >> bit & 1 == 1;
    let of = |set| (0..weights.len()).filter(move |bit| in_it(set, *bit)).map(|bit| weights[bit]);
    (0..1 << weights.len()).map(|set| of(set).collect()).collect()
}

/// Whether all scores of a round and on the way there are exact: those of whole numbers are, but for the log-loss.
fn is_whole(experiment: &Experiment, round: &Round) -> bool {
    let naive = Naive(experiment);
    experiment.settings.score != Score::LogLoss
        && naive.whole(&round.weights_before)
        && naive.whole(&round.weights_after)
}

/// Equal bit for bit where all is whole, and else but for rounding of numbers of this size.
fn same(a: f64, b: f64, whole: bool, size: f64) -> bool {
    a == b || !whole && (a - b).abs() <= SLACK * size.abs().max(1.0)
}
