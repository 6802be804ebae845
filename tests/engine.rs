//! The engine against an oracle that works everything out the long way, and the guarantees of the specification.

use std::sync::Arc;

use jointly::engine::{
    Direction, Evaluation, Experiment, Explanation, FlipFlop, Policy, Round, Size, Weights,
    flip_flop, overlap, train, with_direction,
};
use proptest::prelude::*;

mod given;
mod naive;
mod naive_rounds;
use naive::{Naive, SLACK};

/// Equal bit for bit where all is whole, and else but for rounding.
fn same(a: f64, b: f64, whole: bool) -> bool {
    a == b || !whole && (a - b).abs() <= SLACK * a.abs().max(b.abs()).max(1.0)
}

fn same_all(a: &[f64], b: &[f64], whole: bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(*a, *b, whole))
}

fn rounds(experiment: &Experiment, count: usize) -> Vec<Arc<Round>> {
    let mut rounds = Vec::new();
    train(experiment.clone(), 1, count, |step| {
        rounds.push(Arc::clone(step.round()));
        std::ops::ControlFlow::Continue(())
    });
    rounds
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn weight_tests_and_directions(experiment in given::experiment()) {
        let naive = Naive(&experiment);
        let evaluation = Evaluation::of(&experiment);
        prop_assert_eq!(evaluation.whole, naive.whole(&experiment.weights));
        let whole = naive.exact(&experiment.weights);
        let Experiment { dataset, settings, .. } = &experiment;
        let tests = evaluation.test_all(dataset, settings);
        prop_assert_eq!(tests.len(), experiment.weights.len());
        for (i, test) in tests.iter().enumerate() {
            prop_assert_eq!(*test, evaluation.test(dataset, settings, i));
            let (up, stay, down, direction) = naive.test(i, &experiment.weights);
            prop_assert!(same(test.up, up, whole), "up: {} {}", test.up, up);
            prop_assert!(same(test.stay, stay, whole), "stay: {} {}", test.stay, stay);
            prop_assert!(same(test.down, down, whole), "down: {} {}", test.down, down);
            prop_assert_eq!(test.direction, direction);
            let promise = naive.promise(&(up, stay, down, direction));
            prop_assert!(same(test.promised(settings), promise, whole));
        }
        let omega = u32::try_from(naive.omega().max(1)).map(f64::from);
        prop_assert_eq!(Ok(overlap(dataset, &with_direction(&tests))), omega);
    }

    #[test]
    fn a_moved_evaluation_is_the_one_at_the_moved_weights(
        experiment in given::experiment(),
        weight: prop::sample::Index,
        change in prop_oneof![Just(1.0), Just(-2.0), Just(0.1)],
    ) {
        let Experiment { dataset, settings, weights } = experiment.clone();
        let i = weight.index(weights.len());
        let moved = Evaluation::of(&experiment).moved(&dataset, &settings, i, change);
        let mut there = weights;
        there[i] += change;
        let naive = Naive(&experiment);
        let whole = naive.whole(&there);
        prop_assert!(!moved.whole || whole);
        for e in 0..dataset.examples.len() {
            prop_assert!(same(moved.outputs[e], naive.output(e, &there), whole));
            prop_assert_eq!(moved.matched(&dataset, e), naive.matches(e, &there));
        }
        prop_assert_eq!(moved.tally.matched, naive.matched(&there));
        prop_assert!(same(moved.tally.absolute_error, naive.absolute_error(&there), whole));
        prop_assert!(same(moved.tally.squared_error, naive.squared_error(&there), whole));
    }

    #[test]
    fn rounds_of_every_policy(experiment in given::experiment()) {
        let mut experiment = experiment;
        // The later rounds start from weights that a policy made: thirds under a shared step.
        for number in 1..=3 {
            let round = Round::play(&experiment, number);
            let drawn: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
            let all = Naive(&experiment).weights_after(&drawn);
            if experiment.settings.policy == Policy::SomeAtOnce {
                let candidates = candidates(&Naive(&experiment));
                prop_assert!(drawn.iter().all(|weight| candidates.contains(weight)));
                prop_assert!(drawn.len() <= experiment.settings.p);
            }
            check_round(&experiment, &round, number, &all)?;
            prop_assert_eq!(&round.chosen, &None);
            experiment.weights.clone_from(&round.weights_after);
        }
    }

    #[test]
    fn rounds_of_chosen_changes(
        experiment in given::experiment(),
        choices in prop::collection::vec(prop::collection::vec(0..14_usize, 0..16), 2),
    ) {
        let mut experiment = experiment;
        let mut round = Round::play(&experiment, 1);
        // A choice among the changes, then one among those chosen.
        for choice in &choices {
            let before = round.clone();
            round = round.with_only(&experiment.dataset, choice);
            let mut weights = experiment.weights.clone();
            let mut kept = Vec::new();
            for (i, weight) in weights.iter_mut().enumerate() {
                if choice.contains(&i) && before.weights_after[i] != *weight {
                    *weight = before.weights_after[i];
                    kept.push(i);
                }
            }
            check_round(&experiment, &round, 1, &weights)?;
            if weights == before.weights_after {
                prop_assert_eq!(&round, &before, "with all its changes a round is what it was");
            } else {
                prop_assert_eq!(&round.chosen, &Some(kept));
                prop_assert_eq!(&round.tests, &before.tests);
            }
        }
        prop_assert!(!round.is_stuck() || round.chosen.is_none(), "there was something to choose");
        experiment.weights.clone_from(&round.weights_after);
        prop_assert_eq!(Round::play(&experiment, 2).chosen.clone(), None);
    }

    #[test]
    fn flip_flops(experiment in given::experiment()) {
        let rounds = rounds(&experiment, 8);
        for played in 1..=rounds.len() {
            let found = flip_flop(rounds[..played].iter().rev().map(|round| &*round.played));
            prop_assert_eq!(found, flip_flop_by_search(&rounds[..played]));
        }
    }

    #[test]
    fn flip_flops_are_never_made_by_hand(
        experiment in given::experiment(),
        choices in prop::collection::vec(prop::option::weighted(0.3, prop::collection::vec(0..12_usize, 0..5)), 8),
    ) {
        let mut now = experiment;
        let mut rounds: Vec<Arc<Round>> = Vec::new();
        let mut by_hand = 0;
        for (number, choice) in (1..).zip(choices) {
            let mut round = Round::play(&now, number);
            if let Some(weights) = choice {
                round = round.with_only(&now.dataset, &weights);
            }
            now.weights.clone_from(&round.weights_after);
            let is_chosen = round.chosen.is_some();
            rounds.push(Arc::new(round));
            if is_chosen {
                by_hand = rounds.len();
            }
            let found = flip_flop(rounds.iter().rev().map(|round| &*round.played));
            prop_assert_eq!(found, flip_flop_by_search(&rounds[by_hand..]));
        }
    }
}

