//! Every number of the lesson, as an exact script found them.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{
    Cause, Combinations, CombinationsCost, Evaluation, Experiment, Explanation, MatchRule, Outcome,
    Policy, Round, Run, Score, Subsets, flip_flop, train,
};
use jointly::formats::{json, sample};
use num_bigint::BigUint;

fn smiles() -> Experiment {
    sample::smiles().beginning()
}

fn smiles_without_eyes() -> Experiment {
    let bytes = include_bytes!("../datasets/smiles-without-eyes.json");
    let run: Run = json::read(bytes).expect("the dataset that comes with the program");
    run.beginning()
}

/// The smiles with weights in the six cells of the mouth, 0 above.
fn with_mouth(mut experiment: Experiment, mouth: [f64; 6]) -> Experiment {
    experiment.weights[6..].copy_from_slice(&mouth);
    experiment
}

fn outputs(experiment: &Experiment) -> Vec<f64> {
    Evaluation::of(experiment).outputs
}

fn matched(experiment: &Experiment) -> usize {
    Evaluation::of(experiment).tally.matched
}

fn rounds(experiment: Experiment, count: usize) -> Vec<Arc<Round>> {
    let mut rounds = Vec::new();
    train(experiment, 1, count, |step| {
        rounds.push(Arc::clone(step.round()));
        ControlFlow::Continue(())
    });
    rounds
}

/// The weights of round 1 with only those changes applied whose bit is set, counted in reading order.
fn subset(experiment: &Experiment, changes: &[(usize, f64)], applied: u32) -> Experiment {
    let mut there = experiment.clone();
    for (bit, (weight, change)) in changes.iter().enumerate() {
        if applied >> bit & 1 == 1 {
            there.weights[*weight] += change;
        }
    }
    there
}

fn subsets(experiment: &Experiment, round: &Round) -> Subsets {
    Subsets::of(&experiment.dataset, round, |_| ControlFlow::Continue(())).expect("six changes")
}

