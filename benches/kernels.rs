//! The fast round: a round in mid-run, its tests by the log-loss, one weight's turn, and the products of all columns.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jointly::engine::kernels::{
    Columns, Effort, Gram, Instructions, Packed, Problem, State, Turns, Wanted,
};

#[path = "data/bytes.rs"]
mod bytes;

fn all(criterion: &mut Criterion) {
    for (name, make) in bytes::all() {
        match make() {
            Some(examples) => measure(criterion, name, &examples),
            None => println!("{name}: skipped, as it is not installed"),
        }
    }
}

fn measure(criterion: &mut Criterion, name: &str, examples: &bytes::Bytes) {
    let rows = Packed::new(examples.pixels.as_slice(), examples.width).expect("whole rows");
    let problem = Arc::new(Problem::new(rows, &examples.aims()).expect("examples"));
    let zeros = vec![0; examples.width];
    let gram = Arc::new(Gram::of(problem.rows(), Effort::ALONE));
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).throughput(Throughput::Bytes(examples.pixels.len() as u64));

    let matched = Wanted { matched: true, ..Wanted::NONE };
    let two = Effort { threads: 2, ..Effort::ALONE };
    let avx2 = Effort { instructions: Instructions::Avx2, ..Effort::ALONE };
    let portable = Effort { instructions: Instructions::Portable, ..Effort::ALONE };
    for (what, wanted, effort) in [
        ("a round, all scores", Wanted::ALL, Effort::ALONE),
        ("a round, matches", matched, Effort::ALONE),
        ("a round, all scores, 2 threads", Wanted::ALL, two),
        ("a round, all scores, AVX2 at most", Wanted::ALL, avx2),
        ("a round, all scores, portable", Wanted::ALL, portable),
    ] {
        let at = State::at(Arc::clone(&problem), &zeros, 1, wanted, effort);
        let mut state = at.expect("zeros");
        state.keep_products(Arc::clone(&gram)).expect("products of the same rows");
        let mut chosen = bytes::moves(state.tests());
        state.advance(&chosen).expect("small weights");
        // There and back again, so that every round is in the middle of a run.
        group.bench_function(what, |bench| {
            bench.iter(|| {
                for by in &mut chosen {
                    *by = -*by;
                }
                black_box(state.advance(&chosen).expect("small weights").stay)
            });
        });
    }
    let at = State::at(Arc::clone(&problem), &zeros, 1, Wanted::NONE, Effort::ALONE);
    let state = at.expect("zeros");
    group.bench_function("tests by the log-loss", |bench| {
        bench.iter(|| black_box(state.log_loss(1.0 / 255.0).stay));
    });
    let columns = Arc::new(Columns::of(problem.rows()));
    let turns =
        Turns::at(Arc::clone(&problem), columns, &zeros, 1, Wanted::ALL, Instructions::Best);
    let mut turns = turns.expect("zeros");
    let (middle, mut by) = (examples.width / 2, 1);
    group.bench_function("the turn of one weight", |bench| {
        bench.iter(|| {
            black_box(turns.test(middle));
            by = -by;
            turns.shift(middle, by).expect("small weights");
        });
    });
    group.bench_function("the products of all columns", |bench| {
        bench.iter(|| Gram::of(problem.rows(), Effort::ALONE));
    });
    group.finish();
}

criterion_group!(benches, all);
criterion_main!(benches);