/// The weights that `some-at-once` may draw.
fn candidates(naive: &Naive) -> Vec<usize> {
    let all = 0..naive.0.weights.len();
    match naive.0.settings.size {
        Size::Step => {
            let tests = naive.tests();
            all.filter(|i| tests[*i].3 != Direction::Leave).collect()
        }
        Size::Fitted => {
            let lit = |i: &usize| naive.0.dataset.examples.iter().any(|e| e.pixels[*i] != 0.0);
            all.filter(lit).collect()
        }
    }
}

/// Holds every field of a round that leads to `wanted` to the oracle, at the weights that the engine and the oracle
/// agree on.
fn check_round(
    experiment: &Experiment,
    round: &Round,
    number: usize,
    wanted: &[f64],
) -> Result<(), TestCaseError> {
    let naive = Naive(experiment);
    let (before, after) = (&experiment.weights, &round.weights_after);
    let whole = naive.exact(before) && naive.exact(after);
    prop_assert_eq!(round.number, number);
    prop_assert_eq!(round.settings, experiment.settings);
    prop_assert_eq!(&round.weights_before, before);
    let exactly = naive.whole(before) && experiment.settings.follows_tests();
    prop_assert!(same_all(after, wanted, exactly), "{after:?} {wanted:?}");
    let tests = naive.tests();
    let directions: Vec<Direction> = round.tests.iter().map(|t| t.direction).collect();
    prop_assert_eq!(directions, tests.iter().map(|t| t.3).collect::<Vec<_>>());
    let promised: f64 = tests.iter().map(|test| naive.promise(test)).sum();
    prop_assert!(same(round.promised, promised, naive.exact(before)));
    let delivered = naive.gain(naive.score(before), naive.score(after));
    prop_assert!(same(round.delivered, delivered, whole));
    for (tally, weights) in [(round.before, before), (round.after, after)] {
        let whole = naive.whole(weights);
        let (absolute, squared) = (naive.absolute_error(weights), naive.squared_error(weights));
        prop_assert_eq!(tally.matched, naive.matched(weights));
        prop_assert!(same(tally.absolute_error, absolute, whole));
        prop_assert!(same(tally.squared_error, squared, whole));
        prop_assert!(same(tally.log_loss, naive.log_loss(weights), false));
    }
    let changes: Vec<(usize, f64)> = (0..before.len())
        .filter(|i| before[*i] != after[*i])
        .map(|i| (i, after[i] - before[i]))
        .collect();
    prop_assert_eq!(round.changes().collect::<Vec<_>>(), changes.clone());
    prop_assert_eq!(round.moved(), changes.len());
    let nothing_helps = tests.iter().all(|test| test.3 == Direction::Leave);
    let all_match = naive.matched(after) == experiment.dataset.examples.len();
    let by_tests = round.settings.follows_tests();
    prop_assert_eq!(
        round.is_stuck(),
        nothing_helps && !all_match && changes.is_empty() && by_tests
    );
    prop_assert_eq!(round.examples.len(), experiment.dataset.examples.len());
    for (e, record) in round.examples.iter().enumerate() {
        prop_assert!(same(record.before, naive.output(e, before), naive.whole(before)));
        prop_assert!(same(record.after, naive.output(e, after), naive.whole(after)));
        prop_assert_eq!(record.matched_before, naive.matches(e, before));
        prop_assert_eq!(record.matched_after, naive.matches(e, after));
        prop_assert_eq!(record.outcome, naive.outcome(e, after));
        prop_assert_eq!(record.cause, naive.cause(e, after));
        check_explanation(experiment, round, e)?;
    }
    Ok(())
}

