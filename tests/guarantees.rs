//! The true statements of the specification: why applying all changes at once can still be all right.

use std::sync::Arc;

use jointly::engine::{
    Cause, Evaluation, Example, Experiment, MatchRule, Named, Policy, Round, Score, Shape, Tally,
    flip_flop, overlap, train,
};
use proptest::prelude::*;

mod given;

/// A gain that is owed but for rounding.
fn at_least(gain: f64, owed: f64) -> bool {
    gain >= owed - 1e-9 * owed.abs().max(gain.abs()).max(1.0)
}

fn under(mut experiment: Experiment, policy: Policy, score: Score) -> Experiment {
    experiment.settings.policy = policy;
    experiment.settings.score = score;
    experiment
}

fn smooth() -> impl Strategy<Value = Score> {
    prop_oneof![Just(Score::AbsoluteError), Just(Score::SquaredError)]
}

/// Puts out all pixels of every picture but one, so that no two weights meet anywhere.
fn apart(experiment: &mut Experiment, lit: &[prop::sample::Index]) {
    let dataset = Arc::make_mut(&mut experiment.dataset);
    for (example, lit) in dataset.examples.iter_mut().zip(lit) {
        let pixels = &mut Arc::make_mut(example).pixels;
        let kept = lit.index(pixels.len());
        for (i, pixel) in pixels.iter_mut().enumerate() {
            *pixel = if i == kept { *pixel } else { 0.0 };
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn gains_add_up_where_no_two_moved_weights_meet(
        experiment in given::experiment(),
        lit in prop::collection::vec(any::<prop::sample::Index>(), 5),
        policy in prop_oneof![Just(Policy::AllAtOnce), Just(Policy::SharedStep)],
    ) {
        let mut experiment = experiment;
        experiment.settings.policy = policy;
        apart(&mut experiment, &lit);
        let round = Round::play(&experiment, 1);
        prop_assert_eq!(overlap(&experiment, &round.tests), 1.0);
        prop_assert!(at_least(round.delivered, round.promised));
        prop_assert!(at_least(round.promised, round.delivered));
    }

    #[test]
    fn a_shared_step_gains_its_share_of_what_was_promised(
        experiment in given::experiment(),
        score in smooth(),
    ) {
        let experiment = under(experiment, Policy::SharedStep, score);
        let round = Round::play(&experiment, 1);
        let omega = overlap(&experiment, &round.tests);
        prop_assert!(at_least(round.delivered, round.promised / omega));
    }

    #[test]
    fn the_ledger_of_squared_error_balances_with_its_pair_terms(
        experiment in given::experiment(),
        policy in given::settings().prop_map(|settings| settings.policy),
    ) {
        let experiment = under(experiment, policy, Score::SquaredError);
        let round = Round::play(&experiment, 1);
        let examples = &experiment.dataset.examples;
        let error = |weights: &[f64]| {
            Evaluation::at(&experiment.dataset, weights, &experiment.settings).tally.squared_error
        };
        let changes: Vec<(usize, f64)> = round.changes().collect();
        let mut ledger = 0.0;
        for (position, &(i, h)) in changes.iter().enumerate() {
            let mut alone = round.weights_before.clone();
            alone[i] = round.weights_after[i];
            ledger += error(&round.weights_before) - error(&alone);
            for &(j, g) in &changes[..position] {
                let shared: f64 = examples.iter().map(|e| e.pixels[i] * e.pixels[j]).sum();
                ledger += -2.0 * h * g * shared;
            }
        }
        prop_assert!(at_least(round.delivered, ledger) && at_least(ledger, round.delivered));
    }

    #[test]
    fn halving_is_never_worse_than_staying(experiment in given::experiment()) {
        let score = experiment.settings.score;
        let round = Round::play(&under(experiment, Policy::Halving, score), 1);
        prop_assert!(at_least(round.delivered, 0.0));
    }

    #[test]
    fn one_at_a_time_and_best_one_never_lose(experiment in given::experiment()) {
        for policy in [Policy::OneAtATime, Policy::BestOne] {
            let score = experiment.settings.score;
            let round = Round::play(&under(experiment.clone(), policy, score), 1);
            prop_assert!(at_least(round.delivered, 0.0));
        }
    }
}

/// One picture of one row.
fn row(pixels: &[f64], label: f64) -> Experiment {
    let shape = Shape { width: pixels.len(), height: 1 };
    let mut experiment = Experiment::blank(shape);
    Arc::make_mut(&mut experiment.dataset).examples[0] =
        Arc::new(Example { name: String::new(), label, pixels: pixels.to_vec() });
    experiment
}

#[test]
fn thirds_that_add_up_to_the_label_match_it() {
    let mut experiment = under(row(&[1.0, 1.0, 1.0], 1.0), Policy::SharedStep, Score::Matches);
    let round = Round::play(&experiment, 1);
    assert_eq!(round.weights_after, [1.0 / 3.0; 3]);
    assert_eq!((round.after.matched, round.examples[0].cause), (1, Cause::OnTarget));
    // A fourth weight makes the sum of its parts differ from 1 in the last bit; it matches all the same.
    experiment.weights = vec![0.1, 0.2, 0.7 - 1e-16];
    assert_eq!(Evaluation::of(&experiment).tally.matched, 1);
    experiment.weights[2] += 1e-8;
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
}

#[test]
fn whole_numbers_are_never_nearly_equal() {
    let mut experiment = row(&[1.0], 1e9);
    experiment.weights = vec![1e9 - 1.0];
    // Within 1e-9 of the label, were it not all whole.
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
    experiment.settings.step = 0.5;
    assert_eq!(Evaluation::of(&experiment).tally.matched, 1);
}

#[test]
fn of_two_moments_the_less_exact_one_decides_the_cause() {
    let mut experiment = row(&[1.0], 1.0);
    // The label but for a rounding; from there to 2 is past the label, not away from it.
    experiment.weights = vec![1.0 + f64::EPSILON];
    let round = Round::record(&experiment, 1, Vec::new(), vec![2.0]);
    assert_eq!(round.examples[0].cause, Cause::Overshot);
}

#[test]
fn a_step_is_halved_twenty_times_at_most() {
    // Each weight alone matches two pictures and loses the third; together they match none, and the
    // third is only kept when the three of them move it by 1 at most.
    for (pixel, moved) in [(349_525.0, 3), (349_526.0, 0)] {
        let mut experiment = row(&[5.0; 3], 5.0);
        let dataset = Arc::make_mut(&mut experiment.dataset);
        let third = Example { name: String::new(), label: 0.0, pixels: vec![pixel; 3] };
        dataset.examples.push(Arc::clone(&dataset.examples[0]));
        dataset.examples.push(Arc::new(third));
        experiment.settings.tolerance = 1.0;
        let round = Round::play(&under(experiment, Policy::Halving, Score::Matches), 1);
        assert_eq!((round.promised, round.moved()), (3.0, moved));
        assert!(!round.is_stuck(), "there are directions");
        let smallest = 0.5_f64.powi(20);
        assert!(round.changes().all(|(_, change)| change == smallest));
    }
}

#[test]
fn zero_has_no_sign() {
    let mut experiment = row(&[1.0], 0.0);
    experiment.settings.match_rule = MatchRule::Sign;
    experiment.weights = vec![1.0];
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
    experiment.weights = vec![0.0];
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
    let mut experiment = row(&[1.0], 0.1);
    experiment.settings.match_rule = MatchRule::Sign;
    for (weight, matched) in [(1e-9, 0), (2e-9, 1), (-2e-9, 0)] {
        experiment.weights = vec![weight];
        assert_eq!(Evaluation::of(&experiment).tally.matched, matched);
    }
}

#[test]
fn equal_gains_that_differ_by_a_rounding_go_to_the_first() {
    // 0.1 + 0.2 is not 0.3: the gains of both weights differ in the last bit only.
    for pixels in [[0.3, 0.1 + 0.2], [0.1 + 0.2, 0.3]] {
        for score in [Score::AbsoluteError, Score::SquaredError] {
            let round = Round::play(&under(row(&pixels, 0.5), Policy::BestOne, score), 1);
            assert_eq!(round.weights_after, [1.0, 0.0]);
        }
    }
}

#[test]
fn weights_in_tenths_flip_and_flop_though_they_return_with_a_rounding() {
    let mut experiment = under(row(&[1.0, 1.0], 0.36), Policy::AllAtOnce, Score::AbsoluteError);
    experiment.settings.step = 0.1;
    experiment.weights = vec![0.1, 0.2];
    let mut rounds = Vec::new();
    train(experiment, 1, 2, |round| {
        rounds.push(round);
        std::ops::ControlFlow::Continue(())
    });
    // 0.2 + 0.1 - 0.1 is not 0.2.
    assert_ne!(rounds[1].weights_after, [0.1, 0.2]);
    let found = flip_flop(rounds.iter().rev()).expect("they go up and down for ever");
    assert_eq!((found.period, found.weights), (2, vec![0, 1]));
    // A change of settings between them is no flip-flop.
    let mut other = Round::clone(&rounds[0]);
    other.settings.tolerance = 1.0;
    rounds[0] = Arc::new(other);
    assert_eq!(flip_flop(rounds.iter().rev()), None);
}

#[test]
fn nothing_at_all_is_no_trouble() {
    let mut experiment = row(&[1.0], 1.0);
    Arc::make_mut(&mut experiment.dataset).examples.clear();
    for (policy, _) in Policy::NAMES {
        let round = Round::play(&under(experiment.clone(), *policy, Score::Matches), 1);
        assert_eq!((round.after, round.moved()), (Tally::default(), 0));
        assert!(!round.is_stuck(), "there is nothing left to match");
    }
    assert_eq!(flip_flop([]), None);
}
