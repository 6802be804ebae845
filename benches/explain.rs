//! Exact counts over every subset of a round's changes and over every setting in {-1, 0, 1}.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use jointly::engine::{Combinations, CombinationsCost, Experiment, Round, Score, Shape, Subsets};

mod checksum;
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

/// So many pictures of so many pixels, each pixel 0 or 1, labelled 1 and -1 in turn.
fn faces(pixels: usize, examples: usize) -> Experiment {
    let mut experiment = data::digits().beginning();
    experiment.weights = experiment.weights[..pixels].to_vec().into();
    let dataset = Arc::make_mut(&mut experiment.dataset);
    dataset.shape = Shape { width: pixels, height: 1 };
    dataset.examples.truncate(examples);
    for (e, example) in dataset.examples.iter_mut().enumerate() {
        let example = Arc::make_mut(example);
        example.label = if e % 2 == 0 { 1.0 } else { -1.0 };
        example.pixels.edit(|values| values.truncate(pixels));
        example.pixels = example.pixels.iter().map(|x| f64::from(*x > 0.0)).collect();
    }
    experiment
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
            let name = format!("2^{changes}, {name}");
            let subsets = table(&experiment, &round);
            let matched = subsets.matched.iter().copied().map(f64::from);
            checksum::print(&name, subsets.gains.iter().copied().chain(matched));
            group.bench_function(name, |b| {
                b.iter(|| table(black_box(&experiment), &round));
            });
        }
    }
    group.finish();
}

fn terms(c: &mut Criterion) {
    let mut group = c.benchmark_group("from the table of 2^20 subsets");
    group.sample_size(10);
    let (experiment, round) = moved(20, Score::Matches);
    let subsets = table(&experiment, &round);
    checksum::print("orders", subsets.orders().into_iter());
    checksum::print("Shapley values", subsets.shapley().into_iter());
    group.bench_function("orders", |b| b.iter(|| black_box(&subsets).orders()));
    group.bench_function("Shapley values", |b| b.iter(|| black_box(&subsets).shapley()));
    group.finish();
}

fn histogram(experiment: &Experiment) -> Vec<f64> {
    let goes_on = |_| ControlFlow::Continue(());
    let all = Combinations::of(&experiment.dataset, &experiment.settings, goes_on);
    let counts = all.expect("few pixels").histogram().into_iter().map(u32::try_from);
    counts.map(|count| f64::from(count.expect("at most 3^16"))).collect()
}

fn settings(c: &mut Criterion) {
    let mut group = c.benchmark_group("all settings in {-1, 0, 1}");
    group.sample_size(10);
    for (lit, examples) in [(12, 4), (12, 20), (16, 4), (16, 20)] {
        let experiment = faces(lit, examples);
        let outputs = CombinationsCost::of(&experiment.dataset).outputs;
        let name = format!("3^{lit}, {examples} examples");
        checksum::print(&name, histogram(&experiment).into_iter());
        group.bench_function(format!("{name}, {outputs} outputs"), |b| {
            b.iter(|| histogram(black_box(&experiment)));
        });
    }
    group.finish();
}

criterion_group!(benches, subsets, terms, settings);
criterion_main!(benches);