/// Holds one example's explanation to sums of products at the weights that it speaks of.
fn check_explanation(
    experiment: &Experiment,
    round: &Round,
    e: usize,
) -> Result<(), TestCaseError> {
    let naive = Naive(experiment);
    let explanation = Explanation::of_round(&experiment.dataset, round, e);
    let record = round.examples[e];
    let (before, label) = (&experiment.weights, naive.label(e));
    prop_assert_eq!((explanation.before, explanation.after), (record.before, record.after));
    prop_assert_eq!(explanation.label, label);
    prop_assert_eq!(
        (explanation.matched_before, explanation.matched_after),
        (record.matched_before, record.matched_after)
    );
    let pixels = &experiment.dataset.examples[e].pixels;
    let touching: Vec<(usize, f64)> = round.changes().filter(|(i, _)| pixels[*i] != 0.0).collect();
    let told: Vec<(usize, f64)> =
        explanation.touching.iter().map(|c| (c.weight, c.change)).collect();
    prop_assert_eq!(told, touching);
    let mut so_far = before.clone();
    let mut alone_matching = 0;
    for c in &explanation.touching {
        let mut alone = before.clone();
        alone[c.weight] = round.weights_after[c.weight];
        so_far[c.weight] = round.weights_after[c.weight];
        let whole = naive.whole(before) && naive.whole(&round.weights_after);
        let alone_output = naive.output(e, &alone);
        prop_assert!(same(c.contribution, c.change * pixels[c.weight], whole));
        prop_assert!(same(c.alone, alone_output, whole));
        prop_assert_eq!(c.alone_matches, naive.matches(e, &alone));
        let slack = if whole { 0.0 } else { SLACK * label.abs().max(1.0) };
        let closer = (naive.output(e, before) - label).abs() - (alone_output - label).abs();
        prop_assert_eq!(c.alone_closer, closer > slack);
        prop_assert!(same(c.so_far, naive.output(e, &so_far), whole));
        prop_assert_eq!(c.so_far_matches, naive.matches(e, &so_far));
        alone_matching += usize::from(naive.matches(e, &alone));
    }
    prop_assert_eq!(explanation.alone_matching(), alone_matching);
    let broken = !record.matched_after && (record.matched_before || alone_matching > 0);
    prop_assert_eq!(explanation.broken_together(), broken);
    let changes: Vec<_> = round.changes().collect();
    let example = &experiment.dataset.examples[e];
    let quickly = Explanation::breaks_together(example, &record, &changes, &round.criterion);
    prop_assert_eq!(quickly, broken);
    Ok(())
}

/// The flip-flop that the last of these rounds closes: the shortest way back of two rounds or more,
/// and every weight that is not the same all the way.
fn flip_flop_by_search(rounds: &[Arc<Round>]) -> Option<FlipFlop> {
    if rounds.last()?.settings.policy == Policy::SomeAtOnce {
        return None;
    }
    let mut stops: Vec<&Weights> = rounds.iter().map(|r| &r.played.weights_before).collect();
    stops.push(&rounds.last()?.weights_after);
    let now = stops.len() - 1;
    let equal = |a: &[f64], b: &[f64]| {
        let whole = a.iter().chain(b).all(|w| w.floor() == *w);
        same_all(a, b, whole)
    };
    let period = (1..=now).find(|period| equal(stops[now], stops[now - period]))?;
    let moves = |i: &usize| (now - period..now).any(|stop| stops[stop][*i] != stops[stop + 1][*i]);
    let weights = (0..stops[now].len()).filter(moves).collect();
    (period >= 2).then_some(FlipFlop { period, weights })
}
