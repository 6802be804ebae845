//! The true statements of the specification: why applying all changes at once can still be all right.

use std::sync::Arc;

use jointly::engine::{
    AloneTable, Cause, Evaluation, Example, Experiment, MatchRule, Named, Policy, Round, Score,
    Shape, Size, Tally, colour_classes, conflicts, flip_flop, overlap, safe_rate, train,
    with_direction,
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

fn convex() -> impl Strategy<Value = Score> {
    let scores: Vec<Score> = Score::NAMES.iter().map(|(score, _)| *score).collect();
    prop::sample::select(scores).prop_filter("is convex", |score| score.is_convex())
}

/// Puts out all pixels of every picture but one, so that no two weights meet anywhere.
fn apart(experiment: &mut Experiment, lit: &[prop::sample::Index]) {
    let dataset = Arc::make_mut(&mut experiment.dataset);
    for (example, lit) in dataset.examples.iter_mut().zip(lit) {
        let pixels = &mut Arc::make_mut(example).pixels;
        let kept = lit.index(pixels.len());
        pixels.edit(|pixels| {
            for (i, pixel) in pixels.iter_mut().enumerate() {
                *pixel = if i == kept { *pixel } else { 0.0 };
            }
        });
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
        prop_assert_eq!(overlap(&experiment.dataset, &with_direction(&round.tests)), 1.0);
        prop_assert!(at_least(round.delivered, round.promised));
        prop_assert!(at_least(round.promised, round.delivered));
    }

    #[test]
    fn a_shared_step_gains_its_share_of_what_was_promised(
        experiment in given::experiment(),
        score in convex(),
    ) {
        let experiment = under(experiment, Policy::SharedStep, score);
        let round = Round::play(&experiment, 1);
        let omega = overlap(&experiment.dataset, &with_direction(&round.tests));
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
    fn changes_of_any_policy_add_up_where_the_moved_weights_never_meet(
        experiment in given::experiment(),
        lit in prop::collection::vec(any::<prop::sample::Index>(), 5),
        keep_one in any::<bool>(),
    ) {
        let mut experiment = experiment;
        if keep_one {
            apart(&mut experiment, &lit);
        }
        let round = Round::play(&experiment, 1);
        let moved: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
        prop_assume!(overlap(&experiment.dataset, &moved) == 1.0);
        let singles = AloneTable::of(&experiment.dataset, &round).singles;
        prop_assert!(at_least(round.delivered, singles) && at_least(singles, round.delivered));
    }

    #[test]
    fn gains_add_up_inside_a_colour_class(experiment in given::experiment()) {
        let Experiment { dataset, weights, settings } = &experiment;
        let start = Evaluation::of(&experiment);
        for class in colour_classes(dataset) {
            let tests: Vec<_> =
                class.iter().map(|weight| (*weight, start.test(dataset, settings, *weight))).collect();
            let mut there = weights.clone();
            for (weight, test) in &tests {
                there[*weight] += test.direction.sign() * settings.step;
            }
            let after = Evaluation::at(dataset, &there, settings);
            let score = |evaluation: &Evaluation| evaluation.tally.score(settings.score);
            let together = settings.score.gain(score(&start), score(&after));
            let alone: f64 = tests.iter().map(|(_, test)| test.promised(settings)).sum();
            prop_assert!(at_least(together, alone) && at_least(alone, together));
        }
    }

    #[test]
    fn colour_classes_part_all_weights_that_meet(experiment in given::experiment()) {
        let dataset = &experiment.dataset;
        let classes = colour_classes(dataset);
        let mut all: Vec<usize> = classes.concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..dataset.shape.cells()).collect::<Vec<_>>());
        let class = |weight: usize| classes.iter().position(|class| class.contains(&weight));
        let mut meeting = Vec::new();
        for i in 0..dataset.shape.cells() {
            for j in i + 1..dataset.shape.cells() {
                if dataset.examples.iter().any(|e| e.pixels[i] * e.pixels[j] != 0.0) {
                    meeting.push((i, j));
                    prop_assert_ne!(class(i), class(j));
                }
            }
        }
        prop_assert_eq!(conflicts(dataset), meeting);
    }

    #[test]
    fn as_many_weights_are_drawn_as_asked_for(
        experiment in given::experiment(),
        p in 1..=6_usize,
        seed in 0..1000_u64,
        number in 1..50_usize,
    ) {
        let mut experiment = under(experiment, Policy::SomeAtOnce, Score::SquaredError);
        (experiment.settings.p, experiment.settings.seed) = (p, seed);
        experiment.settings.size = Size::Step;
        let round = Round::play(&experiment, number);
        let candidates = with_direction(&round.tests);
        prop_assert_eq!(round.moved(), p.min(candidates.len()));
        prop_assert!(round.changes().all(|(weight, _)| candidates.contains(&weight)));
        prop_assert_eq!(&round, &Round::play(&experiment, number), "a seed draws the same");
    }

    #[test]
    fn a_weight_moved_by_its_best_amount_leaves_no_slope(experiment in given::experiment()) {
        let mut experiment = under(experiment, Policy::SomeAtOnce, Score::SquaredError);
        (experiment.settings.p, experiment.settings.size) = (1, Size::Fitted);
        let round = Round::play(&experiment, 1);
        prop_assert!(at_least(round.delivered, 0.0));
        let after = Evaluation::at(
            &experiment.dataset, &round.weights_after, &experiment.settings);
        let slopes = jointly::engine::gradient(
            &experiment.dataset, &after.outputs, Score::SquaredError);
        for (weight, _) in round.changes() {
            prop_assert!(slopes[weight].abs() < 1e-6, "{slopes:?}");
        }
    }

    #[test]
    fn a_safe_rate_never_makes_a_smooth_score_worse(
        experiment in given::experiment(),
        score in convex(),
        share in 0.01..=1.0,
    ) {
        prop_assume!(score.is_smooth());
        let mut experiment = under(experiment, Policy::Gradient, score);
        if score == Score::LogLoss {
            for example in &mut Arc::make_mut(&mut experiment.dataset).examples {
                let example = Arc::make_mut(example);
                example.label = if example.label < 0.0 { -1.0 } else { 1.0 };
            }
        }
        experiment.settings.rate = safe_rate(&experiment.dataset) * share;
        prop_assert!(experiment.settings.rate > 0.0);
        let round = Round::play(&experiment, 1);
        prop_assert!(at_least(round.delivered, 0.0));
    }

    #[test]
    fn halving_is_never_worse_than_staying(experiment in given::experiment()) {
        let score = experiment.settings.score;
        let round = Round::play(&under(experiment, Policy::Halving, score), 1);
        prop_assert!(at_least(round.delivered, 0.0));
    }

    #[test]
    fn one_at_a_time_and_best_one_never_lose(experiment in given::experiment()) {
        for policy in [Policy::OneAtATime, Policy::BestOne, Policy::ColourClasses] {
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
        Arc::new(Example { name: String::new(), label, pixels: pixels.to_vec().into() });
    experiment
}

#[test]
fn thirds_that_add_up_to_the_label_match_it() {
    let mut experiment = under(row(&[1.0, 1.0, 1.0], 1.0), Policy::SharedStep, Score::Matches);
    let round = Round::play(&experiment, 1);
    assert_eq!(round.weights_after, [1.0 / 3.0; 3]);
    assert_eq!((round.after.matched, round.examples[0].cause), (1, Cause::OnTarget));
    // A fourth weight makes the sum of its parts differ from 1 in the last bit; it matches all the same.
    experiment.weights = vec![0.1, 0.2, 0.7 - 1e-16].into();
    assert_eq!(Evaluation::of(&experiment).tally.matched, 1);
    experiment.weights[2] += 1e-8;
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
}

#[test]
fn whole_numbers_are_never_nearly_equal() {
    let mut experiment = row(&[1.0], 1e9);
    experiment.weights = vec![1e9 - 1.0].into();
    // Within 1e-9 of the label, were it not all whole.
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
    experiment.settings.step = 0.5;
    assert_eq!(Evaluation::of(&experiment).tally.matched, 1);
}

#[test]
fn of_two_moments_the_less_exact_one_decides_the_cause() {
    let mut experiment = row(&[1.0], 1.0);
    // The label but for a rounding; from there to 2 is past the label, not away from it.
    experiment.weights = vec![1.0 + f64::EPSILON].into();
    let round = Round::record(&experiment, 1, Vec::new(), vec![2.0].into());
    assert_eq!(round.examples[0].cause, Cause::Overshot);
}

#[test]
fn a_step_is_halved_twenty_times_at_most() {
    // Each weight alone matches two pictures and loses the third; together they match none, and the
    // third is only kept when the three of them move it by 1 at most.
    for (pixel, moved) in [(349_525.0, 3), (349_526.0, 0)] {
        let mut experiment = row(&[5.0; 3], 5.0);
        let dataset = Arc::make_mut(&mut experiment.dataset);
        let third = Example { name: String::new(), label: 0.0, pixels: vec![pixel; 3].into() };
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
    experiment.weights = vec![1.0].into();
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
    experiment.weights = vec![0.0].into();
    assert_eq!(Evaluation::of(&experiment).tally.matched, 0);
    let mut experiment = row(&[1.0], 0.1);
    experiment.settings.match_rule = MatchRule::Sign;
    for (weight, matched) in [(1e-9, 0), (2e-9, 1), (-2e-9, 0)] {
        experiment.weights = vec![weight].into();
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
    experiment.weights = vec![0.1, 0.2].into();
    let mut rounds = Vec::new();
    train(experiment, 1, 2, |step| {
        rounds.push(Arc::clone(step.round()));
        std::ops::ControlFlow::Continue(())
    });
    // 0.2 + 0.1 - 0.1 is not 0.2.
    assert_ne!(rounds[1].weights_after, [0.1, 0.2]);
    let found = flip_flop(rounds.iter().rev().map(|round| &*round.played))
        .expect("they go up and down for ever");
    assert_eq!((found.period, found.weights), (2, vec![0, 1]));
    // A change of settings between them is no flip-flop.
    let mut other = Round::clone(&rounds[0]);
    Arc::make_mut(&mut other.played).settings.tolerance = 1.0;
    rounds[0] = Arc::new(other);
    assert_eq!(flip_flop(rounds.iter().rev().map(|round| &*round.played)), None);
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

#[test]
fn every_weight_is_drawn_as_often_as_any_other() {
    let mut experiment = under(row(&[1.0; 8], 100.0), Policy::SomeAtOnce, Score::SquaredError);
    experiment.settings.p = 3;
    let mut drawn = [0_u32; 8];
    for seed in 0..40 {
        experiment.settings.seed = seed;
        for number in 1..=40 {
            for (weight, _) in Round::play(&experiment, number).changes() {
                drawn[weight] += 1;
            }
        }
    }
    // Of 1,600 draws of 3 in 8 each weight is in 600, give or take six times the spread of 19.4.
    assert!(drawn.iter().all(|n| n.abs_diff(600) < 116), "{drawn:?}");
}

#[test]
fn draws_never_change_or_old_files_would_not_replay() {
    let mut experiment = under(row(&[1.0; 8], 100.0), Policy::SomeAtOnce, Score::SquaredError);
    experiment.settings.p = 3;
    let drawn = [(0, 1), (0, 2), (7, 1)].map(|(seed, number)| {
        experiment.settings.seed = seed;
        let round = Round::play(&experiment, number);
        round.changes().map(|(weight, _)| weight).collect::<Vec<_>>()
    });
    assert_eq!(drawn, [[2, 3, 5], [2, 3, 4], [4, 6, 7]]);
}
