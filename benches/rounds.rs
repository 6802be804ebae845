//! What a round costs: played, recorded, and taken into a document.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jointly::document::{Action, Document};
use jointly::engine::{Evaluation, Policy, Round, Run, Score, weights_after};
use jointly::formats::sample;

mod data;

fn lesson(c: &mut Criterion) {
    round(c, "round/lesson 4 x 12", sample::smiles());
}

fn digits(c: &mut Criterion) {
    round(c, "round/digits 1,797 x 64", data::digits());
}

/// One round from the start, by the settings that cost differently.
fn round(c: &mut Criterion, name: &str, mut run: Run) {
    let mut group = c.benchmark_group(name);
    let products = run.dataset.examples.len() * run.dataset.shape.cells();
    group.throughput(Throughput::Elements(products as u64));
    for (what, score, policy) in [
        ("matches, all at once", Score::Matches, Policy::AllAtOnce),
        ("squared error, all at once", Score::SquaredError, Policy::AllAtOnce),
        ("matches, one at a time", Score::Matches, Policy::OneAtATime),
    ] {
        (run.settings.score, run.settings.policy) = (score, policy);
        let experiment = run.beginning();
        group.bench_function(what, |b| {
            b.iter(|| Round::play(black_box(&experiment), 1));
        });
    }
    group.finish();
}

fn recording(c: &mut Criterion) {
    let mut group = c.benchmark_group("recording");
    for (name, run) in [("lesson 4 x 12", sample::smiles()), ("digits 1,797 x 64", data::digits())]
    {
        let experiment = run.beginning();
        let start = Evaluation::of(&experiment);
        let tests = start.test_all(&experiment.dataset, &experiment.settings);
        let after = weights_after(&experiment, 1, &start, &tests);
        group.bench_function(format!("record/{name}"), |b| {
            b.iter_batched(
                || (tests.clone(), after.clone()),
                |(tests, after)| Round::record(black_box(&experiment), 1, tests, after.into()),
                BatchSize::SmallInput,
            );
        });
        let round = Arc::new(Round::play(&experiment, 1));
        group.bench_function(format!("into the document/{name}"), |b| {
            b.iter_batched(
                || Document::new(run.clone(), None, name),
                |mut document| {
                    let done = document.apply(Action::AddRounds(vec![Arc::clone(&round.played)]));
                    (done, document)
                },
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, lesson, digits, recording);
criterion_main!(benches);
