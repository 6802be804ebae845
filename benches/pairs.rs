//! What the pair terms, the ledger and the smallest sets of a round cost.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use jointly::engine::{Example, Experiment, Ledger, Pairs, Round, Score, Shape, SmallestSets};

mod checksum;
mod data;

const SCORES: [(Score, &str); 3] = [
    (Score::Matches, "matches"),
    (Score::AbsoluteError, "absolute error"),
    (Score::SquaredError, "squared error"),
];

/// A round that moves every weight, up and down in turn.
fn all_moved(experiment: &Experiment) -> Round {
    let step = experiment.settings.step;
    let weights = experiment.weights.iter().enumerate();
    let after = weights.map(|(i, w)| if i % 2 == 0 { w + step } else { w - step }).collect();
    Round::record(experiment, 1, Vec::new(), after)
}

fn pairs(c: &mut Criterion) {
    let mut experiment = data::digits().beginning();
    let all: Vec<usize> = (0..experiment.weights.len()).collect();
    for (score, name) in SCORES {
        experiment.settings.score = score;
        let round = all_moved(&experiment);
        let dataset = &experiment.dataset;
        let found = Pairs::of(dataset, &round, &all);
        let each = all.iter().flat_map(|i| (i + 1..all.len()).map(|j| (*i, j)));
        let terms = each.map(|(i, j)| found.term(i, j));
        checksum::print(&format!("all pairs of 64, {name}"), terms);
        c.bench_function(&format!("digits 1,797 x 64/all pairs of 64, {name}"), |b| {
            b.iter(|| Pairs::of(black_box(dataset), &round, &all));
        });
        c.bench_function(&format!("digits 1,797 x 64/ledger of all 64, {name}"), |b| {
            b.iter(|| Ledger::of(black_box(dataset), &round, round.settings.score));
        });
    }
}

/// The longest search: twenty changes touch a picture, and no set of them repairs it.
fn sets(c: &mut Criterion) {
    const LIT: usize = SmallestSets::MOST_TOUCHING;
    let mut experiment = Experiment::blank(Shape { width: LIT, height: 1 });
    let example = Example { name: String::new(), label: 0.5, pixels: vec![1.0; LIT].into() };
    Arc::make_mut(&mut experiment.dataset).examples = vec![Arc::new(example)];
    let round = all_moved(&experiment);
    c.bench_function("sets/no repair among 20 changes", |b| {
        b.iter(|| SmallestSets::repair(black_box(&experiment.dataset), &round, 0));
    });
}

criterion_group!(benches, pairs, sets);
criterion_main!(benches);
