//! Exact counts over every subset of a round's changes.

use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, criterion_group, criterion_main};
use jointly::engine::{Experiment, Round, Score, Subsets};

mod data;

/// The digits, and the round that moves the first `changes` weights, up and down in turn.
fn moved(changes: usize, score: Score) -> (Experiment, Round) {
    let mut experiment = data::digits().beginning();
    experiment.settings.score = score;
    let mut after = experiment.weights.clone();
    for (i, weight) in after[..changes].iter_mut().enumerate() {
        *weight = if i % 2 == 0 { 1.0 } else { -1.0 };
    }
    let round = Round::record(&experiment, 1, Vec::new(), after);
    (experiment, round)
}

fn table(experiment: &Experiment, round: &Round) -> Subsets {
    Subsets::of(&experiment.dataset, round, |_| ControlFlow::Continue(())).expect("few changes")
}

fn subsets(c: &mut Criterion) {
    let mut group = c.benchmark_group("subsets of digits 1,797 x 64");
    group.sample_size(10);
    for (score, name) in [
        (Score::Matches, "matches"),
        (Score::AbsoluteError, "absolute error"),
        (Score::SquaredError, "squared error"),
    ] {
        for changes in [12, 20] {
            let (experiment, round) = moved(changes, score);
            group.bench_function(format!("2^{changes}, {name}"), |b| {
                b.iter(|| table(black_box(&experiment), &round));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, subsets);
criterion_main!(benches);