#[test]
fn the_pictures() {
    let dataset = smiles().dataset;
    assert_eq!((dataset.shape.width, dataset.shape.height), (3, 4));
    let wanted: [(&str, f64, [u8; 6]); 4] = [
        ("smile", 1.0, [1, 0, 1, 1, 1, 1]),
        ("frown", -1.0, [1, 1, 1, 1, 0, 1]),
        ("flat mouth", -1.0, [0, 0, 0, 1, 1, 1]),
        ("cheery smile", 1.0, [1, 0, 1, 0, 1, 0]),
    ];
    assert_eq!(dataset.examples.len(), 4);
    for ((name, label, mouth), example) in wanted.into_iter().zip(&dataset.examples) {
        assert_eq!((example.name.as_str(), example.label), (name, label));
        assert_eq!(example.pixels.to_vec()[..6], [1.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        assert_eq!(example.pixels.to_vec()[6..], mouth.map(f64::from));
    }
    for (without, with) in smiles_without_eyes().dataset.examples.iter().zip(&dataset.examples) {
        assert_eq!((&without.name, without.label), (&with.name, with.label));
        assert_eq!(without.pixels.to_vec()[..6], [0.0; 6]);
        assert_eq!(without.pixels.to_vec()[6..], with.pixels.to_vec()[6..]);
    }
}

#[test]
fn round_1_tests() {
    let round = Round::play(&smiles(), 1);
    let ups: Vec<f64> = round.tests.iter().map(|t| t.up).collect();
    let downs: Vec<f64> = round.tests.iter().map(|t| t.down).collect();
    let directions: Vec<f64> = round.tests.iter().map(|t| t.direction.sign()).collect();
    assert_eq!(ups, [2., 0., 2., 0., 0., 0., 2., 0., 2., 1., 2., 1.]);
    assert!(round.tests.iter().all(|t| t.stay == 0.0));
    assert_eq!(downs, [2., 0., 2., 0., 0., 0., 1., 1., 1., 2., 1., 2.]);
    assert_eq!(directions, [0., 0., 0., 0., 0., 0., 1., -1., 1., -1., 1., -1.]);
    assert_eq!(*round.weights_after, directions[..]);
}

#[test]
fn round_1_matches_three_of_four() {
    let round = Round::play(&smiles(), 1);
    assert_eq!(outputs(&smiles()), [0.0; 4]);
    assert_eq!((round.before.matched, round.before.absolute_error), (0, 4.0));
    let outputs: Vec<f64> = round.examples.iter().map(|e| e.after).collect();
    assert_eq!(outputs, [1., -1., -1., 3.]);
    let after = round.after;
    assert_eq!((after.matched, after.absolute_error, after.squared_error), (3, 2.0, 4.0));
    assert_eq!((round.promised, round.delivered), (11.0, 3.0));
    for example in &round.examples[..3] {
        assert_eq!((example.outcome, example.cause), (Outcome::Fixed, Cause::OnTarget));
    }
    let cheery = round.examples[3];
    assert_eq!((cheery.outcome, cheery.cause), (Outcome::Missed, Cause::Overshot));
}

#[test]
fn each_change_alone_matched_the_cheery_smile() {
    let experiment = smiles();
    let round = Round::play(&experiment, 1);
    let cheery = Explanation::of_round(&experiment.dataset, &round, 3);
    assert_eq!(cheery.alone_matching(), 3);
    assert!(cheery.touching.iter().all(|c| c.alone == 1.0));
    assert!(cheery.broken_together());
    let stack: Vec<f64> = cheery.touching.iter().map(|c| c.so_far).collect();
    assert_eq!(stack, [1.0, 2.0, 3.0]);
    let ticks: Vec<usize> = (0..4)
        .map(|e| Explanation::of_round(&experiment.dataset, &round, e).alone_matching())
        .collect();
    assert_eq!(ticks, [3, 3, 2, 3]);
}

#[test]
fn any_two_of_its_three_changes_break_it_and_withholding_any_two_repairs_it() {
    let experiment = smiles();
    let round = Round::play(&experiment, 1);
    let changes: Vec<_> = round.changes().collect();
    // Of the six changes, in reading order, those that touch the cheery smile.
    let touching = [0_u32, 2, 4];
    let cheery = |applied| {
        let there = subset(&experiment, &changes, applied);
        Evaluation::of(&there).matched(&there.dataset, 3)
    };
    let all = (1 << 6) - 1;
    for one in touching {
        assert!(cheery(1 << one), "each alone matches");
        assert!(!cheery(all & !(1 << one)), "withholding one is too little");
        let pair =
            touching.iter().filter(|other| **other != one).fold(0, |set, bit| set | 1 << bit);
        assert!(!cheery(pair), "two are 1 too much");
        assert!(cheery(all & !pair), "withholding two is enough");
    }
}

#[test]
fn no_subset_of_the_six_changes_matches_all() {
    let experiment = smiles();
    let changes: Vec<_> = Round::play(&experiment, 1).changes().collect();
    assert_eq!(changes.len(), 6);
    let with = |wanted| {
        (0..64_u32)
            .filter(|applied| matched(&subset(&experiment, &changes, *applied)) == wanted)
            .collect::<Vec<_>>()
    };
    assert!(with(4).is_empty());
    // Bits from the right: row 3 column 1, row 3 column 2, ... row 4 column 3.
    let mut three = vec![0b11_1111, 0b00_1011, 0b00_1110, 0b10_0011, 0b10_0110, 0b01_0010];
    three.sort_unstable();
    assert_eq!(with(3), three);
}

#[test]
fn the_table_of_64_subsets() {
    let experiment = smiles();
    let round = Round::play(&experiment, 1);
    let subsets = subsets(&experiment, &round);
    let histogram = subsets.histogram();
    assert_eq!(histogram.iter().sum::<u64>(), 64);
    assert_eq!(histogram[3..], [6, 0]);
    let best = subsets.best(10);
    assert_eq!((best.matched, best.count), (3, 6));
    let sets: [&[usize]; 6] =
        [&[7, 10], &[6, 7, 9], &[6, 7, 11], &[7, 8, 9], &[7, 8, 11], &[6, 7, 8, 9, 10, 11]];
    assert_eq!(best.sets, sets);
    assert_eq!(subsets.best(2).sets, sets[..2]);
    assert_eq!(subsets.best(2).count, 6);
    assert_eq!(subsets.gains[63], round.delivered);
}

#[test]
fn terms_by_order_and_shapley_values() {
    let experiment = smiles();
    let round = Round::play(&experiment, 1);
    let subsets = subsets(&experiment, &round);
    assert_eq!(subsets.orders(), [11.0, -34.0, 54.0, -48.0, 20.0, 0.0]);
    let (third, five_sixths) = (1.0 / 3.0, 5.0 / 6.0);
    let values = subsets.shapley();
    assert_eq!(values, [third, third, third, five_sixths, third, five_sixths]);
    assert_eq!(
        values[2..4].iter().map(f64::to_string).collect::<Vec<_>>(),
        ["0.3333333333333333", "0.8333333333333334"]
    );
    // Raised together they overshoot the cheery smile.
    assert!(subsets.interaction(0, 2) < 0.0);
}

#[test]
fn applied_one_by_one_in_reading_order() {
    let experiment = smiles();
    let changes: Vec<_> = Round::play(&experiment, 1).changes().collect();
    let after: Vec<usize> =
        (1..=6).map(|count| matched(&subset(&experiment, &changes, (1 << count) - 1))).collect();
    assert_eq!(after, [2, 2, 0, 2, 0, 3]);
}

#[test]
fn running_totals_as_spoken() {
    let experiment = smiles();
    let weights = Round::play(&experiment, 1).weights_after.clone();
    let totals = |e: usize| {
        let products = experiment.dataset.examples[e].pixels.iter().zip(&weights);
        let mut total = 0.0;
        let totals = products.map(|(pixel, weight)| {
            total += pixel * weight;
            total
        });
        totals.skip(6).collect::<Vec<f64>>()
    };
    assert_eq!(totals(0), [1., 1., 2., 1., 2., 1.]);
    assert_eq!(totals(1), [1., 0., 1., 0., 0., -1.]);
    assert_eq!(totals(2), [0., 0., 0., -1., 0., -1.]);
    assert_eq!(totals(3), [1., 1., 2., 2., 3., 3.]);
    // The stack of an explanation shows them without the zeros.
    let round = Round::play(&experiment, 1);
    let stack = |e: usize| -> Vec<f64> {
        let told = Explanation::of_round(&experiment.dataset, &round, e);
        told.touching.iter().map(|c| c.so_far).collect()
    };
    assert_eq!(stack(0), [1.0, 2.0, 1.0, 2.0, 1.0]);
    assert_eq!(stack(1), [1.0, 0.0, 1.0, 0.0, -1.0]);
    assert_eq!(stack(2), [-1.0, 0.0, -1.0]);
}

#[test]
fn round_2_is_stuck_for_ever() {
    let rounds = rounds(smiles(), 20);
    assert!(!rounds[0].is_stuck());
    let unchanged = rounds[1].tests.iter();
    let scores = unchanged.flat_map(|t| [t.up, t.down]);
    let (same, worse): (Vec<f64>, Vec<f64>) = scores.partition(|score| *score == 3.0);
    assert_eq!((same.len(), worse.len()), (8, 16));
    assert!(worse.iter().all(|score| *score < 3.0));
    for round in &rounds[1..] {
        assert!(round.is_stuck());
        assert_eq!((round.after.matched, round.moved()), (3, 0));
    }
    assert_eq!(flip_flop(rounds.iter().rev().map(|round| &*round.played)), None);
}

#[test]
fn scored_by_sign_all_four_match() {
    let mut experiment = smiles();
    experiment.settings.match_rule = MatchRule::Sign;
    let round = Round::play(&experiment, 1);
    assert_eq!(round.after.matched, 4);
    assert_eq!(round.weights_after, Round::play(&smiles(), 1).weights_after);
}

#[test]
fn squared_error_flips_for_ever_all_at_once_and_falls_one_at_a_time() {
    let mut experiment = smiles();
    experiment.settings.score = Score::SquaredError;
    let all = rounds(experiment.clone(), 9);
    let errors: Vec<f64> = all.iter().map(|r| r.after.squared_error).collect();
    assert_eq!(all[0].before.squared_error, 4.0);
    assert_eq!(errors, [3.0, 7.0, 93.0, 7.0, 93.0, 7.0, 93.0, 7.0, 93.0]);
    let periods: Vec<_> = (1..=9)
        .map(|played| {
            flip_flop(all[..played].iter().rev().map(|round| &*round.played))
                .map(|found| found.period)
        })
        .collect();
    assert_eq!(periods[..3], [None; 3]);
    assert_eq!(periods[3..], [Some(2); 6]);
    experiment.settings.policy = Policy::OneAtATime;
    assert_eq!(Round::play(&experiment, 1).after.squared_error, 1.0);
}

#[test]
fn one_at_a_time_by_matches_is_worse_than_all_at_once() {
    let mut experiment = smiles();
    experiment.settings.policy = Policy::OneAtATime;
    let last = rounds(experiment, 6).pop().expect("six rounds");
    let outputs: Vec<f64> = last.examples.iter().map(|e| e.after).collect();
    assert_eq!((last.after.matched, outputs), (2, vec![1., 1., 0., 1.]));
}

#[test]
fn without_eyes_the_round_is_the_same() {
    let (with, without) = (Round::play(&smiles(), 1), Round::play(&smiles_without_eyes(), 1));
    assert_eq!(with.weights_after, without.weights_after);
    assert_eq!(with.after, without.after);
    assert_eq!((without.promised, without.delivered), (11.0, 3.0));
    // An eye that is dark in every picture decides nothing, where lit it is a tie.
    assert_eq!((without.tests[0].up, without.tests[0].down), (0.0, 0.0));
    assert_eq!((with.tests[0].up, with.tests[0].down), (2.0, 2.0));
}

#[test]
fn whole_weights_that_match_all_four() {
    let mouth = [1.0, -3.0, 1.0, 0.0, -1.0, 0.0];
    for experiment in [smiles(), smiles_without_eyes()] {
        let there = with_mouth(experiment, mouth);
        assert_eq!(outputs(&there), [1.0, -1.0, -1.0, 1.0]);
        assert_eq!(matched(&there), 4);
    }
}

#[test]
fn all_531_441_settings() {
    let experiment = smiles();
    let all = |experiment: &Experiment| {
        let goes_on = |_| ControlFlow::Continue(());
        Combinations::of(&experiment.dataset, &experiment.settings, goes_on).expect("12 weights")
    };
    let found = all(&experiment);
    assert_eq!(found.cost, CombinationsCost::of(&experiment.dataset));
    assert_eq!(found.cost.lit, 8);
    let wanted: [u32; 5] = [256_041, 193_104, 69_903, 12_150, 243];
    assert_eq!(wanted.iter().sum::<u32>(), 531_441);
    assert_eq!(found.histogram(), wanted.map(BigUint::from));
    assert_eq!((found.matched, found.count(4)), (4, BigUint::from(243_u8)));
    let best = Experiment { weights: found.best.into(), ..experiment };
    assert_eq!(matched(&best), 4);
    let without_eyes = all(&smiles_without_eyes());
    assert_eq!((without_eyes.matched, without_eyes.count(4)), (3, BigUint::ZERO));
}
