//! Six ways to go on for 200 rounds on 1,797 x 64, judged by each score: what a comparison in the window costs.

use std::hint::black_box;
use std::ops::ControlFlow;

use criterion::{Criterion, criterion_group, criterion_main};
use jointly::engine::{Compared, Forks, MatchRule, Named, Policy, Score, Settings};

mod data;

const ROUNDS: usize = 200;
const POLICIES: [Policy; 6] = [
    Policy::AllAtOnce,
    Policy::OneAtATime,
    Policy::BestOne,
    Policy::ColourClasses,
    Policy::SharedStep,
    Policy::Halving,
];

fn six_ways(criterion: &mut Criterion) {
    let run = data::digits();
    let mut group = criterion.benchmark_group("six ways of 200 rounds on 1,797 x 64");
    group.sample_size(10);
    for (score, name) in Score::NAMES {
        // A step so small that no way stands still early.
        let settings =
            Settings { step: 0.001, match_rule: MatchRule::Sign, score: *score, ..run.settings };
        let ways = POLICIES.map(|policy| Settings { policy, ..settings }).to_vec();
        let forks = Forks { after: 0, weights: run.start.clone(), rounds: ROUNDS, ways };
        group.bench_function(*name, |bencher| {
            bencher.iter(|| {
                Compared::of(black_box(&run.dataset), &forks, |_| ControlFlow::Continue(()))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, six_ways);
criterion_main!(benches);
