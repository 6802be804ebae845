//! What it costs to tell how many weights may move at once, and two published numbers beside ours.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use jointly::engine::{Dataset, Example, HowMany, Shape, Spectrum};

mod data;

/// The same random numbers in every run.
const SEED: u64 = 2011;

fn dataset(examples: usize, shape: Shape, random: &mut Random, pixel: Pixel) -> Dataset {
    let mut example = || Example {
        name: String::new(),
        label: sign(random),
        pixels: (0..shape.cells()).map(|_| pixel(random)).collect(),
    };
    let examples = (0..examples).map(|_| Arc::new(example())).collect();
    Dataset { shape, examples, label_names: BTreeMap::new() }
}

type Random = fastrand::Rng;
type Pixel = fn(&mut Random) -> f64;

fn sign(random: &mut Random) -> f64 {
    if random.bool() { 1.0 } else { -1.0 }
}

fn bit(random: &mut Random) -> f64 {
    f64::from(u8::from(random.bool()))
}

/// Of the well-known handwritten digits, 19 in 100 pixels are lit.
fn ink(random: &mut Random) -> f64 {
    if random.u8(..100) < 19 { f64::from(random.u8(1..)) } else { 0.0 }
}

/// 410 examples of 1,024 random signs.
fn signs() -> Dataset {
    let shape = Shape { width: 1024, height: 1 };
    dataset(410, shape, &mut Random::with_seed(SEED), sign)
}

/// The single-pixel camera of Bradley, Kyrola, Bickson, Guestrin 2011, "Parallel coordinate descent for
/// L1-regularized loss minimization", ICML: its measurements look like random numbers, so random ones come near.
fn published(signs: &Dataset) {
    let shape = Shape { width: 4096, height: 1 };
    let bits = dataset(1638, shape, &mut Random::with_seed(SEED), bit);
    for (name, dataset, rho, parallel) in [
        ("410 x 1,024 of random +-1", signs, "6.4967", 158),
        ("1,638 x 4,096 of random 0/1", &bits, "2047.8", 3),
    ] {
        let found = Spectrum::of(dataset);
        println!(
            "{name}: rho {:.4}, P* {} (published, as remembered: {rho} and {parallel})",
            found.largest,
            found.parallel()
        );
    }
}

/// All rounds for every P, from weights 0.
fn how_many(dataset: &Dataset, rounds: usize, seeds: &[u64]) -> Option<HowMany> {
    let weights = vec![0.0; dataset.shape.cells()];
    let goes_on = |_| ControlFlow::Continue(());
    HowMany::fitted(dataset, &weights, rounds, seeds, goes_on)
}

/// What is left after 100 rounds of so many at once: up to P* and somewhat more it falls, then it explodes.
fn outcome(signs: &Dataset) {
    for rung in how_many(signs, 100, &[SEED]).iter().flat_map(|found| &found.rungs) {
        println!("410 x 1,024, {} at once: squared error 410 -> {:.1e}", rung.p, rung.median());
    }
}

fn together(c: &mut Criterion) {
    let signs = signs();
    published(&signs);
    outcome(&signs);
    let shape = Shape { width: 28, height: 28 };
    let pictures = dataset(10_000, shape, &mut Random::with_seed(SEED), ink);
    let digits = data::digits().dataset;
    for (name, dataset) in [
        ("10,000 x 784", &pictures),
        ("410 x 1,024 of +-1", &signs),
        ("digits 1,797 x 64", &digits),
    ] {
        c.bench_function(&format!("spectrum/{name}"), |b| {
            b.iter(|| Spectrum::of(black_box(dataset)));
        });
    }
    c.bench_function("how many at once/digits 1,797 x 64, 100 rounds, 3 seeds", |b| {
        b.iter(|| how_many(black_box(&digits), 100, &[1, 2, 3]));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = together
}
criterion_main!(benches);
